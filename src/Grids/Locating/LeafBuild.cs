namespace Gezhi.Grids.Locating;

/// <summary>Turns the edges of one cell into a leaf or a single divide. 建边界格</summary>
internal sealed class LeafBuild(EdgeTable table)
{
    private const int CandidatesPerLeaf = 32;

    private readonly List<int> _near = [];

    public List<Divide> Divides { get; } = [];

    /// <summary>Ordinal 0 is never used: it means "no more".</summary>
    public List<Leaf> Leaves { get; } = [default];

    public List<LeafEdge> Edges { get; } = [];

    public List<int> Candidates { get; } = [];

    public List<(LeafEdge Edge, int Ordinal)> Crossings(CellPlace place, ReadOnlySpan<int> edges)
    {
        var crossings = new List<(LeafEdge, int)>(edges.Length);
        foreach (var edge in edges)
            crossings.Add((new LeafEdge(table[edge], 0, place.KindOf(table[edge])), edge));
        return crossings;
    }

    public (CellKind Kind, int Target) Add(CellPlace place, ReadOnlySpan<int> edges, List<int> inside)
    {
        if (edges.Length == 1 && place.KindOf(table[edges[0]]) == EdgeKind.Through)
            return AddDivide(place, edges[0], inside);
        _near.Clear();
        _near.AddRange(inside);
        foreach (var edge in edges)
            _near.AddRange(table.OwnersOf(edge));
        _near.Sort();
        var candidates = _near.Distinct().ToArray();
        var more = 0;
        for (var first = (candidates.Length - 1) / CandidatesPerLeaf * CandidatesPerLeaf; first >= 0; first -= CandidatesPerLeaf)
            more = AddLeaf(place, edges, inside, candidates.AsSpan(first, Math.Min(CandidatesPerLeaf, candidates.Length - first)), more);
        return (CellKind.Leaf, more);
    }

    private (CellKind Kind, int Target) AddDivide(CellPlace place, int edge, List<int> inside)
    {
        var there = new List<int>(inside);
        RowSweep.Toggle(there, table.OwnersOf(edge));
        var (here, across) = (First(inside), First(there));
        var referenceIsLeft = table[edge].HasOnItsLeft(place.ReferenceLon, place.ReferenceLat);
        Divides.Add(referenceIsLeft ? new Divide(table[edge], here, across) : new Divide(table[edge], across, here));
        return (CellKind.Divided, Divides.Count - 1);
    }

    private int AddLeaf(CellPlace place, ReadOnlySpan<int> edges, List<int> inside, ReadOnlySpan<int> candidates, int more)
    {
        var firstEdge = Edges.Count;
        var mask = Mask(candidates, inside.ToArray());
        foreach (var edge in edges)
        {
            var toggles = Mask(candidates, table.OwnersOf(edge));
            if (toggles == 0)
                continue;
            var leafEdge = new LeafEdge(table[edge], toggles, place.KindOf(table[edge]));
            if (LeafTest.ReferenceCrosses(in leafEdge, place.ReferenceLon, place.ReferenceLat))
                mask ^= toggles;
            Edges.Add(leafEdge);
        }

        Leaves.Add(new Leaf(firstEdge, Edges.Count - firstEdge, Candidates.Count, mask, place.ReferenceLon, more));
        Candidates.AddRange(candidates);
        return Leaves.Count - 1;
    }

    private static uint Mask(ReadOnlySpan<int> candidates, ReadOnlySpan<int> members)
    {
        var mask = 0u;
        foreach (var member in members)
        {
            var at = candidates.BinarySearch(member);
            if (at >= 0)
                mask |= 1u << at;
        }

        return mask;
    }

    private static int First(List<int> sorted) => sorted.Count == 0 ? -1 : sorted[0];
}
