using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Gezhi.Tests.Bench;

/// <summary>From the tap of one person to the alarm in another one's browser: the stream, as a connected page holds it.</summary>
public sealed class EmergencyBench : Bench
{
    private static readonly string[] Kinds = ["Fire", "BurstPipe", "Flood", "Gas", "Collapse", "Crowd", "Weather", "Other"];

    public override string Name => "emergency";

    public override string Summary => "from the tap to the first alarm in a connected browser";

    public override async Task Run(BenchRun run, CancellationToken ct)
    {
        await using var town = await BenchTown.Start(null, run.Choose(200, 2000));
        using var wang = Client(town, await town.SignIn("grid-worker", "wangge0001"));
        using var zheng = Client(town, await town.SignIn("community-secretary", "shuji001"));
        using var stream = await zheng.GetAsync(new Uri("/emergency/live", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, ct);
        using var lines = new StreamReader(await stream.Content.ReadAsStreamAsync(ct));
        await Until(lines, "event: hello", ct);
        await town.Settle(TimeSpan.FromSeconds(10), ct);
        var (delivered, answered) = (new List<double>(), new List<double>());
        for (var round = 0; round < run.Choose(24, 100) + 4; round++)
        {
            var clock = Stopwatch.GetTimestamp();
            var raising = wang.PostAsJsonAsync(
                new Uri("/api/emergencies", UriKind.Relative),
                new
                {
                    kind = Kinds[round % Kinds.Length],
                    severity = 4,
                    lon = 113.6597,
                    lat = 34.7514,
                    isDrill = true,
                },
                ct
            );
            await Until(lines, "cases.emergency", ct);
            var heard = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
            var answer = await (await raising).EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>(ct);
            if (round >= 4) // the first ones pay for the compiler
            {
                delivered.Add(heard);
                answered.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
            }
            await zheng.PostAsJsonAsync(
                new Uri($"/api/emergencies/{answer!["emergencyId"]}/call-off", UriKind.Relative),
                new { reason = "测量" },
                ct
            );
            await Until(lines, "cases.emergency", ct);
        }
        delivered.Sort();
        answered.Sort();
        run.Table(
            ["ms", "p50", "p95", "longest"],
            [Row("tap to alarm in another browser", delivered), Row("tap to the answer of the tap", answered)]
        );
        run.Figure("alarm_delivered_ms_p50", Spread.Quantile(delivered, 0.5), "ms");
        run.Figure("alarm_delivered_ms_p95", Spread.Quantile(delivered, 0.95), "ms");
    }

    private static string[] Row(string label, List<double> sorted) =>
        [label, $"{Spread.Quantile(sorted, 0.5):N0}", $"{Spread.Quantile(sorted, 0.95):N0}", $"{sorted[^1]:N0}"];

    private static HttpClient Client(BenchTown town, string cookie)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = town.Address };
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        return client;
    }

    private static async Task Until(StreamReader lines, string words, CancellationToken ct)
    {
        while (await lines.ReadLineAsync(ct) is { } line)
            if (line.Contains(words, StringComparison.Ordinal))
                return;
        throw new BenchImpossible("the stream ended");
    }
}
