using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Contract;

/// <summary>What a worker found on patrol, with the app or on the online page. 巡查发现</summary>
public sealed class PatrolFindings
{
    private const int Most = 2_000;

    private readonly GezhiDb db;

    internal PatrolFindings(GezhiDb db) => this.db = db;

    /// <param name="At">UTC; by the clock of the device where it said.</param>
    public sealed record Found(DateTime At, Guid CaseId);

    /// <summary>Reports of the actor's own from patrols, and what the actor solved on the spot; nobody else's.</summary>
    /// <param name="since">UTC.</param>
    public async Task<IReadOnlyList<Found>> Of(Actor actor, DateTime since, CancellationToken ct) =>
        await db.Set<Report>()
            .AsNoTracking()
            .Where(r => r.TakenBy == actor.AccountId && r.Channel == Channel.GridPatrol && r.CreatedAt >= since)
            .OrderByDescending(r => r.CreatedAt)
            .ThenBy(r => r.Id)
            .Take(Most)
            .Select(r => new Found(r.SaidAt ?? r.CreatedAt, r.CaseId))
            .ToListAsync(ct);
}
