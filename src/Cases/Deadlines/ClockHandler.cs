using Gezhi.Cases.Climbing;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Messages;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Deadlines;

/// <summary>Climbs the ladder and ends shelvings when their time has come: one pending timer per case. 时限到点</summary>
/// <remarks>What fires is decided by the case as it is, never by the timer: one that belongs to an older plan finds another <c>ClockAt</c> and does nothing.</remarks>
internal sealed class ClockHandler(CaseDesk desk, Timetables timetables, TellPeople people, LadderWords words) : ITimerHandler
{
    public const string Name = "cases.clock";

    public string Kind => Name;

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var subject = await db.Cases.FirstOrDefaultAsync(c => c.Id == timer.SubjectId, ct);
        if (subject?.ClockAt is { } planned && planned == timer.DueAt)
            await Look(subject, now, isFirstLook: false, ct);
    }

    /// <summary>Does what is due on a case and plans the next look.</summary>
    /// <param name="isFirstLook">The ladder was put up after the case began: what lies a day back is noted, nobody is told.</param>
    internal async Task Look(Case subject, DateTime now, bool isFirstLook, CancellationToken ct)
    {
        var timetable = timetables.Of(subject.DistrictId);
        if (subject is { State: CaseState.Shelved, ShelvedUntil: { } until } && until <= now)
            subject.Resume(desk.CalendarOf(subject), new Step(Actor.System(subject.DistrictId), null, now));
        await Climb(subject, timetable, now, isFirstLook, ct);
        if (subject.Fresh.Count == 0)
        {
            await PlanQuietly(subject, timetable, now, ct);
            return;
        }
        subject.ClockedAt = now;
        subject.ClockAt = null; // planned anew
        desk.Stage(subject);
    }

    /// <summary>Nothing happened that people must see: the version stays, so that nobody's form grows stale.</summary>
    /// <remarks>Somebody who moved the case meanwhile has planned it himself; then nothing is written here.</remarks>
    private async Task PlanQuietly(Case subject, Timetable timetable, DateTime now, CancellationToken ct)
    {
        var (db, version, before) = (desk.Db, subject.Version, subject.ClockAt);
        db.Entry(subject).State = EntityState.Detached;
        subject.ClockedAt = now;
        var next = LadderPlan.Next(subject, timetable, now);
        var planned = await db
            .Cases.Where(c => c.Id == subject.Id && c.Version == version && c.ClockAt == before)
            .ExecuteUpdateAsync(c => c.SetProperty(x => x.ClockAt, next).SetProperty(x => x.ClockedAt, now), ct);
        if (planned == 1 && next is { } at)
            db.SetTimer(Name, subject.Id, at, now);
    }

    private async Task Climb(Case subject, Timetable timetable, DateTime now, bool isFirstLook, CancellationToken ct)
    {
        var due = LadderPlan.Of(subject, timetable).Where(r => r.At <= now).ToList();
        if (due.Count == 0)
            return;
        var db = desk.Db;
        var fired = await db.Set<FiredRung>().AsNoTracking().Where(f => f.CaseId == subject.Id).ToListAsync(ct);
        foreach (var rung in due.Where(r => !fired.Exists(f => r.Clock.Knows(f, r))))
        {
            var isOld = isFirstLook && rung.At < now.AddDays(-1);
            if (!isOld)
                await Tell(subject, rung, now, ct);
            db.Add(Row(subject, rung, now, isOld ? 0 : subject.Sequence));
        }
    }

    private async Task Tell(Case subject, RungAhead rung, DateTime now, CancellationToken ct)
    {
        var step = new Step(Actor.System(subject.DistrictId), null, now) { Note = words.Said(rung) };
        subject.Remark(CaseAction.Escalate, step);
        var told = await people.At(rung.Rung.Level, rung.Clock.Stage, subject, ct);
        desk.Db.Tell(told, MessageKind.Ladder, subject, words.Said(rung), now);
        if (rung.Rung.Climbs && CaseFlow.OpenStates.Contains(subject.State))
            await Call(subject, rung, step, ct);
    }

    /// <summary>By rule: the case is handed up and the unit that leads is called to that level.</summary>
    private async Task Call(Case subject, RungAhead rung, Step step, CancellationToken ct)
    {
        var to = Whistle.LevelOf(rung.Rung.Level);
        var own = Whistle.LevelOf(subject.AreaCode);
        var below = to == ClimbLevel.MicroGrid ? to : to - 1; // nothing lies below a micro-grid
        subject.Remark(CaseAction.Climb, step);
        string[] called = subject.LeadUnitCode is { } lead ? [lead] : [];
        await Whistle.Blow(
            desk,
            people,
            subject,
            (own < to ? own : below, to),
            step,
            called,
            step.Now.AddMinutes(desk.Limits.ReportInMinutes),
            ct
        );
    }

    private static FiredRung Row(Case subject, RungAhead rung, DateTime now, int sequence) =>
        new()
        {
            DistrictId = subject.DistrictId,
            CaseId = subject.Id,
            Clock = rung.Clock.Key,
            RungId = rung.Rung.Id,
            Stage = rung.Clock.Stage,
            Percent = rung.Rung.Percent,
            MoreMinutes = rung.Rung.MoreMinutes,
            Level = rung.Rung.Level,
            At = now,
            Sequence = sequence,
        };
}
