namespace Gezhi.Cases.Rules;

/// <summary>The rules of one book, found by category and area without looking at the others. 权责索引</summary>
/// <remarks>Immutable. A matter costs one look-up for each pair of a length of category and a length of area that any rule has.</remarks>
public sealed class RuleIndex
{
    private readonly Dictionary<string, ByArea> byCategory = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ByArea>.AlternateLookup<ReadOnlySpan<char>> look;
    private readonly int[] lengths;

    private RuleIndex(int book, IReadOnlyList<ResponsibilityRule> rules)
    {
        (Book, Rules) = (book, rules);
        foreach (var group in rules.GroupBy(r => r.CategoryPrefix, StringComparer.Ordinal))
            byCategory.Add(group.Key, new ByArea(group));
        look = byCategory.GetAlternateLookup<ReadOnlySpan<char>>();
        lengths = Descending(byCategory.Keys);
    }

    /// <summary>Number of the book; 0 for what is no book yet.</summary>
    public int Book { get; }

    /// <summary>All of them, in the order of their numbers.</summary>
    public IReadOnlyList<ResponsibilityRule> Rules { get; }

    /// <summary>Compiles the rules of a book.</summary>
    public static RuleIndex Of(IEnumerable<ResponsibilityRule> rules, int book = 0) =>
        new(book, [.. rules.OrderBy(r => r.No, StringComparer.Ordinal)]);

    /// <summary>The rules that speak of a matter, most specific first; equals in the order of their numbers.</summary>
    public List<ResponsibilityRule> Matching(Matter matter)
    {
        var found = new List<ResponsibilityRule>(4);
        foreach (var length in lengths)
            if (length <= matter.CategoryKey.Length && look.TryGetValue(matter.CategoryKey.AsSpan(0, length), out var areas))
                areas.Collect(matter, found);
        return found;
    }

    /// <summary>The rules of every category prefix around a category, longest first. For coverage.</summary>
    internal IEnumerable<ResponsibilityRule> Around(string categoryKey) =>
        lengths
            .Where(length => length <= categoryKey.Length)
            .SelectMany(length => byCategory.TryGetValue(categoryKey[..length], out var areas) ? areas.All : []);

    /// <summary>Rules with the same category and area: only among these can two be equally specific for one matter.</summary>
    internal IEnumerable<IReadOnlyList<ResponsibilityRule>> Buckets => byCategory.Values.SelectMany(areas => areas.Buckets);

    private static int[] Descending(IEnumerable<string> keys) => [.. keys.Select(k => k.Length).Distinct().OrderDescending()];

    private sealed class ByArea
    {
        private readonly Dictionary<string, ResponsibilityRule[]> buckets = new(StringComparer.Ordinal);
        private readonly Dictionary<string, ResponsibilityRule[]>.AlternateLookup<ReadOnlySpan<char>> look;
        private readonly int[] lengths;

        public ByArea(IEnumerable<ResponsibilityRule> rules)
        {
            foreach (var group in rules.GroupBy(r => r.AreaPrefix, StringComparer.Ordinal))
                buckets.Add(group.Key, [.. group.OrderByDescending(r => r.Specificity).ThenBy(r => r.No, StringComparer.Ordinal)]);
            look = buckets.GetAlternateLookup<ReadOnlySpan<char>>();
            lengths = Descending(buckets.Keys);
        }

        public IEnumerable<ResponsibilityRule> All => buckets.Values.SelectMany(bucket => bucket);

        public IEnumerable<IReadOnlyList<ResponsibilityRule>> Buckets => buckets.Values;

        public void Collect(Matter matter, List<ResponsibilityRule> found)
        {
            foreach (var length in lengths)
                if (length <= matter.AreaCode.Length && look.TryGetValue(matter.AreaCode.AsSpan(0, length), out var bucket))
                    foreach (var rule in bucket)
                        if (rule.MeetsConditions(matter))
                            found.Add(rule);
        }
    }
}
