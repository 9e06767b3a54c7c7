using Gezhi.Cases.Contract;
using Gezhi.Mediation.Disputes;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Mediation.Steps;

/// <summary>The mediators: one in charge, chosen by the parties or appointed by the committee, others beside; and who must keep out. 选定、指定与回避</summary>
public sealed class AppointMediator(DisputeDesk desk)
{
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command(Guid MediatorId, ChosenBy By = ChosenBy.Committee, int? Version = null);

    /// <param name="AccountId">Somebody in office at the committee.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Beside(Guid AccountId, int? Version = null);

    /// <summary>Most who mediate beside the one in charge.</summary>
    public const int MostBeside = 4;

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
                "/disputes/{disputeId:guid}/co-mediators",
                (Guid disputeId, Beside command, AppointMediator feature, Actor actor, CancellationToken ct) =>
                    feature.Join(disputeId, command, actor, ct)
            )
            .WithSummary("增加协助调解员 · Somebody mediates beside the one in charge");
        api.MapPost(
                "/disputes/{disputeId:guid}/co-mediators/release",
                (Guid disputeId, Beside command, AppointMediator feature, Actor actor, CancellationToken ct) =>
                    feature.Release(disputeId, command, actor, ct)
            )
            .WithSummary("协助调解员退出 · Somebody mediates beside no more");
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
                await Demand(dispute, command!.MediatorId, now, ct);
                await desk.Leave(dispute, command.MediatorId, now, ct); // whoever is in charge is not beside
                (dispute.MediatorId, dispute.ChosenBy) = (command.MediatorId, command.By);
                await desk.Tell(dispute, "请您承办一件调解", headsOnly: false, now, ct);
            },
            ct
        );

    /// <exception cref="RuleViolation"><c>mediation.is-party</c>, <c>mediation.conflict</c>, <c>mediation.not-in-office</c>, <c>mediation.in-charge</c>, <c>mediation.too-many-beside</c>.</exception>
    public Task Join(Guid disputeId, Beside command, Actor actor, CancellationToken ct) =>
        desk.Change(
            disputeId,
            command,
            command?.Version,
            DisputeAction.JoinMediator,
            Seat.Head,
            actor,
            async (dispute, now) =>
            {
                var account = command!.AccountId;
                if (dispute.MediatorId == account)
                    throw new RuleViolation("mediation.in-charge");
                await Demand(dispute, account, now, ct);
                var beside = await desk.Beside(dispute.Id, ct);
                if (beside.Contains(account))
                    return;
                if (beside.Count >= MostBeside)
                    throw new RuleViolation("mediation.too-many-beside", MostBeside);
                if (await desk.Db.FindAsync<CoMediator>([desk.Db.DistrictId, dispute.Id, account], ct) is { } before)
                    (before.JoinedAt, before.EndedAt) = (now, null);
                else
                    desk.Db.Add(
                        new CoMediator
                        {
                            DistrictId = desk.Db.DistrictId,
                            DisputeId = dispute.Id,
                            AccountId = account,
                            JoinedAt = now,
                        }
                    );
                desk.Db.TellOfDispute([account], DisputeDesk.NoOf(dispute), dispute.AreaCode, "请您协助一件调解", now);
            },
            ct
        );

    public Task Release(Guid disputeId, Beside command, Actor actor, CancellationToken ct) =>
        desk.Change(
            disputeId,
            command,
            command?.Version,
            DisputeAction.ReleaseMediator,
            Seat.Head,
            actor,
            async (dispute, now) =>
            {
                if (!(await desk.Beside(dispute.Id, ct)).Contains(command!.AccountId))
                    throw new NotFound("mediator");
                await desk.Leave(dispute, command.AccountId, now, ct);
            },
            ct
        );

    /// <summary>Of the committee, in office, no party and bound by nothing.</summary>
    private async Task Demand(Dispute dispute, Guid account, DateTime now, CancellationToken ct)
    {
        if ((await desk.InOffice(dispute.CommitteeCode, ct)).All(m => m.AccountId != account))
            throw new RuleViolation("mediation.not-in-office");
        await desk.FindConflicts(dispute, await desk.Parties(dispute.Id, ct), now, ct);
        var conflict =
            desk.Db.Set<Conflict>().Local.FirstOrDefault(c => c.DisputeId == dispute.Id && c.AccountId == account)
            ?? await desk.Db.Set<Conflict>().FirstOrDefaultAsync(c => c.DisputeId == dispute.Id && c.AccountId == account, ct);
        if (conflict is { ClearedAt: null })
            throw new RuleViolation(conflict.Kind == ConflictKind.IsParty ? "mediation.is-party" : "mediation.conflict");
    }

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
                    await desk.Leave(dispute, account, now, ct);
                }
                else
                    await desk.ShutOut(dispute, account, command.Kind, actor.AccountId, now, ct);
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
