using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.CasePages;

/// <summary>Names of the forms, as headings and buttons. 表单名称</summary>
public sealed class FormWords(IStringLocalizer T)
{
    /// <summary>The button that files, and what will follow: the rule may dispatch by itself.</summary>
    public string Filing(CaseForm form, Centre.TriageView card) =>
        card.Proposal is { Reason.Kind: Rules.ProposalKind.Conflict } ? T["受理"]
        : form == CaseForm.FileAndDispatch || card.Proposal?.MayDispatchItself == true ? T["受理并派遣"]
        : T["受理"];

    public string Name(CaseForm form) =>
        form switch
        {
            CaseForm.JoinAll => T["一起并单"],
            CaseForm.File => T["受理立案"],
            CaseForm.FileAndDispatch => T["受理并派遣"],
            CaseForm.Dispatch => T["派遣"],
            CaseForm.Accept => T["接单"],
            CaseForm.HandIn => T["处置反馈"],
            CaseForm.Check => T["核查"],
            CaseForm.Close => T["结案"],
            CaseForm.Confirm => T["核实"],
            CaseForm.Decide => T["审批"],
            CaseForm.SendToConfirm => T["派核实"],
            CaseForm.Join => T["并单"],
            CaseForm.Split => T["拆单"],
            CaseForm.Decline => T["不予受理"],
            CaseForm.Transfer => T["转办"],
            CaseForm.Reassign => T["改派"],
            CaseForm.Assist => T["协办"],
            CaseForm.Depart => T["出发"],
            CaseForm.Arrive => T["到场"],
            CaseForm.SendBack => T["退单"],
            CaseForm.AskMoreTime => T["申请延期或挂账"],
            CaseForm.AskVoid => T["申请作废"],
            CaseForm.Resume => T["恢复办理"],
            CaseForm.Reopen => T["重办"],
            CaseForm.Remark => T["催办、督办、批示"],
            CaseForm.Climb => T["吹哨呼叫"],
            CaseForm.Answer => T["回复督办或批示"],
            CaseForm.ReportIn => T["报到"],
            CaseForm.EndClimb => T["销哨"],
            CaseForm.AcceptTask => T["协办接单"],
            CaseForm.HandInTask => T["协办反馈"],
            CaseForm.ReleaseTask => T["解除协办"],
            CaseForm.CallBack => T["回访"],
            CaseForm.DecideAppeal => T["申诉裁定"],
            CaseForm.Appeal => T["申诉"],
            CaseForm.Reveal => T["查看联系方式"],
            CaseForm.JudgePhotos => T["疑似重复照片"],
            CaseForm.HidePhotos => T["照片里能认出孩子"],
            _ => throw new ArgumentOutOfRangeException(nameof(form), form, null),
        };
}
