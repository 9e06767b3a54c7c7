using System.Globalization;
using Gezhi.Tests.Shared;

namespace Gezhi.Tests.Bench;

/// <summary>Whole lives of cases over HTTP on both databases, and bare transactions with the same rows beside them. 案件全流程</summary>
public sealed class CasesBench : Bench
{
    private const int Connections = 16;

    public override string Name => "cases";

    public override string Summary => "report to rating over HTTP on SQLite and PostgreSQL, beside pgbench with the same rows";

    public override string Usage => "[ROUNDS]";

    public override async Task Run(BenchRun run, CancellationToken ct)
    {
        if (TemporaryPostgres.WhyNot() is { } missing)
            throw new BenchImpossible(missing);
        run.Say(
            $"{Connections} connections on the cores of the product; each case is {LifeCycle.Steps.Length} commands, each a durable commit"
        );
        await using var postgres = await TemporaryPostgres.Start(ct: ct);
        var database = await postgres.CreateDatabase("gezhi", ct: ct);
        var starting = new[] { BenchTown.Start(null, 0), BenchTown.Start(database, 0) };
        await using var onSqlite = await starting[0];
        await using var onPostgres = await starting[1];
        var (sqlite, postgresql) = (await LifeCycle.SignIn(onSqlite), await LifeCycle.SignIn(onPostgres));
        var warm = TimeSpan.FromSeconds(run.Choose(4, 15));
        postgresql.Run(Connections, warm, ct);
        sqlite.Run(Connections, warm, ct);
        var scripts = Directory.CreateTempSubdirectory("gezhi-pgbench-").FullName;
        var bare = new BareRows(postgres, database);
        await bare.Prepare(scripts, ct);
        await bare.Analyse(ct); // what autovacuum does to both sides in the first minute of a database
        var (ours, theirs) = (new[] { new List<Round>(), [] }, new List<double>());
        for (var round = 0; round < run.Number(0, run.Choose(1, 7)); round++)
        {
            ours[0].Add(await Measure(onSqlite, sqlite, run, ct));
            ours[1].Add(await Measure(onPostgres, postgresql, run, ct));
            theirs.Add(await bare.Run(TimeSpan.FromSeconds(run.Choose(3, 8)), ct));
        }

        Directory.Delete(scripts, recursive: true);
        var transactions = Spread.Of(theirs).Median;
        Report(run, "sqlite", ours[0], transactions);
        Report(run, "postgres", ours[1], transactions);
        run.Say($"pgbench, same rows and tables, {Connections} clients: {Spread.Of(theirs).Row("transactions a second")[1]} a second");
        run.Figure("bare_transactions_per_second", transactions, "transactions/s");
    }

    /// <param name="CpuMilliseconds">Processor time of the product per command, with what happens after the commit.</param>
    /// <param name="SettleSeconds">How long deliveries went on after the last command.</param>
    private sealed record Round(LifeCycle.Result Lives, double CpuMilliseconds, double SettleSeconds);

    private static async Task<Round> Measure(BenchTown town, LifeCycle lives, BenchRun run, CancellationToken ct)
    {
        var before = town.Cpu;
        var time = TimeSpan.FromSeconds(run.Choose(4, 10));
        var result = lives.Run(Connections, time, ct);
        var settled = await town.Settle(TimeSpan.FromSeconds(run.Choose(2, 15)), ct);
        var commands = result.CasesPerSecond * time.TotalSeconds * LifeCycle.Steps.Length;
        return new Round(result, (town.Cpu - before).TotalMilliseconds / commands, settled);
    }

    private static void Report(BenchRun run, string database, List<Round> rounds, double transactions)
    {
        var cases = Spread.Of([.. rounds.Select(r => r.Lives.CasesPerSecond)]);
        var cpu = Spread.Of([.. rounds.Select(r => r.CpuMilliseconds)]).Median;
        var settle = Spread.Of([.. rounds.Select(r => r.SettleSeconds)]).Median;
        run.Say("");
        run.Say(
            $"{database}: {Text(cases.Median)} cases a second ({Text(cases.Lowest)}–{Text(cases.Highest)}), {Text(cpu)} ms of processor per command, quiet {Text(settle)} s after the last one"
        );
        run.Table(["milliseconds", "p50", "p95", "p99"], [.. LifeCycle.Steps.Select((name, i) => Row(name, rounds, i))]);
        run.Figure($"cases_per_second_{database}", cases.Median, "cases/s");
        run.Figure($"commands_per_second_{database}", cases.Median * LifeCycle.Steps.Length, "commands/s");
        run.Figure($"ratio_to_bare_postgres_{database}", cases.Median * LifeCycle.Steps.Length / transactions, "times");
        run.Figure($"receipt_p99_ms_{database}", Spread.Of([.. rounds.Select(r => r.Lives.Steps[0].P99)]).Median, "ms");
        run.Figure($"cpu_ms_per_command_{database}", cpu, "ms");
    }

    private static string[] Row(string name, List<Round> rounds, int step)
    {
        string Median(Func<Load, double> pick) => Text(Spread.Of([.. rounds.Select(r => pick(r.Lives.Steps[step]))]).Median);
        return [name, Median(l => l.P50), Median(l => l.P95), Median(l => l.P99)];
    }

    private static string Text(double value) => value.ToString("F1", CultureInfo.InvariantCulture);
}
