using System.Linq.Expressions;
using Gezhi.Cases.Approvals;
using Gezhi.Cases.CasePages;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Joint;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Units;

/// <summary>The cases of the handler's own units, by deadline. 部门台账</summary>
public sealed class ReadWorklist(CaseDesk desk)
{
    /// <summary>Rows of one page.</summary>
    public const int PageSize = 30;

    /// <summary>How far back closed and returned cases are shown.</summary>
    public const int Days = 90;

    /// <param name="Next">Cursor of what follows; null at the end.</param>
    public sealed record Page(IReadOnlyList<WorkRow> Rows, string? Next);

    /// <summary>Units of the posts by which the actor works for a unit.</summary>
    public static IReadOnlyList<string> UnitsOf(Actor actor) =>
        [
            .. actor
                .Posts.Where(p => p.UnitCode is not null && RolePermissions.Has(p.Role, Permission.Handle))
                .Select(p => p.UnitCode)
                .OfType<string>()
                .Distinct(),
        ];

    /// <param name="after">Last row of the page before; null begins with the most pressing.</param>
    /// <param name="take">Rows; the print list takes more.</param>
    public async Task<Page> Run(Actor actor, WorkTab tab, WorkFilter filter, CaseCursor? after, int take, CancellationToken ct)
    {
        var units = Chosen(actor, filter);
        if (tab == WorkTab.Returned)
            return new Page(await Returned(units, filter, ct), null);
        var cases = Narrow(In(tab, actor, units), filter);
        var rows = tab == WorkTab.Done ? Newest(cases, after) : MostPressing(cases, after);
        var found = await rows.Take(take + 1).Select(View(tab)).ToListAsync(ct);
        var shown = found.Count > take ? found[..take] : found;
        return new Page(shown, found.Count > take ? new CaseCursor(shown[^1].SortAt, shown[^1].Id).ToString() : null);
    }

    internal static IReadOnlyList<string> Chosen(Actor actor, WorkFilter filter)
    {
        var mine = UnitsOf(actor);
        return filter.Unit is { } one && mine.Contains(one) ? [one] : mine;
    }

    /// <summary>The cases of a tab, always within what the actor may see.</summary>
    internal IQueryable<Case> In(WorkTab tab, Actor actor, IReadOnlyList<string> units)
    {
        var (db, since) = (desk.Db, desk.Now.AddDays(-Days));
        var cases = db.Cases.AsNoTracking().VisibleTo(actor, db);
        return tab switch
        {
            WorkTab.ToAccept => cases.Where(c => units.Contains(c.LeadUnitCode!) && c.State == CaseState.Dispatched),
            WorkTab.Handling => cases.Where(c =>
                units.Contains(c.LeadUnitCode!) && (c.State == CaseState.Handling || c.State == CaseState.Shelved)
            ),
            WorkTab.ToCheck => cases.Where(c =>
                units.Contains(c.LeadUnitCode!) && (c.State == CaseState.Handled || c.State == CaseState.Checked)
            ),
            WorkTab.Helping => cases.Where(c =>
                !units.Contains(c.LeadUnitCode!)
                && (c.State == CaseState.Dispatched || c.State == CaseState.Handling || c.State == CaseState.Shelved)
                && db.Set<CaseHelper>().Any(h => h.CaseId == c.Id && h.ReleasedAt == null && units.Contains(h.UnitCode))
            ),
            WorkTab.Done => cases.Where(c => units.Contains(c.LeadUnitCode!) && c.State == CaseState.Closed && c.ClosedAt >= since),
            _ => throw new ArgumentOutOfRangeException(nameof(tab), tab, null),
        };
    }

    /// <summary>Before this instant it is still today.</summary>
    internal DateTime Midnight => desk.Calendar.LocalMidnightUtc(desk.Calendar.LocalDay(desk.Now).AddDays(1));

