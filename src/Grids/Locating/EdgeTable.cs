using System.Runtime.InteropServices;
using Gezhi.Grids.Geometry;
using Gezhi.Platform.Geo;

namespace Gezhi.Grids.Locating;

/// <summary>A border segment pointing upward, or eastward when level. 边</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Edge(double Ax, double Ay, double Bx, double By)
{
    public static Edge Between(LonLat a, LonLat b) =>
        a.Lat < b.Lat || (a.Lat == b.Lat && a.Lon < b.Lon) ? new Edge(a.Lon, a.Lat, b.Lon, b.Lat) : new Edge(b.Lon, b.Lat, a.Lon, a.Lat);

    public bool HasOnItsLeft(double x, double y) => Orientation.IsLeft(Ax, Ay, Bx, By, x, y);

    /// <summary>Whether a level line a hair above y meets the edge.</summary>
    public bool SpansLatitude(double y) => Ay <= y && y < By;

    /// <summary>Whether an upright line a hair right of x meets the edge.</summary>
    public bool SpansLongitude(double x) => (Ax <= x) != (Bx <= x);
}

/// <summary>Every border segment once, with the grids whose inside it separates from their outside. 边表</summary>
/// <remarks>A border shared by two neighbours is one edge with two owners: it is tested once for both.</remarks>
internal sealed class EdgeTable
{
    private readonly Edge[] _edges;
    private readonly int[] _firstOwner;
    private readonly int[] _owners;

    private EdgeTable(Edge[] edges, int[] firstOwner, int[] owners)
    {
        _edges = edges;
        _firstOwner = firstOwner;
        _owners = owners;
    }

    public int Count => _edges.Length;

    public ref readonly Edge this[int edge] => ref _edges[edge];

    /// <summary>Ordinals of the shapes that change from inside to outside at this edge, ascending.</summary>
    public ReadOnlySpan<int> OwnersOf(int edge) => _owners.AsSpan(_firstOwner[edge].._firstOwner[edge + 1]);

    public static EdgeTable Of(IReadOnlyList<GridShape> shapes)
    {
        var ordinals = new Dictionary<Edge, int>();
        var pairs = new List<(int Edge, int Owner)>();
        for (var owner = 0; owner < shapes.Count; owner++)
        {
            foreach (var ring in shapes[owner].Rings)
            {
                for (var i = 0; i < ring.Length; i++)
                {
                    var (from, to) = (ring[i], ring[i + 1 == ring.Length ? 0 : i + 1]);
                    if (from == to)
                        continue;
                    ref var ordinal = ref CollectionsMarshal.GetValueRefOrAddDefault(ordinals, Edge.Between(from, to), out var known);
                    if (!known)
                        ordinal = ordinals.Count - 1;
                    pairs.Add((ordinal, owner));
                }
            }
        }

        var edges = new Edge[ordinals.Count];
        foreach (var (edge, ordinal) in ordinals)
            edges[ordinal] = edge;
        return WithOwners(edges, pairs);
    }

    /// <summary>Sorts the owners to their edges; an edge that one shape walks twice separates nothing and loses that owner.</summary>
    private static EdgeTable WithOwners(Edge[] edges, List<(int Edge, int Owner)> pairs)
    {
        var next = new int[edges.Length + 1];
        foreach (var (edge, _) in pairs)
            next[edge + 1]++;
        for (var i = 0; i < edges.Length; i++)
            next[i + 1] += next[i];
        var start = (int[])next.Clone();
        var sorted = new int[pairs.Count];
        foreach (var (edge, owner) in pairs)
            sorted[next[edge]++] = owner;

        var firstOwner = new int[edges.Length + 1];
        var owners = new List<int>(pairs.Count);
        for (var edge = 0; edge < edges.Length; edge++)
        {
            for (var i = start[edge]; i < start[edge + 1]; i++)
            {
                if (owners.Count > firstOwner[edge] && owners[^1] == sorted[i])
                    owners.RemoveAt(owners.Count - 1);
                else
                    owners.Add(sorted[i]);
            }

            firstOwner[edge + 1] = owners.Count;
        }

        return new EdgeTable(edges, firstOwner, [.. owners]);
    }
}
