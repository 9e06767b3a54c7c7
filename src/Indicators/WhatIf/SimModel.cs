namespace Gezhi.Indicators.WhatIf;

/// <summary>People of a desk who work at the same times. 班组</summary>
/// <param name="Time">Which of the model's <see cref="SimModel.Times"/>.</param>
/// <param name="Hands">Cases they can work on at the same time.</param>
public readonly record struct SimCrew(int Time, int Hands);

/// <summary>One case as the simulation sees it: numbers only. 仿真案件</summary>
public readonly record struct SimCase
{
    /// <summary>Second at which it lands on the desk.</summary>
    public int At { get; init; }

    /// <summary>Names it to the dice: the same in both models of a comparison, whatever their order.</summary>
    public int Key { get; init; }

    public int Desk { get; init; }

    /// <summary>Which of the model's <see cref="SimModel.Pools"/>: category × unit.</summary>
    public int Pool { get; init; }

    /// <summary>Own work content, seconds on duty; −1: not known, drawn from the pool.</summary>
    public int Work { get; init; }

    /// <summary>Deadline as first set, second; <see cref="int.MaxValue"/>: none.</summary>
    public int Due { get; init; }

    /// <summary>False: only fills the desks before the period begins.</summary>
    public bool IsCounted { get; init; }
}

/// <summary>What cases of one category at one unit are like. 经验分布</summary>
/// <param name="Works">Work contents in seconds on duty, in ascending order; never empty.</param>
/// <param name="ReturnShare">Probability that a desk sends one back, 0 to 1.</param>
/// <param name="ReworkShare">Probability that a check sends the work back, 0 to 1.</param>
public sealed record SimPool(int[] Works, double ReturnShare, double ReworkShare);

/// <summary>Everything a simulation needs, in compact arrays; no database, no clock. 仿真模型</summary>
public sealed class SimModel
{
    /// <summary>In the order of <see cref="SimCase.At"/>.</summary>
    public required SimCase[] Cases { get; init; }

    public required DutyTime[] Times { get; init; }

    /// <summary>Crews of each desk; the first is the usual one.</summary>
    public required SimCrew[][] Crews { get; init; }

    public required SimPool[] Pools { get; init; }

    /// <summary>Seconds from a return to the next dispatch, ascending; empty: at once.</summary>
    public int[] ReturnDelays { get; init; } = [];

    /// <summary>Seconds from a hand-in to the check that was not passed, ascending; empty: at once.</summary>
    public int[] CheckDelays { get; init; } = [];

    /// <summary>Second up to which a case that is still open counts as late; what is due later and open does not count.</summary>
    public int Until { get; init; } = int.MaxValue;

    /// <summary>Days for which lengths of queues are written down.</summary>
    public int Days { get; init; } = 1;
}

/// <summary>What one desk went through. 工位结果</summary>
/// <param name="Entries">How often a case landed on it.</param>
/// <param name="WaitSeconds">Sum of waiting until somebody began, on the wall clock.</param>
/// <param name="OverloadSeconds">Time on duty in which everybody was busy and cases waited.</param>
/// <param name="Due">Counted cases that were due.</param>
/// <param name="OnTime">Of these, handed in before their first deadline.</param>
public readonly record struct SimDeskResult(int Entries, long WaitSeconds, long OverloadSeconds, int Due, int OnTime);

/// <summary>What came out of one run. 单次仿真结果</summary>
/// <param name="MedianSeconds">From landing on the desk to the last hand-in, wall clock; 0 without cases.</param>
/// <param name="WaitingByDay">How many cases waited at the end of each day.</param>
public sealed record SimResult(int Due, int OnTime, int MedianSeconds, int P90Seconds, SimDeskResult[] Desks, int[] WaitingByDay)
{
    /// <summary>On-time share by the first deadline, 0 to 1; 0 without cases.</summary>
    public double OnTimeShare => Due == 0 ? 0 : (double)OnTime / Due;

    public double MeanWaitSeconds =>
        Desks.Sum(d => (long)d.Entries) is var entries and > 0 ? (double)Desks.Sum(d => d.WaitSeconds) / entries : 0;

    public long OverloadSeconds => Desks.Sum(d => d.OverloadSeconds);
}

/// <summary>Random numbers that belong to a case and a purpose, not to an order: two scenarios get the same ones for the same case. 公共随机数</summary>
/// <param name="Seed">Of the whole scenario.</param>
/// <param name="Replication">0: every case takes its own work content; from 1 on it is drawn.</param>
public readonly record struct SimDice(ulong Seed, int Replication)
{
    internal bool TakesOwn => Replication == 0;

    /// <summary>0 ≤ u &lt; 1.</summary>
    internal double Of(int index, int purpose)
    {
        var mixed = Mix(Seed + ((ulong)(uint)Replication * 0x9E3779B97F4A7C15UL));
        mixed = Mix(mixed ^ (((ulong)(uint)index << 20) + (ulong)(uint)purpose));
        return (mixed >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>The mixing step of the public-domain generator SplitMix64.</summary>
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15UL;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
