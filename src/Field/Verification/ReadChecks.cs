using Gezhi.Field.Visits;
using Gezhi.Platform.Actors;
using Gezhi.Registry.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Verification;

/// <summary>Differences that wait for a second person, beside what the registry says now, and the last that were decided. 核实待审批</summary>
public sealed class ReadChecks(DoorScope scope, HouseholdDesk households)
{
    private const int Most = 200;

    /// <summary>A verification. 人户核实</summary>
    /// <param name="NowResidents">In the registry now.</param>
    /// <param name="RegistryVersion">Of the household now; to be sent with the decision.</param>
    /// <param name="IsStale">The registry was changed since it was noted: decide anew.</param>
    /// <param name="MayDecide">The reader leads there and did not note it.</param>
    public sealed record Row(
        Guid Id,
        Guid HouseholdId,
        string AreaCode,
        string Building,
        string Door,
        CheckOutcome Outcome,
        CheckState State,
        int? WasResidents,
        HouseholdType WasType,
        int? Residents,
        HouseholdType Type,
        int? NowResidents,
        HouseholdType NowType,
        int RegistryVersion,
        bool IsStale,
        bool IsEnded,
        DateTime At,
        DateTime? DecidedAt,
        bool MayDecide,
        int Version
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("", async (ReadChecks feature, Actor actor, CancellationToken ct) => TypedResults.Ok(await feature.Run(actor, ct)))
            .WithSummary("核实待审批 · Verifications, those that wait first");

    /// <summary>Those that wait first, the oldest of them on top; then what was noted and decided last.</summary>
    public async Task<IReadOnlyList<Row>> Run(Actor actor, CancellationToken ct)
    {
        var inside = DoorScope.Inside(scope.Db.Set<HouseholdCheck>().AsNoTracking(), c => c.AreaCode, DoorScope.Doors(actor));
        var waiting = await inside
            .Where(c => c.State == CheckState.Proposed)
            .OrderBy(c => c.At)
            .ThenBy(c => c.Id)
            .Take(Most)
            .ToListAsync(ct);
        var other = await inside
            .Where(c => c.State != CheckState.Proposed)
            .OrderByDescending(c => c.At)
            .ThenBy(c => c.Id)
            .Take(50)
            .ToListAsync(ct);
        List<HouseholdCheck> all = [.. waiting, .. other];
        var homes = await households.Read([.. all.Select(c => c.HouseholdId).Distinct()], ct);
        return [.. all.Select(c => Shown(c, homes.GetValueOrDefault(c.HouseholdId), actor))];
    }

    private static Row Shown(HouseholdCheck c, HouseholdState? home, Actor actor) =>
        new(
            c.Id,
            c.HouseholdId,
            c.AreaCode,
            c.Building,
            c.Door,
            c.Outcome,
            c.State,
            c.WasResidents,
            c.WasType,
            c.Residents,
            c.Type,
            home?.Residents,
            home?.Type ?? c.WasType,
            home?.Version ?? 0,
            c.State == CheckState.Proposed && home is not null && home.Version != c.RegistryVersion,
            home is null or { IsEnded: true },
            c.At,
            c.DecidedAt,
            c.State == CheckState.Proposed
                && c.AccountId != actor.AccountId
                && actor.PostFor(Permission.LeadVisits, c.AreaCode) is not null
                && actor.PostFor(Permission.KeepRegistry, c.AreaCode) is not null,
            c.Version
        );
}
