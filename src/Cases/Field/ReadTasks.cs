using System.Linq.Expressions;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Field;

/// <summary>What lies before a grid worker now, in the order to walk. 我的任务</summary>
public sealed class ReadTasks(GezhiDb db, GroundUnits grounds, WorkCalendar calendar)
{
    /// <summary>More than anybody walks in a day.</summary>
    public const int Most = 100;

    private const int MostDone = 300;

    private static readonly CaseAction[] Done =
    [
        CaseAction.Confirm,
        CaseAction.ConfirmNotFound,
        CaseAction.ReportDone,
        CaseAction.SolveOnSpot,
    ];

    private static readonly CaseState[] NeedSomebody =
    [
        CaseState.Reported,
        CaseState.Confirmed,
        CaseState.Filed,
        CaseState.Dispatched,
        CaseState.Handling,
    ];

    /// <summary>Tasks in walking order: urgent and soon due first, then by the way.</summary>
    /// <param name="from">Where the worker stands; null begins at the most pressing task.</param>
    public async Task<IReadOnlyList<FieldTask>> Run(Actor actor, LonLat? from, DateTime now, CancellationToken ct)
    {
        var units = await Units(actor, ct);
        var cases = Mine(actor, units).OrderBy(c => c.StageDueAt).ThenBy(c => c.Id).Take(Most);
        return RouteOrder.Of(await cases.Select(View(units)).ToListAsync(ct), from, t => t.Place, t => t.Rank(now));
    }

    /// <summary>One task; null when it is not or no longer the worker's to do.</summary>
    public async Task<FieldTask?> Find(Guid caseId, Actor actor, CancellationToken ct)
    {
        var units = await Units(actor, ct);
        return await Mine(actor, units).Where(c => c.Id == caseId).Select(View(units)).FirstOrDefaultAsync(ct);
    }

    /// <summary>All tasks by id and version, for a device that compares: nothing else is read.</summary>
    internal async Task<IReadOnlyList<(Guid Id, int Version, TaskKind Kind)>> Marks(Actor actor, int most, CancellationToken ct)
    {
        var units = await Units(actor, ct);
        var rows = await Mine(actor, units)
            .OrderBy(c => c.StageDueAt)
            .ThenBy(c => c.Id)
            .Take(most)
            .Select(c => new
            {
                c.Id,
                c.Version,
                Kind = c.State == CaseState.Reported && c.ConfirmAskedAt != null ? TaskKind.Confirm
                : (c.State == CaseState.Dispatched || c.State == CaseState.Handling) && units.Contains(c.LeadUnitCode!) ? TaskKind.Handle
                : TaskKind.Attend,
            })
            .ToListAsync(ct);
        return rows.ConvertAll(r => (r.Id, r.Version, r.Kind));
    }

    /// <summary>Some of the tasks; those that are not or no longer the worker's are left out.</summary>
    internal async Task<List<FieldTask>> Some(IReadOnlyCollection<Guid> caseIds, Actor actor, CancellationToken ct)
    {
        var units = await Units(actor, ct);
        return await Mine(actor, units).Where(c => caseIds.Contains(c.Id)).Select(View(units)).ToListAsync(ct);
    }

    /// <summary>Cases that the worker confirmed, handed in or solved today.</summary>
    public Task<int> DoneToday(Actor actor, DateTime now, CancellationToken ct) => Finished(actor, now).CountAsync(ct);

    /// <summary>The same by id, for a device that adds what it has not sent; so many as a day holds.</summary>
    internal async Task<IReadOnlyList<Guid>> DoneIds(Actor actor, DateTime now, CancellationToken ct) =>
        await Finished(actor, now).OrderBy(c => c.Id).Take(MostDone).Select(c => c.Id).ToListAsync(ct);

    private IQueryable<Case> Finished(Actor actor, DateTime now)
    {
        var (today, me) = (calendar.LocalMidnightUtc(calendar.LocalDay(now)), actor.AccountId);
        var mine = db.Set<TimelineRow>().Where(t => t.At >= today && t.AccountId == me && Done.Contains(t.Action)).Select(t => t.CaseId);
        return db.Cases.AsNoTracking().VisibleTo(actor, db).Inside(FieldAreas.Of(actor)).Where(c => mine.Contains(c.Id));
    }

    private Task<IReadOnlyList<string>> Units(Actor actor, CancellationToken ct) => grounds.Around(FieldAreas.Of(actor), ct);

    private IQueryable<Case> Mine(Actor actor, IReadOnlyList<string> units) =>
        db
            .Cases.AsNoTracking()
            .VisibleTo(actor, db)
            .Inside(FieldAreas.Of(actor))
            .Where(c =>
                (c.State == CaseState.Reported && c.ConfirmAskedAt != null)
                || ((c.State == CaseState.Dispatched || c.State == CaseState.Handling) && units.Contains(c.LeadUnitCode!))
                || (c.IsUrgent && c.ArrivedAt == null && NeedSomebody.Contains(c.State))
            );

    private Expression<Func<Case, FieldTask>> View(IReadOnlyList<string> units) =>
        c => new FieldTask(
            c.Id,
            c.State == CaseState.Reported && c.ConfirmAskedAt != null ? TaskKind.Confirm
                : (c.State == CaseState.Dispatched || c.State == CaseState.Handling) && units.Contains(c.LeadUnitCode!) ? TaskKind.Handle
                : TaskKind.Attend,
            c.State,
            c.Title,
            c.CategoryKey,
            c.AreaCode,
            c.Lon,
            c.Lat,
            c.PlaceText,
            c.Channel,
            c.IsUrgent,
            c.ReportCount,
            c.CoverHash,
            c.State == CaseState.Reported && c.ConfirmAskedAt != null ? c.ConfirmAskedAt.Value
                : (c.State == CaseState.Dispatched || c.State == CaseState.Handling) && units.Contains(c.LeadUnitCode!)
                    ? c.DispatchedAt ?? c.StageAt
                : c.CreatedAt,
            c.StageDueAt,
            c.ArrivedAt,
            db.Set<TimelineRow>()
                .Any(t =>
                    t.CaseId == c.Id
                    && t.Action == CaseAction.Depart
                    // Whoever takes over has promised nothing yet.
                    && !db.Set<TimelineRow>().Any(h => h.CaseId == c.Id && h.Action == CaseAction.HandOver && h.Sequence > t.Sequence)
                ),
            c.Version
        );
}
