using Gezhi.Grids.Locating;
using Gezhi.Platform.Geo;
using NetTopologySuite.Geometries;
using NetTopologySuite.Triangulate;

namespace Gezhi.Tests.Shared;

/// <summary>
/// Invented ground, the same for the same seed: Voronoi cells whose shared borders are bent into several pieces,
/// tiling their area without gaps or overlaps. Not a real place.
/// </summary>
public static class InventedTiling
{
    private const double West = 113.45;
    private const double South = 34.55;
    private const double Degrees = 0.4;

    /// <summary>About <paramref name="grids"/> shapes with mostly 15 to 25 vertices.</summary>
    public static List<GridShape> Of(int grids, int seed)
    {
        var border = (int)Math.Ceiling(4 * Math.Sqrt(grids)) * 2;
        var sites = Scattered(grids + border, seed);
        for (var round = 0; round < 3; round++)
            sites = [.. CellsOf(sites).Select(cell => cell.Centroid.Coordinate)];
        var inner = new Envelope(West, West + Degrees, South, South + Degrees);
        var shapes = new List<GridShape>();
        foreach (var cell in CellsOf(sites))
        {
            if (!inner.Contains(cell.EnvelopeInternal))
                continue;
            shapes.Add(
                new GridShape(
                    $"4101{shapes.Count:D6}",
                    [
                        [Bent(cell.ExteriorRing.Coordinates, seed)],
                    ]
                )
            );
        }

        return shapes;
    }

    private static Coordinate[] Scattered(int count, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ => new Coordinate(West + random.NextDouble() * Degrees, South + random.NextDouble() * Degrees)),
        ];
    }

    private static IEnumerable<Polygon> CellsOf(Coordinate[] sites)
    {
        var builder = new VoronoiDiagramBuilder();
        builder.SetSites(sites);
        builder.ClipEnvelope = new Envelope(West - 0.05, West + Degrees + 0.05, South - 0.05, South + Degrees + 0.05);
        return builder.GetDiagram(GeometryFactory.Default).OfType<Polygon>();
    }

    private static LonLat[] Bent(Coordinate[] ring, int seed)
    {
        var points = new List<LonLat>();
        for (var i = 0; i + 1 < ring.Length; i++)
        {
            var (from, to) = (Rounded(ring[i].X, ring[i].Y), Rounded(ring[i + 1].X, ring[i + 1].Y));
            if (from == to)
                continue;
            points.AddRange(BorderBetween(from, to, seed));
        }

        return [.. points];
    }

    /// <summary>From the first point to just before the second, by way of the same points in both directions.</summary>
    private static IEnumerable<LonLat> BorderBetween(LonLat from, LonLat to, int seed)
    {
        var isForward = from.Lon < to.Lon || (from.Lon == to.Lon && from.Lat < to.Lat);
        var (a, b) = isForward ? (from, to) : (to, from);
        var random = new Random(HashCode(a, b, seed));
        var pieces = random.Next(2, 5);
        var way = new List<LonLat> { a };
        for (var i = 1; i < pieces; i++)
        {
            var (along, aside) = ((double)i / pieces, (random.NextDouble() - 0.5) * 0.12);
            way.Add(
                Rounded(
                    a.Lon + along * (b.Lon - a.Lon) - aside * (b.Lat - a.Lat),
                    a.Lat + along * (b.Lat - a.Lat) + aside * (b.Lon - a.Lon)
                )
            );
        }

        way.Add(b);
        if (!isForward)
            way.Reverse();
        return way.Distinct().SkipLast(1);
    }

    private static LonLat Rounded(double lon, double lat) => new(Math.Round(lon, 7), Math.Round(lat, 7));

    private static int HashCode(LonLat a, LonLat b, int seed)
    {
        var mixed = (ulong)seed;
        foreach (var value in (double[])[a.Lon, a.Lat, b.Lon, b.Lat])
            mixed = (mixed ^ (ulong)BitConverter.DoubleToInt64Bits(value)) * 0x9E3779B97F4A7C15 + (mixed >> 29);
        return (int)(mixed >> 33);
    }
}
