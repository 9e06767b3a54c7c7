using Gezhi.Field.Visits;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Registry.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.HomeService;

/// <summary>Somebody asks for a service at home: the person, the family, or a worker for them; or does not need it any more. 登记上门需求</summary>
public sealed class AskService(DoorScope scope, HouseholdDesk households, ServiceBook people)
{
    /// <param name="PersonId">In the registry, of this household; null when nobody is on the books by name.</param>
    /// <param name="Origin">Resident, Family or Worker.</param>
    /// <param name="DueOn">Local day; null means in two weeks.</param>
    public sealed record Command(
        [property: Needed] Guid? HouseholdId,
        [property: Needed] Guid? ItemId,
        Guid? PersonId = null,
        NeedOrigin Origin = NeedOrigin.Resident,
        DateOnly? DueOn = null
    );

    /// <summary>Taken back. 不需要</summary>
    /// <param name="Version">The one the person saw.</param>
    public sealed record Withdrawal(int Version);

    private const int UsualDays = 14;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/needs",
                async (Command command, AskService feature, HttpRequest request, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(
                        new WrittenId(await feature.Run(command, request.Headers["Idempotency-Key"].FirstOrDefault(), actor, ct))
                    )
            )
            .WithSummary("登记上门需求 · Ask for a service at home");
        api.MapPost(
                "/needs/{needId:guid}/withdrawal",
                async (Guid needId, Withdrawal command, AskService feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Withdraw(needId, command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("不需要上门 · It is not needed");
    }

    /// <param name="key">Idempotency key.</param>
    /// <exception cref="NotFound">Not there, or not the actor's to know.</exception>
    /// <exception cref="RuleViolation"><c>service.asked</c>: it is open or booked already; <c>service.inactive</c>, <c>check.ended</c>.</exception>
    public Task<Guid> Run(Command command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (command.Origin is NeedOrigin.Interval or NeedOrigin.Age or NeedOrigin.Entitled)
            throw new InvalidInput(nameof(command.Origin), "input.invalid");
        return Once.Run(scope.Db, "service.need", key, command, scope.Now, () => Add(command, actor, ct), ct);
    }

    private async Task<Guid> Add(Command command, Actor actor, CancellationToken ct)
    {
        var (homeId, itemId) = (command.HouseholdId!.Value, command.ItemId!.Value);
        var home = (await households.Read([homeId], ct)).GetValueOrDefault(homeId) ?? throw new NotFound("household");
        DoorScope.NeedsWork(home.AreaCode, actor);
        if (home.IsEnded)
            throw new RuleViolation("check.ended");
        var item =
            await scope.Db.Set<ServiceItem>().AsNoTracking().FirstOrDefaultAsync(i => i.Id == itemId, ct) ?? throw new NotFound("item");
        if (!item.IsActive)
            throw new RuleViolation("service.inactive");
        if (command.PersonId is { } person && !(await people.Living([person], ct)).Any(p => p.HouseholdId == homeId))
            throw new NotFound("person");
        if (
            await scope
                .Db.Set<ServiceNeed>()
                .AnyAsync(
                    n =>
                        n.HouseholdId == homeId
                        && n.ItemId == itemId
                        && n.PersonId == command.PersonId
                        && (n.State == NeedState.Open || n.State == NeedState.Booked),
                    ct
                )
        )
            throw new RuleViolation("service.asked");
        var need = new ServiceNeed
        {
            DistrictId = scope.Db.DistrictId,
            Id = Ids.New(scope.Now),
            HouseholdId = homeId,
            PersonId = command.PersonId,
            ItemId = itemId,
            AreaCode = home.AreaCode,
            Building = home.Building,
            Door = home.Short,
            Origin = command.Origin,
            AskedOn = scope.Today,
            DueOn = command.DueOn is { } due && due >= scope.Today ? due : scope.Today.AddDays(UsualDays),
        };
        scope.Db.Add(need);
        scope.Db.Audit(actor, "service.asked", need.Id, item.Name, scope.Now);
        return need.Id;
    }

    /// <exception cref="RuleViolation"><c>service.need-over</c>: booked or done; an appointment is cancelled first.</exception>
    public async Task Withdraw(Guid needId, Withdrawal command, Actor actor, CancellationToken ct)
    {
        var need = await scope.Db.Set<ServiceNeed>().FirstOrDefaultAsync(n => n.Id == needId, ct) ?? throw new NotFound("need");
        DoorScope.NeedsWork(need.AreaCode, actor);
        if (need.Version != command.Version)
            throw new StaleVersion(need.Version);
        if (need.State != NeedState.Open)
            throw new RuleViolation("service.need-over");
        need.State = NeedState.Withdrawn;
        if (need.EntitlementId is not null)
        {
            var item = await scope.Db.Set<ServiceItem>().AsNoTracking().FirstAsync(i => i.Id == need.ItemId, ct);
            await EntitlementDesk.Settled(scope.Db, need, item, false, scope.Today, ct);
        }
        scope.Db.Audit(actor, "service.withdrawn", need.Id, "", scope.Now);
        await scope.Db.Save(ct);
    }
}
