using Gezhi.Grids.Contract;
using Gezhi.Grids.Drawing;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Text;

namespace Gezhi.Grids.Tiles;

/// <summary>What of the ground is drawn on a tile of a zoom. 分级图层</summary>
/// <remarks>
/// Layers park, water, road (name, kind), area (code, name, level, kind), unit (code) and label (name, en where it has an English one, and code or kind) are the names that
/// Scripts/page/olmap.ts looks for. Tiles count 512 pixels a side, so a map at zoom 12 asks for tiles of zoom 11.
/// </remarks>
internal static class TileSheets
{
    private const int NearestZoomOfPlaces = 15;
    private const int NearestZoomOfCells = 14;

    /// <summary>From which zoom an area is drawn, and from which its name.</summary>
    private static readonly Dictionary<AreaLevel, (int Border, int Name)> FromZoom = new()
    {
        [AreaLevel.District] = (0, 99),
        [AreaLevel.Street] = (8, 9),
        [AreaLevel.Community] = (8, 12),
        [AreaLevel.Grid] = (10, 14),
        [AreaLevel.MicroGrid] = (14, 15),
    };

    /// <summary>The layers of a tile, lowest first; empty layers included.</summary>
    public static IReadOnlyList<TileLayer> Of(MapGround ground, TileAddress tile)
    {
        var seen = Seen(tile);
        var areas = ground.Areas.Where(a => a.Box.Touches(seen)).ToList();
        return
        [
            new("park", [.. ground.Parks.Where(p => p.Box.Touches(seen)).Select(Patch)]),
            new("water", [.. ground.Waters.Where(w => w.Box.Touches(seen)).Select(Patch)]),
            new("road", [.. ground.Roads.Where(r => tile.Zoom >= (r.IsMain ? 10 : 13) && r.Box.Touches(seen)).Select(Road)]),
            new("area", [.. areas.Where(a => tile.Zoom >= FromZoom[a.Level].Border).Select(Area)]),
            new("unit", [.. ground.Cells.Where(c => tile.Zoom >= NearestZoomOfCells && c.Box.Touches(seen)).Select(Cell)]),
            new("label", [.. areas.Where(a => tile.Zoom >= FromZoom[a.Level].Name).Select(Name), .. Places(ground, tile, seen)]),
        ];
    }

    /// <summary>The tile and the margin its encoder keeps.</summary>
    private static BoundingBox Seen(TileAddress tile)
    {
        var (box, share) = (tile.Box, (double)TileOptions.Default.Buffer / TileOptions.Default.Extent);
        return box.Widened((box.East - box.West) * share, (box.North - box.South) * share);
    }

    private static IEnumerable<TileFeature> Places(MapGround ground, TileAddress tile, BoundingBox seen)
    {
        if (tile.Zoom < NearestZoomOfPlaces)
            return [];
        var roads = ground.Roads.Where(r => (r.IsMain || tile.Zoom > NearestZoomOfPlaces) && r.Box.Touches(seen) && r.Name.Length > 0);
        var places = ground.Places.Where(p => p.Kind is not ("Address" or "Crossing") && seen.Contains(p.At.Lon, p.At.Lat));
        return
        [
            .. roads.SelectMany(r => r.Lines.Select(line => Label(r.Name, r.NameEn, "road", line[line.Length / 2]))),
            .. places.Select(p => Label(p.Name, p.NameEn, p.Kind.ToLowerInvariant(), p.At)),
        ];
    }

    private static TileArea Area(DrawnArea area) =>
        new TileArea(
            null,
            new Dictionary<string, object?>
            {
                ["code"] = area.Code,
                ["name"] = area.Name,
                ["level"] = LevelName(area.Level),
                ["kind"] = area.Kind == AreaKind.Ordinary ? null : area.Kind.ToString().ToLowerInvariant(),
            },
            area.Polygons
        );

    private static TileArea Cell(DrawnCell cell) => new(null, new Dictionary<string, object?> { ["code"] = cell.Code }, cell.Polygons);

    private static TilePoint Name(DrawnArea area) =>
        new TilePoint(
            null,
            new Dictionary<string, object?>
            {
                ["code"] = area.Code,
                ["name"] = area.Name,
                ["en"] = area.NameEn.Length > 0 ? area.NameEn : null,
                ["level"] = LevelName(area.Level),
            },
            [area.LabelAt]
        );

    private static TileArea Patch(DrawnPatch patch) =>
        new TileArea(null, new Dictionary<string, object?> { ["name"] = patch.Name }, patch.Polygons);

    private static TileLine Road(DrawnRoad road) =>
        new TileLine(
            null,
            new Dictionary<string, object?> { ["name"] = road.Name, ["kind"] = road.IsMain ? "main-road" : "road" },
            road.Lines
        );

    private static TilePoint Label(string name, string english, string kind, LonLat at) =>
        new TilePoint(
            null,
            new Dictionary<string, object?>
            {
                ["name"] = name,
                ["en"] = english.Length > 0 ? english : null,
                ["kind"] = kind,
            },
            [at]
        );

    private static string LevelName(AreaLevel level) => level == AreaLevel.MicroGrid ? "micro-grid" : level.ToString().ToLowerInvariant();
}
