namespace Gezhi.Indicators.Reading;

/// <summary>The rules behind what deserves attention, over numbers alone. 值得关注规则</summary>
/// <remarks>Whatever a rule finds carries the numbers that made it appear. Few are shown: the strongest first, then by key.</remarks>
public static class AttentionRules
{
    /// <summary>Weeks that a rising topic is compared with.</summary>
    public const int WeeksBefore = 4;

    /// <summary>Shown of one rule.</summary>
    public const int Most = 3;

    private const int FewestRising = 5;
    private const double RisingTimes = 2;
    private const int FewestDoing = 10;
    private const double OverloadWeeks = 2;
    private const int FewestReturned = 5;
    private const double ManyReturned = .2;
    private const int FewestHurried = 3;
    private const double HurriedTimes = 2;

    /// <param name="Number">What is unusual.</param>
    /// <param name="Beside">What it is measured by.</param>
    public readonly record struct Found(string Key, long Number, double Beside);

    /// <summary>激增: at least five in a week, twice as many as in the mean week of the four before.</summary>
    /// <param name="week">Filed in the last seven days, by category.</param>
    /// <param name="before">Filed in the 28 days before, by category.</param>
    public static IReadOnlyList<Found> Rising(IReadOnlyDictionary<string, long> week, IReadOnlyDictionary<string, long> before) =>
        First(
            week.Where(c => c.Key.Length > 0 && c.Value >= FewestRising)
                .Select(c => new Found(c.Key, c.Value, before.GetValueOrDefault(c.Key) / (double)WeeksBefore))
                .Where(f => f.Number >= RisingTimes * f.Beside)
        );

    /// <summary>将超负荷: at least ten in hand, more than the unit closes in two weeks.</summary>
    /// <param name="doing">Being handled now, by unit.</param>
    /// <param name="closed">Closed in the last seven days, by unit.</param>
    public static IReadOnlyList<Found> Overloaded(IReadOnlyDictionary<string, int> doing, IReadOnlyDictionary<string, long> closed) =>
        First(
            doing
                .Where(u => u.Value >= FewestDoing)
                .Select(u => new Found(u.Key, u.Value, closed.GetValueOrDefault(u.Key)))
                .Where(f => f.Number >= OverloadWeeks * f.Beside)
        );

    /// <summary>退单多: at least five sent back, a fifth of what was dispatched.</summary>
    /// <param name="categories">Category, sent back, dispatched.</param>
    public static IReadOnlyList<Found> Returned(IEnumerable<(string Key, long Returned, long Dispatched)> categories) =>
        First(
            categories
                .Where(c => c.Returned >= FewestReturned && c.Dispatched > 0 && c.Returned >= ManyReturned * c.Dispatched)
                .Select(c => new Found(c.Key, c.Returned, c.Dispatched))
        );

    /// <summary>到期扎堆: at least three end within the hour, twice as many as were closed there in the last one.</summary>
    /// <param name="soon">Ending within the hour, by area.</param>
    /// <param name="closed">Closed within the last hour, by area.</param>
    public static IReadOnlyList<Found> Hurried(IReadOnlyDictionary<string, int> soon, IReadOnlyDictionary<string, int> closed) =>
        First(
            soon.Where(a => a.Value >= FewestHurried)
                .Select(a => new Found(a.Key, a.Value, closed.GetValueOrDefault(a.Key)))
                .Where(f => f.Number >= HurriedTimes * f.Beside)
        );

    /// <summary>长期无上报: grids of today from which nothing was heard, in their order.</summary>
    public static IReadOnlyList<string> Quiet(IEnumerable<string> grids, IReadOnlyDictionary<string, long> heard) =>
        [.. grids.Where(g => !heard.ContainsKey(g))];

    private static IReadOnlyList<Found> First(IEnumerable<Found> found) =>
        [.. found.OrderByDescending(f => f.Number).ThenBy(f => f.Key, StringComparer.Ordinal).Take(Most)];
}
