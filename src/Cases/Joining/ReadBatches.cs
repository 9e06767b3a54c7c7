using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Joining;

/// <summary>How far batches of joined cases are, newest first. 集中并单进度</summary>
public sealed class ReadBatches(CaseDesk desk, Staffing staffing)
{
    /// <summary>Batches on the page.</summary>
    public const int Most = 40;

    /// <summary>One batch as shown.</summary>
    /// <param name="By">Name of whoever decided, for colleagues.</param>
    /// <param name="LeadNo">案卷编号 of the lead case; null until filed.</param>
    /// <param name="Reports">Reports that hang on the lead case now.</param>
    /// <param name="Counts">Cases by progress.</param>
    public sealed record Row(JoinBatch Batch, string By, string? LeadNo, int Reports, IReadOnlyDictionary<JoinState, int> Counts)
    {
        /// <summary>Cases in a state.</summary>
        public int Of(JoinState state) => Counts.GetValueOrDefault(state);

        /// <summary>Something is still being done.</summary>
        public bool IsAtWork => Of(JoinState.Waiting) > 0 || (Batch.UndoneAt is not null && Of(JoinState.Joined) > 0);

        /// <summary>Cases it is about.</summary>
        public int Total => Counts.Values.Sum();
    }

    /// <summary>Those whose lead case the person may see.</summary>
    public async Task<IReadOnlyList<Row>> Run(Actor actor, CancellationToken ct)
    {
        var db = desk.Db;
        var found = await db.Set<JoinBatch>()
            .AsNoTracking()
            .Join(
                db.Cases.VisibleTo(actor, db),
                b => b.LeadCaseId,
                c => c.Id,
                (b, c) =>
                    new
                    {
                        Batch = b,
                        c.CaseNo,
                        c.ReportCount,
                    }
            )
            .OrderByDescending(x => x.Batch.IsStanding && x.Batch.EndedAt == null)
            .ThenByDescending(x => x.Batch.At)
            .Take(Most)
            .ToListAsync(ct);
        Guid[] ids = [.. found.Select(f => f.Batch.Id)];
        var counts = await db.Set<JoinBatchCase>()
            .Where(c => ids.Contains(c.BatchId))
            .GroupBy(c => new { c.BatchId, c.State })
            .Select(g => new
            {
                g.Key.BatchId,
                g.Key.State,
                Count = g.Count(),
            })
            .ToListAsync(ct);
        var names = await staffing.Names([.. found.Select(f => f.Batch.By).Distinct()], ct);
        return
        [
            .. found.Select(f => new Row(
                f.Batch,
                names.GetValueOrDefault(f.Batch.By, ""),
                f.CaseNo,
                f.ReportCount,
                counts.Where(c => c.BatchId == f.Batch.Id).ToDictionary(c => c.State, c => c.Count)
            )),
        ];
    }

    /// <summary>The open case a standing batch is to be started from; null when it is not open or not there.</summary>
    public Task<Case?> Lead(Guid caseId, Actor actor, CancellationToken ct) =>
        desk
            .Db.Cases.AsNoTracking()
            .VisibleTo(actor, desk.Db)
            .FirstOrDefaultAsync(c => c.Id == caseId && CaseFlow.OpenStates.Contains(c.State), ct);
}
