using Gezhi.Grids.Contract;
using Gezhi.Grids.Locating;
using Gezhi.Grids.Topology;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Grids.UnitGrids;

/// <summary>A grid that shares ground with a unit grid. 网格对应</summary>
/// <param name="GridCode">15 digits, or the finest area where there is no grid.</param>
/// <param name="Share">Share of the cell that lies in the grid, 0 to 1.</param>
internal sealed record CellLink(string GridCode, string Name, double Share);

/// <summary>Unit grids and grids are two sheets; what they share is worked out from today's boundaries, so that it is never out of date. 单元网格与网格对应</summary>
internal sealed class CellLinks(GridMap map)
{
    /// <summary>A smaller share is a border drawn twice, not a link.</summary>
    private const double LeastShare = 0.01;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapGet("/api/grids/cells/{code}", (string code, CellLinks links) => links.Of(code))
            .RequireStaff()
            .WithSummary("单元网格对应的网格 · The grids a unit grid shares ground with")
            .WithTags("Grids 网格");
        routes
            .MapGet("/api/grids/at", (double lon, double lat, CellLinks links) => links.At(new LonLat(lon, lat)))
            .RequireStaff()
            .WithSummary("一点所在的网格 · Ordinary grid, dedicated grid and unit grid at a point, and which one counts for a case")
            .WithTags("Grids 网格");
    }

    /// <summary>What lies at a point; null codes where nothing does.</summary>
    /// <exception cref="InvalidInput">Not degrees.</exception>
    public PlaceGrids At(LonLat point)
    {
        if (!point.IsValid)
            throw new InvalidInput("lon", "input.out-of-range");
        var current = map.Current;
        var at = current.At(point.Lon, point.Lat);
        return new PlaceGrids(at.Ordinary, at.Dedicated, at.Unit, at.Counts, at.Counts is null ? null : current.NameOf(at.Counts));
    }

    /// <summary>Grids by the share of the cell that lies in them, largest first.</summary>
    /// <exception cref="NotFound">No such cell today.</exception>
    public IReadOnlyList<CellLink> Of(string cellCode)
    {
        var current = map.Current;
        var cell = current.Layer(GridLayer.Unit).Shapes.FirstOrDefault(s => s.Code == cellCode) ?? throw new NotFound("unit cell");
        var coverage = new Coverage(new Plane(cell.Polygons[0][0][0]));
        var own = Planned(cell);
        var layer = current.Layer(GridLayer.Ordinary);
        return
        [
            .. layer
                .Within(cell.Box)
                .Select(i => layer.Shapes[i])
                .Select(s => (Code: s.Code[..Math.Min(15, s.Code.Length)], Share: coverage.ShareIn(own, coverage.ShapeOf(Planned(s)))))
                .GroupBy(s => s.Code)
                .Select(g => new CellLink(g.Key, current.NameOf(g.Key) ?? g.Key, Math.Round(Math.Min(1, g.Sum(s => s.Share)), 4)))
                .Where(l => l.Share >= LeastShare)
                .OrderByDescending(l => l.Share)
                .ThenBy(l => l.GridCode, StringComparer.Ordinal),
        ];
    }

    private static PlannedArea Planned(GridShape shape) => new(shape.Code, AreaKind.Ordinary, "", "", null, false, shape.Polygons);
}

/// <summary>The grids at a point. 一点所在网格</summary>
/// <param name="Counts">The code a case here gets: the dedicated grid where there is one, else the ordinary one.</param>
internal sealed record PlaceGrids(string? Ordinary, string? Dedicated, string? Unit, string? Counts, string? CountsName);
