using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;

namespace Gezhi.Cases.CasePages;

/// <summary>What a person can do to a case here and now; each has a form of its own. 可办事项</summary>
public enum CaseForm
{
    /// <summary>立案.</summary>
    File,

    /// <summary>立案并派遣, for who may do both.</summary>
    FileAndDispatch,

    /// <summary>派遣.</summary>
    Dispatch,

    /// <summary>接单.</summary>
    Accept,

    /// <summary>处置反馈.</summary>
    HandIn,

    /// <summary>核查.</summary>
    Check,

    /// <summary>结案.</summary>
    Close,

    /// <summary>核实.</summary>
    Confirm,

    /// <summary>审批.</summary>
    Decide,

    /// <summary>派核实.</summary>
    SendToConfirm,

    /// <summary>并单.</summary>
    Join,

    /// <summary>拆单.</summary>
    Split,

    /// <summary>不予受理.</summary>
    Decline,

    /// <summary>转办.</summary>
    Transfer,

    /// <summary>改派.</summary>
    Reassign,

    /// <summary>协办.</summary>
    Assist,

    /// <summary>出发.</summary>
    Depart,

    /// <summary>到场.</summary>
    Arrive,

    /// <summary>退单.</summary>
    SendBack,

    /// <summary>申请延期、挂账.</summary>
    AskMoreTime,

    /// <summary>申请作废.</summary>
    AskVoid,

    /// <summary>恢复.</summary>
    Resume,

    /// <summary>重办.</summary>
    Reopen,

    /// <summary>催办、督办、批示.</summary>
    Remark,

    /// <summary>呈报.</summary>
    Climb,

    /// <summary>申诉.</summary>
    Appeal,

    /// <summary>查看联系方式.</summary>
    Reveal,

    /// <summary>回复督办、批示.</summary>
    Answer,

    /// <summary>报到.</summary>
    ReportIn,

    /// <summary>销哨.</summary>
    EndClimb,

    /// <summary>协办接单.</summary>
    AcceptTask,

    /// <summary>协办反馈.</summary>
    HandInTask,

    /// <summary>解除协办.</summary>
    ReleaseTask,

    /// <summary>回访.</summary>
    CallBack,

    /// <summary>申诉裁定.</summary>
    DecideAppeal,

    /// <summary>相似的一起并单.</summary>
    JoinAll,

    /// <summary>判断疑似重复照片; stands beside the photos, not among the forms.</summary>
    JudgePhotos,

    /// <summary>照片里能认出孩子; stands beside the photos, not among the forms.</summary>
    HidePhotos,
}

