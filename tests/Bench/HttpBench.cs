using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Gezhi.Tests.Shared;

namespace Gezhi.Tests.Bench;

/// <summary>Single requests at 20,000 cases, as data and as pages, beside the least that ASP.NET answers in the same run. 页面与接口</summary>
public sealed class HttpBench : Bench
{
    private const string Json = "application/json";
    private const string Html = "text/html";

    public override string Name => "http";

    public override string Summary => "create, update, list, one case, search, statistics at 20,000 cases, beside a bare page";

    public override string Usage => "[sqlite|postgres] [CASES]";

    /// <summary>One kind of request.</summary>
    /// <param name="Path">By the number of the request.</param>
    private sealed record Question(string Name, string Figure, string Accept, Func<int, string> Path, bool IsBare = false);

    public override async Task Run(BenchRun run, CancellationToken ct)
    {
        var engine = run.Arguments.Count > 0 ? run.Arguments[0] : "sqlite";
        if (engine == "postgres" && TemporaryPostgres.WhyNot() is { } missing)
            throw new BenchImpossible(missing);
        await using var postgres = engine == "postgres" ? await TemporaryPostgres.Start(ct: ct) : null;
        var database = postgres is null ? null : await postgres.CreateDatabase("gezhi", ct: ct);
        var cases = run.Number(1, run.Choose(2_000, 20_000));
        await using var town = await BenchTown.Start(database, cases);
        await using var bare = await BarePage.Start();
        run.Say($"{engine}, {cases:N0} reports of the seed town; the load generator shares the cores with the product");
        var cookie = await town.SignIn("operator", "caozuo01");
        var questions = Questions(await SomeIds(town.Address, cookie));
        var rows = new List<string[]>();
        Writes(run, town, cookie, rows, ct);
        await town.Settle(TimeSpan.FromSeconds(run.Choose(1, 15)), ct);
        foreach (var question in questions)
            Ask(run, question, question.IsBare ? bare.Address : town.Address, cookie, rows, ct);
        run.Table(["request", "connections", "a second", "p50 ms", "p95 ms", "p99 ms", "failed"], rows);
    }

    private static Question[] Questions(IReadOnlyList<string> ids)
    {
        string[] words = ["井盖", "路灯", "垃圾", "噪音", "积水", "树枝"];
        string Id(int number) => ids[number % ids.Count];
        string Word(int number) => Uri.EscapeDataString(words[number % words.Length]);
        return
        [
            new("bare page", "bare_page", Html, _ => "/page", IsBare: true),
            new("bare JSON", "bare_json", Json, _ => "/json", IsBare: true),
            new("list of 100, JSON", "list_json", Json, _ => "/api/cases?take=100"),
            new("list, page", "list_page", Html, _ => "/cases"),
            new("one case, JSON", "one_json", Json, n => $"/api/cases/{Id(n)}"),
            new("one case, page", "one_page", Html, n => $"/cases/{Id(n)}"),
            new("search of 2 characters, JSON", "search_json", Json, n => $"/api/cases?take=20&q={Word(n)}"),
            new("search, page", "search_page", Html, n => $"/cases?q={Word(n)}"),
            new("statistics, JSON", "statistics_json", Json, _ => "/api/statistics/today"),
            new("statistics, page (centre)", "statistics_page", Html, _ => "/centre"),
        ];
    }

    private static void Ask(BenchRun run, Question question, Uri address, string cookie, List<string[]> rows, CancellationToken ct)
    {
        var number = 0;
        byte[] Next(int _) => HttpLine.Get(question.Path(Interlocked.Increment(ref number)), cookie, question.Accept);
        HttpLoad.Run(address, 4, TimeSpan.FromMilliseconds(run.Choose(600, 3_000)), Next, ct: ct); // the compiler is done after some hundred requests
        foreach (var connections in new[] { 4, 32 })
        {
            var rounds = Enumerable
                .Range(0, run.Choose(1, 3))
                .Select(_ => HttpLoad.Run(address, connections, TimeSpan.FromMilliseconds(run.Choose(500, 2_500)), Next, ct: ct))
                .ToList();
            Note(run, question.Name, question.Figure, connections, rounds, rows);
        }
    }

    /// <summary>Creates reports, then files each of them.</summary>
    private static void Writes(BenchRun run, BenchTown town, string cookie, List<string[]> rows, CancellationToken ct)
    {
        var (number, made) = (0, new ConcurrentQueue<string>());
        byte[] Report(int _) => LifeCycle.Report(Interlocked.Increment(ref number));
        byte[]? File(int _) =>
            made.TryDequeue(out var id)
                ? HttpLine.Post($"/api/cases/{id}/filing", cookie, $$"""{"categoryKey":"{{LifeCycle.Category}}","version":1}""")
                : null;
        void Keep(HttpLine line) => made.Enqueue(line.Field("caseId"));
        HttpLoad.Run(town.Address, 4, TimeSpan.FromSeconds(run.Choose(3, 5)), Report, Keep, ct);
        HttpLoad.Run(town.Address, 4, TimeSpan.FromSeconds(run.Choose(2, 4)), File, null, ct);
        foreach (var connections in new[] { 4, 16, 32 })
        {
            var (create, update) = (new List<Load>(), new List<Load>());
            for (var round = 0; round < run.Choose(1, 3); round++)
            {
                create.Add(HttpLoad.Run(town.Address, connections, TimeSpan.FromMilliseconds(run.Choose(1_000, 5_000)), Report, Keep, ct));
                update.Add(HttpLoad.Run(town.Address, connections, TimeSpan.FromMilliseconds(run.Choose(800, 4_000)), File, null, ct));
            }
            Note(run, "create (report), JSON", "create", connections, create, rows);
            Note(run, "update (file), JSON", "update", connections, update, rows);
        }
    }

    private static void Note(BenchRun run, string name, string figure, int connections, List<Load> rounds, List<string[]> rows)
    {
        double Median(Func<Load, double> pick) => Spread.Of([.. rounds.Select(pick)]).Median;
        static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
        rows.Add([
            name,
            Text(connections, "F0"),
            Text(Median(l => l.PerSecond), "N0"),
            Text(Median(l => l.P50), "F1"),
            Text(Median(l => l.P95), "F1"),
            Text(Median(l => l.P99), "F1"),
            Text(rounds.Sum(l => l.Failures), "F0"),
        ]);
        if (rounds.Find(l => l.Failure is not null) is { } failed)
            run.Say($"{name}: {failed.Failure}");
        run.Figure($"{figure}_per_second_{connections}", Median(l => l.PerSecond), "requests/s");
        run.Figure($"{figure}_p95_ms_{connections}", Median(l => l.P95), "ms");
    }

    private static async Task<IReadOnlyList<string>> SomeIds(Uri address, string cookie)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        var list = JsonNode.Parse(await client.GetStringAsync(new Uri("/api/cases?take=100", UriKind.Relative)))!;
        return [.. list["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>())];
    }
}
