using Gezhi.Cases.Contract;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Closing;

/// <summary>When a reporter hears of a step: at once, after the quiet hours, or together with others that followed closely. 告知时间</summary>
public sealed class ReporterTimes(MessageTimes times)
{
    private const int Chunk = 500;

    /// <summary>UTC; the end of the next quiet hours, at least half a day from now.</summary>
    internal DateTime Tomorrow(DateTime now) => times.Residents.After(now.AddHours(18), times.Zone);

    /// <summary>UTC for each of the reports; <paramref name="now"/> itself when nothing speaks against it. Some statements, however many there are.</summary>
    internal async Task<Func<Report, DateTime>> Of(
        GezhiDb db,
        IReadOnlyList<Report> reports,
        TimelineRow step,
        DateTime now,
        CancellationToken ct
    )
    {
        if (step.Action == CaseAction.Depart && await db.Set<Case>().AnyAsync(c => c.Id == step.CaseId && c.IsUrgent, ct))
            return _ => now; // somebody is about to ring
        var at = times.Residents.After(now, times.Zone);
        if (times.Gather == TimeSpan.Zero)
            return _ => at;
        var told = await LastTold(db, reports, step, ct);
        return report =>
            told.TryGetValue(report.Id, out var last) && last + times.Gather > at
                ? times.Residents.After(last + times.Gather, times.Zone)
                : at;
    }

    /// <summary>When each of them was told of another step.</summary>
    private static async Task<Dictionary<Guid, DateTime>> LastTold(
        GezhiDb db,
        IReadOnlyList<Report> reports,
        TimelineRow step,
        CancellationToken ct
    )
    {
        var told = new Dictionary<Guid, DateTime>();
        foreach (var chunk in reports.Select(r => r.Id).Chunk(Chunk))
        foreach (
            var last in await db.Set<Notice>()
                .Where(n => chunk.Contains(n.ReportId) && n.IsSent && (n.CaseId != step.CaseId || n.Sequence != step.Sequence))
                .GroupBy(n => n.ReportId)
                .Select(g => new { g.Key, At = g.Max(n => n.At) })
                .ToListAsync(ct)
        )
            told[last.Key] = last.At;
        return told;
    }
}
