using Gezhi.Platform.Protection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Indicators;

/// <summary>No small number can be reckoned from what is published, by somebody who knows all tables, all totals and the method.</summary>
public class SuppressionTests
{
    private const int Least = 5;

    [Fact]
    public void A_single_small_cell_takes_the_three_cheapest_others_with_it()
    {
        var table = Flat([3, 20, 30], [10, 40, 50], [60, 70, 80]);
        var suppression = new Suppression(table, Least);

        Held(table, suppression).ShouldBe(["a1/k1 3", "a1/k2 20", "a2/k1 10", "a2/k2 40"]);
        (suppression.First - suppression.Last).ShouldBe(3);
        new Adversary(table, suppression.IsShown).Bounds(table.Find("a1"), table.Category("k1")).ShouldBe((0, 13));
    }

    [Fact]
    public void Enough_everywhere_holds_nothing_back_and_too_few_everywhere_holds_back_all()
    {
        var many = Flat([5, 6], [7, 8]);
        Held(many, new Suppression(many, Least)).ShouldBeEmpty();
        var few = Flat([1, 0], [0, 2]);
        new Suppression(few, Least).Last.ShouldBe(0);
        var empty = new CrossTable([]);
        new Suppression(empty, Least).Last.ShouldBe(0);
    }

    [Fact]
    public void Two_held_back_in_every_row_and_column_are_not_enough_where_they_hang_together_by_a_bridge()
    {
        // k3 of a3 would be the bridge between two squares: rows and columns alone would let it be reckoned
        int[][] counts =
        [
            [4, 9, 30, 30, 30],
            [9, 9, 30, 30, 30],
            [30, 9, 4, 30, 30],
            [30, 30, 30, 9, 9],
            [30, 30, 9, 9, 4],
        ];
        var table = Flat(counts);
        var suppression = new Suppression(table, Least);
        ShouldStand(table, suppression);
    }

    [Fact]
    public void Nobody_reckons_a_small_number_from_tables_with_all_totals_and_levels()
    {
        var (first, last) = (0, 0);
        for (var seed = 1; seed <= 80; seed++)
        {
            var table = Random(seed);
            var suppression = new Suppression(table, Least);
            ShouldStand(table, suppression);
            first += suppression.First;
            last += suppression.Last;
        }
        last.ShouldBeGreaterThan(first / 3, "what is left is worth publishing");
    }

    [Fact]
    public void The_adversary_reckons_small_numbers_when_only_they_are_held_back()
    {
        var broken = 0;
        for (var seed = 1; seed <= 80; seed++)
        {
            var table = Random(seed);
            var adversary = new Adversary(table, (a, c) => IsLargeAllTheWay(table, a, c));
            if (table.Cells().Any(cell => IsSmall(table[cell.Area, cell.Category]) && adversary.IsKnown(cell.Area, cell.Category)))
                broken++;
        }
        broken.ShouldBeGreaterThan(40, "an adversary without teeth proves nothing");
    }

