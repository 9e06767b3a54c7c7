using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Gezhi.Indicators.Reading;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Indicators.Wall;

/// <summary>The wall of an area is reckoned once for each change, whoever and however many look at it. 大屏共享</summary>
/// <remarks>
/// Whoever asks names the feed position they know of; a view that was read at that position or later is theirs. Between two reckonings lie at least
/// a quarter of a second and four times what the last one took, so that a storm of events costs a fifth of a processor at most. Nobody's leaving stops
/// a reckoning that others wait for. A view is read anew after a while without events too: limits run out by themselves.
/// </remarks>
public sealed class WallMemory(IServiceScopeFactory scopes)
{
    private const int Most = 500;
    private const int RestPerWork = 4;
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RegisterLife = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan PastLife = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<string, Entry> kept = new(StringComparer.Ordinal);
    private long reckoned;

    /// <summary>How often a view was reckoned since the start.</summary>
    public long Reckoned => Interlocked.Read(ref reckoned);

    /// <param name="seq">Feed position that the view must have seen.</param>
    /// <param name="now">UTC.</param>
    /// <param name="today">Local day.</param>
    public async Task<WallView> Get(IndicatorScope scope, Actor actor, long seq, DateTime now, DateOnly today, CancellationToken ct)
    {
        var entry = EntryOf(FormattableString.Invariant($"{actor.DistrictId} {scope.Key} {CultureInfo.CurrentUICulture.Name}"));
        if (entry.Fits(seq, now, today) is { } known)
            return known;
        await entry.Gate.WaitAsync(ct);
        try
        {
            if (entry.Fits(seq, now, today) is { } meanwhile)
                return meanwhile;
            var rest = entry.Rest - Stopwatch.GetElapsedTime(entry.Ended);
            if (entry.View is not null && rest > TimeSpan.Zero)
                await Task.Delay(rest, ct);
            return await Reckon(entry, scope, actor, now, today);
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    private async Task<WallView> Reckon(Entry entry, IndicatorScope scope, Actor actor, DateTime now, DateOnly today)
    {
        var began = Stopwatch.GetTimestamp();
        using var limit = new CancellationTokenSource(Longest);
        await using var own = scopes.CreateAsyncScope();
        own.ServiceProvider.GetRequiredService<GezhiDb>().In(actor.DistrictId);
        var isToday = entry.View?.Day == today;
        var (view, past) = await own
            .ServiceProvider.GetRequiredService<ReadWall>()
            .Run(
                scope,
                actor,
                isToday && IsYoung(entry.View!.Register.At, now, RegisterLife) ? entry.View.Register : null,
                isToday && IsYoung(entry.PastAt, now, PastLife) ? entry.Past : null,
                limit.Token
            );
        if (!ReferenceEquals(past, entry.Past))
            (entry.Past, entry.PastAt) = (past, now);
        entry.View = view;
        entry.Ended = Stopwatch.GetTimestamp();
        var rest = Stopwatch.GetElapsedTime(began) * RestPerWork;
        entry.Rest =
            rest < Gather ? Gather
            : rest > LongestRest ? LongestRest
            : rest;
        Interlocked.Increment(ref reckoned);
        return view;
    }

    private Entry EntryOf(string key)
    {
        if (kept.Count >= Most)
            kept.Clear();
        return kept.GetOrAdd(key, _ => new Entry());
    }

    private static bool IsYoung(DateTime at, DateTime now, TimeSpan life) => at <= now && now - at < life;

    private sealed class Entry
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);
        public WallView? View { get; set; }
        public IReadOnlyList<IReadOnlyList<DateTime>>? Past { get; set; }
        public DateTime PastAt { get; set; }
        public long Ended { get; set; }
        public TimeSpan Rest { get; set; }

        /// <summary>The view when it has seen the position, is young and of this day.</summary>
        public WallView? Fits(long seq, DateTime now, DateOnly today) =>
            View is { } view && view.Moment.Seq >= seq && view.Day == today && IsYoung(view.At, now, Life) ? view : null;
    }
}
