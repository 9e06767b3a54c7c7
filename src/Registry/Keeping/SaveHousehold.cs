using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Keeping;

/// <summary>Adds a household to a dwelling or mends it. 登记户</summary>
public sealed class SaveHousehold(Ledger ledger)
{
    /// <param name="DwellingId">Taken only when added.</param>
    /// <param name="Residents">How many live here, as they say; null when not asked.</param>
    /// <param name="Source">Where it comes from; null for a visit.</param>
    /// <param name="Version">The one the person saw; 0 when added.</param>
    public sealed record Command(
        Guid DwellingId,
        HouseholdType Type = HouseholdType.Family,
        [property: Between(0, 200)] int? Residents = null,
        [property: Longest(60)] string? Source = null,
        int Version = 0
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.Keeps<Command, SaveHousehold>(
            "households",
            "户 · Household",
            (feature, id, command, actor, ct) => feature.Run(id, command, actor, ct)
        );

    /// <param name="id">Null to add one.</param>
    public async Task<Guid> Run(Guid? id, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var household = id is { } known ? await ledger.ToKeep<Household>(known, command.Version, actor, ct) : null;
        var dwelling = household is null
            ? await ledger.ToFill<Dwelling>(command.DwellingId, actor, ct)
            : await ledger.Db.Set<Dwelling>().FirstAsync(d => d.Id == household.DwellingId, ct);
        var building = await ledger.Db.Set<Building>().FirstAsync(b => b.Id == dwelling.BuildingId, ct);
        household ??= Added(dwelling);
        (household.Type, household.Residents) = (command.Type, command.Residents);
        ledger.Confirm(household, command.Source, actor);
        await ledger.Put(
            household,
            EntryFace.Of(household, dwelling, building),
            id is null ? ChangeKind.Added : ChangeKind.Mended,
            household.Source,
            actor,
            ct
        );
        await ledger.Save(ct);
        return household.Id;
    }

    private Household Added(Dwelling dwelling)
    {
        var household = new Household
        {
            DistrictId = ledger.Db.DistrictId,
            Id = Ids.New(ledger.Now),
            DwellingId = dwelling.Id,
            AreaCode = dwelling.AreaCode,
            ValidFrom = ledger.Today,
        };
        ledger.Db.Add(household);
        return household;
    }
}
