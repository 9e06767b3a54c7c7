using System.Runtime.CompilerServices;
using Gezhi.Cases.Field;
using Gezhi.Cases.Rules;
using Gezhi.Cases.Rules.Drafting;
using Gezhi.Cases.Rules.Trying;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Contract;

/// <summary>Work of a past period, as it was and as a draft of rules would have given it out. 过往工作量</summary>
/// <remarks>Two proposals for each case, as the trial of a draft makes them; see <see cref="Replay"/>.</remarks>
public sealed class PastWork
{
    private readonly CaseDesk desk;
    private readonly DraftDesk drafts;
    private readonly ReplayGrounds grounds;
    private readonly GroundUnits onGround;

    internal PastWork(CaseDesk desk, DraftDesk drafts, ReplayGrounds grounds, GroundUnits onGround) =>
        (this.desk, this.drafts, this.grounds, this.onGround) = (desk, drafts, grounds, onGround);

    /// <summary>One case that a unit worked on. 过往工作</summary>
    /// <param name="Desk">Who really did it.</param>
    /// <param name="PlannedDesk">Whom the draft gives it to; the same without a draft.</param>
    /// <param name="ArrivedAt">UTC; the dispatch.</param>
    /// <param name="PlannedAt">UTC; the dispatch by the draft: at the filing, where it dispatches by itself what now waits for a person.</param>
    /// <param name="StartedAt">UTC; null: nobody has begun.</param>
    /// <param name="HandledAt">UTC; null: not handed in.</param>
    /// <param name="DueAt">UTC; the deadline as first set; null: none.</param>
    /// <param name="Limit">Null: none.</param>
    /// <param name="PlannedLimit">By the draft.</param>
    /// <param name="Pauses">When nobody had to work on it, UTC.</param>
    public sealed record Item(
        string CategoryKey,
        WorkDesk Desk,
        WorkDesk PlannedDesk,
        DateTime CreatedAt,
        DateTime ArrivedAt,
        DateTime PlannedAt,
        DateTime? StartedAt,
        DateTime? HandledAt,
        DateTime? DueAt,
        TimeLimit? Limit,
        TimeLimit? PlannedLimit,
        IReadOnlyList<(DateTime FromAt, DateTime? ToAt)> Pauses,
        int SendBacks,
        int Reworks
    );

    /// <summary>By which the deadlines of a unit run. 部门日历</summary>
    public WorkCalendar CalendarOf(string unitCode) => desk.Timetable.CalendarOf(unitCode);

    /// <summary>By which days are counted. 日历</summary>
    public WorkCalendar Calendar => desk.Calendar;

    /// <summary>Drafts that can be played: not yet in force, with at least one change. 可推演的草案</summary>
    public async Task<IReadOnlyList<(Guid Id, string Name)>> Drafts(CancellationToken ct) =>
        [
            .. (
                await desk
                    .Db.Set<RuleDraft>()
                    .AsNoTracking()
                    .Where(d => d.State == DraftState.Open || d.State == DraftState.Asked)
                    .Where(d => desk.Db.Set<RuleChange>().Any(c => c.DraftId == d.Id))
                    .OrderByDescending(d => d.ChangedAt)
                    .Take(100)
                    .Select(d => new { d.Id, d.Name })
                    .ToListAsync(ct)
            ).Select(d => (d.Id, d.Name)),
        ];

    /// <summary>Cases reported in a period and dispatched, oldest first. 过往工作读取</summary>
    /// <param name="fromUtc">First instant of reporting.</param>
    /// <param name="toUtc">First instant no longer of the period.</param>
    /// <param name="draftId">Null: as the rules in force gave it out.</param>
    /// <exception cref="NotFound">No such draft.</exception>
    public async IAsyncEnumerable<Item> Read(DateTime fromUtc, DateTime toUtc, Guid? draftId, [EnumeratorCancellation] CancellationToken ct)
    {
        var ground = await grounds.Of(ct);
        var shelf = await desk.Rules(ct);
        var (now, then, replay) = (default(RuleIndex), default(RuleIndex), default(Replay));
        if (draftId is { } id)
        {
            await drafts.Find(id, null, ct);
            now = shelf.Of(shelf.LastBook);
            then = RuleIndex.Of(DraftRules.Of(shelf, await drafts.Changes(id, ct)), shelf.LastBook + 1);
            replay = new Replay(now, then, ground);
        }
        var byGround = new Dictionary<string, bool>(StringComparer.Ordinal);
        await foreach (var portion in PastCases.Read(desk.Db, fromUtc, toUtc, ct))
        foreach (var past in portion)
        {
            if (past.LeadUnitCode is not { } unit)
                continue;
            var limit = past is { LimitValue: { } value, LimitUnit: { } of } ? new TimeLimit(value, of) : (TimeLimit?)null;
            var (planned, plannedAt, plannedLimit) = (unit, past.DispatchedAt, limit);
            if (replay is not null)
            {
                var matter = Replay.MatterOf(past, ground);
                var around = replay.Around(past.AreaCode);
                var (was, would) = (DispatchProposal.For(now!, matter, around), DispatchProposal.For(then!, matter, around));
                if (would.UnitCode is { } other && other != was.UnitCode)
                    planned = other;
                if (would.MayDispatchItself && !was.MayDispatchItself && past.FiledAt is { } filed && filed < plannedAt)
                    plannedAt = filed;
                if (limit is not null && would.Rule?.ConditionId is { } condition && condition != was.Rule?.ConditionId)
                    plannedLimit = ground.Condition(condition)?.Limit ?? limit;
            }
            yield return new Item(
                past.CategoryKey,
                await DeskOf(unit, past.AreaCode, byGround, ct),
                await DeskOf(planned, past.AreaCode, byGround, ct),
                past.CreatedAt,
                past.DispatchedAt,
                plannedAt,
                past.StartedAt,
                past.HandledAt,
                past.OriginalDueAt,
                limit,
                plannedLimit,
                past.Pauses is null ? [] : [.. CasePauses.Read(past.Pauses).Select(p => (p.FromAt, p.ToAt))],
                past.SendBacks,
                past.Reworks
            );
        }
    }

    /// <summary>Communities and response groups leave their work to the workers of the grid.</summary>
    private async ValueTask<WorkDesk> DeskOf(string unit, string areaCode, Dictionary<string, bool> known, CancellationToken ct)
    {
        if (!known.TryGetValue(unit, out var isGround))
            known.Add(unit, isGround = await onGround.Leads(unit, ct));
        return new WorkDesk(unit, isGround && areaCode.Length >= 15 ? areaCode[..15] : null);
    }
}

/// <summary>Where a case is worked on. 工位</summary>
/// <param name="Unit">Code of the unit.</param>
/// <param name="Grid">The grid whose workers do the work of a community or response group; null: the unit's own people.</param>
public readonly record struct WorkDesk(string Unit, string? Grid);
