using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Registry.Mapping;

/// <summary>Buildings, places, merchants and components of an area as points of a map layer. 台账图层</summary>
/// <remarks>Things alone: a household or a person is never a point on a map.</remarks>
public sealed class ReadMap(Ledger ledger)
{
    /// <summary>Most points of one kind; a larger area is looked at in parts.</summary>
    public const int MostPoints = 2_000;

    /// <param name="Lon">WGS-84 degrees.</param>
    /// <param name="Lat">WGS-84 degrees.</param>
    public sealed record Point(RecordKind Kind, Guid Id, string Title, double Lon, double Lat, bool IsFresh);

    /// <param name="IsCut">There are more than a map may have.</param>
    public sealed record Layer(string AreaCode, IReadOnlyList<Point> Points, bool IsCut);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/map",
                async (string? area, ReadMap feature, Actor actor, HttpContext http, CancellationToken ct) =>
                {
                    http.Response.Headers.CacheControl = "no-store";
                    var layer = await feature.Run(area, actor, ct);
                    return TypedResults.Json<object>(
                        new
                        {
                            type = "FeatureCollection",
                            features = layer.Points.Select(p => new
                            {
                                type = "Feature",
                                id = p.Id,
                                geometry = new { type = "Point", coordinates = new[] { p.Lon, p.Lat } },
                                properties = new
                                {
                                    kind = p.Kind.ToString(),
                                    title = p.Title,
                                    isFresh = p.IsFresh,
                                },
                            }),
                        },
                        contentType: "application/geo+json"
                    );
                }
            )
            .WithSummary("台账图层 · Map layer of things as GeoJSON");

    /// <param name="asked">Null takes the first of the actor's areas.</param>
    /// <exception cref="NotFound">Not the actor's area.</exception>
    public async Task<Layer> Run(string? asked, Actor actor, CancellationToken ct)
    {
        if (RegistryScope.Areas(actor, asked) is not [var area, ..])
            throw new NotFound("area");
        var (last, today) = (RegistryScope.LastIn(area), ledger.Today);
        var points = new List<Point>();
        var buildings = await In<Building>(area, last)
            .Where(b => b.Lon != null && b.Lat != null)
            .OrderBy(b => b.Id)
            .Take(MostPoints + 1)
            .ToListAsync(ct);
        points.AddRange(
            buildings.Select(b => new Point(
                RecordKind.Building,
                b.Id,
                EntryFace.Short(b),
                b.Lon!.Value,
                b.Lat!.Value,
                b.FreshUntilOn >= today
            ))
        );
        var places = await In<Place>(area, last)
            .GroupJoin(ledger.Db.Set<Building>(), p => p.BuildingId, b => b.Id, (p, all) => new { p, all })
            .SelectMany(
                r => r.all.DefaultIfEmpty(),
                (r, b) =>
                    new
                    {
                        r.p,
                        Lon = r.p.Lon ?? b!.Lon,
                        Lat = r.p.Lat ?? b!.Lat,
                    }
            )
            .Where(r => r.Lon != null && r.Lat != null)
            .OrderBy(r => r.p.Id)
            .Take(MostPoints + 1)
            .ToListAsync(ct);
        points.AddRange(
            places.Select(r => new Point(RecordKind.Place, r.p.Id, r.p.Name, r.Lon!.Value, r.Lat!.Value, r.p.FreshUntilOn >= today))
        );
        var components = await In<Component>(area, last)
            .Where(c => c.Lon != null && c.Lat != null)
            .OrderBy(c => c.Id)
            .Take(MostPoints + 1)
            .ToListAsync(ct);
        points.AddRange(
            components.Select(c => new Point(RecordKind.Component, c.Id, c.Name, c.Lon!.Value, c.Lat!.Value, c.FreshUntilOn >= today))
        );
        return new Layer(area, points, buildings.Count > MostPoints || places.Count > MostPoints || components.Count > MostPoints);
    }

    private IQueryable<T> In<T>(string area, string last)
        where T : RegistryRecord =>
        ledger
            .Db.Set<T>()
            .AsNoTracking()
            .Where(r => r.AreaCode.CompareTo(area) >= 0 && r.AreaCode.CompareTo(last) <= 0 && r.ValidTo == null);
}
