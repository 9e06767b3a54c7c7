using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gezhi.Platform;

/// <summary>Something done again and again in the background. A failed round is logged and tried again later; it never stops the server. 后台循环</summary>
/// <remarks>
/// Derive from it, do one round's work in <see cref="Round"/> and register with <c>AddLoop</c>. Failed rounds in a row wait 1 s, 2 s, 4 s … up to
/// <see cref="LongestPause"/>; the first good round forgets them. The log gets the type of the failure, never its text, which may hold personal data.
/// </remarks>
public abstract class Loop(TimeProvider clock, ILogger log) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>However often a round failed, the next try is never farther away.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    /// <summary>UTC, cut to milliseconds.</summary>
    protected DateTime Now => clock.UtcNow;

    protected ILogger LogTo => log;

    /// <summary>Does what is due now.</summary>
    /// <param name="ct">The host stops: end soon, by an <see cref="OperationCanceledException"/> or by returning.</param>
    /// <returns>Rest before the next round, <see cref="TimeSpan.Zero"/> to go on at once; null ends the loop for as long as this process runs.</returns>
    protected abstract Task<TimeSpan?> Round(CancellationToken ct);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // the host does not wait for a first round
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan? rest;
            try
            {
                rest = await Round(stoppingToken);
                failures = 0;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                rest = PauseAfter(++failures);
                Log.LoopFailed(log, GetType().Name, e.GetType().Name, failures, rest.Value);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return; // the host stops; what a round loses by that is not its failure
            }
            if (rest is null)
                return;
            await Task.Delay(rest.Value, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>How long to wait after so many failed rounds in a row.</summary>
    private static TimeSpan PauseAfter(int failures) =>
        TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(failures - 1, 20)));
}
