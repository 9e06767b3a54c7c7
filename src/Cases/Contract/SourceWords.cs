using Gezhi.Cases.Reporting;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Contract;

/// <summary>Takes in what a connected system says later about a matter: it goes on the record of the case on which the matter hangs now. 来源补充</summary>
public sealed class SourceWords
{
    private const int MostTries = 3;
    private const int LongestChain = 10;
    private readonly CaseDesk desk;

    internal SourceWords(CaseDesk desk) => this.desk = desk;

    /// <summary>Durable when it returns. A closed case comes on the list of those to be called back.</summary>
    /// <param name="caseId">The case opened for the report.</param>
    /// <param name="words">At most 4,000 characters.</param>
    /// <param name="files">At most eight.</param>
    /// <param name="beside">A row that is saved with it, made from the case and the row of its timeline.</param>
    /// <exception cref="NotFound">No such case in the district.</exception>
    /// <exception cref="DuplicateKey">The row beside is there already.</exception>
    public async Task Add(
        Source source,
        Guid caseId,
        string words,
        IReadOnlyList<IncomingFile> files,
        Func<Guid, int, object> beside,
        CancellationToken ct
    )
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await AddOnce(source, caseId, words, files, beside, ct);
                return;
            }
            catch (StaleVersion) when (tries < MostTries)
            {
                desk.Db.Forget(); // somebody moved the case at the same moment
            }
        }
    }

    private async Task AddOnce(
        Source source,
        Guid caseId,
        string words,
        IReadOnlyList<IncomingFile> files,
        Func<Guid, int, object> beside,
        CancellationToken ct
    )
    {
        var subject = await HangsOn(caseId, ct);
        var reportId = await desk.Db.Reports.Where(r => r.OwnCaseId == caseId).Select(r => (Guid?)r.Id).FirstOrDefaultAsync(ct);
        await LaterWords.Put(desk, subject, reportId, words, files, source.Actor, null, ct);
        desk.Db.Add(beside(subject.Id, subject.Sequence));
        await desk.Save(subject, ct);
    }

    private async Task<Case> HangsOn(Guid caseId, CancellationToken ct)
    {
        var at = await desk.Db.Cases.FirstOrDefaultAsync(c => c.Id == caseId, ct) ?? throw new NotFound("case");
        for (var depth = 0; depth < LongestChain && at.JoinedToId is { } next; depth++)
            at = await desk.Db.Cases.FirstAsync(c => c.Id == next, ct);
        return at;
    }
}
