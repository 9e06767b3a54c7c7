namespace Gezhi.Platform.Protection;

/// <summary>Parts of parts: the district with its streets, all categories with their majors. 分级</summary>
/// <remarks>Node 0 is the whole. A part comes after what it is part of.</remarks>
public sealed class PartTree
{
    private readonly List<string> keys = [""];
    private readonly List<int> parents = [-1];
    private readonly List<List<int>> children =
    [
        [],
    ];
    private readonly Dictionary<string, int> byKey = new(StringComparer.Ordinal);

    /// <summary>How many parts, the whole among them.</summary>
    public int Count => keys.Count;

    /// <summary>Empty for the whole.</summary>
    public string KeyOf(int node) => keys[node];

    /// <summary>−1 for the whole.</summary>
    public int ParentOf(int node) => parents[node];

    /// <summary>In the order in which they were first named.</summary>
    public IReadOnlyList<int> ChildrenOf(int node) => children[node];

    /// <summary>0 for the whole, 1 for its parts.</summary>
    public int LevelOf(int node)
    {
        var level = 0;
        for (; node > 0; node = parents[node])
            level++;
        return level;
    }

    /// <summary>The part and everything it lies in, up to the whole.</summary>
    public IEnumerable<int> Upward(int node)
    {
        for (; node >= 0; node = parents[node])
            yield return node;
    }

    /// <summary>Null when nobody named it; the empty key is the whole.</summary>
    public int? Find(string key) =>
        key.Length == 0 ? 0
        : byKey.TryGetValue(key, out var node) ? node
        : null;

    /// <summary>The last part of a way down from the whole; what is not there yet is made.</summary>
    /// <exception cref="InvalidOperationException">The same key lies in two places.</exception>
    internal int At(IReadOnlyList<string> path)
    {
        var at = 0;
        foreach (var key in path)
        {
            if (!byKey.TryGetValue(key, out var node))
            {
                node = keys.Count;
                keys.Add(key);
                parents.Add(at);
                children.Add([]);
                children[at].Add(node);
                byKey[key] = node;
            }
            else if (parents[node] != at)
                throw new InvalidOperationException($"{key} is part of two things");
            at = node;
        }
        return at;
    }
}

/// <summary>Cases by area and category with all totals: every case counts in one smallest area and one smallest category. 交叉表</summary>
public sealed class CrossTable
{
    private readonly int[] counts;

    /// <param name="cells">Smallest parts: the way from the whole down to the area, the same for the category, and how many. Every way is as long as its part is deep.</param>
    /// <exception cref="InvalidOperationException">A part that has parts of its own has cases of its own: they need a part for the rest.</exception>
    public CrossTable(IEnumerable<(IReadOnlyList<string> Area, IReadOnlyList<string> Category, int Count)> cells)
    {
        var leaves = cells.Select(c => (Area: Areas.At(c.Area), Category: Categories.At(c.Category), c.Count)).ToList();
        counts = new int[Areas.Count * Categories.Count];
        foreach (var (area, category, count) in leaves)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count);
            if (Areas.ChildrenOf(area).Count > 0 || Categories.ChildrenOf(category).Count > 0)
                throw new InvalidOperationException("a part with parts has cases of its own");
            foreach (var a in Areas.Upward(area))
            foreach (var c in Categories.Upward(category))
                counts[(a * Categories.Count) + c] += count;
        }
    }

    public PartTree Areas { get; } = new();
    public PartTree Categories { get; } = new();

    /// <summary>How many cases of a category lie in an area.</summary>
    public int this[int area, int category] => counts[(area * Categories.Count) + category];
}
