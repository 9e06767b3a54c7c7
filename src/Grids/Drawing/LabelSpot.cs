using Gezhi.Platform.Geo;

namespace Gezhi.Grids.Drawing;

/// <summary>Where a name stands in an area. 标注位置</summary>
internal static class LabelSpot
{
    /// <summary>Centre of gravity of the largest piece's outline; for a bent area it may lie beside it.</summary>
    public static LonLat Of(IReadOnlyList<LonLat[][]> polygons) =>
        polygons.Select(polygon => Centre(polygon[0])).OrderByDescending(piece => piece.SquareDegrees).First().At;

    private static (LonLat At, double SquareDegrees) Centre(LonLat[] ring)
    {
        var (origin, twice, lon, lat) = (ring[0], 0.0, 0.0, 0.0);
        for (var i = 1; i + 1 < ring.Length; i++)
        {
            var (ax, ay) = (ring[i].Lon - origin.Lon, ring[i].Lat - origin.Lat);
            var (bx, by) = (ring[i + 1].Lon - origin.Lon, ring[i + 1].Lat - origin.Lat);
            var cross = (ax * by) - (bx * ay);
            twice += cross;
            lon += (ax + bx) * cross;
            lat += (ay + by) * cross;
        }
        return twice == 0
            ? (origin, 0)
            : (new LonLat(origin.Lon + (lon / (3 * twice)), origin.Lat + (lat / (3 * twice))), Math.Abs(twice) / 2);
    }
}
