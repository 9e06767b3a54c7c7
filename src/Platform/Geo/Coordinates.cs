namespace Gezhi.Platform.Geo;

/// <summary>The reference a point arrived in. 坐标系</summary>
public enum CoordinateReference
{
    /// <summary>Satellite positioning, EPSG:4326. 世界大地坐标系</summary>
    Wgs84,

    /// <summary>The shifted system of Chinese public maps (AMap, Tencent, WeChat). 火星坐标系</summary>
    Gcj02,

    /// <summary>Baidu's second shift. 百度坐标系</summary>
    Bd09,

    /// <summary>The national system, EPSG:4490; equal to WGS-84 within decimetres and treated so. 2000国家大地坐标系</summary>
    Cgcs2000,
}

/// <summary>A place in degrees, longitude first. 经纬度</summary>
/// <param name="Lon">Degrees east, −180 to 180.</param>
/// <param name="Lat">Degrees north, −90 to 90.</param>
public readonly record struct LonLat(double Lon, double Lat)
{
    /// <summary>Whether both numbers are degrees on the globe. 坐标有效</summary>
    public bool IsValid => Lon is >= -180 and <= 180 && Lat is >= -90 and <= 90;
}

/// <summary>Converts between the references used in China and measures distance. 坐标转换</summary>
/// <remarks>
/// Points outside the box 73.66–135.05° E, 3.86–53.55° N are not shifted between WGS-84 and GCJ-02; public libraries draw this box
/// differently, ours is fixed here. Formulas: the published GCJ-02 and BD-09 approximations, a = 6378245 m.
/// Error: <see cref="ToWgs84"/> inverts them to under a millimetre inside the box.
/// </remarks>
public static class Coordinates
{
    private const double SemiMajorMetres = 6378245.0;
    private const double Eccentricity = 0.006693421622965943;
    private const double BaiduPi = Math.PI * 3000 / 180;
    private const double EarthRadiusMetres = 6371008.8;

    /// <summary>Whether the point lies in the box in which GCJ-02 shifts. 境内范围</summary>
    public static bool IsInChinaBox(LonLat p) => p.Lon is >= 73.66 and <= 135.05 && p.Lat is >= 3.86 and <= 53.55;

    /// <summary>Brings a point from its own reference to WGS-84. 转为WGS-84</summary>
    public static LonLat ToWgs84(LonLat p, CoordinateReference from) =>
        from switch
        {
            CoordinateReference.Wgs84 or CoordinateReference.Cgcs2000 => p,
            CoordinateReference.Gcj02 => Invert(Wgs84ToGcj02, p, p),
            CoordinateReference.Bd09 => ToWgs84(Invert(Gcj02ToBd09, p, Bd09ToGcj02(p)), CoordinateReference.Gcj02),
            _ => throw new ArgumentOutOfRangeException(nameof(from), from, "Unknown coordinate reference."),
        };

    /// <summary>Takes a WGS-84 point to another reference, for a map that needs it. WGS-84转出</summary>
    public static LonLat FromWgs84(LonLat p, CoordinateReference to) =>
        to switch
        {
            CoordinateReference.Wgs84 or CoordinateReference.Cgcs2000 => p,
            CoordinateReference.Gcj02 => Wgs84ToGcj02(p),
            CoordinateReference.Bd09 => Gcj02ToBd09(Wgs84ToGcj02(p)),
            _ => throw new ArgumentOutOfRangeException(nameof(to), to, "Unknown coordinate reference."),
        };

