using Gezhi.Cases.Timelines;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;

namespace Gezhi.Cases.Reporting;

/// <summary>What is said later about a matter goes on the record of its case, with its files: the one place for people and connected systems. 后续补充</summary>
internal static class LaterWords
{
    /// <summary>Put on the case, not saved yet. A closed case comes on the list of those to be called back.</summary>
    /// <param name="reportId">To which the files belong; null when it is not known.</param>
    /// <param name="post">Of staff who take it down; null for others.</param>
    public static async Task Put(
        CaseDesk desk,
        Case subject,
        Guid? reportId,
        string? words,
        IReadOnlyList<IncomingFile> files,
        Actor actor,
        ActorPost? post,
        CancellationToken ct
    )
    {
        var kept = await desk.KeepFiles(subject, files, EvidenceKind.Report, reportId, ct);
        subject.Supplement(new Step(actor, post, desk.Now) { Note = CaseDesk.Text(words), Evidence = [.. kept.Select(f => f.Hash)] });
    }
}