    [Fact]
    public void What_an_earlier_version_held_back_stays_back_and_two_versions_tell_no_more_than_the_first()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var table = Random(seed);
            var first = new Suppression(table, Least);
            var closed = 1 + (seed % (table.Categories.Count - 1));
            bool IsClosed(int category) => table.Categories.Upward(category).Contains(closed);
            var second = new Suppression(table, Least, (a, c) => !first.IsShown(a, c) || IsClosed(c));
            foreach (var (a, c) in table.Cells())
            {
                if (second.IsShown(a, c))
                    first.IsShown(a, c).ShouldBeTrue();
                if (IsClosed(c))
                    second.IsShown(a, c).ShouldBeFalse();
            }
            ShouldStand(table, second); // for somebody who has only the second
            ShouldStand(table, first); // who has both knows what the first says, and it says enough of nothing
        }
    }

    [Fact]
    public void The_same_table_gives_the_same_cells()
    {
        var (one, other) = (Random(7), Random(7));
        var (a, b) = (new Suppression(one, Least), new Suppression(other, Least));
        Held(one, a).ShouldBe(Held(other, b));
    }

    [Fact]
    public void A_month_of_a_district_is_done_in_seconds()
    {
        var random = new Random(410103);
        int Skewed(int most) => (int)(most * Math.Pow(random.NextDouble(), 3));
        var table = new CrossTable(
            Enumerable
                .Range(0, 25_000)
                .Select(_ => (Area: Skewed(1_800), Line: Skewed(180)))
                .GroupBy(c => c)
                .Select(g =>
                    (
                        (IReadOnlyList<string>)[$"s{g.Key.Area / 120}", $"c{g.Key.Area / 12}", $"g{g.Key.Area}"],
                        (IReadOnlyList<string>)[$"m{g.Key.Line / 20}", $"l{g.Key.Line}"],
                        g.Count()
                    )
                )
        );
        var began = System.Diagnostics.Stopwatch.StartNew();
        var suppression = new Suppression(table, Least);
        TestContext.Current.SendDiagnosticMessage($"{suppression.First} → {suppression.Last} cells in {began.ElapsedMilliseconds} ms");
        suppression.Last.ShouldBeGreaterThan(suppression.First / 2);
        began.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
        foreach (var (a, c) in table.Cells())
            if (suppression.IsShown(a, c))
                table[a, c].ShouldBeGreaterThanOrEqualTo(Least);
    }

    /// <summary>Nothing small is shown; of every held-back cell that counts anybody another number is possible, of every small one none at all.</summary>
    private static void ShouldStand(CrossTable table, Suppression suppression)
    {
        var adversary = new Adversary(table, suppression.IsShown);
        foreach (var (a, c) in table.Cells())
        {
            var count = table[a, c];
            if (suppression.IsShown(a, c))
            {
                count.ShouldBeGreaterThanOrEqualTo(Least);
                continue;
            }
            if (count == 0)
                continue; // says nothing of anybody
            var (low, high) = adversary.Bounds(a, c);
            low.ShouldBeLessThanOrEqualTo(count);
            high.ShouldBeGreaterThanOrEqualTo(count, "the adversary must not rule out the truth");
            (high - low).ShouldBeGreaterThanOrEqualTo(1, Where(table, a, c));
            if (IsSmall(count))
                low.ShouldBe(0, Where(table, a, c));
        }
    }

    private static bool IsSmall(int count) => count is > 0 and < Least;

    private static bool IsLargeAllTheWay(CrossTable table, int area, int category) => table[area, category] >= Least;

    private static string Where(CrossTable table, int a, int c) => $"{table.Areas.KeyOf(a)}/{table.Categories.KeyOf(c)} {table[a, c]}";

    private static List<string> Held(CrossTable table, Suppression suppression) =>
        [
            .. table
                .Cells()
                .Where(cell => !suppression.IsShown(cell.Area, cell.Category))
                .Select(cell => Where(table, cell.Area, cell.Category)),
        ];

    private static CrossTable Flat(params int[][] rows) =>
        new(
            rows.SelectMany(
                (row, a) => row.Select((count, c) => ((IReadOnlyList<string>)[$"a{a + 1}"], (IReadOnlyList<string>)[$"k{c + 1}"], count))
            )
        );

    /// <summary>Streets with communities or without, majors with lines or without; many cells of none or few, some of many.</summary>
    private static CrossTable Random(int seed)
    {
        var random = new Random(seed);
        List<IReadOnlyList<string>> Tree(string outer, string inner) =>
            [
                .. Enumerable
                    .Range(0, random.Next(1, 4))
                    .SelectMany(o =>
                        Enumerable.Range(0, random.Next(1, 4)).Select(i => (IReadOnlyList<string>)[$"{outer}{o}", $"{inner}{o}{i}"])
                    ),
            ];
        var (areas, categories) = (Tree("s", "c"), Tree("m", "l"));
        return new CrossTable(
            areas.SelectMany(a =>
                categories.Select(c =>
                    (
                        a,
                        c,
                        random.Next(10) switch
                        {
                            < 3 => 0,
                            < 6 => random.Next(1, 5),
                            _ => random.Next(5, 40),
                        }
                    )
                )
            )
        );
    }
}

/// <summary>Short ways about tables of tests.</summary>
internal static class CrossTables
{
    public static IEnumerable<(int Area, int Category)> Cells(this CrossTable table) =>
        from a in Enumerable.Range(0, table.Areas.Count)
        from c in Enumerable.Range(0, table.Categories.Count)
        select (a, c);

    public static int Find(this CrossTable table, string area) => table.Areas.Find(area)!.Value;

    public static int Category(this CrossTable table, string category) => table.Categories.Find(category)!.Value;
}

/// <summary>Knows every published number, every total, that no number is below zero, and linear programming.</summary>
internal sealed class Adversary
{
    private const double Small = 1e-7;
    private readonly CrossTable table;
    private readonly List<(int Area, int Category)> leaves;
    private readonly double[][] rows;
    private readonly int[] basis;

