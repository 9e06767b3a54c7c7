using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Cases.Channels;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Centre;

/// <summary>The bar finds room for everything a person may open, and the lists say what there is to narrow by.</summary>
public sealed class NavigationTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Fact]
    public async Task A_full_bar_has_menus_and_marks_one_entry_and_a_short_one_stays_as_it_was()
    {
        var town = await Town.On(Engine.Sqlite);
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        foreach (var path in new[] { "/centre", "/centre/import", "/callbacks", "/callbacks/settings", "/deadlines" })
        {
            var bar = (await chenMo.See(path)).Page.QuerySelector(".bar nav")!;
            bar.QuerySelectorAll("a[aria-current]").ShouldHaveSingleItem().GetAttribute("href").ShouldBe(path);
            bar.Children.Length.ShouldBeLessThanOrEqualTo(10);
            bar.QuerySelectorAll("details.menu").Length.ShouldBeGreaterThan(2);
            bar.QuerySelectorAll("a").Length.ShouldBeGreaterThan(15);
        }
        using var auditor = await town.As(Role.AuditAdmin);
        (await auditor.See("/admin/audit")).Page.QuerySelectorAll(".bar details.menu").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_case_list_is_narrowed_to_one_connected_system_on_the_page_and_in_the_data(Engine engine)
    {
        var town = await Town.On(engine);
        await using var partner = await Partner.Connect(town, "CitizenApp", "citizen-app", hasCallback: false);
        (await partner.Say($$"""{"no":"SOURCE-{{engine}}","text":"公交站牌倒了","lon":113.66,"lat":34.75}""")).EnsureSuccessStatusCode();
        await town.Report("公交站牌倒了，来源筛选之外");
        using var linXiao = await town.As(Role.Operator, "caozuo01");

        var page = await linXiao.See($"/cases?source={partner.Id}");

        page.Page.QuerySelectorAll("table.cases tbody tr").ShouldHaveSingleItem().TextContent.ShouldContain("公交站牌");
        page.Page.QuerySelector("#source option[selected]")!.TextContent.ShouldBe("伙伴 citizen-app");
        var data = await linXiao.Do($"/api/cases?source={partner.Id}", null, HttpMethod.Get);
        data["items"]!.AsArray().Count.ShouldBe(1);
        data["items"]![0]!["reportCount"]!.GetValue<int>().ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_row_of_the_queue_says_how_many_people_reported_it(Engine engine)
    {
        var town = await Town.On(engine);
        var lead = (await town.Report("路牌被撞弯，很多人报")).CaseId();
        var other = (await town.Report("路牌被撞弯了")).CaseId();
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"/api/cases/{other}/join", new { toCaseId = lead });

        var row = (await linXiao.See("/centre?q=路牌被撞弯")).Page.QuerySelector($"[data-row='{lead}']")!;

        row.QuerySelector(".crowd [aria-hidden]")!.TextContent.ShouldBe("×2");
        row.QuerySelector(".crowd .vh")!.TextContent.ShouldBe("2 人反映");
    }
}
