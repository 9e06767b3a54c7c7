namespace Gezhi.Cases.Proposing;

/// <summary>Distances within a few kilometres. 平面近似距离</summary>
internal static class FlatEarth
{
    private const double MetresPerDegree = 111_320;

    /// <summary>Metres between two points (WGS-84 degrees); wrong by less than a metre over 300 m. Null when one of the two is not known.</summary>
    public static double? Metres(double? lon, double? lat, double? otherLon, double? otherLat)
    {
        if (lon is not { } a || lat is not { } b || otherLon is not { } c || otherLat is not { } d)
            return null;
        if (double.IsNaN(a + b + c + d))
            return null;
        var x = (c - a) * MetresPerDegree * Math.Cos(b * Math.PI / 180);
        var y = (d - b) * MetresPerDegree;
        return Math.Sqrt((x * x) + (y * y));
    }
}
