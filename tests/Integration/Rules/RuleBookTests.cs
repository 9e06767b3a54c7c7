using Gezhi.Cases;
using Gezhi.Cases.Rules;
using Gezhi.Cases.Rules.Drafting;
using Gezhi.Cases.Rules.Trying;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Tables;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Rules;

/// <summary>A rule is changed by a draft that was tried and that somebody else approved; the old version stays for the cases that name it.</summary>
public sealed class RuleBookTests
{
    private const string Litter = "gb47678/matter/06010";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_draft_is_tried_then_approved_by_somebody_else_and_only_then_decides(Engine engine)
    {
        await using var town = await Town.Start(engine, "--Demo:Reports=200");
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        var before = await Shelf(town);
        var rule = before.Of(before.LastBook).Rules.First(r => r.CategoryPrefix == Litter && r.AreaPrefix.Length == 0);
        var draft = (await zhouHang.Do("/api/rule-drafts", new { name = "垃圾改由园林" }))["id"]!.GetValue<string>();
        var at = $"/api/rule-drafts/{draft}";
        await zhouHang.Do($"{at}/changes", new { ruleNo = rule.No, content = RuleContent.Of(rule) with { LeadUnitCode = "parks" } });

        (await zhouHang.Refused($"{at}/submission", new { })).ShouldBe((409, "draft.untried"));
        (await chenMo.Refused($"{at}/decision", new { isApproved = true })).ShouldBe((409, "draft.not-asked"));
        var outcome = await Tried(town, zhouHang, at);
        outcome.Cases.ShouldBeGreaterThan(50, "the seed town has cases to try it on");
        outcome.Moved.ShouldBe(outcome.Flows.Sum(f => f.Cases));
        outcome.Flows.ShouldAllBe(f => f.From == "sanitation" && f.To == "parks");
        outcome.Units.Sum(u => u.After - u.Before).ShouldBe(0, "what one unit loses another gets");

        await zhouHang.Do(
            $"{at}/changes",
            new { ruleNo = rule.No, content = RuleContent.Of(rule) with { LeadUnitCode = "parks", Basis = "会议纪要" } }
        );
        (await zhouHang.Refused($"{at}/submission", new { })).ShouldBe((409, "draft.untried"));
        await Tried(town, zhouHang, at);
        await zhouHang.Do($"{at}/submission", new { });
        (await zhouHang.Refused($"{at}/decision", new { isApproved = true })).Status.ShouldBe(403);
        var approved = await chenMo.Do($"{at}/decision", new { isApproved = true });

        approved["book"]!.GetValue<int>().ShouldBe(before.LastBook + 1);
        var after = await Shelf(town);
        after.At(town.Clock.GetUtcNow().UtcDateTime).Rules.Single(r => r.No == rule.No).LeadUnitCode.ShouldBe("parks");
        after.Find(rule.Id)!.ToBook.ShouldBe(before.LastBook + 1, "the old version stays");
        after.Of(before.LastBook).Rules.Single(r => r.No == rule.No).LeadUnitCode.ShouldBe("sanitation");

        var back = (await zhouHang.Do("/api/rule-drafts", new { name = "改回来", likeBook = before.LastBook }))["id"]!.GetValue<string>();
        var change = await town.With((_, db) => db.Set<RuleChange>().SingleAsync(c => c.DraftId == Guid.Parse(back)));
        (change.RuleNo, RuleContent.Read(change.Content!).LeadUnitCode).ShouldBe((rule.No, "sanitation"));
    }

    [Fact]
    public async Task The_shift_leader_cannot_approve_what_he_changed_himself()
    {
        await using var town = await Town.Start(Engine.Sqlite, "--Demo:Reports=100");
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        var draft = (await chenMo.Do("/api/rule-drafts", new { name = "自己写自己批" }))["id"]!.GetValue<string>();
        var at = $"/api/rule-drafts/{draft}";
        await chenMo.Do($"{at}/changes", new { content = new RuleContent("gb47678/matter/01023", "municipal-works") });
        await Tried(town, chenMo, at);
        await chenMo.Do($"{at}/submission", new { });

        (await chenMo.Refused($"{at}/decision", new { isApproved = true })).ShouldBe((409, "draft.own"));
        using var other = await town.As(Role.ShiftLeader, "zhiban02");
        (await other.Do($"{at}/decision", new { isApproved = true }))["state"]!.GetValue<string>().ShouldBe(nameof(DraftState.Approved));
    }

