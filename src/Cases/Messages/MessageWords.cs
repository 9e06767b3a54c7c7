using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Messages;

/// <summary>Kinds of messages in words. 消息用语</summary>
public sealed class MessageWords(IStringLocalizer T)
{
    public string Kind(MessageKind kind) =>
        kind switch
        {
            MessageKind.Ladder => T["到点提醒"],
            MessageKind.ApprovalAsked => T["等您审批"],
            MessageKind.ApprovalDecided => T["审批结果"],
            MessageKind.ApprovalLate => T["审批超期"],
            MessageKind.OrderGiven => T["催办、督办、批示"],
            MessageKind.OrderAnswered => T["已有回复"],
            MessageKind.OrderLate => T["到期没有回复"],
            MessageKind.ClimbCalled => T["呼叫您的单位"],
            MessageKind.ClimbReported => T["部门已报到"],
            MessageKind.ClimbLate => T["没有按时报到"],
            MessageKind.TaskGiven => T["协办任务"],
            MessageKind.TaskDone => T["协办已反馈"],
            MessageKind.TaskLate => T["协办超期"],
            MessageKind.GapGiven => T["等您裁决归谁管"],
            MessageKind.GapLate => T["裁决超期，已上呈"],
            MessageKind.AlarmCalled => T["警情呼叫您"],
            MessageKind.AnswerLeft => T["您记下的有答复了"],
            MessageKind.ReviewGiven => T["等您复核"],
            MessageKind.ReviewLate => T["复核到期"],
            MessageKind.SampleFailed => T["抽查不合格"],
            MessageKind.DutyAsked => T["请您换班"],
            MessageKind.DutyAnswered => T["换班有答复了"],
            MessageKind.EvaluationAppealed => T["考核申诉等您裁决"],
            MessageKind.EvaluationChanged => T["考核结果有变动"],
            MessageKind.ReportReleased => T["日报签发了"],
            MessageKind.MeetingCalled => T["会议通知"],
            MessageKind.MeetingUnanswered => T["请答复会议通知"],
            MessageKind.ObligationGiven => T["会议议定由您办"],
            MessageKind.ObligationNear => T["议定事项快到期"],
            MessageKind.ObligationLate => T["议定事项超期"],
            MessageKind.ObligationDone => T["议定事项等您核对"],
            MessageKind.MatterGiven => T["接待事项请您答复"],
            MessageKind.MatterLate => T["接待事项到期没有答复"],
            MessageKind.SuggestionGiven => T["居民建议请您研究"],
            MessageKind.SuggestionLate => T["居民建议到期没有答复"],
            MessageKind.Mediation => T["人民调解"],
            MessageKind.GroupQuestion => T["楼栋群有提问"],
            MessageKind.TopicLate => T["议题超期"],
            MessageKind.TopicWaits => T["议题等您处理"],
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
}
