using Gezhi.Cases.Contract;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Closing;

/// <summary>When a reporter hears of a step: at once, after the quiet hours, or together with others that followed closely. 告知时间</summary>
public sealed class ReporterTimes(MessageTimes times)
{
    /// <summary>UTC; <paramref name="now"/> itself when nothing speaks against it.</summary>
    public async Task<DateTime> At(GezhiDb db, Report report, TimelineRow step, DateTime now, CancellationToken ct)
    {
        if (step.Action == CaseAction.Depart && await db.Set<Case>().AnyAsync(c => c.Id == step.CaseId && c.IsUrgent, ct))
            return now; // somebody is about to ring
        var at = times.Residents.After(now, times.Zone);
        if (times.Gather == TimeSpan.Zero)
            return at;
        var last = await db.Set<Notice>()
            .Where(n => n.ReportId == report.Id && n.IsSent && (n.CaseId != step.CaseId || n.Sequence != step.Sequence))
            .MaxAsync(n => (DateTime?)n.At, ct);
        return last + times.Gather is { } together && together > at ? times.Residents.After(together, times.Zone) : at;
    }
}
