using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Gaps;
using Gezhi.Cases.Messages;
using Gezhi.Cases.Rules;
using Gezhi.Cases.Rules.Drafting;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Timers;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Rules;

/// <summary>Nobody's matter: an interim handler in the same move, a named decider, a clock, a decision on both records.</summary>
public sealed class GapTests
{
    private const string UnknownCover = "gb47678/matter/01023";
    private const string Litter = "gb47678/matter/06010";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_second_not_ours_gives_the_case_to_the_response_group_in_the_same_move(Engine engine)
    {
        var town = await Town.On(engine);
        town.Clock.Set(new DateTime(2026, 3, 11, 1, 0, 0, DateTimeKind.Utc));
        var path = await Filed(town, Litter);
        await town.Settle();
        var id = IdOf(path);
        for (var round = 1; round <= 2; round++)
        {
            var unit = (await Read(town, id)).LeadUnitCode;
            if (unit is null)
            {
                using var dispatcher = await town.As(Role.Dispatcher, $"paiqian0{round}");
                await dispatcher.Do($"{path}/dispatches", new { unitCode = "enforcement" });
                unit = "enforcement";
            }
            using var handler = await town.As(Role.Handler, await HandlerOf(town, unit));
            if (round == 1)
            {
                await handler.Do($"{path}/returns", new { reason = "不是我们的" });
                continue;
            }
            var page = await handler.See($"/cases/{id}");
            var left = await handler.Submit(page, "form:has(input[name=Do][value=SendBack])", ("Reason", "不是我们的"));
            left.Address.ShouldStartWith("/cases?");
            left.Text(".said").ShouldContain("由别人负责"); // it is not theirs to see any more, and that is no fault
        }

        var subject = await Read(town, id);
        (subject.State, subject.LeadUnitCode).ShouldBe((CaseState.Dispatched, $"response-{subject.AreaCode[..9]}"));
        var gap = await GapOf(town, id);
        (gap.Cause, gap.Candidates).ShouldBe((GapCause.SentBack, "sanitation,enforcement"));
        gap.DeciderTitle.ShouldEndWith("街道分管领导", customMessage: "the nearest leader");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_decision_stands_on_the_register_and_on_the_case_moves_it_and_becomes_a_draft(Engine engine)
    {
        var town = await Town.On(engine);
        town.Clock.Set(new DateTime(2026, 3, 12, 1, 0, 0, DateTimeKind.Utc));
        var path = await Filed(town, UnknownCover);
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        await zhouHang.Do($"{path}/dispatches");
        var id = IdOf(path);
        var gap = await GapOf(town, id);

        (await zhouHang.Refused($"/api/gaps/{gap.Id}/decision", new { unitCode = "municipal-works", reason = "我来定" })).Status.ShouldBe(
            403
        );
        using var leader = await town.As(Role.Leader, "lingdao01");
        var decided = await leader.Do(
            $"/api/gaps/{gap.Id}/decision",
            new
            {
                unitCode = "municipal-works",
                reason = "无主井盖由市政工程兜底",
                moveCases = true,
                becomesRule = true,
                reach = "District",
            }
        );

        decided["moved"]!.GetValue<int>().ShouldBeGreaterThan(0);
        var subject = await Read(town, id);
        subject.LeadUnitCode.ShouldBe("municipal-works");
        var last = await town.With(
            (_, db) => db.Timeline.Where(t => t.CaseId == id).OrderBy(t => t.Sequence).Select(t => t.Action).ToListAsync()
        );
        last.TakeLast(2).ShouldBe([CaseAction.Arbitrate, CaseAction.Reassign]);
        var draftId = Guid.Parse(decided["draftId"]!.GetValue<string>());
        var change = await town.With((_, db) => db.Set<RuleChange>().SingleAsync(c => c.DraftId == draftId && c.GapId == gap.Id));
        var content = RuleContent.Read(change.Content!);
        (change.Kind, content.CategoryPrefix, content.LeadUnitCode, content.AreaPrefix).ShouldBe(
            (ChangeKind.Add, UnknownCover, "municipal-works", "")
        );
        (await leader.Refused($"/api/gaps/{gap.Id}/decision", new { unitCode = "parks", reason = "再定一次" })).ShouldBe(
            (409, "gap.decided")
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_nobody_decides_in_time_goes_up_and_gets_a_new_clock_once(Engine engine)
    {
        var town = await Town.On(engine);
        town.Clock.Set(new DateTime(2026, 3, 16, 1, 0, 0, DateTimeKind.Utc));
        var path = await Filed(town, "gb47678/matter/01034");
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        await zhouHang.Do($"{path}/dispatches");
        var gap = await GapOf(town, IdOf(path));

        town.Clock.Set(gap.DueAt.AddMinutes(1));
        var timers = town.Services.GetRequiredService<TimerLoop>();
        while (await timers.Fire(Town.District, CancellationToken.None) > 0) { }
        while (await timers.Fire(Town.District, CancellationToken.None) > 0) { }

        var later = await GapOf(town, IdOf(path));
        later.Climbs.ShouldBe(gap.Climbs + 1);
        later.DueAt.ShouldBeGreaterThan(gap.DueAt);
        later.IsOpen.ShouldBeTrue();
        var told = await town.With(
            (_, db) => db.Set<Message>().Where(m => m.AccountId == gap.DeciderId).OrderBy(m => m.At).Select(m => m.Kind).ToListAsync()
        );
        told.ShouldContain(MessageKind.GapGiven);
        told.ShouldContain(MessageKind.GapLate, "whoever let the clock run out is told that it went up");
    }

    private static async Task<string> Filed(Town town, string category)
    {
        using var aunt = town.Anybody();
        var receipt = await aunt.Do(
            "/api/reports",
            new
            {
                text = "这个东西没有人管",
                lon = Town.Lon,
                lat = Town.Lat,
                phone = "15400010001",
            }
        );
        var path = $"/api/cases/{receipt["caseId"]}";
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"{path}/filing", new { categoryKey = category });
        return path;
    }

    private static Guid IdOf(string path) => Guid.Parse(path[(path.LastIndexOf('/') + 1)..]);

    private static Task<Gezhi.Cases.Case> Read(Town town, Guid id) =>
        town.With((_, db) => db.Cases.AsNoTracking().SingleAsync(c => c.Id == id));

    private static Task<Gap> GapOf(Town town, Guid caseId) =>
        town.With(
            (_, db) =>
                db.Set<GapCase>()
                    .Where(c => c.CaseId == caseId)
                    .Join(db.Set<Gap>().AsNoTracking(), c => c.GapId, g => g.Id, (c, g) => g)
                    .SingleAsync()
        );

    private static Task<string> HandlerOf(Town town, string unit) =>
        town.With(
            (_, db) =>
                db.Set<Gezhi.Identity.Posts.Post>()
                    .Where(p => p.Role == Role.Handler && p.UnitCode == unit && p.ValidTo == null)
                    .Join(db.Set<Gezhi.Identity.Accounts.Account>(), p => p.AccountId, a => a.Id, (p, a) => a.UserName)
                    .OrderBy(u => u)
                    .FirstAsync()
        );
}
