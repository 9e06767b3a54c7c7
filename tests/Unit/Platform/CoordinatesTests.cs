using System.Text.Json;
using Gezhi.Platform.Geo;
using Gezhi.Tests.Unit.Vectors;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Platform;

public class CoordinatesTests
{
    private const double Tolerance = 1e-8;

    [Fact]
    public void Every_vector_is_reproduced()
    {
        var vectors = Vector.File("coordinate-testvectors.json").GetProperty("vectors").EnumerateArray().ToList();
        vectors.Count.ShouldBe(10);
        foreach (var v in vectors)
        {
            var (name, wgs, gcj, bd) = (v.Text("name"), Point(v, "wgs84"), Point(v, "gcj02"), Point(v, "bd09"));

            ShouldBeAt(Coordinates.Wgs84ToGcj02(wgs), gcj, name);
            ShouldBeAt(Coordinates.Gcj02ToBd09(gcj), bd, name);
            ShouldBeAt(Coordinates.ToWgs84(gcj, CoordinateReference.Gcj02), Point(v, "gcj02ToWgs84Iterative"), name);
            ShouldBeAt(Coordinates.ToWgs84(bd, CoordinateReference.Bd09), wgs, name);
            Coordinates.DistanceMetres(wgs, gcj).ShouldBe(v.GetProperty("shiftMetres").GetDouble(), 1, name);
            Coordinates
                .DistanceMetres(gcj, Coordinates.Bd09ToGcj02(bd))
                .ShouldBe(v.GetProperty("bdRoundTripErrorMetres").GetDouble(), 0.01, name);
        }
    }

    [Fact]
    public void Every_direct_vector_between_gcj02_and_bd09_is_reproduced()
    {
        var vectors = Vector.File("coordinate-testvectors.json").GetProperty("gcjDirect").EnumerateArray().ToList();
        vectors.Count.ShouldBe(2);
        foreach (var v in vectors)
        {
            var result = v.Text("op") == "gcj02->bd09" ? Coordinates.Gcj02ToBd09(Point(v, "in")) : Coordinates.Bd09ToGcj02(Point(v, "in"));
            ShouldBeAt(result, Point(v, "out"), v.Text("op"));
        }
    }

    [Theory]
    [InlineData(CoordinateReference.Wgs84)]
    [InlineData(CoordinateReference.Cgcs2000)]
    [InlineData(CoordinateReference.Gcj02)]
    [InlineData(CoordinateReference.Bd09)]
    public void There_and_back_is_the_same_place_within_a_millimetre(CoordinateReference reference)
    {
        var random = new Random(113_34);
        for (var n = 0; n < 5_000; n++)
        {
            var place = new LonLat(74 + random.NextDouble() * 60.5, 4.5 + random.NextDouble() * 48.5);

            var back = Coordinates.ToWgs84(Coordinates.FromWgs84(place, reference), reference);

            Coordinates.DistanceMetres(place, back).ShouldBeLessThan(0.001, $"{place}");
        }
    }

    [Fact]
    public void Nothing_typed_into_a_coordinate_field_throws_or_hangs()
    {
        double[] odd =
        [
            0,
            -0.0,
            90,
            -90,
            180,
            -180,
            73.66,
            135.05,
            3.86,
            53.55,
            1e300,
            -1e300,
            double.NaN,
            double.PositiveInfinity,
            double.Epsilon,
        ];
        foreach (var place in odd.SelectMany(lon => odd.Select(lat => new LonLat(lon, lat))))
        {
            foreach (var reference in Enum.GetValues<CoordinateReference>())
            {
                Should.NotThrow(() => Coordinates.FromWgs84(Coordinates.ToWgs84(place, reference), reference));
            }
        }
        new LonLat(double.NaN, 0).IsValid.ShouldBeFalse();
        new LonLat(113.6, 34.7).IsValid.ShouldBeTrue();
        new LonLat(34.7, 113.6).IsValid.ShouldBeFalse();
    }

    [Fact]
    public void A_degree_of_latitude_is_a_hundred_and_eleven_kilometres() =>
        Coordinates.DistanceMetres(new LonLat(113.6, 34), new LonLat(113.6, 35)).ShouldBe(111_195, 5);

    private static LonLat Point(JsonElement vector, string name)
    {
        var pair = vector.GetProperty(name);
        return new LonLat(pair[0].GetDouble(), pair[1].GetDouble());
    }

    private static void ShouldBeAt(LonLat actual, LonLat expected, string name)
    {
        actual.Lon.ShouldBe(expected.Lon, Tolerance, name);
        actual.Lat.ShouldBe(expected.Lat, Tolerance, name);
    }
}
