namespace Gezhi.Platform.Geo;

/// <summary>Places as the world reads them: on a grid of a thousandth of a degree, about 100 metres. 坐标取整</summary>
/// <remarks>
/// Everything asked by place is answered on the rounded places: whoever could ask for ever smaller boxes over exact ones would find the door.
/// </remarks>
public static class Rounded
{
    private const double Steps = 1000;

    /// <summary>Half a step lies between a rounded place and the ground that is rounded to it.</summary>
    private const double Half = 0.5 / Steps;

    private const double MetresADegree = 111_195;

    public static double? Of(double? degrees) => degrees is { } exact ? Of(exact) : null;

    /// <inheritdoc cref="Of(double?)"/>
    public static double Of(double degrees) => Math.Floor((degrees * Steps) + 0.5) / Steps;

    /// <summary>The ground whose rounded places lie in a box.</summary>
    public static (double West, double South, double East, double North) Ground(double west, double south, double east, double north) =>
        (First(west) - Half, First(south) - Half, Last(east) + Half, Last(north) + Half);

    /// <summary>The box around a circle.</summary>
    public static (double West, double South, double East, double North) Around(double lon, double lat, double radiusMetres)
    {
        var (dLat, dLon) = (
            radiusMetres / MetresADegree,
            radiusMetres / (MetresADegree * Math.Max(0.01, Math.Cos(double.DegreesToRadians(lat))))
        );
        return Ground(lon - dLon, lat - dLat, lon + dLon, lat + dLat);
    }

    /// <summary>Metres from a point to the rounded place of another.</summary>
    public static double MetresTo(double lon, double lat, double placeLon, double placeLat) =>
        Coordinates.DistanceMetres(new LonLat(lon, lat), new LonLat(Of(placeLon), Of(placeLat)));

    private static double First(double edge) => Math.Ceiling((edge * Steps) - 1e-6) / Steps;

    private static double Last(double edge) => Math.Floor((edge * Steps) + 1e-6) / Steps;
}
