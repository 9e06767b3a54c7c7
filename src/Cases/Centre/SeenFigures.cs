using System.Collections.Concurrent;
using Gezhi.Platform.Outbox;

namespace Gezhi.Cases.Centre;

/// <summary>Figures over what is open, counted once for everybody who sees the same cases, until anything happens. 未结指标缓存</summary>
/// <remarks>
/// What an operator has just done shows at once: a value counts only for the position of the feed and the number of changes saved on this node that were
/// known when it was asked for, and never longer than <see cref="Longest"/>, because cases become late while nobody does anything.
/// </remarks>
public sealed class SeenFigures(Wake wake)
{
    private const int Most = 2_000;

    /// <summary>However quiet it is.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<(string Figure, string Scope), (object Value, long Feed, long Saved, DateTime At)> kept = new();

    /// <param name="figure">What is counted.</param>
    /// <param name="scope">Key of <see cref="Scope"/>.</param>
    /// <param name="feed">Position of the feed that the reader knows.</param>
    /// <param name="now">UTC.</param>
    /// <param name="count">Counts it.</param>
    public async Task<T> Get<T>(string figure, string scope, long feed, DateTime now, Func<Task<T>> count)
        where T : notnull
    {
        var saved = wake.Ups; // before it is counted: what is saved meanwhile makes it old
        if (
            kept.TryGetValue((figure, scope), out var known)
            && known.Feed == feed
            && known.Saved == saved
            && known.At <= now
            && now - known.At < Longest
        )
            return (T)known.Value;
        var value = await count();
        if (kept.Count >= Most)
            kept.Clear();
        kept[(figure, scope)] = (value, feed, saved, now);
        return value;
    }
}
