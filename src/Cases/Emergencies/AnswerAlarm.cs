using Gezhi.Cases.Contract;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Emergencies;

/// <summary>What somebody who was called says. 应召</summary>
public enum AlarmAnswer
{
    /// <summary>收到，马上去.</summary>
    Acknowledge,

    /// <summary>已到场.</summary>
    Arrive,

    /// <summary>已离开.</summary>
    Leave,
}

/// <summary>I am coming, I am there, I have left: with the place and time of the device. 应召、到场、离开</summary>
public sealed class AnswerAlarm(EmergencyDesk desk)
{
    /// <param name="Answer">What is said.</param>
    /// <param name="CallId">For somebody else, by whoever commands; null for oneself.</param>
    /// <param name="Lon">WGS-84 degrees, where the device is; null when it does not say.</param>
    /// <param name="Lat">WGS-84 degrees.</param>
    /// <param name="DeviceAt">Time of the device.</param>
    public sealed record Command(
        [property: Needed] AlarmAnswer? Answer = null,
        Guid? CallId = null,
        [property: Between(-180, 180)] double? Lon = null,
        [property: Between(-90, 90)] double? Lat = null,
        DateTime? DeviceAt = null
    );

    /// <param name="IsNew">False: it was said before; nothing was written again.</param>
    public sealed record Answered(Guid CallId, DateTime? AcknowledgedAt, DateTime? ArrivedAt, DateTime? LeftAt, bool IsNew);

    public static void Map(IEndpointRouteBuilder emergencies) =>
        emergencies
            .MapPost(
                "/{emergencyId:guid}/answers",
                (Guid emergencyId, Command command, AnswerAlarm feature, Actor actor, CancellationToken ct) =>
                    feature.Run(emergencyId, command, actor, ct)
            )
            .WithSummary("应召、到场、离开 · Answer an alarm");

    /// <exception cref="RuleViolation"><c>emergency.ended</c>.</exception>
    /// <exception cref="Forbidden">For somebody else, by somebody who does not command.</exception>
    public Task<Answered> Run(Guid emergencyId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (!Enum.IsDefined(command.Answer!.Value))
            throw new InvalidInput(nameof(command.Answer), "input.invalid");
        return desk.Again(() => Say(emergencyId, command, actor, ct), ct);
    }

    private async Task<Answered> Say(Guid emergencyId, Command command, Actor actor, CancellationToken ct)
    {
        var emergency = await desk.Find(emergencyId, actor, ct);
        emergency.NeedsOpen();
        var call = await CallOf(emergency, command, actor, ct);
        var isOther = call.AccountId is null || call.AccountId != actor.AccountId;
        var place =
            !isOther && command is { Lon: { } lon, Lat: { } lat } ? new LonLat(Math.Round(lon, 6), Math.Round(lat, 6)) : (LonLat?)null;
        var deviceAt = isOther ? null : command.DeviceAt?.ToUniversalTime();
        var (isNew, action, words) = command.Answer switch
        {
            AlarmAnswer.Acknowledge => (call.Acknowledge(place, desk.Now), CaseAction.Acknowledge, $"{call.Title} 收到"),
            AlarmAnswer.Arrive => (call.Arrive(place, deviceAt, desk.Now), CaseAction.Muster, $"{call.Title} 到场"),
            _ => (call.Leave(desk.Now), CaseAction.StandDown, $"{call.Title} 离开"),
        };
        if (isNew)
        {
            var note = $"{words}{(isOther ? "（代记）" : "")}"; // no place: the record stays for ever, places of staff do not
            var subject = await desk.Record(emergency, action, EmergencyChange.Answered, actor, note, ct, deviceAt);
            await desk.Save(subject, ct);
        }
        return new Answered(call.Id, call.AcknowledgedAt, call.ArrivedAt, call.LeftAt, isNew);
    }

    /// <summary>The own call, another one's for the commander; whoever sees the alarm and was not called joins in.</summary>
    private async Task<EmergencyCall> CallOf(Emergency emergency, Command command, Actor actor, CancellationToken ct)
    {
        var calls = desk.Db.Set<EmergencyCall>().Where(c => c.EmergencyId == emergency.Id);
        if (command.CallId is { } callId)
        {
            var other = await calls.FirstOrDefaultAsync(c => c.Id == callId, ct) ?? throw new NotFound("call");
            if (other.AccountId is null || other.AccountId != actor.AccountId)
                await desk.NeedsCommand(emergency, actor, ct);
            return other;
        }
        if (await calls.FirstOrDefaultAsync(c => c.AccountId == actor.AccountId, ct) is { } own)
            return own;
        var joined = AlarmRound.New(
            emergency,
            new(ResponseTask.Control, actor.AccountId, null, actor.Name, actor.Posts.Count > 0 ? actor.Posts[0].Title : "", false),
            desk.Now
        );
        desk.Db.Add(joined);
        return joined;
    }
}
