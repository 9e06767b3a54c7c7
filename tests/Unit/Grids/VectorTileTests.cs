using Gezhi.Grids.Tiles;
using Gezhi.Platform.Geo;
using Gezhi.Tests.Shared;
using NetTopologySuite.Geometries;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Grids;

public sealed class VectorTileTests
{
    private static readonly LonLat Willow = new(113.6402, 34.7235);
    private static readonly TileAddress Tile = TileAddress.Of(Willow, 14);

    [Fact]
    public void The_tile_of_a_place_is_the_one_the_web_map_numbers_so()
    {
        TileAddress.Of(new LonLat(0.1, -0.1), 1).ShouldBe(new TileAddress(1, 1, 1));
        TileAddress.Of(new LonLat(113.6402, 34.7235), 10).ShouldBe(new TileAddress(10, 835, 406));
        TileAddress.Of(new LonLat(180, -90), 3).ShouldBe(new TileAddress(3, 7, 7));
        Tile.Box.Contains(Willow.Lon, Willow.Lat).ShouldBeTrue();
        new TileAddress(0, 0, 0).Box.North.ShouldBe(85.0511287798066, 1e-9);
        new TileAddress(2, 4, 0).IsValid.ShouldBeFalse();
        new TileAddress(25, 0, 0).IsValid.ShouldBeFalse();
    }

    [Fact]
    public void A_grid_comes_back_from_the_bytes_with_its_shape_sense_and_attributes()
    {
        var box = Tile.Box;
        var (width, height) = (box.East - box.West, box.North - box.South);
        var outline = Ground.Ring(
            box.West + width / 4,
            box.North - height / 4,
            box.West + width / 4,
            box.North - height * 3 / 4,
            box.West + width * 3 / 4,
            box.North - height * 3 / 4,
            box.West + width * 3 / 4,
            box.North - height / 4
        );
        var hole = Ground.Square(box.West + width * 0.4, box.South + height * 0.4, width * 0.1);
        var attributes = new Dictionary<string, object?>
        {
            ["name"] = "柳林网格",
            ["households"] = 412,
            ["share"] = 0.25,
            ["dedicated"] = false,
            ["change"] = -3L,
            ["lead"] = null,
        };

        var layer = DecodedTile
            .Of(
                VectorTile.Encode(
                    Tile,
                    [
                        new TileLayer(
                            "grids",
                            [
                                new TileArea(
                                    7,
                                    attributes,
                                    [
                                        [outline, hole],
                                    ]
                                ),
                            ]
                        ),
                    ]
                )
            )
            .ShouldHaveSingleItem();

        (layer.Name, layer.Version, layer.Extent).ShouldBe(("grids", 2, 4_096));
        var feature = layer.Features.ShouldHaveSingleItem();
        (feature.Id, feature.Kind).ShouldBe((7UL, 3));
        feature.Attributes.ShouldBe(
            new Dictionary<string, object>
            {
                ["name"] = "柳林网格",
                ["households"] = 412L,
                ["share"] = 0.25,
                ["dedicated"] = false,
                ["change"] = -3L,
            },
            ignoreOrder: true
        );
        feature.Parts.Count.ShouldBe(2);
        feature.Parts[0].ShouldBe([(1024, 1024), (3072, 1024), (3072, 3072), (1024, 3072)], ignoreOrder: true);
        feature.TwiceArea(0).ShouldBe(2 * 2048 * 2048);
        feature.TwiceArea(1).ShouldBeLessThan(0);
    }

    [Fact]
    public void A_grid_larger_than_the_tile_is_cut_to_the_tile_and_its_buffer()
    {
        var everywhere = new TileArea(
            1,
            Nothing,
            [
                [Ground.Square(113, 34, 1)],
            ]
        );

        var feature = DecodedTile.Of(VectorTile.Encode(Tile, [new TileLayer("district", [everywhere])])).Single().Features.Single();

        feature.Parts.ShouldHaveSingleItem().ShouldBe([(-64, -64), (4160, -64), (4160, 4160), (-64, 4160)], ignoreOrder: true);
        feature.TwiceArea(0).ShouldBe(2L * 4224 * 4224);
    }

    [Fact]
    public void What_is_not_on_the_tile_takes_no_bytes()
    {
        var elsewhere = new TileArea(
            1,
            Nothing,
            [
                [Ground.Square(120, 30, 1)],
            ]
        );
        var post = new TilePoint(2, Nothing, [new LonLat(120, 30)]);

        VectorTile.Encode(Tile, [new TileLayer("grids", [elsewhere, post])]).ShouldBeEmpty();
    }

    [Fact]
    public void Grids_too_small_to_see_are_left_out_until_the_map_comes_nearer()
    {
        var microGrid = new TileLayer(
            "grids",
            [
                new TileArea(
                    1,
                    Nothing,
                    [
                        [Ground.Square(Willow.Lon, Willow.Lat, 0.002)],
                    ]
                ),
            ]
        );

        VectorTile.Encode(TileAddress.Of(Willow, 8), [microGrid]).ShouldBeEmpty();
        VectorTile.Encode(TileAddress.Of(Willow, 14), [microGrid]).ShouldNotBeEmpty();
    }

