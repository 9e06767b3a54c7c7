using Gezhi.Platform.Actors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Visits;

/// <summary>A worker's doors of today, building after building as they are walked, and what the worker noted today. 今日走访</summary>
public sealed class ReadToday(DoorScope scope)
{
    private const int Most = 3_000;

    /// <summary>A door of today.</summary>
    /// <param name="Done">What this worker noted there today; null where it is still to be done.</param>
    public sealed record Row(
        Guid Id,
        Guid CampaignId,
        Guid HouseholdId,
        Guid BuildingId,
        string Building,
        string Door,
        string AreaCode,
        int Walk,
        TargetState State,
        int Tries,
        DayPart? NotAt,
        bool Done,
        int Version
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/today", async (ReadToday feature, Actor actor, CancellationToken ct) => TypedResults.Ok(await feature.Run(actor, ct)))
            .WithSummary("今日走访 · A worker's doors of today");

    public Task<IReadOnlyList<Row>> Run(Actor actor, CancellationToken ct) => Some(null, actor, ct);

    /// <param name="ids">Only these; null for all of today.</param>
    internal async Task<IReadOnlyList<Row>> Some(IReadOnlyCollection<Guid>? ids, Actor actor, CancellationToken ct)
    {
        var own = DoorScope.Own(actor);
        if (own.Count == 0)
            return [];
        var today = scope.Today;
        var me = actor.AccountId;
        var from = scope.Calendar.Utc(today.ToDateTime(TimeOnly.MinValue));
        var running = await Running(ct);
        if (running.Count == 0)
            return [];
        return await DoorScope
            .Inside(
                ids is null
                    ? scope.Db.Set<VisitTarget>().Where(t => running.Contains(t.CampaignId))
                    : scope.Db.Set<VisitTarget>().Where(t => ids.Contains(t.Id) && running.Contains(t.CampaignId)),
                t => t.AreaCode,
                own
            )
            .Where(t =>
                t.State == TargetState.Open || (t.State == TargetState.Again && t.NextOn <= today) || (t.LastBy == me && t.LastAt >= from)
            )
            .OrderBy(t => t.CampaignId)
            .ThenBy(t => t.AreaCode.Substring(0, 15))
            .ThenBy(t => t.Walk)
            .Take(Most)
            .Select(t => new Row(
                t.Id,
                t.CampaignId,
                t.HouseholdId,
                t.BuildingId,
                t.Building,
                t.Door,
                t.AreaCode,
                t.Walk,
                t.State,
                t.Tries,
                t.NotAt,
                t.LastBy == me && t.LastAt >= from,
                t.Version
            ))
            .ToListAsync(ct);
    }

    /// <summary>Campaigns that run today.</summary>
    internal async Task<IReadOnlyList<Guid>> Running(CancellationToken ct)
    {
        var today = scope.Today;
        return await scope
            .Db.Set<VisitCampaign>()
            .Where(c => c.State == CampaignState.Running && c.FromOn <= today && c.UntilOn >= today)
            .OrderBy(c => c.Id)
            .Select(c => c.Id)
            .ToListAsync(ct);
    }
}
