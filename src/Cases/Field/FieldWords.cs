using System.Globalization;
using Gezhi.Cases.CasePages;
using Gezhi.Platform.Time;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Field;

/// <summary>How a grid worker reads tasks, deadlines and distances. 随手办用语</summary>
public sealed class FieldWords(IStringLocalizer T, TimeWords times, WorkCalendar calendar)
{
    public string Kind(TaskKind kind) =>
        kind switch
        {
            TaskKind.Confirm => T["核实"],
            TaskKind.Handle => T["处置"],
            TaskKind.Attend => T["到场"],
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    /// <summary>Where the task stands; what is to be confirmed is not yet taken in.</summary>
    public string State(FieldTask task, StaffWords staff) => task.Kind == TaskKind.Confirm ? T["待核实"] : staff.State(task.State);

    public string Step(TaskStep step) =>
        step switch
        {
            TaskStep.Accept => T["接单"],
            TaskStep.Depart => T["出发"],
            TaskStep.Arrive => T["到场拍照"],
            TaskStep.Confirm => T["到场核实"],
            TaskStep.HandIn => T["处置反馈"],
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
        };

    /// <summary>Lucide name.</summary>
    public static string Icon(TaskStep step) =>
        step switch
        {
            TaskStep.Accept => "check",
            TaskStep.Depart => "footprints",
            TaskStep.Arrive or TaskStep.Confirm => "camera",
            TaskStep.HandIn => "clipboard-check",
            _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
        };

    /// <summary>What the bar of the deadline counts down to.</summary>
    public string Limit(TaskKind kind) =>
        kind switch
        {
            TaskKind.Confirm => T["离核实时限"],
            TaskKind.Handle => T["离处置时限"],
            _ => T["离办理时限"],
        };

    /// <summary>"今天 16:00", "明天 10:00", "11 月 25 日 10:00"; "超 20 分" when it is over; how long it waits where no own limit runs.</summary>
    public string Due(FieldTask task, DateTime now)
    {
        if (task.DueAt is not { } due)
            return task.Kind == TaskKind.Attend ? T["已等 {0}", times.Span(now - task.BeganAt)] : "";
        if (due < now)
            return times.Left(due, now);
        var (local, today) = (calendar.Local(due), calendar.Local(now).Date);
        var clock = local.ToString("HH:mm", CultureInfo.InvariantCulture);
        return (local.Date - today).Days switch
        {
            0 => T["今天 {0}", clock],
            1 => T["明天 {0}", clock],
            _ => local.ToString(T["M 月 d 日"], CultureInfo.CurrentCulture) + " " + clock,
        };
    }

    /// <summary>"240 米", "1.3 公里".</summary>
    public string Distance(double metres) =>
        metres < 995
            ? T["{0} 米", Math.Max(10, Math.Round(metres / 10) * 10)]
            : T["{0} 公里", (metres / 1000).ToString("0.0", CultureInfo.InvariantCulture)];

    /// <summary>"11 月 22 日 · 周日".</summary>
    public string Day(DateTime at) => calendar.Local(at).ToString(T["M 月 d 日 · ddd"], CultureInfo.CurrentCulture);
}
