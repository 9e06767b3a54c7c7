using System.Runtime.InteropServices;
using Gezhi.Platform.Geo;

namespace Gezhi.Grids.Locating;

/// <summary>Metres around a point, on a plane touching the earth there. 局部平面</summary>
/// <remarks>Mean earth radius 6,371,008.8 m; at most 0.6 % off within 50 km below 60° of latitude.</remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly struct LocalPlane(double lon, double lat)
{
    private const double MetresPerDegree = 6_371_008.8 * Math.PI / 180;

    private readonly double _lonMetres = MetresPerDegree * Math.Max(Math.Cos(lat * Math.PI / 180), 1e-6);

    public BoundingBox Box(double metres) => new BoundingBox(lon, lat, lon, lat).Widened(metres / _lonMetres, metres / MetresPerDegree);

    public double MetresTo(GridShape shape)
    {
        var best = double.PositiveInfinity;
        foreach (var ring in shape.Rings)
        {
            var from = ring[^1];
            foreach (var to in ring)
            {
                best = Math.Min(best, SquareMetresTo(from, to));
                from = to;
            }
        }

        return Math.Sqrt(best);
    }

    private double SquareMetresTo(LonLat from, LonLat to)
    {
        var (ax, ay) = ((from.Lon - lon) * _lonMetres, (from.Lat - lat) * MetresPerDegree);
        var (dx, dy) = ((to.Lon - from.Lon) * _lonMetres, (to.Lat - from.Lat) * MetresPerDegree);
        var square = dx * dx + dy * dy;
        var along = square == 0 ? 0 : Math.Clamp(-(ax * dx + ay * dy) / square, 0, 1);
        var (x, y) = (ax + along * dx, ay + along * dy);
        return x * x + y * y;
    }
}
