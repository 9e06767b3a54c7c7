using Gezhi.Platform.Geo;
using NetTopologySuite.Geometries;

namespace Gezhi.Grids.Topology;

/// <summary>Metres on a plane touching the earth near the district; for measuring, never for keeping. 量算平面</summary>
/// <remarks>Mean earth radius 6,371,008.8 m; within a district of 100 km at most 1 % off in area.</remarks>
internal sealed class Plane(LonLat origin)
{
    private const double MetresPerDegree = 6_371_008.8 * Math.PI / 180;

    private readonly double east = MetresPerDegree * Math.Max(Math.Cos(origin.Lat * Math.PI / 180), 1e-6);

    public static Plane Around(IEnumerable<PlannedArea> areas) =>
        new(areas.SelectMany(a => a.Polygons).Select(p => p[0][0]).FirstOrDefault(new LonLat(113.6, 34.7)));

    public Coordinate Metres(LonLat p) => new((p.Lon - origin.Lon) * east, (p.Lat - origin.Lat) * MetresPerDegree);

    public LonLat Degrees(Coordinate c) => new(origin.Lon + (c.X / east), origin.Lat + (c.Y / MetresPerDegree));

    public double Distance(LonLat a, LonLat b) => Metres(a).Distance(Metres(b));

    /// <summary>Degrees of latitude of a length.</summary>
    public static double DegreesOf(double metres) => metres / MetresPerDegree;

    public NetTopologySuite.Geometries.Geometry Shape(IReadOnlyList<LonLat[][]> polygons)
    {
        var pieces = polygons.Select(p => GeometryFactory.Default.CreatePolygon(Closed(p[0]), [.. p.Skip(1).Select(Closed)])).ToArray();
        return pieces.Length == 1 ? pieces[0] : GeometryFactory.Default.CreateMultiPolygon(pieces);
    }

    public double SquareMetres(IReadOnlyList<LonLat[][]> polygons) =>
        polygons.Sum(p => p.Select((ring, i) => (i == 0 ? 1 : -1) * Math.Abs(Geometry.RingArea.SquareDegrees(ring))).Sum())
        * east
        * MetresPerDegree;

    private LinearRing Closed(LonLat[] ring) => GeometryFactory.Default.CreateLinearRing([.. ring.Select(Metres), Metres(ring[0])]);
}
