using Gezhi.Platform.Actors;
using Gezhi.Platform.Geo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Patrols;

/// <summary>Reads today's round of a worker, and coverage of areas for who supervises them. 查巡查</summary>
public sealed class ReadPatrols(PatrolScope scope)
{
    /// <summary>Longest stretch that is counted at once.</summary>
    public const int MostDays = 62;

    /// <summary>Nobody asks for older days.</summary>
    private const int OldestYears = 10;

    private const int MostPlans = 2_000;

    /// <summary>Coverage of one area.</summary>
    /// <param name="AreaCode">Of the plan.</param>
    /// <param name="Due">Places that were due, by day; what is not over yet is in it.</param>
    public sealed record AreaCoverage(string AreaCode, IReadOnlyList<DuePlace> Due)
    {
        public int Visited => Due.Count(d => d.State == PlaceState.Visited);
        public int Missed => Due.Count(d => d.State == PlaceState.Missed);

        /// <summary>0–1; null when nothing was due and over.</summary>
        public double? Share => Coverage.Share(Due);
    }

    /// <summary>As the API gives it: counts and missed places, never who or a way.</summary>
    public sealed record AreaFigures(
        string AreaCode,
        string AreaName,
        int Due,
        int Visited,
        int Missed,
        double? Share,
        IReadOnlyList<MissedPlace> MissedPlaces
    );

