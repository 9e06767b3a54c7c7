using Gezhi.Cases.Oversight;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;

namespace Gezhi.Cases.Contract;

/// <summary>A supervisor's word to whoever holds a case now, on its record; it must be answered. 交承办人</summary>
public sealed class CaseNotes
{
    private readonly RemarkCase remarking;

    internal CaseNotes(RemarkCase remarking) => this.remarking = remarking;

    /// <summary>Saves together with what was changed before.</summary>
    /// <param name="note">1 to 1,000 characters.</param>
    /// <param name="photos">Lie with the case from then on; those beyond <see cref="CaseDesk.MostFiles"/> are left out.</param>
    /// <returns>How many photos were kept.</returns>
    /// <exception cref="Platform.Problems.NotFound">Not there, or not the actor's to see.</exception>
    /// <exception cref="Platform.Problems.Forbidden">The actor does not supervise it.</exception>
    /// <exception cref="Platform.Problems.RuleViolation">The case has ended.</exception>
    public async Task<int> Give(Guid caseId, string note, IReadOnlyList<IncomingFile> photos, Actor actor, CancellationToken ct)
    {
        IReadOnlyList<IncomingFile> kept = [.. photos.Take(CaseDesk.MostFiles)];
        await remarking.Run(caseId, new RemarkCase.Command(CaseAction.Note, note), kept, actor, ct);
        return kept.Count;
    }
}
