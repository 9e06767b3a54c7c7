using Gezhi.Grids.Locating;
using Gezhi.Platform.Geo;
using NetTopologySuite.Geometries;

namespace Gezhi.Tests.Unit.Grids;

/// <summary>Small pieces of ground and their twins in NetTopologySuite.</summary>
internal static class Ground
{
    public static LonLat[] Ring(params double[] numbers) => [.. numbers.Chunk(2).Select(pair => new LonLat(pair[0], pair[1]))];

    public static LonLat[] Square(double west, double south, double side) =>
        Ring(west, south, west + side, south, west + side, south + side, west, south + side);

    public static GridShape Shape(string code, params LonLat[][] rings) => new(code, [rings]);

    public static Geometry ToNts(GridShape shape)
    {
        var polygons = shape.Polygons.Select(polygon =>
            GeometryFactory.Default.CreatePolygon(Closed(polygon[0]), [.. polygon.Skip(1).Select(Closed)])
        );
        return GeometryFactory.Default.CreateMultiPolygon([.. polygons]);
    }

    private static LinearRing Closed(LonLat[] ring)
    {
        var points = ring.Select(point => new Coordinate(point.Lon, point.Lat)).ToList();
        if (!points[0].Equals2D(points[^1]))
            points.Add(points[0].Copy());
        return GeometryFactory.Default.CreateLinearRing([.. points]);
    }
}