    [Fact]
    public void A_corner_of_a_large_grid_is_kept_however_little_of_it_is_seen()
    {
        var box = Tile.Box;
        var unit = (box.East - box.West) / 4096;
        var corner = new TileArea(
            1,
            Nothing,
            [
                [Ground.Square(box.East + 60 * unit, box.North - 3 * unit, 1)],
            ]
        );

        DecodedTile.Of(VectorTile.Encode(Tile, [new TileLayer("grids", [corner])])).Single().Features.Count.ShouldBe(1);
    }

    [Fact]
    public void Far_away_a_border_is_drawn_with_fewer_points_that_stay_close_to_it()
    {
        var wave = Enumerable.Range(0, 2_000).Select(i => new LonLat(113.4 + i * 0.0002, 34.7 + 0.0004 * Math.Sin(i / 5.0))).ToArray();
        var road = new TileLayer("roads", [new TileLine(null, Nothing, [wave])]);

        var near = Drawn(road, wave, zoom: 14);
        var middle = Drawn(road, wave, zoom: 10);
        var far = Drawn(road, wave, zoom: 7);

        far.ShareKept.ShouldBeLessThan(middle.ShareKept);
        middle.ShareKept.ShouldBeLessThan(near.ShareKept);
        middle.ShareKept.ShouldBeInRange(0.05, 0.5);
        foreach (var drawn in (double[])[far.FarthestUnits, middle.FarthestUnits, near.FarthestUnits])
            drawn.ShouldBeInRange(0, 2 + 1);
    }

    /// <summary>How many of the points on the tile were kept, and how far the farthest of them lies from the line that was drawn.</summary>
    private static (double ShareKept, double FarthestUnits) Drawn(TileLayer road, LonLat[] points, int zoom)
    {
        var tile = TileAddress.Of(points[1_000], zoom);
        var parts = DecodedTile.Of(VectorTile.Encode(tile, [road])).Single().Features.Single().Parts;
        var line = GeometryFactory.Default.CreateMultiLineString([
            .. parts.Select(part => GeometryFactory.Default.CreateLineString([.. part.Select(point => new Coordinate(point.X, point.Y))])),
        ]);
        var seen = points.Where(point => tile.Box.Contains(point.Lon, point.Lat)).Select(point => OnTile(point, tile)).ToList();
        return ((double)parts.Sum(part => part.Count) / seen.Count, seen.Max(point => line.Distance(point)));
    }

    private static Point OnTile(LonLat place, TileAddress tile)
    {
        var (x, y) = TileAddress.WorldOf(place);
        return GeometryFactory.Default.CreatePoint(
            new Coordinate((x * (1 << tile.Zoom) - tile.X) * 4_096, (y * (1 << tile.Zoom) - tile.Y) * 4_096)
        );
    }

    [Fact]
    public void A_line_that_leaves_the_tile_and_comes_back_has_two_pieces()
    {
        var box = Tile.Box;
        var (width, height) = (box.East - box.West, box.North - box.South);
        var there = Ground.Ring(
            box.West + width / 2,
            box.South + height / 4,
            box.East + width,
            box.South + height / 4,
            box.East + width,
            box.South + height / 2,
            box.West + width / 2,
            box.South + height / 2
        );

        var feature = DecodedTile
            .Of(VectorTile.Encode(Tile, [new TileLayer("roads", [new TileLine(1, Nothing, [there])])]))
            .Single()
            .Features.Single();

        feature.Kind.ShouldBe(2);
        feature.Parts.ShouldBe([
            [(2048, 3072), (4160, 3072)],
            [(4160, 2048), (2048, 2048)],
        ]);
    }

    [Fact]
    public void Points_come_back_where_they_were()
    {
        var middle = new TilePoint(3, Nothing, [Willow, new LonLat(113.6403, 34.7235)]);

        var feature = DecodedTile.Of(VectorTile.Encode(Tile, [new TileLayer("cases", [middle])])).Single().Features.Single();

        feature.Kind.ShouldBe(1);
        feature.Parts.Count.ShouldBe(2);
        var box = Tile.Box;
        feature.Parts[0][0].X.ShouldBe((int)Math.Round((Willow.Lon - box.West) / (box.East - box.West) * 4096));
    }

    [Fact]
    public void A_whole_tiling_is_drawn_with_every_ring_valid()
    {
        var features = InventedTiling.Of(500, seed: 9).ConvertAll(shape => (TileFeature)new TileArea(null, Nothing, shape.Polygons));

        for (var zoom = 9; zoom <= 16; zoom++)
        {
            var layers = DecodedTile.Of(
                VectorTile.Encode(TileAddress.Of(new LonLat(113.65, 34.75), zoom), [new TileLayer("grids", features)])
            );

            foreach (var feature in layers.Single().Features)
            {
                feature.TwiceArea(0).ShouldBeGreaterThan(0);
                feature.Parts.ShouldAllBe(part => part.Count >= 3 && part.TrueForAll(corner => corner.X >= -64 && corner.X <= 4160));
            }
        }
    }

    [Fact]
    public void Numbers_that_are_no_tile_and_values_that_cannot_be_written_are_refused()
    {
        Should.Throw<ArgumentException>(() => VectorTile.Encode(new TileAddress(3, 8, 0), []));
        var odd = new TilePoint(1, new Dictionary<string, object?> { ["at"] = DateTime.UnixEpoch }, [Willow]);
        Should.Throw<ArgumentException>(() => VectorTile.Encode(Tile, [new TileLayer("cases", [odd])]));
    }

    private static IReadOnlyDictionary<string, object?> Nothing => new Dictionary<string, object?>();
}
