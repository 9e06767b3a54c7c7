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

/// <summary>Adds a building or mends it. 登记楼栋</summary>
public sealed class SaveBuilding(Ledger ledger)
{
    /// <param name="AreaCode">Grid or micro-grid, 15 or 17 digits; taken only when added.</param>
    /// <param name="Compound">小区、院.</param>
    /// <param name="Road">路街巷.</param>
    /// <param name="DoorNo">门牌 without 号.</param>
    /// <param name="BuildingNo">Without 号楼.</param>
    /// <param name="Aliases">俗称, parted by commas.</param>
    /// <param name="Floors">Storeys above ground.</param>
    /// <param name="Lon">WGS-84 degrees.</param>
    /// <param name="Lat">WGS-84 degrees.</param>
    /// <param name="Source">Where it comes from; null for a visit.</param>
    /// <param name="Version">The one the person saw; 0 when added.</param>
    public sealed record Command(
        [property: Longest(17)] string? AreaCode,
        [property: Longest(60)] string? Compound,
        [property: Longest(60)] string? Road,
        [property: Longest(20)] string? DoorNo = null,
        [property: Longest(10)] string? BuildingNo = null,
        [property: Longest(120)] string? Aliases = null,
        BuildingUse Use = BuildingUse.Residential,
        [property: Between(1, 200)] int? Floors = null,
        [property: Between(-180, 180)] double? Lon = null,
        [property: Between(-90, 90)] double? Lat = null,
        [property: Longest(60)] string? Source = null,
        int Version = 0
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.Keeps<Command, SaveBuilding>(
            "buildings",
            "楼栋 · Building",
            (feature, id, command, actor, ct) => feature.Run(id, command, actor, ct)
        );

    /// <param name="id">Null to add one.</param>
    /// <exception cref="RuleViolation"><c>registry.already-there</c>: a building of this grid has the address.</exception>
    public async Task<Guid> Run(Guid? id, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (string.IsNullOrWhiteSpace(command.Compound) && string.IsNullOrWhiteSpace(command.Road))
            throw new InvalidInput(nameof(command.Compound), "registry.address-needed");
        var building = id is { } known
            ? await ledger.ToKeep<Building>(known, command.Version, actor, ct)
            : new Building
            {
                DistrictId = ledger.Db.DistrictId,
                Id = Ids.New(ledger.Now),
                AreaCode = ledger.NeededGrid(command.AreaCode, actor),
                ValidFrom = ledger.Today,
            };
        var before = building.Address + building.Aliases;
        Write(building, command);
        await NotTwice(building, ct);
        ledger.Confirm(building, command.Source, actor);
        if (id is null)
            ledger.Db.Add(building);
        await ledger.Put(building, EntryFace.Of(building), id is null ? ChangeKind.Added : ChangeKind.Mended, building.Source, actor, ct);
        if (id is not null && before != building.Address + building.Aliases)
            await ledger.Address(building, ct);
        await ledger.Save(ct);
        return building.Id;
    }

    internal static void Write(Building building, Command command)
    {
        building.Compound = PlainText.CleanLine(command.Compound);
        building.Road = PlainText.CleanLine(command.Road);
        building.DoorNo = PlainText.CleanLine(command.DoorNo).TrimEnd('号');
        building.BuildingNo = PlainText
            .CleanLine(command.BuildingNo)
            .Replace("号楼", "", StringComparison.Ordinal)
            .TrimEnd('号', '栋', '幢', '座', '楼');
        building.Aliases = PlainText.CleanLine(command.Aliases);
        (building.Use, building.Floors, building.Lon, building.Lat) = (command.Use, command.Floors, command.Lon, command.Lat);
    }

    private async Task NotTwice(Building building, CancellationToken ct)
    {
        var alike = await ledger
            .Db.Set<Building>()
            .Where(b => b.AreaCode == building.AreaCode && b.Id != building.Id && b.ValidTo == null)
            .Where(b => b.Compound == building.Compound && b.Road == building.Road && b.DoorNo == building.DoorNo)
            .AnyAsync(b => b.BuildingNo == building.BuildingNo, ct);
        if (alike)
            throw new RuleViolation("registry.already-there", building.Address);
    }
}
