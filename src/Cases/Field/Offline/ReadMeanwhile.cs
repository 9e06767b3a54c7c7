using Gezhi.Cases.CasePages;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Timelines;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Fieldwork;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Field.Offline;

/// <summary>What others did to a case while a worker had no network: shown beside what the worker wanted. 期间变化</summary>
internal sealed class ReadMeanwhile(GezhiDb db, StaffWords words, TimeWords times, RecordWords record, TimeProvider clock)
{
    /// <summary>Steps shown at most.</summary>
    private const int Most = 12;

    /// <summary>Reminders change nothing that a worker could collide with; ratings stay with the reporter.</summary>
    private static readonly CaseAction[] Aside = [CaseAction.Escalate, CaseAction.Recompute, CaseAction.Rate];

    /// <param name="baseVersion">The version the worker saw; null: unknown, so the last steps are shown.</param>
    /// <returns>Null: nobody else did anything, or the case is not for this person to see.</returns>
    /// <remarks>
    /// Each save of a case counts its version up by one and writes at least one row, so the last (version − base) rows are at most as old as what the worker
    /// saw; own steps among them are left out.
    /// </remarks>
    public async Task<Meanwhile?> Run(Guid? caseId, int? baseVersion, Actor actor, CancellationToken ct)
    {
        var subject = await db.Cases.AsNoTracking().VisibleTo(actor, db).FirstOrDefaultAsync(c => c.Id == caseId, ct);
        if (subject is null || baseVersion >= subject.Version)
            return null;
        var rows = await db
            .Timeline.AsNoTracking()
            .Where(t => t.CaseId == subject.Id && !Aside.Contains(t.Action))
            .OrderByDescending(t => t.Sequence)
            .Take(Math.Min(Most, baseVersion is { } seen ? subject.Version - seen : Most))
            .Select(t => new
            {
                t.Sequence,
                t.Action,
                t.AccountId,
                t.PostTitle,
                t.At,
                Note = db.Set<TimelineText>()
                    .Where(x => x.CaseId == t.CaseId && x.Sequence == t.Sequence)
                    .Select(x => x.Note)
                    .FirstOrDefault(),
            })
            .ToListAsync(ct);
        rows.RemoveAll(r => r.AccountId == actor.AccountId);
        if (rows.Count == 0)
            return null;
        var now = clock.UtcNow;
        return new Meanwhile(
            subject.State.ToString(),
            words.State(subject.State),
            subject.Version,
            rows[0].PostTitle,
            rows[0].At,
            [.. rows.AsEnumerable().Reverse().Select(r => Line(times.At(r.At, now), r.PostTitle, r.Action, r.Note))]
        );
    }

    /// <summary>Where the case lies; null when there is none.</summary>
    public Task<string?> AreaOf(Guid caseId, CancellationToken ct) =>
        db.Cases.Where(c => c.Id == caseId).Select(c => (string?)c.AreaCode).FirstOrDefaultAsync(ct);

    private string Line(string at, string post, CaseAction action, string? note) =>
        $"{at} {post} {words.OnRecord(action, note)}"
        + (record.Note(action, note) is { } said ? $"：{Answers.PhonesInText.Hide(said)}" : "");
}
