using Gezhi.Grids.Locating;
using Gezhi.Grids.Places;
using Gezhi.Platform.Data;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Grids.Contract;

/// <summary>How people would call a point. 位置名称</summary>
/// <param name="Name">The nearest landmark in words of the reader's language; null when none is near.</param>
/// <param name="Area">Street and community in the reader's language; null outside.</param>
/// <param name="Inside">Whether the point lies in the district.</param>
public sealed record PlaceNamed(string? Name, string? Area, bool Inside);

/// <summary>Names a point by what is near it. 位置描述</summary>
public sealed class PlaceAt(GezhiDb db, Landmarks landmarks, GridMap map, PlaceNames names)
{
    /// <summary>Within this it is the landmark itself.</summary>
    private const double HereMetres = 30;

    /// <summary>Within this it is near the landmark; beyond, naming it would mislead.</summary>
    private const double NearMetres = 250;

    internal static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet(
                "/api/places/at",
                async (double lon, double lat, PlaceAt feature, CancellationToken ct) =>
                    TypedResults.Ok(await feature.Run(new LonLat(lon, lat), ct))
            )
            .AllowAnonymous()
            .WithSummary("位置描述 · Name a point")
            .WithTags("Grids 网格");

    /// <param name="point">WGS-84.</param>
    /// <exception cref="InvalidInput">Not degrees.</exception>
    public async Task<PlaceNamed> Run(LonLat point, CancellationToken ct)
    {
        if (!point.IsValid)
            throw new InvalidInput("lon", "input.out-of-range");
        if (AreaOf(point) is not { } area)
            return new PlaceNamed(null, null, false);
        var nearest = (await landmarks.Of(db, ct))
            .Select(l => (l.Name, Metres: Coordinates.DistanceMetres(point, new LonLat(l.Lon, l.Lat))))
            .Where(l => l.Metres <= NearMetres)
            .DefaultIfEmpty()
            .MinBy(l => l.Metres);
        return new PlaceNamed(
            nearest.Name is null ? null : names.Read(nearest.Metres <= HereMetres ? nearest.Name : nearest.Name + "附近"),
            names.Read(area),
            true
        );
    }

    /// <summary>Street and community around a point; null outside the grids. 所在街道社区</summary>
    public string? AreaOf(LonLat point)
    {
        var current = map.Current;
        return current.Locate(GridLayer.Ordinary, point.Lon, point.Lat) is { Length: >= 12 } code
            ? string.Join(' ', new[] { current.NameOf(code[..9]), current.NameOf(code[..12]) }.OfType<string>())
            : null;
    }
}
