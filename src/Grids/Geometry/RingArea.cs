using Gezhi.Platform.Geo;

namespace Gezhi.Grids.Geometry;

/// <summary>Area of a ring by the shoelace formula. 环面积</summary>
public static class RingArea
{
    /// <summary>Square degrees, positive when the ring runs anticlockwise; the ring may be open or closed.</summary>
    public static double SquareDegrees(ReadOnlySpan<LonLat> ring)
    {
        if (ring.IsEmpty)
            return 0;
        var (origin, twice) = (ring[0], 0.0);
        for (var i = 1; i + 1 < ring.Length; i++)
        {
            twice +=
                (ring[i].Lon - origin.Lon) * (ring[i + 1].Lat - origin.Lat) - (ring[i + 1].Lon - origin.Lon) * (ring[i].Lat - origin.Lat);
        }

        return twice / 2;
    }
}