    public Adversary(CrossTable table, Func<int, int, bool> isShown)
    {
        this.table = table;
        leaves =
        [
            .. table.Cells().Where(c => table.Areas.ChildrenOf(c.Area).Count == 0 && table.Categories.ChildrenOf(c.Category).Count == 0),
        ];
        var equations = table.Cells().Where(c => isShown(c.Area, c.Category)).ToList();
        (rows, basis) = Begin(
            [.. equations.Select(e => Of(e.Area, e.Category))],
            [.. equations.Select(e => (double)table[e.Area, e.Category])]
        );
    }

    public bool IsKnown(int area, int category) => Bounds(area, category) is var (low, high) && high - low < .5;

    /// <summary>Least and most that the cell may be; rounded where it is whole.</summary>
    public (double Low, double High) Bounds(int area, int category)
    {
        var goal = Of(area, category);
        return (Tidy(Least(goal)), Tidy(-Least([.. goal.Select(g => -g)])));
    }

    private static double Tidy(double value) => Math.Abs(value - Math.Round(value)) < 1e-5 ? Math.Round(value) + 0.0 : value;

    /// <summary>Which smallest cells lie in a cell.</summary>
    private double[] Of(int area, int category) =>
        [
            .. leaves.Select(l =>
                table.Areas.Upward(l.Area).Contains(area) && table.Categories.Upward(l.Category).Contains(category) ? 1.0 : 0.0
            ),
        ];

    /// <summary>A corner of all tables that agree with what is published.</summary>
    private static (double[][] Rows, int[] Basis) Begin(double[][] equations, double[] sums)
    {
        var (m, n) = (equations.Length, equations.Length == 0 ? 0 : equations[0].Length);
        var lines = equations
            .Select(
                (e, i) =>
                {
                    var row = new double[n + m + 1];
                    e.CopyTo(row, 0);
                    (row[n + i], row[^1]) = (1, sums[i]);
                    return row;
                }
            )
            .ToList();
        var corner = Enumerable.Range(n, m).ToList();
        var goal = new double[n + m];
        for (var i = 0; i < m; i++)
            goal[n + i] = 1;
        Math.Abs(Walk(lines, corner, goal, n + m)).ShouldBeLessThan(1e-5, "the truth itself agrees");
        for (var i = lines.Count - 1; i >= 0; i--)
            if (corner[i] >= n)
            {
                var column = Array.FindIndex(lines[i], 0, n, v => Math.Abs(v) > Small);
                if (column >= 0)
                    Pivot(lines, corner, i, column);
                else
                {
                    lines.RemoveAt(i); // follows from the others
                    corner.RemoveAt(i);
                }
            }
        return ([.. lines.Select(r => (double[])[.. r.Take(n), r[^1]])], [.. corner]);
    }

    private double Least(double[] goal)
    {
        var (copy, at) = (rows.Select(r => (double[])r.Clone()).ToList(), basis.ToList());
        return Walk(copy, at, goal, goal.Length);
    }

    /// <summary>The simplex method by Bland's rule, which never goes in circles.</summary>
    private static double Walk(List<double[]> rows, List<int> basis, double[] goal, int columns)
    {
        for (var step = 0; step < 5_000; step++)
        {
            var entering = -1;
            for (var column = 0; column < columns && entering < 0; column++)
            {
                var price = goal[column];
                for (var i = 0; i < rows.Count; i++)
                    price -= goal[basis[i]] * rows[i][column];
                if (price < -Small && !basis.Contains(column))
                    entering = column;
            }
            if (entering < 0)
                return rows.Select((r, i) => goal[basis[i]] * r[^1]).Sum();
            var leaving = -1;
            for (var i = 0; i < rows.Count; i++)
                if (
                    rows[i][entering] > Small
                    && (
                        leaving < 0
                        || rows[i][^1] / rows[i][entering] < (rows[leaving][^1] / rows[leaving][entering]) - Small
                        || (
                            Math.Abs((rows[i][^1] / rows[i][entering]) - (rows[leaving][^1] / rows[leaving][entering])) <= Small
                            && basis[i] < basis[leaving]
                        )
                    )
                )
                    leaving = i;
            if (leaving < 0)
                return double.NegativeInfinity;
            Pivot(rows, basis, leaving, entering);
        }
        throw new InvalidOperationException("the adversary did not finish");
    }

    private static void Pivot(List<double[]> rows, List<int> basis, int row, int column)
    {
        var by = rows[row][column];
        for (var j = 0; j < rows[row].Length; j++)
            rows[row][j] /= by;
        for (var i = 0; i < rows.Count; i++)
            if (i != row && Math.Abs(rows[i][column]) > 0)
            {
                var times = rows[i][column];
                for (var j = 0; j < rows[i].Length; j++)
                    rows[i][j] -= times * rows[row][j];
            }
        basis[row] = column;
    }
}
