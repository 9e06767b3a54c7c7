using Gezhi.Cases.Messages;
using Gezhi.Platform.Data;

namespace Gezhi.Cases.Contract;

/// <summary>Tells staff of evaluation among their other messages; saved with the change that is being made. 考核消息</summary>
public static class EvaluationNews
{
    /// <summary>An appeal waits for somebody's decision. 申诉待裁决</summary>
    /// <param name="db">Of the district.</param>
    /// <param name="accounts">Who is told, each once.</param>
    /// <param name="title">The month and whose evaluation it is.</param>
    /// <param name="areaCode">Where it lies.</param>
    /// <param name="text">In the language of the record.</param>
    /// <param name="now">UTC.</param>
    public static void TellOfAppeal(
        this GezhiDb db,
        IEnumerable<Guid> accounts,
        string title,
        string areaCode,
        string text,
        DateTime now
    ) => Tell(db, accounts, MessageKind.EvaluationAppealed, title, areaCode, text, now);

    /// <summary>An appeal was decided, or a case was left out or taken back in. 考核变动</summary>
    /// <inheritdoc cref="TellOfAppeal"/>
    public static void TellOfEvaluation(
        this GezhiDb db,
        IEnumerable<Guid> accounts,
        string title,
        string areaCode,
        string text,
        DateTime now
    ) => Tell(db, accounts, MessageKind.EvaluationChanged, title, areaCode, text, now);

    private static void Tell(
        GezhiDb db,
        IEnumerable<Guid> accounts,
        MessageKind kind,
        string title,
        string areaCode,
        string text,
        DateTime now
    )
    {
        foreach (var account in accounts.Distinct())
            db.Tell(account, kind, Guid.Empty, title, areaCode, text, now);
    }
}
