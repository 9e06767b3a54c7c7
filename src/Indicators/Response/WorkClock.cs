using Gezhi.Platform.Time;

namespace Gezhi.Indicators.Response;

/// <summary>By which clock a time is measured. 计时口径</summary>
public enum ResponseClock
{
    /// <summary>自然时间.</summary>
    Calendar,

    /// <summary>工作时间, of the district's calendar and hours.</summary>
    Working,
}

/// <summary>Minutes of a stretch of time by the chosen clock; working minutes are looked up, not reckoned, for millions of stretches. 时钟换算</summary>
internal sealed class WorkClock
{
    private readonly int first;
    private readonly int[]? worked;

    /// <param name="first">First minute that will be asked for, since 1970-01-01 UTC.</param>
    /// <param name="last">Last one.</param>
    public WorkClock(ResponseClock clock, WorkCalendar calendar, int first, int last)
    {
        this.first = first;
        if (clock == ResponseClock.Working)
            worked = Lookup(calendar, first, Math.Max(first, last));
    }

    /// <summary>Minutes between two minutes since 1970; 0 when they are in the wrong order.</summary>
    public int Between(int from, int to) =>
        to <= from ? 0
        : worked is null ? to - from
        : worked[Place(to)] - worked[Place(from)];

    private int Place(int minute) => Math.Clamp(minute - first, 0, worked!.Length - 1);

    private static int[] Lookup(WorkCalendar calendar, int first, int last)
    {
        var counts = new int[last - first + 2];
        var (from, to) = (calendar.LocalDay(At(first)).AddDays(-1), calendar.LocalDay(At(last)).AddDays(1));
        for (var day = from; day <= to; day = day.AddDays(1))
            if (calendar.IsWorkingDay(day))
                foreach (var window in calendar.Windows)
                {
                    var begin = PathText.MinuteOf(calendar.Utc(day.ToDateTime(TimeOnly.MinValue).AddMinutes(window.FromMinute)));
                    var end = PathText.MinuteOf(calendar.Utc(day.ToDateTime(TimeOnly.MinValue).AddMinutes(window.ToMinute)));
                    for (var minute = Math.Max(begin, first); minute < end && minute - first + 1 < counts.Length; minute++)
                        counts[minute - first + 1] = 1;
                }
        for (var i = 1; i < counts.Length; i++)
            counts[i] += counts[i - 1];
        return counts;
    }

    private static DateTime At(int minute) => DateTime.UnixEpoch.AddMinutes(minute);
}
