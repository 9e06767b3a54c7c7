namespace Gezhi.Indicators.Wall;

/// <summary>Cases through steps: how many are at each stop, how many go from one stop to the next. 案件流向</summary>
/// <param name="Columns">Stops of each step, the largest first, what does not fit last.</param>
/// <param name="Links">From a stop of one step to a stop of the next.</param>
public sealed record DayFlow(IReadOnlyList<IReadOnlyList<DayFlow.Stop>> Columns, IReadOnlyList<DayFlow.Link> Links)
{
    /// <summary>Key of the stop that holds all smaller ones.</summary>
    public const string Rest = "*";

    /// <param name="Key">What it stands for; <see cref="Rest"/> for several.</param>
    /// <param name="Members">The keys it stands for: one, or those gathered.</param>
    public sealed record Stop(string Key, int Count, IReadOnlyList<string> Members);

    /// <param name="Column">Step in which it begins.</param>
    /// <param name="From">Place of the stop in its column.</param>
    /// <param name="To">Place of the stop in the next column.</param>
    public sealed record Link(int Column, int From, int To, int Count);

    /// <param name="cases">For each case its key at every step; all of the same length.</param>
    /// <param name="most">Stops of each step at most, the one for the rest included; at least two.</param>
    public static DayFlow Of(IReadOnlyList<IReadOnlyList<string>> cases, IReadOnlyList<int> most)
    {
        var columns = new List<IReadOnlyList<Stop>>();
        var places = new List<Dictionary<string, int>>();
        for (var step = 0; step < most.Count; step++)
        {
            var counted = cases
                .GroupBy(c => c[step], StringComparer.Ordinal)
                .Select(g => new Stop(g.Key, g.Count(), [g.Key]))
                .OrderByDescending(s => s.Count)
                .ThenBy(s => s.Key, StringComparer.Ordinal)
                .ToList();
            if (counted.Count > most[step])
            {
                var rest = counted[(most[step] - 1)..];
                counted = [.. counted[..(most[step] - 1)], new Stop(Rest, rest.Sum(s => s.Count), [.. rest.Select(s => s.Key)])];
            }
            columns.Add(counted);
            places.Add(
                counted
                    .SelectMany((stop, place) => stop.Members.Select(m => (m, place)))
                    .ToDictionary(p => p.m, p => p.place, StringComparer.Ordinal)
            );
        }
        var links = Enumerable
            .Range(0, Math.Max(0, most.Count - 1))
            .SelectMany(step =>
                cases
                    .GroupBy(c => (From: places[step][c[step]], To: places[step + 1][c[step + 1]]))
                    .OrderBy(g => g.Key.From)
                    .ThenBy(g => g.Key.To)
                    .Select(g => new Link(step, g.Key.From, g.Key.To, g.Count()))
            );
        return new DayFlow(columns, [.. links]);
    }
}
