using Gezhi.Mediation.Disputes;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Mediation.Steps;

/// <summary>The mediator: chosen by the parties or appointed by the committee; and who must keep out. 选定、指定与回避</summary>
public sealed class AppointMediator(DisputeDesk desk)
{
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command(Guid MediatorId, ChosenBy By = ChosenBy.Committee, int? Version = null);

    /// <param name="AccountId">Null: oneself.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Declaration(ConflictKind Kind, Guid? AccountId = null, int? Version = null);

    /// <param name="Version">The version the person saw.</param>
    public sealed record Clearance(Guid AccountId, int? Version = null);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/disputes/{disputeId:guid}/mediator",
                (Guid disputeId, Command command, AppointMediator feature, Actor actor, CancellationToken ct) =>
                    feature.Appoint(disputeId, command, actor, ct)
            )
            .WithSummary("确定调解员 · Name the mediator, chosen by the parties (by=Parties) or by the committee (by=Committee)");
        api.MapPost(
                "/disputes/{disputeId:guid}/conflicts",
                (Guid disputeId, Declaration command, AppointMediator feature, Actor actor, CancellationToken ct) =>
                    feature.Declare(disputeId, command, actor, ct)
            )
            .WithSummary("申明回避 · Declare that a mediator must keep out; from then on the dossier is closed to that person");
        api.MapPost(
                "/disputes/{disputeId:guid}/conflicts/clearance",
                (Guid disputeId, Clearance command, AppointMediator feature, Actor actor, CancellationToken ct) =>
                    feature.Clear(disputeId, command, actor, ct)
            )
            .WithSummary("排除同名 · Clear a mediator who only bears a party's name");
    }

    /// <exception cref="RuleViolation"><c>mediation.is-party</c>, <c>mediation.conflict</c>, <c>mediation.not-in-office</c>.</exception>
    public Task Appoint(Guid disputeId, Command command, Actor actor, CancellationToken ct) =>
        desk.Change(
            disputeId,
            command,
            command?.Version,
            DisputeAction.Appoint,
            Seat.Head,
            actor,
            async (dispute, now) =>
            {
                if ((await desk.InOffice(dispute.CommitteeCode, ct)).All(m => m.AccountId != command!.MediatorId))
                    throw new RuleViolation("mediation.not-in-office");
                await desk.FindConflicts(dispute, await desk.Parties(dispute.Id, ct), now, ct);
                var conflict =
                    desk.Db.Set<Conflict>().Local.FirstOrDefault(c => c.DisputeId == dispute.Id && c.AccountId == command!.MediatorId)
                    ?? await desk
                        .Db.Set<Conflict>()
                        .FirstOrDefaultAsync(c => c.DisputeId == dispute.Id && c.AccountId == command!.MediatorId, ct);
                if (conflict is { ClearedAt: null })
                    throw new RuleViolation(conflict.Kind == ConflictKind.IsParty ? "mediation.is-party" : "mediation.conflict");
                (dispute.MediatorId, dispute.ChosenBy) = (command!.MediatorId, command.By);
                await desk.Tell(dispute, "请您承办一件调解", headsOnly: false, now, ct);
            },
            ct
        );

    /// <exception cref="InvalidInput">The program finds out by itself who is a party or bears a party's name.</exception>
    public Task Declare(Guid disputeId, Declaration command, Actor actor, CancellationToken ct) =>
        desk.Change(
            disputeId,
            command,
            command?.Version,
            DisputeAction.DeclareConflict,
            Seat.Mediator,
            actor,
            async (dispute, now) =>
            {
                var account = command!.AccountId ?? actor.AccountId!.Value;
                if (command.Kind is ConflictKind.SameName)
                    throw new InvalidInput("Kind", "input.invalid");
                if ((await desk.InOffice(dispute.CommitteeCode, ct)).All(m => m.AccountId != account))
                    throw new RuleViolation("mediation.not-in-office");
                if (
                    await desk.Db.Set<Conflict>().FirstOrDefaultAsync(c => c.DisputeId == dispute.Id && c.AccountId == account, ct) is
                    { } known
                )
                {
                    known.ClearedAt = null;
                    if (dispute.MediatorId == account)
                        (dispute.MediatorId, dispute.ChosenBy) = (null, null);
                }
                else
                    desk.ShutOut(dispute, account, command.Kind, actor.AccountId, now);
                await desk.Tell(dispute, "有人申明回避，请看是否需要另定调解员", headsOnly: true, now, ct);
            },
            ct
        );

    /// <exception cref="RuleViolation"><c>mediation.not-cleared</c>: only a name can be cleared, and never one's own.</exception>
    public Task Clear(Guid disputeId, Clearance command, Actor actor, CancellationToken ct) =>
        desk.Change(
            disputeId,
            command,
            command?.Version,
            DisputeAction.ClearConflict,
            Seat.Head,
            actor,
            async (dispute, now) =>
            {
                var conflict = await desk
                    .Db.Set<Conflict>()
                    .FirstOrDefaultAsync(c => c.DisputeId == dispute.Id && c.AccountId == command!.AccountId && c.ClearedAt == null, ct);
                if (conflict is not { Kind: ConflictKind.SameName } || conflict.AccountId == actor.AccountId)
                    throw new RuleViolation("mediation.not-cleared");
                conflict.ClearedAt = now;
            },
            ct
        );
}
