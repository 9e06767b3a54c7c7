using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Letters;

/// <summary>How the timers of one kind stand.</summary>
/// <param name="Waiting">Set for later.</param>
/// <param name="Late">Due for more than a minute and not fired: the loop does not keep up, or stands still.</param>
/// <param name="Dead">Given up.</param>
/// <param name="NextAt">UTC; the nearest one; null when none waits.</param>
internal sealed record TimerKind(string Kind, int Waiting, int Late, int Dead, DateTime? NextAt);

/// <summary>What was set for a time, and what did not come off: a person looks, tries once more or gives up. 定时事项</summary>
internal sealed class TimerBoard(GezhiDb db, Wake wake, TimeProvider clock)
{
    /// <summary>Most rows of the page; the oldest first.</summary>
    public const int Most = 200;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public async Task<List<TimerKind>> Kinds(CancellationToken ct)
    {
        var late = clock.UtcNow - Patience;
        return await db.Set<TimerRow>()
            .Where(t => t.DoneAt == null)
            .GroupBy(t => t.Kind)
            .OrderBy(g => g.Key)
            .Select(g => new TimerKind(
                g.Key,
                g.Count(t => t.NextAt != null),
                g.Count(t => t.NextAt != null && t.NextAt < late),
                g.Count(t => t.DeadAt != null),
                g.Min(t => t.NextAt)
            ))
            .ToListAsync(ct);
    }

    /// <summary>Given up, or failed and waiting for the next try.</summary>
    public Task<List<TimerRow>> Failing(CancellationToken ct) =>
        db.Set<TimerRow>().AsNoTracking().Where(t => t.DoneAt == null && t.Attempts > 0).OrderBy(t => t.DueAt).Take(Most).ToListAsync(ct);

    /// <exception cref="NotFound">Somebody else has settled it.</exception>
    public async Task TryAgain(Guid timerId, Actor actor, CancellationToken ct)
    {
        var (timer, now) = (await Find(timerId, ct), clock.UtcNow);
        timer.TryAgain(now);
        db.Audit(actor, "timer.retried", timerId, $"{timer.Kind} {timer.LastError}", now);
        await db.Save(ct);
        wake.Up();
    }

    /// <summary>It will not happen; the trail says who decided so.</summary>
    /// <exception cref="NotFound">Somebody else has settled it.</exception>
    public async Task GiveUp(Guid timerId, Actor actor, CancellationToken ct)
    {
        var (timer, now) = (await Find(timerId, ct), clock.UtcNow);
        timer.GiveUp(now);
        db.Audit(actor, "timer.given-up", timerId, $"{timer.Kind} {timer.LastError}", now);
        await db.Save(ct);
    }

    private async Task<TimerRow> Find(Guid timerId, CancellationToken ct) =>
        await db.Set<TimerRow>().FirstOrDefaultAsync(t => t.Id == timerId && t.DeadAt != null, ct) ?? throw new NotFound("timer");
}
