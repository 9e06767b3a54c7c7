namespace Gezhi.Grids.Norms;

/// <summary>Divides the micro-grids of a grid into connected groups of about the same number of households. 均衡拆分</summary>
/// <remarks>Up to <see cref="MostTried"/> micro-grids every division is looked at; beyond, groups grow from each corner in turn.</remarks>
internal static class Division
{
    public const int MostTried = 14;

    /// <param name="members">Code → households.</param>
    /// <param name="parts">2 or more.</param>
    /// <returns>Null when there is no division into connected groups.</returns>
    public static IReadOnlyList<string[]>? Of(IReadOnlyDictionary<string, int> members, Neighbours neighbours, int parts)
    {
        if (parts < 2)
            return
            [
                [.. members.Keys.Order(StringComparer.Ordinal)],
            ];
        if (members.Count < parts || Halve(members, neighbours, (double)(parts / 2) / parts) is not { } first)
            return null;
        var (left, right) = (Only(members, first.Contains), Only(members, c => !first.Contains(c)));
        var (a, b) = (Of(left, neighbours, parts / 2), Of(right, neighbours, parts - (parts / 2)));
        return a is null || b is null ? null : [.. a, .. b];
    }

    private static Dictionary<string, int> Only(IReadOnlyDictionary<string, int> members, Func<string, bool> which) =>
        members.Where(m => which(m.Key)).ToDictionary(m => m.Key, m => m.Value);

    /// <summary>The connected group nearest to a share of all households whose rest is connected too.</summary>
    private static HashSet<string>? Halve(IReadOnlyDictionary<string, int> members, Neighbours neighbours, double share)
    {
        var codes = members.Keys.Order(StringComparer.Ordinal).ToList();
        var wanted = members.Values.Sum() * share;
        return (codes.Count <= MostTried ? Every(codes) : Grown(codes, neighbours, members))
            .Where(g => g.Count > 0 && g.Count < codes.Count)
            .OrderBy(g => Math.Abs(g.Sum(c => members[c]) - wanted))
            .ThenBy(g => string.Join(',', g.Order(StringComparer.Ordinal)), StringComparer.Ordinal)
            .FirstOrDefault(g => IsConnected(g, neighbours) && IsConnected([.. codes.Where(c => !g.Contains(c))], neighbours));
    }

    private static IEnumerable<HashSet<string>> Every(List<string> codes)
    {
        for (var mask = 1; mask < (1 << codes.Count) - 1; mask++)
            yield return [.. codes.Where((_, i) => (mask & (1 << i)) != 0)];
    }

    private static IEnumerable<HashSet<string>> Grown(List<string> codes, Neighbours neighbours, IReadOnlyDictionary<string, int> members)
    {
        foreach (var seed in codes)
        {
            var group = new HashSet<string>();
            var waiting = new List<string> { seed };
            while (waiting.Count > 0)
            {
                var next = waiting[0];
                waiting.RemoveAt(0);
                if (!group.Add(next))
                    continue;
                waiting.AddRange(
                    neighbours
                        .Of(next)
                        .OrderByDescending(n => n.Value)
                        .Select(n => n.Key)
                        .Where(c => members.ContainsKey(c) && !group.Contains(c))
                );
                yield return [.. group];
            }
        }
    }

    private static bool IsConnected(HashSet<string> group, Neighbours neighbours)
    {
        var (reached, waiting) = (new HashSet<string>(), new Stack<string>(group.Take(1)));
        while (waiting.TryPop(out var code))
            if (reached.Add(code))
                foreach (var next in neighbours.Of(code).Keys.Where(c => group.Contains(c) && !reached.Contains(c)))
                    waiting.Push(next);
        return reached.Count == group.Count;
    }
}
