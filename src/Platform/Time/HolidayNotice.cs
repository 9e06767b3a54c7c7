using System.Globalization;
using System.Text.Json;

namespace Gezhi.Platform.Time;

/// <summary>One date that differs from the weekday rule. 节假日或调休日</summary>
/// <param name="On">Local date.</param>
/// <param name="Name">The festival it belongs to, in Chinese.</param>
/// <param name="IsWorking">True for an adjusted working day (调休上班), false for a day off.</param>
public readonly record struct CalendarDay(DateOnly On, string Name, bool IsWorking);

/// <summary>The State Council's holiday arrangement of one year. 国务院放假安排</summary>
/// <param name="Year">Year of the notice; it may also govern days of the December before.</param>
/// <param name="Days">Only the dates the notice names; a weekend that merely adjoins is not listed.</param>
/// <remarks>Source: gov.cn notices as collected by holiday-cn (seed/README.md).</remarks>
public sealed record HolidayNotice(int Year, IReadOnlyList<CalendarDay> Days)
{
    /// <summary>Reads one year file: {"year", "days": [{"name", "date", "isOffDay"}]}. 读取放假安排</summary>
    /// <exception cref="JsonException">The stream is not such a file.</exception>
    public static HolidayNotice Read(Stream json)
    {
        using var file = JsonDocument.Parse(json);
        try
        {
            return new HolidayNotice(
                file.RootElement.GetProperty("year").GetInt32(),
                [.. file.RootElement.GetProperty("days").EnumerateArray().Select(Day)]
            );
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new JsonException("A holiday file has a year and days with name, date and isOffDay.", e);
        }
    }

    private static CalendarDay Day(JsonElement day) =>
        new(
            DateOnly.ParseExact(day.GetProperty("date").GetString() ?? "", "yyyy-MM-dd", CultureInfo.InvariantCulture),
            day.GetProperty("name").GetString() ?? "",
            !day.GetProperty("isOffDay").GetBoolean()
        );

    /// <summary>The notices shipped with the product, 2017 to 2026. 内置放假安排</summary>
    internal static IEnumerable<HolidayNotice> Shipped()
    {
        var assembly = typeof(HolidayNotice).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith("calendar/", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            yield return Read(stream);
        }
    }
}
