using System.Collections.Concurrent;
using Gezhi.Indicators.Definitions;

namespace Gezhi.Indicators.Reading;

/// <summary>Sums as the roll-ups stood at one version of their progress: the same question is not added up twice while nothing happens. 汇总缓存</summary>
public sealed class TallyMemory
{
    private const int Most = 4000;
    private readonly ConcurrentDictionary<string, (int Version, IReadOnlyList<Tally> Sums)> kept = new(StringComparer.Ordinal);

    /// <param name="question">District, scope, days, conditions and parts.</param>
    /// <param name="version">Of the progress; sums of another one are added up again.</param>
    /// <param name="add">Adds them up.</param>
    public async Task<IReadOnlyList<Tally>> Get(string question, int version, Func<Task<IReadOnlyList<Tally>>> add)
    {
        if (kept.TryGetValue(question, out var known) && known.Version == version)
            return known.Sums;
        var sums = await add();
        if (kept.Count >= Most)
            kept.Clear();
        kept[question] = (version, sums);
        return sums;
    }
}
