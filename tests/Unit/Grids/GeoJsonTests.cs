using System.Text;
using Gezhi.Grids.Geometry;
using Gezhi.Tests.Shared;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Grids;

public sealed class GeoJsonTests
{
    private const string Square = "[[[113,34],[114,34],[114,35],[113,35],[113,34]]]";

    [Fact]
    public async Task Grids_written_to_a_file_come_back_as_they_were()
    {
        var tiling = InventedTiling.Of(300, seed: 10);
        var features = tiling.ConvertAll(shape => new GeoJsonFeature(
            shape.Code,
            new Dictionary<string, object?>
            {
                ["name"] = "柳林\"网格\"",
                ["households"] = 412,
                ["isRural"] = false,
                ["lead"] = null,
            },
            shape.Polygons
        ));
        using var file = new MemoryStream();
        await GeoJson.Write(file, features);
        file.Position = 0;

        var read = await ReadAll(new SlowStream(file));

        read.Select(feature => feature.Id).ShouldBe(tiling.Select(shape => shape.Code));
        for (var i = 0; i < read.Count; i++)
        {
            read[i].Polygons[0][0].SkipLast(1).ShouldBe(tiling[i].Polygons[0][0], ignoreOrder: true);
            read[i].Properties["name"].ShouldBe("柳林\"网格\"");
            read[i].Text("households").ShouldBe("412");
            read[i].Properties["isRural"].ShouldBe(false);
            read[i].Text("lead").ShouldBeNull();
        }
    }

    [Fact]
    public async Task A_written_outline_is_closed_and_runs_anticlockwise_and_its_hole_clockwise()
    {
        var feature = new GeoJsonFeature(
            null,
            new Dictionary<string, object?>(),
            [
                [
                    [.. Ground.Square(0, 0, 9).Reverse()],
                    Ground.Square(3, 3, 3),
                ],
            ]
        );
        using var file = new MemoryStream();
        await GeoJson.Write(file, [feature]);

        var rings = (await ReadAll(new MemoryStream(file.ToArray()))).Single().Polygons.Single();

        rings[0][0].ShouldBe(rings[0][^1]);
        RingArea.SquareDegrees(rings[0]).ShouldBe(81);
        RingArea.SquareDegrees(rings[1]).ShouldBe(-9);
    }

    [Fact]
    public async Task A_file_with_byte_order_mark_other_members_and_several_pieces_is_read()
    {
        var text =
            "\uFEFF"
            + """
                {"name":"郑州","bbox":[1,2,3,4],"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},
                 "features":[{"type":"Feature","id":7,"properties":{"tags":["a"],"n":1.5},"geometry":{"type":"MultiPolygon","coordinates":[SQUARE,SQUARE]}}],
                 "after":{"x":[1]}}
                """.Replace("SQUARE", Square, StringComparison.Ordinal);

        var feature = (await ReadAll(text)).ShouldHaveSingleItem();

        feature.Id.ShouldBe("7");
        feature.Polygons.Count.ShouldBe(2);
        feature.Text("n").ShouldBe("1.5");
        feature.Text("tags").ShouldBe("""["a"]""");
    }

    [Theory]
    [InlineData("geojson.not-json", 0, "")]
    [InlineData("geojson.not-json", 0, "code,name\n1,2")]
    [InlineData("geojson.not-collection", 0, "[]")]
    [InlineData("geojson.not-collection", 0, """{"type":"FeatureCollection"}""")]
    [InlineData("geojson.not-collection", 0, """{"type":"Topology","features":[]}""")]
    [InlineData("geojson.not-collection", 0, """{"features":{}}""")]
    [InlineData("geojson.wrong-reference", 0, """{"crs":{"properties":{"name":"EPSG:3857"}},"features":[]}""")]
    public async Task A_file_that_is_no_collection_is_refused(string code, int number, string text) => await Refused(code, number, text);

    [Theory]
    [InlineData("geojson.not-json", """{"type":"Feature","geometry":""")]
    [InlineData("geojson.not-feature", """{"type":"Point"}""")]
    [InlineData("geojson.not-feature", "3")]
    [InlineData("geojson.no-geometry", """{"type":"Feature","geometry":null}""")]
    [InlineData("geojson.no-geometry", """{"type":"Feature","geometry":{"type":"Polygon"}}""")]
    [InlineData("geojson.not-polygon", """{"type":"Feature","geometry":{"type":"Point","coordinates":[1,2]}}""")]
    [InlineData("geojson.bad-coordinates", """{"type":"Feature","geometry":{"type":"Polygon","coordinates":[]}}""")]
    [InlineData("geojson.bad-coordinates", """{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[]]}}""")]
    [InlineData("geojson.bad-point", """{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[["1","2"]]]}}""")]
    [InlineData("geojson.ring-too-short", """{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[1,1],[2,2],[1,1]]]}}""")]
    [InlineData(
        "geojson.out-of-range",
        """{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[12345678,4123456],[2,2],[1,1]]]}}"""
    )]
    public async Task A_feature_that_cannot_be_taken_is_named_by_its_number(string code, string feature)
    {
        var good = """{"type":"Feature","geometry":{"type":"Polygon","coordinates":""" + Square + "}}";

        var fault = await Refused(
            code,
            2,
            """{"type":"FeatureCollection","features":[""" + good + "," + feature + (code == "geojson.not-json" ? "" : "]}")
        );

        fault.Message.ShouldStartWith("Feature 2: ");
    }

    private static async Task<GeoJsonFault> Refused(string code, int number, string text)
    {
        var fault = await Should.ThrowAsync<GeoJsonFault>(() => ReadAll(text));
        (fault.Code, fault.FeatureNumber).ShouldBe((code, number));
        return fault;
    }

    private static Task<List<GeoJsonFeature>> ReadAll(string text) => ReadAll(new MemoryStream(Encoding.UTF8.GetBytes(text)));

    private static async Task<List<GeoJsonFeature>> ReadAll(Stream file)
    {
        var features = new List<GeoJsonFeature>();
        await foreach (var feature in GeoJson.Read(file))
            features.Add(feature);
        return features;
    }

    /// <summary>Hands out a few bytes at a time, as a network does.</summary>
    private sealed class SlowStream(MemoryStream inner) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            inner.ReadAsync(buffer[..Math.Min(997, buffer.Length)], cancellationToken);
    }
}
