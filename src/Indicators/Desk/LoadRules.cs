namespace Gezhi.Indicators.Desk;

/// <summary>How much open work lies on whom. 负荷</summary>
/// <param name="Key">Unit or grid.</param>
/// <param name="Kind">Only the same kind is compared.</param>
/// <param name="Open">Cases in hand now.</param>
/// <param name="People">Who do that work.</param>
public sealed record Load(string Key, string Kind, int Open, int People)
{
    /// <summary>Cases for each of them; null: there is nobody.</summary>
    public double? Each => People > 0 ? (double)Open / People : null;
}

/// <summary>Far more than like ones. 负荷明显偏高</summary>
/// <param name="Usual">Median of those of its kind that have open work, itself included; null: there is nobody to do it.</param>
/// <param name="Alike">How many it is compared with, itself included.</param>
public sealed record HeavyLoad(Load Load, double? Usual, int Alike);

/// <summary>The rule behind overload: over numbers alone, so that a person can follow it. 负荷规则</summary>
public static class LoadRules
{
    /// <summary>Fewer open cases are never too many.</summary>
    public const int FewestOpen = 5;

    /// <summary>So many times the median of like ones.</summary>
    public const double Times = 2;

    /// <summary>With fewer of a kind there is nothing to compare with.</summary>
    public const int FewestAlike = 3;

    /// <summary>Those with open work and nobody to do it first, then by how far they are above the median; ties by key.</summary>
    public static IReadOnlyList<HeavyLoad> Heavy(IReadOnlyCollection<Load> loads)
    {
        var medians = loads
            .Where(l => l is { Open: > 0, Each: not null })
            .GroupBy(l => l.Kind, StringComparer.Ordinal)
            .Where(g => g.Count() >= FewestAlike)
            .ToDictionary(g => g.Key, g => (Median: Median([.. g.Select(l => l.Each!.Value)]), Count: g.Count()), StringComparer.Ordinal);
        return
        [
            .. loads
                .Where(l => l.Open >= FewestOpen)
                .Select(l =>
                    l.Each is not { } each ? new HeavyLoad(l, null, 0)
                    : medians.TryGetValue(l.Kind, out var alike) && each > 0 && each >= Times * alike.Median
                        ? new HeavyLoad(l, alike.Median, alike.Count)
                    : null
                )
                .OfType<HeavyLoad>()
                .OrderBy(h => h.Usual is null ? 0 : 1)
                .ThenByDescending(h => (h.Load.Each ?? h.Load.Open) - (h.Usual ?? 0))
                .ThenBy(h => h.Load.Key, StringComparer.Ordinal),
        ];
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        var half = values.Count / 2;
        return values.Count % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }
}