    private IQueryable<Case> Narrow(IQueryable<Case> cases, WorkFilter filter)
    {
        var (now, midnight) = (desk.Now, Midnight);
        if (filter.IsLate)
            cases = cases.Where(c => c.StageDueAt < now && c.State != CaseState.Shelved);
        if (filter.IsDueToday)
            cases = cases.Where(c => c.StageDueAt >= now && c.StageDueAt < midnight && c.State != CaseState.Shelved);
        return new CaseFilter { Words = filter.Words }.Apply(cases, desk.Db, now);
    }

    private static IQueryable<Case> MostPressing(IQueryable<Case> cases, CaseCursor? after)
    {
        if (after is { } last)
            cases = cases.Where(c => c.StageDueAt > last.At || (c.StageDueAt == last.At && c.Id > last.Id));
        return cases.OrderBy(c => c.StageDueAt).ThenBy(c => c.Id);
    }

    private static IQueryable<Case> Newest(IQueryable<Case> cases, CaseCursor? after)
    {
        if (after is { } last)
            cases = cases.Where(c => c.ClosedAt < last.At || (c.ClosedAt == last.At && c.Id < last.Id));
        return cases.OrderByDescending(c => c.ClosedAt).ThenByDescending(c => c.Id);
    }

    /// <summary>
    /// What the unit sent back is not the unit's any more and cannot be opened: only its own reason and what was seen then is shown.
    /// </summary>
    private async Task<IReadOnlyList<WorkRow>> Returned(IReadOnlyList<string> units, WorkFilter filter, CancellationToken ct)
    {
        var rows =
            from subject in Narrow(SentBack(), filter)
            join step in desk.Db.Timeline.AsNoTracking() on subject.Id equals step.CaseId
            where step.Action == CaseAction.SendBack && units.Contains(step.UnitCode!)
            orderby step.At descending, step.Sequence
            select new
            {
                Case = subject,
                step.At,
                Reason = desk
                    .Db.Set<TimelineText>()
                    .Where(x => x.CaseId == step.CaseId && x.Sequence == step.Sequence)
                    .Select(x => x.Note)
                    .FirstOrDefault(),
            };
        var found = await rows.Take(100).ToListAsync(ct);
        return [.. found.Select(r => Compiled(r.Case) with { SortAt = r.At, ReturnReason = r.Reason })];
    }

    internal IQueryable<Case> SentBack()
    {
        var since = desk.Now.AddDays(-Days);
        return desk.Db.Cases.AsNoTracking().Where(c => c.SendBackCount > 0 && c.CreatedAt >= since);
    }

    private static readonly Func<Case, WorkRow> Compiled = Of(c => false, c => c.CreatedAt).Compile();

    private Expression<Func<Case, WorkRow>> View(WorkTab tab)
    {
        var db = desk.Db;
        return tab == WorkTab.Done
            ? Of(c => false, c => c.ClosedAt!.Value)
            : Of(c => db.Set<Approval>().Any(a => a.CaseId == c.Id && a.DecidedAt == null), c => c.StageDueAt ?? c.StageAt);
    }

    private static Expression<Func<Case, WorkRow>> Of(Expression<Func<Case, bool>> isAsked, Expression<Func<Case, DateTime>> sortAt)
    {
        Expression<Func<Case, bool, DateTime, WorkRow>> row = (c, asked, sort) =>
            new WorkRow(
                c.Id,
                c.CaseNo,
                c.State,
                c.Title,
                c.CategoryKey,
                c.AreaCode,
                c.PlaceText,
                c.IsUrgent,
                c.ReportCount,
                c.LeadUnitCode,
                c.DispatchedAt,
                c.LimitValue,
                c.LimitUnit,
                c.Pauses,
                c.ExtensionCount,
                c.HandledAt,
                c.OriginalDueAt,
                c.DueAt,
                c.StageDueAt,
                c.ShelvedUntil,
                c.ClosedAt,
                c.ReworkCount,
                asked,
                sort,
                c.Version
            );
        return Expressions.Fill(row, isAsked, sortAt);
    }
}
