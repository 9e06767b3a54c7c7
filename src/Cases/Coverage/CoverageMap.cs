using Gezhi.Cases.Rules;
using Gezhi.Cases.Rules.Checks;

namespace Gezhi.Cases.Coverage;

/// <summary>Whether somebody answers for a matter in an area. 覆盖状态</summary>
public enum CoverState
{
    /// <summary>有主.</summary>
    Owned,

    /// <summary>争议: equally specific rules name different units.</summary>
    Contested,

    /// <summary>部分: only at some hours, by some channels, in some kinds of place.</summary>
    Partly,

    /// <summary>无主.</summary>
    Nobody,
}

/// <summary>Who answers. 覆盖结论</summary>
/// <param name="Unit">The owner, the first of those that contest, or who answers for a part; null for nobody.</param>
/// <param name="RuleNo">The rule that says so; of a part the most specific one; null for nobody.</param>
/// <param name="Other">Number of the rule that contests it; of an owner, the numbers of those that answer for the other parts of the week.</param>
public readonly record struct Cover(CoverState State, string? Unit = null, string? RuleNo = null, string? Other = null);

/// <summary>How many of the smallest areas inside an area are in which state. 覆盖统计</summary>
public readonly record struct CoverCount(int Owned, int Contested, int Partly, int Nobody)
{
    public int Total => Owned + Contested + Partly + Nobody;

    public static CoverCount operator +(CoverCount a, CoverCount b) =>
        new(a.Owned + b.Owned, a.Contested + b.Contested, a.Partly + b.Partly, a.Nobody + b.Nobody);
}

/// <summary>Category × area: who answers, by the rules that speak at all times. 权责覆盖图</summary>
/// <remarks>
/// Rules with hours, channels, kinds of place or urgency own nothing by themselves: alone they cover a part; those of an area and of the areas around
/// it that leave nothing open together own it (<see cref="WholeWeek"/>). Two of them that are equally specific, name different units and can hold at
/// the same moment are contested, unless a more specific rule that speaks at all times stands above both.
/// Each area takes over the answer of the area around it unless a rule of its own is more specific; so the work is one step for each pair of
/// category and area, whatever the number of rules.
/// </remarks>
public sealed class CoverageMap
{
    private readonly Dictionary<string, int> categoryAt;
    private readonly Dictionary<string, int> nodeAt;
    private readonly int[] parents;
    private readonly int[] ends;
    private readonly ushort[][] cells;
    private readonly List<Cover> covers = [new(CoverState.Nobody)];
    private readonly Dictionary<Cover, ushort> known = [];

