using Gezhi.Platform.Geo;

namespace Gezhi.Web.Seeding.Making;

/// <summary>Draws a park as a rounded, slightly uneven shape. 公园轮廓</summary>
internal static class ParkShape
{
    public static IReadOnlyList<LonLat> Around(PlannedPark park, Ground ground, Dice dice)
    {
        var centre = ground.ToBoard(park.At);
        return
        [
            .. Enumerable
                .Range(0, 20)
                .Select(i =>
                {
                    var (sin, cos) = Math.SinCos(i * Math.PI / 10);
                    var bulge = dice.Between(0.9, 1.08);
                    var corner = new Spot(
                        Math.Sign(cos) * Math.Pow(Math.Abs(cos), 0.7) * park.WidthMetres / 2,
                        Math.Sign(sin) * Math.Pow(Math.Abs(sin), 0.7) * park.HeightMetres / 2
                    );
                    return ground.ToPlace(centre + corner * bulge);
                }),
        ];
    }
}
