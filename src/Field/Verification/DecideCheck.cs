using Gezhi.Field.Visits;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Registry.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Verification;

/// <summary>A second person lets a difference into the registry, or does not. 审批人户核实</summary>
public sealed class DecideCheck(DoorScope scope, HouseholdDesk households)
{
    /// <summary>Stands in the history of the registry as the source.</summary>
    public const string Source = "人户核实";

    /// <param name="RegistryVersion">Of the household as the person who decides sees it beside the proposal: what changed since is decided anew.</param>
    /// <param name="Version">Of the proposal, as seen.</param>
    public sealed record Command([property: Needed] bool? IsApproved, int RegistryVersion, int Version);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/{checkId:guid}/decision",
                async (Guid checkId, Command command, DecideCheck feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Run(checkId, command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("审批人户核实 · Approve or decline a proposed difference");

    /// <exception cref="NotFound">Not there, or not the actor's to know.</exception>
    /// <exception cref="StaleVersion">The proposal or the registry is no longer what the person saw.</exception>
    /// <exception cref="RuleViolation"><c>check.decided</c>, <c>check.own</c>, <c>check.ended</c>.</exception>
    public async Task Run(Guid checkId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var check = await scope.Db.Set<HouseholdCheck>().FirstOrDefaultAsync(c => c.Id == checkId, ct) ?? throw new NotFound("check");
        DoorScope.NeedsDoor(check.AreaCode, actor);
        actor.Require(Permission.LeadVisits, check.AreaCode);
        if (check.Version != command.Version)
            throw new StaleVersion(check.Version);
        var isApproved = command.IsApproved!.Value;
        check.Decide(isApproved, actor.AccountId!.Value, scope.Now);
        scope.Db.Audit(
            actor,
            isApproved ? "household.check-approved" : "household.check-declined",
            check.HouseholdId,
            $"{check.Outcome}",
            scope.Now
        );
        if (isApproved)
            await Apply(check, command.RegistryVersion, actor, ct);
        else
            await scope.Db.Save(ct);
    }

    /// <summary>By the registry's own features, which keep its history; saved in the same change as the decision.</summary>
    private async Task Apply(HouseholdCheck check, int registryVersion, Actor actor, CancellationToken ct)
    {
        var home = (await households.Read([check.HouseholdId], ct)).GetValueOrDefault(check.HouseholdId);
        if (home is null or { IsEnded: true })
            throw new RuleViolation("check.ended");
        if (home.Version != registryVersion)
            throw new StaleVersion(home.Version);
        if (check.Outcome == CheckOutcome.Moved)
            await households.MoveAway(check.HouseholdId, registryVersion, Source, actor, ct);
        else
            await households.Change(check.HouseholdId, registryVersion, check.Residents, check.Type, Source, actor, ct);
    }
}
