using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gezhi.Tests.Shared;

namespace Gezhi.Tests.Bench;

/// <summary>1,000 gifts at once over HTTP; of their notices 10 % come twice, 5 % late, 1 % forged beside the true one. 捐款对账</summary>
/// <remarks>Goal: our books and the provider's differ by 0 fen, and every entry's lines sum to nothing.</remarks>
public sealed class FundBench : Bench
{
    private const int Gifts = 1_000;
    private const int AtOnce = 16;

    public override string Name => "fund";

    public override string Usage => "[sqlite|postgres]";

    public override string Summary => "1,000 gifts with double, late and forged notices: books that differ by 0 fen";

    public override TimeSpan Limit => TimeSpan.FromMinutes(8);

    public override async Task Run(BenchRun run, CancellationToken ct)
    {
        var engine = run.Arguments.Count > 0 ? run.Arguments[0] : "sqlite";
        if (engine == "postgres" && TemporaryPostgres.WhyNot() is { } missing)
            throw new BenchImpossible(missing);
        await using var postgres = engine == "postgres" ? await TemporaryPostgres.Start(ct: ct) : null;
        var database = postgres is null ? null : await postgres.CreateDatabase("gezhi", ct: ct);
        await using var town = await BenchTown.Start(database, 0, "--Limits:GiftsAMinute=1000000");
        using var secretary = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = town.Address };
        secretary.DefaultRequestHeaders.Add("Cookie", await town.SignIn("community-secretary", "shuji001"));
        using var anybody = new HttpClient { BaseAddress = town.Address };
        var said = new
        {
            name = "对账测试基金",
            areaCode = "410103010004",
            charity = "市慈善总会",
            agreementNo = "XY-1",
            level = "Public",
        };
        var fund = (string)(await Post(secretary, "/api/community/funds", said, ct))["id"]!;
        var (posted, refused, again) = (0, 0, 0);
        var clock = Stopwatch.StartNew();
        var late = new List<JsonNode>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Gifts),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
            async (i, stop) =>
            {
                var order = await Post(anybody, $"/api/funds/{fund}/gifts", new { fen = 100 + (i * 7) }, stop);
                var notice = await Post(anybody, $"/api/sandbox/payments/{order["no"]}", new { }, stop);
                if (i % 100 == 0 && await Notify(anybody, notice, true, stop) == HttpStatusCode.Conflict)
                    Interlocked.Increment(ref refused);
                if (i % 20 == 1)
                {
                    lock (late)
                        late.Add(notice);
                    return;
                }
                var twice = i % 10 == 2;
                var answers = await Task.WhenAll(Enumerable.Range(0, twice ? 2 : 1).Select(_ => Notify(anybody, notice, false, stop)));
                Interlocked.Add(ref posted, answers.All(a => a == HttpStatusCode.OK) ? 1 : 0);
                Interlocked.Add(ref again, twice ? 1 : 0);
            }
        );
        var before = (long)(await Books(secretary, fund, ct))["differenceFen"]!;
        foreach (var notice in late)
            posted += await Notify(anybody, notice, false, ct) == HttpStatusCode.OK ? 1 : 0;
        var seconds = clock.Elapsed.TotalSeconds;
        var books = await Books(secretary, fund, ct);
        run.Say(
            FormattableString.Invariant(
                $"{engine}: {posted} gifts posted, {again} notices twice, {late.Count} late ({before} fen missing before), {refused} forged refused"
            )
        );
        run.Figure("difference_fen", (long)books["differenceFen"]!, "fen");
        run.Figure("trial_fen", (long)books["trialFen"]!, "fen");
        run.Figure("unposted", Gifts - (int)books["lines"]!, "gifts");
        run.Figure("forged_taken", (Gifts / 100) - refused, "notices");
        run.Figure("gifts_second", Gifts / seconds, "1/s");
    }

    private static async Task<JsonNode> Books(HttpClient staff, string fund, CancellationToken ct) =>
        (await staff.GetFromJsonAsync<JsonNode>(Path($"/api/community/funds/{fund}/reconciliation"), ct))!;

    private static async Task<HttpStatusCode> Notify(HttpClient provider, JsonNode notice, bool forged, CancellationToken ct)
    {
        var body = (string)notice["body"]!;
        using var request = new HttpRequestMessage(HttpMethod.Post, Path("/api/payments/notice"));
        request.Content = new StringContent(forged ? body.Replace("\"Fen\":", "\"Fen\":9", StringComparison.Ordinal) : body);
        request.Headers.Add("X-Signature", (string)notice["signature"]!);
        using var answer = await provider.SendAsync(request, ct);
        return answer.StatusCode;
    }

    private static async Task<JsonNode> Post(HttpClient person, string path, object body, CancellationToken ct)
    {
        using var answer = await person.PostAsJsonAsync(Path(path), body, ct);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>(ct))!;
    }

    private static Uri Path(string path) => new(path, UriKind.Relative);
}
