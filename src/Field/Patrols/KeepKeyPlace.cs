using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Registry.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Patrols;

/// <summary>Adds a key place to a plan, of the registry or set on the map, and takes one out. 设置关键点位</summary>
public sealed class KeepKeyPlace(PatrolScope scope, RegistryBook registry)
{
    /// <summary>More than a grid has; a round of more is no round.</summary>
    public const int MostPlaces = 200;

    /// <summary>Places to choose from at a time; more are found by name.</summary>
    private const int MostChoices = 60;

    /// <param name="Name">Empty: as the registry says.</param>
    /// <param name="Lon">WGS-84 degrees; null: where the registry has it.</param>
    /// <param name="Lat">WGS-84 degrees.</param>
    /// <param name="RegistryPlaceId">A place (场所) of the area; null for a point on the map.</param>
    /// <param name="EveryDays">Due again so many days after the last visit; 1: every day of the plan.</param>
    public sealed record Command(
        [property: Longest(60)] string? Name = null,
        [property: Between(-180, 180)] double? Lon = null,
        [property: Between(-90, 90)] double? Lat = null,
        Guid? RegistryPlaceId = null,
        [property: Between(1, Coverage.MostEveryDays)] int EveryDays = 1
    );

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/plans/{planId:guid}/places",
                (Guid planId, Command command, KeepKeyPlace feature, HttpContext http, Actor actor, CancellationToken ct) =>
                    feature.Add(planId, command, KeepPatrolPlan.KeyOf(http), actor, ct)
            )
            .WithSummary("增加关键点位 · Add a key place");
        api.MapPost(
                "/plans/{planId:guid}/places/{placeId:guid}/end",
                (Guid planId, Guid placeId, KeepKeyPlace feature, Actor actor, CancellationToken ct) =>
                    feature.End(planId, placeId, actor, ct)
            )
            .WithSummary("撤销关键点位 · Take a key place out");
    }

    /// <param name="key">Idempotency key; null: a repetition is another place.</param>
    /// <exception cref="RuleViolation"><c>patrol.plan-ended</c>, <c>patrol.too-many-places</c>, <c>patrol.place-twice</c>.</exception>
    public async Task<Guid> Add(Guid planId, Command command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var plan = await scope.Find(planId, actor, ct);
        if (plan.ValidTo is not null)
            throw new RuleViolation("patrol.plan-ended");
        var known = command.RegistryPlaceId is { } placeId ? await Registered(plan, placeId, ct) : null;
        var name = PlainText.CleanLine(command.Name) is { Length: > 0 } typed ? typed : known?.Name;
        if (name is null)
            throw new InvalidInput(nameof(command.Name), "input.required");
        if ((command.Lon ?? known?.Lon, command.Lat ?? known?.Lat) is not ({ } lon, { } lat))
            throw new InvalidInput("PlaceText", "patrol.no-point");
        return await Once.Run(
            scope.Db,
            "patrol-place",
            key,
            command,
            scope.Now,
            async () =>
            {
                var there = await scope.Db.Set<KeyPlace>().Where(p => p.PlanId == planId && p.EndedOn == null).ToListAsync(ct);
                if (there.Count >= MostPlaces)
                    throw new RuleViolation("patrol.too-many-places", MostPlaces);
                if (there.Exists(p => p.Name == name || (known is not null && p.RegistryPlaceId == known.Id)))
                    throw new RuleViolation("patrol.place-twice", name);
                var place = new KeyPlace
                {
                    DistrictId = scope.Db.DistrictId,
                    Id = Ids.New(scope.Now),
                    PlanId = planId,
                    Name = name,
                    Lon = Math.Round(lon, 6),
                    Lat = Math.Round(lat, 6),
                    RegistryPlaceId = known?.Id,
                    EveryDays = command.EveryDays,
                    AddedOn = scope.Today,
                };
                scope.Db.Add(place);
                scope.Db.Audit(actor, "patrol.place-added", place.Id, plan.AreaCode, scope.Now);
                return place.Id;
            },
            ct
        );
    }

    /// <summary>From tomorrow on it is not looked at; today still counts.</summary>
    public async Task End(Guid planId, Guid placeId, Actor actor, CancellationToken ct)
    {
        var plan = await scope.Find(planId, actor, ct);
        var place =
            await scope.Db.Set<KeyPlace>().FirstOrDefaultAsync(p => p.Id == placeId && p.PlanId == planId, ct)
            ?? throw new NotFound("key place");
        if (place.EndedOn is not null)
            return;
        place.EndedOn = scope.Today.AddDays(1);
        scope.Db.Audit(actor, "patrol.place-ended", place.Id, plan.AreaCode, scope.Now);
        await scope.Db.Save(ct);
    }

    /// <summary>Places of the registry in the plan's area, to choose from, by name.</summary>
    /// <param name="name">Part of the name or address; empty for the first ones.</param>
    public async Task<IReadOnlyList<PlaceRow>> Choices(PatrolPlan plan, string name, CancellationToken ct) =>
        await registry.PlacesNamed(plan.AreaCode, name, MostChoices, ct);

    /// <exception cref="InvalidInput">It does not lie in the plan's area.</exception>
    private async Task<PlaceRow> Registered(PatrolPlan plan, Guid placeId, CancellationToken ct)
    {
        Guid? after = null;
        while (true)
        {
            var rows = await registry.Places(plan.AreaCode, null, after, ct);
            if (rows.FirstOrDefault(r => r.Id == placeId) is { } found)
                return found;
            if (rows.Count < RegistryBook.MostRows)
                throw new InvalidInput(nameof(Command.RegistryPlaceId), "input.invalid");
            after = rows[^1].Id;
        }
    }
}
