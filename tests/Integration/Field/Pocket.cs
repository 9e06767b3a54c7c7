using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gezhi.Field.Entries;
using Gezhi.Field.Syncing;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Shouldly;

namespace Gezhi.Tests.Integration.Field;

/// <summary>A phone in the pocket of a worker: keeps what it was sent, sends what was entered, believes signed receipts only.</summary>
internal sealed class Pocket(HttpClient person, Guid id, ECDsa receipts) : IDisposable
{
    /// <summary>What it holds: (kind, id) → (v, data).</summary>
    public Dictionary<(string Kind, string Id), (string V, JsonNode Data)> Held { get; } = [];

    public Guid Id => id;

    public HttpClient Person => person;

    /// <summary>Enrols a new device of somebody who is signed in.</summary>
    public static async Task<Pocket> Of(HttpClient person)
    {
        var id = Guid.CreateVersion7();
        var enrolled = await person.Do("/api/field/devices", new { id, name = "Pixel 5 · Chromium" });
        var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(enrolled["receiptKey"]!.GetValue<string>()), out _);
        person.DefaultRequestHeaders.Add("Gezhi-Device", id.ToString());
        return new Pocket(person, id, key);
    }

    public static async Task<Pocket> Of(Town town, string worker) => await Of(await town.As(Role.GridWorker, worker));

    /// <summary>An entry as the device would keep it.</summary>
    public static JsonObject Entry(
        string kind,
        Guid? caseId,
        object data,
        DateTime madeAt,
        int? baseVersion = null,
        params string[] blobs
    ) =>
        new()
        {
            ["id"] = Guid.CreateVersion7().ToString(),
            ["kind"] = kind,
            ["caseId"] = caseId?.ToString(),
            ["baseVersion"] = baseVersion,
            ["madeAt"] = madeAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["data"] = JsonSerializer.SerializeToNode(data, JsonSerializerOptions.Web),
            ["blobs"] = new JsonArray([.. blobs.Select(b => (JsonNode)b)]),
        };

    /// <summary>Sends entries; each accepted one must carry a receipt that holds.</summary>
    public async Task<List<JsonNode>> Send(DateTime sentAt, params JsonObject[] entries)
    {
        var answer = await person.Do(
            "/api/field/entries",
            new { sentAt, entries = entries.Select(e => JsonNode.Parse(e.ToJsonString())).ToArray() }
        );
        var results = answer["results"]!.AsArray().Select(r => r!).ToList();
        results.Select(r => r["id"]!.GetValue<string>()).ShouldBe(entries.Select(e => e["id"]!.ToString()));
        foreach (var (result, entry) in results.Zip(entries))
            if (result["outcome"]!.GetValue<string>() is "accepted" or "decided")
                Holds(result["receipt"]!, entry).ShouldBeTrue("the receipt is not signed by the server");
        return results;
    }

    public async Task<JsonNode> SendOne(DateTime sentAt, JsonObject entry) => (await Send(sentAt, entry))[0];

    /// <summary>Sends a file in chunks.</summary>
    /// <returns>Its hash.</returns>
    public async Task<string> Upload(byte[] bytes, int chunk = 100)
    {
        var hash = HashOf(bytes);
        for (var at = 0; at < bytes.Length; at += chunk)
            (await Put(hash, at, bytes.Length, bytes[at..Math.Min(bytes.Length, at + chunk)])).StatusCode.ShouldBe(HttpStatusCode.OK);
        return hash;
    }

    public Task<HttpResponseMessage> Put(string hash, long offset, long size, byte[] chunk) =>
        person.PutAsync($"/api/field/blobs/{hash}?offset={offset}&size={size}&name=photo.jpg", new ByteArrayContent(chunk));

    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>A photo that nobody has sent before: a comment of 16 random bytes after the start mark.</summary>
    public static byte[] NewPhoto() =>
        [.. Photos.Small[..2], 0xFF, 0xFE, 0, 18, .. RandomNumberGenerator.GetBytes(16), .. Photos.Small[2..]];

    /// <summary>Syncs until it holds what the server says; checks the hash of everything at the end.</summary>
    /// <returns>How many items came, and which went.</returns>
    public async Task<(int Came, List<string> Gone)> Sync(int mostAnswers = 50)
    {
        var (came, gone) = (0, new List<string>());
        string? after = null;
        for (var answers = 0; answers < mostAnswers; answers++)
        {
            var isFirst = Held.Count == 0 || after is not null;
            var told = await person.Do("/api/field/sync", isFirst ? new { after } : (object)new { state = State(), buckets = Hashes64() });
            if (told["same"]?.GetValue<bool>() == true)
                return (came, gone);
            if (!isFirst)
                told = await person.Do("/api/field/sync", new { state = State(), have = Have(told["differ"]!.AsArray()) });
            came += Keep(told["rows"]!.AsArray());
            foreach (var one in told["gone"]!.AsArray())
            {
                Held.Remove((one![0]!.GetValue<string>(), one[1]!.GetValue<string>())).ShouldBeTrue();
                gone.Add(one[1]!.GetValue<string>());
            }
            after = isFirst ? told["next"]?.GetValue<string>() : null;
            if (told["more"]!.GetValue<bool>() == false)
                State().ShouldBe(told["state"]!.GetValue<string>(), "what the device holds is what the server has");
        }
        return (came, gone);
    }

    public int Keep(JsonArray rows)
    {
        foreach (var row in rows)
            Held[(row!["kind"]!.GetValue<string>(), row["id"]!.GetValue<string>())] = (row["v"]!.GetValue<string>(), row["data"]!);
        return rows.Count;
    }

    public string State() => Buckets.State(Hashes());

    public void Dispose()
    {
        person.Dispose();
        receipts.Dispose();
    }

    private byte[] Hashes() => Buckets.Hashes(Held.Select(h => new Mark(h.Key.Kind, h.Key.Id, h.Value.V)));

    private string Hashes64() => Convert.ToBase64String(Hashes());

    private Dictionary<string, string[][]> Have(JsonArray differ) =>
        differ.ToDictionary(
            b => b!.GetValue<int>().ToString(CultureInfo.InvariantCulture),
            b =>
                Held.Where(h => Buckets.Of(h.Key.Kind, h.Key.Id) == b!.GetValue<int>())
                    .Select(h => new[] { h.Key.Kind, h.Key.Id, h.Value.V })
                    .ToArray()
        );

    /// <summary>The receipt is for this entry as it was sent, and signed by the key of the enrolment.</summary>
    public bool Holds(JsonNode receipt, JsonObject entry)
    {
        var sent = entry.Deserialize<SentEntry>(JsonSerializerOptions.Web)!;
        receipt["hash"]!.GetValue<string>().ShouldBe(sent.Hash);
        Guid.Parse(receipt["entry"]!.GetValue<string>()).ShouldBe(sent.Id);
        return receipts.VerifyData(
            Encoding.UTF8.GetBytes($"{receipt["entry"]}\n{receipt["outcome"]}\n{receipt["at"]}\n{receipt["hash"]}"),
            Convert.FromBase64String(receipt["signature"]!.GetValue<string>()),
            HashAlgorithmName.SHA256
        );
    }
}

/// <summary>Work for a worker of a grid, as the centre makes it. 派发</summary>
internal static class FieldWork
{
    private const string Litter = "gb47678/matter/06010";

    /// <summary>A report that the operator asks to be confirmed.</summary>
    public static async Task<Guid> ToConfirm(this Town town, string text, double lon = OwnGround.Lon, double lat = OwnGround.Lat)
    {
        var caseId = (await town.ReportAt(lon, lat, text)).CaseId();
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"/api/cases/{caseId}/confirmation-requests", new { note = "请到现场看一看" });
        return caseId;
    }

    /// <summary>A case that the street's response group leads: the worker of the grid does it.</summary>
    public static async Task<Guid> ToHandle(this Town town, string text)
    {
        var caseId = (await town.ReportAt(OwnGround.Lon, OwnGround.Lat, text)).CaseId();
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"/api/cases/{caseId}/filing", new { categoryKey = Litter });
        await town.Settle();
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        await zhouHang.Do($"/api/cases/{caseId}/dispatches", new { unitCode = "response-410103010" });
        return caseId;
    }
}
