using Gezhi.Grids.Geometry;
using Gezhi.Platform.Geo;

namespace Gezhi.Grids.Topology;

/// <summary>Rings in one form: open, outlines anticlockwise, holes clockwise, no point twice in a row. 环</summary>
internal static class Rings
{
    /// <summary>Decimals of a degree kept of what people draw: about a centimetre.</summary>
    public const int Decimals = 7;

    public static IReadOnlyList<LonLat[][]> Normal(IEnumerable<LonLat[][]> polygons) =>
        [.. polygons.Select(polygon => polygon.Select((ring, i) => Turned(Open(ring), anticlockwise: i == 0)).ToArray())];

    public static LonLat Rounded(LonLat p) => new(Math.Round(p.Lon, Decimals), Math.Round(p.Lat, Decimals));

    public static IReadOnlyList<LonLat[][]> Rounded(IEnumerable<LonLat[][]> polygons) =>
        [.. polygons.Select(polygon => polygon.Select(ring => Open([.. ring.Select(Rounded)])).ToArray())];

    /// <summary>The edges of a ring in its direction.</summary>
    public static IEnumerable<(LonLat From, LonLat To)> Edges(LonLat[] ring)
    {
        for (var i = 0; i < ring.Length; i++)
            yield return (ring[i], ring[i + 1 == ring.Length ? 0 : i + 1]);
    }

    private static LonLat[] Open(LonLat[] ring)
    {
        var points = new List<LonLat>(ring.Length);
        foreach (var point in ring)
            if (points.Count == 0 || points[^1] != point)
                points.Add(point);
        while (points.Count > 1 && points[^1] == points[0])
            points.RemoveAt(points.Count - 1);
        return [.. points];
    }

    private static LonLat[] Turned(LonLat[] ring, bool anticlockwise) =>
        RingArea.SquareDegrees(ring) > 0 == anticlockwise ? ring : [.. ring.Reverse()];
}
