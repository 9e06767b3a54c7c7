using Gezhi.Field.Visits;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.HomeService;

/// <summary>Agrees on a half day for several items at one door; moves it or calls it off. 预约上门</summary>
public sealed class BookVisit(DoorScope scope)
{
    /// <param name="NeedIds">Open needs of one household, one to ten.</param>
    /// <param name="On">Local day, today or later.</param>
    public sealed record Command(
        [property: Needed] IReadOnlyList<Guid> NeedIds,
        [property: Needed] DateOnly? On,
        [property: Needed] HalfDay? Half
    );

    /// <param name="Version">The one the person saw.</param>
    public sealed record Move([property: Needed] DateOnly? On, [property: Needed] HalfDay? Half, int Version);

    /// <param name="Version">The one the person saw.</param>
    public sealed record Cancel([property: Needed] CancelReason? Reason, int Version);

    private const int MostItems = 10;

    /// <summary>Nobody agrees on a day farther away.</summary>
    private const int MostDays = 184;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/appointments",
                async (Command command, BookVisit feature, HttpRequest request, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(
                        new WrittenId(await feature.Run(command, request.Headers["Idempotency-Key"].FirstOrDefault(), actor, ct))
                    )
            )
            .WithSummary("预约上门 · Agree on a visit");
        api.MapPost(
                "/appointments/{appointmentId:guid}/move",
                async (Guid appointmentId, Move command, BookVisit feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.ToAnotherDay(appointmentId, command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("改期 · Move an appointment");
        api.MapPost(
                "/appointments/{appointmentId:guid}/cancel",
                async (Guid appointmentId, Cancel command, BookVisit feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.CallOff(appointmentId, command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("取消预约 · Call an appointment off");
    }

    /// <param name="key">Idempotency key.</param>
    /// <exception cref="NotFound">Not there, or not the actor's to know.</exception>
    /// <exception cref="RuleViolation"><c>service.other-door</c>, <c>service.need-over</c>.</exception>
    public Task<Guid> Run(Command command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        CheckDay(command.On!.Value);
        if (command.NeedIds.Distinct().Count() is 0 or > MostItems)
            throw new InvalidInput(nameof(command.NeedIds), "input.out-of-range");
        return Once.Run(scope.Db, "service.appointment", key, command, scope.Now, () => Add(command, actor, ct), ct);
    }

    /// <exception cref="StaleVersion">Somebody changed it since.</exception>
    /// <exception cref="RuleViolation"><c>service.over</c>.</exception>
    public async Task ToAnotherDay(Guid id, Move command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        CheckDay(command.On!.Value);
        var appointment = await Standing(scope, id, command.Version, actor, ct);
        (appointment.On, appointment.Half, appointment.Moves) = (command.On!.Value, command.Half!.Value, appointment.Moves + 1);
        scope.Db.Audit(actor, "service.moved", id, $"{command.On:yyyy-MM-dd} {command.Half}", scope.Now);
        await scope.Db.Save(ct);
    }

    /// <summary>What it was for is open again, or settled when it was done elsewhere or nobody lives there.</summary>
    /// <exception cref="StaleVersion">Somebody changed it since.</exception>
    /// <exception cref="RuleViolation"><c>service.over</c>.</exception>
    public async Task CallOff(Guid id, Cancel command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var appointment = await Standing(scope, id, command.Version, actor, ct);
        (appointment.State, appointment.Reason) = (AppointmentState.Cancelled, command.Reason);
        (appointment.EndedAt, appointment.EndedBy) = (scope.Now, actor.AccountId);
        foreach (var need in await Needs(scope, id, ct))
        {
            (need.State, need.MetOn) = command.Reason switch
            {
                CancelReason.DoneElsewhere => (NeedState.Met, scope.Today),
                CancelReason.Moved => (NeedState.Withdrawn, (DateOnly?)null),
                _ => (NeedState.Open, null),
            };
            if (need.EntitlementId is null || need.State == NeedState.Open)
                continue;
            var item = await scope.Db.Set<ServiceItem>().AsNoTracking().FirstAsync(i => i.Id == need.ItemId, ct);
            await EntitlementDesk.Settled(scope.Db, need, item, need.State == NeedState.Met, scope.Today, ct);
        }
        scope.Db.Audit(actor, "service.cancelled", id, $"{command.Reason}", scope.Now);
        await scope.Db.Save(ct);
    }

    /// <summary>An appointment that still stands, tracked.</summary>
    /// <param name="version">Null when it does not matter.</param>
    internal static async Task<Appointment> Standing(DoorScope scope, Guid id, int? version, Actor actor, CancellationToken ct)
    {
        var appointment = await scope.Db.Set<Appointment>().FirstOrDefaultAsync(a => a.Id == id, ct) ?? throw new NotFound("appointment");
        DoorScope.NeedsWork(appointment.AreaCode, actor);
        if (version is { } seen && seen != appointment.Version)
            throw new StaleVersion(appointment.Version);
        return appointment.State == AppointmentState.Booked ? appointment : throw new RuleViolation("service.over");
    }

    internal static async Task<List<ServiceNeed>> Needs(DoorScope scope, Guid appointmentId, CancellationToken ct) =>
        await scope
            .Db.Set<ServiceNeed>()
            .Where(n => scope.Db.Set<AppointmentItem>().Any(i => i.AppointmentId == appointmentId && i.NeedId == n.Id))
            .ToListAsync(ct);

    private async Task<Guid> Add(Command command, Actor actor, CancellationToken ct)
    {
        var ids = command.NeedIds.Distinct().ToList();
        var needs = await scope.Db.Set<ServiceNeed>().Where(n => ids.Contains(n.Id)).ToListAsync(ct);
        if (needs.Count != ids.Count)
            throw new NotFound("need");
        foreach (var need in needs)
            DoorScope.NeedsWork(need.AreaCode, actor);
        if (needs.DistinctBy(n => n.HouseholdId).Count() > 1)
            throw new RuleViolation("service.other-door");
        if (needs.Exists(n => n.State != NeedState.Open))
            throw new RuleViolation("service.need-over");
        var appointment = new Appointment
        {
            DistrictId = scope.Db.DistrictId,
            Id = Ids.New(scope.Now),
            HouseholdId = needs[0].HouseholdId,
            AreaCode = needs[0].AreaCode,
            Building = needs[0].Building,
            Door = needs[0].Door,
            On = command.On!.Value,
            Half = command.Half!.Value,
            BookedBy = actor.AccountId,
        };
        scope.Db.Add(appointment);
        foreach (var need in needs)
        {
            need.State = NeedState.Booked;
            scope.Db.Add(
                new AppointmentItem
                {
                    DistrictId = scope.Db.DistrictId,
                    AppointmentId = appointment.Id,
                    NeedId = need.Id,
                }
            );
        }
        scope.Db.Audit(actor, "service.booked", appointment.Id, $"{command.On:yyyy-MM-dd} {command.Half}", scope.Now);
        return appointment.Id;
    }

    private void CheckDay(DateOnly on)
    {
        if (on < scope.Today || on > scope.Today.AddDays(MostDays))
            throw new InvalidInput("On", "service.day");
    }
}
