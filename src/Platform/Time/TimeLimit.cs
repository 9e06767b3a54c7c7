namespace Gezhi.Platform.Time;

/// <summary>The unit a limit is written in. 时限单位</summary>
public enum LimitUnit
{
    /// <summary>Wall-clock hours, nights and holidays included. 紧急工作时</summary>
    UrgentHour,

    /// <summary>24 wall-clock hours each. 紧急工作日</summary>
    UrgentDay,

    /// <summary>Hours inside the work windows of working days. 工作时</summary>
    WorkHour,

    /// <summary>As many working minutes as one day's windows hold, by default 8 hours. 工作日</summary>
    WorkDay,

    /// <summary>24 wall-clock hours each, not urgent. 自然日</summary>
    NaturalDay,
}

/// <summary>How long something may take, as the filing condition states it. 时限</summary>
/// <param name="Value">Number of units, not negative; halves are allowed. Rounded to whole minutes.</param>
/// <param name="Unit">The unit, which also decides which clock runs.</param>
public readonly record struct TimeLimit(double Value, LimitUnit Unit)
{
    /// <summary>Whether nights, weekends and holidays count. 紧急时限按自然时间计</summary>
    public bool RunsOnWallClock => Unit is LimitUnit.UrgentHour or LimitUnit.UrgentDay or LimitUnit.NaturalDay;

    /// <summary>Reads the unit code of the category tables: urgent_hour, urgent_day, work_hour, work_day, natural_day. 时限单位代码</summary>
    /// <exception cref="FormatException">The code is not one of the five.</exception>
    public static TimeLimit Of(double value, string unitCode) =>
        new(
            value,
            unitCode switch
            {
                "urgent_hour" => LimitUnit.UrgentHour,
                "urgent_day" => LimitUnit.UrgentDay,
                "work_hour" => LimitUnit.WorkHour,
                "work_day" => LimitUnit.WorkDay,
                "natural_day" => LimitUnit.NaturalDay,
                _ => throw new FormatException($"Unknown limit unit '{unitCode}'."),
            }
        );

    /// <summary>Length in minutes of the clock this limit runs on. 时限分钟数</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, not a number or over ten years.</exception>
    public int MinutesIn(WorkCalendar calendar)
    {
        var minutes =
            Value
            * (
                Unit is LimitUnit.UrgentHour or LimitUnit.WorkHour ? 60
                : Unit is LimitUnit.WorkDay ? calendar.MinutesPerDay
                : 24 * 60
            );
        if (!(minutes >= 0 && minutes <= 10 * 366 * 24 * 60))
            throw new ArgumentOutOfRangeException(nameof(calendar), Value, "A limit lies between zero and ten years.");
        return (int)Math.Round(minutes, MidpointRounding.AwayFromZero);
    }
}
