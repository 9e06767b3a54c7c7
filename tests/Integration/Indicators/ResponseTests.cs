using System.Net;
using Gezhi.Indicators.Response;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Indicators;

/// <summary>Response analysis over real cases: open ones count, every number leads to its list.</summary>
public class ResponseTests
{
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Times_of_a_town_are_those_of_its_clock_and_open_cases_count(Engine engine)
    {
        await using var town = await Town.Start(engine);
        await town.Report("响应用：还没人受理");
        town.Clock.Move(TimeSpan.FromMinutes(30));
        var receipt = await town.Dispatched("响应用：井盖");
        var path = $"/api/cases/{receipt.CaseId()}";
        town.Clock.Move(TimeSpan.FromMinutes(20));
        using var hands = await town.As(Role.Handler, "chuzhi001");
        await hands.Do($"{path}/acceptance");
        town.Clock.Move(TimeSpan.FromMinutes(40));
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001"); // who rests so long is signed out
        await zhaoGong.Do($"{path}/hand-in", Form.With(("result", "已处理")).Photo("files", Photos.Small));
        using var sunQian = await town.As(Role.Checker, "hecha01");
        await sunQian.Do($"{path}/checks", new { passed = false, note = "没修好" });
        town.Clock.Move(TimeSpan.FromMinutes(10));
        await town.RollUp();
        using var leader = await town.As(Role.Leader);

        var answer = await leader.Do("/api/indicators/response", method: HttpMethod.Get);

        answer["cases"]!.GetValue<int>().ShouldBe(2);
        var steps = answer["steps"]!.AsArray();
        var accepting = steps[(int)ResponseStep.Accepting]!;
        (accepting["cases"]!.GetValue<int>(), accepting["reached"]!.GetValue<int>(), accepting["median"]!.GetValue<int>()).ShouldBe(
            (1, 1, 20)
        );
        var handling = steps[(int)ResponseStep.Handling]!;
        (handling["cases"]!.GetValue<int>(), handling["median"]!.GetValue<int>()).ShouldBe((1, 60));
        var filing = steps[(int)ResponseStep.Filing]!;
        (filing["cases"]!.GetValue<int>(), filing["waiting"]!.GetValue<int>()).ShouldBe((2, 1), "the one that nobody took in counts");
        var closing = steps[(int)ResponseStep.Closing]!;
        (closing["waiting"]!.GetValue<int>(), closing["median"]).ShouldBe((2, null), "not yet reached");
        answer["ways"]!
            .AsArray()
            .ShouldContain(
                w => w!["from"]!.GetValue<string>() == "Handled" && w["to"]!.GetValue<string>() == "Handling",
                "back for rework"
            );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Every_number_opens_exactly_as_many_cases(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Rated("响应明细用：井盖", "一般");
        await town.Dispatched("响应明细用：又一个井盖");
        await town.Report("响应明细用：路灯");
        await town.RollUp();
        using var leader = await town.As(Role.Leader);

        foreach (var query in new[] { "", "?by=Category&step=Closing&clock=Working", "?by=Area", "?by=Channel", "?by=Unit" })
        {
            var page = await leader.See("/response" + query);
            page.Status.ShouldBe(HttpStatusCode.OK, query);
            page.Page.QuerySelectorAll("table.steptimes tbody tr").Length.ShouldBe(Enum.GetValues<ResponseStep>().Length);
            page.Page.QuerySelector("svg.process").ShouldNotBeNull();
            var numbers = page.Page.QuerySelectorAll("a[data-count]").ToList();
            numbers.Count.ShouldBeGreaterThan(20);
            var looked = query.Length == 0 ? numbers : numbers.Where(n => n.Closest(".curves") is not null).ToList();
            foreach (var number in looked)
                (await leader.See(number.GetAttribute("href")!))
                    .Page.QuerySelector("[data-count]")!
                    .GetAttribute("data-count")
                    .ShouldBe(number.GetAttribute("data-count"), number.GetAttribute("href"));
            numbers.ShouldContain(n => n.GetAttribute("data-count") != "0");
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Lines_say_what_the_record_of_the_case_says_and_come_back_when_they_are_lost(Engine engine)
    {
        await using var town = await Town.Start(engine);
        var receipt = await town.Rated("历程线用：井盖", "一般");
        await town.Dispatched("历程线用：另一个");
        await town.RollUp();
        var before = await Lines(town);
        before.Count.ShouldBe(2);
        var line = before.Single(l => l.CaseId == receipt.CaseId());
        string.Concat(line.Path.Where(char.IsAsciiLetterUpper)).ShouldBe("RFDHNKX");
        await town.With(
            async (_, db) =>
            {
                await db.Together(() => db.Set<CasePath>().ExecuteDeleteAsync(), default);
                return true;
            }
        );

        await town.RollUp();

        (await Lines(town))
            .Select(l => (l.CaseId, l.Path, l.ReportedMinute, l.AreaCode))
            .ShouldBe(before.Select(l => (l.CaseId, l.Path, l.ReportedMinute, l.AreaCode)));
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        await chenMo.Do($"/api/cases/{receipt.CaseId()}/closure", new { reason = "又坏了" }, HttpMethod.Delete);
        await town.RollUp();
        (await Lines(town)).Single(l => l.CaseId == receipt.CaseId()).Path.ShouldContain("F", Case.Sensitive);
        (await Lines(town)).Single(l => l.CaseId == receipt.CaseId()).Path.Count(c => c == 'F').ShouldBe(2, "opened again");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Somebody_sees_their_own_areas_and_nonsense_is_refused_or_said(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Report("响应范围用：路灯");
        await town.RollUp();
        using var leader = await town.As(Role.Leader);
        using var secretary = await town.As(Role.CommunitySecretary);
        using var handler = await town.As(Role.Handler, "chuzhi001");

        var all = (await leader.Do("/api/indicators/response", method: HttpMethod.Get))["cases"]!.GetValue<int>();
        (await secretary.Do("/api/indicators/response", method: HttpMethod.Get))["cases"]!.GetValue<int>().ShouldBeLessThanOrEqualTo(all);
        (await secretary.Refused("/api/indicators/response?area=410103", method: HttpMethod.Get)).Status.ShouldBe(404);
        (await handler.Refused("/api/indicators/response", method: HttpMethod.Get)).Status.ShouldBe(403);
        foreach (var nonsense in new[] { "clock=Sun", "by=Day", "by=1", "step=zzz", "from=2026-02-30" })
        {
            (await leader.Refused($"/api/indicators/response?{nonsense}", method: HttpMethod.Get)).Status.ShouldBe(400, nonsense);
            var page = await leader.See($"/response?{nonsense}");
            (page.Status, page.Page.QuerySelectorAll(".said.warn").Length).ShouldBe((HttpStatusCode.OK, 1), nonsense);
        }
        foreach (var nonsense in new[] { "step=zzz", "leave=Handled", "state=9", "skip=-1", "skip=999999", "now=1" })
            (await leader.See($"/response/cases?{nonsense}")).Status.ShouldBe(HttpStatusCode.OK, nonsense);
    }

    private static Task<List<CasePath>> Lines(Town town) =>
        town.With((_, db) => db.Set<CasePath>().AsNoTracking().OrderBy(p => p.CaseId).ToListAsync());
}
