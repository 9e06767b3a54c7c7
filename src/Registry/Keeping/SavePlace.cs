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

/// <summary>Adds a place that is inspected, or mends it. 登记场所</summary>
public sealed class SavePlace(Ledger ledger)
{
    /// <param name="AreaCode">Grid or micro-grid; taken only when added, and from the building when one is named.</param>
    /// <param name="BuildingId">Taken only when added.</param>
    /// <param name="OrganisationId">Who runs it.</param>
    /// <param name="Address">Empty: that of the building.</param>
    /// <param name="MarketId">Of a stall, the market in which it stands.</param>
    /// <param name="RunBy">Who runs it by credit code or whole name, for who has no id at hand; empty leaves it as it is.</param>
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
        int Version = 0,
        Guid? MarketId = null,
        [property: Longest(100)] string? RunBy = null
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
        else if (PlainText.CleanLine(command.RunBy) is { Length: > 0 } runBy)
            place.OrganisationId = await Named(runBy, actor, ct);
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

    /// <exception cref="InvalidInput"><c>registry.organisation-unknown</c>: none or several in the actor's areas.</exception>
    private async Task<Guid> Named(string typed, Actor actor, CancellationToken ct)
    {
        var code = Uscc.TryParse(typed, out var uscc) ? uscc.Value : null;
        var found = (
            await ledger
                .Db.Set<Organisation>()
                .Where(o => o.ValidTo == null && (o.Name == typed || (code != null && o.Uscc == code)))
                .OrderBy(o => o.Id)
                .Select(o => new { o.Id, o.AreaCode })
                .Take(50)
                .ToListAsync(ct)
        ).FindAll(o => RegistryScope.Sees(actor, o.AreaCode));
        return found is [var one] ? one.Id : throw new InvalidInput(nameof(Command.RunBy), "registry.organisation-unknown");
    }

    private async Task<Place> Added(Command command, Actor actor, CancellationToken ct)
    {
        var building = command.BuildingId is { } buildingId ? await ledger.ToFill<Building>(buildingId, actor, ct) : null;
        var market = command.MarketId is { } marketId ? await ledger.ToFill<Place>(marketId, actor, ct) : null;
        if (market is not null && market.Type != PlaceKind.Market)
            throw new NotFound("market");
        var place = new Place
        {
            DistrictId = ledger.Db.DistrictId,
            Id = Ids.New(ledger.Now),
            AreaCode = building?.AreaCode ?? market?.AreaCode ?? ledger.NeededGrid(command.AreaCode, actor),
            BuildingId = building?.Id,
            MarketId = market?.Id,
            Address = building?.Address ?? market?.Address ?? "",
            ValidFrom = ledger.Today,
        };
        ledger.Db.Add(place);
        return place;
    }
}
