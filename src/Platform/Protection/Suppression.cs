namespace Gezhi.Platform.Protection;

/// <summary>Which cells of a table with totals may be published: small ones are held back, and others with them, so that no small one can be reckoned. 小数隐去</summary>
/// <remarks>
/// Published are the cells for which <see cref="IsShown"/> holds, and nothing else. A cell that is held back may be none, few, or many that cover a few.
/// What lies below a held-back cell is held back as well, in both directions.
///
/// Why it cannot be reckoned: for every held-back cell there is another table of whole numbers, none below zero, that agrees with everything published and
/// has another number there; for a cell of 1 to <c>least − 1</c> cases there is one with none. Such a table comes from moving cases between two areas with
/// the same parent and two categories with the same parent: one more here and there, one less across. All sums above stay as they are, and what changes
/// lies inside the four corners, which are held back together with all that is below. At the whole one of the two directions falls away. The proof is the
/// sum in <see cref="MoveDown"/> and <see cref="MoveUp"/>; where it fails, the cheapest further corners are held back until it holds. Holding more back
/// never breaks a proof, so one walk is enough, and holding back everything always helps, so it ends.
/// </remarks>
public sealed class Suppression
{
    private readonly CrossTable table;
    private readonly int least;
    private readonly bool[] shown;
    private readonly int width;
    private readonly PriorityQueue<(int Area, int Category), (int Level, int Area, int Category)> waiting = new();

    /// <param name="least">Cells of fewer cases are held back.</param>
    /// <param name="keepBack">Cells that are held back whatever they count: those that an earlier version did not show; null: none.</param>
    public Suppression(CrossTable table, int least, Func<int, int, bool>? keepBack = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(least, 1);
        (this.table, this.least, width) = (table, least, table.Categories.Count);
        shown = new bool[table.Areas.Count * width];
        for (var area = 0; area < table.Areas.Count; area++)
        for (var category = 0; category < width; category++)
            shown[(area * width) + category] =
                table[area, category] >= least
                && (area == 0 || IsShown(table.Areas.ParentOf(area), category))
                && (category == 0 || IsShown(area, table.Categories.ParentOf(category)))
                && keepBack?.Invoke(area, category) != true;
        First = shown.Count(s => s);
        for (var area = 0; area < table.Areas.Count; area++)
        for (var category = 0; category < width; category++)
            if (!IsShown(area, category))
                Wait(area, category);
        while (waiting.TryDequeue(out var cell, out _))
            Protect(cell.Area, cell.Category);
        Last = shown.Count(s => s);
    }

    /// <summary>Cells shown before anything was held back for the sake of others.</summary>
    public int First { get; }

    /// <summary>Cells shown.</summary>
    public int Last { get; }

    /// <summary>Whether the number may be published.</summary>
    public bool IsShown(int area, int category) => shown[(area * width) + category];

    private bool IsSmall(int count) => count > 0 && count < least;

    /// <summary>What counts nobody needs no proof.</summary>
    private void Wait(int area, int category)
    {
        if (table[area, category] > 0)
            waiting.Enqueue(
                (area, category),
                (table.Areas.LevelOf(area) + table.Categories.LevelOf(category), area, category) // from the top: what covers above covers below
            );
    }

    private void Protect(int area, int category)
    {
        if (!IsProved(area, category))
            Hold(Cheapest(area, category));
    }

    /// <summary>A small cell may be none; any other may be at least one more or one less.</summary>
    private bool IsProved(int area, int category)
    {
        var count = table[area, category];
        foreach (var (a, c) in Covers(area, category))
            if (
                IsSmall(count) ? MoveDown(area, category, a, c) >= count : MoveDown(area, category, a, c) + MoveUp(area, category, a, c) > 0
            )
                return true;
        return false;
    }

    /// <summary>The cell and the held-back cells it lies in.</summary>
    private IEnumerable<(int Area, int Category)> Covers(int area, int category)
    {
        foreach (var a in table.Areas.Upward(area))
        foreach (var c in table.Categories.Upward(category))
            if (!IsShown(a, c))
                yield return (a, c);
            else
                break; // whatever lies higher is shown too
    }

