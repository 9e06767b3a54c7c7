using Gezhi.Grids.Areas;
using Gezhi.Grids.Changing;
using Gezhi.Grids.Contract;
using Gezhi.Grids.Editing;
using Gezhi.Grids.Locating;
using Gezhi.Grids.Topology;
using Gezhi.Platform.Geo;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Grids;

/// <summary>Whatever is split, merged or moved: no ground is lost or doubled, and shared edges stay shared.</summary>
public sealed class BoundaryChangeTests
{
    /// <summary>民主路社区第1网格, the grid of 王磊.</summary>
    private const string Grid = "410103010004001";
    private const string Community = "410103010004";

    private static readonly List<PlannedArea> Town =
    [
        .. SeedGround.Town.Areas.Select(a => new PlannedArea(
            a.Code,
            AreaKind.Ordinary,
            a.Name,
            "",
            a.Households > 0 ? a.Households : null,
            false,
            Rings.Normal([
                [
                    [.. a.Ring],
                ],
            ])
        )),
    ];

    private static readonly Plane Plane = Plane.Around(Town);

    private static NextCodes Codes => new(Town.Select(a => a.Code));

    private static PlannedArea Area(string code, IEnumerable<PlannedArea>? all = null) => (all ?? Town).Single(a => a.Code == code);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    [Fact]
    public void The_seed_town_itself_has_no_gap_and_no_overlap()
    {
        var plan = BoundaryPlan.Of(Town, new Draft(BoundaryChangeKind.Import, Town, [], [], []));

        plan.Findings.ShouldBeEmpty();
        plan.Noded.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void A_grid_split_by_any_line_keeps_its_ground_its_households_and_every_shared_edge(int seed)
    {
        var dice = new Random(seed);
        var grid = Grids[dice.Next(Grids.Count)];
        var line = LineThrough(grid, dice);

        var draft = SplitArea.Along(Town, grid.Code, line, keepsCode: seed % 2 == 0, Codes);
        var plan = BoundaryPlan.Of(Town, draft);

        draft.Faults.ShouldBeEmpty();
        plan.Findings.Where(f => f.Kind != FindingKind.TooSmall).ShouldBeEmpty(); // a corner of a micro-grid may be cut off: told, and nothing is kept
        var parts = plan.Began.Where(a => a.Code.Length == 15).ToList();
        parts.Count.ShouldBeGreaterThanOrEqualTo(2);
        parts.Sum(Size).ShouldBe(Size(grid), Rounding(grid));
        Households(plan.After, Community: grid.Code[..12]).ShouldBe(Households(Town, grid.Code[..12]));
        plan.After.Sum(a => a.Code.Length == 17 ? a.Households : 0).ShouldBe(Town.Sum(a => a.Code.Length == 17 ? a.Households : 0));
        SharesEveryEdge(plan.After, grid.Code[..12]);
        SamePointsAreFoundInTheParts(grid, parts, plan, dice);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Merging_what_was_split_gives_back_the_same_ground(int seed)
    {
        var dice = new Random(seed);
        var grid = Grids[dice.Next(Grids.Count)];
        var split = BoundaryPlan.Of(Town, SplitArea.Along(Town, grid.Code, LineThrough(grid, dice), keepsCode: true, Codes));
        var parts = split.Began.Where(a => a.Code.Length == 15).Select(a => a.Code).ToList();

        var draft = MergeAreas.Of(split.After, parts, keepsCode: true, new NextCodes(split.After.Concat(Town).Select(a => a.Code)));
        var merged = BoundaryPlan.Of(split.After, draft);

        merged.Findings.Where(f => f.Kind != FindingKind.TooSmall).ShouldBeEmpty();
        var whole = merged.After.Single(a => draft.Began[0].Code == a.Code);
        Size(whole).ShouldBe(Size(grid), Rounding(grid));
        Coverage
            .Overlay(
                Plane.Shape(whole.Polygons),
                Plane.Shape(grid.Polygons),
                NetTopologySuite.Operation.Overlay.SpatialFunction.SymDifference
            )
            .Area.ShouldBeLessThan(2 * Rounding(grid));
        Households(merged.After, grid.Code[..12]).ShouldBe(Households(Town, grid.Code[..12]));
        SharesEveryEdge(merged.After, grid.Code[..12]);
    }

    [Fact]
    public void The_larger_part_keeps_its_code_and_its_whole_micro_grids_stay_as_they_are()
    {
        var grid = Area(Grid);
        var micros = Town.Where(a => a.ParentCode == Grid).ToList();
        var (west, rest) = (micros.Take(1).Select(a => a.Code).ToArray(), micros.Skip(1).Select(a => a.Code).ToArray());

        var draft = SplitArea.ByMicroGrids(Town, Grid, [west, rest], keepsCode: true, Codes);
        var plan = BoundaryPlan.Of(Town, draft);

        plan.Findings.ShouldBeEmpty();
        draft.Began.Where(a => a.Code.Length == 15).Select(a => a.Code).ShouldContain(Grid);
        draft.Ended.ShouldBe(west);
        draft.Successions.Select(s => s.Old).ShouldBe([Grid, west[0]], ignoreOrder: true);
        plan.Began.Where(a => a.Code.Length == 15).Sum(Size).ShouldBe(Size(grid), 1);
    }

    [Fact]
    public void A_code_that_ever_stood_is_not_given_again()
    {
        var codes = new NextCodes([.. Town.Select(a => a.Code), Community + "077"]);

        codes.Below(Community).ShouldBe(Community + "078");
        codes.Below(Community).ShouldBe(Community + "079");
        codes.Below(Community, AreaKind.Market).ShouldBe(Community + "901");
    }

    [Fact]
    public void Grids_that_do_not_touch_cannot_be_merged()
    {
        var apart = Town.Where(a => a.ParentCode == Community).Select(a => a.Code).ToList();
        var pair = apart
            .SelectMany(a => apart.Select(b => (a, b)))
            .First(p =>
                Coverage
                    .Overlay(
                        Plane.Shape(Area(p.a).Polygons),
                        Plane.Shape(Area(p.b).Polygons),
                        NetTopologySuite.Operation.Overlay.SpatialFunction.Intersection
                    )
                    .IsEmpty
            );

        var draft = MergeAreas.Of(Town, [pair.a, pair.b], keepsCode: true, Codes);

        draft.Faults.ShouldHaveSingleItem().Kind.ShouldBe(FindingKind.NotAdjacent);
    }

    [Fact]
    public void A_line_that_does_not_go_through_divides_nothing()
    {
        var middle = Geometry(Area(Grid));

        var draft = SplitArea.Along(Town, Grid, [middle, new LonLat(middle.Lon + 0.00001, middle.Lat)], keepsCode: true, Codes);

        draft.Faults.ShouldHaveSingleItem().Kind.ShouldBe(FindingKind.NotDivided);
    }

    [Fact]
    public void A_corner_moved_in_one_grid_alone_leaves_a_gap_and_in_all_that_share_it_none()
    {
        var inner = Town.Where(a => a.Code.StartsWith(Community, StringComparison.Ordinal) && a.Code.Length > 12).ToList();
        var border = Area(Community).AllRings.SelectMany(r => r).ToHashSet();
        var corner = Area(Grid).Polygons[0][0].First(p => !border.Contains(p));
        var moved = new LonLat(corner.Lon + 0.00005, corner.Lat + 0.00003);

        var alone = BoundaryPlan.Of(Town, Redraw([Moved(Area(Grid), corner, moved)]));
        var all = BoundaryPlan.Of(
            Town,
            Redraw([.. inner.Where(a => a.AllRings.Any(r => r.Contains(corner))).Select(a => Moved(a, corner, moved))])
        );

        alone.Findings.ShouldContain(f => f.Kind == FindingKind.Gap || f.Kind == FindingKind.Overlap || f.Kind == FindingKind.Sliver);
        alone.IsBlocked.ShouldBeTrue();
        all.Findings.ShouldBeEmpty();
        SharesEveryEdge(all.After, Community);
    }

    [Fact]
    public void A_corner_set_on_a_shared_edge_becomes_a_corner_of_the_neighbour_too()
    {
        var grid = Area(Grid);
        var ring = grid.Polygons[0][0];
        var middle = Rings.Rounded(new LonLat((ring[0].Lon + ring[1].Lon) / 2, (ring[0].Lat + ring[1].Lat) / 2));
        LonLat[] with = [ring[0], middle, .. ring[1..]];

        var plan = BoundaryPlan.Of(
            Town,
            Redraw([
                grid with
                {
                    Polygons =
                    [
                        [with],
                    ],
                },
            ])
        );

        plan.Findings.ShouldBeEmpty();
        plan.Noded.ShouldNotBeEmpty();
        SharesEveryEdge(plan.After, Community);
    }

    [Fact]
    public void A_bow_tie_is_called_a_self_crossing_at_the_place_where_it_crosses()
    {
        var grid = Area(Grid);
        var ring = grid.Polygons[0][0].ToArray();
        (ring[1], ring[2]) = (ring[2], ring[1]);

        var plan = BoundaryPlan.Of(
            Town,
            Redraw([
                grid with
                {
                    Polygons = Rings.Normal([
                        [ring],
                    ]),
                },
            ])
        );

        var finding = plan.Findings.ShouldHaveSingleItem();
        finding.Kind.ShouldBe(FindingKind.SelfCrossing);
        finding.At!.Value.Lon.ShouldBe(ring[0].Lon, 0.01);
    }

    private static List<PlannedArea> Grids { get; } = [.. Town.Where(a => a.Code.Length == 15)];

    private static Draft Redraw(IReadOnlyList<PlannedArea> areas) => new(BoundaryChangeKind.Redraw, areas, [], [], []);

    private static PlannedArea Moved(PlannedArea area, LonLat from, LonLat to) =>
        area with
        {
            Polygons = [.. area.Polygons.Select(p => p.Select(r => r.Select(c => c == from ? to : c).ToArray()).ToArray())],
        };

    /// <summary>New corners are rounded to the seventh decimal, a centimetre, on borders of some hundred metres.</summary>
    private static double Rounding(PlannedArea area) => 1 + (Plane.Shape(area.Polygons).Length * 0.002);

    private static double Size(PlannedArea area) => Plane.SquareMetres(area.Polygons);

    private static int? Households(IEnumerable<PlannedArea> all, string Community) =>
        all.Where(a => a.Code.Length == 17 && a.Code.StartsWith(Community, StringComparison.Ordinal)).Sum(a => a.Households);

    private static LonLat Geometry(PlannedArea area) => Plane.Degrees(Plane.Shape(area.Polygons).InteriorPoint.Coordinate);

    /// <summary>A line of two or three points through the middle, from outside to outside.</summary>
    private static List<LonLat> LineThrough(PlannedArea area, Random dice)
    {
        var (middle, turn) = (Geometry(area), dice.NextDouble() * Math.PI);
        var (sin, cos) = Math.SinCos(turn);
        const double Far = 0.05;
        var line = new List<LonLat>
        {
            new(middle.Lon - (Far * cos), middle.Lat - (Far * sin)),
            new(middle.Lon + (Far * cos), middle.Lat + (Far * sin)),
        };
        if (dice.Next(2) == 0)
            line.Insert(1, middle);
        return line;
    }

    /// <summary>The children of each area have exactly its border, each inner edge twice, once in each direction.</summary>
    private static void SharesEveryEdge(IReadOnlyList<PlannedArea> all, string community)
    {
        var inside = all.Where(a => a.Code.StartsWith(community, StringComparison.Ordinal)).ToList();
        foreach (var parent in inside.Where(a => a.Code.Length < 17))
            EdgeChain.Of(inside.Where(a => a.ParentCode == parent.Code)).IsSameAs(EdgeChain.Of([parent])).ShouldBeTrue(parent.Code);
        var street = community[..9];
        EdgeChain
            .Of(all.Where(a => a.ParentCode == street))
            .IsSameAs(EdgeChain.Of([all.Single(a => a.Code == street)]))
            .ShouldBeTrue(street);
    }

    private static void SamePointsAreFoundInTheParts(PlannedArea grid, List<PlannedArea> parts, BoundaryPlan plan, Random dice)
    {
        var micros = new GridIndex([
            .. plan
                .After.Where(a => a.Code.Length == 17 && a.Code.StartsWith(grid.Code[..12], StringComparison.Ordinal))
                .Select(a => new GridShape(a.Code, a.Polygons)),
        ]);
        var (codes, box) = (parts.Select(p => p.Code).ToList(), BoundingBox.Of(grid.Polygons[0][0]));
        for (var i = 0; i < 200; i++)
        {
            var point = new LonLat(
                box.West + (dice.NextDouble() * (box.East - box.West)),
                box.South + (dice.NextDouble() * (box.North - box.South))
            );
            var found = micros.Locate(point.Lon, point.Lat);
            var isInside = RingTest.Holds(grid.Polygons, point);
            (found is not null && codes.Contains(found[..15])).ShouldBe(isInside, $"{point} {found}");
        }
    }
}
