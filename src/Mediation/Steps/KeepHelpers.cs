using Gezhi.Identity.Contract;
using Gezhi.Mediation.Disputes;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Mediation.Steps;

/// <summary>Police, court, community, property: admitted to one dossier, to what is said in front of both sides. 三方联动</summary>
public sealed class KeepHelpers(DisputeDesk desk, Staffing staffing)
{
    /// <summary>Most people admitted to one dispute.</summary>
    public const int Most = 12;

    /// <param name="AccountId">Somebody with an account, who then sees the joint part online; null: on paper only.</param>
    /// <param name="Name">Needed without an account.</param>
    /// <param name="AreConsenting">Both sides agreed (人民调解法 art. 20).</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command(
        HelperKind Kind,
        Guid? AccountId = null,
        [property: Longest(80)] string? Name = null,
        bool AreConsenting = false,
        int? Version = null
    );

    /// <param name="Version">The version the person saw.</param>
    public sealed record Step(int? Version = null);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/disputes/{disputeId:guid}/helpers",
                (Guid disputeId, Command command, KeepHelpers feature, Actor actor, CancellationToken ct) =>
                    feature.Admit(disputeId, command, actor, ct)
            )
            .WithSummary("邀请联动参与人 · Admit somebody of the police, court, community or property management to one dossier");
        api.MapPost(
                "/disputes/{disputeId:guid}/helpers/{helperId:guid}/end",
                (Guid disputeId, Guid helperId, Step command, KeepHelpers feature, Actor actor, CancellationToken ct) =>
                    feature.Release(disputeId, helperId, command, actor, ct)
            )
            .WithSummary("结束参与 · The dossier is closed to a helper again");
    }

    /// <exception cref="RuleViolation"><c>mediation.consent-missing</c>, <c>mediation.conflict</c>, <c>mediation.too-many-helpers</c>.</exception>
    public Task Admit(Guid disputeId, Command command, Actor actor, CancellationToken ct) =>
        desk.Change(
            disputeId,
            command,
            command?.Version,
            DisputeAction.AdmitHelper,
            Seat.Mediator,
            actor,
            async (dispute, now) =>
            {
                if (!command!.AreConsenting)
                    throw new RuleViolation("mediation.consent-missing");
                if (command.AccountId is null && string.IsNullOrWhiteSpace(command.Name))
                    throw new InvalidInput("Name", "input.required");
                var helpers = await desk.Db.Set<Helper>().Where(h => h.DisputeId == dispute.Id && h.EndedAt == null).ToListAsync(ct);
                if (helpers.Count >= Most)
                    throw new RuleViolation("mediation.too-many-helpers", Most);
                var name = command.Name;
                if (command.AccountId is { } account)
                {
                    if (!(await staffing.Names([account], ct)).TryGetValue(account, out name))
                        throw new InvalidInput("AccountId", "input.invalid");
                    if (helpers.Exists(h => h.AccountId == account))
                        return;
                    if (
                        await desk
                            .Db.Set<Conflict>()
                            .AnyAsync(c => c.DisputeId == dispute.Id && c.AccountId == account && c.ClearedAt == null, ct)
                    )
                        throw new RuleViolation("mediation.conflict");
                    if (await desk.IsParty(dispute.Id, account, ct))
                        throw new RuleViolation("mediation.is-party");
                }
                desk.Db.Add(
                    new Helper
                    {
                        DistrictId = desk.Db.DistrictId,
                        Id = Ids.New(now),
                        DisputeId = dispute.Id,
                        Kind = command.Kind,
                        AccountId = command.AccountId,
                        Name = desk.Seal(Helper.NameField, name),
                        AdmittedBy = actor.AccountId!.Value,
                        AdmittedAt = now,
                    }
                );
            },
            ct
        );

    public Task Release(Guid disputeId, Guid helperId, Step command, Actor actor, CancellationToken ct) =>
        desk.Change(
            disputeId,
            command,
            command?.Version,
            DisputeAction.ReleaseHelper,
            Seat.Mediator,
            actor,
            async (dispute, now) =>
            {
                var helper =
                    await desk.Db.Set<Helper>().FirstOrDefaultAsync(h => h.Id == helperId && h.DisputeId == dispute.Id, ct)
                    ?? throw new NotFound("helper");
                helper.EndedAt ??= now;
            },
            ct
        );
}
