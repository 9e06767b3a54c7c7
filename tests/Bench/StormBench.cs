using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Gezhi.Tests.Shared;

namespace Gezhi.Tests.Bench;

/// <summary>A hundred times as many reports as on an ordinary day, each with a photo of its own, while the queue is watched live. 暴雨高峰</summary>
/// <remarks>
/// People do not wait for each other: the next report is sent at its moment whatever became of the last one, and its time counts from that moment. Afterwards
/// every receipt is asked for again.
/// </remarks>
public sealed class StormBench : Bench
{
    /// <summary>Reports of a year over the seconds of its days: the ordinary arrival.</summary>
    private const double Mean = 250_000 / (300.0 * 86_400);
    private const double Times = 100;

    public override string Name => "storm";

    public override string Usage => "[sqlite|postgres] [MINUTES]";

    public override string Summary => "100 times the ordinary arrival with photos: receipts, losses, the live queue";

    public override TimeSpan Limit => TimeSpan.FromMinutes(40);

    public override async Task Run(BenchRun run, CancellationToken ct)
    {
        var engine = run.Arguments.Count > 0 ? run.Arguments[0] : "sqlite";
        if (engine == "postgres" && TemporaryPostgres.WhyNot() is { } missing)
            throw new BenchImpossible(missing);
        await using var postgres = engine == "postgres" ? await TemporaryPostgres.Start(ct: ct) : null;
        var database = postgres is null ? null : await postgres.CreateDatabase("gezhi", ct: ct);
        await using var town = await BenchTown.Start(database, 2_000);
        await town.Settle(TimeSpan.FromSeconds(run.Choose(3, 20)), ct);
        var time = run.IsQuick ? TimeSpan.FromSeconds(15) : TimeSpan.FromMinutes(run.Number(1, 8));
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false })
        {
            BaseAddress = town.Address,
            Timeout = TimeSpan.FromMinutes(1),
        };
        var photo = await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "seed", "photos", "bin-overflow.jpg"), ct);
        for (var i = 0; i < 5; i++)
            await Report(http, photo, i, ct); // the compiler's first
        var told = new ConcurrentDictionary<string, long>();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var connected = new TaskCompletionSource();
        var watching = Watch(town.Address, await town.SignIn("operator", "caozuo01"), told, connected, end.Token);
        await connected.Task.WaitAsync(ct);
        var dice = new Random(20261123);
        var sent = new List<Task<(string Receipt, string Case, long At, double Milliseconds)>>();
        var clock = Stopwatch.StartNew();
        var before = town.Cpu;
        for (var next = 0.0; next < time.TotalSeconds; next += -Math.Log(1 - dice.NextDouble()) / (Mean * Times))
        {
            if (next - clock.Elapsed.TotalSeconds is > 0 and var wait)
                await Task.Delay(TimeSpan.FromSeconds(wait), ct);
            sent.Add(Report(http, photo, sent.Count, ct));
        }
        var answers = await Task.WhenAll(sent);
        var cpu = (town.Cpu - before).TotalSeconds / clock.Elapsed.TotalSeconds;
        var settled = await town.Settle(TimeSpan.FromSeconds(run.Choose(10, 120)), ct);
        await Task.Delay(TimeSpan.FromSeconds(2), ct); // the last ones are told as well
        await end.CancelAsync();
        await watching;
        var found = 0;
        foreach (var receipt in answers.Select(a => a.Receipt).Distinct())
            found += (await http.GetAsync(new Uri($"/api/receipts/{receipt}", UriKind.Relative), ct)).IsSuccessStatusCode ? 1 : 0;
        var load = Load.Of(answers.Select(a => a.Milliseconds), clock.Elapsed);
        var seen = Load.Of(
            answers
                .Where(a => told.ContainsKey(a.Case))
                .Select(a => Math.Max(0, Stopwatch.GetElapsedTime(a.At, told[a.Case]).TotalMilliseconds)),
            clock.Elapsed
        );
        run.Table(
            ["", "how many", "p50 ms", "p95 ms", "p99 ms"],
            [Row("receipts", answers.Length, load), Row("seen in the live queue", answers.Count(a => told.ContainsKey(a.Case)), seen)]
        );
        run.Say(
            $"{engine}: {time.TotalMinutes:F1} minutes, {answers.Length / time.TotalSeconds:F2} reports a second with a photo of {photo.Length / 1024} KB each; {found} of {answers.Length} receipts found afterwards; {cpu:F2} cores of the product; previews ready {settled:F0} s later; memory {town.Megabytes:N0} MB"
        );
        run.Figure($"receipt_p99_ms_{engine}", load.P99, "ms");
        run.Figure($"live_p95_ms_{engine}", seen.P95, "ms");
        run.Figure($"lost_{engine}", answers.Length - found, "reports");
        run.Figure($"unseen_{engine}", answers.Count(a => !told.ContainsKey(a.Case)), "reports");
    }

    private static string[] Row(string name, int count, Load load) =>
        [
            name,
            count.ToString(CultureInfo.InvariantCulture),
            .. new[] { load.P50, load.P95, load.P99 }.Select(v => v.ToString("F1", CultureInfo.InvariantCulture)),
        ];

    private static async Task<(string Receipt, string Case, long At, double Milliseconds)> Report(
        HttpClient http,
        byte[] photo,
        int number,
        CancellationToken ct
    )
    {
        // A comment of 16 random bytes after the start mark makes it a photo that nobody has sent before.
        byte[] own = [.. photo[..2], 0xFF, 0xFE, 0, 18, .. RandomNumberGenerator.GetBytes(16), .. photo[2..]];
        using var form = new MultipartFormDataContent
        {
            { new StringContent($"暴雨，第 {number} 处积水没过了脚面"), "text" },
            { new StringContent(LifeCycle.Lon.ToString(CultureInfo.InvariantCulture)), "lon" },
            { new StringContent(LifeCycle.Lat.ToString(CultureInfo.InvariantCulture)), "lat" },
            {
                new ByteArrayContent(own) { Headers = { { "Content-Type", "image/jpeg" } } },
                "files",
                "photo.jpg"
            },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/reports") { Content = form };
        request.Headers.Add("Accept", "application/json");
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString());
        var begun = Stopwatch.GetTimestamp();
        using var answer = await http.SendAsync(request, ct);
        var body = await answer.Content.ReadFromJsonAsync<JsonNode>(ct);
        var at = Stopwatch.GetTimestamp();
        return answer.IsSuccessStatusCode
            ? (
                body!["receiptNo"]!.GetValue<string>(),
                body["caseId"]!.GetValue<string>(),
                at,
                Stopwatch.GetElapsedTime(begun, at).TotalMilliseconds
            )
            : throw new InvalidOperationException($"{(int)answer.StatusCode} {body}");
    }

    /// <summary>Notes when a case is first told of.</summary>
    private static async Task Watch(
        Uri address,
        string cookie,
        ConcurrentDictionary<string, long> told,
        TaskCompletionSource connected,
        CancellationToken ct
    )
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false })
        {
            BaseAddress = address,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        using var request = new HttpRequestMessage(HttpMethod.Get, "/centre/live");
        request.Headers.Add("Cookie", cookie);
        request.Headers.Add("Accept", "text/event-stream");
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(ct));
            while (await lines.ReadLineAsync(ct) is { } line)
            {
                connected.TrySetResult();
                if (line.StartsWith("data: {", StringComparison.Ordinal) && JsonNode.Parse(line[6..])?["id"]?.GetValue<string>() is { } id)
                    told.TryAdd(id, Stopwatch.GetTimestamp());
            }
        }
        catch (OperationCanceledException) { } // the storm is over: nobody watches any more
    }
}
