using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Gezhi.Field.Syncing;

namespace Gezhi.Tests.Bench;

/// <summary>A phone that syncs and sends, and counts the bytes that cross its network. 模拟手机</summary>
internal sealed class FieldPhone : IDisposable
{
    private const int MostRounds = 400;
    private const int MostTries = 60;
    private readonly HttpClient client;
    private readonly Dictionary<(string Kind, string Id), (string V, JsonNode Data)> held = [];

    private FieldPhone(HttpClient client) => this.client = client;

    /// <summary>Bodies both ways, as compressed as the product sends them; without headers.</summary>
    public long Bytes { get; private set; }

    public int Held => held.Count;

    /// <summary>ISO 8601 with Z, to the millisecond.</summary>
    public static string Now() =>
        TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    public static async Task<FieldPhone> Of(Uri address, string signInLink, CancellationToken ct) =>
        await TryOf(address, signInLink, ct) ?? throw new InvalidOperationException("no sign-in");

    /// <summary>Null: nobody has that name.</summary>
    public static async Task<FieldPhone?> TryOf(Uri address, string signInLink, CancellationToken ct)
    {
        var http = new HttpClient(
            new SocketsHttpHandler
            {
                CookieContainer = new CookieContainer(),
                AllowAutoRedirect = false,
                AutomaticDecompression = DecompressionMethods.None,
            }
        )
        {
            BaseAddress = address,
            Timeout = TimeSpan.FromMinutes(3),
        };
        using var signedIn = await http.GetAsync(new Uri(signInLink), ct);
        if (signedIn.StatusCode != HttpStatusCode.Redirect)
        {
            http.Dispose();
            return null;
        }
        http.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
        var (phone, id) = (new FieldPhone(http), Guid.CreateVersion7());
        await phone.Do("/api/field/devices", new JsonObject { ["id"] = id.ToString(), ["name"] = "bench" }, ct);
        http.DefaultRequestHeaders.Add("Gezhi-Device", id.ToString());
        phone.Bytes = 0;
        return phone;
    }

    /// <returns>Seconds of the server and this machine, without a network.</returns>
    public async Task<double> Sync(CancellationToken ct)
    {
        var clock = Stopwatch.StartNew();
        await (held.Count == 0 ? First(ct) : Delta(ct));
        return clock.Elapsed.TotalSeconds;
    }

    private async Task First(CancellationToken ct)
    {
        string? after = null;
        for (var round = 0; round < MostRounds; round++)
        {
            var part = await Do("/api/field/sync", new JsonObject { ["after"] = after }, ct);
            Keep(part);
            if (part["more"]?.GetValue<bool>() != true)
                return;
            after = part["next"]!.GetValue<string>();
        }
    }

    private async Task Delta(CancellationToken ct)
    {
        var hashes = Buckets.Hashes(Marks());
        var answer = await Do(
            "/api/field/sync",
            new JsonObject { ["state"] = Buckets.State(hashes), ["buckets"] = Convert.ToBase64String(hashes) },
            ct
        );
        if (answer["differ"] is not JsonArray { Count: > 0 } differ)
            return;
        for (var (round, more) = (0, true); more && round < MostRounds; round++)
        {
            var have = new JsonObject();
            foreach (var bucket in differ.Select(b => b!.GetValue<int>()))
                have[$"{bucket}"] = new JsonArray([
                    .. Marks().Where(m => Buckets.Of(m.Kind, m.Id) == bucket).Select(m => (JsonNode)new JsonArray(m.Kind, m.Id, m.V)),
                ]);
            var part = await Do("/api/field/sync", new JsonObject { ["state"] = answer["state"]!.GetValue<string>(), ["have"] = have }, ct);
            Keep(part);
            more = part["more"]?.GetValue<bool>() == true;
        }
    }

    private List<Mark> Marks() => [.. held.Select(h => new Mark(h.Key.Kind, h.Key.Id, h.Value.V))];

    private void Keep(JsonNode part)
    {
        foreach (var row in part["rows"]?.AsArray() ?? [])
            held[(row!["kind"]!.GetValue<string>(), row["id"]!.GetValue<string>())] = (
                row["v"]!.GetValue<string>(),
                row["data"]!.DeepClone()
            );
        foreach (var gone in part["gone"]?.AsArray() ?? [])
            held.Remove((gone![0]!.GetValue<string>(), gone[1]!.GetValue<string>()));
    }

    /// <summary>Middle of the first own grid.</summary>
    public (double Lon, double Lat)? Ground() =>
        held.Where(h => h.Key.Kind == "grid" && h.Value.Data["rings"] is JsonArray { Count: > 0 })
            .Select(h => h.Value.Data["rings"]![0]!.AsArray())
            .Select(ring => ((double, double)?)(ring.Average(p => p![0]!.GetValue<double>()), ring.Average(p => p![1]!.GetValue<double>())))
            .FirstOrDefault();

    public async Task<string> Upload(byte[] photo, CancellationToken ct)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(photo));
        await Do($"/api/field/blobs/{hash}?offset=0&size={photo.Length}", photo, HttpMethod.Put, "application/octet-stream", ct);
        return hash;
    }

    /// <summary>Sends the entries as one call.</summary>
    /// <returns>Outcome by entry.</returns>
    public async Task<IReadOnlyList<string>> Send(IEnumerable<JsonObject> entries, CancellationToken ct)
    {
        var answer = await Do(
            "/api/field/entries",
            new JsonObject { ["sentAt"] = Now(), ["entries"] = new JsonArray([.. entries.Select(e => e.DeepClone())]) },
            ct
        );
        return
        [
            .. answer["results"]!
                .AsArray()
                .Select(r => r!["outcome"]!.GetValue<string>() is var o && o == "refused" ? $"refused {r["problem"]!["code"]}" : o),
        ];
    }

    private Task<JsonNode> Do(string path, JsonNode body, CancellationToken ct) =>
        Do(path, Encoding.UTF8.GetBytes(body.ToJsonString()), HttpMethod.Post, "application/json", ct);

    /// <summary>A phone waits where it is told to come back, and tries again.</summary>
    private async Task<JsonNode> Do(string path, byte[] body, HttpMethod method, string type, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
            using var answer = await client.SendAsync(request, ct);
            var bytes = await answer.Content.ReadAsByteArrayAsync(ct);
            Bytes += body.Length + bytes.Length;
            if (answer.IsSuccessStatusCode)
                return JsonNode.Parse(Plain(bytes, answer.Content.Headers.ContentEncoding.Contains("br")))!;
            if (tries >= MostTries || (int)answer.StatusCode is not (429 or >= 500))
                throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {Encoding.UTF8.GetString(bytes)}");
            await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromMilliseconds(500), ct);
        }
    }

    private static byte[] Plain(byte[] bytes, bool isBrotli)
    {
        if (!isBrotli)
            return bytes;
        using var from = new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var to = new MemoryStream();
        from.CopyTo(to);
        return to.ToArray();
    }

    public void Dispose() => client.Dispose();
}
