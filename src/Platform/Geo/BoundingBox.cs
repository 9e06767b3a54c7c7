using System.Runtime.InteropServices;

namespace Gezhi.Platform.Geo;

/// <summary>A rectangle of WGS-84 degrees, borders included. 外接矩形</summary>
/// <param name="West">Smallest longitude.</param>
/// <param name="South">Smallest latitude.</param>
/// <param name="East">Largest longitude.</param>
/// <param name="North">Largest latitude.</param>
/// <remarks>Never crosses the 180° meridian.</remarks>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BoundingBox(double West, double South, double East, double North)
{
    /// <summary>The box of no points; grows by <see cref="With(LonLat)"/>.</summary>
    public static BoundingBox Empty { get; } =
        new(double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);

    public bool IsEmpty => !(West <= East && South <= North);

    public LonLat Middle => new((West + East) / 2, (South + North) / 2);

    public static BoundingBox Of(IEnumerable<LonLat> points)
    {
        var box = Empty;
        foreach (var point in points)
            box = box.With(point);
        return box;
    }

    public BoundingBox With(LonLat point) =>
        new(Math.Min(West, point.Lon), Math.Min(South, point.Lat), Math.Max(East, point.Lon), Math.Max(North, point.Lat));

    public BoundingBox With(BoundingBox other) =>
        new(Math.Min(West, other.West), Math.Min(South, other.South), Math.Max(East, other.East), Math.Max(North, other.North));

    public BoundingBox Widened(double lonDegrees, double latDegrees) =>
        new(West - lonDegrees, South - latDegrees, East + lonDegrees, North + latDegrees);

    /// <summary>False for a coordinate that is not a number.</summary>
    public bool Contains(double lon, double lat) => lon >= West && lon <= East && lat >= South && lat <= North;

    public bool Contains(BoundingBox other) => other.West >= West && other.East <= East && other.South >= South && other.North <= North;

    public bool Touches(BoundingBox other) => other.West <= East && other.East >= West && other.South <= North && other.North >= South;
}
