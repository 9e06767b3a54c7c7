using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Time;

namespace Gezhi.Cases.Deadlines;

/// <summary>A clock that runs on a case now. 案件时钟</summary>
/// <param name="Stage">What it measures.</param>
/// <param name="Clock">Start, limit, pauses.</param>
/// <param name="Run">Which run since its start: another unit that leads or an extension begins another one; empty where there is only one.</param>
internal sealed record CaseClock(Stage Stage, DeadlineClock Clock, string Run = "")
{
    /// <summary>This clock since its start, whoever leads; a reopening begins another.</summary>
    public string Start { get; } =
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Stage}@{new DateTimeOffset(Clock.StartedAt, TimeSpan.Zero).ToUnixTimeMilliseconds()}"
        );

    /// <summary>This run of this clock: rework goes on with it.</summary>
    public string Key => Start + Run;

    /// <summary>Whether somebody was told of a rung of this clock already.</summary>
    /// <param name="fired">A rung that has fired on the case.</param>
    /// <remarks>
    /// A unit that takes over is told by itself; the levels above know what came to pass under the unit before. Rows without a run were
    /// written before runs were told apart.
    /// </remarks>
    public bool Knows(FiredRung fired, RungAhead ahead) =>
        fired.RungId == ahead.Rung.Id
        && (
            fired.Clock == Key
            || (
                fired.At >= ahead.At
                && fired.Clock.StartsWith(Start, StringComparison.Ordinal)
                && (fired.Clock == Start || ahead.Rung.Level != LadderLevel.Holder)
            )
        );

    /// <summary>Those that run in the case's state; none while it is shelved and after its end.</summary>
    public static IReadOnlyList<CaseClock> Of(Case subject, Timetable timetable)
    {
        var limits = timetable.Limits;
        CaseClock Begun(Stage stage, DateTime from) => new(stage, new DeadlineClock(limits.Calendar, from, limits.Of(stage)));
        CaseClock Kept(Stage stage, DateTime from) => new(stage, Measured(subject, stage, from, limits));
        CaseClock[] handling = subject.Clock(timetable.CalendarOf(subject.LeadUnitCode)) is { } clock
            ? [new(Stage.Handle, clock, RunOf(subject))]
            : [];
        return subject.State switch
        {
            CaseState.Reported when subject.ConfirmAskedAt is { } asked => [Kept(Stage.Confirm, asked)],
            CaseState.Reported or CaseState.Confirmed => [Kept(Stage.File, subject.StageAt)],
            CaseState.Filed => [Kept(Stage.Dispatch, subject.StageAt)],
            CaseState.Dispatched => [Begun(Stage.Accept, subject.StageAt), .. handling],
            CaseState.Handling => handling,
            CaseState.Handled => [Kept(Stage.Check, subject.StageAt)],
            CaseState.Checked => [Kept(Stage.Close, subject.StageAt)],
            CaseState.Closed when subject is { NeedsCallBack: true, ClosedAt: { } closed } => [Begun(Stage.CallBack, closed)],
            _ => [],
        };
    }

    /// <summary>Extensions and lead unit, short enough for the column.</summary>
    private static string RunOf(Case subject) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"+{subject.ExtensionCount}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(subject.LeadUnitCode ?? "")))[..8]}"
        );

    /// <summary>A stage keeps the limit of its day: it is read back from the deadline that was set when the stage began.</summary>
    private static DeadlineClock Measured(Case subject, Stage stage, DateTime from, StageLimits limits)
    {
        if (subject.StageDueAt is not { } due)
            return new DeadlineClock(limits.Calendar, from, limits.Of(stage));
        var isWorking = limits.InWorkingTime.Contains(stage);
        var minutes = isWorking ? limits.Calendar.WorkingMinutes(from, due) : (due - from).TotalMinutes;
        return new DeadlineClock(
            limits.Calendar,
            from,
            new TimeLimit(Math.Max(0, minutes) / 60d, isWorking ? LimitUnit.WorkHour : LimitUnit.UrgentHour)
        );
    }
}

/// <summary>A rung and the moment it comes. 将到的台阶</summary>
/// <param name="At">UTC.</param>
/// <param name="Clock">The clock it belongs to.</param>
internal sealed record RungAhead(DateTime At, CaseClock Clock, LadderRung Rung);

/// <summary>When which rung of the ladder is reached: arithmetic only. 升级推算</summary>
internal static class LadderPlan
{
    /// <summary>All rungs of the case's running clocks, past ones too, in the order of time.</summary>
    public static IReadOnlyList<RungAhead> Of(Case subject, Timetable timetable)
    {
        if (timetable.Ladder.Count == 0)
            return [];
        List<RungAhead> rungs = [];
        foreach (var clock in CaseClock.Of(subject, timetable))
        foreach (var rung in timetable.Ladder)
            if (rung.Fits(subject, clock.Stage) && clock.Clock.At(rung.Percent, rung.MoreMinutes) is { } at)
                rungs.Add(new RungAhead(at, clock, rung));
        return [.. rungs.OrderBy(r => r.At).ThenBy(r => r.Rung.Level)];
    }

    /// <summary>Up to the next whole millisecond: both databases keep no finer time, and a timer must not ring before its moment.</summary>
    private static DateTime UpToMilliseconds(this DateTime time) => time.AddTicks(TimeSpan.TicksPerMillisecond - 1).CutToMilliseconds();

    /// <summary>When the case must be looked at next; null when nothing is to come.</summary>
    /// <param name="now">UTC.</param>
    /// <remarks>
    /// Rungs between the last look and now are due at once: a deadline was moved to before now. A look in a future that was taken back counts
    /// as one of now: what it told is on record, what it did not reach is still to come.
    /// </remarks>
    public static DateTime? Next(Case subject, Timetable timetable, DateTime now)
    {
        if (subject.State == CaseState.Shelved)
            return subject.ShelvedUntil?.UpToMilliseconds();
        var since = subject.ClockedAt ?? subject.CreatedAt;
        since = since < now ? since : now;
        foreach (var rung in Of(subject, timetable))
            if (rung.At > since)
                return rung.At > now ? rung.At.UpToMilliseconds() : now;
        return null;
    }
}
