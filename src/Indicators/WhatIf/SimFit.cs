namespace Gezhi.Indicators.WhatIf;

/// <summary>Finds how many cases a desk really works on at the same time: as many as make the simulated waiting like the real one. 校准</summary>
/// <remarks>
/// Nobody writes down how many things a crew has in hand. More hands never make anybody wait longer, so halving the range finds the number; all desks are
/// fitted in the same runs because they do not touch one another.
/// </remarks>
public static class SimFit
{
    /// <param name="realWaitSeconds">Mean real waiting of each desk, wall clock; negative: nothing known, the most hands are taken.</param>
    /// <param name="mostHands">Most cases each desk really had in hand at once, at least 1.</param>
    /// <returns>Hands of each desk.</returns>
    public static int[] Hands(SimModel model, double[] realWaitSeconds, int[] mostHands, ulong seed, CancellationToken ct = default)
    {
        var lowest = Enumerable.Repeat(1, mostHands.Length).ToArray();
        var highest = mostHands.Select(h => Math.Max(1, h)).ToArray();
        for (var i = 0; i < mostHands.Length; i++)
            if (realWaitSeconds[i] < 0)
                lowest[i] = highest[i];
        while (Enumerable.Range(0, lowest.Length).Any(i => lowest[i] < highest[i]))
        {
            var tried = lowest.Zip(highest, (low, high) => (low + high) / 2).ToArray();
            var waits = new Simulation(With(model, tried)).Run(new SimDice(seed, 0), ct).Desks;
            for (var i = 0; i < tried.Length; i++)
                if (lowest[i] == highest[i])
                    continue;
                else if (waits[i].Entries > 0 && (double)waits[i].WaitSeconds / waits[i].Entries > realWaitSeconds[i])
                    lowest[i] = tried[i] + 1;
                else
                    highest[i] = tried[i];
        }
        return lowest;
    }

    /// <summary>The same model with so many hands in the usual crew of each desk.</summary>
    public static SimModel With(SimModel model, int[] hands) =>
        new()
        {
            Cases = model.Cases,
            Times = model.Times,
            Crews = [.. model.Crews.Select((crews, i) => (SimCrew[])[crews[0] with { Hands = hands[i] }, .. crews.Skip(1)])],
            Pools = model.Pools,
            ReturnDelays = model.ReturnDelays,
            CheckDelays = model.CheckDelays,
            Until = model.Until,
            Days = model.Days,
        };
}

/// <summary>A difference with its uncertainty. 差值</summary>
/// <param name="Before">Mean over the replications.</param>
/// <param name="After">Mean over the replications.</param>
/// <param name="Low">Lower end of the 95 % interval of after − before.</param>
/// <param name="High">Upper end.</param>
public readonly record struct SimDifference(double Before, double After, double Low, double High)
{
    public double Change => After - Before;

    /// <summary>The interval leaves zero out.</summary>
    public bool IsShown => Low > 0 || High < 0;

    /// <summary>Two-sided 95 % quantiles of Student's t by degrees of freedom, 1 to 30.</summary>
    private static readonly double[] Quantiles =
    [
        12.706,
        4.303,
        3.182,
        2.776,
        2.571,
        2.447,
        2.365,
        2.306,
        2.262,
        2.228,
        2.201,
        2.179,
        2.160,
        2.145,
        2.131,
        2.120,
        2.110,
        2.101,
        2.093,
        2.086,
        2.080,
        2.074,
        2.069,
        2.064,
        2.060,
        2.056,
        2.052,
        2.048,
        2.045,
        2.042,
    ];

    /// <summary>Pairs of runs with the same random numbers; at least two of them.</summary>
    public static SimDifference Of(IReadOnlyList<double> before, IReadOnlyList<double> after)
    {
        var n = before.Count;
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 2, nameof(before));
        ArgumentOutOfRangeException.ThrowIfNotEqual(after.Count, n, nameof(after));
        var changes = before.Zip(after, (b, a) => a - b).ToArray();
        var mean = changes.Average();
        var spread = Math.Sqrt(changes.Sum(c => (c - mean) * (c - mean)) / (n - 1));
        var half = (n - 1 <= Quantiles.Length ? Quantiles[n - 2] : 1.96) * spread / Math.Sqrt(n);
        return new SimDifference(before.Average(), after.Average(), mean - half, mean + half);
    }
}
