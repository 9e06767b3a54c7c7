using Gezhi.Mediation.Disputes;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Mediation.Steps;

/// <summary>The colour of a dispute: red the committee at once, orange the same day, yellow stays with the grid. 风险颜色</summary>
/// <remarks>A property of the dispute, never of a person; the steps and the trail do not carry it, and it is gone when the dispute ends.</remarks>
public sealed class SetRisk(DisputeDesk desk)
{
    /// <summary>Hour of the local day by which an orange one must be seen to.</summary>
    private const int Evening = 18;

    /// <param name="Risk">Null takes the colour away.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command(RiskColour? Risk = null, int? Version = null);

    /// <param name="Note">What was done: who was calmed, who was told.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Answer([property: Needed, Longest(1000)] string Note, int? Version = null);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/disputes/{disputeId:guid}/risk",
                (Guid disputeId, Command command, SetRisk feature, Actor actor, CancellationToken ct) =>
                    feature.Run(disputeId, command, actor, ct)
            )
            .WithSummary("定风险颜色 · Colour a dispute (Yellow, Orange, Red) or take the colour away; red calls the committee at once");
        api.MapPost(
                "/disputes/{disputeId:guid}/risk/answer",
                (Guid disputeId, Answer command, SetRisk feature, Actor actor, CancellationToken ct) =>
                    feature.See(disputeId, command, actor, ct)
            )
            .WithSummary("风险处置 · Say what was done about the risk; ends the reminders");
    }

    public Task Run(Guid disputeId, Command command, Actor actor, CancellationToken ct) =>
        desk.Change(
            disputeId,
            command,
            command?.Version,
            DisputeAction.SetRisk,
            Seat.Mediator,
            actor,
            async (dispute, now) =>
            {
                if (dispute.Risk == command!.Risk)
                    return;
                dispute.Colour(command.Risk, now);
                if (command.Risk is RiskColour.Red)
                {
                    await desk.Tell(dispute, "有一件纠纷需要马上处置", headsOnly: true, now, ct);
                    desk.Set(dispute, "risk", now.AddHours(1), now);
                }
                else if (command.Risk is RiskColour.Orange)
                {
                    await desk.Tell(dispute, "有一件纠纷今天要处置", headsOnly: true, now, ct);
                    desk.Set(dispute, "risk", desk.At(desk.Today, Evening), now);
                }
            },
            ct
        );

    /// <exception cref="RuleViolation"><c>mediation.no-risk</c>.</exception>
    public Task See(Guid disputeId, Answer command, Actor actor, CancellationToken ct) =>
        desk.Change(
            disputeId,
            command,
            command?.Version,
            DisputeAction.AnswerRisk,
            Seat.Mediator,
            actor,
            (dispute, now) =>
            {
                if (dispute.Risk is null)
                    throw new RuleViolation("mediation.no-risk");
                dispute.RiskAnsweredAt = now;
                desk.Db.Add(
                    desk.RecordOf(
                        dispute.Id,
                        RecordKind.Note,
                        null,
                        desk.Today,
                        new KeepRecords.Command(RecordKind.Note, command!.Note),
                        actor.AccountId!.Value,
                        now
                    )
                );
                return Task.CompletedTask;
            },
            ct
        );
}
