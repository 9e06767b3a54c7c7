using Gezhi.Mediation.Disputes;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Mediation.Steps;

/// <summary>More days, only when both sides want to go on. 延长调解</summary>
public sealed class ExtendMediation(DisputeDesk desk)
{
    /// <param name="Until">New last local day: after the one that stands, at most 30 days after it.</param>
    /// <param name="AreConsenting">Both sides agreed to go on.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command(
        DateOnly Until,
        bool AreConsenting = false,
        [property: Needed, Longest(400)] string Reason = "",
        int? Version = null
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/disputes/{disputeId:guid}/extension",
                (Guid disputeId, Command command, ExtendMediation feature, Actor actor, CancellationToken ct) =>
                    feature.Run(disputeId, command, actor, ct)
            )
            .WithSummary("延长调解期限 · Extend the 30 days with the consent of both sides");

    /// <exception cref="RuleViolation"><c>mediation.consent-missing</c>.</exception>
    public Task Run(Guid disputeId, Command command, Actor actor, CancellationToken ct) =>
        desk.Change(
            disputeId,
            command,
            command?.Version,
            DisputeAction.Extend,
            Seat.Mediator,
            actor,
            (dispute, now) =>
            {
                if (!command!.AreConsenting)
                    throw new RuleViolation("mediation.consent-missing");
                if (
                    command.Until <= dispute.DueOn
                    || command.Until > dispute.DueOn!.Value.AddDays(DecideScope.Days)
                    || command.Until < desk.Today
                )
                    throw new InvalidInput("Until", "mediation.until");
                dispute.DueOn = command.Until;
                dispute.Extensions++;
                desk.SetDue(dispute, now);
                desk.Db.Add(
                    desk.RecordOf(
                        dispute.Id,
                        RecordKind.Note,
                        null,
                        desk.Today,
                        new KeepRecords.Command(RecordKind.Note, command.Reason),
                        actor.AccountId!.Value,
                        now
                    )
                );
                return Task.CompletedTask;
            },
            ct
        );
}
