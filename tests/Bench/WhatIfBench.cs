using System.Diagnostics;
using Gezhi.Indicators.WhatIf;
using Gezhi.Platform.Time;

namespace Gezhi.Tests.Bench;

/// <summary>What playing a scenario costs: 250,000 cases at 400 desks, fit and ten pairs of runs. 推演</summary>
public sealed class WhatIfBench : Bench
{
    private const int FullYear = 250_000;
    private const int Days = 300;
    private const int Desks = 400;
    private const int Replications = 10;

    public override string Name => "whatif";

    public override string Summary => "a scenario of 250,000 cases: fitting the model and ten pairs of runs";

    public override Task Run(BenchRun run, CancellationToken ct)
    {
        var count = run.Choose(25_000, FullYear);
        var model = Invent(count, run.Choose(Desks / 10, Desks));
        var truth = new Simulation(model).Run(new SimDice(1, 0), ct);
        var waits = truth.Desks.Select(d => d.Entries == 0 ? -1 : (double)d.WaitSeconds / d.Entries).ToArray();
        var clock = Stopwatch.StartNew();
        var hands = SimFit.Hands(model, waits, [.. model.Crews.Select(_ => 60)], 1, ct);
        var fitted = clock.Elapsed;
        var before = SimFit.With(model, hands);
        var after = SimFit.With(model, [.. hands.Select(h => h + 1)]);
        var experiment = new Experiment(before, after, 1, Replications);
        while (!experiment.IsDone)
            experiment.Step(ct);
        var seconds = clock.Elapsed.TotalSeconds;
        var difference = experiment.Difference(r => r.OnTimeShare);
        run.Say(
            FormattableString.Invariant(
                $"{count} cases, {model.Crews.Length} desks: fit {fitted.TotalSeconds:F1} s, {Replications} pairs {seconds - fitted.TotalSeconds:F1} s; on time {difference.Before:P1} → {difference.After:P1}{(run.IsQuick ? ", scaled to 250,000" : "")}"
            )
        );
        run.Figure("cases_per_second", 2d * Replications * count / (seconds - fitted.TotalSeconds), "/s");
        run.Figure("seconds_for_250000", seconds * FullYear / count, "s");
        return Task.CompletedTask;
    }

    /// <summary>Cases over ten months, more of them in the day and on a few stormy days; works of some hours; returns and rework as they happen.</summary>
    private static SimModel Invent(int count, int desks)
    {
        var dice = new Random(20260305);
        var first = new DateOnly(2026, 1, 1);
        var office = DutyTime.Of(WorkCalendar.China, first, Days + 500);
        var storms = Enumerable.Range(0, 6).Select(_ => dice.Next(Days)).ToArray();
        var cases = new SimCase[count];
        for (var i = 0; i < count; i++)
        {
            var day = dice.Next(20) == 0 ? storms[dice.Next(storms.Length)] : dice.Next(Days);
            var second = (int)((7 + (dice.NextDouble() * 7) + (dice.NextDouble() * 8)) * 3600);
            var at = (day * DutyTime.Day) + Math.Min(second, DutyTime.Day - 1);
            var work = (int)Math.Min(40 * 3600, 600 - (Math.Log(1 - dice.NextDouble()) * 2 * 3600));
            cases[i] = new SimCase
            {
                Key = i,
                At = at,
                Desk = Math.Min(dice.Next(desks), dice.Next(desks)),
                Pool = dice.Next(40),
                Work = work,
                Due = office.Add(at, (4 + (dice.Next(5) * 4)) * 3600),
                IsCounted = true,
            };
        }
        Array.Sort(cases, (a, b) => a.At != b.At ? a.At.CompareTo(b.At) : a.Key.CompareTo(b.Key));
        SimPool[] pools =
        [
            .. Enumerable
                .Range(0, 40)
                .Select(p => new SimPool(
                    [
                        .. Enumerable
                            .Range(0, 500)
                            .Select(i => 600 + (int)(-Math.Log(1 - ((i + 0.5) / 500)) * (1.5 + (p % 5 * 0.25)) * 3600)),
                    ],
                    0.04,
                    0.06
                )),
        ];
        var busiest = cases.GroupBy(c => c.Desk).ToDictionary(g => g.Key, g => g.Sum(c => (long)c.Work));
        return new SimModel
        {
            Cases = cases,
            Times = [office],
            // about 85 in 100 of the time on duty is work
            Crews =
            [
                .. Enumerable
                    .Range(0, desks)
                    .Select(d =>
                        (SimCrew[])
                            [
                                new SimCrew(
                                    0,
                                    Math.Max(1, (int)Math.Ceiling(busiest.GetValueOrDefault(d) / 0.85 / office.Before(Days * DutyTime.Day)))
                                ),
                            ]
                    ),
            ],
            Pools = pools,
            ReturnDelays = [.. Enumerable.Range(1, 100).Select(i => i * 300)],
            CheckDelays = [.. Enumerable.Range(1, 100).Select(i => i * 600)],
            Days = Days,
        };
    }
}
