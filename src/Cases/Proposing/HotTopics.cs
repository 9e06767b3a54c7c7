namespace Gezhi.Cases.Proposing;

/// <summary>Puts reports of some weeks together by place and theme, to see what many people speak of. 热点</summary>
internal static class HotTopics
{
    /// <summary>Mean likeness from which two groups are one topic.</summary>
    public const double Least = .07;

    /// <summary>How alike any two of some reports are, 0 to 1; rarity is counted over all of them first.</summary>
    public static Func<int, int, double> Compare(IReadOnlyList<(DateTime At, string Title, string Detail)> reports)
    {
        var comparer = new TextComparer();
        foreach (var (_, title, detail) in reports)
            comparer.Add(title, detail);
        var texts = reports.Select(r => comparer.Ask(r.Title, r.Detail)).ToArray();
        return (i, j) => texts[i].Likeness(texts[j], (reports[i].At - reports[j].At).TotalDays);
    }
}
