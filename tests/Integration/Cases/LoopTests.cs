using System.Text.Json.Nodes;
using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Rules;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Field;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Cases;

/// <summary>The main job over the real API, on both databases.</summary>
public sealed class LoopTests
{
    private const string Manhole = "gb47678/matter/01002";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_report_of_14_26_is_dispatched_at_14_29_handed_in_at_15_23_closed_and_rated(Engine engine)
    {
        var town = await Town.On(engine);
        var start = new DateTime(2026, 3, 5, 6, 26, 0, DateTimeKind.Utc);
        town.Clock.Set(start);
        using var aunt = town.Anybody();
        using var linXiao = await town.As(Role.Operator, "caozuo01");

        var receipt = await aunt.Do(
            "/api/reports",
            new
            {
                text = "窨井盖缺了半边，晚上骑车很危险",
                lon = Town.Lon,
                lat = Town.Lat,
                phone = "15400010001",
            }
        );
        var path = $"/api/cases/{receipt["caseId"]}";
        town.Clock.Set(start.AddMinutes(3));
        var filed = await linXiao.Do(
            $"{path}/filing",
            new
            {
                categoryKey = Manhole,
                isUrgent = true,
                version = 1,
            }
        );
        filed["caseNo"]!.GetValue<string>().ShouldStartWith("41010320260305");
        await town.Settle(); // one rule fits and may dispatch by itself
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        await zhaoGong.Do($"{path}/acceptance");
        await zhaoGong.Do($"{path}/departure");
        town.Clock.Set(start.AddMinutes(27));
        await zhaoGong.Do($"{path}/arrival");
        town.Clock.Set(start.AddMinutes(57));
        var handedIn = await zhaoGong.Do(
            $"{path}/hand-in",
            Form.With(("result", "已更换井盖并加固"), ("deviceAt", "2026-03-05T07:22:00Z")).Photo("files", Photos.Small)
        );
        handedIn["state"]!.GetValue<string>().ShouldBe("Handled");
        using var sunQian = await town.As(Role.Checker, "hecha01");
        await sunQian.Do($"{path}/checks", new { passed = true });
        using var closing = await town.As(Role.Operator, "caozuo02");
        await closing.Do($"{path}/closure", new { answer = "井盖已更换，感谢您的提醒。" });
        await aunt.Do($"/api/receipts/{receipt["receiptNo"]}/rating", new { isSolved = true, satisfaction = 5 });

        var stored = await town.With((_, db) => db.Cases.SingleAsync(c => c.Id == Guid.Parse(receipt["caseId"]!.GetValue<string>())));
        DispatchReason.Read(stored.DispatchReason)!.Kind.ShouldBe(ProposalKind.Rule);
        (stored.DispatchedAt - stored.CreatedAt).ShouldBe(TimeSpan.FromMinutes(3));
        (stored.HandledAt - stored.CreatedAt).ShouldBe(TimeSpan.FromMinutes(57));
        stored.HandledAt!.Value.ShouldBeLessThan(stored.DueAt!.Value);
        await EveryChainIsWhole(town);
    }

    /// <summary>No number of a case, no category, no dispatch yet: what is urgent lies before the worker of the grid at once.</summary>
    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_worker_of_the_grid_is_on_the_way_within_two_minutes_and_the_crew_comes_after_thirty(Engine engine)
    {
        var town = await Town.On(engine);
        var start = new DateTime(2026, 3, 6, 2, 10, 0, DateTimeKind.Utc);
        town.Clock.Set(start);
        using var aunt = town.Anybody();
        var receipt = await aunt.Do(
            "/api/reports",
            new
            {
                text = "井盖整个塌下去了，旁边有小孩在玩",
                isUrgent = true,
                lon = OwnGround.Lon,
                lat = OwnGround.Lat,
                phone = "15400010001",
            }
        );
        var path = $"/api/cases/{receipt["caseId"]}";

        town.Clock.Set(start.AddSeconds(40));
        using var wangLei = await town.As(Role.GridWorker, "wangge0001");
        // What alarms of other tests left in his grid would come first.
        await town.With(
            (_, db) =>
                db
                    .Cases.Where(c => c.AreaCode.StartsWith("410103010004001") && c.Title.EndsWith("警情"))
                    .ExecuteUpdateAsync(s => s.SetProperty(c => c.AreaCode, "410103"))
        );
        var today = await wangLei.See("/field");
        today.Text(".task h2").ShouldContain("井盖整个塌下去了");
        town.Clock.Set(start.AddSeconds(100));
        (await wangLei.Submit(today, ".task form")).Text(".said").ShouldContain("已记录出发");

        var seen = await aunt.See($"/receipt/{receipt["receiptNo"]}");
        seen.Text("h1").ShouldBe("民主路社区第1网格网格员 已出发，正在赶来");
        seen.Page.Body!.TextContent.ShouldNotContain("王磊");
        (await Moves(town, receipt, CaseAction.Depart)).ShouldHaveSingleItem().ShouldBeLessThan(start.AddMinutes(2));

        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"{path}/filing", new { categoryKey = Manhole, isUrgent = true });
        await town.Settle();
        town.Clock.Set(start.AddMinutes(6));
        await wangLei.Do($"{path}/arrival");
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        await zhaoGong.Do($"{path}/acceptance");
        await zhaoGong.Do($"{path}/departure");
        town.Clock.Set(start.AddMinutes(30));
        await zhaoGong.Do($"{path}/arrival");

