using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Patrols;

/// <summary>A worker begins and ends duty by own hand; only in between are places taken. 上岗、下岗</summary>
public sealed class GoOnDuty(PatrolScope scope)
{
    /// <param name="BeganAt">UTC.</param>
    /// <param name="EndedAt">UTC; null while on duty.</param>
    public sealed record State(Guid Id, DateTime BeganAt, DateTime? EndedAt);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/duty",
                (GoOnDuty feature, HttpContext http, Actor actor, CancellationToken ct) =>
                    feature.Start(null, KeepPatrolPlan.KeyOf(http), actor, ct)
            )
            .WithSummary("上岗 · Begin duty");
        api.MapPost("/duty/end", (GoOnDuty feature, Actor actor, CancellationToken ct) => feature.End(null, actor, ct))
            .WithSummary("下岗 · End duty");
    }

    /// <param name="madeAt">UTC, of the device; null: now.</param>
    /// <param name="key">Idempotency key.</param>
    /// <returns>The duty that runs: who is on duty already stays so.</returns>
    /// <exception cref="RuleViolation"><c>patrol.no-grid</c>.</exception>
    public Task<State> Start(DateTime? madeAt, string? key, Actor actor, CancellationToken ct)
    {
        if (PatrolScope.Ground(actor) is not [var area, ..])
            throw new RuleViolation("patrol.no-grid");
        var at = scope.Earlier(madeAt ?? scope.Now);
        return Once.Run(
            scope.Db,
            "duty",
            key,
            new { actor.AccountId },
            scope.Now,
            async () =>
            {
                if (await scope.DutyAt(at, actor, ct) is { EndedAt: null } running)
                    return Of(running);
                var duty = new Duty
                {
                    DistrictId = scope.Db.DistrictId,
                    Id = Ids.New(scope.Now),
                    AccountId = actor.AccountId!.Value,
                    AreaCode = area,
                    BeganAt = at,
                };
                scope.Db.Add(duty);
                return Of(duty);
            },
            ct
        );
    }

    /// <param name="madeAt">UTC, of the device; null: now.</param>
    /// <returns>The last duty; one that was ended already stays as it is, unless only the clock had ended it later.</returns>
    /// <exception cref="RuleViolation"><c>patrol.off-duty</c>: there is none.</exception>
    public async Task<State> End(DateTime? madeAt, Actor actor, CancellationToken ct)
    {
        var at = scope.Earlier(madeAt ?? scope.Now);
        var duty =
            await scope
                .Db.Set<Duty>()
                .Where(d => d.AccountId == actor.AccountId && d.BeganAt <= at)
                .OrderByDescending(d => d.BeganAt)
                .ThenByDescending(d => d.Id)
                .FirstOrDefaultAsync(ct)
            ?? throw new RuleViolation("patrol.off-duty");
        var longest = duty.BeganAt.AddHours(scope.MostDutyHours);
        if (duty.EndedAt is null || (duty.IsEndedByClock && at < duty.EndedAt))
            (duty.EndedAt, duty.IsEndedByClock) = at < longest ? (at, false) : (longest, true);
        await scope.Db.Save(ct);
        return Of(duty);
    }

    /// <summary>The last duty of the actor; null before the first.</summary>
    public async Task<State?> Last(Actor actor, CancellationToken ct)
    {
        var duty = await scope
            .Db.Set<Duty>()
            .AsNoTracking()
            .Where(d => d.AccountId == actor.AccountId)
            .OrderByDescending(d => d.BeganAt)
            .ThenByDescending(d => d.Id)
            .FirstOrDefaultAsync(ct);
        if (duty is null)
            return null;
        var end = duty.EndAt(scope.MostDutyHours);
        return new State(duty.Id, duty.BeganAt, duty.EndedAt is null && end > scope.Now ? null : end);
    }

    private static State Of(Duty duty) => new(duty.Id, duty.BeganAt, duty.EndedAt);
}
