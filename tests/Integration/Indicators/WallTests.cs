using System.Globalization;
using System.Net;
using Gezhi.Cases.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Indicators.Wall;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Indicators;

/// <summary>The wall over HTTP: every number opens its list, what happens shows at once, everybody sees their own areas only.</summary>
public sealed class WallTests
{
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Every_live_figure_is_as_long_as_its_list_and_the_same_on_page_tab_wall_and_interface(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Report("大屏用：路灯不亮", isUrgent: true);
        await town.Dispatched("大屏用：井盖松动");
        await town.Rated("大屏用：井盖已修", "一般");
        await town.Settle();
        using var leader = await town.As(Role.Leader);

        var answer = await leader.Do("/api/indicators/live", method: HttpMethod.Get);
        var values = answer["figures"]!.AsArray().ToDictionary(f => f!["key"]!.GetValue<string>(), f => f!["value"]!.GetValue<int>());
        values.Keys.ShouldBe(LiveFigures.All.Select(f => f.Key), ignoreOrder: true);
        foreach (var figure in answer["figures"]!.AsArray())
        {
            var (key, value) = (figure!["key"]!.GetValue<string>(), figure["value"]!.GetValue<int>());
            var list = await leader.Do(figure["cases"]!.GetValue<string>(), method: HttpMethod.Get);
            list["count"]!.GetValue<int>().ShouldBe(value, key);
            (await Length(leader, $"/api/indicators/live/{key}/cases")).ShouldBe(value, key);
            var page = await leader.See($"/indicators/live/{key}");
            page.Text("[data-figure]").ShouldBe(value.ToString("N0", CultureInfo.InvariantCulture), key);
            page.Page.QuerySelectorAll("table.behind tbody tr").Length.ShouldBe(Math.Min(value, 50), key);
        }
        values["reported_today"].ShouldBeGreaterThanOrEqualTo(3);
        values["closed_today"].ShouldBeGreaterThanOrEqualTo(1);
        values["urgent"].ShouldBeGreaterThanOrEqualTo(1);

        var centre = await leader.See("/centre");
        string[] tabs = ["open", "to_file", "to_dispatch", "doing", "to_check", "late"];
        centre.Texts("#tabs a em").ShouldBe(tabs.Select(t => values[t].ToString(CultureInfo.InvariantCulture)));
        var wall = await leader.See("/wall");
        wall.Status.ShouldBe(HttpStatusCode.OK);
        string[] strip = ["filed_today", "doing", "soon", "late"];
        wall.Texts("#kpi strong").Take(4).ShouldBe(strip.Select(k => values[k].ToString("N0", CultureInfo.InvariantCulture)));
        var register = await leader.See("/indicators");
        register.Text("[data-value=open] b").ShouldBe(values["open"].ToString("N0", CultureInfo.InvariantCulture));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Every_number_of_the_wall_leads_to_a_list_of_that_many(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Report("大屏用：乱堆杂物");
        await town.Dispatched("大屏用：又一个井盖");
        await town.Settle();
        using var leader = await town.As(Role.Leader);

        var wall = await leader.See("/wall");
        var stops = wall
            .Page.QuerySelectorAll("#flow a[href^='/indicators/live']")
            .Where(a => a.QuerySelector("text") is not null)
            .ToList();
        stops.Count.ShouldBeGreaterThanOrEqualTo(4, "a source, an area, a unit, an outcome");
        var byCategory = (await leader.See("/wall?flow=category"))
            .Page.QuerySelectorAll("#flow a[href*='category=']")
            .Where(a => a.QuerySelector("text") is not null)
            .ToList();
        byCategory.ShouldNotBeEmpty();
        foreach (var stop in stops.Concat(byCategory))
            await ShouldHold(leader, stop.GetAttribute("href")!, stop.QuerySelector("tspan")!.TextContent);
        foreach (var number in wall.Page.QuerySelectorAll("#celllist td a, #kpi a[href^='/indicators/live']"))
            await ShouldHold(leader, number.GetAttribute("href")!, number.TextContent);
        foreach (var number in wall.Page.QuerySelectorAll("#replay a"))
            await ShouldHold(leader, number.GetAttribute("href")!, new string([.. number.TextContent.Where(char.IsAsciiDigit)]));
        var page = await leader.See("/leader");
        page.Page.QuerySelectorAll("#kpi strong").Length.ShouldBe(5);
        foreach (var number in page.Page.QuerySelectorAll("#areas td a"))
            await ShouldHold(leader, number.GetAttribute("href")!, number.TextContent);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_happens_shows_with_the_event_and_is_reckoned_once_for_all_who_look(Engine engine)
    {
        await using var town = await Town.Start(engine); // nobody else moves anything here
        await town.Report("大屏用：第一件");
        await town.Settle();
        using var leader = await town.As(Role.Leader);
        var before = await leader.See("/wall");
        var seq = long.Parse(before.Page.QuerySelector("#wallhead")!.GetAttribute("data-seq")!, CultureInfo.InvariantCulture);

        var receipt = await town.Report("大屏用：第二件");
        await town.Settle();
        var memory = town.Services.GetRequiredService<WallMemory>();
        var reckoned = memory.Reckoned;
        var asked = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => leader.See($"/wall/parts?ids={receipt["caseId"]}")));

        (memory.Reckoned - reckoned).ShouldBe(1, "one reckoning for all");
        foreach (var parts in asked)
        {
            long.Parse(parts.Page.QuerySelector("#wallhead")!.GetAttribute("data-seq")!, CultureInfo.InvariantCulture)
                .ShouldBeGreaterThan(seq);
            parts.Page.QuerySelector($"#queue [data-row='{receipt["caseId"]}']").ShouldNotBeNull();
            parts.Page.QuerySelectorAll("[data-part]").Length.ShouldBe(10);
        }
        asked[0].Text("#replay a").ShouldBe("未结 2 件");
        await leader.See("/wall/parts");
        memory.Reckoned.ShouldBe(reckoned + 1, "nothing moved since");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Everybody_sees_their_own_areas_and_nothing_that_names_a_person_or_a_door(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Report("大屏用：我是王桂芳，电话 13800001111，德化街 5 号院三楼漏水", "13800001111");
        await town.Settle();
        using var leader = await town.As(Role.Leader);
        using var secretary = await town.As(Role.CommunitySecretary);
        using var handler = await town.As(Role.Handler, "chuzhi001");

        foreach (var path in new[] { "/wall", "/wall/parts", "/leader", "/wall/map.json" })
        {
            var text = await (await leader.GetAsync(new Uri(path, UriKind.Relative))).Content.ReadAsStringAsync();
            foreach (var secret in new[] { "王桂芳", "1380000", "德化街北口", "5 号院" })
                text.ShouldNotContain(secret, Case.Sensitive, path);
        }
        var own = await secretary.Do("/api/indicators/live", method: HttpMethod.Get);
        var area = own["areaCode"]!.GetValue<string>();
        area.Length.ShouldBe(12);
        var map = await secretary.Do("/wall/map.json", method: HttpMethod.Get);
        map["cells"]!.AsArray().ShouldAllBe(c => c!["area"]!.GetValue<string>().StartsWith(area, StringComparison.Ordinal));
        var list = await secretary.Do("/api/indicators/live/open/cases", method: HttpMethod.Get);
        list["items"]!.AsArray().ShouldAllBe(i => i!["areaCode"]!.GetValue<string>().StartsWith(area, StringComparison.Ordinal));
        (await secretary.See("/wall")).Text("#wallhead b").ShouldNotBe((await leader.See("/wall")).Text("#wallhead b"));
        var narrowed = await leader.See($"/wall?area={area}");
        narrowed.Text("#replay a").ShouldBe((await secretary.See("/wall")).Text("#replay a"), "the same area is the same whoever looks");
        (await secretary.Refused("/wall/map.json?area=410103", method: HttpMethod.Get)).Status.ShouldBe(404);
        (await secretary.See("/indicators/live/open?area=410103")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await handler.Refused("/wall/map.json", method: HttpMethod.Get)).Status.ShouldBe(403);
        foreach (var nonsense in new[] { "channel=Nonsense", "outcome=Nonsense", "hour=24", "at=x" })
            (await leader.Refused($"/api/indicators/live/open/cases?{nonsense}", method: HttpMethod.Get)).Status.ShouldBe(400, nonsense);
        (await leader.Refused("/api/indicators/live/none/cases", method: HttpMethod.Get)).Status.ShouldBe(404);
        (await leader.See("/indicators/live/open?channel=Nonsense&after=zzz")).Status.ShouldBe(HttpStatusCode.OK);
        (await leader.See("/wall?at=99")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_replay_shows_what_was_open_then_and_midnight_begins_a_new_day(Engine engine)
    {
        await using var town = await Town.Start(engine); // its clock walks through a day
        await At(town, 1, 8.2);
        var stays = await town.Report("大屏用：一直没办");
        await At(town, 0, 9.5);
        await town.Rated("大屏用：九点半来，当场办完", "好");
        await town.Settle();
        await At(town, 0, 11.2);
        using var leader = await town.As(Role.Leader);
        (
            await town.With(
                (services, _) => Task.FromResult(services.GetRequiredService<LiveWork>().HourOf(town.Clock.GetUtcNow().UtcDateTime))
            )
        ).ShouldBe(11);

        var now = await leader.See("/wall");
        now.Text("#replay a").ShouldBe("未结 1 件");
        now.Page.QuerySelectorAll("#hours a").Length.ShouldBe(12, "a link for each hour that has begun, without script");
        foreach (var (hour, open) in new[] { (8, 0), (9, 1), (10, 1), (11, 1) })
        {
            var then = await leader.See($"/wall?at={hour}");
            var number = then.Page.QuerySelector("#replay a")!;
            number.TextContent.ShouldBe($"未结 {open} 件", $"{hour}:00");
            await ShouldHold(leader, number.GetAttribute("href")!, $"{open}");
            (await leader.Do($"/wall/map.json?at={hour}", method: HttpMethod.Get))["cells"]!
                .AsArray()
                .Sum(c => c!["count"]!.GetValue<int>())
                .ShouldBe(open);
        }
        (await leader.See("/wall?at=10")).Text("#replay").ShouldContain("前一小时上报 1 件");
        (await leader.See("/wall?at=15")).Text("#replay").ShouldStartWith("现在", customMessage: "an hour that has not come is now");

        using var operator1 = await town.As(Role.Operator, "caozuo01");
        await operator1.Do($"/api/cases/{stays["caseId"]}/refusal", new { reason = "属于物业管理范围", legalChannel = "物业服务企业" });
        await town.Settle();
        await At(town, 0, 13);
        using var again = await town.As(Role.Leader);
        (await again.See("/wall")).Text("#replay a").ShouldBe("未结 0 件");
        (await again.See("/wall?at=11")).Text("#replay a").ShouldBe("未结 1 件", "what ended since was open then");
        (await again.See("/wall")).Text("#kpi strong").ShouldBe("1");

        await At(town, 1, 0.4);
        using var next = await town.As(Role.Leader);
        var morning = await next.See("/wall");
        morning.Text("#kpi strong").ShouldBe("0", "a new day has nothing yet");
        morning.Page.QuerySelectorAll("#hours a").Length.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task There_is_one_goal_and_areas_are_ranked_only_where_somebody_decided_it(Engine engine)
    {
        await using var town = await Town.Start(engine, "--Indicators:Goal=0.9", "--Indicators:Ranking=true", "--Indicators:LeastCases=1");
        await town.Rated("大屏用：有一件办结", "好");
        await town.RollUp();
        using var leader = await town.As(Role.Leader);

        (await leader.See("/centre")).Text(".side").ShouldContain("目标 90%");
        (await leader.See("/statistics")).Text("main").ShouldContain("按比率排序 · 竖线为目标 90%");
        var wall = await leader.See("/wall");
        wall.Text("#parts h2").ShouldContain("按比率排序 · 竖线为目标 90%");
        wall.Page.DocumentElement.GetAttribute("data-theme").ShouldBe("dark", "nobody chose");
        (await leader.See("/preferences?theme=light&back=/wall")).Page.DocumentElement.GetAttribute("data-theme").ShouldBe("light");
        (await leader.See("/centre")).Page.DocumentElement.GetAttribute("data-theme").ShouldBe("light");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Grids_without_a_report_are_listed_as_many_as_are_told(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Report("大屏用：有上报的网格");
        town.Clock.Move(TimeSpan.FromSeconds(61)); // what the wall keeps of the roll-ups lives a minute
        await town.RollUp();
        using var leader = await town.As(Role.Leader);

        var note = (await leader.See("/wall")).Page.QuerySelector("#notes a[href^='/indicators/quiet-grids']")!;
        var list = await leader.See(note.GetAttribute("href")!);

        list.Status.ShouldBe(HttpStatusCode.OK);
        var count = list.Page.QuerySelector("[data-count]")!.GetAttribute("data-count")!;
        note.TextContent.ShouldContain($"{count} 个网格");
        list.Page.QuerySelectorAll("tbody tr").Length.ShouldBe(Math.Min(100, int.Parse(count, CultureInfo.InvariantCulture)));
    }

    /// <summary>Pages of a list until its end.</summary>
    private static async Task<int> Length(HttpClient person, string path)
    {
        var (count, after) = (0, "");
        for (var page = 0; page < 200; page++)
        {
            var list = await person.Do($"{path}?after={after}", method: HttpMethod.Get);
            count += list["items"]!.AsArray().Count;
            if (list["next"]?.GetValue<string>() is not { } next)
                return count;
            after = Uri.EscapeDataString(next);
        }
        throw new InvalidOperationException($"{path} does not end");
    }

    private static async Task ShouldHold(HttpClient person, string href, string number)
    {
        var list = await person.See(href);
        list.Status.ShouldBe(HttpStatusCode.OK, href);
        list.Page.QuerySelector("[data-count]")!
            .GetAttribute("data-count")
            .ShouldBe(number.Replace(",", "", StringComparison.Ordinal), href);
    }

    /// <summary>Sets the clock to so many hours of a local day from now on.</summary>
    private static async Task At(Town town, int days, double hours)
    {
        var midnight = await town.With((services, _) => Task.FromResult(services.GetRequiredService<LiveWork>().Midnight));
        town.Clock.Set(midnight.AddDays(days).AddHours(hours));
    }
}
