using Gezhi.Platform.Time;

namespace Gezhi.Indicators.WhatIf;

/// <summary>When a crew works, in seconds from the first midnight of the simulation. 班次</summary>
/// <remarks>Immutable; every question is answered by a division and a short walk, so that millions of them cost little.</remarks>
public sealed class DutyTime
{
    /// <summary>Seconds of a day.</summary>
    public const int Day = 86_400;

    private readonly (int From, int To)[] windows;
    private readonly int perDay;

    /// <summary>Working days before each day.</summary>
    private readonly int[] before;

    /// <summary>The working days, by number.</summary>
    private readonly int[] working;

    /// <param name="windows">Seconds of the day, in order, without overlap; the last ends at 86,400 at the latest.</param>
    /// <param name="works">One for each day of the simulation.</param>
    public DutyTime(IReadOnlyList<(int From, int To)> windows, IReadOnlyList<bool> works)
    {
        this.windows = [.. windows];
        perDay = windows.Sum(w => w.To - w.From);
        if (perDay <= 0)
            throw new ArgumentException("A crew needs at least one window.", nameof(windows));
        before = new int[works.Count + 1];
        for (var day = 0; day < works.Count; day++)
            before[day + 1] = before[day] + (works[day] ? 1 : 0);
        working = [.. Enumerable.Range(0, works.Count).Where(d => works[d])];
    }

    /// <summary>Around the clock, every day. 全天</summary>
    public static DutyTime Always(int days) => new([(0, Day)], [.. Enumerable.Repeat(true, days)]);

    /// <summary>The days and windows of a calendar. 按日历</summary>
    /// <param name="windows">Other windows than the calendar's; null: its own.</param>
    /// <param name="everyDay">Weekends and holidays as well.</param>
    public static DutyTime Of(
        WorkCalendar calendar,
        DateOnly first,
        int days,
        IReadOnlyList<WorkWindow>? windows = null,
        bool everyDay = false
    ) =>
        new(
            [.. (windows ?? calendar.Windows).Select(w => (w.FromMinute * 60, w.ToMinute * 60))],
            [.. Enumerable.Range(0, days).Select(d => everyDay || calendar.IsWorkingDay(first.AddDays(d)))]
        );

    /// <summary>Seconds on duty from the beginning to this instant.</summary>
    public long Before(int at)
    {
        var day = at / Day;
        if (day >= before.Length - 1)
            return (long)before[^1] * perDay;
        var sum = (long)before[day] * perDay;
        if (before[day + 1] == before[day])
            return sum;
        var second = at % Day;
        foreach (var (from, to) in windows)
            sum += Math.Clamp(second - from, 0, to - from);
        return sum;
    }

    /// <summary>The instant at which so many seconds on duty are over; the end of a window stays there. Beyond the last day: the end of all days.</summary>
    public int At(long onDuty)
    {
        if (onDuty <= 0)
            return 0;
        var whole = (onDuty - 1) / perDay;
        if (whole >= working.Length)
            return (before.Length - 1) * Day;
        var rest = (int)(onDuty - (whole * perDay));
        foreach (var (from, to) in windows)
        {
            if (rest <= to - from)
                return (working[whole] * Day) + from + rest;
            rest -= to - from;
        }
        throw new InvalidOperationException("Windows do not add up.");
    }

    /// <summary>The instant at which work begun now is done.</summary>
    public int Add(int at, int work) => work <= 0 ? at : At(Before(at) + work);

    /// <summary>Whether somebody works at this second.</summary>
    public bool IsOpen(int at)
    {
        var day = at / Day;
        if (day >= before.Length - 1 || before[day + 1] == before[day])
            return false;
        var second = at % Day;
        foreach (var (from, to) in windows)
            if (second >= from && second < to)
                return true;
        return false;
    }

    /// <summary>Now, when open; else the next opening; <see cref="int.MaxValue"/> when there is none any more.</summary>
    public int NextOpen(int at)
    {
        var day = at / Day;
        if (day >= before.Length - 1)
            return int.MaxValue;
        if (before[day + 1] > before[day])
        {
            var second = at % Day;
            foreach (var (from, to) in windows)
                if (second < to)
                    return (day * Day) + Math.Max(second, from);
        }
        var next = before[day + 1];
        return next >= working.Length ? int.MaxValue : (working[next] * Day) + windows[0].From;
    }
}
