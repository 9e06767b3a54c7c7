using Gezhi.Grids.Locating;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Text;
using Gezhi.Web.Seeding;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Seeding;

/// <summary>The committed town is sound ground: it tiles, it nests, it is what the maker makes.</summary>
public sealed class SeedTownTests
{
    private static readonly string Folder = SeedFolder.Find(AppContext.BaseDirectory);
    private static readonly SeedTown Town = SeedTown.Read(Folder);
    private static readonly List<SeedArea> MicroGrids = [.. Town.Areas.Where(a => a.Level == AreaLevel.MicroGrid)];

    [Fact]
    public void The_town_has_the_counts_the_district_published()
    {
        var counts = Town.Areas.CountBy(a => a.Level).ToDictionary();

        counts[AreaLevel.District].ShouldBe(1);
        counts[AreaLevel.Street].ShouldBe(16);
        counts[AreaLevel.Community].ShouldBe(176);
        counts[AreaLevel.Grid].ShouldBe(1_344);
        counts[AreaLevel.MicroGrid].ShouldBe(6_281);
        MicroGrids.ShouldAllBe(a => a.Households >= 50 && a.Households <= 70);
    }

    [Fact]
    public void Every_area_but_the_district_lies_in_a_parent_of_the_list()
    {
        var codes = Town.Areas.Select(a => a.Code).ToHashSet();

        codes.Count.ShouldBe(Town.Areas.Count);
        Town.Areas.Where(a => a.ParentCode is null).ShouldHaveSingleItem().Code.ShouldBe("410103");
        Town.Areas.ShouldAllBe(a => a.ParentCode == null || codes.Contains(a.ParentCode));
        Town.Areas.Where(a => a.Level == AreaLevel.Street).Count(a => !a.PlacedBySeed).ShouldBe(10);
    }

    [Fact]
    public void The_children_of_an_area_add_up_to_its_size()
    {
        var size = Town.Areas.ToDictionary(a => a.Code, a => Size(a.Ring));
        var children = Town.Areas.Where(a => a.ParentCode is not null).ToLookup(a => a.ParentCode!);

        foreach (var parent in Town.Areas.Where(a => a.Level != AreaLevel.MicroGrid))
            children[parent.Code].Sum(c => size[c.Code]).ShouldBe(size[parent.Code], size[parent.Code] * 1e-9, parent.Name);
    }

    [Fact]
    public void Every_inner_edge_belongs_to_exactly_two_micro_grids_and_every_outer_edge_to_the_outline()
    {
        var outline = Edges(Town.Area("410103").Ring).ToHashSet();
        var sides = MicroGrids.SelectMany(m => Edges(m.Ring)).CountBy(e => e).ToDictionary();

        sides.Where(e => e.Value == 1).Select(e => e.Key).ToHashSet().SetEquals(outline).ShouldBeTrue();
        sides.Where(e => !outline.Contains(e.Key)).ShouldAllBe(e => e.Value == 2);
    }

    [Fact]
    public void Every_ring_is_simple_and_runs_counter_clockwise()
    {
        foreach (var area in Town.Areas)
        {
            var shape = Shape(area);
            shape.IsValid.ShouldBeTrue(area.Code);
            Size(area.Ring).ShouldBePositive(area.Code);
        }
    }

    [Fact]
    public void A_random_point_of_the_district_lies_in_one_micro_grid_of_each_parent()
    {
        var district = PreparedGeometryFactory.Prepare(Shape(Town.Area("410103")));
        var shapes = MicroGrids.ConvertAll(m => PreparedGeometryFactory.Prepare(Shape(m)));
        var index = new GridIndex(
            MicroGrids.ConvertAll(m => new GridShape(
                m.Code,
                [
                    [
                        [.. m.Ring],
                    ],
                ]
            ))
        );
        var random = new Random(7);
        var inside = 0;

        for (var i = 0; i < 1_500; i++)
        {
            var point = new LonLat(113.49 + random.NextDouble() * 0.2, 34.59 + random.NextDouble() * 0.19);
            var place = GeometryFactory.Default.CreatePoint(new Coordinate(point.Lon, point.Lat));
            var hits = shapes.FindAll(s => s.Contains(place));
            hits.Count.ShouldBe(district.Contains(place) ? 1 : 0, point.ToString());
            index.Find(point.Lon, point.Lat).ShouldBe(hits.Count == 0 ? -1 : shapes.IndexOf(hits[0]));
            inside += hits.Count;
        }
        inside.ShouldBeGreaterThan(400);
    }

    [Fact]
    public void Making_the_town_again_gives_the_committed_files()
    {
        foreach (var (name, text) in TownMaker.Make(Path.Combine(Folder, "source")))
            (File.ReadAllText(Path.Combine(Folder, "town", name)) == text).ShouldBeTrue(name);
    }

    [Fact]
    public void Every_landmark_lies_in_the_micro_grid_it_names()
    {
        var shapes = MicroGrids.ToDictionary(m => m.Code, Shape);

        Town.Landmarks.Count.ShouldBeGreaterThan(600);
        Town.Landmarks.Select(l => l.Name).Distinct().Count().ShouldBe(Town.Landmarks.Count);
        Town.Landmarks.ShouldAllBe(l =>
            shapes[l.AreaCode].Contains(GeometryFactory.Default.CreatePoint(new Coordinate(l.At.Lon, l.At.Lat)))
        );
        Town.Landmarks.ShouldContain(l => l.Name == "解放西路与德化街交叉口东南角");
    }

    private static Polygon Shape(SeedArea area) =>
        GeometryFactory.Default.CreatePolygon([.. area.Ring.Append(area.Ring[0]).Select(p => new Coordinate(p.Lon, p.Lat))]);

    private static IEnumerable<(LonLat, LonLat)> Edges(IReadOnlyList<LonLat> ring) =>
        ring.Zip(ring.Skip(1).Append(ring[0]))
            .Select(e => (e.First.Lon, e.First.Lat).CompareTo((e.Second.Lon, e.Second.Lat)) < 0 ? e : (e.Second, e.First));

    /// <summary>Square micro-degrees, in whole numbers so that sums are exact.</summary>
    private static double Size(IReadOnlyList<LonLat> ring)
    {
        long twice = 0;
        for (int i = 0, j = ring.Count - 1; i < ring.Count; j = i++)
            twice += Micro(ring[j].Lon - 113.5) * Micro(ring[i].Lat - 34.6) - Micro(ring[i].Lon - 113.5) * Micro(ring[j].Lat - 34.6);
        return twice / 2.0;
    }

    private static long Micro(double degrees) => (long)Math.Round(degrees * 1e6);
}
