using System.Globalization;
using Gezhi.Platform;
using Gezhi.Platform.Time;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Resident;

/// <summary>Instants as people say them: 今天 14:26, 昨天 9:10, 11 月 20 日 14:26. 时间说法</summary>
public sealed class Moments(IStringLocalizer T, WorkCalendar calendar, TimeProvider clock)
{
    /// <param name="utc">The instant.</param>
    public string Say(DateTime utc)
    {
        var (then, today) = (Local(utc), DateOnly.FromDateTime(Local(clock.UtcNow)));
        var time = then.ToString("HH:mm", CultureInfo.InvariantCulture);
        var day = DateOnly.FromDateTime(then);
        return (day.DayNumber - today.DayNumber) switch
        {
            0 => T["今天 {0}", time],
            -1 => T["昨天 {0}", time],
            1 => T["明天 {0}", time],
            _ when day.Year == today.Year => $"{day.ToString(T["M 月 d 日"], CultureInfo.CurrentCulture)} {time}",
            _ => $"{day.ToString(T["yyyy 年 M 月 d 日"], CultureInfo.CurrentCulture)} {time}",
        };
    }

    /// <summary>The day alone, of a deadline that ends with it: 12 月 14 日.</summary>
    public string LastDay(DateTime endUtc) => Local(endUtc.AddTicks(-1)).ToString(T["M 月 d 日"], CultureInfo.CurrentCulture);

    /// <summary>Whole, for paper: 2026 年 3 月 5 日 14:26.</summary>
    public string Full(DateTime utc) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Local(utc).ToString(T["yyyy 年 M 月 d 日"], CultureInfo.CurrentCulture)} {Local(utc):HH:mm}"
        );

    /// <summary>For machines: ISO 8601 with offset.</summary>
    public string Iso(DateTime utc) =>
        new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc))
            .ToOffset(calendar.Zone.GetUtcOffset(utc))
            .ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), calendar.Zone);
}
