using Gezhi.Field.Visits;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Gezhi.Registry.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.HomeService;

/// <summary>Enters which item is due for somebody at a door, or ends it; the post that works at that door does. 登记待遇事项</summary>
public sealed class KeepEntitlement(
    DoorScope scope,
    EntitlementDesk desk,
    HouseholdDesk households,
    ServiceBook people,
    AgreeToService agreeing,
    FieldCipher cipher,
    HoldBook holds
)
{
    /// <param name="PersonId">In the registry, of this household.</param>
    /// <param name="Ground">By what right it is kept: without one nothing is.</param>
    /// <param name="Source">Which list of which office and day, or who said so; no illness, no degree of disability.</param>
    /// <param name="NextDueOn">Local day by which it is to be done next.</param>
    /// <param name="UntilOn">Last local day of the record, at most five years from now.</param>
    public sealed record Command(
        [property: Needed] Guid? HouseholdId,
        [property: Needed] Guid? PersonId,
        [property: Needed] Guid? ItemId,
        [property: Needed] EntitlementBasis? Basis,
        [property: Needed] EntitlementGround? Ground,
        [property: Needed, Longest(80)] string Source,
        [property: Needed] DateOnly? NextDueOn,
        [property: Needed] DateOnly? UntilOn
    );

    /// <param name="Version">The one the person saw.</param>
    public sealed record Ending(int Version);

    /// <param name="IsDue">A need stands on the list already.</param>
    public sealed record Kept(Guid Id, bool IsDue);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/entitlements",
                async (Command command, KeepEntitlement feature, HttpRequest request, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(await feature.Run(command, request.Headers["Idempotency-Key"].FirstOrDefault(), actor, ct))
            )
            .WithSummary("登记待遇事项 · Enter which item is due");
        api.MapPost(
                "/entitlements/{entitlementId:guid}/end",
                async (Guid entitlementId, Ending command, KeepEntitlement feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.End(entitlementId, command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("结束待遇事项 · End it");
    }

    /// <param name="key">Idempotency key.</param>
    /// <exception cref="NotFound">Household or person are not there, or not the actor's to know.</exception>
    /// <exception cref="RuleViolation">
    /// <c>entitlement.item</c>: not an item by entitlement; <c>entitlement.known</c>; <c>entitlement.young</c>; <c>entitlement.held</c>; <c>check.ended</c>;
    /// <c>consent.guardian-needed</c>.
    /// </exception>
    public Task<Kept> Run(Command command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        CheckDays(command.NextDueOn!.Value, command.UntilOn!.Value, scope.Today);
        return Once.Run(scope.Db, "service.entitlement", key, command, scope.Now, () => Add(command, actor, ct), ct);
    }

    /// <exception cref="NotFound">Not there, not due now, or not the actor's to know.</exception>
    /// <exception cref="StaleVersion">Somebody changed it since.</exception>
    public async Task End(Guid entitlementId, Ending command, Actor actor, CancellationToken ct)
    {
        var row = await Due(scope, entitlementId, actor, ct);
        DoorScope.NeedsWork(row.AreaCode, actor);
        if (row.Version != command.Version)
            throw new StaleVersion(row.Version);
        row.End(scope.Today);
        await EntitlementDesk.CloseNeeds(scope.Db, row.Id, ct);
        scope.Db.Audit(actor, "entitlement.ended", row.Id, "", scope.Now);
        await scope.Db.Save(ct);
    }

    /// <summary>A record that is due: a need of it waits or is agreed on. Tracked.</summary>
    /// <exception cref="NotFound">Not there, not due now, or not the actor's to know.</exception>
    internal static async Task<ServiceEntitlement> Due(DoorScope scope, Guid id, Actor actor, CancellationToken ct)
    {
        var row = await scope.Db.Set<ServiceEntitlement>().FirstOrDefaultAsync(e => e.Id == id && e.EndedOn == null, ct);
        if (
            row is null
            || !row.IsInForce(scope.Today)
            || !DoorScope.Doors(actor).Any(a => row.AreaCode.StartsWith(a, StringComparison.Ordinal))
        )
            throw new NotFound("entitlement");
        return await scope
            .Db.Set<ServiceNeed>()
            .AnyAsync(n => n.EntitlementId == id && (n.State == NeedState.Open || n.State == NeedState.Booked), ct)
            ? row
            : throw new NotFound("entitlement");
    }

    /// <exception cref="InvalidInput">The days make no sense.</exception>
    internal static void CheckDays(DateOnly nextDueOn, DateOnly untilOn, DateOnly today)
    {
        if (untilOn < today || untilOn > today.AddDays(ServiceEntitlement.MostDays))
            throw new InvalidInput(nameof(Command.UntilOn), "entitlement.until");
        if (nextDueOn > untilOn || nextDueOn < today.AddYears(-1))
            throw new InvalidInput(nameof(Command.NextDueOn), "entitlement.due");
    }

    /// <exception cref="RuleViolation"><c>entitlement.young</c>.</exception>
    internal static async Task CheckAge(
        ServiceBook people,
        Guid personId,
        ServiceItem item,
        EntitlementBasis basis,
        DateOnly dueOn,
        CancellationToken ct
    )
    {
        if (basis == EntitlementBasis.Age && item.FromAge is { } age && !await people.IsBornUntil(personId, dueOn.Year - age, ct))
            throw new RuleViolation("entitlement.young", age);
    }

    private async Task<Kept> Add(Command command, Actor actor, CancellationToken ct)
    {
        var (homeId, personId) = (command.HouseholdId!.Value, command.PersonId!.Value);
        var home = (await households.Read([homeId], ct)).GetValueOrDefault(homeId) ?? throw new NotFound("household");
        DoorScope.NeedsWork(home.AreaCode, actor);
        if (home.IsEnded)
            throw new RuleViolation("check.ended");
        if (!(await people.Living([personId], ct)).Any(p => p.HouseholdId == homeId))
            throw new NotFound("person");
        var item = await scope.Db.Set<ServiceItem>().AsNoTracking().FirstOrDefaultAsync(i => i.Id == command.ItemId, ct);
        if (item is not { IsActive: true, Rule: ServiceRule.Entitled })
            throw new RuleViolation("entitlement.item");
        await CheckAge(people, personId, item, command.Basis!.Value, command.NextDueOn!.Value, ct);
        var row = await scope.Db.Set<ServiceEntitlement>().FirstOrDefaultAsync(e => e.PersonId == personId && e.ItemId == item.Id, ct);
        if (row?.IsInForce(scope.Today) == true)
            throw new RuleViolation("entitlement.known");
        if (row is not null && await holds.IsHeld(personId, ct))
            throw new RuleViolation("entitlement.held"); // what is evidence is not written over
        if (row is not null && row.HouseholdId != homeId)
        {
            scope.Db.Remove(row); // they moved here since
            await scope.Db.Save(ct);
            row = null;
        }
        if (command.Ground == EntitlementGround.Consent)
            await agreeing.Run(personId, home.AreaCode, null, actor, ct);
        if (row is null)
            scope.Db.Add(row = New(scope, home, personId, item.Id, actor));
        var reason = new EntitlementReason(command.Basis.Value, command.Ground!.Value, PlainText.CleanLine(command.Source));
        row.Write(reason.Seal(cipher, scope.Db.DistrictId), command.NextDueOn.Value, command.UntilOn!.Value);
        scope.Db.Audit(actor, "entitlement.entered", row.Id, $"{command.Ground}", scope.Now);
        return new Kept(row.Id, await desk.Offer(row, item, home, ct));
    }

    internal static ServiceEntitlement New(DoorScope scope, HouseholdState home, Guid personId, Guid itemId, Actor actor) =>
        new()
        {
            DistrictId = scope.Db.DistrictId,
            Id = Ids.New(scope.Now),
            PersonId = personId,
            HouseholdId = home.Id,
            ItemId = itemId,
            AreaCode = home.AreaCode,
            CreatedAt = scope.Now,
            CreatedBy = actor.AccountId,
        };
}
