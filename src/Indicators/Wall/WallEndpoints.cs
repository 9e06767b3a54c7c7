using Gezhi.Grids.Contract;
using Gezhi.Platform.Actors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Indicators.Wall;

/// <summary>What a wall fetches by itself: the parts that changed, the numbers of its map. 大屏接口</summary>
internal static class WallEndpoints
{
    public static void Map(IEndpointRouteBuilder wall)
    {
        wall.MapGet("/parts", Parts<WallParts>).ExcludeFromDescription();
        wall.MapGet("/leader-parts", Parts<LeaderParts>).ExcludeFromDescription();
        wall.MapGet("/map.json", Numbers).ExcludeFromDescription();
    }

    /// <summary>Finished before the first byte is drawn.</summary>
    private static async Task<RazorComponentResult> Parts<T>(ShowWall feature, HttpContext http, Actor actor, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        var shown = await feature.Run(actor, http.Request.Query, ct);
        return new RazorComponentResult(typeof(T), new Dictionary<string, object?> { [nameof(WallParts.Shown)] = shown });
    }

    /// <param name="Area">Code of a micro-grid, or of whatever finer is not known.</param>
    internal sealed record Cell(string Area, int Count, int Late);

    /// <param name="Lon">Where its name stands, WGS-84 degrees: never where a case lies.</param>
    internal sealed record Part(string Area, string Name, double Lon, double Lat, int Count, int Late);

    internal sealed record OnMap(IReadOnlyList<Cell> Cells, IReadOnlyList<Part> Parts);

    private static async Task<Ok<OnMap>> Numbers(ShowWall feature, AreaExtent extent, HttpContext http, Actor actor, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        var shown = await feature.Run(actor, http.Request.Query, ct);
        var length = shown.View.PartLength;
        var parts = shown
            .Cells.Where(c => c.Key.Length >= length)
            .GroupBy(c => c.Key[..length], StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (Count: g.Sum(c => c.Value.Count), Late: g.Sum(c => c.Value.Late)), StringComparer.Ordinal);
        return TypedResults.Ok(
            new OnMap(
                [.. shown.Cells.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => new Cell(c.Key, c.Value.Count, c.Value.Late))],
                [
                    .. extent
                        .Drawn(parts.Keys)
                        .OrderBy(a => a.Code, StringComparer.Ordinal)
                        .Select(a => new Part(a.Code, a.Shown, a.LabelAt.Lon, a.LabelAt.Lat, parts[a.Code].Count, parts[a.Code].Late)),
                ]
            )
        );
    }
}