    /// <summary>How many of the cell's cases may lie elsewhere by all that is published, moved across a held-back cell that it lies in.</summary>
    private long MoveDown(int area, int category, int a, int c)
    {
        long count = table[area, category];
        if (a == 0 && c == 0)
            return count; // nothing at all is published
        if (a == 0)
            return OtherCategories(a, c).Any() ? count : 0;
        if (c == 0)
            return OtherAreas(a, c).Any() ? count : 0;
        long across = 0;
        foreach (var b in OtherAreas(a, c))
        foreach (var d in OtherCategories(a, c))
            if (!IsShown(b, d) && (across += table[b, d]) >= count)
                return count;
        return across;
    }

    /// <summary>How many more cases the cell may have by all that is published; at least so many.</summary>
    private long MoveUp(int area, int category, int a, int c)
    {
        if (a == 0 && c == 0)
            return 1;
        if (a == 0)
            return OtherCategories(a, c).Sum(d => (long)table[area, d]);
        if (c == 0)
            return OtherAreas(a, c).Sum(b => (long)table[b, category]);
        long most = 0;
        foreach (var b in OtherAreas(a, c))
        foreach (var d in OtherCategories(a, c))
            if (!IsShown(b, d))
                most = Math.Max(most, Math.Min(table[area, d], table[b, category]));
        return most;
    }

    private IEnumerable<int> OtherAreas(int a, int c) =>
        table.Areas.ChildrenOf(table.Areas.ParentOf(a)).Where(b => b != a && !IsShown(b, c));

    private IEnumerable<int> OtherCategories(int a, int c) =>
        table.Categories.ChildrenOf(table.Categories.ParentOf(c)).Where(d => d != c && !IsShown(a, d));

    /// <summary>The corners that prove the cell and cost the fewest published cases; of equal ones the first.</summary>
    private List<(int Area, int Category)> Cheapest(int area, int category)
    {
        var count = table[area, category];
        var needed = IsSmall(count) ? count : 1;
        var best = new List<(int, int)> { (0, 0) };
        var cost = Cost(best);
        void Offer(params ReadOnlySpan<(int, int)> corners)
        {
            long sum = 0;
            foreach (var corner in corners)
                sum += Cost(corner);
            if (sum < cost)
                (best, cost) = ([.. corners], sum);
        }
        foreach (var a in table.Areas.Upward(area))
        foreach (var c in table.Categories.Upward(category))
            if (a == 0 && c == 0)
                continue;
            else if (a == 0)
                foreach (var d in Siblings(table.Categories, c))
                    Offer((a, c), (a, d));
            else if (c == 0)
                foreach (var b in Siblings(table.Areas, a))
                    Offer((a, c), (b, c));
            else
                foreach (var b in Siblings(table.Areas, a))
                foreach (var d in Siblings(table.Categories, c))
                    if (table[b, d] >= needed || (!IsSmall(count) && table[area, d] > 0 && table[b, category] > 0))
                        Offer((a, c), (a, d), (b, c), (b, d));
        return best;
    }

    private static IEnumerable<int> Siblings(PartTree tree, int node) => tree.ChildrenOf(tree.ParentOf(node)).Where(n => n != node);

    private long Cost(IEnumerable<(int Area, int Category)> corners) => corners.Sum(Cost);

    private long Cost((int Area, int Category) corner) => IsShown(corner.Area, corner.Category) ? table[corner.Area, corner.Category] : 0;

    /// <summary>Holds cells back with all that lies below them; what was shown until now waits for its own proof.</summary>
    private void Hold(IReadOnlyList<(int Area, int Category)> corners)
    {
        foreach (var (area, category) in corners)
        foreach (var a in Below(table.Areas, area))
        foreach (var c in Below(table.Categories, category))
            if (IsShown(a, c))
            {
                shown[(a * width) + c] = false;
                Wait(a, c);
            }
    }

    private static IEnumerable<int> Below(PartTree tree, int node)
    {
        var open = new Stack<int>([node]);
        while (open.TryPop(out var one))
        {
            yield return one;
            foreach (var child in tree.ChildrenOf(one))
                open.Push(child);
        }
    }
}
