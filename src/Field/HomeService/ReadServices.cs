using Gezhi.Field.Visits;
using Gezhi.Platform.Actors;
using Gezhi.Registry.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.HomeService;

/// <summary>Who is due, what is agreed, what was done; by door, without names. 上门办台账</summary>
public sealed class ReadServices(DoorScope scope, ServiceBook people)
{
    private const int Most = 300;
    private const int AheadDays = 60;

    /// <summary>An item of the district. 上门事项</summary>
    public sealed record Item(
        Guid Id,
        string Name,
        string NameEn,
        ServiceRule Rule,
        int? Months,
        int? FromAge,
        string Basis,
        bool IsActive,
        int Version,
        int WindowDays
    );

    /// <summary>An open need. 待约需求</summary>
    /// <param name="IsOverdue">The day is over.</param>
    /// <param name="LastOn">Local day on which it was done the last time; null for the first.</param>
    /// <param name="PhoneMask">*******1234; null when no phone is kept. Opened in the registry, for a purpose.</param>
    public sealed record Need(
        Guid Id,
        Guid HouseholdId,
        Guid? PersonId,
        Guid ItemId,
        string ItemName,
        string AreaCode,
        string Building,
        string Door,
        NeedOrigin Origin,
        DateOnly DueOn,
        bool IsOverdue,
        DateOnly? LastOn,
        string? PhoneMask,
        int Version,
        Guid? EntitlementId
    );

    /// <summary>An appointment. 上门预约</summary>
    public sealed record Visit(
        Guid Id,
        Guid HouseholdId,
        string AreaCode,
        string Building,
        string Door,
        DateOnly On,
        HalfDay Half,
        AppointmentState State,
        bool IsOverdue,
        int Moves,
        CancelReason? Reason,
        bool SafetyChecked,
        Guid? CaseId,
        IReadOnlyList<VisitItem> Items,
        int Version
    );

    /// <summary>One item of it. 预约事项</summary>
    public sealed record VisitItem(Guid NeedId, string Name, ItemResult? Result, string? ReceiptNo, Guid? PersonId, string? PhoneMask);

