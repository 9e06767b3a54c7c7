namespace Gezhi.Web.Seeding.Making;

/// <summary>Invents the places people name: crossings, compounds, schools, stops. 地标生成</summary>
internal sealed class LandmarkMaker(Mesh mesh, Ground ground, TownPlan plan, TownWords words, Dice dice)
{
    private const double CornerMetres = 16;
    private readonly List<SeedLandmark> _made = [];
    private readonly HashSet<string> _names = [];
    private List<(string Code, List<Spot> Ring, Spot Centre)> _micros = [];
    private List<(string Road, Spot At)> _roadside = [];

    public IReadOnlyList<SeedLandmark> Make(IReadOnlyList<Block> areas, IReadOnlyList<Road> roads)
    {
        _micros = [.. areas.Where(a => a.Code.Length == 17).Select(a => (a.Code, Degrees(a), RingMeasure.Centre(mesh.Spots(a.Ring))))];
        _roadside = [.. roads.SelectMany(r => r.Lines.SelectMany(Steps).Select(s => (r.Name, s)))];
        foreach (var place in words.Places)
            Add(LandmarkKind.Place, place.Name, Road(ground.ToBoard(place.Place)), ground.ToBoard(place.Place));
        Crossings(roads);
        Metro();
        foreach (var park in plan.Parks)
            Add(LandmarkKind.Park, park.Name, Road(ground.ToBoard(park.At)), ground.ToBoard(park.At));
        foreach (var street in areas.Where(a => a.Code.Length == 9))
            Near(LandmarkKind.Place, Office(street.Name), Middle(street));
        BusStops(roads);
        Compounds(150);
        Houses(60);
        Scatter(LandmarkKind.School, words.Schools, 56);
        Scatter(LandmarkKind.Market, words.Markets, 30);
        Scatter(LandmarkKind.Clinic, words.Clinics, 18);
        return [.. _made.Select((l, i) => l with { No = i + 1 })];
    }

    private static string Office(string street) => street.EndsWith('镇') ? street + "人民政府" : street + "办事处";

    private Spot Middle(Block area) => RingMeasure.Centre(mesh.Spots(area.Ring));

    /// <summary>All four corners of crossings of main roads, one corner of the others.</summary>
    private void Crossings(IReadOnlyList<Road> roads)
    {
        var at = roads
            .SelectMany(r => r.Lines.SelectMany(l => l).Distinct().Select(corner => (Corner: corner, Road: r)))
            .ToLookup(x => x.Corner, x => x.Road);
        var crossings = at.Where(c => c.Select(r => r.Name).Distinct().Count() == 2)
            .Select(c => (Spot: mesh.Corners[c.Key], First: c.First(), Second: c.Last()))
            .ToList();
        foreach (var c in crossings.Where(c => c.First.IsMain && c.Second.IsMain))
        foreach (var (name, x, y) in Corners)
            AddCrossing(c.First, c.Second, name, c.Spot + new Spot(x, y) * CornerMetres);
        foreach (var c in dice.Shuffle(crossings.Where(c => !c.First.IsMain || !c.Second.IsMain)).Take(150))
        {
            var (name, x, y) = dice.Pick(Corners);
            AddCrossing(c.First, c.Second, name, c.Spot + new Spot(x, y) * CornerMetres);
        }
    }

    private static readonly (string Name, int X, int Y)[] Corners =
    [
        ("东南角", 1, -1),
        ("东北角", 1, 1),
        ("西南角", -1, -1),
        ("西北角", -1, 1),
    ];

    private void AddCrossing(Road a, Road b, string corner, Spot at) =>
        Add(LandmarkKind.Crossing, $"{a.Name}与{b.Name}交叉口{corner}", $"{a.Name}与{b.Name}交叉口", at);

    private void Metro()
    {
        foreach (var station in words.Metro)
        foreach (var (exit, i) in station.Exits.Select((exit, i) => (exit, i)))
        {
            var at = ground.ToBoard(station.Place) + Spot.Towards(45 + i * 90) * 55;
            Add(LandmarkKind.MetroExit, $"地铁{station.Station}{exit}口", Road(at), at);
        }
    }

    private void BusStops(IReadOnlyList<Road> roads)
    {
        var main = roads.Where(r => r.IsMain).Select(r => r.Name).ToHashSet();
        foreach (var (road, at) in dice.Shuffle(_roadside.Where(s => main.Contains(s.Road))).Take(70))
        {
            var other = _roadside.Where(s => s.Road != road).MinBy(s => (s.At - at).Length).Road;
            Add(LandmarkKind.BusStop, $"{road}{other}公交站", road, at + new Spot(9, -9));
        }
    }

    private void Compounds(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var micro = Lived();
            Add(LandmarkKind.Compound, dice.Pick(words.Compounds) + dice.Pick(words.CompoundTails), Road(micro.Centre), micro.Centre);
        }
    }

    private void Houses(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var at = Lived().Centre;
            var road = Road(at);
            Add(LandmarkKind.Address, $"{road}{dice.Between(3, 188)}号院", road, at);
        }
    }

    private void Scatter(LandmarkKind kind, IReadOnlyList<string> kinds, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var at = Lived().Centre;
            Add(kind, Road(at) + dice.Pick(kinds), Road(at), at);
        }
    }

    /// <summary>A micro-grid by chance: they hold about as many people each, so this follows the crowd.</summary>
    private (string Code, List<Spot> Ring, Spot Centre) Lived() => dice.Pick(_micros);

    private void Near(LandmarkKind kind, string name, Spot at) => Add(kind, name, Road(at), at);

    private string Road(Spot near) => _roadside.MinBy(s => (s.At - near).Length).Road;

    /// <summary>Points every 120 m or so along a stretch.</summary>
    private IEnumerable<Spot> Steps(IReadOnlyList<int> line)
    {
        foreach (var (from, to) in line.Zip(line.Skip(1)))
        {
            Spot a = mesh.Corners[from],
                way = mesh.Corners[to] - a;
            var count = Math.Max(1, (int)(way.Length / 120));
            for (var i = 0; i < count; i++)
                yield return a + way * ((i + 0.5) / count);
        }
    }

    /// <summary>The ring as it will be written, where straight lines are straight in degrees and not on the board.</summary>
    private List<Spot> Degrees(Block area) => [.. mesh.Spots(area.Ring).Select(ground.ToPlace).Select(p => new Spot(p.Lon, p.Lat))];

    private void Add(LandmarkKind kind, string name, string address, Spot at)
    {
        var place = ground.ToPlace(at);
        var micro = _micros.Find(m => (m.Centre - at).Length < 900 && RingMeasure.Contains(m.Ring, new Spot(place.Lon, place.Lat)));
        if (micro.Code is null || !_names.Add(name))
            return;
        _made.Add(new SeedLandmark(0, kind, name, address, place, micro.Code));
    }
}
