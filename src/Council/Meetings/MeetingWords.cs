using Microsoft.Extensions.Localization;

namespace Gezhi.Council.Meetings;

/// <summary>States and answers of meetings in words. 会议用语</summary>
public sealed class MeetingWords(IStringLocalizer T)
{
    public string State(MeetingState state) =>
        state switch
        {
            MeetingState.Called => T["已通知"],
            MeetingState.Signed => T["纪要已签发"],
            _ => T["已取消"],
        };

    /// <summary>Colour and shape, see StatusPill.</summary>
    public static string Look(MeetingState state) =>
        state switch
        {
            MeetingState.Called => "new",
            MeetingState.Signed => "done",
            _ => "hold",
        };

    public string Answered(Answer answer) =>
        answer switch
        {
            Answer.Comes => T["参加"],
            Answer.Sends => T["派人参加"],
            Answer.Cannot => T["不能参加"],
            _ => T["未答复"],
        };

    public string Kind(DecisionKind kind) =>
        kind switch
        {
            DecisionKind.Responsibility => T["责任单位"],
            DecisionKind.Boundary => T["管辖边界"],
            _ => T["其他议定"],
        };

    public string State(Obligation owed, bool isLate) =>
        owed.State switch
        {
            ObligationState.Done => T["已办结"],
            ObligationState.HandedIn => T["待核对"],
            ObligationState.Draft => T["待签发"],
            _ => isLate ? T["超期"] : T["办理中"],
        };

    public static string Look(Obligation owed, bool isLate) =>
        owed.State switch
        {
            ObligationState.Done => "done",
            ObligationState.HandedIn => "check",
            ObligationState.Draft => "hold",
            _ => isLate ? "late" : "doing",
        };
}