    /// <summary>Otherwise a trial would tell of differences that no draft makes.</summary>
    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_replay_of_the_live_book_equals_what_the_live_engine_decided(Engine engine)
    {
        await using var town = await Town.Start(engine, "--Demo:Reports=600");
        var (dispatched, found) = await town.With(
            async (services, db) =>
            {
                // First the cases, then the replay: the town goes on dispatching meanwhile.
                var cases = await db
                    .Cases.AsNoTracking()
                    .Where(c => c.DispatchReason != null && c.SendBackCount == 0 && c.ReopenCount == 0)
                    .ToListAsync();
                var shelf = await services.GetRequiredService<RuleShelves>().Of(db, default);
                var ground = await services.GetRequiredService<ReplayGrounds>().Of(default);
                var index = shelf.Of(shelf.LastBook);
                var replay = new Replay(index, index, ground);
                var now = town.Clock.GetUtcNow().UtcDateTime;
                var answers = new Dictionary<Guid, DispatchProposal>();
                await foreach (var portion in PastCases.Read(db, now.AddYears(-1), now, default))
                foreach (var past in portion)
                {
                    replay.Add(past, Town.District, Guid.Empty);
                    answers[past.Id] = DispatchProposal.For(index, Replay.MatterOf(past, ground), replay.Around(past.AreaCode));
                }
                replay.Finish().Moved.ShouldBe(0, "a book differs from itself in nothing");
                return (cases, answers);
            }
        );

        var decided = dispatched.Where(c => DispatchReason.Read(c.DispatchReason)!.Kind != ProposalKind.ByHand).ToList();
        decided.Count.ShouldBeGreaterThan(100);
        foreach (var one in decided)
            (found[one.Id].UnitCode, found[one.Id].Rule?.Id).ShouldBe((one.LeadUnitCode, one.RuleId), one.CategoryKey);
    }

    [Fact]
    public async Task A_workbook_with_errors_comes_back_with_the_reason_beside_each_row_and_nothing_is_taken()
    {
        await using var town = await Town.Start(Engine.Sqlite, "--Demo:Reports=0");
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        var draft = (await zhouHang.Do("/api/rule-drafts", new { name = "导入" }))["id"]!.GetValue<string>();
        var file = await (await zhouHang.GetAsync(new Uri("/rules/export.xlsx", UriKind.Relative))).Content.ReadAsByteArrayAsync();
        var rows = SheetReader.Rows(new MemoryStream(file)).ToList();
        rows.Count.ShouldBeGreaterThan(300);
        var columns = rows[0].Columns.Select(c => new SheetColumn(c)).ToList();

        IEnumerable<IEnumerable<string?>> Changed(string unit) =>
            rows.Take(20)
                .Select(
                    (r, i) =>
                        r.Columns.Select(c =>
                            i == 3 && c == "主办单位" ? unit
                            : i == 3 && c == "主办单位名称" ? ""
                            : r[c]
                        )
                );

        var bad = await zhouHang.Do($"/api/rule-drafts/{draft}/rows", Sheet(SheetWriter.Write("规则", columns, Changed("没有的单位"))));
        bad["changes"]!.GetValue<int>().ShouldBe(0);
        bad["faults"]!.AsArray().Select(f => (f!["rowNo"]!.GetValue<int>(), f["column"]!.GetValue<string>())).ShouldBe([(5, "主办单位")]);
        var returned = SheetReader.Rows(new MemoryStream(Convert.FromBase64String(bad["returned"]!.GetValue<string>()))).ToList();
        returned[3]["错误说明"].ShouldContain("没有的单位");

        var good = await zhouHang.Do($"/api/rule-drafts/{draft}/rows", Sheet(SheetWriter.Write("规则", columns, Changed("parks"))));
        (good["changes"]!.GetValue<int>(), good["faults"]!.AsArray().Count).ShouldBe((1, 0), "rows as they were change nothing");
    }

    private static MultipartFormDataContent Sheet(byte[] bytes) => new() { { new ByteArrayContent(bytes), "file", "rules.xlsx" } };

    private static async Task<TrialResult> Tried(Town town, HttpClient person, string at)
    {
        var asked = await person.Do($"{at}/trials", new { fromOn = "2025-03-01", toOn = "2026-03-05" });
        var trialId = Guid.Parse(asked["id"]!.GetValue<string>());
        var runner = town.Services.GetRequiredService<TrialRunner>();
        for (var round = 0; round < 200; round++)
        {
            await runner.RunNext(Town.District, CancellationToken.None);
            var trial = await town.With((_, db) => db.Set<RuleTrial>().AsNoTracking().SingleAsync(t => t.Id == trialId));
            if (trial.State == TrialState.Done)
                return trial.Outcome()!;
            await Task.Delay(50);
        }
        throw new TimeoutException("the trial did not end");
    }

    private static Task<RuleShelf> Shelf(Town town) =>
        town.With(async (services, db) => await services.GetRequiredService<RuleShelves>().Of(db, default));
}
