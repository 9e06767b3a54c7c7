using System.Globalization;
using Gezhi.Platform.Time;

namespace Gezhi.Cases.CallBacks;

/// <summary>When residents may be called; outside these windows it is quiet. 可回访时段</summary>
/// <param name="windows">"09:00-12:00,14:30-18:00", in order; each is another time of day.</param>
public sealed class CallHours(string windows, WorkCalendar calendar)
{
    private readonly WorkWindow[] all =
    [
        .. windows.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(WorkWindow.Parse),
    ];

    /// <summary>As it is typed.</summary>
    public string Written => string.Join(", ", all.Select(w => w.ToString()));

    /// <summary>As written in the settings, for people.</summary>
    public string Words =>
        string.Join(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? ", " : "、", all.Select(w => w.ToString()));

    /// <summary>Whether it is a time to call.</summary>
    public bool IsOpen(DateTime now) => Array.Exists(all, w => IsIn(w, MinuteOf(now)));

    /// <summary>The first instant from <paramref name="from"/> on at which one may call, UTC.</summary>
    public DateTime Next(DateTime from) => IsOpen(from) ? from : Begin(from);

    /// <summary>The beginning of the next window: another time of day than the call that was missed, UTC.</summary>
    public DateTime AnotherTime(DateTime missedAt) => Begin(missedAt);

    private DateTime Begin(DateTime after)
    {
        var (day, minute) = (calendar.LocalDay(after), MinuteOf(after));
        foreach (var window in all)
            if (window.FromMinute > minute)
                return At(day, window);
        return At(day.AddDays(1), all[0]);
    }

    private DateTime At(DateOnly day, WorkWindow window) => calendar.Utc(day.ToDateTime(TimeOnly.MinValue).AddMinutes(window.FromMinute));

    private int MinuteOf(DateTime utc) => (int)calendar.Local(utc).TimeOfDay.TotalMinutes;

    private static bool IsIn(WorkWindow window, int minute) => minute >= window.FromMinute && minute < window.ToMinute;
}
