using System.Globalization;

namespace Gezhi.Indicators.Reports;

/// <summary>What a report is about. 报表类型</summary>
public enum ReportKind
{
    /// <summary>日报.</summary>
    Day,

    /// <summary>周报, Monday to Sunday.</summary>
    Week,

    /// <summary>月报, from the frozen month.</summary>
    Month,

    /// <summary>专题: a saved set of conditions over some days.</summary>
    Topic,
}

/// <summary>The days of a report, and those it is compared with. 报表期间</summary>
/// <remarks>
/// The period before is the day, week or month before; a year ago are the same date or month, and for a week the week 364 days ago, so that weekday stands beside
/// weekday. While a period runs, it is compared with as many of the first days of the others.
/// </remarks>
/// <param name="From">First local day.</param>
/// <param name="To">Last local day.</param>
public sealed record ReportPeriod(ReportKind Kind, DateOnly From, DateOnly To)
{
    private const int WeekDays = 7;
    private const int SameWeekdaysOfYear = 364;

    /// <summary>The period of a day.</summary>
    public static ReportPeriod Around(ReportKind kind, DateOnly day) =>
        kind switch
        {
            ReportKind.Day => new(kind, day, day),
            ReportKind.Week => Week(day.AddDays(-(((int)day.DayOfWeek + 6) % WeekDays))),
            ReportKind.Month => Month(new DateOnly(day.Year, day.Month, 1)),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    /// <summary>Reads <c>2026-03-05</c>, <c>2026-W10</c>, <c>2026-03</c>; null for what is none of the kind.</summary>
    public static ReportPeriod? Read(ReportKind kind, string text) =>
        kind switch
        {
            ReportKind.Day => DayOf(text, "yyyy-MM-dd") is { } day ? new(kind, day, day) : null,
            ReportKind.Month => DayOf(text + "-01", "yyyy-MM-dd") is { } first ? Month(first) : null,
            ReportKind.Week
                when text.Length == 8
                    && text[4..6] == "-W"
                    && int.TryParse(text.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year)
                    && int.TryParse(text.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var week)
                    && year is > 2000 and < 2999
                    && week >= 1
                    && week <= ISOWeek.GetWeeksInYear(year) => Week(
                DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday))
            ),
            _ => null,
        };

    /// <summary>As it stands in addresses; the days of a topic are its own.</summary>
    public string Text =>
        Kind switch
        {
            ReportKind.Day => Day(From),
            ReportKind.Week => string.Create(
                CultureInfo.InvariantCulture,
                $"{ISOWeek.GetYear(From.ToDateTime(TimeOnly.MinValue)):0000}-W{ISOWeek.GetWeekOfYear(From.ToDateTime(TimeOnly.MinValue)):00}"
            ),
            ReportKind.Month => From.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            _ => $"{Day(From)}.{Day(To)}",
        };

    /// <summary>How many local days.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>The period before this one, whole.</summary>
    public ReportPeriod Before =>
        Kind switch
        {
            ReportKind.Month => Month(From.AddMonths(-1)),
            _ => this with { From = From.AddDays(-Days), To = From.AddDays(-1) },
        };

    /// <summary>The period after this one, whole.</summary>
    public ReportPeriod After =>
        Kind switch
        {
            ReportKind.Month => Month(From.AddMonths(1)),
            _ => this with { From = To.AddDays(1), To = To.AddDays(Days) },
        };

    /// <summary>The same period a year ago, whole.</summary>
    public ReportPeriod LastYear =>
        Kind switch
        {
            ReportKind.Month => Month(From.AddYears(-1)),
            ReportKind.Week => this with { From = From.AddDays(-SameWeekdaysOfYear), To = To.AddDays(-SameWeekdaysOfYear) },
            _ => this with { From = From.AddYears(-1), To = To.AddYears(-1) },
        };

    /// <summary>Whether it is not over.</summary>
    public bool IsRunning(DateOnly today) => To >= today;

    /// <summary>The first days of it, as many as another one has gone through so far.</summary>
    public (DateOnly From, DateOnly To) First(int days) => (From, days >= Days ? To : From.AddDays(Math.Max(1, days) - 1));

    private static ReportPeriod Week(DateOnly monday) => new(ReportKind.Week, monday, monday.AddDays(WeekDays - 1));

    private static ReportPeriod Month(DateOnly first) => new(ReportKind.Month, first, first.AddMonths(1).AddDays(-1));

    private static DateOnly? DayOf(string text, string form) =>
        DateOnly.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2001 and < 2998
            ? day
            : null;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
