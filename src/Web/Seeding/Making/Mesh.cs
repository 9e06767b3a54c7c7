namespace Gezhi.Web.Seeding.Making;

/// <summary>All corners of the town, once each; rings are lists of corners. Cutting a ring keeps its neighbours fitting. 共享顶点</summary>
/// <remarks>
/// A new corner on an edge is remembered with the edge, so that the ring on the other side takes it in when it is expanded. So no gap
/// and no overlap can arise, whatever is cut and however the corners are rounded later.
/// </remarks>
internal sealed class Mesh
{
    private readonly List<Spot> _corners = [];
    private readonly Dictionary<(int Low, int High), int> _between = [];

    public IReadOnlyList<Spot> Corners => _corners;

    public int Add(Spot corner)
    {
        _corners.Add(corner);
        return _corners.Count - 1;
    }

    public List<Spot> Spots(IReadOnlyList<int> ring) => [.. ring.Select(corner => _corners[corner])];

    /// <summary>The ring with every corner that has come to lie on its edges.</summary>
    public List<int> Expand(IReadOnlyList<int> ring) => ExpandLine([.. ring, ring[0]])[..^1];

    /// <summary>As <see cref="Expand"/>, for an open line.</summary>
    public List<int> ExpandLine(IReadOnlyList<int> line)
    {
        var full = new List<int> { line[0] };
        for (var i = 1; i < line.Count; i++)
            Walk(line[i - 1], line[i], full);
        return full;
    }

    /// <summary>Cuts an expanded ring in two; the first part lies right of the way from one crossing to the other.</summary>
    public (List<int> First, List<int> Second, int From, int To) Split(IReadOnlyList<int> ring, Crossing from, Crossing to)
    {
        int a = CornerAt(ring, from),
            b = CornerAt(ring, to);
        return (Part(ring, from, to, a, b), Part(ring, to, from, b, a), a, b);
    }

    private static List<int> Part(IReadOnlyList<int> ring, Crossing from, Crossing to, int first, int last)
    {
        var part = new List<int> { first };
        foreach (var index in RingCut.Between(ring.Count, from, to))
            part.Add(ring[index]);
        part.Add(last);
        return part;
    }

    private int CornerAt(IReadOnlyList<int> ring, Crossing crossing)
    {
        int a = ring[crossing.Index],
            b = ring[(crossing.Index + 1) % ring.Count];
        if (crossing.Share == 0)
            return a;
        var corner = Add(_corners[a] + (_corners[b] - _corners[a]) * crossing.Share);
        _between[Edge(a, b)] = corner;
        return corner;
    }

    private void Walk(int a, int b, List<int> full)
    {
        if (!_between.TryGetValue(Edge(a, b), out var middle))
        {
            full.Add(b);
            return;
        }
        Walk(a, middle, full);
        Walk(middle, b, full);
    }

    private static (int Low, int High) Edge(int a, int b) => a < b ? (a, b) : (b, a);
}
