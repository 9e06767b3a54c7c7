using Gezhi.Platform.Geo;

namespace Gezhi.Web.Seeding.Making;

/// <summary>The drawing board: metres on a plane, straight lines of which become slightly bent streets on the real ground. 投影</summary>
/// <remarks>The bend is a sum of long waves of 45 m at most; <see cref="ToBoard"/> inverts it to under a millimetre.</remarks>
internal sealed class Ground(LonLat corner)
{
    private const double MetresPerDegree = 111_319.49;
    private readonly double _lonMetres = MetresPerDegree * Math.Cos(corner.Lat * Math.PI / 180);

    public Spot ToBoard(LonLat place)
    {
        var real = new Spot((place.Lon - corner.Lon) * _lonMetres, (place.Lat - corner.Lat) * MetresPerDegree);
        var guess = real;
        for (var round = 0; round < 40; round++)
            guess += real - (guess + Bend(guess));
        return guess;
    }

    /// <value>WGS-84, rounded to 6 decimals (about 0.1 m).</value>
    public LonLat ToPlace(Spot spot)
    {
        var real = spot + Bend(spot);
        return new LonLat(Math.Round(corner.Lon + real.X / _lonMetres, 6), Math.Round(corner.Lat + real.Y / MetresPerDegree, 6));
    }

    private static Spot Bend(Spot p) =>
        new(
            45 * Math.Sin(p.Y / 610 + 0.7) + 20 * Math.Sin(p.Y / 240 + p.X / 900),
            40 * Math.Sin(p.X / 680 + 1.9) + 18 * Math.Sin(p.X / 260 - p.Y / 800)
        );
}
