using Gezhi.Grids.Geometry;
using Gezhi.Platform.Geo;

namespace Gezhi.Grids.Topology;

/// <summary>Directed edges of areas, in which the two sides of a shared border cancel each other. 边链</summary>
/// <remarks>
/// When the chain of the children equals the chain of their parent, and every ring is simple, the children cover the parent exactly:
/// at each point outside the edges the winding numbers of the children sum up to that of the parent, which is 1 inside and 0 outside.
/// </remarks>
internal sealed class EdgeChain
{
    private readonly Dictionary<(LonLat From, LonLat To), int> edges = [];

    public int Count => edges.Count;

    public static EdgeChain Of(IEnumerable<PlannedArea> areas)
    {
        var chain = new EdgeChain();
        foreach (var edge in areas.SelectMany(a => a.AllRings).SelectMany(Rings.Edges))
            chain.Add(edge.From, edge.To);
        return chain;
    }

    public bool IsSameAs(EdgeChain other) =>
        edges.Count == other.edges.Count && edges.All(e => other.edges.GetValueOrDefault(e.Key) == e.Value);

    /// <summary>The rings left when shared borders are taken away, as polygons with holes.</summary>
    /// <returns>Null when the edges do not close: somewhere a border is not shared exactly.</returns>
    public IReadOnlyList<LonLat[][]>? Polygons()
    {
        if (edges.Values.Any(n => n != 1))
            return null;
        var next = edges.Keys.GroupBy(e => e.From).ToDictionary(g => g.Key, g => g.Select(e => e.To).ToList());
        var rings = new List<LonLat[]>();
        while (next.Count > 0)
        {
            if (Ring(next) is not { Length: > 2 } ring)
                return null;
            rings.Add(ring);
        }
        return Nested(rings);
    }

    private void Add(LonLat from, LonLat to)
    {
        if (edges.TryGetValue((to, from), out var back))
        {
            if (back == 1)
                edges.Remove((to, from));
            else
                edges[(to, from)] = back - 1;
            return;
        }
        edges[(from, to)] = edges.GetValueOrDefault((from, to)) + 1;
    }

    /// <summary>Walks one ring and takes its edges away; at a point where rings touch it keeps to the ground on its left.</summary>
    private static LonLat[]? Ring(Dictionary<LonLat, List<LonLat>> next)
    {
        var start = next.Keys.First();
        var (ring, from, at) = (new List<LonLat> { start }, start, Take(next, start, next[start][0]));
        while (at != start)
        {
            ring.Add(at);
            if (!next.TryGetValue(at, out var ways))
                return null;
            var way = ways.Count == 1 ? ways[0] : ways.MinBy(to => ClockwiseAngle(at, from, to));
            (from, at) = (at, Take(next, at, way));
        }
        return [.. ring];
    }

    private static LonLat Take(Dictionary<LonLat, List<LonLat>> next, LonLat from, LonLat to)
    {
        next[from].Remove(to);
        if (next[from].Count == 0)
            next.Remove(from);
        return to;
    }

    /// <summary>How far to turn clockwise at a point from where one came to where one goes; 0 to 2π.</summary>
    private static double ClockwiseAngle(LonLat at, LonLat back, LonLat to)
    {
        var turn = Math.Atan2(back.Lat - at.Lat, back.Lon - at.Lon) - Math.Atan2(to.Lat - at.Lat, to.Lon - at.Lon);
        return turn <= 0 ? turn + (2 * Math.PI) : turn;
    }

    private static List<LonLat[][]>? Nested(List<LonLat[]> rings)
    {
        var shells = rings.Where(r => RingArea.SquareDegrees(r) > 0).OrderBy(r => RingArea.SquareDegrees(r)).ToList();
        var holes = shells.ToDictionary(s => s, _ => new List<LonLat[]>());
        foreach (var hole in rings.Where(r => RingArea.SquareDegrees(r) <= 0))
        {
            if (shells.Find(s => hole.All(p => Array.IndexOf(s, p) >= 0 || RingTest.Holds(s, p))) is not { } shell)
                return null;
            holes[shell].Add(hole);
        }
        return [.. shells.Select(s => (LonLat[][])[s, .. holes[s]])];
    }
}

/// <summary>Whether a point lies in a ring. 点在环内</summary>
internal static class RingTest
{
    public static bool Holds(LonLat[] ring, LonLat p)
    {
        var inside = false;
        foreach (var (a, b) in Rings.Edges(ring))
            if (a.Lat > p.Lat != b.Lat > p.Lat && p.Lon < a.Lon + ((p.Lat - a.Lat) / (b.Lat - a.Lat) * (b.Lon - a.Lon)))
                inside = !inside;
        return inside;
    }

    public static bool Holds(IEnumerable<LonLat[][]> polygons, LonLat p) =>
        polygons.Any(polygon => Holds(polygon[0], p) && !polygon.Skip(1).Any(hole => Holds(hole, p)));
}
