using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Keeping;

/// <summary>Adds a dwelling to a building or mends it. 登记房屋</summary>
public sealed class SaveDwelling(Ledger ledger)
{
    /// <param name="BuildingId">Taken only when added.</param>
    /// <param name="Unit">单元 without the word; empty where there is none.</param>
    /// <param name="Room">室 without the word.</param>
    /// <param name="Source">Where it comes from; null for a visit.</param>
    /// <param name="Version">The one the person saw; 0 when added.</param>
    public sealed record Command(
        Guid BuildingId,
        [property: Longest(10)] string? Unit,
        [property: Needed, Longest(10)] string Room,
        DwellingUse Use = DwellingUse.Owner,
        [property: Longest(60)] string? Source = null,
        int Version = 0
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.Keeps<Command, SaveDwelling>(
            "dwellings",
            "房屋 · Dwelling",
            (feature, id, command, actor, ct) => feature.Run(id, command, actor, ct)
        );

    /// <param name="id">Null to add one.</param>
    /// <exception cref="RuleViolation"><c>registry.already-there</c>: the building has this door.</exception>
    public async Task<Guid> Run(Guid? id, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var dwelling = id is { } known ? await ledger.ToKeep<Dwelling>(known, command.Version, actor, ct) : null;
        var building = dwelling is null
            ? await ledger.ToFill<Building>(command.BuildingId, actor, ct)
            : await ledger.Db.Set<Building>().FirstAsync(b => b.Id == dwelling.BuildingId, ct);
        dwelling ??= Added(building);
        var door = dwelling.DoorText;
        Write(dwelling, command);
        if (
            await ledger
                .Db.Set<Dwelling>()
                .AnyAsync(d => d.BuildingId == building.Id && d.Unit == dwelling.Unit && d.Room == dwelling.Room && d.Id != dwelling.Id, ct)
        )
            throw new RuleViolation("registry.already-there", dwelling.DoorText);
        ledger.Confirm(dwelling, command.Source, actor);
        await ledger.Put(
            dwelling,
            EntryFace.Of(dwelling, building),
            id is null ? ChangeKind.Added : ChangeKind.Mended,
            dwelling.Source,
            actor,
            ct
        );
        if (id is not null && door != dwelling.DoorText)
            await ledger.Address(dwelling, building, ct);
        await ledger.Save(ct);
        return dwelling.Id;
    }

    internal static void Write(Dwelling dwelling, Command command)
    {
        dwelling.Unit = PlainText.CleanLine(PlainText.Normalise(command.Unit)).Replace("单元", "", StringComparison.Ordinal);
        dwelling.Room = PlainText.CleanLine(PlainText.Normalise(command.Room)).TrimEnd('室', '户');
        dwelling.Use = command.Use;
    }

    private Dwelling Added(Building building)
    {
        var dwelling = new Dwelling
        {
            DistrictId = ledger.Db.DistrictId,
            Id = Ids.New(ledger.Now),
            BuildingId = building.Id,
            AreaCode = building.AreaCode,
            ValidFrom = ledger.Today,
        };
        ledger.Db.Add(dwelling);
        return dwelling;
    }
}
