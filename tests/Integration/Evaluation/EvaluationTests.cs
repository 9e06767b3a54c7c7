using System.Net;
using System.Text.Json.Nodes;
using Gezhi.Cases.Messages;
using Gezhi.Indicators.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Indicators;
using Gezhi.Workforce.Evaluation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Evaluation;

/// <summary>A month is reckoned, seen by those whom it concerns, contested, decided and revised beside what was frozen.</summary>
public class EvaluationTests
{
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_month_is_reckoned_contested_and_revised_and_what_was_frozen_stands(Engine engine)
    {
        await using var town = await Town.Start(engine, "--Indicators:LeastCases=1"); // its clock goes into the next month
        var (month, unit, missed) = await Month(town);
        using var leader = await town.As(Role.Leader, "lingdao01");
        using var handler = await town.As(Role.Handler, "chuzhi001");
        using var worker = await town.As(Role.GridWorker);

        var one = await leader.Do($"/api/evaluation/unit/{unit}?month={month}", method: HttpMethod.Get);
        Whole(one, "account_ontime").ShouldBe((1, 2), "one in time, one never done");
        Whole(one, "account_closed").ShouldBe((1, 2));
        one["now"]!["points"]!.GetValue<double>().ShouldBe(50, .01);
        one["now"]!["grade"]!.GetValue<string>().ShouldContain("–", customMessage: "two cases say little");
        foreach (var part in one["parts"]!.AsArray())
        {
            var figure = part!["figure"]!.GetValue<string>();
            foreach (var (side, count) in new[] { ("Whole", "whole"), ("Counted", "counted") })
                (await leader.Do($"/api/evaluation/unit/{unit}/cases?month={month}&figure={figure}&side={side}", method: HttpMethod.Get))[
                    "count"
                ]!
                    .GetValue<long>()
                    .ShouldBe(part[count]!.GetValue<long>(), $"{figure} {side}");
        }
        (await worker.Refused($"/api/evaluation/unit/{unit}?month={month}", method: HttpMethod.Get)).Status.ShouldBe(404);
        (await handler.Do($"/api/evaluation/unit/{unit}?month={month}", method: HttpMethod.Get))["isOwn"]!.GetValue<bool>().ShouldBeTrue();

        var command = new
        {
            month,
            scheme = "unit",
            subject = unit,
            caseId = missed,
            words = "停工令期间不能施工",
        };
        (await leader.Refused("/api/evaluation/appeals", command)).ShouldBe((409, "evaluation.not-own"));
        var appeal = await handler.Do("/api/evaluation/appeals", command);
        (await handler.Refused("/api/evaluation/appeals", command)).ShouldBe((409, "evaluation.appealed"));
        (await handler.Refused("/api/evaluation/appeals", command with { caseId = Guid.Empty })).ShouldBe((409, "evaluation.not-counted"));
        var path = $"/api/evaluation/appeals/{appeal["id"]}/decision";
        (await handler.Refused(path, new { isUpheld = true, reason = "我说了算" })).Status.ShouldBe(403);
        (await leader.Refused(path, new { isUpheld = true, reason = "" })).Status.ShouldBe(400);
        await leader.Do(
            path,
            new
            {
                isUpheld = true,
                reason = "区里有停工令，属不可抗力",
                why = "ForceMajeure",
            }
        );
        (await leader.Refused(path, new { isUpheld = false, reason = "再想想" })).ShouldBe((409, "evaluation.decided"));

        var after = await handler.Do($"/api/evaluation/unit/{unit}?month={month}", method: HttpMethod.Get);
        (after["now"]!["revision"]!.GetValue<int>(), after["now"]!["excluded"]!.GetValue<int>()).ShouldBe((1, 1));
        after["now"]!["points"]!.GetValue<double>().ShouldBe(100, .01);
        after["frozen"]!["points"]!.GetValue<double>().ShouldBe(50, .01);
        after["leftOut"]!.AsArray().Single()!["reason"]!.GetValue<string>().ShouldBe("区里有停工令，属不可抗力");
        var rows = await Rows(town, month, "unit", unit);
        rows.Select(r => (r.Revision, r.Points)).ShouldBe([(0, 5000), (1, 10_000)]);
        foreach (var row in rows)
        {
            var again = await town.With((services, _) => services.GetRequiredService<ReckonMonths>().Again(row, default));
            (again.Points, again.Low, again.High, again.Content).ShouldBe(
                (row.Points, row.Low, row.High, row.Content),
                "recomputed from what was kept"
            );
        }
        (await town.With((_, db) => db.Set<Message>().CountAsync(m => m.Kind == MessageKind.EvaluationChanged))).ShouldBeGreaterThan(0);
        (await town.With((_, db) => db.Set<Message>().CountAsync(m => m.Kind == MessageKind.EvaluationAppealed))).ShouldBeGreaterThan(0);
        var trail = await town.With(
            (_, db) => db.Set<AuditRow>().Where(a => a.Action.StartsWith("evaluation.")).Select(a => a.Action).ToListAsync()
        );
        trail.ShouldBe(["evaluation.appealed", "evaluation.upheld"], ignoreOrder: true);

        var page = await handler.See("/evaluation/mine");
        page.Page.QuerySelector("[data-points]")!.GetAttribute("data-points").ShouldBe("100.0");
        page.Page.QuerySelector("[data-frozen]")!.GetAttribute("data-frozen").ShouldBe("50.0");
        (await handler.See($"/evaluation/unit/{unit}?month={month}&figure=account_ontime&side=Rest"))
            .Page.QuerySelectorAll("table.evalcases tr.out")
            .Length.ShouldBe(1);
        foreach (var format in new[] { "csv", "xlsx" })
            (
                await leader.GetAsync(new Uri($"/evaluation/results.{format}?month={month}&scheme=unit", UriKind.Relative))
            ).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_leader_leaves_a_case_out_and_takes_it_back_and_nobody_decides_about_oneself(Engine engine)
    {
        await using var town = await Town.Start(engine, "--Indicators:LeastCases=1");
        var (month, unit, missed) = await Month(town);
        using var leader = await town.As(Role.Leader, "lingdao01");
        using var shift = await town.As(Role.ShiftLeader, "zhiban01");
        using var secretary = await town.As(Role.CommunitySecretary);
        var grid = (await leader.Do($"/api/evaluation?month={month}&scheme=grid", method: HttpMethod.Get))["items"]!.AsArray().First()![
            "subject"
        ]!.GetValue<string>();
        var desk = new
        {
            month,
            scheme = "shift_leader",
            subject = "410103",
            caseId = missed,
            why = "Other",
            reason = "自己的",
        };
        (await shift.Refused("/api/evaluation/exclusions", desk)).ShouldBe((409, "evaluation.own-decision"));
        (await secretary.Refused("/api/evaluation/exclusions", desk)).Status.ShouldBe(403);

        var kept = await leader.Do(
            "/api/evaluation/exclusions",
            new
            {
                month,
                scheme = "grid",
                subject = grid,
                caseId = missed,
                why = "ForceMajeure",
                reason = "全区停电",
                isForAll = true,
            }
        );
        kept["revised"]!.GetValue<int>().ShouldBeGreaterThan(1, "the grid, its street, the unit");
        (await Rows(town, month, "shift_leader", "410103"))
            .Max(r => r.Revision)
            .ShouldBe(0, "what holds for all leaves out those who decide");
        (await Rows(town, month, "unit", unit))[^1].Points.ShouldBe(10_000);
        await leader.Do($"/api/evaluation/exclusions/{kept["id"]}/end", new { reason = "查明没有停电" });
        var rows = await Rows(town, month, "unit", unit);
        rows.Select(r => (r.Revision, r.Points, r.Excluded)).ShouldBe([(0, 5000, 0), (1, 10_000, 1), (2, 5000, 0)]);
        (await leader.Refused($"/api/evaluation/exclusions/{kept["id"]}/end", new { reason = "再来" })).ShouldBe(
            (409, "evaluation.counts-again")
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_scheme_is_published_by_a_second_person_and_holds_from_the_next_month_on(Engine engine)
    {
        await using var town = await Town.Start(engine, "--Indicators:LeastCases=1");
        var (month, unit, _) = await Month(town);
        using var shift = await town.As(Role.ShiftLeader, "zhiban01");
        using var leader = await town.As(Role.Leader, "lingdao01");
        using var handler = await town.As(Role.Handler, "chuzhi001");

        (await handler.Refused("/api/evaluation/schemes", new { schemeKey = "unit" })).Status.ShouldBe(403);
        var draft = await shift.Do("/api/evaluation/schemes", new { schemeKey = "unit" });
        var path = $"/api/evaluation/schemes/{draft["id"]}";
        object Parts(int a, int b) =>
            new
            {
                parts = new[] { new { figure = "account_ontime", weight = a }, new { figure = "account_closed", weight = b } },
                reason = "减少分项",
            };
        (await shift.Refused(path, Parts(6000, 3999))).Status.ShouldBe(400, "weights sum to exactly 100 %");
        (await shift.Refused(path, Parts(10_001, -1))).Status.ShouldBe(400);
        await shift.Do(path, Parts(7500, 2500));
        var difference = await shift.Do($"{path}/difference", method: HttpMethod.Get);
        (difference["month"]!.GetValue<int>(), difference["subjects"]!.GetValue<int>()).ShouldBe((month, 1));
        (await shift.Refused($"{path}/publication", new { })).ShouldBe((409, "evaluation.own-draft"));
        var published = await leader.Do($"{path}/publication", new { });
        published["fromMonth"]!.GetValue<int>().ShouldBeGreaterThan(month);
        (await shift.Refused(path, Parts(5000, 5000))).ShouldBe((409, "evaluation.not-draft"));

        var one = await leader.Do($"/api/evaluation/unit/{unit}?month={month}", method: HttpMethod.Get);
        one["scheme"]!["version"]!.GetValue<int>().ShouldBe(1, "the month keeps the version by which it was reckoned");
        var book = await town.With(
            (services, _) => services.GetRequiredService<SchemeBook>().In(published["fromMonth"]!.GetValue<int>(), default)
        );
        book.Single(s => s.Key == "unit").Version.ShouldBe(2);
        (await handler.See("/evaluation/schemes")).Status.ShouldBe(HttpStatusCode.OK);
        (await shift.See(path.Replace("/api", "", StringComparison.Ordinal))).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Results_of_persons_are_seen_by_themselves_and_by_those_who_decide_only(Engine engine)
    {
        await using var town = await Town.Start(engine, "--Indicators:LeastCases=1");
        var (month, _, _) = await Month(town);
        var person = (
            await town.With((_, db) => db.Set<Result>().AsNoTracking().Where(r => r.Kind == SubjectKind.Worker).ToListAsync())
        ).FirstOrDefault();
        using var leader = await town.As(Role.Leader, "lingdao01");
        using var secretary = await town.As(Role.CommunitySecretary);
        using var lead = await town.As(Role.GridLead);
        using var checker = await town.As(Role.Checker, "hecha01");

        (await secretary.Do($"/api/evaluation?month={month}&scheme=worker", method: HttpMethod.Get))["count"]!.GetValue<int>().ShouldBe(0);
        (await lead.Do($"/api/evaluation?month={month}&scheme=worker", method: HttpMethod.Get))["count"]!.GetValue<int>().ShouldBe(0);
        (await checker.Do($"/api/evaluation?month={month}&scheme=grid", method: HttpMethod.Get))["count"]!.GetValue<int>().ShouldBe(0);
        var seen = (await leader.Do($"/api/evaluation?month={month}&scheme=worker", method: HttpMethod.Get))["count"]!.GetValue<int>();
        seen.ShouldBe(
            person is null
                ? 0
                : await town.With(
                    (_, db) => db.Set<Result>().CountAsync(r => r.Kind == SubjectKind.Worker && r.Month == month && r.Revision == 0)
                )
        );
        if (person is not null)
            (await secretary.Refused($"/api/evaluation/worker/{person.SubjectCode}?month={month}", method: HttpMethod.Get)).Status.ShouldBe(
                404
            );
        foreach (var nonsense in new[] { "month=202613", "month=x" })
            (await leader.Refused($"/api/evaluation?{nonsense}", method: HttpMethod.Get)).Status.ShouldBe(400);
        (await leader.Refused("/api/evaluation?scheme=none", method: HttpMethod.Get)).Status.ShouldBe(404);
        (await leader.See("/evaluation?month=x&scheme=none&after=zzz")).Status.ShouldBe(HttpStatusCode.OK);
        (await leader.See("/evaluation/unit/none")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>A month with one case closed in time and one that ran out, reckoned; which unit had them, and the one that ran out.</summary>
    private static async Task<(int Month, string Unit, Guid Missed)> Month(Town town)
    {
        var done = await town.Rated("考核用：井盖", "一般");
        var missed = await town.Dispatched("考核用：没办完的");
        await town.RollUp();
        var unit = (await town.Fact(done.CaseId())).ChargedUnitCode;
        var month = await town.With(
            (services, _) => Task.FromResult(services.GetRequiredService<AccountMonths>().LocalDay(town.Clock.GetUtcNow().UtcDateTime))
        );
        town.Clock.Move(TimeSpan.FromDays(31));
        await town.RollUp();
        (await town.Fact(missed.CaseId())).ChargedUnitCode.ShouldBe(unit);
        var loop = town.Services.GetRequiredService<EvaluationLoop>();
        for (
            var i = 0;
            i < 40 && !await town.With((_, db) => db.Set<EvaluationMonth>().AnyAsync(m => m.Month == (month.Year * 100) + month.Month));
            i++
        )
            await loop.Step(Town.District, default);
        return ((month.Year * 100) + month.Month, unit, missed.CaseId());
    }

    private static (long, long) Whole(JsonNode one, string figure) =>
        one["parts"]!.AsArray().First(p => p!["figure"]!.GetValue<string>() == figure) is { } part
            ? (part["counted"]!.GetValue<long>(), part["whole"]!.GetValue<long>())
            : (-1, -1);

    private static Task<List<Result>> Rows(Town town, int month, string scheme, string subject) =>
        town.With(
            (_, db) =>
                db.Set<Result>()
                    .AsNoTracking()
                    .Where(r => r.Month == month && r.SchemeKey == scheme && r.SubjectCode == subject)
                    .OrderBy(r => r.Revision)
                    .ToListAsync()
        );
}
