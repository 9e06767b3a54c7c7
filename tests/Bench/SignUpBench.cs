using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gezhi.Tests.Shared;

namespace Gezhi.Tests.Bench;

/// <summary>500 residents want 50 places at the same moment, over HTTP, each signed in by phone. 抢名额</summary>
/// <remarks>Goal: nobody too many, the others in the order in which they came.</remarks>
public sealed partial class SignUpBench : Bench
{
    private const int People = 500;
    private const int Places = 50;
    private const long FirstPhone = 15400060000; // of the numbers that reach nobody

    public override string Name => "sign-up";

    public override string Usage => "[sqlite|postgres]";

    public override string Summary => "500 sign-ups at once on 50 places: nobody too many, an ordered list";

    public override TimeSpan Limit => TimeSpan.FromMinutes(8);

    public override async Task Run(BenchRun run, CancellationToken ct)
    {
        var engine = run.Arguments.Count > 0 ? run.Arguments[0] : "sqlite";
        if (engine == "postgres" && TemporaryPostgres.WhyNot() is { } missing)
            throw new BenchImpossible(missing);
        await using var postgres = engine == "postgres" ? await TemporaryPostgres.Start(ct: ct) : null;
        var database = postgres is null ? null : await postgres.CreateDatabase("gezhi", ct: ct);
        await using var town = await BenchTown.Start(
            database,
            0,
            "--Messages:Sender=File",
            "--Limits:CodesPerTenMinutes=1000000",
            "--Limits:SignInsPerMinute=1000000",
            "--Limits:FormsAMinute=1000000"
        );
        using var secretary = Client(town, await town.SignIn("community-secretary", "shuji001"));
        var id = await Announce(secretary, ct);
        var residents = new List<HttpClient>();
        try
        {
            for (var i = 0; i < People; i++)
                residents.Add(await Resident(town, $"{FirstPhone + i}", ct));
            var clock = Stopwatch.StartNew();
            var places = await Task.WhenAll(residents.Select(r => SignUp(r, id, ct)));
            var seconds = clock.Elapsed.TotalSeconds;
            var list = (await secretary.GetFromJsonAsync<JsonNode>(Path($"/api/community/activities/{id}/places"), ct))![
                "items"
            ]!.AsArray();
            var seated = list.Where(p => p!["state"]!.GetValue<string>() == "Seated").Select(p => p!["no"]!.GetValue<int>()).ToList();
            var waiting = list.Where(p => p!["state"]!.GetValue<string>() == "Waiting").Select(p => p!["no"]!.GetValue<int>()).ToList();
            var unordered = waiting.Count(no => no < seated.Max()) + (People - places.Distinct().Count());
            run.Say(
                FormattableString.Invariant(
                    $"{engine}: {seated.Count} seated, {waiting.Count} waiting, {People / seconds:F0} sign-ups a second"
                )
            );
            run.Figure("oversold", Math.Max(0, seated.Count - Places), "places");
            run.Figure("undersold", Math.Max(0, Places - seated.Count), "places");
            run.Figure("unordered", unordered, "people");
            run.Figure("sign_ups_second", People / seconds, "1/s");
        }
        finally
        {
            residents.ForEach(r => r.Dispose());
        }
    }

    private static async Task<string> Announce(HttpClient secretary, CancellationToken ct)
    {
        var begins = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(2);
        var answer = await secretary.PostAsJsonAsync(
            Path("/api/community/activities"),
            new
            {
                kind = "Course",
                title = "抢名额",
                areaCode = "410103010004",
                place = "教室",
                beginsAt = begins,
                endsAt = begins.AddHours(1),
                seats = Places,
            },
            ct
        );
        var id = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>(ct))!["id"]!.GetValue<string>();
        foreach (
            var (path, body) in new (string, object)[]
            {
                ("lines", new { kind = "Safety", words = "通道畅通" }),
                ("acts", new { act = "Announce" }),
            }
        )
            (await secretary.PostAsJsonAsync(Path($"/api/community/activities/{id}/{path}"), body, ct)).EnsureSuccessStatusCode();
        return id;
    }

    private static async Task<HttpClient> Resident(BenchTown town, string phone, CancellationToken ct)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = true }) { BaseAddress = town.Address };
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        (await client.PostAsJsonAsync(Path("/api/resident-session/code"), new { phone }, ct)).EnsureSuccessStatusCode();
        var sent = (await File.ReadAllLinesAsync(System.IO.Path.Combine(town.Storage, "messages.jsonl"), ct)).Last(l =>
            l.Contains(phone, StringComparison.Ordinal)
        );
        var code = Code().Match(Regex.Unescape(sent)).Groups[1].Value;
        (
            await client.PostAsJsonAsync(
                Path("/api/resident-session"),
                new
                {
                    phone,
                    code,
                    agreedTo = 1,
                    agreedBy = "Self",
                },
                ct
            )
        ).EnsureSuccessStatusCode();
        return client;
    }

    /// <returns>The number on the list.</returns>
    private static async Task<int> SignUp(HttpClient resident, string id, CancellationToken ct)
    {
        var answer = await resident.PostAsJsonAsync(Path($"/api/activities/{id}/places"), new { }, ct);
        return (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>(ct))!["no"]!.GetValue<int>();
    }

    private static Uri Path(string path) => new(path, UriKind.Relative);

    private static HttpClient Client(BenchTown town, string cookie)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = town.Address };
        client.DefaultRequestHeaders.Add("Cookie", cookie);
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        return client;
    }

    [GeneratedRegex("验证码 ([0-9]{6})")]
    private static partial Regex Code();
}
