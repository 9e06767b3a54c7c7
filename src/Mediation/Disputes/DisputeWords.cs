using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Localization;

namespace Gezhi.Mediation.Disputes;

/// <summary>Mediation in words. 调解用语</summary>
public sealed class DisputeWords(IStringLocalizer T, IConfiguration settings)
{
    /// <summary>Where a rule of scope stands, as parties and the dossier read it; <c>Mediation:ScopeSources:KEY</c> says it as the district quotes it. 依据</summary>
    public string Source(ScopeRule rule) => settings[$"Mediation:ScopeSources:{rule.Key}"] is { Length: > 0 } own ? own : rule.Source;

    public string State(DisputeState state) =>
        state switch
        {
            DisputeState.Applied => T["待审查"],
            DisputeState.Accepted => T["已受理待调解"],
            DisputeState.Mediating => T["调解中"],
            DisputeState.Agreed => T["已达成协议"],
            DisputeState.Ended => T["已结束"],
            _ => T["已归档"],
        };

    /// <summary>Shape and colour of the status.</summary>
    public static string Look(DisputeState state) =>
        state switch
        {
            DisputeState.Applied => "new",
            DisputeState.Accepted or DisputeState.Mediating => "doing",
            DisputeState.Agreed => "check",
            DisputeState.Ended => "done",
            _ => "hold",
        };

    public string Ending(DisputeEnding ending) =>
        ending switch
        {
            DisputeEnding.NotTaken => T["没有受理"],
            DisputeEnding.Withdrawn => T["申请人撤回"],
            DisputeEnding.PartyRefuses => T["一方不同意调解"],
            DisputeEnding.Failed => T["调解不成"],
            DisputeEnding.HandedOn => T["移送有关部门"],
            DisputeEnding.PartyGone => T["当事人联系不上或已不在"],
            DisputeEnding.Fulfilled => T["协议履行完毕"],
            _ => T["协议没有履行"],
        };

    public string Origin(DisputeOrigin origin) =>
        origin switch
        {
            DisputeOrigin.Counter => T["窗口申请"],
            DisputeOrigin.Online => T["网上申请"],
            DisputeOrigin.HandOver => T["案件移交"],
            _ => T["主动排查"],
        };

    public string Side(Side side) => side == Disputes.Side.Applicant ? T["申请人"] : T["被申请人"];

    public string Paper(IdentityPaper? paper) =>
        paper switch
        {
            IdentityPaper.IdCard => T["居民身份证"],
            IdentityPaper.HouseholdBook => T["户口簿"],
            IdentityPaper.Passport => T["护照"],
            IdentityPaper.BusinessLicence => T["营业执照"],
            _ => "",
        };

    public string NoticeBy(NoticeWay? way) => way == NoticeWay.Online ? T["本人网上确认"] : T["纸质签字"];

    public string Record(RecordKind kind) =>
        kind switch
        {
            RecordKind.Investigation => T["调查记录"],
            RecordKind.Evidence => T["证据材料"],
            RecordKind.Apart => T["背靠背"],
            RecordKind.Together => T["面对面"],
            RecordKind.Performance => T["履行凭证"],
            RecordKind.FollowUp => T["回访记录"],
            RecordKind.Court => T["司法确认材料"],
            _ => T["情况说明"],
        };

    public string Helper(HelperKind kind) =>
        kind switch
        {
            HelperKind.Police => T["民警"],
            HelperKind.Court => T["法院"],
            HelperKind.Community => T["社区"],
            HelperKind.Property => T["物业"],
            _ => T["其他单位"],
        };

    public string Conflict(ConflictKind kind) =>
        kind switch
        {
            ConflictKind.IsParty => T["本人是当事人"],
            ConflictKind.SameName => T["与当事人同名，待核实"],
            ConflictKind.Relative => T["近亲属"],
            ConflictKind.Interest => T["有利害关系"],
            _ => T["其他可能影响公正的关系"],
        };

