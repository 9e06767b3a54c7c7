using System.Net;
using Gezhi.Cases;
using Gezhi.Field.HomeService;
using Gezhi.Field.Patrols;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Field;

/// <summary>Areas and places are chosen by name, items are changed on the page, and what was done counts wherever it was done.</summary>
public sealed class FieldDeskTests
{
    private const string Community = "410103010004";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Areas_are_offered_by_name_as_far_as_the_post_reaches_and_a_smaller_one_is_named_by_hand(Engine engine)
    {
        var town = await Town.On(engine);
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        using var wangLei = await town.As(Role.GridWorker, InspectTown.Worker);
        await wangLei.NewPlace("Charging", "按名选区充电棚");
        var list = await town.NewChecklist("Charging");

        var page = await secretary.See("/inspections/campaigns");
        var offered = Offered(page);
        offered.Count.ShouldBeGreaterThan(3);
        offered.ShouldAllBe(o => o.Code.StartsWith(Community) && o.Name.Any(char.IsLetter));
        (string, string)[] fields =
        [
            ("Title", $"按名选区{engine}"),
            ("ChecklistId", list.ToString()),
            ("AreaCode", Community),
            ("FromOn", town.Day()),
            ("UntilOn", town.Day(9)),
        ];
        var grid = offered.Single(o => o.Code == InspectTown.Grid).Name;
        var unknown = await secretary.Submit(page, "main form.form", [.. fields, ("AreaCodeText", "没有这个网格"), ("Do", "look")]);
        unknown.Status.ShouldBe(HttpStatusCode.BadRequest);
        unknown.Page.QuerySelector("#AreaCodeText")!.GetAttribute("value").ShouldBe("没有这个网格", "what was typed stays");
        var started = await secretary.Submit(page, "main form.form", [.. fields, ("AreaCodeText", grid), ("Do", "start")]);
        started.Text("main").ShouldContain(grid);

        var visits = await secretary.See("/visits");
        visits.Page.QuerySelectorAll("input[name=Areas]").Length.ShouldBeGreaterThan(3);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Any_area_of_a_whole_district_is_reached_down_the_tree_or_by_a_part_of_its_name_without_script(Engine engine)
    {
        var town = await Town.On(engine);
        using var leader = await town.As(Role.Leader);
        var page = await leader.See("/patrols/plans/new");
        (string, string)[] typed = [("PlanName", "逐级选区"), ("FromTime", "08:00"), ("UntilTime", "18:00"), ("Days", "1")];

        Offered(page).ShouldBeEmpty("streets are too wide for a plan: they only open");
        foreach (var open in new[] { "410103010", Community, InspectTown.Grid })
        {
            page.Page.QuerySelectorAll("button[name=AreaOpen]").Select(b => b.GetAttribute("value")).ShouldContain(open);
            page = await leader.Submit(page, "form.form[method=post]", [.. typed, ("AreaOpen", open)]);
            page.Status.ShouldBe(HttpStatusCode.OK);
            page.Page.QuerySelector("#PlanName")!.GetAttribute("value").ShouldBe("逐级选区", "what was typed stays");
        }
        Offered(page).Select(o => o.Code).ShouldContain(InspectTown.Grid + "01");

        var name = Offered(page).First(o => o.Code == InspectTown.Grid).Name;
        var found = await leader.Submit(page, "form.form[method=post]", [.. typed, ("AreaCodeText", name[..^1]), ("AreaOpen", "?")]);
        Offered(found).Select(o => o.Code).ShouldContain(InspectTown.Grid);
        (await leader.Submit(page, "form.form[method=post]", [.. typed, ("AreaCodeText", "没有这个名字"), ("AreaOpen", "?")]))
            .Text(".areapick")
            .ShouldContain("没有叫“没有这个名字”的区域");
        var kept = await leader.Submit(found, "form.form[method=post]", [.. typed, ("AreaCode", InspectTown.Grid)]);
        kept.Text("h1").ShouldBe("逐级选区");
        kept.Text(".head").ShouldContain(name);
    }

    /// <summary>Areas that can be ticked, by code and name.</summary>
    private static List<(string Code, string Name)> Offered(Seen page) =>
        [
            .. page
                .Page.QuerySelectorAll(".areapick input[type=radio], .areapick input[type=checkbox]")
                .Select(i => (i.GetAttribute("value")!, i.ParentElement!.QuerySelector("span")!.FirstChild!.TextContent.Trim())),
        ];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_key_place_is_found_in_the_registry_by_name(Engine engine)
    {
        var town = await Town.On(engine);
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        using var wangLei = await town.As(Role.GridWorker, InspectTown.Worker);
        var name = engine == Engine.Sqlite ? "按名找到的旅社甲" : "按名找到的旅社乙";
        var place = await wangLei.NewPlace("SmallInn", name);
        var plan = (
            await secretary.Do(
                "/api/patrols/plans",
                new
                {
                    areaCode = InspectTown.Grid,
                    name = $"按名找{engine}",
                    days = 127,
                    fromMinute = 0,
                    untilMinute = 1439,
                }
            )
        ).Id();

        (await secretary.See($"/patrols/plans/{plan}?q=没有叫这个的")).Text("main").ShouldContain("没有叫这个名字的场所");
        var found = await secretary.See($"/patrols/plans/{plan}?q={name}");
        found.Page.QuerySelectorAll("#RegistryPlaceId option").Select(o => o.GetAttribute("value")).ShouldBe(["", place.ToString()]);
        var added = await secretary.Submit(found, "details form.form", ("RegistryPlaceId", place.ToString()), ("EveryDays", "1"));

        added.Text("table").ShouldContain(name);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_rule_of_a_service_item_is_changed_on_the_page_and_an_old_version_is_refused(Engine engine)
    {
        var town = await Town.On(engine);
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        var name = $"页面改规则{engine}";
        var item = (
            await secretary.Do(
                "/api/home-service/items",
                new
                {
                    name,
                    rule = "OnRequest",
                    basis = "试验",
                }
            )
        ).Id();
        var page = await secretary.See("/home-service");
        var form = $"form:has(input[name=ItemId][value='{item}'])";

        var wrong = await secretary.Submit(page, form, ("Rule", "Interval"), ("Months", ""), ("Do", "change"));
        wrong.Status.ShouldBe(HttpStatusCode.BadRequest);
        var saved = await secretary.Submit(page, form, ("Rule", "Interval"), ("Months", "6"), ("Basis", "新的办法"), ("Do", "change"));

        saved.Text("main").ShouldContain("新的办法");
        var row = await town.With((_, db) => db.Set<ServiceItem>().AsNoTracking().SingleAsync(i => i.Id == item));
        (row.Rule, row.Months, row.Name).ShouldBe((ServiceRule.Interval, 6, name));
        (await secretary.Submit(page, form, ("Rule", "OnRequest"), ("Do", "change"))).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_was_finished_on_a_page_counts_on_the_phone_and_a_finding_of_the_page_belongs_to_the_round(Engine engine)
    {
        var town = await Town.On(engine);
        using var phone = await Pocket.Of(town, "wangge0001");
        var caseId = await town.ToConfirm("按今日办结数核对的一件");
        var now = town.Clock.GetUtcNow().UtcDateTime;
        await phone.SendOne(now, Pocket.Entry("duty-start", null, new { }, now.AddMinutes(-10)));

        await phone.Person.Do($"/api/cases/{caseId}/confirmation", new { isTrue = true, note = "属实" });
        var reported = await phone.Person.See("/field/new");
        await phone.Person.Submit(
            reported,
            "main form",
            ("Mode", "report"),
            ("Text", "在线页面上报的井盖响"),
            ("Lon", "113.6597"),
            ("Lat", "34.7514")
        );
        await phone.Sync();

        var me = phone.Held[("words", "me")].Data;
        me["done"]!.AsArray().Select(d => d!.GetValue<string>()).ShouldContain(caseId.ToString());
        me["on"]!.GetValue<string>().ShouldBe(town.Day());
        var duty = await town.With(
            (_, db) => db.Set<Duty>().AsNoTracking().OrderByDescending(d => d.BeganAt).FirstAsync(d => d.EndedAt == null)
        );
        var found = await town.With((_, db) => db.Reports.Where(r => r.Text == "在线页面上报的井盖响").Select(r => r.CaseId).SingleAsync());
        (await phone.Person.See($"/field/tracks?duty={duty.Id}"))
            .Page.QuerySelectorAll("main a")
            .ShouldContain(a => a.GetAttribute("href")!.Contains(found.ToString()));
        await town.With(
            async (_, db) =>
            {
                db.Remove(await db.Set<Duty>().SingleAsync(d => d.Id == duty.Id)); // other tests count his rounds
                await db.Save(TestContext.Current.CancellationToken);
                return 0;
            }
        );
    }
}
