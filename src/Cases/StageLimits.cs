using Gezhi.Platform.Time;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Cases;

/// <summary>A part of the way of a case that has a clock of its own. 环节</summary>
public enum Stage
{
    /// <summary>受理立案: from report to filing.</summary>
    File,

    /// <summary>核实: the grid worker was asked.</summary>
    Confirm,

    /// <summary>派遣: from filing to dispatch.</summary>
    Dispatch,

    /// <summary>接单: from dispatch to acceptance by the unit.</summary>
    Accept,

    /// <summary>处置: the clock of the filing condition.</summary>
    Handle,

    /// <summary>核查: from hand-in to check.</summary>
    Check,

    /// <summary>结案: from check to closing.</summary>
    Close,

    /// <summary>回访: from closing to the call-back.</summary>
    CallBack,

    /// <summary>审批: from asking to deciding.</summary>
    Decide,
}

/// <summary>Limits of the stages that no filing condition governs. 环节时限</summary>
/// <remarks>
/// Defaults: one city's published values (file 15 min, dispatch 15 min, check 30 min) where there are any; the rest is ours. Configuration section
/// <c>Cases:Limits</c> sets them for the installation, the page of deadlines for a district.
/// </remarks>
public sealed record StageLimits
{
    public StageLimits(IConfiguration configuration) => configuration.GetSection("Cases:Limits").Bind(this);

    /// <summary>From report to filing.</summary>
    public int FileMinutes { get; set; } = 15;

    /// <summary>For the grid worker to confirm.</summary>
    public int ConfirmMinutes { get; set; } = 30;

    /// <summary>From filing to dispatch.</summary>
    public int DispatchMinutes { get; set; } = 15;

    /// <summary>From dispatch to acceptance.</summary>
    public int AcceptMinutes { get; set; } = 60;

    /// <summary>From hand-in to check.</summary>
    public int CheckMinutes { get; set; } = 120;

    /// <summary>From check to closing.</summary>
    public int CloseMinutes { get; set; } = 60;

    /// <summary>From closing to the call-back: two working days.</summary>
    public int CallBackMinutes { get; set; } = 960;

    /// <summary>From asking for an approval to the decision.</summary>
    public int DecideMinutes { get; set; } = 240;

    /// <summary>From a call to the arrival of the departments (报到), by the wall clock.</summary>
    public int ReportInMinutes { get; set; } = 120;

    /// <summary>A case may be sent back so often, then it is arbitrated.</summary>
    public int MostSendBacks { get; set; } = 2;

    /// <summary>Approved extensions.</summary>
    public int MostExtensions { get; set; } = 2;

    /// <summary>Longest shelving, days.</summary>
    public int LongestShelveDays { get; set; } = 365;

    /// <summary>Stages that run inside working time; the others by the wall clock, nights included.</summary>
    public IReadOnlySet<Stage> InWorkingTime { get; init; } =
        new HashSet<Stage> { Stage.Accept, Stage.Check, Stage.Close, Stage.CallBack, Stage.Decide };

    /// <summary>Days and windows of the district.</summary>
    public WorkCalendar Calendar { get; init; } = WorkCalendar.China;

    /// <summary>Minutes of a stage; the filing condition says how long handling may take.</summary>
    public int MinutesOf(Stage stage) =>
        stage switch
        {
            Stage.File => FileMinutes,
            Stage.Confirm => ConfirmMinutes,
            Stage.Dispatch => DispatchMinutes,
            Stage.Accept => AcceptMinutes,
            Stage.Check => CheckMinutes,
            Stage.Close => CloseMinutes,
            Stage.CallBack => CallBackMinutes,
            Stage.Decide => DecideMinutes,
            _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, null),
        };

    /// <summary>The same limits with other minutes for a stage.</summary>
    internal StageLimits With(Stage stage, int minutes, bool inWorkingTime)
    {
        HashSet<Stage> working = [.. InWorkingTime.Where(s => s != stage)];
        if (inWorkingTime)
            working.Add(stage);
        var changed = this with { InWorkingTime = working };
        switch (stage)
        {
            case Stage.File:
                return changed with { FileMinutes = minutes };
            case Stage.Confirm:
                return changed with { ConfirmMinutes = minutes };
            case Stage.Dispatch:
                return changed with { DispatchMinutes = minutes };
            case Stage.Accept:
                return changed with { AcceptMinutes = minutes };
            case Stage.Check:
                return changed with { CheckMinutes = minutes };
            case Stage.Close:
                return changed with { CloseMinutes = minutes };
            case Stage.CallBack:
                return changed with { CallBackMinutes = minutes };
            case Stage.Decide:
                return changed with { DecideMinutes = minutes };
            default:
                throw new ArgumentOutOfRangeException(nameof(stage), stage, null);
        }
    }

    /// <summary>The limit of a stage with the clock it runs on.</summary>
    public TimeLimit Of(Stage stage) =>
        new(MinutesOf(stage) / 60d, InWorkingTime.Contains(stage) ? LimitUnit.WorkHour : LimitUnit.UrgentHour);

    /// <summary>When a stage that begins now should end.</summary>
    /// <returns>UTC.</returns>
    public DateTime DueAt(Stage stage, DateTime now) => Calendar.DueAt(now, Of(stage));
}
