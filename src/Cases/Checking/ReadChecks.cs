using Gezhi.Cases.CasePages;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Field;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Checking;

/// <summary>Cases that wait for a check in the checker's areas, never the own work. 待核查</summary>
public sealed class ReadChecks(GezhiDb db)
{
    /// <summary>Rows of one page.</summary>
    public const int PageSize = 30;

    /// <param name="HandledAt">UTC of the hand-in.</param>
    /// <param name="StageDueAt">UTC end of the time for checking.</param>
    /// <param name="BeforeHash">A photo of how it was; null when there is none.</param>
    /// <param name="AfterHash">A photo of how it is now; null when there is none.</param>
    /// <param name="Result">What the unit says it did.</param>
    public sealed record Row(
        Guid Id,
        string? CaseNo,
        string Title,
        string? CategoryKey,
        string AreaCode,
        string PlaceText,
        bool IsUrgent,
        string? LeadUnitCode,
        int ReworkCount,
        DateTime? HandledAt,
        DateTime? StageDueAt,
        string? BeforeHash,
        string? AfterHash,
        string? Result
    );

    /// <param name="Next">Cursor of what follows; null at the end.</param>
    /// <param name="Waiting">All that wait for this checker.</param>
    public sealed record Page(IReadOnlyList<Row> Rows, string? Next, int Waiting);

    public async Task<Page> Run(Actor actor, CaseCursor? after, CancellationToken ct)
    {
        var waiting = Waiting(actor);
        var cases = after is { } last ? waiting.Where(c => c.StageDueAt > last.At || (c.StageDueAt == last.At && c.Id > last.Id)) : waiting;
        var found = await cases
            .OrderBy(c => c.StageDueAt)
            .ThenBy(c => c.Id)
            .Take(PageSize + 1)
            .Select(c => new Row(
                c.Id,
                c.CaseNo,
                c.Title,
                c.CategoryKey,
                c.AreaCode,
                c.PlaceText,
                c.IsUrgent,
                c.LeadUnitCode,
                c.ReworkCount,
                c.HandledAt,
                c.StageDueAt,
                db.Set<Evidence>()
                    .Where(e => e.CaseId == c.Id && (e.Kind == EvidenceKind.Before || e.Kind == EvidenceKind.Report))
                    .OrderBy(e => e.At)
                    .Select(e => e.FileHash)
                    .FirstOrDefault(),
                db.Set<Evidence>()
                    .Where(e => e.CaseId == c.Id && e.Kind == EvidenceKind.After)
                    .OrderByDescending(e => e.At)
                    .Select(e => e.FileHash)
                    .FirstOrDefault(),
                db.Set<TimelineRow>()
                    .Where(t => t.CaseId == c.Id && t.Action == CaseAction.ReportDone)
                    .OrderByDescending(t => t.Sequence)
                    .Take(1)
                    .Join(db.Set<TimelineText>(), t => new { t.CaseId, t.Sequence }, x => new { x.CaseId, x.Sequence }, (t, x) => x.Note)
                    .FirstOrDefault()
            ))
            .ToListAsync(ct);
        var shown = found.Count > PageSize ? found[..PageSize] : found;
        var next = found.Count > PageSize && shown[^1].StageDueAt is { } due ? new CaseCursor(due, shown[^1].Id).ToString() : null;
        return new Page(shown, next, await waiting.CountAsync(ct));
    }

    /// <summary>The case to check after this one; null when none is left.</summary>
    public Task<Guid?> After(Guid caseId, Actor actor, CancellationToken ct) =>
        Waiting(actor)
            .Where(c => c.Id != caseId)
            .OrderBy(c => c.StageDueAt)
            .ThenBy(c => c.Id)
            .Select(c => (Guid?)c.Id)
            .FirstOrDefaultAsync(ct);

    private IQueryable<Case> Waiting(Actor actor)
    {
        var areas = actor.Posts.Where(p => p.Role == Role.Checker).Select(p => p.AreaCode).OfType<string>().Distinct().ToList();
        var me = actor.AccountId;
        return db
            .Cases.AsNoTracking()
            .VisibleTo(actor, db)
            .Inside(areas)
            .Where(c => c.State == CaseState.Handled && (c.HandledBy == null || c.HandledBy != me));
    }
}
