using Gezhi.Cases.Contract;
using Gezhi.Cases.Deadlines;
using Gezhi.Cases.Rating;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.CallBacks;

/// <summary>Puts reporters on the list of call-backs and takes them off. 回访名单</summary>
/// <remarks>A door for the other features of this module: <see cref="Ask"/>.</remarks>
public sealed class CallBacks(Timetables timetables, FollowUpSettings settings)
{
    /// <summary>Longest reason of a wish, characters.</summary>
    public const int LongestReason = 200;

    /// <summary>When residents of a district may be called, and after how many misses it is given up.</summary>
    /// <param name="db">Turned to the district.</param>
    public async Task<(CallHours Hours, int MostAttempts)> Rules(GezhiDb db, CancellationToken ct)
    {
        var own = await db.Set<CallBackRules>().AsNoTracking().FirstOrDefaultAsync(ct);
        var calendar = timetables.Of(db.DistrictId).Calendar;
        return (new CallHours(own?.Windows ?? settings.CallWindows, calendar), own?.MostAttempts ?? settings.MostAttempts);
    }

    /// <summary>Somebody is to be called: added to the change that is being made. A report that waits already is not put down twice.</summary>
    /// <param name="db">Turned to the district of the report; the caller saves.</param>
    /// <param name="reportId">Whose phone; a report without one cannot be called.</param>
    /// <param name="reason">What about, for whoever calls.</param>
    /// <param name="now">UTC.</param>
    /// <returns>False: no phone was left, it is withdrawn, or a call waits already.</returns>
    /// <exception cref="NotFound">No such report.</exception>
    public async Task<bool> Ask(GezhiDb db, Guid reportId, string reason, DateTime now, CancellationToken ct)
    {
        var report = await db.Reports.AsNoTracking().FirstOrDefaultAsync(r => r.Id == reportId, ct) ?? throw new NotFound("report");
        if (report.Contact is null || report.WithdrawnAt is not null)
            return false;
        if (await db.Set<CallBack>().AnyAsync(c => c.ReportId == reportId && c.State == CallBackState.Waiting, ct))
            return false;
        var (hours, _) = await Rules(db, ct);
        Add(
            db,
            report,
            CallBackKind.Wish,
            Platform.Text.TextElements.Cut(CaseDesk.Text(reason) ?? "", LongestReason),
            now,
            hours.Next(now)
        );
        return true;
    }

    /// <summary>After a closing: half of the stage limit belongs to the reporter, who may rate without being called; by its end the call is made.</summary>
    /// <param name="hours">Of the district.</param>
    internal void AfterClosing(GezhiDb db, Report report, DateTime closedAt, CallHours hours)
    {
        var limits = timetables.Of(db.DistrictId).Limits;
        var whole = limits.Of(Stage.CallBack);
        var own = limits.Calendar.DueAt(closedAt, whole with { Value = whole.Value / 2 });
        Add(db, report, CallBackKind.AfterClosing, "", closedAt, hours.Next(own));
    }

    /// <summary>Ends what waits on a case.</summary>
    internal static async Task End(GezhiDb db, Guid caseId, CallBackState state, Guid? by, DateTime now, CancellationToken ct)
    {
        foreach (var row in await db.Set<CallBack>().Where(c => c.CaseId == caseId && c.State == CallBackState.Waiting).ToListAsync(ct))
            if (row.Kind == CallBackKind.AfterClosing)
                row.End(state, by, now);
    }

    private void Add(GezhiDb db, Report report, CallBackKind kind, string reason, DateTime now, DateTime opensAt) =>
        db.Add(
            new CallBack
            {
                DistrictId = db.DistrictId,
                Id = Ids.New(now),
                CaseId = report.CaseId,
                ReportId = report.Id,
                Kind = kind,
                Reason = reason,
                AskedAt = now,
                DueAt = timetables.Of(db.DistrictId).Limits.DueAt(Stage.CallBack, now).CutToMilliseconds(),
            }.OpensAt(opensAt.CutToMilliseconds())
        );
}

/// <summary>Keeps the list in step with the cases, after the commit: nobody who closes or rates waits for it. 回访名单更新</summary>
public sealed class PlanCallBacks(CallBacks callBacks) : IEventHandler
{
    public string Name => "cases.call-backs";

    public bool Wants(EventRow happened) => CaseMoved.Of(happened) is { Action: CaseAction.Close or CaseAction.Reopen or CaseAction.Rate };

    public async Task<IReadOnlyCollection<EventRow>> Sift(IReadOnlyCollection<EventRow> batch, GezhiDb db, CancellationToken ct)
    {
        var ids = batch.Select(e => e.SubjectId).Distinct().ToList();
        var called = await db
            .Cases.Where(c => ids.Contains(c.Id))
            .Where(c =>
                db.Set<Report>().Any(r => r.CaseId == c.Id && r.Contact != null)
                || db.Set<CallBack>().Any(b => b.CaseId == c.Id && b.State == CallBackState.Waiting)
            )
            .Select(c => c.Id)
            .ToListAsync(ct);
        return [.. batch.Where(e => called.Contains(e.SubjectId))];
    }

    public async Task Handle(EventRow happened, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var moved = CaseMoved.Of(happened)!;
        if (moved.Action == CaseAction.Reopen)
            await CallBacks.End(db, happened.SubjectId, CallBackState.Dropped, null, now, ct);
        else if (moved.Action == CaseAction.Rate)
            await Rated(db, happened.SubjectId, now, ct);
        else
            await Closed(db, happened.SubjectId, happened.At, ct);
    }

    private async Task Closed(GezhiDb db, Guid caseId, DateTime closedAt, CancellationToken ct)
    {
        var waiting = db.Set<CallBack>().Where(c => c.CaseId == caseId && c.State == CallBackState.Waiting);
        var reports = await db
            .Reports.AsNoTracking()
            .Where(r => r.CaseId == caseId && r.Contact != null && r.WithdrawnAt == null)
            .Where(r => r.RatedAt == null || r.RatedAt < closedAt)
            .Where(r => !waiting.Any(c => c.ReportId == r.Id))
            .ToListAsync(ct);
        if (reports.Count == 0)
            return;
        var (hours, _) = await callBacks.Rules(db, ct);
        foreach (var report in reports)
            callBacks.AfterClosing(db, report, closedAt, hours);
    }

    private static async Task Rated(GezhiDb db, Guid caseId, DateTime now, CancellationToken ct)
    {
        var rows = await db.Set<CallBack>()
            .Where(c => c.CaseId == caseId && c.State == CallBackState.Waiting && c.Kind == CallBackKind.AfterClosing)
            .Where(c => db.Set<Report>().Any(r => r.Id == c.ReportId && r.RatedAt >= c.AskedAt))
            .ToListAsync(ct);
        foreach (var row in rows)
            row.End(CallBackState.Rated, null, now);
    }
}
