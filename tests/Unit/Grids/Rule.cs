using System.Numerics;
using Gezhi.Grids.Locating;
using Gezhi.Platform.Geo;

namespace Gezhi.Tests.Unit.Grids;

/// <summary>Even-odd rule in whole numbers of any size: slow, simple and exact.</summary>
internal static class Rule
{
    public static bool Contains(GridShape shape, LonLat point)
    {
        var inside = false;
        foreach (var ring in shape.Polygons.SelectMany(polygon => polygon))
        {
            var from = ring[^1];
            foreach (var to in ring)
            {
                if ((from.Lat > point.Lat) != (to.Lat > point.Lat))
                {
                    var (low, high) = from.Lat < to.Lat ? (from, to) : (to, from);
                    inside ^= Side(low, high, point) > 0;
                }

                from = to;
            }
        }

        return inside;
    }

    /// <summary>1 left of the line a→b, −1 right of it, 0 on it.</summary>
    public static int Side(LonLat a, LonLat b, LonLat point)
    {
        var (ax, ay) = (Whole(a.Lon), Whole(a.Lat));
        var left = (Whole(b.Lon) - ax) * (Whole(point.Lat) - ay);
        var right = (Whole(b.Lat) - ay) * (Whole(point.Lon) - ax);
        return (left - right).Sign;
    }

    /// <summary>A double times 2¹⁰⁷⁴, which is always whole.</summary>
    private static BigInteger Whole(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> 52 & 0x7FF);
        var digits = bits & 0xF_FFFF_FFFF_FFFF;
        var whole = exponent == 0 ? digits : new BigInteger(digits | 0x10_0000_0000_0000) << (exponent - 1);
        return bits < 0 ? -whole : whole;
    }
}
