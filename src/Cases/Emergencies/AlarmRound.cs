using Gezhi.Cases.Messages;
using Gezhi.Grids.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Timers;

namespace Gezhi.Cases.Emergencies;

/// <summary>Who is called, which plan starts, which report is owed. 呼叫名单</summary>
public sealed class AlarmRound(GezhiDb db, DutyBook duty, Staffing staff)
{
    internal Task<PlanView?> Plan(EmergencyKind kind, CancellationToken ct) => duty.Plan(kind, ct);

    /// <summary>The response group of the grid and everybody on duty around it; where the grid has no group, its workers.</summary>
    internal async Task<IReadOnlyList<EmergencyCall>> Call(Emergency emergency, Actor raisedBy, DateTime now, CancellationToken ct)
    {
        var calls = new List<EmergencyCall>();
        foreach (var seat in await duty.Group(emergency.AreaCode, ct))
            Add(new(seat.Task, seat.AccountId, seat.SeatId, seat.Name, seat.Title, seat.IsLead));
        var onDuty = await duty.At(emergency.AreaCode, now, ct);
        var names = await staff.Names([.. onDuty.SelectMany(d => new[] { d.LeaderId, d.SecondId ?? d.LeaderId }).Distinct()], ct);
        foreach (var turn in onDuty)
        {
            Add(new(ResponseTask.Command, turn.LeaderId, null, names.GetValueOrDefault(turn.LeaderId, ""), DutyTitle(turn.AreaCode), true));
            if (turn.SecondId is { } second)
                Add(new(ResponseTask.Command, second, null, names.GetValueOrDefault(second, ""), DutyTitle(turn.AreaCode), false));
        }
        if (!calls.Exists(c => c.Task != ResponseTask.Command))
            foreach (var worker in await staff.Nearest(emergency.AreaCode, Role.GridWorker, ct))
                Add(new(ResponseTask.Control, worker.AccountId, null, worker.Name, worker.Title, false));
        if (calls.Count == 0) // no place, no roster: the centre hears every alarm
            foreach (var shift in await staff.Nearest(emergency.AreaCode, Role.ShiftLeader, ct))
                Add(new(ResponseTask.Command, shift.AccountId, null, shift.Name, shift.Title, true));
        foreach (var call in calls.Where(c => c.AccountId is not null && c.AccountId == raisedBy.AccountId))
            call.Acknowledge(null, now); // who raised it has heard it
        db.AddRange(calls);
        return calls;

        void Add(Called called)
        {
            if (called.AccountId is null || !calls.Exists(c => c.AccountId == called.AccountId))
                calls.Add(New(emergency, called, now));
        }
    }

    internal static EmergencyCall New(Emergency emergency, Called called, DateTime now) =>
        new()
        {
            DistrictId = emergency.DistrictId,
            EmergencyId = emergency.Id,
            Id = Ids.New(now),
            AccountId = called.AccountId,
            SeatId = called.SeatId,
            Name = called.Name,
            Title = called.Title,
            Task = called.Task,
            IsLead = called.IsLead,
            CalledAt = now,
        };

    /// <summary>Everybody called finds it among the messages as well, whatever area the own post is for.</summary>
    internal static void Tell(GezhiDb db, Emergency emergency, Case subject, IEnumerable<EmergencyCall> calls, DateTime now) =>
        db.Tell(
            calls.Select(c => c.AccountId).OfType<Guid>().Distinct(),
            MessageKind.AlarmCalled,
            subject,
            $"{(emergency.IsDrill ? "【演练】" : "")}{EmergencyWords.Name(emergency.Kind)}，{EmergencyWords.Level(emergency.Severity)}；请立即应召",
            now
        );

    internal static void StartPlan(GezhiDb db, Emergency emergency, PlanView? plan)
    {
        foreach (var step in plan?.Steps ?? [])
            db.Add(
                new EmergencyStep
                {
                    DistrictId = emergency.DistrictId,
                    EmergencyId = emergency.Id,
                    No = step.No,
                    Task = step.Task,
                    Text = step.Text,
                    DueAt = emergency.RaisedAt.AddMinutes(step.WithinMinutes),
                }
            );
    }

    /// <summary>A report upward is owed from now on, and its limit rings.</summary>
    internal void OweReport(Emergency emergency, FlashStage stage, int no, DateTime dueAt, DateTime now)
    {
        var owed = new FlashReport
        {
            DistrictId = emergency.DistrictId,
            EmergencyId = emergency.Id,
            Id = Ids.New(now),
            No = no,
            Stage = stage,
            DueAt = dueAt,
        };
        db.Add(owed);
        db.SetTimer(FlashLimit.TimerKind, owed.Id, dueAt, now);
    }

    private static string DutyTitle(string areaCode) =>
        areaCode.Length switch
        {
            6 => "中心值班",
            9 => "街道值班",
            _ => "社区值班",
        };

    /// <summary>Somebody to be called. 被呼叫人</summary>
    internal sealed record Called(ResponseTask Task, Guid? AccountId, Guid? SeatId, string Name, string Title, bool IsLead);
}
