namespace Gezhi.Indicators.Wall;

/// <summary>Today by local hour, beside the same weekday of the weeks before: their lines, their median and the band between lowest and highest. 今日分时</summary>
/// <param name="Filed">24 numbers; null for the hour that runs and those to come: a running hour would always look like a fall.</param>
/// <param name="Closed">As <paramref name="Filed"/>.</param>
/// <param name="Weeks">24 numbers a week, the latest week first; only weeks in which anything was filed at all.</param>
/// <param name="Low">Lowest of the weeks by hour; empty without weeks.</param>
/// <param name="Median">Of the weeks by hour; empty without weeks.</param>
/// <param name="High">Highest of the weeks by hour; empty without weeks.</param>
public sealed record DayCurve(
    IReadOnlyList<double?> Filed,
    IReadOnlyList<double?> Closed,
    IReadOnlyList<IReadOnlyList<double>> Weeks,
    IReadOnlyList<double> Low,
    IReadOnlyList<double> Median,
    IReadOnlyList<double> High
)
{
    private const int Hours = 24;

    /// <param name="filed">Local hours of today's filings.</param>
    /// <param name="closed">Local hours of today's closings.</param>
    /// <param name="weeks">Local hours of the filings of each week's day.</param>
    /// <param name="running">The local hour that runs, 0 to 23.</param>
    public static DayCurve Of(IEnumerable<int> filed, IEnumerable<int> closed, IEnumerable<IEnumerable<int>> weeks, int running)
    {
        var past = weeks.Select(Count).Where(week => week.Any(n => n > 0)).ToList();
        IReadOnlyList<double> Each(Func<IReadOnlyList<double>, double> of) =>
            past.Count == 0 ? [] : [.. Enumerable.Range(0, Hours).Select(h => of([.. past.Select(week => week[h]).Order()]))];
        return new DayCurve(
            Over(Count(filed), running),
            Over(Count(closed), running),
            past,
            Each(sorted => sorted[0]),
            Each(MedianOf),
            Each(sorted => sorted[^1])
        );
    }

    /// <summary>The middle one, or the mean of the two in the middle.</summary>
    /// <param name="sorted">At least one, ascending.</param>
    public static double MedianOf(IReadOnlyList<double> sorted) => (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;

    private static double[] Count(IEnumerable<int> hours)
    {
        var counts = new double[Hours];
        foreach (var hour in hours)
            counts[hour]++;
        return counts;
    }

    private static double?[] Over(double[] counts, int running) => [.. counts.Select((n, hour) => hour < running ? n : (double?)null)];
}