    /// <summary>The whole list. 上门办</summary>
    /// <param name="Due">Open, due within 60 days, the oldest first; at most 300.</param>
    /// <param name="Standing">Agreed, the next first.</param>
    /// <param name="Over">Done or called off lately.</param>
    public sealed record View(
        IReadOnlyList<Item> Items,
        IReadOnlyList<Need> Due,
        int DueCount,
        int OverdueCount,
        IReadOnlyList<Visit> Standing,
        IReadOnlyList<Visit> Over
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("", async (ReadServices feature, Actor actor, CancellationToken ct) => TypedResults.Ok(await feature.Run(actor, ct)))
            .WithSummary("上门办 · Who is due and what is agreed");

    public async Task<View> Run(Actor actor, CancellationToken ct)
    {
        var (areas, today) = (DoorScope.Doors(actor), scope.Today);
        var items = await scope.Db.Set<ServiceItem>().AsNoTracking().OrderBy(i => i.Name).ToListAsync(ct);
        var open = DoorScope.Inside(
            scope.Db.Set<ServiceNeed>().AsNoTracking().Where(n => n.State == NeedState.Open),
            n => n.AreaCode,
            areas
        );
        var until = today.AddDays(AheadDays);
        var due = await open.Where(n => n.DueOn <= until)
            .OrderBy(n => n.DueOn)
            .ThenBy(n => n.AreaCode)
            .ThenBy(n => n.Id)
            .Take(Most)
            .ToListAsync(ct);
        var masks = await people.PhoneMasks([.. due.Select(n => n.PersonId).OfType<Guid>().Distinct()], ct);
        var names = items.ToDictionary(i => i.Id, i => i.Named);
        var booked = DoorScope.Inside(scope.Db.Set<Appointment>().AsNoTracking(), a => a.AreaCode, areas);
        return new View(
            [.. items.Select(Shown)],
            [.. due.Select(n => Shown(n, names, masks, today))],
            await open.CountAsync(n => n.DueOn <= until, ct),
            await open.CountAsync(n => n.DueOn < today, ct),
            await Visits(
                booked.Where(a => a.State == AppointmentState.Booked).OrderBy(a => a.On).ThenBy(a => a.Half).ThenBy(a => a.Id).Take(Most),
                ct
            ),
            await Visits(
                booked.Where(a => a.State != AppointmentState.Booked).OrderByDescending(a => a.EndedAt).ThenBy(a => a.Id).Take(50),
                ct
            )
        );
    }

    /// <summary>Items of the district, by name.</summary>
    internal async Task<IReadOnlyList<Item>> Items(CancellationToken ct) =>
        [.. (await scope.Db.Set<ServiceItem>().AsNoTracking().OrderBy(i => i.Name).ToListAsync(ct)).Select(Shown)];

    private static Item Shown(ServiceItem i) =>
        new(i.Id, i.Name, i.NameEn, i.Rule, i.Months, i.FromAge, i.Basis, i.IsActive, i.Version, i.WindowDays);

    /// <summary>What a worker has agreed on in own grids within so many days, and what is overdue.</summary>
    internal Task<IReadOnlyList<Visit>> Own(Actor actor, int days, CancellationToken ct)
    {
        var until = scope.Today.AddDays(days);
        return Visits(
            DoorScope
                .Inside(
                    scope.Db.Set<Appointment>().AsNoTracking().Where(a => a.State == AppointmentState.Booked && a.On <= until),
                    a => a.AreaCode,
                    DoorScope.Own(actor)
                )
                .OrderBy(a => a.On)
                .ThenBy(a => a.Half)
                .ThenBy(a => a.Id)
                .Take(Most),
            ct
        );
    }

    private static Need Shown(ServiceNeed n, Dictionary<Guid, string> names, IReadOnlyDictionary<Guid, string> masks, DateOnly today) =>
        new(
            n.Id,
            n.HouseholdId,
            n.PersonId,
            n.ItemId,
            names.GetValueOrDefault(n.ItemId, ""),
            n.AreaCode,
            n.Building,
            n.Door,
            n.Origin,
            n.DueOn,
            n.DueOn < today,
            n.LastOn,
            n.PersonId is { } person ? masks.GetValueOrDefault(person) : null,
            n.Version,
            n.EntitlementId
        );

    private async Task<IReadOnlyList<Visit>> Visits(IQueryable<Appointment> query, CancellationToken ct)
    {
        var all = await query.ToListAsync(ct);
        var ids = all.ConvertAll(a => a.Id);
        var rows = await scope
            .Db.Set<AppointmentItem>()
            .AsNoTracking()
            .Where(i => ids.Contains(i.AppointmentId))
            .Join(
                scope.Db.Set<ServiceNeed>(),
                i => i.NeedId,
                n => n.Id,
                (i, n) =>
                    new
                    {
                        i,
                        n.PersonId,
                        n.ItemId,
                    }
            )
            .ToListAsync(ct);
        var items = await scope.Db.Set<ServiceItem>().AsNoTracking().ToDictionaryAsync(i => i.Id, ct);
        var masks = await people.PhoneMasks([.. rows.Select(r => r.PersonId).OfType<Guid>().Distinct()], ct);
        var byVisit = rows.ToLookup(
            r => r.i.AppointmentId,
            r => new VisitItem(
                r.i.NeedId,
                items[r.ItemId].Named,
                r.i.Result,
                r.i.ReceiptNo,
                r.PersonId,
                r.PersonId is { } person ? masks.GetValueOrDefault(person) : null
            )
        );
        return
        [
            .. all.Select(a => new Visit(
                a.Id,
                a.HouseholdId,
                a.AreaCode,
                a.Building,
                a.Door,
                a.On,
                a.Half,
                a.State,
                a.State == AppointmentState.Booked && a.On < scope.Today,
                a.Moves,
                a.Reason,
                a.SafetyChecked,
                a.CaseId,
                [.. byVisit[a.Id].OrderBy(i => i.Name, StringComparer.Ordinal).ThenBy(i => i.NeedId)],
                a.Version
            )),
        ];
    }
}
