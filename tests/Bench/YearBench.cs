using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Gezhi.Tests.Shared;

namespace Gezhi.Tests.Bench;

/// <summary>A district's year lies in the database while operators work and screens follow live. 区级年度数据</summary>
/// <remarks>
/// Ten months of reports by the grammar of the seed town, written by its bulk path with the same rules; the registry comes in through the product's own
/// door. Then fifty operators open something every second, a thousand connections follow the feed, and every second somebody reports.
/// </remarks>
public sealed class YearBench : Bench
{
    private const int Days = 300;
    private const int Operators = 50;
    private const int Screens = 1_000;

    public override string Name => "year";

    public override string Usage => "[sqlite|postgres] [CASES] [RECORDS]";

    public override string Summary => "pages at a district's year of cases and its registry, 50 operators, 1,000 live connections";

    /// <summary>Longer than other benchmarks: a year has to be written first.</summary>
    public override TimeSpan Limit => TimeSpan.FromMinutes(25);

    /// <summary>One kind of page.</summary>
    /// <param name="Share">How often it is asked for, of all weights.</param>
    /// <param name="Goal">Milliseconds at the 95th percentile.</param>
    private sealed record Question(string Name, string Figure, int Share, double Goal, Func<int, string> Path)
    {
        public ConcurrentBag<double> Times { get; } = [];
    }

    public override async Task Run(BenchRun run, CancellationToken ct)
    {
        var engine = run.Arguments.Count > 0 ? run.Arguments[0] : "sqlite";
        if (engine == "postgres" && TemporaryPostgres.WhyNot() is { } missing)
            throw new BenchImpossible(missing);
        await using var postgres = engine == "postgres" ? await TemporaryPostgres.Start(ct: ct) : null;
        var database = postgres is null ? null : await postgres.CreateDatabase("gezhi", ct: ct);
        var cases = run.Number(1, run.Choose(12_500, 250_000));
        var records = run.Number(2, run.Choose(0, 3_600_000));
        var clock = Stopwatch.StartNew();
        await using var town = await BenchTown.Start(database, cases, $"--Demo:Days={Days}");
        run.Say(
            $"{engine}: {cases:N0} reports of {Days} days written in {clock.Elapsed.TotalSeconds:F0} s, {cases / clock.Elapsed.TotalSeconds:N0} a second, town and start included"
        );
        run.Figure("filled_per_second", cases / clock.Elapsed.TotalSeconds, "cases/s");
        if (records > 0)
            await RegistryBench.Import(run, engine, town, records / 2, ct);
        var counted = await town.Settle(TimeSpan.FromSeconds(run.Choose(20, 900)), ct);
        run.Say($"figures and words were ready {counted:F0} s later");
        var cookies = new List<string>();
        for (var i = 0; i < 6; i++)
            cookies.Add(await town.SignIn("operator", $"caozuo{i % 2 + 1:00}"));
        var leader = await town.SignIn("leader", null);
        var ids = await SomeIds(town.Address, cookies[0], ct);
        var questions = Questions(ids);
        await Warm(town.Address, questions, cookies[0], leader, run.Choose(3, 20), ct);
        foreach (var question in questions)
            question.Times.Clear();
        using var screens = new LiveScreens(town.Address, cookies, Screens);
        await screens.Open(ct);
        var time = TimeSpan.FromSeconds(run.Choose(8, 60));
        var before = town.Cpu;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        end.CancelAfter(time);
        var reporters = Reports(town.Address, end.Token);
        await Task.WhenAll(
            Enumerable.Range(0, Operators).Select(no => Work(town.Address, questions, cookies[no % cookies.Count], leader, no, end.Token))
        );
        var reported = await reporters;
        run.Table(
            ["page", "asked", "p50 ms", "p95 ms", "p99 ms", "goal p95"],
            [
                .. questions.Select(q =>
                {
                    var load = Load.Of(q.Times, time);
                    run.Figure($"{q.Figure}_p95_ms", load.P95, "ms");
                    return new[]
                    {
                        q.Name,
                        Text(q.Times.Count, "N0"),
                        Text(load.P50, "F1"),
                        Text(load.P95, "F1"),
                        Text(load.P99, "F1"),
                        Text(q.Goal, "F0"),
                    };
                }),
            ]
        );
        run.Say(
            $"{reported} reports meanwhile; {screens.Alive} of {Screens} live connections stood at the end and heard {screens.Heard:N0} events; {(town.Cpu - before).TotalSeconds / time.TotalSeconds:F2} cores of the product; memory {town.Megabytes:N0} MB, largest {town.PeakMegabytes:N0} MB"
        );
        run.Figure("live_connections", screens.Alive, "");
        run.Figure("live_events_heard", screens.Heard, "");
        run.Figure("memory_mb", town.Megabytes, "MB");
        run.Figure("memory_peak_mb", town.PeakMegabytes, "MB");
    }

