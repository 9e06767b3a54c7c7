using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Registry.Keeping;

/// <summary>Adds a place that is inspected, or mends it. 登记场所</summary>
public sealed class SavePlace(Ledger ledger)
{
    /// <param name="AreaCode">Grid or micro-grid; taken only when added, and from the building when one is named.</param>
    /// <param name="BuildingId">Taken only when added.</param>
    /// <param name="OrganisationId">Who runs it.</param>
    /// <param name="Address">Empty: that of the building.</param>
    /// <param name="Lon">WGS-84 degrees.</param>
    /// <param name="Lat">WGS-84 degrees.</param>
    /// <param name="Source">Where it comes from; null for a visit.</param>
    /// <param name="Version">The one the person saw; 0 when added.</param>
    public sealed record Command(
        [property: Longest(17)] string? AreaCode,
        [property: Needed, Longest(100)] string Name,
        PlaceKind Type = PlaceKind.Other,
        Guid? BuildingId = null,
        Guid? OrganisationId = null,
        [property: Longest(150)] string? Address = null,
        [property: Between(-180, 180)] double? Lon = null,
        [property: Between(-90, 90)] double? Lat = null,
        [property: Longest(60)] string? Source = null,
        int Version = 0
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.Keeps<Command, SavePlace>("places", "场所 · Place", (feature, id, command, actor, ct) => feature.Run(id, command, actor, ct));

    /// <param name="id">Null to add one.</param>
    public async Task<Guid> Run(Guid? id, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var place = id is { } known ? await ledger.ToKeep<Place>(known, command.Version, actor, ct) : await Added(command, actor, ct);
        if (command.OrganisationId is { } organisationId && organisationId != place.OrganisationId)
            place.OrganisationId = (await ledger.Find<Organisation>(organisationId, actor, ct)).Id;
        (place.Name, place.Type) = (PlainText.CleanLine(command.Name), command.Type);
        if (PlainText.CleanLine(command.Address) is { Length: > 0 } address)
            place.Address = address;
        if (command is { Lon: { } lon, Lat: { } lat })
            (place.Lon, place.Lat) = (lon, lat);
        ledger.Confirm(place, command.Source, actor);
        await ledger.Put(place, EntryFace.Of(place), id is null ? ChangeKind.Added : ChangeKind.Mended, place.Source, actor, ct);
        await ledger.Save(ct);
        return place.Id;
    }

    private async Task<Place> Added(Command command, Actor actor, CancellationToken ct)
    {
        var building = command.BuildingId is { } buildingId ? await ledger.ToFill<Building>(buildingId, actor, ct) : null;
        var place = new Place
        {
            DistrictId = ledger.Db.DistrictId,
            Id = Ids.New(ledger.Now),
            AreaCode = building?.AreaCode ?? ledger.NeededGrid(command.AreaCode, actor),
            BuildingId = building?.Id,
            Address = building?.Address ?? "",
            ValidFrom = ledger.Today,
        };
        ledger.Db.Add(place);
        return place;
    }
}
