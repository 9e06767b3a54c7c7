using System.Collections.Concurrent;

namespace Gezhi.Cases.Centre;

/// <summary>Figures over many rows, counted at most once in so many seconds for everybody who sees the same cases. 指标缓存</summary>
/// <remarks>What an operator has just done must show at once: counts of open cases are kept by <see cref="SeenFigures"/>.</remarks>
public sealed class RecentFigures
{
    private const int Most = 2000;
    private readonly ConcurrentDictionary<(string Figure, string Scope), (object Value, DateTime At)> kept = new();

    /// <param name="figure">What is counted.</param>
    /// <param name="scope">Key of <see cref="Scope"/>.</param>
    /// <param name="life">A value older than this is counted again.</param>
    /// <param name="now">UTC.</param>
    /// <param name="count">Counts it.</param>
    public async Task<T> Get<T>(string figure, string scope, TimeSpan life, DateTime now, Func<Task<T>> count)
        where T : notnull
    {
        if (kept.TryGetValue((figure, scope), out var known) && known.At <= now && now - known.At < life)
            return (T)known.Value;
        var value = await count();
        if (kept.Count >= Most)
            kept.Clear();
        kept[(figure, scope)] = (value, now);
        return value;
    }
}
