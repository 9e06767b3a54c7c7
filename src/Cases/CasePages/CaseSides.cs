using System.Globalization;
using Gezhi.Cases.Climbing;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Deadlines;
using Gezhi.Cases.Joint;
using Gezhi.Cases.Oversight;
using Gezhi.Cases.Timelines;
using Gezhi.Identity.Contract;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.CasePages;

/// <summary>What stands beside the timeline of a case: orders, calls, parts of co-handlers, appeal, ladder. 案件旁录</summary>
/// <remarks>The timeline says whether a table has anything to tell; an ordinary case asks none of them.</remarks>
public sealed class CaseSides(CaseDesk desk, UnitDirectory units, Staffing staffing, RecordWords record)
{
    internal async Task<IReadOnlyList<OrderView>> Orders(List<TimelineRow> rows, CancellationToken ct) =>
        rows.Find(r => r.Action is CaseAction.Supervise or CaseAction.Note) is not { } row
            ? []
            : await desk
                .Db.Set<Order>()
                .Where(o => o.CaseId == row.CaseId)
                .OrderBy(o => o.No)
                .Select(o => new OrderView(o.No, o.Action, o.GivenBy, o.GivenAt, o.AnswerBy, o.AnsweredAt, o.AnswerNo, o.LateAt != null))
                .ToListAsync(ct);

    internal async Task<IReadOnlyList<ClimbView>> Climbs(List<TimelineRow> rows, CancellationToken ct)
    {
        if (rows.Find(r => r.Action == CaseAction.Climb) is not { } row)
            return [];
        var climbs = await desk.Db.Set<Climb>().AsNoTracking().Where(c => c.CaseId == row.CaseId).OrderBy(c => c.No).ToListAsync(ct);
        var ids = climbs.ConvertAll(c => c.Id);
        var calls = (await desk.Db.Set<ClimbCall>().AsNoTracking().Where(c => ids.Contains(c.ClimbId)).ToListAsync(ct)).ToLookup(c =>
            c.ClimbId
        );
        var names = await staffing.Names([.. climbs.Select(c => c.CalledBy).OfType<Guid>()], ct);
        var views = new List<ClimbView>();
        foreach (var climb in climbs)
        {
            var called = new List<CallView>();
            foreach (var call in calls[climb.Id])
                called.Add(new CallView(call.UnitCode, await Name(call.UnitCode, ct), call.ReportedAt, call.Said, call.LateAt is not null));
            views.Add(
                new ClimbView(
                    climb.Id,
                    climb.No,
                    climb.From,
                    climb.To,
                    record.ReadWhole(climb.Why),
                    climb.CalledBy is { } caller ? names.GetValueOrDefault(caller, "") : null,
                    climb.At,
                    climb.ReportBy,
                    climb.EndedAt,
                    record.ReadWhole(climb.Outcome),
                    called
                )
                {
                    CalledBy = climb.CalledBy,
                }
            );
        }
        return views;
    }

    internal async Task<IReadOnlyList<TaskView>> Tasks(List<TimelineRow> rows, CancellationToken ct)
    {
        if (rows.Find(r => r.Action == CaseAction.Assist) is not { } row)
            return [];
        var helpers = await desk
            .Db.Set<CaseHelper>()
            .AsNoTracking()
            .Where(h => h.CaseId == row.CaseId && h.Task != null)
            .OrderBy(h => h.At)
            .ToListAsync(ct);
        var views = new List<TaskView>();
        foreach (var helper in helpers)
            views.Add(
                new TaskView(
                    helper.UnitCode,
                    await Name(helper.UnitCode, ct),
                    record.ReadWhole(helper.Task!),
                    helper.DueAt!.Value,
                    helper.AcceptedAt,
                    helper.HandedInAt,
                    helper.Result,
                    helper.ReleasedAt,
                    record.ReadWhole(helper.ReleaseReason),
                    helper.LateAt is not null
                )
                {
                    IsGroundWork = await desk.IsGroundWork(helper.UnitCode, ct),
                }
            );
        return views;
    }

    /// <summary>Oldest first; each unit has one at most.</summary>
    internal async Task<IReadOnlyList<AppealView>> Appeals(List<TimelineRow> rows, CancellationToken ct)
    {
        if (rows.Find(r => r.Action == CaseAction.Appeal) is not { } row)
            return [];
        var appeals = await desk
            .Db.Set<Appeal>()
            .Where(a => a.CaseId == row.CaseId)
            .OrderBy(a => a.AskedAt)
            .Select(a => new AppealView(a.Reason, a.AskedBy, a.AskedAt, a.DecideBy, a.DecidedAt, a.IsGranted, a.UnitCode))
            .ToListAsync(ct);
        for (var at = 0; at < appeals.Count; at++)
            appeals[at] = appeals[at] with { UnitName = await Name(appeals[at].UnitCode, ct) };
        return appeals;
    }

    /// <summary>What has fired, then what comes, by the clocks that run now.</summary>
    internal async Task<IReadOnlyList<RungView>> Ladder(Case subject, CancellationToken ct)
    {
        var plan = LadderPlan.Of(subject, desk.Timetable);
        if (plan.Count == 0 && subject.ClockedAt is null)
            return [];
        var fired = await CaseReads.Fired(desk.Db, subject.Id, ct);
        return
        [
            .. fired.Where(f => f.Sequence > 0).Select(f => new RungView(f.Stage, f.Percent, f.MoreMinutes, f.Level, f.At, true)),
            .. plan.Where(r => !fired.Exists(f => r.Clock.Knows(f, r)))
                .Select(r => new RungView(r.Clock.Stage, r.Rung.Percent, r.Rung.MoreMinutes, r.Rung.Level, r.At, false)),
        ];
    }

    private async ValueTask<string> Name(string unitCode, CancellationToken ct) =>
        (await units.Find(unitCode, ct))?.Name(CultureInfo.CurrentUICulture) ?? unitCode;
}
