using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Units;

/// <summary>The unit's own numbers, counted from its cases as they stand. 本单位统计</summary>
public sealed class CountWork(CaseDesk desk, ReadWorklist worklist)
{
    /// <summary>Days over which closed cases are counted.</summary>
    public const int Days = 30;

    public async Task<WorkCounts> Run(Actor actor, WorkFilter filter, CancellationToken ct)
    {
        var units = ReadWorklist.Chosen(actor, filter);
        var (db, now, midnight) = (desk.Db, desk.Now, worklist.Midnight);
        var (since, doneSince) = (now.AddDays(-Days), now.AddDays(-ReadWorklist.Days));
        var counted = await db
            .Cases.VisibleTo(actor, db)
            .Where(c => units.Contains(c.LeadUnitCode!))
            .GroupBy(c => c.State)
            .Select(g => new
            {
                State = g.Key,
                All = g.Count(),
                Late = g.Count(c => c.StageDueAt < now),
                Today = g.Count(c => c.StageDueAt >= now && c.StageDueAt < midnight),
                Done = g.Count(c => c.ClosedAt >= doneSince),
                Closed = g.Count(c => c.ClosedAt >= since),
                OnTime = g.Count(c => c.ClosedAt >= since && c.HandledAt <= c.OriginalDueAt),
                Reworked = g.Count(c => c.ClosedAt >= since && c.ReworkCount > 0),
            })
            .ToListAsync(ct);
        int Sum(params CaseState[] states) => counted.Where(x => states.Contains(x.State)).Sum(x => x.All);
        var open = counted.Where(x => x.State is CaseState.Dispatched or CaseState.Handling).ToList();
        var closed = counted.FirstOrDefault(x => x.State == CaseState.Closed);
        return new WorkCounts(
            Sum(CaseState.Dispatched),
            Sum(CaseState.Handling, CaseState.Shelved),
            Sum(CaseState.Handled, CaseState.Checked),
            await worklist.In(WorkTab.Helping, actor, units).CountAsync(ct),
            closed?.Done ?? 0,
            await Returned(units, ct),
            open.Sum(x => x.Late),
            open.Sum(x => x.Today),
            closed?.Closed ?? 0,
            closed?.OnTime ?? 0,
            closed?.Reworked ?? 0
        );
    }

    private Task<int> Returned(IReadOnlyList<string> units, CancellationToken ct) =>
        worklist
            .SentBack()
            .Join(desk.Db.Timeline, c => c.Id, t => t.CaseId, (c, t) => t)
            .CountAsync(t => t.Action == CaseAction.SendBack && units.Contains(t.UnitCode!), ct);
}
