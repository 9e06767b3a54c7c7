namespace Gezhi.Platform.Time;

/// <summary>The light beside a deadline. 时限灯</summary>
public enum DeadlineLight
{
    /// <summary>Less than the warning share used. 正常</summary>
    Normal,

    /// <summary>The warning share is used, the deadline not passed. 预警</summary>
    Warning,

    /// <summary>The deadline is passed. 超期</summary>
    Overdue,
}

/// <summary>One line of the explanation of a deadline. 时限说明行</summary>
/// <param name="FromAt">UTC.</param>
/// <param name="ToAt">UTC.</param>
/// <param name="Minutes">Minutes counted in this stretch, 0 when the clock stood; the lines add up to the minutes used.</param>
/// <param name="Reason">One of <see cref="ClockReason"/>, or the reason given with a pause.</param>
public readonly record struct ClockLine(DateTime FromAt, DateTime ToAt, int Minutes, string Reason);

/// <summary>A stretch in which the clock does not run. 暂停</summary>
/// <param name="FromAt">UTC.</param>
/// <param name="ToAt">UTC; null while it still lasts.</param>
/// <param name="Reason">Code shown in the explanation.</param>
public readonly record struct ClockPause(DateTime FromAt, DateTime? ToAt, string Reason = ClockReason.Paused);

/// <summary>Why time counted or did not. 计时原因</summary>
public static class ClockReason
{
    /// <summary>Inside a work window; counts. 工作时间</summary>
    public const string Working = "working";

    /// <summary>Inside a work window of a weekend worked by notice; counts. 调休上班</summary>
    public const string AdjustedWorkday = "adjusted-workday";

    /// <summary>Urgent or natural time; counts. 自然时间</summary>
    public const string WallClock = "wall-clock";

    /// <summary>Between two windows of a working day. 午休</summary>
    public const string Lunch = "lunch";

    /// <summary>Before the first or after the last window of a working day. 下班时间</summary>
    public const string Night = "night";

    /// <summary>Saturday or Sunday. 周末</summary>
    public const string Weekend = "weekend";

    /// <summary>Shelved or otherwise stopped. 暂停计时</summary>
    public const string Paused = "paused";

    /// <summary>Handed in, being checked, and found not done. 核查期间</summary>
    public const string Checking = "checking";

    /// <summary>A day off by notice, with the festival's name behind the colon. 节假日</summary>
    public static string Holiday(string name) => "holiday:" + name;
}

/// <summary>A stretch with one reason. 日历段</summary>
internal readonly record struct CalendarPiece(DateTime FromAt, DateTime ToAt, long CountedTicks, string Reason);
