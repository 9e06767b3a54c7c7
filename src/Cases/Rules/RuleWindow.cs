using System.Globalization;

namespace Gezhi.Cases.Rules;

/// <summary>When in the week a rule speaks. 时段</summary>
/// <param name="Weekdays">Bits from Monday = 1 to Sunday = 64; 127 is every day.</param>
/// <param name="FromMinute">Local minutes after midnight, 0–1439.</param>
/// <param name="ToMinute">Local minutes after midnight, 1–1440; smaller than <paramref name="FromMinute"/> runs past midnight into the next day.</param>
public readonly record struct RuleWindow(int Weekdays, int FromMinute, int ToMinute)
{
    public const int EveryDay = 127;
    internal const int WeekMinutes = 7 * DayMinutes;
    private const int DayMinutes = 1440;

    /// <summary>Whether the window is open at a local wall time; a window past midnight belongs to the day it begins on.</summary>
    public bool Holds(DateTime local)
    {
        var minute = (local.Hour * 60) + local.Minute;
        return FromMinute < ToMinute
            ? minute >= FromMinute && minute < ToMinute && HasDay(local.DayOfWeek)
            : (minute >= FromMinute && HasDay(local.DayOfWeek)) || (minute < ToMinute && HasDay(local.AddDays(-1).DayOfWeek));
    }

    /// <summary>Whether both are open at some minute of the week.</summary>
    public bool Overlaps(RuleWindow other)
    {
        foreach (var (fromA, toA) in Stretches())
        foreach (var (fromB, toB) in other.Stretches())
            if (fromA < toB && fromB < toA)
                return true;
        return false;
    }

    /// <summary>Whether the numbers make sense.</summary>
    public bool IsSound =>
        Weekdays is > 0 and <= EveryDay
        && FromMinute is >= 0 and < DayMinutes
        && ToMinute is > 0 and <= DayMinutes
        && FromMinute != ToMinute;

    /// <summary>Reads "08:00-18:00"; "24:00" is the end of the day.</summary>
    public static bool TryParse(string text, int weekdays, out RuleWindow window)
    {
        window = default;
        var parts = text.Replace('：', ':')
            .Replace('–', '-')
            .Replace('—', '-')
            .Replace('~', '-')
            .Split('-', StringSplitOptions.TrimEntries);
        if (parts.Length != 2 || Minute(parts[0]) is not { } from || Minute(parts[1]) is not { } to)
            return false;
        window = new RuleWindow(weekdays, from, to == 0 ? DayMinutes : to);
        return window.IsSound;
    }

    /// <summary>08:00-18:00, without the days.</summary>
    public string Hours => string.Create(CultureInfo.InvariantCulture, $"{Clock(FromMinute)}-{Clock(ToMinute)}");

    private static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");

    private static int? Minute(string text) =>
        text == "24:00" ? DayMinutes
        : TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? (time.Hour * 60) + time.Minute
        : null;

    private bool HasDay(DayOfWeek day) => (Weekdays & Bit(day)) != 0;

    /// <summary>Monday = 1 … Sunday = 64.</summary>
    public static int Bit(DayOfWeek day) => 1 << (((int)day + 6) % 7);

    /// <summary>Open stretches in minutes of the week, from Monday midnight; the one past Sunday midnight comes round again.</summary>
    internal IEnumerable<(int From, int To)> Stretches()
    {
        for (var day = 0; day < 7; day++)
        {
            if ((Weekdays & (1 << day)) == 0)
                continue;
            var from = (day * DayMinutes) + FromMinute;
            var to = (day * DayMinutes) + ToMinute + (FromMinute < ToMinute ? 0 : DayMinutes);
            yield return (from, Math.Min(to, WeekMinutes));
            if (to > WeekMinutes)
                yield return (0, to - WeekMinutes);
        }
    }
}
