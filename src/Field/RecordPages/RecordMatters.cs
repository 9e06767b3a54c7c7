using Gezhi.Cases.Contract;
using Gezhi.Field.Campaigns;
using Gezhi.Field.HomeService;
using Gezhi.Field.Inspections;
using Gezhi.Field.Verification;
using Gezhi.Field.Visits;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Time;
using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Field.RecordPages;

/// <summary>What the page of a record shows of hazards, demands, visits and services. 台账页往来</summary>
/// <remarks>
/// Of buildings, merchants and places everything the reader may see. Of a household only what is still open and is the work of the reader's own post;
/// of a person nothing: nobody's life is put in order of time.
/// </remarks>
internal sealed class RecordMatters(
    GezhiDb db,
    PlaceCases cases,
    WorkCalendar calendar,
    TimeProvider clock,
    InspectionTexts texts,
    IStringLocalizer T
)
{
    private const int Most = 40;

    public async ValueTask<RecordInset?> Hazards(RecordSubject subject, Actor actor, CancellationToken ct)
    {
        if (subject.Kind is RecordKind.Person or RecordKind.Household || actor.PostFor(Permission.SeeInspections, subject.AreaCode) is null)
            return null;
        var ids = subject.WithInside;
        var rows = await db.Set<Hazard>()
            .AsNoTracking()
            .Where(h => ids.Contains(h.SubjectId))
            .OrderByDescending(h => h.FoundAt)
            .ThenByDescending(h => h.Id)
            .Take(Most)
            .ToListAsync(ct);
        var today = calendar.LocalDay(clock.UtcNow);
        return rows.Count == 0
            ? null
            : new RecordInset(
                T["隐患"],
                [
                    .. rows.Select(h => new RecordEvent(
                        h.FoundAt,
                        InspectionTexts.Look(h.State, h.IsOverdue(today)),
                        texts.State(h.State, h.IsOverdue(today)),
                        h.SubjectId == subject.Id ? h.ItemText : $"{h.Title} · {h.ItemText}",
                        null,
                        $"/inspections/hazards/{h.Id}"
                    )),
                ],
                null,
                null
            );
    }

    public async ValueTask<RecordInset?> Demands(RecordSubject subject, Actor actor, CancellationToken ct)
    {
        if (subject.Kind is not (RecordKind.Building or RecordKind.Organisation or RecordKind.Place or RecordKind.Component))
            return null;
        var rows = await cases.At(subject.AreaCode, subject.Title, subject.Address, subject.Lon, subject.Lat, Most, actor, ct);
        return rows.Count == 0
            ? null
            : new RecordInset(
                T["诉求"],
                [.. rows.Select(c => new RecordEvent(c.At, c.Look, c.State, c.Title, null, $"/cases/{c.Id}"))],
                null,
                null
            );
    }

    /// <summary>Visits to the doors of a building, by day: how many, never which door, by whom or with what result.</summary>
    public async ValueTask<RecordInset?> Visits(RecordSubject subject, Actor actor, CancellationToken ct)
    {
        if (!IsCounted(subject, actor))
            return null;
        var days = await db.Set<VisitTry>()
            .Where(t => t.UndoneAt == null && db.Set<VisitTarget>().Any(v => v.Id == t.TargetId && v.BuildingId == subject.Id))
            .GroupBy(t => t.On)
            .Select(g => new { On = g.Key, Count = g.Select(t => t.TargetId).Distinct().Count() })
            .OrderByDescending(d => d.On)
            .Take(Most)
            .ToListAsync(ct);
        return Counted(T["走访"], T["已走访"], days.ConvertAll(d => (d.On, d.Count)));
    }

    /// <summary>Of a building how many appointments were kept and when, never behind which door; of a household those that are open, for who works there.</summary>
    public async ValueTask<RecordInset?> Services(RecordSubject subject, Actor actor, CancellationToken ct)
    {
        if (IsCounted(subject, actor))
        {
            var days = await db.Set<Appointment>()
                .Where(a => a.AreaCode == subject.AreaCode && a.Building == subject.Title && a.State == AppointmentState.Done)
                .GroupBy(a => a.On)
                .Select(g => new { On = g.Key, Count = g.Count() })
                .OrderByDescending(d => d.On)
                .Take(Most)
                .ToListAsync(ct);
            return Counted(T["上门服务"], T["已办"], days.ConvertAll(d => (d.On, d.Count)));
        }
        if (
            subject.Kind is not RecordKind.Household
            || !actor.Posts.Any(p =>
                p.AreaCode is { } own
                && subject.AreaCode.StartsWith(own, StringComparison.Ordinal)
                && RolePermissions.Has(p.Role, Permission.KeepRegistry)
            )
        )
            return null;
        var open = await db.Set<Appointment>()
            .AsNoTracking()
            .Where(a => a.HouseholdId == subject.Id && a.State == AppointmentState.Booked)
            .OrderBy(a => a.On)
            .ThenBy(a => a.Id)
            .Take(Most)
            .ToListAsync(ct);
        var needs = await db.Set<ServiceNeed>()
            .Where(n => n.HouseholdId == subject.Id && n.State == NeedState.Open)
            .Join(db.Set<ServiceItem>(), n => n.ItemId, i => i.Id, (n, i) => new { n.DueOn, Item = i })
            .OrderBy(n => n.DueOn)
            .Take(Most)
            .ToListAsync(ct);
        return open.Count + needs.Count == 0
            ? null
            : new RecordInset(
                T["上门服务"],
                [
                    .. open.Select(a => new RecordEvent(
                        calendar.Utc(a.On.ToDateTime(TimeOnly.MinValue)),
                        "doing",
                        T["已约"],
                        null,
                        null,
                        "/home-service"
                    )),
                    .. needs.Select(n => new RecordEvent(
                        calendar.Utc(n.DueOn.ToDateTime(TimeOnly.MinValue)),
                        "new",
                        T["待约"],
                        n.Item.Named,
                        null,
                        "/home-service"
                    )),
                ],
                null,
                null
            );
    }

    /// <summary>Fewer doors than this and a count would say whose door it was.</summary>
    private const int FewestDoors = 5;

    /// <summary>A building of several doors, for those who visit or lead visits there.</summary>
    private static bool IsCounted(RecordSubject subject, Actor actor) =>
        subject.Kind == RecordKind.Building
        && subject.Inside.Count >= FewestDoors
        && (
            actor.PostFor(Permission.KeepRegistry, subject.AreaCode) is not null
            || actor.PostFor(Permission.LeadVisits, subject.AreaCode) is not null
        );

    private RecordInset? Counted(string title, string state, List<(DateOnly On, int Count)> days) =>
        days.Count == 0
            ? null
            : new RecordInset(
                title,
                [
                    .. days.Select(d => new RecordEvent(
                        calendar.Utc(d.On.ToDateTime(TimeOnly.MinValue)),
                        "done",
                        state,
                        T["{0} 户", d.Count],
                        null,
                        null
                    )
                    {
                        IsDay = true,
                    }),
                ],
                null,
                null
            );

    /// <summary>Of some records those that were inspected, visited or served, or that a campaign has on its list.</summary>
    public async ValueTask<IReadOnlyDictionary<Guid, RecordUse>> Uses(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var used = new Dictionary<Guid, RecordUse>();
        void Add(RecordUse use, IEnumerable<Guid> found)
        {
            foreach (var id in found)
                used.TryAdd(id, use);
        }
        Add(RecordUse.Inspected, await Those(db.Set<Inspection>().Select(i => i.SubjectId)));
        Add(RecordUse.Inspected, await Those(db.Set<Hazard>().Select(h => h.SubjectId)));
        Add(RecordUse.Inspected, await Those(db.Set<CampaignTarget>().Select(t => t.SubjectId)));
        Add(RecordUse.Visited, await Those(db.Set<VisitTarget>().Select(v => v.HouseholdId)));
        Add(RecordUse.Visited, await Those(db.Set<VisitTarget>().Select(v => v.BuildingId)));
        Add(RecordUse.Visited, await Those(db.Set<HouseholdCheck>().Select(c => c.HouseholdId)));
        Add(RecordUse.Served, await Those(db.Set<ServiceNeed>().Select(n => n.HouseholdId)));
        Add(RecordUse.Served, await Those(db.Set<ServiceNeed>().Where(n => n.PersonId != null).Select(n => n.PersonId!.Value)));
        Add(RecordUse.Served, await Those(db.Set<Appointment>().Select(a => a.HouseholdId)));
        return used;

        Task<List<Guid>> Those(IQueryable<Guid> pointers) => pointers.Where(id => ids.Contains(id)).Distinct().ToListAsync(ct);
    }
}
