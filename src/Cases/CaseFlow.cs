using Gezhi.Cases.Contract;
using Gezhi.Platform.Flow;
using Do = Gezhi.Cases.Contract.CaseAction;
using Is = Gezhi.Cases.Contract.CaseState;

namespace Gezhi.Cases;

/// <summary>The life cycle of a case: one table. 案件流转表</summary>
/// <remarks>Source: the seven steps 信息收集→案卷建立→任务派遣→任务处理→处理反馈→核查结案→综合评价; see docs/api/case-flow.md, generated from here.</remarks>
public static class CaseFlow
{
    private static readonly CaseState[] Open =
    [
        Is.Reported,
        Is.Confirmed,
        Is.Filed,
        Is.Dispatched,
        Is.Handling,
        Is.Shelved,
        Is.Handled,
        Is.Checked,
    ];

    /// <summary>An emergency may outlast its case: it was handed to the fire brigade, or the case is closed before the review.</summary>
    private static readonly CaseAction[] AfterTheAlarm =
    [
        Do.Acknowledge,
        Do.Muster,
        Do.DoStep,
        Do.CountPeople,
        Do.StandDown,
        Do.AllClear,
        Do.CallOff,
        Do.FlashReport,
        Do.Review,
    ];

    /// <summary>States that end a case; only <see cref="CaseAction.Reopen"/> and <see cref="CaseAction.Split"/> lead out.</summary>
    public static IReadOnlyList<CaseState> Ends { get; } = [Is.Closed, Is.Declined, Is.Withdrawn, Is.Transferred, Is.Joined, Is.Void];

    /// <summary>The table.</summary>
    public static Flow<CaseState, CaseAction> Table { get; } =
        new(
            Is.Reported,
            [
                new([Is.Reported], Do.SendToConfirm, null),
                new([Is.Reported], Do.Confirm, Is.Confirmed),
                new([Is.Reported], Do.ConfirmNotFound, null),
                new([Is.Reported], Do.Withdraw, Is.Withdrawn),
                new([Is.Reported, Is.Confirmed], Do.Transfer, Is.Transferred),
                new([Is.Reported, Is.Confirmed], Do.File, Is.Filed),
                new([Is.Reported, Is.Confirmed], Do.Decline, Is.Declined),
                new([Is.Reported, Is.Confirmed, Is.Filed, Is.Dispatched], Do.Join, Is.Joined),
                new([Is.Joined], Do.Split, null),
                new(Open, Do.TakeIn, null),
                new([.. Open, .. Ends], Do.GiveBack, null),
                new([Is.Filed], Do.Dispatch, Is.Dispatched),
                new([Is.Dispatched, Is.Handling], Do.Reassign, Is.Dispatched),
                new([Is.Dispatched], Do.Accept, Is.Handling),
                new([Is.Dispatched, Is.Handling], Do.SendBack, Is.Filed),
                new([Is.Filed, Is.Dispatched, Is.Handling], Do.AskApproval, null),
                new([Is.Filed, Is.Dispatched, Is.Handling], Do.RefuseApproval, null),
                new([Is.Handling], Do.Extend, null),
                new([Is.Handling], Do.Shelve, Is.Shelved),
                new([Is.Shelved], Do.Resume, Is.Handling),
                new([Is.Handling], Do.ReportDone, Is.Handled),
                new([Is.Handled], Do.Pass, Is.Checked),
                new([Is.Handled], Do.Fail, Is.Handling),
                new([Is.Checked], Do.Close, Is.Closed),
                new([Is.Closed], Do.Reopen, Is.Filed),
                new([Is.Filed, Is.Dispatched], Do.Void, Is.Void),
                new(Open, Do.Depart, null),
                new(Open, Do.Arrive, null),
                new(Open, Do.Climb, null),
                new(Open, Do.Supervise, null),
                new(Open, Do.Urge, null),
                new(Open, Do.Note, null),
                new(Open, Do.Assist, null),
                new(Open, Do.HandOver, null),
                new(Open, Do.Arbitrate, null),
                new([Is.Closed], Do.Rate, null),
                new([Is.Closed], Do.Appeal, null),
                new([Is.Reported], Do.SolveOnSpot, Is.Closed),
                new([.. Open, Is.Closed], Do.Escalate, null),
                new(Open, Do.Recompute, null),
                new([Is.Closed], Do.CallBack, null),
                new([Is.Closed], Do.Uphold, null),
                new([Is.Closed], Do.Recheck, null),
                new(Open, Do.Answer, null),
                new(Open, Do.ReportIn, null),
                new(Open, Do.EndClimb, null),
                new(Open, Do.AcceptTask, null),
                new(Open, Do.HandInTask, null),
                new(Open, Do.ReleaseTask, null),
                new([Is.Closed], Do.DecideAppeal, null),
                new([.. Open, .. Ends], Do.Supplement, null),
                new([.. Open, .. Ends], Do.Confer, null),
                new(Open, Do.Alarm, null),
                .. AfterTheAlarm.Select(action => new FlowLine<CaseState, CaseAction>([.. Open, .. Ends], action, null)),
            ]
        );

    /// <summary>States in which somebody still owes something.</summary>
    public static IReadOnlyList<CaseState> OpenStates => Open;

    /// <summary>Whether the action allowed by the table is a step that the reporters are told of.</summary>
    public static bool IsPublic(CaseAction action) =>
        action
            is Do.Report
                or Do.File
                or Do.Decline
                or Do.Transfer
                or Do.Dispatch
                or Do.Accept
                or Do.Depart
                or Do.Arrive
                or Do.ReportDone
                or Do.Close
                or Do.Reopen
                or Do.SolveOnSpot
                or Do.Shelve
                or Do.Resume
                or Do.Join
                or Do.Split
                or Do.Void
                or Do.Confirm
                or Do.Uphold;
}
