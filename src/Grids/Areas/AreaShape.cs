using System.Globalization;
using System.Text;
using System.Text.Json;
using Gezhi.Platform.Geo;

namespace Gezhi.Grids.Areas;

/// <summary>Boundaries as kept in the database: coordinates of a GeoJSON MultiPolygon. 边界文本</summary>
public static class AreaShape
{
    /// <summary>Polygons of rings; the first ring of each is its outer border.</summary>
    public static IReadOnlyList<LonLat[][]> Read(string coordinates) =>
        [
            .. JsonSerializer
                .Deserialize<double[][][][]>(coordinates)!
                .Select(polygon => polygon.Select(ring => ring.Select(p => new LonLat(p[0], p[1])).ToArray()).ToArray()),
        ];

    /// <summary>Closes each ring, as GeoJSON wants it.</summary>
    public static string Write(IEnumerable<IReadOnlyList<LonLat>[]> polygons)
    {
        var text = new StringBuilder("[");
        text.AppendJoin(',', polygons.Select(rings => $"[{string.Join(',', rings.Select(Ring))}]"));
        return text.Append(']').ToString();
    }

    private static string Ring(IReadOnlyList<LonLat> ring) =>
        $"[{string.Join(',', (ring[0] == ring[^1] ? ring : ring.Append(ring[0])).Select(Point))}]";

    private static string Point(LonLat p) => string.Create(CultureInfo.InvariantCulture, $"[{p.Lon},{p.Lat}]");
}
