using Gezhi.Platform.Data;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Platform.Timers;

/// <summary>Fires timers of all districts; any number of nodes may run it. 定时循环</summary>
/// <remarks>
/// A batch is claimed, its effects made and its rows marked in one transaction. When one of the batch fails, nothing of the batch is kept and each is
/// tried alone, so that only the one at fault waits. Source of the pattern: decision 0008.
/// </remarks>
public sealed class TimerLoop(IServiceScopeFactory scopes, Districts districts, Wake wake, TimeProvider clock, ILogger<TimerLoop> log)
    : Loop(clock, log)
{
    /// <summary>A timer that failed so often is given up and shown to a person.</summary>
    public const int MostAttempts = 10;

    /// <summary>A call of a handler that takes longer has failed.</summary>
    public static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(30);

    private const int Batch = 50;

    /// <summary>However far away the next timer seems: a clock that was put forward is noticed this soon.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(5);

    /// <summary>Cases move many times a second; not every move is worth a look.</summary>
    private static readonly TimeSpan ShortestRest = TimeSpan.FromMilliseconds(200);

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        var woken = wake.Next;
        DateTime? nearest = null;
        foreach (var district in districts.All)
        {
            while (await Fire(district, ct) > 0) { }
            nearest = Earlier(nearest, await NextIn(district, ct));
        }
        var rest = nearest is { } next ? next - Now : LongestRest;
        rest =
            rest < ShortestRest ? ShortestRest
            : rest > LongestRest ? LongestRest
            : rest;
        await Task.Delay(ShortestRest, ct);
        await Wake.Wait(woken, rest - ShortestRest, ct);
        return TimeSpan.Zero;
    }

    /// <summary>Fires what is due in a district, at most one batch.</summary>
    /// <returns>How many were settled: fired, put off or given up. 0: nothing is due, or another node has it in hand.</returns>
    public async Task<int> Fire(int district, CancellationToken ct)
    {
        var due = await Due(district, ct);
        if (due.Count == 0)
            return 0;
        try
        {
            return await Together(district, due, ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            if (due.Count == 1)
                return await PutOff(district, due[0], e, ct);
        }
        var settled = 0;
        foreach (var timerId in due)
            settled += await Alone(district, timerId, ct);
        return settled;
    }

    private async Task<int> Alone(int district, Guid timerId, CancellationToken ct)
    {
        try
        {
            return await Together(district, [timerId], ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            return await PutOff(district, timerId, e, ct);
        }
    }

    /// <summary>Claim, effect and mark of some timers in one transaction.</summary>
    private async Task<int> Together(int district, List<Guid> timerIds, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var handlers = scope.ServiceProvider.GetServices<ITimerHandler>().ToDictionary(h => h.Kind, StringComparer.Ordinal);
        var fired = 0;
        await db.Together(
            async () =>
            {
                foreach (var timer in await Claim(db, timerIds, ct))
                {
                    await Fire(handlers, timer, db, ct);
                    await db.Save(ct); // the next one reads what this one did
                    fired++;
                }
            },
            ct
        );
        if (fired > 0)
            wake.Up(); // what a handler told is to be delivered
        return fired;
    }

    private async Task Fire(Dictionary<string, ITimerHandler> handlers, TimerRow timer, GezhiDb db, CancellationToken ct)
    {
        var now = Now;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(LongestCall);
        if (!handlers.TryGetValue(timer.Kind, out var handler))
            throw new InvalidOperationException($"nobody answers to timers of kind {timer.Kind}");
        await handler.Fire(timer, db, now, limit.Token);
        timer.Attempts++;
        (timer.DoneAt, timer.NextAt) = (now, null);
    }

    /// <summary>Those that nobody else holds or has settled meanwhile.</summary>
    private async Task<List<TimerRow>> Claim(GezhiDb db, List<Guid> timerIds, CancellationToken ct)
    {
        var now = Now;
        var claimed = await db.Dialect.Locked<TimerRow>(db, timerIds).ToListAsync(ct);
        return [.. claimed.Where(t => t.NextAt <= now).OrderBy(t => t.NextAt)];
    }

    /// <summary>1 s, 2 s, 4 s … later; after the last attempt a person must look.</summary>
    private async Task<int> PutOff(int district, Guid timerId, Exception failure, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var settled = 0;
        try
        {
            await db.Together(
                async () =>
                {
                    foreach (var timer in await Claim(db, [timerId], ct))
                    {
                        settled++;
                        Miss(timer, failure);
                    }
                    await db.Save(ct);
                },
                ct
            );
        }
        catch (StaleVersion)
        {
            return 0; // another node has settled it
        }
        return settled;
    }

    private void Miss(TimerRow timer, Exception failure)
    {
        var now = Now;
        timer.Attempts++;
        timer.LastError = failure.GetType().Name;
        var isDead = timer.Attempts >= MostAttempts;
        timer.DeadAt = isDead ? now : null;
        timer.NextAt = isDead ? null : now + TimeSpan.FromSeconds(Math.Pow(2, timer.Attempts - 1));
        Log.TimerFailed(LogTo, timer.Kind, timer.Id, timer.Attempts, timer.LastError);
    }

    private async Task<List<Guid>> Due(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district), Now);
        return await db.Set<TimerRow>().Where(t => t.NextAt <= now).OrderBy(t => t.NextAt).Take(Batch).Select(t => t.Id).ToListAsync(ct);
    }

    private async Task<DateTime?> NextIn(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        return await db.Set<TimerRow>().Where(t => t.NextAt != null).OrderBy(t => t.NextAt).Select(t => t.NextAt).FirstOrDefaultAsync(ct);
    }

    private static DateTime? Earlier(DateTime? a, DateTime? b) => a is null || b < a ? b : a;
}
