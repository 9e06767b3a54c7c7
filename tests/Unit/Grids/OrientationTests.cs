using Gezhi.Grids.Geometry;
using Gezhi.Platform.Geo;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Grids;

public sealed class OrientationTests
{
    [Fact]
    public void The_side_of_a_line_is_the_same_as_in_whole_numbers_even_one_rounding_step_off_the_line()
    {
        var random = new Random(7);
        var onLine = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var a = Somewhere(random);
            var b = Somewhere(random);
            var t = random.Next(2) == 0 ? random.NextDouble() * 3 - 1 : random.Next(-4, 8) / 4.0;
            var point = new LonLat(Nudged(a.Lon + t * (b.Lon - a.Lon), random), Nudged(a.Lat + t * (b.Lat - a.Lat), random));

            var side = Math.Sign(Orientation.Of(a.Lon, a.Lat, b.Lon, b.Lat, point.Lon, point.Lat));

            side.ShouldBe(Rule.Side(a, b, point));
            if (side == 0)
                onLine++;
        }

        onLine.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void A_point_exactly_on_an_upright_edge_counts_as_right_of_it_and_on_a_level_edge_as_above_it()
    {
        Orientation.IsLeft(1, 0, 1, 2, 1, 1).ShouldBeFalse();
        Orientation.IsLeft(0, 1, 2, 1, 1, 1).ShouldBeTrue();
    }

    private static LonLat Somewhere(Random random) => new(113 + random.Next(0, 64) / 64.0, 34 + random.Next(0, 1_000) / 1_000.0);

    private static double Nudged(double value, Random random) =>
        random.Next(3) switch
        {
            0 => Math.BitIncrement(value),
            1 => Math.BitDecrement(value),
            _ => value,
        };
}
