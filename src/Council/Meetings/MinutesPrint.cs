using Gezhi.Platform.Audit;

namespace Gezhi.Council.Meetings;

/// <summary>Works out the fingerprint of minutes: every word that was signed, and by whom. 纪要指纹</summary>
/// <remarks>What happens to obligations afterwards is not part of it; whoever holds the printed words reckons the same.</remarks>
internal static class MinutesPrint
{
    public static string Of(
        Meeting meeting,
        IEnumerable<Guid> caseIds,
        IEnumerable<Participant> participants,
        IEnumerable<Decision> decisions,
        IEnumerable<Obligation> obligations
    )
    {
        var hash = Chain.Hash(
            Chain.Start,
            meeting.No,
            meeting.KindKey,
            meeting.Title,
            meeting.AreaCode,
            meeting.BeginsAt,
            meeting.EndsAt,
            meeting.Place,
            meeting.Agenda,
            meeting.Minutes,
            meeting.SignedByTitle,
            meeting.SignedAt
        );
        foreach (var id in caseIds.Order())
            hash = Chain.Hash(hash, "case", id);
        foreach (var p in participants.OrderBy(p => p.UnitCode, StringComparer.Ordinal))
            hash = Chain.Hash(
                hash,
                "unit",
                p.UnitCode,
                p.Answer,
                p.Who,
                p.Reason,
                p.Report,
                p.WasThere is { } there ? (there ? 1 : 0) : null
            );
        foreach (var d in decisions.OrderBy(d => d.No))
            hash = Chain.Hash(hash, "decision", d.No, d.Kind, d.Text, d.CaseId, d.UnitCode);
        foreach (var o in obligations.OrderBy(o => o.No))
            hash = Chain.Hash(hash, "obligation", o.No, o.UnitCode, o.Text, o.CaseId, o.DueOn);
        return Convert.ToHexStringLower(hash);
    }

    /// <param name="before">Fingerprint of the minutes or of the addendum before it.</param>
    public static string Of(string before, int no, string text, string byTitle, DateTime at) =>
        Convert.ToHexStringLower(Chain.Hash(Convert.FromHexString(before), "addendum", no, text, byTitle, at));
}