    /// <summary>Shifts a point as the public maps do, 300 to 700 m. WGS-84转GCJ-02</summary>
    public static LonLat Wgs84ToGcj02(LonLat p)
    {
        if (!IsInChinaBox(p))
            return p;
        double x = p.Lon - 105,
            y = p.Lat - 35;
        var wave = 20 * Math.Sin(6 * x * Math.PI) + 20 * Math.Sin(2 * x * Math.PI);
        var north =
            -100
            + 2 * x
            + 3 * y
            + 0.2 * y * y
            + 0.1 * x * y
            + 0.2 * Math.Sqrt(Math.Abs(x))
            + (
                wave
                + 20 * Math.Sin(y * Math.PI)
                + 40 * Math.Sin(y / 3 * Math.PI)
                + 160 * Math.Sin(y / 12 * Math.PI)
                + 320 * Math.Sin(y * Math.PI / 30)
            )
                * 2
                / 3;
        var east =
            300
            + x
            + 2 * y
            + 0.1 * x * x
            + 0.1 * x * y
            + 0.1 * Math.Sqrt(Math.Abs(x))
            + (
                wave
                + 20 * Math.Sin(x * Math.PI)
                + 40 * Math.Sin(x / 3 * Math.PI)
                + 150 * Math.Sin(x / 12 * Math.PI)
                + 300 * Math.Sin(x / 30 * Math.PI)
            )
                * 2
                / 3;
        var (sin, cos) = Math.SinCos(p.Lat / 180 * Math.PI);
        var magic = 1 - Eccentricity * sin * sin;
        var root = Math.Sqrt(magic);
        return new LonLat(
            p.Lon + east * 180 / (SemiMajorMetres / root * cos * Math.PI),
            p.Lat + north * 180 / (SemiMajorMetres * (1 - Eccentricity) / (magic * root) * Math.PI)
        );
    }

    /// <summary>Adds Baidu's shift. GCJ-02转BD-09</summary>
    public static LonLat Gcj02ToBd09(LonLat p)
    {
        var z = Math.Sqrt(p.Lon * p.Lon + p.Lat * p.Lat) + 0.00002 * Math.Sin(p.Lat * BaiduPi);
        var (sin, cos) = Math.SinCos(Math.Atan2(p.Lat, p.Lon) + 0.000003 * Math.Cos(p.Lon * BaiduPi));
        return new LonLat(z * cos + 0.0065, z * sin + 0.006);
    }

    /// <summary>Takes Baidu's shift off by the published one-step formula, up to 1 m off; <see cref="ToWgs84"/> is exact. BD-09转GCJ-02</summary>
    public static LonLat Bd09ToGcj02(LonLat p)
    {
        double x = p.Lon - 0.0065,
            y = p.Lat - 0.006;
        var z = Math.Sqrt(x * x + y * y) - 0.00002 * Math.Sin(y * BaiduPi);
        var (sin, cos) = Math.SinCos(Math.Atan2(y, x) - 0.000003 * Math.Cos(x * BaiduPi));
        return new LonLat(z * cos, z * sin);
    }

    /// <summary>Great-circle distance on a sphere of 6,371,008.8 m; within 0.6 % of the ellipsoid. 距离</summary>
    /// <value>Metres.</value>
    public static double DistanceMetres(LonLat a, LonLat b)
    {
        const double Radian = Math.PI / 180;
        var north = Math.Sin((b.Lat - a.Lat) * Radian / 2);
        var east = Math.Sin((b.Lon - a.Lon) * Radian / 2);
        var h = north * north + Math.Cos(a.Lat * Radian) * Math.Cos(b.Lat * Radian) * east * east;
        return 2 * EarthRadiusMetres * Math.Asin(Math.Min(1, Math.Sqrt(h)));
    }

    /// <summary>Finds what the shift turns into the wanted point; each round shrinks the error about a hundredfold.</summary>
    private static LonLat Invert(Func<LonLat, LonLat> shift, LonLat wanted, LonLat guess)
    {
        for (var round = 0; round < 12; round++)
        {
            var hit = shift(guess);
            double east = wanted.Lon - hit.Lon,
                north = wanted.Lat - hit.Lat;
            guess = new LonLat(guess.Lon + east, guess.Lat + north);
            if (Math.Abs(east) + Math.Abs(north) < 1e-12)
                break;
        }
        return guess;
    }
}
