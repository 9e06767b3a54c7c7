using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Rules;
using Gezhi.Cases.Rules.Drafting;
using Gezhi.Cases.Timelines;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Gaps;

/// <summary>How far a decision reaches when it becomes a rule. 裁决范围</summary>
public enum GapReach
{
    /// <summary>本社区.</summary>
    Community,

    /// <summary>本街道.</summary>
    Street,

    /// <summary>全区.</summary>
    District,
}

/// <summary>Says who answers: once for the gap, on the record of its cases, and as a rule when it shall hold from now on. 裁决管理空白</summary>
public sealed class DecideGap(CaseDesk desk, UnitDirectory units, DraftDesk drafts, BeginDraft begin, ChangeRule change)
{
    /// <param name="UnitCode">Who answers.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="MoveCases">The open cases that the interim handler still has go over now.</param>
    /// <param name="BecomesRule">Puts a rule into the decider's draft; it holds after trial and approval.</param>
    /// <param name="Reach">Area of that rule.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command(
        [property: Needed, Longest(32)] string UnitCode,
        [property: Needed, Longest(Gap.LongestReason)] string Reason,
        bool MoveCases = true,
        bool BecomesRule = false,
        GapReach Reach = GapReach.Street,
        int? Version = null
    );

    /// <param name="Moved">Cases that went over.</param>
    /// <param name="DraftId">The draft with the rule; null when none was wanted.</param>
    public sealed record Answer(Guid GapId, int Moved, Guid? DraftId, int Version);

    public static void Map(IEndpointRouteBuilder gaps) =>
        gaps.MapPost(
                "/{gapId:guid}/decision",
                (Guid gapId, Command command, DecideGap feature, Actor actor, CancellationToken ct) =>
                    feature.Run(gapId, command, actor, ct)
            )
            .WithSummary("裁决管理空白 · Decide a gap");

    /// <exception cref="RuleViolation"><c>gap.decided</c>; <c>gap.beyond</c>: cases hang on it that the post does not reach.</exception>
    /// <exception cref="Forbidden">The rule would speak of more than the post reaches.</exception>
    public async Task<Answer> Run(Guid gapId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var gap = await desk.Db.Set<Gap>().FirstOrDefaultAsync(g => g.Id == gapId, ct) ?? throw new NotFound("gap");
        if (command.Version is { } seen && seen != gap.Version)
            throw new StaleVersion(gap.Version);
        var post = actor.PostFor(Permission.Arbitrate, gap.AreaCode) ?? throw new NotFound("gap");
        if (await units.Find(command.UnitCode, ct) is not { IsActive: true } unit)
            throw new InvalidInput(nameof(command.UnitCode), "unit.unknown");
        var cases = await OpenCases(gap.Id, ct);
        if (cases.Count(c => !post.Reaches(c.AreaCode, null)) is > 0 and var beyond)
            throw new RuleViolation("gap.beyond", beyond);
        var now = desk.Now;
        var reason = CaseDesk.Text(command.Reason) ?? throw new InvalidInput(nameof(command.Reason), "input.required");
        gap.Decide(unit.Code, reason, command.MoveCases, actor.AccountId, post.Title, now);
        if (command.BecomesRule)
            gap.DraftId = await ToRule(gap, command, actor, ct);
        var moved = OnTheCases(gap, cases, unit, new Step(actor, post, now));
        desk.Db.SetTimer(GapTimer.Name, gap.Id, now + Straggling, now);
        desk.Db.Audit(actor, "gap.decided", gap.Id, $"{gap.CategoryKey} {unit.Code}", now);
        await desk.Db.Save(ct);
        desk.Woken();
        return new Answer(gap.Id, moved, gap.DraftId, gap.Version);
    }

    /// <summary>How long after a decision it is looked whether a case was hung on the entry in the same moment.</summary>
    private static readonly TimeSpan Straggling = TimeSpan.FromSeconds(30);

    /// <summary>Whoever dispatched while the gap was being decided saw it open: the decision holds for that case too.</summary>
    internal async Task Late(Gap gap, DateTime now, CancellationToken ct)
    {
        if (await units.Find(gap.UnitCode!, ct) is not { IsActive: true } unit)
            return;
        var cases = await OpenCases(gap.Id, ct);
        var ids = cases.ConvertAll(c => c.Id);
        var told = await desk
            .Db.Timeline.Where(t => ids.Contains(t.CaseId) && t.Action == CaseAction.Arbitrate && t.At >= gap.DecidedAt)
            .Select(t => t.CaseId)
            .ToListAsync(ct);
        OnTheCases(gap, [.. cases.Where(c => !told.Contains(c.Id))], unit, new Step(Actor.System(gap.DistrictId), null, now));
    }

    private Task<List<Case>> OpenCases(Guid gapId, CancellationToken ct) =>
        desk
            .Db.Cases.Where(c =>
                CaseFlow.OpenStates.Contains(c.State) && desk.Db.Set<GapCase>().Any(g => g.GapId == gapId && g.CaseId == c.Id)
            )
            .ToListAsync(ct);

    /// <summary>Each open case has the decision on its record; what the interim handler has not begun to finish goes over.</summary>
    private int OnTheCases(Gap gap, List<Case> cases, UnitView unit, Step step)
    {
        var moved = 0;
        foreach (var subject in cases)
        {
            subject.Remark(CaseAction.Arbitrate, step with { Note = gap.Reason, UnitCode = unit.Code });
            var isWaiting = subject.State is CaseState.Filed or CaseState.Dispatched or CaseState.Handling;
            if (gap.MovedCases && isWaiting && subject.LeadUnitCode != unit.Code)
            {
                var reason = new DispatchReason(ProposalKind.ByHand, null, [], [], []);
                subject.Dispatch(unit.Code, null, reason.ToJson(), desk.Timetable.CalendarOf(unit.Code), step);
                moved++;
            }
            desk.Stage(subject);
        }
        return moved;
    }

    private async Task<Guid> ToRule(Gap gap, Command command, Actor actor, CancellationToken ct)
    {
        var area = AreaOf(gap, command.Reach);
        actor.Require(Permission.Arbitrate, area.Length == 0 ? drafts.District : area);
        var me = actor.AccountId;
        var draft =
            await desk
                .Db.Set<RuleDraft>()
                .Where(d => d.State == DraftState.Open && d.AuthorId == me)
                .OrderByDescending(d => d.CreatedAt)
                .FirstOrDefaultAsync(ct)
            ?? begin.Begin(
                string.Create(CultureInfo.InvariantCulture, $"裁决转规则 {desk.Calendar.LocalDay(desk.Now):yyyy-MM-dd}"),
                null,
                actor
            );
        var content = new RuleContent(
            gap.CategoryKey,
            command.UnitCode,
            area,
            AutoFile: false,
            AutoDispatch: true,
            PhotoNeeded: true,
            Basis: Platform.Text.TextElements.Cut(
                string.Create(CultureInfo.InvariantCulture, $"管理空白裁决 {desk.Calendar.LocalDay(desk.Now):yyyy-MM-dd}：{gap.Reason}"),
                RuleContent.LongestBasis
            )
        );
        var wrong = await drafts.Wrong(content, ct);
        if (wrong.Count > 0)
            throw new InvalidInput(wrong.ToDictionary(w => w.Key, w => new[] { w.Value }));
        var shelf = await desk.Rules(ct);
        var changes = await drafts.Changes(draft.Id, ct);
        var no = change.Put(draft, new ChangeRule.Command(null, content, gap.Id), content, shelf, changes, actor);
        drafts.Audit(actor, "changed", draft, $"{no} {area} → {content.LeadUnitCode} gap {gap.Id}");
        return draft.Id;
    }

    /// <summary>Area of the rule; empty for the whole district.</summary>
    internal static string AreaOf(Gap gap, GapReach reach)
    {
        var length = reach switch
        {
            GapReach.Community => 12,
            GapReach.Street => 9,
            _ => 0,
        };
        return gap.AreaCode.Length >= length ? gap.AreaCode[..length] : gap.AreaCode;
    }
}
