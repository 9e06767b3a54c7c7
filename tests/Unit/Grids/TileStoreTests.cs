using Gezhi.Grids.Tiles;
using Gezhi.Platform.Geo;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Grids;

public sealed class TileStoreTests
{
    private static List<DecodedLayer> At(int zoom) =>
        DecodedTile.Of(new TileStore(SeedGround.Map()).Tile(TileAddress.Of(SeedGround.Tower, zoom)));

    private static IReadOnlyList<string> Levels(int zoom) =>
        [
            .. At(zoom)
                .Single(l => l.Name == "area")
                .Features.Select(f => (string)f.Attributes["level"])
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    [Fact]
    public void The_map_shows_finer_areas_the_nearer_it_comes()
    {
        Levels(7).ShouldBe(["district"]);
        Levels(9).ShouldBe(["community", "district", "street"]);
        Levels(11).ShouldBe(["community", "district", "grid", "street"]);
        Levels(14).ShouldBe(["community", "district", "grid", "micro-grid", "street"]);
    }

    [Fact]
    public void A_tile_has_the_layers_and_names_that_the_map_script_looks_for()
    {
        var layers = At(16);

        layers.Select(l => l.Name).ShouldBeSubsetOf(["park", "water", "road", "area", "label"]);
        layers.Single(l => l.Name == "label").Features.ShouldAllBe(f => f.Kind == 1 && (string)f.Attributes["name"] != "");
        layers.Single(l => l.Name == "label").Features.ShouldContain(f => (string)f.Attributes["name"] == "二七纪念塔");
        layers.Single(l => l.Name == "area").Features.ShouldAllBe(f => f.Kind == 3 && f.Attributes.ContainsKey("code"));
        layers.Single(l => l.Name == "road").Features.Select(f => f.Attributes["kind"]).Distinct().ShouldBeSubsetOf(["main-road", "road"]);
    }

    [Fact]
    public void Rivers_are_bands_that_can_be_filled()
    {
        var river = SeedGround.Town.Waters[0];
        var tile = TileAddress.Of(river.Line[river.Line.Count / 2], 15);

        var water = DecodedTile.Of(new TileStore(SeedGround.Map()).Tile(tile)).Single(l => l.Name == "water").Features;

        water.ShouldContain(f => f.Kind == 3 && (string)f.Attributes["name"] == river.Name);
    }

    [Fact]
    public void Every_grid_of_the_district_is_on_some_tile_with_its_code()
    {
        var tiles = new TileStore(SeedGround.Map());
        var extent = SeedGround.Ground.Extent;
        var (first, last) = (
            TileAddress.Of(new LonLat(extent.West, extent.North), 12),
            TileAddress.Of(new LonLat(extent.East, extent.South), 12)
        );

        var seen = new HashSet<string>();
        for (var x = first.X; x <= last.X; x++)
        for (var y = first.Y; y <= last.Y; y++)
            foreach (
                var area in DecodedTile.Of(tiles.Tile(new TileAddress(12, x, y))).Where(l => l.Name == "area").SelectMany(l => l.Features)
            )
                seen.Add((string)area.Attributes["code"]);

        var grids = SeedGround.Town.Areas.Where(a => a.Code.Length == 15).Select(a => a.Code).ToList();
        grids.Count.ShouldBeGreaterThan(500);
        grids.Except(seen).ShouldBeEmpty();
    }

    [Fact]
    public void No_tile_is_large()
    {
        foreach (var zoom in (int[])[9, 10, 11, 12, 13, 14, 15, 16])
            new TileStore(SeedGround.Map())
                .Tile(TileAddress.Of(SeedGround.Tower, zoom))
                .Length.ShouldBeInRange(100, 300_000, $"zoom {zoom}");
    }

    [Fact]
    public void A_tile_off_the_map_is_empty_and_a_number_that_is_no_tile_is_refused()
    {
        var tiles = new TileStore(SeedGround.Map());

        tiles.Tile(TileAddress.Of(new LonLat(2.35, 48.85), 14)).ShouldBeEmpty();
        Should.Throw<ArgumentException>(() => tiles.Tile(new TileAddress(3, 8, 0)));
    }

    [Fact]
    public void A_tile_is_kept_until_the_ground_changes()
    {
        var map = SeedGround.Map();
        var tiles = new TileStore(map);
        var address = TileAddress.Of(SeedGround.Tower, 13);

        var first = tiles.Tile(address);

        tiles.Tile(address).ShouldBeSameAs(first);
        var changed = SeedGround.Build(version: 2);
        changed.Version.ShouldNotBe(SeedGround.Ground.Version);
        SeedGround.Build(version: 1).Version.ShouldBe(SeedGround.Ground.Version);
        map.Replace(changed);
        tiles.Tile(address).ShouldNotBeSameAs(first);
    }
}
