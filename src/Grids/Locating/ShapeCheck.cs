using Gezhi.Platform.Geo;

namespace Gezhi.Grids.Locating;

/// <summary>Refuses shapes no point could be located in. 范围校验</summary>
internal static class ShapeCheck
{
    public static void Check(IReadOnlyList<GridShape> shapes)
    {
        var codes = new HashSet<string>(shapes.Count);
        foreach (var shape in shapes)
        {
            if (!codes.Add(shape.Code))
                throw new ArgumentException($"Grid {shape.Code} comes twice.", nameof(shapes));
            if (shape.Polygons.Count == 0)
                throw new ArgumentException($"Grid {shape.Code} has no polygon.", nameof(shapes));
            foreach (var polygon in shape.Polygons)
                Check(shape.Code, polygon);
        }
    }

    private static void Check(string code, LonLat[][] polygon)
    {
        if (polygon.Length == 0)
            throw new ArgumentException($"Grid {code} has a polygon without outline.", nameof(polygon));
        foreach (var ring in polygon)
        {
            if (!HasThreeDifferentPoints(ring))
                throw new ArgumentException($"Grid {code} has a ring of fewer than three different points.", nameof(polygon));
            if (!Array.TrueForAll(ring, point => point.IsValid))
                throw new ArgumentException($"Grid {code} has a coordinate outside ±180°, ±90°.", nameof(polygon));
        }
    }

    private static bool HasThreeDifferentPoints(LonLat[] ring)
    {
        var second = Array.FindIndex(ring, point => point != ring[0]);
        return second > 0 && Array.Exists(ring, point => point != ring[0] && point != ring[second]);
    }
}
