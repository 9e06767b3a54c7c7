using Gezhi.Cases.Messages;
using Gezhi.Platform.Data;

namespace Gezhi.Cases.Contract;

/// <summary>Tells mediators of a dossier among their other messages; saved with the change that is being made. 调解消息</summary>
public static class MediationNews
{
    /// <param name="db">Of the district.</param>
    /// <param name="accounts">Who is told, each once; only people who may open the dossier.</param>
    /// <param name="title">Number of the dossier; never a name.</param>
    /// <param name="areaCode">Where the committee belongs.</param>
    /// <param name="text">What kind of thing waits; never a word of the dossier.</param>
    /// <param name="now">UTC.</param>
    public static void TellOfDispute(this GezhiDb db, IEnumerable<Guid> accounts, string title, string areaCode, string text, DateTime now)
    {
        foreach (var account in accounts.Distinct())
            db.Tell(account, MessageKind.Mediation, Guid.Empty, title, areaCode, text, now);
    }
}
