namespace Gezhi.Indicators.Definitions;

/// <summary>The register of figures: every version of every figure, and what is published elsewhere but cannot be reckoned here. 指标库</summary>
public sealed partial class FigureList
{
    /// <summary>主动发现率.</summary>
    public const string FoundFirst = "found_first_rate";

    private readonly ILookup<string, FigureDefinition> byKey;

    /// <param name="versions">All versions, in the order in which they are shown.</param>
    /// <exception cref="InvalidOperationException">Two versions of a figure hold from the same month on, or a figure has versions out of order.</exception>
    public FigureList(IReadOnlyList<FigureDefinition> versions)
    {
        byKey = versions.OrderBy(v => v.Version).ToLookup(v => v.Key, StringComparer.Ordinal);
        foreach (var figure in byKey)
            if (figure.Zip(figure.Skip(1)).Any(pair => pair.First.FromMonth >= pair.Second.FromMonth))
                throw new InvalidOperationException($"the versions of {figure.Key} do not follow each other");
        Keys = [.. versions.Select(v => v.Key).Distinct()];
    }

    /// <summary>In the order in which they are shown.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>The version that holds in a month; null when nobody knows the key.</summary>
    /// <param name="month">yyyyMM.</param>
    public FigureDefinition? Find(string key, int month) =>
        byKey[key].LastOrDefault(v => v.FromMonth <= month) ?? byKey[key].FirstOrDefault();

    /// <summary>All versions, oldest first; empty when nobody knows the key.</summary>
    public IReadOnlyList<FigureDefinition> VersionsOf(string key) => [.. byKey[key]];

    /// <summary>Every figure as it holds in a month.</summary>
    public IReadOnlyList<FigureDefinition> In(int month) => [.. Keys.Select(k => Find(k, month)!)];

    /// <summary>A version that holds only from a later month on; null: no change is announced.</summary>
    public FigureDefinition? Announced(string key, int month) => byKey[key].FirstOrDefault(v => v.FromMonth > month && v.Version > 1);

    /// <summary>The month of a local day, as yyyyMM.</summary>
    public static int MonthOf(DateOnly day) => (day.Year * 100) + day.Month;

    /// <summary>First and last day of a month.</summary>
    public static (DateOnly From, DateOnly To) DaysOf(int month)
    {
        var first = new DateOnly(month / 100, month % 100, 1);
        return (first, first.AddMonths(1).AddDays(-1));
    }
}

/// <summary>A figure published elsewhere that is not reckoned here, and why. 未计算的指标</summary>
public sealed record FigureLeftOut(string Key, Words Name, Words Formula, Words Why);
