using Gezhi.Platform.Geo;

namespace Gezhi.Indicators.Mornings;

/// <summary>Things at points, found by a point near them. 邻近查找</summary>
/// <param name="metres">How near is near; the edge belongs to it.</param>
public sealed class Nearby<T>(double metres)
{
    private const double MetresPerDegree = 111_320;
    private readonly Dictionary<(long, long), List<(LonLat At, T Thing)>> squares = [];
    private double width;

    public void Add(LonLat at, T thing)
    {
        var square = Square(at);
        if (!squares.TryGetValue(square, out var there))
            squares.Add(square, there = []);
        there.Add((at, thing));
    }

    /// <summary>Everything within the distance, in no order.</summary>
    public IEnumerable<T> At(LonLat at)
    {
        var (y, x) = Square(at);
        for (var dy = -1; dy <= 1; dy++)
        for (var dx = -1; dx <= 1; dx++)
            if (squares.TryGetValue((y + dy, x + dx), out var there))
                foreach (var (where, thing) in there)
                    if (Coordinates.DistanceMetres(where, at) <= metres)
                        yield return thing;
    }

    /// <summary>Squares are a little wider than the distance: a degree of longitude is as wide as at the first point, within a district.</summary>
    private (long, long) Square(LonLat at)
    {
        var side = metres * 1.1;
        if (width == 0)
            width = MetresPerDegree * Math.Cos(Math.Min(89, Math.Abs(at.Lat)) * Math.PI / 180);
        return ((long)Math.Floor(at.Lat * MetresPerDegree / side), (long)Math.Floor(at.Lon * width / side));
    }
}
