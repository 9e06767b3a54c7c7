using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Emergencies;

/// <summary>Reminds whoever was called and has not answered; after the last time it stands on the record. 催应召</summary>
public sealed class RemindCalled(EmergencyDesk desk) : ITimerHandler
{
    public const string TimerKind = "cases.emergency-reminder";

    public string Kind => TimerKind;

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var emergency = await db.Set<Emergency>().FirstOrDefaultAsync(e => e.Id == timer.SubjectId && e.EndedAt == null, ct);
        var round = int.Parse(timer.Data ?? "1", System.Globalization.CultureInfo.InvariantCulture);
        if (emergency is null || emergency.ReminderRound >= round)
            return;
        var silent = await db.Set<EmergencyCall>()
            .Where(c => c.EmergencyId == emergency.Id && c.AcknowledgedAt == null)
            .Select(c => c.Title)
            .ToListAsync(ct);
        if (silent.Count == 0)
            return;
        emergency.ReminderRound = round;
        if (round < desk.Limits.MostReminders)
        {
            db.SetTimer(TimerKind, emergency.Id, now.AddMinutes(desk.Limits.ReminderMinutes), now, round + 1);
            desk.Tell(emergency, EmergencyChange.Reminded);
            return;
        }
        var note = $"提醒 {round} 次后仍有 {silent.Count} 人没有应召：{string.Join("、", silent.Take(10))}";
        desk.Stage(await desk.Record(emergency, CaseAction.Alarm, EmergencyChange.Reminded, Actor.System(db.DistrictId), note, ct));
    }
}

/// <summary>The limit of a report upward went by: it stands on the record and is shown. 快报时限</summary>
public sealed class FlashLimit(EmergencyDesk desk) : ITimerHandler
{
    public const string TimerKind = "cases.flash-report";

    public string Kind => TimerKind;

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var report = await db.Set<FlashReport>().FirstOrDefaultAsync(r => r.Id == timer.SubjectId, ct);
        if (report is null || !report.IsOwed || report.OverdueAt is not null || report.DueAt > now)
            return;
        report.OverdueAt = now;
        var emergency = await db.Set<Emergency>().FirstAsync(e => e.Id == report.EmergencyId, ct);
        var note = $"{EmergencyWords.Stage(report.Stage)}超过时限没有报出";
        desk.Stage(await desk.Record(emergency, CaseAction.FlashReport, EmergencyChange.Went, Actor.System(db.DistrictId), note, ct));
    }
}