        var steps = (await aunt.See($"/receipt/{receipt["receiptNo"]}")).Texts(".tl li");
        steps.Count(s => s.Contains("已到现场", StringComparison.Ordinal)).ShouldBe(2);
        (await Moves(town, receipt, CaseAction.Arrive)).ShouldBe([start.AddMinutes(6), start.AddMinutes(30)]);
        await EveryChainIsWhole(town);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Two_people_moving_the_same_case_at_once_get_one_success_and_one_stale_version(Engine engine)
    {
        var town = await Town.On(engine);
        using var aunt = town.Anybody();
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        using var colleague = await town.As(Role.Operator, "caozuo02");
        var receipt = await aunt.Do(
            "/api/reports",
            new
            {
                text = "路灯不亮三盏",
                lon = Town.Lon,
                lat = Town.Lat,
            }
        );
        var path = $"/api/cases/{receipt["caseId"]}/filing";

        var answers = await Task.WhenAll(
            linXiao.Ask(path, new { categoryKey = Manhole, version = 1 }),
            colleague.Ask(path, new { categoryKey = Manhole, version = 1 })
        );

        answers.Select(a => (int)a.StatusCode).Order().ShouldBe([200, 412]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_same_key_sent_twenty_times_at_once_is_one_report(Engine engine)
    {
        var town = await Town.On(engine);
        using var aunt = town.Anybody();
        aunt.DefaultRequestHeaders.Add("Idempotency-Key", $"same-key-{engine}-0001");
        var body = new
        {
            text = $"只报一次 {engine}",
            lon = Town.Lon,
            lat = Town.Lat,
        };

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => aunt.Ask("/api/reports", body)));

        var receipts = await Task.WhenAll(
            answers.Select(async a => JsonNode.Parse(await a.Content.ReadAsStringAsync())!["receiptNo"]!.GetValue<string>())
        );
        receipts.Distinct().Count().ShouldBe(1);
        (await town.With((_, db) => db.Reports.CountAsync(r => r.Text == body.text))).ShouldBe(1);
        (
            await aunt.Refused(
                "/api/reports",
                new
                {
                    text = "别的内容",
                    lon = Town.Lon,
                    lat = Town.Lat,
                }
            )
        ).ShouldBe((409, "once.other-content"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Joined_reports_are_answered_and_splitting_gives_back_what_was(Engine engine)
    {
        var town = await Town.On(engine);
        using var aunt = town.Anybody();
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        var first = await aunt.Do(
            "/api/reports",
            new
            {
                text = "树枝断了压着电线",
                lon = Town.Lon,
                lat = Town.Lat,
            }
        );
        var second = await aunt.Do(
            "/api/reports",
            new
            {
                text = "电线被树枝压住",
                lon = Town.Lon,
                lat = Town.Lat,
            }
        );

        await linXiao.Do($"/api/cases/{second["caseId"]}/join", new { toCaseId = first["caseId"]!.GetValue<string>() });
        (await Reports(town, first)).ShouldBe(2);
        await linXiao.Do($"/api/cases/{second["caseId"]}/join", new { reason = "不是同一棵树" }, HttpMethod.Delete);

        (await Reports(town, first), await Reports(town, second)).ShouldBe((1, 1));
        await EveryChainIsWhole(town);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_altered_row_is_found(Engine engine)
    {
        var town = await Town.On(engine);
        using var aunt = town.Anybody();
        var receipt = await aunt.Do(
            "/api/reports",
            new
            {
                text = "这条记录会被人改动",
                lon = Town.Lon,
                lat = Town.Lat,
            }
        );
        var id = Guid.Parse(receipt["caseId"]!.GetValue<string>());

        var faults = await town.With(
            async (_, db) =>
            {
                await using var attempt = await db.Database.BeginTransactionAsync();
                await db.Timeline.Where(t => t.CaseId == id).ExecuteUpdateAsync(t => t.SetProperty(r => r.PostTitle, "别人"));
                return (await TimelineVerification.Run(db, default)).Faults;
            }
        );

        faults.ShouldHaveSingleItem().ShouldContain("row 1");
    }

    /// <summary>When the case made these moves, UTC.</summary>
    private static Task<List<DateTime>> Moves(Town town, JsonNode receipt, CaseAction action) =>
        town.With(
            (_, db) =>
                db
                    .Timeline.Where(t => t.CaseId == receipt.CaseId() && t.Action == action)
                    .OrderBy(t => t.Sequence)
                    .Select(t => t.At)
                    .ToListAsync()
        );

    private static Task<int> Reports(Town town, JsonNode receipt) =>
        town.With((_, db) => db.Reports.CountAsync(r => r.CaseId == Guid.Parse(receipt["caseId"]!.GetValue<string>())));

    private static async Task EveryChainIsWhole(Town town)
    {
        var report = await town.With((_, db) => TimelineVerification.Run(db, default));
        report.Chains.ShouldBeGreaterThan(0);
        report.Faults.ShouldBeEmpty();
    }
}
