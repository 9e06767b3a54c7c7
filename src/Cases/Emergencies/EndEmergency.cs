using Gezhi.Cases.Contract;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Emergencies;

/// <summary>All-clear, or called off as a false alarm: by whoever commands, and only when nobody is inside. 解除、撤销</summary>
public sealed class EndEmergency(EmergencyDesk desk, AlarmRound round)
{
    /// <param name="StaffAccounted">Own people who are still there are accounted for.</param>
    /// <param name="Note">What is left to be done.</param>
    public sealed record Clear(bool StaffAccounted = false, [property: Longest(500)] string? Note = null);

    /// <param name="Reason">Why it was no emergency.</param>
    public sealed record CallOff([property: Needed, Longest(500)] string Reason);

    /// <param name="StillThere">Own people who had not left at the end.</param>
    public sealed record Ended(Guid EmergencyId, DateTime EndedAt, bool IsCalledOff, int StillThere);

    public static void Map(IEndpointRouteBuilder emergencies)
    {
        emergencies
            .MapPost(
                "/{emergencyId:guid}/all-clear",
                (Guid emergencyId, Clear command, EndEmergency feature, Actor actor, CancellationToken ct) =>
                    feature.GiveAllClear(emergencyId, command, actor, ct)
            )
            .WithSummary("解除警报 · All-clear");
        emergencies
            .MapPost(
                "/{emergencyId:guid}/call-off",
                (Guid emergencyId, CallOff command, EndEmergency feature, Actor actor, CancellationToken ct) =>
                    feature.Cancel(emergencyId, command, actor, ct)
            )
            .WithSummary("撤销误报 · Call off a false alarm");
    }

    /// <exception cref="RuleViolation"><c>emergency.not-counted</c>, <c>emergency.still-inside</c>, <c>emergency.staff-inside</c>, <c>emergency.ended</c>.</exception>
    /// <exception cref="Forbidden">Somebody else commands.</exception>
    public Task<Ended> GiveAllClear(Guid emergencyId, Clear command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        return End(
            emergencyId,
            CaseAction.AllClear,
            actor,
            (emergency, there) => emergency.Clear(actor.AccountId, there, command.StaffAccounted, CaseDesk.Text(command.Note), desk.Now),
            emergency =>
                $"解除警报；撤出 {emergency.PeopleOut} 人，里面 0 人{(CaseDesk.Text(command.Note) is { } note ? "；" + note : "")}",
            ct
        );
    }

    /// <exception cref="RuleViolation"><c>emergency.ended</c>.</exception>
    public Task<Ended> Cancel(Guid emergencyId, CallOff command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var reason = CaseDesk.Text(command.Reason) ?? throw new InvalidInput(nameof(command.Reason), "input.required");
        return End(
            emergencyId,
            CaseAction.CallOff,
            actor,
            (emergency, _) => emergency.CallOff(actor.AccountId, reason, desk.Now),
            _ => $"误报：{reason}",
            ct
        );
    }

    private Task<Ended> End(
        Guid emergencyId,
        CaseAction action,
        Actor actor,
        Action<Emergency, int> end,
        Func<Emergency, string> words,
        CancellationToken ct
    ) =>
        desk.Again(
            async () =>
            {
                var emergency = await desk.Find(emergencyId, actor, ct);
                await desk.NeedsCommand(emergency, actor, ct);
                var calls = await desk.Db.Set<EmergencyCall>().Where(c => c.EmergencyId == emergencyId).ToListAsync(ct);
                var there = calls.Count(c => c.IsThere);
                end(emergency, there);
                foreach (var call in calls)
                    call.EndedAt = desk.Now;
                await Reports(emergency, ct);
                var subject = await desk.Record(emergency, action, EmergencyChange.Ended, actor, words(emergency), ct);
                if (
                    emergency.IsDrill
                    && subject is { State: CaseState.Reported, ReportCount: 1 }
                    && subject.CreatedAt == emergency.RaisedAt
                )
                    subject.Withdraw(new Step(actor, null, desk.Now) { Note = "演练结束" }); // an exercise takes back the case it opened, and no other
                await desk.Save(subject, ct);
                return new Ended(emergencyId, emergency.EndedAt!.Value, emergency.IsCalledOff, there);
            },
            ct
        );

    /// <summary>What was owed while it went on is owed no more; a final report is, unless nothing was ever reported of a false alarm.</summary>
    private async Task Reports(Emergency emergency, CancellationToken ct)
    {
        var reports = await desk.Db.Set<FlashReport>().Where(r => r.EmergencyId == emergency.Id).ToListAsync(ct);
        var first = reports.Exists(r => r.SentAt is not null);
        foreach (var owed in reports.Where(r => r.IsOwed && (first || emergency.IsCalledOff)))
            owed.DroppedAt = desk.Now;
        if (first || !emergency.IsCalledOff)
            round.OweReport(emergency, FlashStage.Final, reports.Count + 1, desk.Now.AddMinutes(desk.Limits.FinalReportMinutes), desk.Now);
    }
}
