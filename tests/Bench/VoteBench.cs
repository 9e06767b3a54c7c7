using System.Diagnostics;
using Gezhi.Council.Votes;

namespace Gezhi.Tests.Bench;

/// <summary>What counting a vote of a whole quarter costs: weights, count and recount file of 50,000 units. 表决计票</summary>
public sealed class VoteBench : Bench
{
    private const int Units = 50_000;
    private const int Rounds = 20;

    public override string Name => "vote";

    public override string Summary => "owners' vote of 50,000 units: weights, count, recount file";

    public override Task Run(BenchRun run, CancellationToken ct)
    {
        var facts = Invent();
        RecountFile.Count(facts); // warm
        var clock = Stopwatch.StartNew();
        VoteOutcome outcome = null!;
        for (var round = 0; round < Rounds; round++)
            outcome = RecountFile.Count(facts);
        var count = clock.Elapsed.TotalMilliseconds / Rounds;
        clock.Restart();
        var file = RecountFile.Json(facts, outcome);
        var written = clock.Elapsed.TotalMilliseconds;
        run.Say(
            FormattableString.Invariant(
                $"{Units} units, {outcome.Total.People} owners, {outcome.Participating.People} ballots, passed {outcome.IsPassed}; file {file.Length >> 10} KB"
            )
        );
        run.Figure("count_milliseconds", count, "ms");
        run.Figure("file_milliseconds", written, "ms");
        return Task.CompletedTask;
    }

    private static RecountFacts Invent()
    {
        var dice = new Random(278);
        var id = new Guid("0198c5a0-0000-7000-8000-000000000278");
        List<RollLine> units =
        [
            .. Enumerable
                .Range(1, Units)
                .Select(n => new RollLine(
                    n,
                    4_000 + dice.Next(12_000),
                    dice.Next(10) == 0 ? UnitUse.Parking : UnitUse.Dwelling,
                    1 + dice.Next(n)
                )),
        ];
        var weights = RecountFile.Weights(units, countsParking: false);
        var took = weights.Keys.Where(_ => dice.Next(4) > 0).ToHashSet();
        return new RecountFacts(
            id,
            MatterKind.UseFund,
            true,
            false,
            RecountFile.HashOf(units),
            units,
            [],
            took,
            [
                .. took.Select(n => new BoxLine(
                    RecountFile.Fingerprint(id, $"{n:000000000000}"),
                    dice.Next(5) switch
                    {
                        0 => BallotChoice.No,
                        1 => BallotChoice.Abstain,
                        _ => BallotChoice.Yes,
                    },
                    weights[n]
                )),
            ]
        );
    }
}
