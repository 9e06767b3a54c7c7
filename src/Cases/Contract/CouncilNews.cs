using Gezhi.Cases.Messages;
using Gezhi.Platform.Data;

namespace Gezhi.Cases.Contract;

/// <summary>Why staff are told of a meeting, of what was settled there, or of a reception. 会商消息类别</summary>
public enum CouncilNewsKind
{
    /// <summary>会议通知.</summary>
    MeetingCalled,

    /// <summary>请答复会议.</summary>
    MeetingUnanswered,

    /// <summary>议定事项.</summary>
    ObligationGiven,

    /// <summary>议定事项快到期.</summary>
    ObligationNear,

    /// <summary>议定事项超期.</summary>
    ObligationLate,

    /// <summary>议定事项待核对.</summary>
    ObligationDone,

    /// <summary>接待事项.</summary>
    MatterGiven,

    /// <summary>接待事项到期没有答复.</summary>
    MatterLate,

    /// <summary>楼栋群提问: asked, or climbed to you.</summary>
    GroupQuestion,

    /// <summary>议题超期: nobody took the next step in time.</summary>
    TopicLate,

    /// <summary>议题等您处理: something came in that staff answer.</summary>
    TopicWaits,

    /// <summary>建议请单位研究.</summary>
    SuggestionGiven,

    /// <summary>建议到期没有答复.</summary>
    SuggestionLate,
}

/// <summary>Tells staff of meetings, obligations and receptions among their other messages; saved with the change that is being made. 会商消息</summary>
public static class CouncilNews
{
    /// <param name="db">Of the district.</param>
    /// <param name="accounts">Who is told, each once.</param>
    /// <param name="subjectId">The meeting, obligation or matter.</param>
    /// <param name="title">No personal data.</param>
    /// <param name="areaCode">Where it lies.</param>
    /// <param name="text">In the language of the record; no personal data.</param>
    /// <param name="now">UTC.</param>
    public static void TellCouncil(
        this GezhiDb db,
        IEnumerable<Guid> accounts,
        CouncilNewsKind kind,
        Guid subjectId,
        string title,
        string areaCode,
        string text,
        DateTime now
    )
    {
        foreach (var account in accounts.Distinct())
            db.Tell(account, KindOf(kind), subjectId, title, areaCode, text, now);
    }

    private static MessageKind KindOf(CouncilNewsKind kind) =>
        kind switch
        {
            CouncilNewsKind.MeetingCalled => MessageKind.MeetingCalled,
            CouncilNewsKind.MeetingUnanswered => MessageKind.MeetingUnanswered,
            CouncilNewsKind.ObligationGiven => MessageKind.ObligationGiven,
            CouncilNewsKind.ObligationNear => MessageKind.ObligationNear,
            CouncilNewsKind.ObligationLate => MessageKind.ObligationLate,
            CouncilNewsKind.ObligationDone => MessageKind.ObligationDone,
            CouncilNewsKind.MatterGiven => MessageKind.MatterGiven,
            CouncilNewsKind.MatterLate => MessageKind.MatterLate,
            CouncilNewsKind.GroupQuestion => MessageKind.GroupQuestion,
            CouncilNewsKind.TopicLate => MessageKind.TopicLate,
            CouncilNewsKind.TopicWaits => MessageKind.TopicWaits,
            CouncilNewsKind.SuggestionGiven => MessageKind.SuggestionGiven,
            CouncilNewsKind.SuggestionLate => MessageKind.SuggestionLate,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
}
