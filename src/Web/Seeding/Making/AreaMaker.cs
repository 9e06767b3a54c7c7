namespace Gezhi.Web.Seeding.Making;

/// <summary>Makes the areas of the town from district to micro-grid. 网格划分</summary>
/// <remarks>
/// Each level is cut out of the level above on one <see cref="Mesh"/>, so the children of an area cover it exactly. Codes, names and the
/// outline are real; every other border is invented.
/// </remarks>
internal sealed class AreaMaker
{
    private const int GridCount = 1_344;
    private const int MicroGridCount = 6_281;
    private readonly Mesh _mesh;
    private readonly TownPlan _plan;
    private readonly Ground _ground;
    private readonly Dice _dice;
    private readonly IReadOnlyList<RoadLine> _roads;
    private readonly List<(Spot At, double Weight, double ReachMetres)> _crowds;
    private readonly List<RoadPiece> _pieces = [];

    public AreaMaker(TownPlan plan, Ground ground, Mesh mesh, Dice dice)
    {
        (_plan, _ground, _mesh, _dice) = (plan, ground, mesh, dice);
        _roads = [.. plan.Roads.Select(Line)];
        _crowds = [.. plan.Crowds.Select(c => (ground.ToBoard(c.At), c.Weight, c.ReachMetres))];
    }

    /// <summary>Filled while the areas are made.</summary>
    public IReadOnlyList<RoadPiece> RoadPieces => _pieces;

    /// <summary>All areas, parents before children, codes ascending within a parent.</summary>
    public List<Block> Make()
    {
        var district = District();
        var streets = Streets(district);
        var communities = streets.SelectMany(Communities).ToList();
        var gridCounts = Portions.Of(GridCount, [.. communities.Select(People)], 3);
        var grids = communities.Zip(gridCounts).SelectMany(c => Grids(c.First, c.Second)).ToList();
        var microCounts = Portions.Of(MicroGridCount, [.. grids.Select(People)], 3);
        var micros = grids.Zip(microCounts).SelectMany(g => MicroGrids(g.First, g.Second)).ToList();
        return
        [
            .. new[] { district }
                .Concat(streets)
                .Concat(communities)
                .Concat(grids)
                .Concat(micros)
                .Select(b => b with { Ring = _mesh.Expand(b.Ring) }),
        ];
    }

    private Block District()
    {
        var area = _plan.Areas.Single(a => a.Level == "district");
        var outline = _plan.Outline.Select(_ground.ToBoard).ToList();
        if (RingMeasure.Area(outline) < 0)
            outline.Reverse();
        return new Block(area.Code, area.Name, [.. outline.Select(_mesh.Add)]) { PlacedBySeed = false };
    }

    private List<Block> Streets(Block district)
    {
        var areas = _plan.Areas.Where(a => a.Level == "street").ToDictionary(a => _ground.ToBoard(a.At!.Value));
        var cuts = new StreetCuts(_mesh, _roads, _dice.Branch("streets"), _pieces);
        return
        [
            .. cuts.Divide(district.Ring, [.. areas.Keys])
                .Select(s => (Area: areas[s.Centre], s.Ring))
                .OrderBy(s => s.Area.Code, StringComparer.Ordinal)
                .Select(s => new Block(s.Area.Code, s.Area.Name, s.Ring) { PlacedBySeed = s.Area.PlacedBySeed }),
        ];
    }

    private IEnumerable<Block> Communities(Block street)
    {
        var areas = _plan.Areas.Where(a => a.Level == "community" && a.Parent == street.Code).ToList();
        var rings = new AreaCuts(_mesh, _roads, _dice.Branch(street.Code), _pieces).Divide(street.Ring, areas.Count, 1, Jitter(street));
        return Placing
            .Assign(areas, rings, a => a.At is { } at ? _ground.ToBoard(at) : null, Spots)
            .OrderBy(p => p.Area.Code, StringComparer.Ordinal)
            .Select(p => new Block(p.Area.Code, AreaNames.Short(p.Area.Name), p.Ring) { OfficialName = p.Area.Name });
    }

    private IEnumerable<Block> Grids(Block community, int count) =>
        Children(community, count, 2)
            .Select((ring, i) => new Block($"{community.Code}{i + 1:000}", AreaNames.Grid(community.Name, i + 1), ring));

    private IEnumerable<Block> MicroGrids(Block grid, int count)
    {
        var dice = _dice.Branch(grid.Code + "households");
        return Children(grid, count, 3)
            .Select(
                (ring, i) =>
                    new Block($"{grid.Code}{i + 1:00}", AreaNames.MicroGrid(grid.Name, i + 1), ring) { Households = dice.Between(50, 70) }
            );
    }

    private List<List<int>> Children(Block parent, int count, int rank) =>
        Placing.ReadingOrder(
            new AreaCuts(_mesh, _roads, _dice.Branch(parent.Code), _pieces).Divide(parent.Ring, count, rank, Jitter(parent)),
            Spots
        );

    /// <summary>Area × density, in no particular unit.</summary>
    private double People(Block block)
    {
        var ring = Spots(block.Ring);
        var centre = RingMeasure.Centre(ring);
        return RingMeasure.Area(ring) * ring.Select(corner => Density((corner + centre) * 0.5)).Append(Density(centre)).Average();
    }

    private double Density(Spot at) =>
        _plan.DensityFloor + _crowds.Sum(c => c.Weight * Math.Exp(-Math.Pow((c.At - at).Length / c.ReachMetres, 2)));

    /// <summary>Right angles in town, crooked borders between villages.</summary>
    private double Jitter(Block block) => Density(RingMeasure.Centre(Spots(block.Ring))) > 0.3 ? 3 : 24;

    private List<Spot> Spots(List<int> ring) => _mesh.Spots(ring);

    private RoadLine Line(PlannedRoad road)
    {
        Spot from = _ground.ToBoard(road.From),
            to = _ground.ToBoard(road.To);
        var line = new CutLine(from, (to - from) * (1 / (to - from).Length));
        return new RoadLine(line, 0, line.Along(to), road.Name);
    }
}
