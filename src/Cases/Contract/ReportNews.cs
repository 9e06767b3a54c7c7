using Gezhi.Cases.Messages;
using Gezhi.Platform.Data;

namespace Gezhi.Cases.Contract;

/// <summary>Tells staff among their other messages that a report came out; saved with the change that is being made. 报表消息</summary>
public static class ReportNews
{
    /// <summary>A report came out to which somebody subscribed. 报表签发</summary>
    /// <param name="accounts">Who is told, each once.</param>
    /// <param name="reportId">The released report; the message leads there.</param>
    /// <param name="title">Its day and area.</param>
    /// <param name="issueNo">1, 2, …</param>
    /// <param name="postTitle">Who signed it, by the post.</param>
    /// <param name="now">UTC.</param>
    public static void TellOfReport(
        this GezhiDb db,
        IEnumerable<Guid> accounts,
        Guid reportId,
        string title,
        string areaCode,
        int issueNo,
        string postTitle,
        DateTime now
    )
    {
        foreach (var account in accounts.Distinct())
            db.Tell(account, MessageKind.ReportReleased, reportId, title, areaCode, $"第 {issueNo} 期日报，{postTitle}签发", now);
    }
}
