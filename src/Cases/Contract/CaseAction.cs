namespace Gezhi.Cases.Contract;

/// <summary>What can be done to a case. 案件动作</summary>
public enum CaseAction
{
    /// <summary>上报: the first row of every timeline.</summary>
    Report,

    /// <summary>派核实: ask the grid worker whether it is true.</summary>
    SendToConfirm,

    /// <summary>核实属实.</summary>
    Confirm,

    /// <summary>核实未发现: the finding stays on the record, the operator decides.</summary>
    ConfirmNotFound,

    /// <summary>撤回 by the reporter.</summary>
    Withdraw,

    /// <summary>并单: the reports follow another case.</summary>
    Join,

    /// <summary>并入: another case's reports came here.</summary>
    TakeIn,

    /// <summary>拆单: undoes a join; the case comes back as it was.</summary>
    Split,

    /// <summary>拆出: a wrongly joined report left this case.</summary>
    GiveBack,

    /// <summary>转办.</summary>
    Transfer,

    /// <summary>立案.</summary>
    File,

    /// <summary>不予受理.</summary>
    Decline,

    /// <summary>派遣.</summary>
    Dispatch,

    /// <summary>改派.</summary>
    Reassign,

    /// <summary>接单.</summary>
    Accept,

    /// <summary>退单: the wrong owner; another dispatcher decides next.</summary>
    SendBack,

    /// <summary>申请延期、挂账或作废: recorded; a second person decides.</summary>
    AskApproval,

    /// <summary>不同意申请.</summary>
    RefuseApproval,

    /// <summary>延期: one more limit on the current deadline.</summary>
    Extend,

    /// <summary>挂账.</summary>
    Shelve,

    /// <summary>恢复.</summary>
    Resume,

    /// <summary>处置反馈: the unit says it is done; its clock stops.</summary>
    ReportDone,

    /// <summary>核查通过.</summary>
    Pass,

    /// <summary>核查不通过，返工: the same unit, the same clock.</summary>
    Fail,

    /// <summary>结案 with an answer to the reporters.</summary>
    Close,

    /// <summary>重办.</summary>
    Reopen,

    /// <summary>作废.</summary>
    Void,

    /// <summary>出发.</summary>
    Depart,

    /// <summary>到场.</summary>
    Arrive,

    /// <summary>呈报: to the level above.</summary>
    Climb,

    /// <summary>督办.</summary>
    Supervise,

    /// <summary>催办.</summary>
    Urge,

    /// <summary>批示.</summary>
    Note,

    /// <summary>协办: a helper unit joins in.</summary>
    Assist,

    /// <summary>评价 by one reporter.</summary>
    Rate,

    /// <summary>申诉 by the unit, once.</summary>
    Appeal,

    /// <summary>岗位交接: whoever had it in hand left the post; another has it now.</summary>
    HandOver,

    /// <summary>自行处置: found and fixed in one go.</summary>
    SolveOnSpot,

    /// <summary>裁决: the decider of the gap register says who answers.</summary>
    Arbitrate,

    /// <summary>升级提醒: a rung of the ladder, by the clock.</summary>
    Escalate,

    /// <summary>重算时限: another calendar or other hours.</summary>
    Recompute,

    /// <summary>回访: a reporter was called back.</summary>
    CallBack,

    /// <summary>回复: to a supervision or a leader's note.</summary>
    Answer,

    /// <summary>报到: a called department has come.</summary>
    ReportIn,

    /// <summary>销哨: what the call was for is settled.</summary>
    EndClimb,

    /// <summary>协办接单.</summary>
    AcceptTask,

    /// <summary>协办反馈: a co-handler hands in its part.</summary>
    HandInTask,

    /// <summary>解除协办: a co-handler is released, with a reason.</summary>
    ReleaseTask,

    /// <summary>申诉裁定: by another than the unit; the record stays.</summary>
    DecideAppeal,

    /// <summary>拉响警报: an emergency begins, or more people are called to it.</summary>
    Alarm,

    /// <summary>收到警报: somebody who was called says they come.</summary>
    Acknowledge,

    /// <summary>应急到场: somebody who was called is there.</summary>
    Muster,

    /// <summary>完成步骤: a step of the plan or a task of a working group is done or added.</summary>
    DoStep,

    /// <summary>清点人数: who is out, who is still inside.</summary>
    CountPeople,

    /// <summary>离开现场.</summary>
    StandDown,

    /// <summary>解除警报.</summary>
    AllClear,

    /// <summary>撤销误报: it was a false alarm.</summary>
    CallOff,

    /// <summary>快报: reported upward, received, or overdue.</summary>
    FlashReport,

    /// <summary>复盘: what went well, what is to be mended by whom.</summary>
    Review,

    /// <summary>补充说明: the reporter, or the system that speaks for them, adds something.</summary>
    Supplement,

    /// <summary>复核维持: a rating was reviewed and the closing stands, with a reason told to who rated.</summary>
    Uphold,

    /// <summary>抽查: a closed case was drawn by lot and looked at again.</summary>
    Recheck,

    /// <summary>会商: a meeting took the case up or settled something about it, or what was promised there is done.</summary>
    Confer,
}