    /// <summary>A place where nobody was.</summary>
    public sealed record MissedPlace(DateOnly On, string Plan, string Place);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/coverage",
                (DateOnly? from, DateOnly? until, string? area, ReadPatrols feature, Actor actor, CancellationToken ct) =>
                    feature.Figures(from, until, area, actor, ct)
            )
            .WithSummary("巡查覆盖 · Coverage of patrols");

    /// <summary>Today's places of the worker's plans, nearest next; without a position in the order of the plans.</summary>
    public async Task<IReadOnlyList<DuePlace>> Today(Actor actor, LonLat? here, CancellationToken ct)
    {
        var plans = await scope.OwnPlans(actor, ct);
        var day = DayNow(plans);
        var due = await Due(plans, day, scope.Today, ct);
        return Route([.. due.Where(d => d.On == (d.Plan.DayOf(scope.Local) ?? scope.Today))], here);
    }

    /// <summary>By area, the worst first; today included.</summary>
    public async Task<IReadOnlyList<AreaCoverage>> Run(DateOnly from, DateOnly until, string? area, Actor actor, CancellationToken ct)
    {
        var plans = new List<PatrolPlan>();
        foreach (var own in PatrolScope.Supervised(actor))
        {
            var inside = area is null || own.StartsWith(area, StringComparison.Ordinal) ? own : area;
            if (inside.StartsWith(own, StringComparison.Ordinal))
                plans.AddRange(
                    await scope.Inside(inside).AsNoTracking().OrderBy(p => p.AreaCode).ThenBy(p => p.Id).Take(MostPlans).ToListAsync(ct)
                );
        }
        var due = await Due([.. plans.DistinctBy(p => p.Id)], from, until, ct);
        return
        [
            .. due.GroupBy(d => d.Plan.AreaCode)
                .Select(g => new AreaCoverage(g.Key, [.. g]))
                .OrderBy(a => a.Share ?? 2)
                .ThenBy(a => a.AreaCode, StringComparer.Ordinal),
        ];
    }

    private async Task<IReadOnlyList<AreaFigures>> Figures(DateOnly? from, DateOnly? until, string? area, Actor actor, CancellationToken ct)
    {
        var (first, last) = Span(from, until);
        return
        [
            .. (await Run(first, last, area, actor, ct)).Select(a => new AreaFigures(
                a.AreaCode,
                scope.NameOf(a.AreaCode),
                a.Due.Count,
                a.Visited,
                a.Missed,
                a.Share,
                [
                    .. a
                        .Due.Where(d => d.State == PlaceState.Missed)
                        .OrderBy(d => d.On)
                        .Select(d => new MissedPlace(d.On, d.Plan.Name, d.Place.Name)),
                ]
            )),
        ];
    }

    /// <summary>What was asked for, at most <see cref="MostDays"/>; the last week when nothing was.</summary>
    public (DateOnly From, DateOnly Until) Span(DateOnly? from, DateOnly? until)
    {
        var (today, oldest) = (scope.Today, scope.Today.AddYears(-OldestYears));
        var last = until is { } asked && asked <= today ? Later(asked, oldest) : today;
        var first = from ?? last.AddDays(-6);
        if (first > last)
            first = last;
        return (Later(first, last.AddDays(1 - MostDays)), last);

        static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
    }

    /// <summary>How many workers are on duty now, by their area.</summary>
    public async Task<IReadOnlyDictionary<string, int>> OnDuty(Actor actor, CancellationToken ct)
    {
        var (now, earliest, areas) = (scope.Now, scope.Now.AddHours(-scope.MostDutyHours), PatrolScope.Supervised(actor));
        var running = await scope
            .Db.Set<Duty>()
            .Where(d => d.BeganAt >= earliest && d.BeganAt <= now && d.EndedAt == null)
            .Select(d => new { d.AreaCode, d.AccountId })
            .ToListAsync(ct);
        return running
            .Where(d => areas.Any(a => d.AreaCode.StartsWith(a, StringComparison.Ordinal)))
            .GroupBy(d => d.AreaCode)
            .ToDictionary(g => g.Key, g => g.Select(d => d.AccountId).Distinct().Count());
    }

    /// <summary>Plans inside the supervised areas with the number of their places today.</summary>
    public async Task<IReadOnlyList<(PatrolPlan Plan, int Places)>> Plans(Actor actor, CancellationToken ct)
    {
        var plans = new List<PatrolPlan>();
        foreach (var area in PatrolScope.Supervised(actor))
            plans.AddRange(
                await scope.Inside(area).AsNoTracking().OrderBy(p => p.AreaCode).ThenBy(p => p.Id).Take(MostPlans).ToListAsync(ct)
            );
        var counts = await scope
            .Db.Set<KeyPlace>()
            .Where(p => p.EndedOn == null)
            .GroupBy(p => p.PlanId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return [.. plans.DistinctBy(p => p.Id).Select(p => (p, counts.GetValueOrDefault(p.Id)))];
    }

    public async Task<IReadOnlyList<KeyPlace>> Places(Guid planId, CancellationToken ct) =>
        await scope
            .Db.Set<KeyPlace>()
            .AsNoTracking()
            .Where(p => p.PlanId == planId && p.EndedOn == null)
            .OrderBy(p => p.Id)
            .ToListAsync(ct);

    /// <summary>Unvisited ones first, always the nearest next; visited ones after them.</summary>
    public static IReadOnlyList<DuePlace> Route(IReadOnlyList<DuePlace> due, LonLat? here)
    {
        var left = due.Where(d => d.State != PlaceState.Visited).ToList();
        var way = new List<DuePlace>();
        while (left.Count > 0)
        {
            var next = here is { } at ? left.MinBy(d => Coordinates.DistanceMetres(at, new LonLat(d.Place.Lon, d.Place.Lat)))! : left[0];
            left.Remove(next);
            way.Add(next);
            here = new LonLat(next.Place.Lon, next.Place.Lat);
        }
        return [.. way, .. due.Where(d => d.State == PlaceState.Visited)];
    }

    /// <summary>Yesterday while a window of the night still runs.</summary>
    private DateOnly DayNow(List<PatrolPlan> plans) =>
        plans.Select(p => p.DayOf(scope.Local)).OfType<DateOnly>().DefaultIfEmpty(scope.Today).Min();

    private async Task<IReadOnlyList<DuePlace>> Due(List<PatrolPlan> plans, DateOnly from, DateOnly until, CancellationToken ct)
    {
        var planIds = plans.ConvertAll(p => p.Id);
        var places = (await scope.Db.Set<KeyPlace>().AsNoTracking().Where(p => planIds.Contains(p.PlanId)).ToListAsync(ct)).ToLookup(p =>
            p.PlanId
        );
        var earliest = from.AddDays(-Coverage.MostEveryDays);
        var visits = (
            await scope
                .Db.Set<PlaceVisit>()
                .AsNoTracking()
                .Where(v => v.VisitedOn >= earliest && v.VisitedOn <= until)
                .Where(v => scope.Db.Set<KeyPlace>().Any(p => p.Id == v.KeyPlaceId && planIds.Contains(p.PlanId)))
                .ToListAsync(ct)
        ).ToLookup(v => v.KeyPlaceId);
        return
        [
            .. plans.SelectMany(p =>
                Coverage.Of(p, places[p.Id].OrderBy(k => k.Id), places[p.Id].SelectMany(k => visits[k.Id]), from, until, scope.Local)
            ),
        ];
    }
}
