using System.Globalization;

namespace Gezhi.Platform.Time;

/// <summary>A stretch of a working day in which limits run. 工作时段</summary>
/// <param name="FromMinute">Minutes after local midnight, 0–1439.</param>
/// <param name="ToMinute">Minutes after local midnight, at most 1440.</param>
public readonly record struct WorkWindow(int FromMinute, int ToMinute)
{
    /// <summary>08:00–12:00 and 14:00–18:00. 默认工作时段</summary>
    public static IReadOnlyList<WorkWindow> Default { get; } = [new(8 * 60, 12 * 60), new(14 * 60, 18 * 60)];

    /// <summary>The whole day, for centres that never close. 全天值守</summary>
    public static IReadOnlyList<WorkWindow> AroundTheClock { get; } = [new(0, 24 * 60)];

    internal long FromTicks => FromMinute * TimeSpan.TicksPerMinute;

    internal long ToTicks => ToMinute * TimeSpan.TicksPerMinute;

    /// <summary>Reads "08:30-12:00"; "24:00" is the end of the day. 解析工作时段</summary>
    /// <exception cref="FormatException">The text is not two times joined by a hyphen.</exception>
    public static WorkWindow Parse(string text)
    {
        var parts = text.Split('-', StringSplitOptions.TrimEntries);
        if (parts.Length != 2)
            throw new FormatException($"'{text}' is not a work window such as 08:00-12:00.");
        return new WorkWindow(Minute(parts[0]), Minute(parts[1]));
    }

    internal static WorkWindow[] Checked(IEnumerable<WorkWindow> windows)
    {
        WorkWindow[] all = [.. windows];
        var last = 0;
        foreach (var window in all)
        {
            if (window.FromMinute < last || window.ToMinute <= window.FromMinute || window.ToMinute > 24 * 60)
                throw new ArgumentException($"Work window {window} is empty, out of order or outside the day.", nameof(windows));
            last = window.ToMinute;
        }
        return all.Length > 0 ? all : throw new ArgumentException("A calendar needs at least one work window.", nameof(windows));
    }

    private static int Minute(string text) =>
        text == "24:00" ? 24 * 60 : (int)TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture).ToTimeSpan().TotalMinutes;

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{FromMinute / 60:00}:{FromMinute % 60:00}-{ToMinute / 60:00}:{ToMinute % 60:00}");
}