/// <summary>Which forms a person gets: what the life-cycle table allows and a post reaches. 可办事项判定</summary>
public static class CaseForms
{
    /// <summary>In the order of the ordinary way; the first is the usual next step.</summary>
    public static IReadOnlyList<CaseForm> For(CaseView view, Actor actor)
    {
        var (state, area, unit) = (view.Line.State, view.Line.AreaCode, view.Line.LeadUnitCode);
        bool Allows(CaseAction action) => CaseFlow.Table.Allows(state, action);
        bool May(Permission permission) => actor.PostFor(permission, area, unit) is not null;
        bool Can(CaseAction action, Permission permission) => Allows(action) && May(permission);
        bool Works(CaseAction action) => Allows(action) && CaseDesk.WorkPost(actor, area, unit, view.IsGroundWork) is not null;
        (CaseForm Form, bool IsOffered)[] all =
        [
            (CaseForm.Decide, view.Asked is { } asked && MayDecide(asked, actor, May)),
            (
                CaseForm.DecideAppeal,
                view.Appeal is { } appeal && appeal.AskedBy != actor.AccountId && Can(CaseAction.DecideAppeal, Permission.Reopen)
            ),
            (CaseForm.Answer, Answers(view, actor, Works(CaseAction.Answer), May)),
            (CaseForm.AcceptTask, HasTask(view, actor, t => t.AcceptedAt is null)),
            (CaseForm.HandInTask, HasTask(view, actor, _ => true)),
            (
                CaseForm.ReportIn,
                view.Climbs.Any(c => c.EndedAt is null && c.Calls.Any(call => call.ReportedAt is null && Holds(actor, call.UnitCode)))
            ),
            (CaseForm.CallBack, view.NeedsCallBack && Can(CaseAction.CallBack, Permission.Close)),
            (CaseForm.Confirm, view.ConfirmAskedAt is not null && Can(CaseAction.Confirm, Permission.Confirm)),
            (CaseForm.FileAndDispatch, Can(CaseAction.File, Permission.File) && May(Permission.Dispatch)),
            (CaseForm.File, Can(CaseAction.File, Permission.File) && !May(Permission.Dispatch)),
            (CaseForm.Dispatch, Can(CaseAction.Dispatch, Permission.Dispatch)),
            (CaseForm.Accept, Works(CaseAction.Accept)),
            (CaseForm.HandIn, Works(CaseAction.ReportDone)),
            (CaseForm.Check, Can(CaseAction.Pass, Permission.Check) && !view.WorkedBy(actor.AccountId)),
            (CaseForm.Close, Can(CaseAction.Close, Permission.Close)),
            (CaseForm.SendToConfirm, view.ConfirmAskedAt is null && Can(CaseAction.SendToConfirm, Permission.File)),
            (CaseForm.Join, Can(CaseAction.Join, Permission.File)),
            (CaseForm.Split, Can(CaseAction.Split, Permission.File)),
            (CaseForm.Transfer, Can(CaseAction.Transfer, Permission.File)),
            (CaseForm.Decline, Can(CaseAction.Decline, Permission.File)),
            (CaseForm.Resume, Can(CaseAction.Resume, Permission.Dispatch)),
            (CaseForm.Reassign, Can(CaseAction.Reassign, Permission.Dispatch)),
            (CaseForm.Assist, view.Unit is not null && Can(CaseAction.Assist, Permission.Dispatch)),
            (CaseForm.Depart, view.Unit is not null && Can(CaseAction.Depart, Permission.Handle)),
            (CaseForm.Arrive, view.Unit is not null && Can(CaseAction.Arrive, Permission.Handle)),
            (CaseForm.SendBack, Works(CaseAction.SendBack)),
            (CaseForm.AskMoreTime, view.Asked is null && Works(CaseAction.Extend)),
            (CaseForm.AskVoid, view.Asked is null && Can(CaseAction.Void, Permission.File)),
            (CaseForm.Reopen, Can(CaseAction.Reopen, Permission.Reopen)),
            (CaseForm.Remark, Can(CaseAction.Urge, Permission.Supervise)),
            (CaseForm.Appeal, !view.IsAppealed && Works(CaseAction.Appeal)),
            (CaseForm.ReleaseTask, view.Tasks.Any(t => t.IsOwed) && Can(CaseAction.ReleaseTask, Permission.Dispatch)),
            (
                CaseForm.EndClimb,
                MayCall(May, Allows(CaseAction.EndClimb))
                    && view.Climbs.Any(c => c.EndedAt is null && Climbing.ClimbCase.MayEnd(actor, area, c.To, c.CalledBy, c.Waited))
            ),
            (
                CaseForm.Climb,
                view.Unit is not null
                    && !view.Climbs.Any(c => c is { EndedAt: null, IsByRule: false })
                    && MayCall(May, Allows(CaseAction.Climb))
            ),
        ];
        return [.. all.Where(f => f.IsOffered).Select(f => f.Form)];
    }

    private static bool MayCall(Func<Permission, bool> may, bool isAllowed) =>
        isAllowed && (may(Permission.Handle) || may(Permission.Supervise));

    private static bool Holds(Actor actor, string unitCode) => actor.Posts.Any(p => p.UnitCode == unitCode);

    private static bool HasTask(CaseView view, Actor actor, Func<TaskView, bool> which) =>
        CaseFlow.OpenStates.Contains(view.Line.State)
        && view.Tasks.Any(t =>
            t.IsOwed && which(t) && CaseDesk.WorkPost(actor, view.Line.AreaCode, t.UnitCode, t.IsGroundWork) is not null
        );

    /// <summary>Before a dispatch the centre answers, then the unit; never who asked.</summary>
    private static bool Answers(CaseView view, Actor actor, bool works, Func<Permission, bool> may) =>
        CaseFlow.OpenStates.Contains(view.Line.State)
        && view.Orders.Any(o => o.AnsweredAt is null && o.GivenBy != actor.AccountId)
        && (view.Unit is null ? may(Permission.Dispatch) || may(Permission.File) : works);

    private static bool MayDecide(ApprovalView asked, Actor actor, Func<Permission, bool> may) =>
        asked.AskedBy != actor.AccountId && may(Approvals.ApprovalRules.Decides(asked.Kind));
}
