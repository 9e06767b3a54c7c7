using System.Text.Json;
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

    /// <param name="No">1 up.</param>
    /// <param name="CalledAt">Whom it is about: everybody who was called at this instant; null: everybody.</param>
    internal sealed record Round(int No, DateTime? CalledAt = null);

    public string Kind => TimerKind;

    /// <summary>Whoever is called now is reminded, reinforcements as well as the first: each call has its own rounds.</summary>
    internal static void Begin(EmergencyDesk desk, Emergency emergency, DateTime calledAt) =>
        desk.Db.SetTimer(TimerKind, emergency.Id, calledAt.AddMinutes(desk.Limits.ReminderMinutes), calledAt, new Round(1, calledAt));

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var emergency = await db.Set<Emergency>().FirstOrDefaultAsync(e => e.Id == timer.SubjectId && e.EndedAt == null, ct);
        if (emergency is null)
            return;
        var round = RoundOf(timer.Data);
        var calls = db.Set<EmergencyCall>().Where(c => c.EmergencyId == emergency.Id && c.AcknowledgedAt == null);
        if (round.CalledAt is { } calledAt)
            calls = calls.Where(c => c.CalledAt == calledAt);
        var silent = await calls.Select(c => c.Title).ToListAsync(ct);
        if (silent.Count == 0)
            return;
        emergency.ReminderRound = Math.Max(emergency.ReminderRound, round.No);
        if (round.No < desk.Limits.MostReminders)
        {
            var next = round with { No = round.No + 1 };
            db.SetTimer(TimerKind, emergency.Id, now.AddMinutes(desk.Limits.ReminderMinutes), now, next);
            desk.Tell(emergency, EmergencyChange.Reminded);
            return;
        }
        var note = $"提醒 {round.No} 次后仍有 {silent.Count} 人没有应召：{string.Join("、", silent.Take(10))}";
        desk.Stage(await desk.Record(emergency, CaseAction.Alarm, EmergencyChange.Reminded, Actor.System(db.DistrictId), note, ct));
    }

    /// <summary>Timers of before carry a bare number.</summary>
    private static Round RoundOf(string? data) =>
        data is ['{', ..]
            ? JsonSerializer.Deserialize<Round>(data)!
            : new Round(int.Parse(data ?? "1", System.Globalization.CultureInfo.InvariantCulture));
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
