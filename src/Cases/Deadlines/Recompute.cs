using Gezhi.Cases.Contract;
using Gezhi.Cases.Timelines;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Time;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Deadlines;

/// <summary>Works out all open cases again after another calendar or other hours, a batch per timer: a stop in the middle only pauses it. 重算时限</summary>
internal sealed class RecomputeHandler(CaseDesk desk, Timetables timetables, ClockHandler clock, CasePages.TimeWords times) : ITimerHandler
{
    public const string Name = "cases.recompute";
    private const int Batch = 50;

    /// <summary>Until every node has read the new calendar, and a little more; then a second pass finds what was set by the old one.</summary>
    private static readonly TimeSpan SecondPass = TimeSpan.FromMinutes(1);

    public string Kind => Name;

    /// <summary>Adds a recomputation to the change that is being made; it begins after the commit.</summary>
    /// <param name="unitCode">Only cases this unit leads; null for all.</param>
    /// <param name="now">UTC.</param>
    public static void Begin(GezhiDb db, string reason, string? unitCode, DateTime now)
    {
        var run = new Recomputation
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            Reason = reason,
            UnitCode = unitCode,
            At = now,
        };
        db.Add(run);
        db.SetTimer(Name, run.Id, now, now);
    }

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var run = await db.Set<Recomputation>().FirstOrDefaultAsync(r => r.Id == timer.SubjectId, ct);
        if (run is not { DoneAt: null })
            return;
        await timetables.Load(db, ct); // the node that fires may not have heard yet
        var cases = await Next(db, run, ct);
        var then = await CalendarsOf(db, cases, ct);
        foreach (var subject in cases)
        {
            if (Move(subject, then(subject), run, now))
                run.Changed++;
            await clock.Look(subject, now, subject.ClockedAt is null, ct);
        }
        run.Seen += run.Pass == 1 ? cases.Count : 0;
        run.Cursor = cases.Count == Batch ? cases[^1].Id : null;
        if (cases.Count == Batch)
            db.SetTimer(Name, run.Id, now, now);
        else if (run.Pass++ == 1)
            db.SetTimer(Name, run.Id, now + SecondPass, now);
        else
            run.DoneAt = now;
    }

    private bool Move(Case subject, WorkCalendar before, Recomputation run, DateTime now) =>
        subject.Recompute(
            desk.CalendarOf(subject),
            before,
            desk.Limits,
            new Step(Actor.System(subject.DistrictId), null, now),
            moves => $"{run.Reason}：{string.Join("；", moves.DistinctBy(m => (m.Before, m.After)).Select(Words))}"
        );

    private string Words(DeadlineMove move)
    {
        var (before, after) = (times.Full(move.Before!.Value), times.Full(move.After!.Value));
        return move.Kind switch
        {
            DeadlineKind.Handling => $"截止时间由 {before} 改为 {after}",
            DeadlineKind.Stage => $"环节截止时间由 {before} 改为 {after}",
            _ => $"原定截止时间由 {before} 改为 {after}",
        };
    }

    /// <summary>By which days the present stage of each case was measured: those known when it began, or when it was worked out again.</summary>
    private async Task<Func<Case, WorkCalendar>> CalendarsOf(GezhiDb db, List<Case> cases, CancellationToken ct)
    {
        var ids = cases.ConvertAll(c => c.Id);
        var again = await db
            .Timeline.Where(t => ids.Contains(t.CaseId) && t.Action == CaseAction.Recompute)
            .GroupBy(t => t.CaseId)
            .Select(g => new { g.Key, At = g.Max(t => t.At) })
            .ToDictionaryAsync(g => g.Key, g => g.At, ct);
        var versions = await db.Set<CalendarVersion>().AsNoTracking().OrderBy(v => v.No).ToListAsync(ct);
        Dictionary<int, WorkCalendar> made = [];
        return subject =>
        {
            var at = again.TryGetValue(subject.Id, out var later) && later > subject.StageAt ? later : subject.StageAt;
            var known = versions.Count(v => v.At <= at);
            if (!made.TryGetValue(known, out var calendar))
                made[known] = calendar = Timetable.Build(versions.Where(v => v.At <= at), desk.Calendar.Zone);
            return calendar;
        };
    }

    private static Task<List<Case>> Next(GezhiDb db, Recomputation run, CancellationToken ct)
    {
        var open = db.Cases.Where(c => CaseFlow.OpenStates.Contains(c.State));
        if (run.Cursor is { } cursor)
            open = open.Where(c => c.Id > cursor);
        if (run.UnitCode is { } unit)
            open = open.Where(c => c.LeadUnitCode == unit);
        return open.OrderBy(c => c.Id).Take(Batch).ToListAsync(ct);
    }
}
