using Gezhi.Cases.Contract;
using Gezhi.Field.HomeService;
using Gezhi.Field.Inspections;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Time;
using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Field.RecordPages;

/// <summary>What the page of a record shows of hazards, demands and services. 台账页往来</summary>
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

    /// <summary>Of a building how many and when, never behind which door; of a household the appointments that are open, for who works there.</summary>
    public async ValueTask<RecordInset?> Services(RecordSubject subject, Actor actor, CancellationToken ct)
    {
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
}