    public string Form(AgreementForm form) => form == AgreementForm.Written ? T["书面协议"] : T["口头协议"];

    public string Court(CourtStep step) =>
        step switch
        {
            CourtStep.Applied => T["已共同申请司法确认"],
            CourtStep.Confirmed => T["法院已确认，可以强制执行"],
            CourtStep.Refused => T["法院不予确认"],
            _ => T["没有申请司法确认"],
        };

    public string Duty(DutyState state) =>
        state switch
        {
            DutyState.Done => T["已履行"],
            DutyState.NotDone => T["没有履行"],
            _ => T["等待履行"],
        };

    public string Risk(RiskColour risk) =>
        risk switch
        {
            RiskColour.Red => T["红：马上处置"],
            RiskColour.Orange => T["橙：当天处置"],
            _ => T["黄：网格关注"],
        };

    public string Chosen(ChosenBy by) => by == ChosenBy.Parties ? T["当事人共同选定"] : T["调委会指定"];

    public string Action(DisputeAction action) =>
        action switch
        {
            DisputeAction.Apply => T["登记申请"],
            DisputeAction.Accept => T["决定受理"],
            DisputeAction.Refuse => T["不予受理"],
            DisputeAction.Appoint => T["确定调解员"],
            DisputeAction.JoinMediator => T["增加协助调解员"],
            DisputeAction.ReleaseMediator => T["协助调解员退出"],
            DisputeAction.DeclareConflict => T["申明回避"],
            DisputeAction.ClearConflict => T["排除同名"],
            DisputeAction.AddParty => T["登记当事人"],
            DisputeAction.SeeIdentity => T["核对身份"],
            DisputeAction.GiveNotice => T["告知权利义务"],
            DisputeAction.Investigate => T["调查取证"],
            DisputeAction.MeetApart => T["背靠背调解"],
            DisputeAction.MeetTogether => T["面对面调解"],
            DisputeAction.Correct => T["补充或更正记录"],
            DisputeAction.KeepScan => T["放入扫描件"],
            DisputeAction.DropScan => T["取出扫描件"],
            DisputeAction.AdmitHelper => T["邀请联动参与人"],
            DisputeAction.ReleaseHelper => T["联动参与人退出"],
            DisputeAction.SetRisk => T["调整风险等级"],
            DisputeAction.AnswerRisk => T["记录风险处置"],
            DisputeAction.Extend => T["延长调解期限"],
            DisputeAction.Draft => T["起草协议"],
            DisputeAction.Sign => T["签订协议"],
            DisputeAction.Fulfil => T["记录履行情况"],
            DisputeAction.GoToCourt => T["记录司法确认"],
            DisputeAction.FollowUp => T["回访当事人"],
            DisputeAction.End => T["结束调解"],
            DisputeAction.Withdraw => T["撤回调解申请"],
            _ => T["立卷归档"],
        };

    /// <summary>人民调解法 art. 23, in short. 当事人权利</summary>
    public IReadOnlyList<string> Rights() =>
        [
            T["您在调解中的权利（人民调解法第二十三条）"],
            T["1. 选择或者接受调解员。"],
            T["2. 接受调解、拒绝调解，或者要求终止调解。"],
            T["3. 要求调解公开进行或者不公开进行。"],
            T["4. 自主表达意愿，自愿达成调解协议。"],
            T["调解不收费。调解不成，或者不想调解，可以申请仲裁、请行政机关处理，或者向法院起诉。"],
        ];

    /// <summary>人民调解法 art. 24, in short. 当事人义务</summary>
    public IReadOnlyList<string> Obligations() =>
        [
            T["您在调解中的义务（人民调解法第二十四条）"],
            T["1. 如实陈述纠纷事实。"],
            T["2. 遵守调解现场秩序，尊重调解员。"],
            T["3. 尊重对方行使权利。"],
        ];
}
