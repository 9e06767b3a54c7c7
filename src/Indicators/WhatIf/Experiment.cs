namespace Gezhi.Indicators.WhatIf;

/// <summary>Plays what was and what would be with the same random numbers, again and again. 对照推演</summary>
public sealed class Experiment(SimModel before, SimModel after, ulong seed, int replications)
{
    private readonly Simulation was = new(before);
    private readonly Simulation would = new(after);

    /// <summary>Runs of what was, one for each replication.</summary>
    public List<SimResult> Before { get; } = [];

    /// <summary>Runs of what would be.</summary>
    public List<SimResult> After { get; } = [];

    public bool IsDone => Before.Count >= replications;

    /// <summary>One pair of runs.</summary>
    public void Step(CancellationToken ct = default)
    {
        var dice = new SimDice(seed, Before.Count + 1);
        var first = was.Run(dice, ct);
        After.Add(would.Run(dice, ct));
        Before.Add(first);
    }

    /// <summary>Mean difference of a figure with its interval.</summary>
    public SimDifference Difference(Func<SimResult, double> figure) =>
        SimDifference.Of([.. Before.Select(figure)], [.. After.Select(figure)]);

    /// <summary>Mean lengths of the queues at the end of each day.</summary>
    public static double[] Waiting(IReadOnlyList<SimResult> runs) =>
        [.. Enumerable.Range(0, runs[0].WaitingByDay.Length).Select(d => Math.Round(runs.Average(r => r.WaitingByDay[d]), 1))];
}