    private static Question[] Questions(IReadOnlyList<string> ids)
    {
        string[] words = ["井盖", "路灯", "垃圾", "噪音", "积水", "树枝"];
        var today = TimeProvider.System.GetUtcNow();
        var month = new DateOnly(today.Year, today.Month, 1).AddMonths(-1);
        string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return
        [
            new("queue (centre)", "queue", 6, 50, _ => "/centre"),
            new("case", "case", 6, 30, n => $"/cases/{ids[n % ids.Count]}"),
            new("search of cases", "search", 3, 100, n => $"/cases?q={Uri.EscapeDataString(words[n % words.Length])}"),
            new("dashboard (statistics)", "dashboard", 2, 50, _ => "/statistics"),
            new("figures of last month", "month", 1, 1_000, _ => $"/statistics?from={Day(month)}&to={Day(month.AddMonths(1).AddDays(-1))}"),
            new("map tile", "tile", 6, 20, n => $"/map/tiles/14/{13_364 + n % 4}/{6_501 + n / 4 % 4}.mvt"),
        ];
    }

    private static async Task Warm(Uri address, Question[] questions, string operators, string leader, int seconds, CancellationToken ct)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        end.CancelAfter(TimeSpan.FromSeconds(seconds));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(no => Work(address, questions, operators, leader, no, end.Token, rest: false)));
    }

    /// <summary>Somebody opens a page about every second until the time is over.</summary>
    private static async Task Work(
        Uri address,
        Question[] questions,
        string cookie,
        string leader,
        int no,
        CancellationToken ct,
        bool rest = true
    )
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = address,
        };
        var dice = new Random(no);
        var all = questions.SelectMany(q => Enumerable.Repeat(q, q.Share)).ToArray();
        try
        {
            while (true)
            {
                if (rest)
                    await Task.Delay(dice.Next(500, 1_500), ct);
                var question = all[dice.Next(all.Length)];
                using var request = new HttpRequestMessage(HttpMethod.Get, question.Path(dice.Next(10_000)));
                request.Headers.Add("Cookie", question.Figure is "dashboard" or "month" ? leader : cookie);
                request.Headers.Add("Accept", "text/html");
                var begun = Stopwatch.GetTimestamp();
                using var answer = await client.SendAsync(request, ct);
                await answer.Content.ReadAsByteArrayAsync(ct);
                if (!answer.IsSuccessStatusCode)
                    throw new InvalidOperationException($"{request.RequestUri}: {(int)answer.StatusCode}");
                question.Times.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested) { }
    }

    /// <summary>Somebody reports every second.</summary>
    private static async Task<int> Reports(Uri address, CancellationToken ct)
    {
        using var line = new HttpLine(address);
        for (var number = 0; ; number++)
        {
            try
            {
                await Task.Delay(1_000, ct);
            }
            catch (OperationCanceledException)
            {
                return number;
            }
            if (line.Send(LifeCycle.Report(number)) is < 200 or > 299)
                throw new InvalidOperationException($"{line.Status} {line.Body}");
        }
    }

    private static async Task<IReadOnlyList<string>> SomeIds(Uri address, string cookie, CancellationToken ct)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        var list = JsonNode.Parse(await client.GetStringAsync(new Uri("/api/cases?take=100", UriKind.Relative), ct))!;
        return [.. list["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>())];
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>Connections that follow the feed and do nothing else.</summary>
    private sealed class LiveScreens(Uri address, IReadOnlyList<string> cookies, int count) : IDisposable
    {
        private readonly List<Socket> sockets = [];
        private long heard;
        private int alive;

        public long Heard => Interlocked.Read(ref heard);

        public int Alive => Volatile.Read(ref alive);

        public async Task Open(CancellationToken ct)
        {
            for (var i = 0; i < count; i++)
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(address.Host, address.Port, ct);
                var request =
                    $"GET /centre/live HTTP/1.1\r\nHost: bench\r\nAccept: text/event-stream\r\nCookie: {cookies[i % cookies.Count]}\r\n\r\n";
                await socket.SendAsync(Encoding.ASCII.GetBytes(request), ct);
                sockets.Add(socket);
                _ = Listen(socket);
            }
        }

        private async Task Listen(Socket socket)
        {
            Interlocked.Increment(ref alive);
            var buffer = new byte[4096];
            try
            {
                while (await socket.ReceiveAsync(buffer) is > 0 and var read)
                    for (var rest = buffer.AsSpan(0, read); rest.IndexOf("event: moved"u8) is >= 0 and var at; rest = rest[(at + 12)..])
                        Interlocked.Increment(ref heard);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException) { }
            Interlocked.Decrement(ref alive);
        }

        public void Dispose() => sockets.ForEach(s => s.Dispose());
    }
}