    private CoverageMap(RuleIndex index, IReadOnlyList<string> categories, IEnumerable<string> areas, Func<string, bool> isActive)
    {
        Categories = categories;
        Codes = [.. areas.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        categoryAt = categories.Select((c, i) => (c, i)).ToDictionary(p => p.c, p => p.i, StringComparer.Ordinal);
        nodeAt = Codes.Select((c, i) => (c, i)).ToDictionary(p => p.c, p => p.i, StringComparer.Ordinal);
        parents = [.. Codes.Select(ParentOf)];
        ends = Ends();
        cells = [.. categories.Select(c => Row(index, c, isActive))];
    }

    public IReadOnlyList<string> Categories { get; }

    /// <summary>Area codes in the order of the tree.</summary>
    public IReadOnlyList<string> Codes { get; }

    /// <param name="areas">Codes of all areas that count, the district included.</param>
    /// <param name="isActive">Whether a unit works today; rules of others do not count.</param>
    public static CoverageMap Of(
        RuleIndex index,
        IReadOnlyList<string> categories,
        IEnumerable<string> areas,
        Func<string, bool> isActive
    ) => new(index, categories, areas, isActive);

    /// <summary>The answer for exactly this area; of its smaller areas some may have another.</summary>
    public Cover At(string categoryKey, string areaCode) => covers[cells[categoryAt[categoryKey]][nodeAt[areaCode]]];

    public bool Knows(string areaCode) => nodeAt.ContainsKey(areaCode);

    /// <summary>The smallest areas inside an area, by state.</summary>
    public CoverCount Count(string categoryKey, string areaCode)
    {
        var row = cells[categoryAt[categoryKey]];
        Span<int> counts = stackalloc int[4];
        for (var n = nodeAt[areaCode]; n < ends[nodeAt[areaCode]]; n++)
            if (ends[n] == n + 1)
                counts[(int)covers[row[n]].State]++;
        return new CoverCount(
            counts[(int)CoverState.Owned],
            counts[(int)CoverState.Contested],
            counts[(int)CoverState.Partly],
            counts[(int)CoverState.Nobody]
        );
    }

    private ushort[] Row(RuleIndex index, string category, Func<string, bool> isActive)
    {
        var byArea = index
            .Around(category)
            .Where(r => isActive(r.LeadUnitCode))
            .GroupBy(r => r.AreaPrefix, StringComparer.Ordinal)
            .ToDictionary(
                g => g.Key,
                g => g.OrderByDescending(r => r.Specificity).ThenBy(r => r.No, StringComparer.Ordinal).ToList(),
                StringComparer.Ordinal
            );
        var around = Outside(byArea);
        var row = new ushort[Codes.Count];
        var answers = new Answer[Codes.Count];
        for (var n = 0; n < row.Length; n++)
        {
            answers[n] = parents[n] < 0 ? around : answers[parents[n]];
            if (byArea.TryGetValue(Codes[n], out var own))
                answers[n] = Within(answers[n], own);
            row[n] = answers[n].Cover;
        }
        return row;
    }

    /// <summary>What holds outside the first area of the tree: rules for no area, or for one larger than the district.</summary>
    private Answer Outside(Dictionary<string, List<ResponsibilityRule>> byArea)
    {
        var around = new Answer(-1, 0, []);
        foreach (var (area, rules) in byArea.OrderBy(a => a.Key.Length))
            if (!nodeAt.ContainsKey(area) && Codes.Count > 0 && Codes[0].StartsWith(area, StringComparison.Ordinal))
                around = Within(around, rules);
        return around;
    }

    /// <summary>The answer of an area with rules of its own, inside another one.</summary>
    /// <param name="rules">Of this area, most specific first.</param>
    private Answer Within(Answer around, List<ResponsibilityRule> rules)
    {
        if (Best(rules) is { } best)
            return best.Specificity > around.Specificity ? new(best.Specificity, best.Cover, []) : around;
        ResponsibilityRule[] parts = [.. around.Parts, .. rules.Where(r => !r.IsUnconditional)];
        var state = covers[around.Cover].State;
        if (state != CoverState.Owned && parts.Length > 1 && WholeWeek.IsCovered(parts))
            return new(parts.Min(r => r.Specificity), Kept(Together(parts)), []);
        var cover = state == CoverState.Nobody ? Kept(new(CoverState.Partly, rules[0].LeadUnitCode, rules[0].No)) : around.Cover;
        return around with { Cover = cover, Parts = parts };
    }

    /// <summary>Each answers for its part; the most specific one is named first.</summary>
    private static Cover Together(IEnumerable<ResponsibilityRule> parts)
    {
        var all = parts.OrderByDescending(r => r.Specificity).ThenBy(r => r.No, StringComparer.Ordinal).ToList();
        return new Cover(CoverState.Owned, all[0].LeadUnitCode, all[0].No, string.Join(' ', all.Skip(1).Select(r => r.No)));
    }

    /// <summary>What an area hands on to those inside it.</summary>
    /// <param name="Specificity">Of the rule that decides; −1 while none speaks at all times.</param>
    /// <param name="Parts">Rules that speak of a part, while nobody owns the whole.</param>
    private readonly record struct Answer(int Specificity, ushort Cover, IReadOnlyList<ResponsibilityRule> Parts);

    /// <summary>The owner by the most specific rule that speaks at all times; contested where two equals meet at that height or above it.</summary>
    /// <param name="rules">Of one area, most specific first.</param>
    private (int Specificity, ushort Cover)? Best(List<ResponsibilityRule> rules)
    {
        var first = rules.Find(r => r.IsUnconditional);
        if (RuleConflict.Among(rules).FirstOrDefault() is { A: var a, B: var b } && a.Specificity >= (first?.Specificity ?? 0))
            return (a.Specificity, Kept(new(CoverState.Contested, a.LeadUnitCode, a.No, b.No)));
        return first is null ? null : (first.Specificity, Kept(new(CoverState.Owned, first.LeadUnitCode, first.No)));
    }

    private ushort Kept(Cover cover)
    {
        if (!known.TryGetValue(cover, out var at))
        {
            known.Add(cover, at = (ushort)covers.Count);
            covers.Add(cover);
        }
        return at;
    }

    private int ParentOf(string code)
    {
        foreach (var length in AreaLengths)
            if (length < code.Length && nodeAt.TryGetValue(code[..length], out var parent))
                return parent;
        return -1;
    }

    /// <summary>For each area the place after its last descendant: codes are sorted, so a subtree is one stretch.</summary>
    private int[] Ends()
    {
        var found = new int[Codes.Count];
        for (var n = Codes.Count - 1; n >= 0; n--)
        {
            found[n] = Math.Max(found[n], n + 1);
            if (parents[n] >= 0)
                found[parents[n]] = Math.Max(found[parents[n]], found[n]);
        }
        return found;
    }

    private static readonly int[] AreaLengths = [15, 12, 9, 6];
}
