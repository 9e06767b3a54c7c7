using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Patrols;

/// <summary>Notes that a key place was visited: by a way that leads past it, or by a check-in there. 到点打卡</summary>
public sealed class NoteVisit(PatrolScope scope, FileIntake files)
{
    /// <summary>Of what the device says about its own error, so much is believed.</summary>
    private const double MostDoubt = 50;

    /// <param name="Lon">WGS-84 degrees.</param>
    /// <param name="Lat">WGS-84 degrees.</param>
    /// <param name="AccuracyMetres">As the device said; null when it did not.</param>
    public sealed record Command(
        [property: Between(-180, 180)] double? Lon = null,
        [property: Between(-90, 90)] double? Lat = null,
        [property: Between(0, 100_000)] double? AccuracyMetres = null
    );

    /// <param name="VisitedOn">The day of the plan.</param>
    /// <param name="Counts">False: outside of the hours of the plan.</param>
    public sealed record Noted(DateOnly VisitedOn, bool Counts);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/places/{placeId:guid}/visits",
                (Guid placeId, Command command, NoteVisit feature, Actor actor, CancellationToken ct) =>
                    feature.CheckIn(placeId, command, [], null, actor, ct)
            )
            .WithSummary("到点打卡 · Check in at a key place");

    /// <param name="madeAt">UTC, of the device; null: now.</param>
    /// <exception cref="NotFound">Not a place of the worker's own plans.</exception>
    /// <exception cref="RuleViolation"><c>patrol.off-duty</c>, <c>patrol.no-place</c>, <c>patrol.too-far</c>.</exception>
    public async Task<Noted> CheckIn(
        Guid placeId,
        Command command,
        IReadOnlyList<IncomingFile> photos,
        DateTime? madeAt,
        Actor actor,
        CancellationToken ct
    )
    {
        Input.Check(command);
        var at = scope.Earlier(madeAt ?? scope.Now);
        var (plan, place) = await Own(placeId, actor, ct);
        if (await scope.DutyAt(at, actor, ct) is null)
            throw new RuleViolation("patrol.off-duty");
        if (command is not { Lon: { } lon, Lat: { } lat })
            throw new RuleViolation("patrol.no-place");
        var metres = Coordinates.DistanceMetres(new LonLat(lon, lat), new LonLat(place.Lon, place.Lat));
        if (!IsNear(metres, command.AccuracyMetres ?? 0))
            throw new RuleViolation("patrol.too-far", (int)Math.Round(metres), scope.VisitMetres);
        var local = scope.Calendar.Local(at);
        var (day, counts) =
            plan.DayOf(local) is { } inside && place.IsThereOn(inside) ? (inside, true) : (DateOnly.FromDateTime(local), false);
        var photo = photos.Count > 0 ? (await files.Keep(scope.Db, photos[0], scope.Now, ct)).Hash : null;
        var known = await scope.Db.Set<PlaceVisit>().FirstOrDefaultAsync(v => v.KeyPlaceId == placeId && v.VisitedOn == day, ct);
        Note(known, place, day, at, VisitBy.CheckIn, counts, photo, actor);
        await scope.Db.Save(ct);
        return new Noted(day, counts);
    }

    /// <summary>A worker looks at another place than those of the plans: on duty and near it; key places beside it are visited with it. 到场查看</summary>
    /// <exception cref="RuleViolation"><c>patrol.off-duty</c>, <c>patrol.no-place</c>, <c>patrol.too-far</c>.</exception>
    public async Task Look(LonLat place, LonLat? here, double? accuracyMetres, Actor actor, CancellationToken ct)
    {
        var at = scope.Now;
        if (await scope.DutyAt(at, actor, ct) is null)
            throw new RuleViolation("patrol.off-duty");
        if (here is not { IsValid: true } point)
            throw new RuleViolation("patrol.no-place");
        var metres = Coordinates.DistanceMetres(point, place);
        if (!IsNear(metres, accuracyMetres ?? 0))
            throw new RuleViolation("patrol.too-far", (int)Math.Round(metres), scope.VisitMetres);
        await Pass([new TrackPoint(at, point, accuracyMetres ?? 0)], actor, ct, VisitBy.CheckIn);
    }

    /// <summary>Where somebody was between two days; never who. 到过</summary>
    public async Task<IReadOnlyList<GroundLook>> Looks(DateOnly from, DateOnly to, CancellationToken ct) =>
        [
            .. (
                await scope
                    .Db.Set<PlaceVisit>()
                    .AsNoTracking()
                    .Where(v => v.VisitedOn >= from && v.VisitedOn <= to)
                    .Join(
                        scope.Db.Set<KeyPlace>(),
                        v => v.KeyPlaceId,
                        p => p.Id,
                        (v, p) =>
                            new
                            {
                                p.Lon,
                                p.Lat,
                                v.VisitedOn,
                            }
                    )
                    .ToListAsync(ct)
            ).Select(v => new GroundLook(new LonLat(v.Lon, v.Lat), v.VisitedOn)),
        ];

    /// <summary>Adds visits to the change that is being made, for the places that the way leads past in their hours.</summary>
    internal async Task Pass(IReadOnlyList<TrackPoint> way, Actor actor, CancellationToken ct, VisitBy by = VisitBy.Track)
    {
        var plans = (await scope.OwnPlans(actor, ct)).ToDictionary(p => p.Id);
        var ids = plans.Keys.ToList();
        var places = await scope.Db.Set<KeyPlace>().AsNoTracking().Where(p => ids.Contains(p.PlanId)).ToListAsync(ct);
        var hits = new Dictionary<(Guid, DateOnly), (KeyPlace Place, DateTime At)>();
        foreach (var point in way)
        {
            var local = scope.Calendar.Local(point.At);
            var days = plans.Values.ToDictionary(p => p.Id, p => p.DayOf(local));
            foreach (var place in places)
                if (
                    days[place.PlanId] is { } day
                    && place.IsThereOn(day)
                    && IsNear(Coordinates.DistanceMetres(point.Place, new LonLat(place.Lon, place.Lat)), point.AccuracyMetres)
                )
                    hits.TryAdd((place.Id, day), (place, point.At));
        }
        if (hits.Count == 0)
            return;
        var (placeIds, first, last) = (
            hits.Keys.Select(h => h.Item1).Distinct().ToList(),
            hits.Keys.Min(h => h.Item2),
            hits.Keys.Max(h => h.Item2)
        );
        var known = (
            await scope
                .Db.Set<PlaceVisit>()
                .Where(v => placeIds.Contains(v.KeyPlaceId) && v.VisitedOn >= first && v.VisitedOn <= last)
                .ToListAsync(ct)
        ).ToDictionary(v => (v.KeyPlaceId, v.VisitedOn));
        foreach (var ((_, day), (place, at)) in hits)
            Note(known.GetValueOrDefault((place.Id, day)), place, day, at, by, true, null, actor);
    }

    private bool IsNear(double metres, double accuracy) => metres - Math.Min(accuracy, MostDoubt) <= scope.VisitMetres;

    /// <summary>One row a day: a visit in the hours of the plan wins over one outside, a check-in over a way.</summary>
    private void Note(PlaceVisit? known, KeyPlace place, DateOnly day, DateTime at, VisitBy by, bool counts, string? photo, Actor actor)
    {
        var visit = known;
        if (visit is null)
        {
            visit = new PlaceVisit
            {
                DistrictId = scope.Db.DistrictId,
                Id = Ids.New(scope.Now),
                KeyPlaceId = place.Id,
                VisitedOn = day,
            };
            scope.Db.Add(visit);
        }
        else if (visit.IsInWindow && (!counts || (visit.By == VisitBy.CheckIn && photo is null) || by == VisitBy.Track))
            return;
        (visit.At, visit.AccountId, visit.By, visit.IsInWindow) = (at, actor.AccountId, by, counts);
        visit.PhotoHash = photo ?? visit.PhotoHash;
    }

    private async Task<(PatrolPlan Plan, KeyPlace Place)> Own(Guid placeId, Actor actor, CancellationToken ct)
    {
        var place = await scope.Db.Set<KeyPlace>().AsNoTracking().FirstOrDefaultAsync(p => p.Id == placeId, ct);
        return place is not null && (await scope.OwnPlans(actor, ct)).Find(p => p.Id == place.PlanId) is { } plan
            ? (plan, place)
            : throw new NotFound("key place");
    }
}
