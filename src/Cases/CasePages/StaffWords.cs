using Gezhi.Cases.Approvals;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Time;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.CasePages;

/// <summary>How staff read states, actions, channels and times; residents read <see cref="PublicWords"/>. 工作端用语</summary>
public sealed class StaffWords(IStringLocalizer T)
{
    /// <summary>The state in a word or two.</summary>
    public string State(CaseState state) =>
        state switch
        {
            CaseState.Reported => T["待受理"],
            CaseState.Confirmed => T["已核实"],
            CaseState.Filed => T["待派遣"],
            CaseState.Dispatched => T["待接单"],
            CaseState.Handling => T["处置中"],
            CaseState.Shelved => T["挂账"],
            CaseState.Handled => T["待核查"],
            CaseState.Checked => T["待结案"],
            CaseState.Closed => T["已结案"],
            CaseState.Declined => T["不予受理"],
            CaseState.Withdrawn => T["已撤回"],
            CaseState.Transferred => T["已转办"],
            CaseState.Joined => T["已并单"],
            CaseState.Void => T["已作废"],
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };

    /// <summary>Colour and shape of a state, see StatusPill.</summary>
    public static string Kind(CaseState state, bool isLate = false) =>
        isLate
            ? "late"
            : state switch
            {
                CaseState.Reported or CaseState.Confirmed => "new",
                CaseState.Filed or CaseState.Dispatched or CaseState.Handling => "doing",
                CaseState.Handled or CaseState.Checked => "check",
                CaseState.Closed => "done",
                CaseState.Shelved
                or CaseState.Declined
                or CaseState.Withdrawn
                or CaseState.Transferred
                or CaseState.Joined
                or CaseState.Void => "hold",
                _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
            };

    /// <summary>
    /// What a row of the record tells. People called in later stand on it as an alarm too, and so does that somebody did not answer; the alarm was
    /// raised only once.
    /// </summary>
    /// <param name="note">As it is kept, in Chinese; null when there is none.</param>
    public string OnRecord(CaseAction action, string? note) =>
        action != CaseAction.Alarm || note is null ? Action(action)
        : note.StartsWith("增援：", StringComparison.Ordinal) ? T["增援"]
        : note.StartsWith("提醒 ", StringComparison.Ordinal) ? T["无人应召"]
        : Action(action);

    /// <summary>What was done, or what can be done.</summary>
    public string Action(CaseAction action) =>
        action switch
        {
            CaseAction.Report => T["上报"],
            CaseAction.SendToConfirm => T["派核实"],
            CaseAction.Confirm => T["核实属实"],
            CaseAction.ConfirmNotFound => T["核实未发现"],
            CaseAction.Withdraw => T["撤回"],
            CaseAction.Join => T["并单"],
            CaseAction.TakeIn => T["并入"],
            CaseAction.Split => T["拆单"],
            CaseAction.GiveBack => T["拆出"],
            CaseAction.Transfer => T["转办"],
            CaseAction.File => T["立案"],
            CaseAction.Decline => T["不予受理"],
            CaseAction.Dispatch => T["派遣"],
            CaseAction.Reassign => T["改派"],
            CaseAction.Accept => T["接单"],
            CaseAction.SendBack => T["退单"],
            CaseAction.AskApproval => T["提出申请"],
            CaseAction.RefuseApproval => T["不同意申请"],
            CaseAction.Extend => T["同意延期"],
            CaseAction.Shelve => T["同意挂账"],
            CaseAction.Resume => T["恢复办理"],
            CaseAction.ReportDone => T["处置反馈"],
            CaseAction.Pass => T["核查通过"],
            CaseAction.Fail => T["核查不通过，返工"],
            CaseAction.Close => T["结案"],
            CaseAction.Reopen => T["重办"],
            CaseAction.Void => T["作废"],
            CaseAction.Depart => T["出发"],
            CaseAction.Arrive => T["到场"],
            CaseAction.Climb => T["呈报"],
            CaseAction.Supervise => T["督办"],
            CaseAction.Urge => T["催办"],
            CaseAction.Note => T["批示"],
            CaseAction.Assist => T["协办"],
            CaseAction.Rate => T["评价"],
            CaseAction.Appeal => T["申诉"],
            CaseAction.SolveOnSpot => T["自行处置"],
            CaseAction.HandOver => T["岗位交接"],
            CaseAction.Arbitrate => T["裁决责任单位"],
            CaseAction.Escalate => T["升级提醒"],
            CaseAction.Recompute => T["重算时限"],
            CaseAction.CallBack => T["回访"],
            CaseAction.Uphold => T["复核维持"],
            CaseAction.Recheck => T["抽查"],
            CaseAction.Answer => T["回复督办或批示"],
            CaseAction.ReportIn => T["报到"],
            CaseAction.EndClimb => T["销哨"],
            CaseAction.AcceptTask => T["协办接单"],
            CaseAction.HandInTask => T["协办反馈"],
            CaseAction.ReleaseTask => T["解除协办"],
            CaseAction.DecideAppeal => T["申诉裁定"],
            CaseAction.Supplement => T["补充说明"],
            CaseAction.Alarm => T["拉响警报"],
            CaseAction.Acknowledge => T["收到警报"],
            CaseAction.Muster => T["应急到场"],
            CaseAction.DoStep => T["预案步骤"],
            CaseAction.CountPeople => T["清点人数"],
            CaseAction.StandDown => T["离开现场"],
            CaseAction.AllClear => T["解除警报"],
            CaseAction.CallOff => T["撤销误报"],
            CaseAction.FlashReport => T["快报"],
            CaseAction.Review => T["复盘"],
            CaseAction.Confer => T["会商"],
            _ => throw new ArgumentOutOfRangeException(nameof(action), action, null),
        };

