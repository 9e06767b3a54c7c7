using Gezhi.Cases.CasePages;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Centre;

/// <summary>Parts of the queue. 队列标签</summary>
public enum QueueTab
{
    /// <summary>全部未结.</summary>
    All,

    /// <summary>待受理.</summary>
    New,

    /// <summary>待派遣.</summary>
    Dispatch,

    /// <summary>处置中.</summary>
    Doing,

    /// <summary>待核查、待结案.</summary>
    Check,

    /// <summary>超时.</summary>
    Late,
}

/// <summary>The live queue: what is open, the urgent first, then what must be done soonest. 实时队列</summary>
public sealed class Queue(CaseDesk desk)
{
    /// <summary>Rows of one page.</summary>
    public const int PageLength = 60;

    /// <summary>The live figure behind a tab.</summary>
    private static LiveKey KeyOf(QueueTab tab) =>
        tab switch
        {
            QueueTab.All => LiveKey.Open,
            QueueTab.New => LiveKey.New,
            QueueTab.Dispatch => LiveKey.ToDispatch,
            QueueTab.Doing => LiveKey.Doing,
            QueueTab.Check => LiveKey.ToCheck,
            QueueTab.Late => LiveKey.Late,
            _ => throw new ArgumentOutOfRangeException(nameof(tab), tab, null),
        };

    /// <param name="Rows">At most <see cref="PageLength"/>.</param>
    /// <param name="Next">Where the next page begins; null at the end.</param>
    public sealed record Page(IReadOnlyList<CaseLine> Rows, CaseCursor? Next);

    /// <summary>How many cases stand behind a tab.</summary>
    public static int Count(QueueTab tab, OpenCounts counts) =>
        tab == QueueTab.Late ? counts.Late : counts.In(LiveConditions.StatesOf(KeyOf(tab)));

    /// <summary>One page of a tab.</summary>
    /// <param name="after">Last row of the page before; null begins at the front.</param>
    public async Task<Page> Run(QueueTab tab, CaseFilter filter, CaseCursor? after, Actor actor, CancellationToken ct)
    {
        var cases = Of(tab, filter, actor);
        if (after is { } last)
            cases = cases.Where(c =>
                (c.IsUrgent == last.IsUrgent && (c.StageDueAt > last.At || (c.StageDueAt == last.At && c.Id > last.Id)))
                || (last.IsUrgent && !c.IsUrgent)
            );
        var found = await cases
            .OrderByDescending(c => c.IsUrgent)
            .ThenBy(c => c.StageDueAt)
            .ThenBy(c => c.Id)
            .Take(PageLength + 1)
            .Select(CaseLine.From)
            .ToListAsync(ct);
        var rows = found.Count > PageLength ? found[..PageLength] : found;
        return new Page(rows, found.Count > PageLength && rows[^1].StageDueAt is { } at ? new(at, rows[^1].Id, rows[^1].IsUrgent) : null);
    }

    /// <summary>Those of the named cases that belong to the tab now, for the live page.</summary>
    public Task<List<CaseLine>> Rows(QueueTab tab, CaseFilter filter, IReadOnlyCollection<Guid> ids, Actor actor, CancellationToken ct) =>
        Of(tab, filter, actor).Where(c => ids.Contains(c.Id)).Select(CaseLine.From).ToListAsync(ct);

    /// <summary>When the latest of these cases moved: how old the news is that a page shows. Null when none is visible.</summary>
    public Task<DateTime?> LastMoveAt(IReadOnlyCollection<Guid> ids, Actor actor, CancellationToken ct)
    {
        var visible = desk.Db.Cases.VisibleTo(actor, desk.Db);
        return desk
            .Db.Timeline.Where(t => ids.Contains(t.CaseId) && visible.Any(c => c.Id == t.CaseId && c.Sequence == t.Sequence))
            .MaxAsync(t => (DateTime?)t.At, ct);
    }

    /// <summary>Whether a row stands behind the place where a page begins.</summary>
    public static bool IsAfter(CaseLine row, CaseCursor cursor) =>
        row.IsUrgent != cursor.IsUrgent
            ? cursor.IsUrgent
            : (row.StageDueAt ?? DateTime.MaxValue, row.Id).CompareTo((cursor.At, cursor.Id)) > 0;

    /// <summary>Sorts as the queue does, as text: the urgent first, then by deadline.</summary>
    public static string Sort(CaseLine row) => $"{(row.IsUrgent ? 0 : 1)}{row.StageDueAt ?? DateTime.MaxValue:yyyyMMddHHmmssfff}{row.Id:N}";

    private IQueryable<Case> Of(QueueTab tab, CaseFilter filter, Actor actor)
    {
        var now = desk.Now;
        return filter.Apply(desk.Db.Cases.AsNoTracking().VisibleTo(actor, desk.Db).That(KeyOf(tab), now), desk.Db, now);
    }
}