    /// <summary>Where a report came from, in two characters, for lists.</summary>
    public string Channel(Channel channel) =>
        channel switch
        {
            Contract.Channel.ResidentPage => T["市民"],
            Contract.Channel.Hotline => T["热线"],
            Contract.Channel.GridPatrol => T["网格"],
            Contract.Channel.DigitalCity => T["城管"],
            Contract.Channel.WalkIn => T["来访"],
            Contract.Channel.Visit => T["走访"],
            Contract.Channel.Video => T["视频"],
            Contract.Channel.Sensor => T["感知"],
            Contract.Channel.Leader => T["交办"],
            Contract.Channel.CitizenApp => T["应用"],
            Contract.Channel.Import => T["导入"],
            Contract.Channel.Open311 => T["311"],
            Contract.Channel.Reception => T["接访"],
            Contract.Channel.BuildingGroup => T["楼群"],
            Contract.Channel.SuggestionBox => T["意见"],
            Contract.Channel.Topic => T["议事"],
            _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, null),
        };

    /// <summary>The same in full, for forms and facts.</summary>
    public string ChannelInFull(Channel channel) =>
        channel switch
        {
            Contract.Channel.ResidentPage => T["居民随手拍"],
            Contract.Channel.Hotline => T["12345 热线"],
            Contract.Channel.GridPatrol => T["网格巡查"],
            Contract.Channel.DigitalCity => T["数字城管"],
            Contract.Channel.WalkIn => T["来电来访"],
            Contract.Channel.Visit => T["走访检查"],
            Contract.Channel.Video => T["视频发现"],
            Contract.Channel.Sensor => T["物联感知"],
            Contract.Channel.Leader => T["领导交办"],
            Contract.Channel.CitizenApp => T["外部市民应用"],
            Contract.Channel.Import => T["批量导入"],
            Contract.Channel.Open311 => T["Open311 应用"],
            Contract.Channel.Reception => T["接待来访"],
            Contract.Channel.BuildingGroup => T["楼栋群"],
            Contract.Channel.SuggestionBox => T["意见征集"],
            Contract.Channel.Topic => T["居民议事"],
            _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, null),
        };

    /// <summary>A limit as the filing condition states it.</summary>
    public string Limit(TimeLimit limit) =>
        limit.Unit switch
        {
            LimitUnit.UrgentHour => T["{0} 小时（昼夜连续）", limit.Value],
            LimitUnit.UrgentDay => T["{0} 天（昼夜连续）", limit.Value],
            LimitUnit.WorkHour => T["{0} 个工作时", limit.Value],
            LimitUnit.WorkDay => T["{0} 个工作日", limit.Value],
            LimitUnit.NaturalDay => T["{0} 个自然日", limit.Value],
            _ => throw new ArgumentOutOfRangeException(nameof(limit), limit.Unit, null),
        };

    /// <summary>What is asked for.</summary>
    public string Approval(ApprovalKind kind) =>
        kind switch
        {
            ApprovalKind.Extend => T["延期"],
            ApprovalKind.Shelve => T["挂账"],
            ApprovalKind.Void => T["作废"],
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    /// <summary>What a file shows.</summary>
    public string Evidence(EvidenceKind kind) =>
        kind switch
        {
            EvidenceKind.Report => T["上报"],
            EvidenceKind.Before => T["处置前"],
            EvidenceKind.After => T["处置后"],
            EvidenceKind.Confirm => T["核实"],
            EvidenceKind.Check => T["核查"],
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    /// <summary>Why time counted or stood, see <see cref="ClockReason"/>.</summary>
    public string Reason(string reason) =>
        reason switch
        {
            ClockReason.Working => T["工作时间"],
            ClockReason.AdjustedWorkday => T["调休上班"],
            ClockReason.WallClock => T["昼夜连续计时"],
            ClockReason.Lunch => T["午休"],
            ClockReason.Night => T["下班时间"],
            ClockReason.Weekend => T["周末"],
            ClockReason.Paused => T["挂账停表"],
            ClockReason.Checking => T["核查期间，不计时"],
            _ when reason.StartsWith("holiday:", StringComparison.Ordinal) => T["节假日：{0}", reason["holiday:".Length..]],
            _ => reason,
        };
}
