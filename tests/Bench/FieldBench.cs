using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gezhi.Cases;
using Gezhi.Field.Visits;
using Gezhi.Identity.Accounts;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Tests.Shared;
using Gezhi.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Tests.Bench;

/// <summary>A worker's first sync over a weak network, what changed after it, and many phones that send at once. 离线作业</summary>
public sealed class FieldBench : Bench
{
    private const int District = 410103;
    private const int Accounts = 7_450;
    private const int Households = 2_000;
    private const int EntriesEach = 20;
    private const string Marker = "离线基准";

    /// <summary>Bits a second of a weak network.</summary>
    private const double Weak = 400_000;

    /// <summary>A whole JPEG of one pixel.</summary>
    private static readonly byte[] Pixel = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AKp//2Q=="
    );

    public override string Name => "field";

    public override string Summary =>
        "first sync of 5,000 tasks and 2,000 households at 400 kbit/s, what changed, 300 phones that send 20 entries with photos each, twice";

    public override string Usage => "[TASKS] [PHONES]";

    public override TimeSpan Limit => TimeSpan.FromMinutes(20);

    public override TimeSpan QuickLimit => TimeSpan.FromMinutes(3);

    public override async Task Run(BenchRun run, CancellationToken ct)
    {
        var storage = Directory.CreateTempSubdirectory("gezhi-bench-").FullName;
        try
        {
            var accounts = await Fill(storage, ct);
            var (tasks, phones) = (run.Number(0, run.Choose(500, 5_000)), run.Number(1, run.Choose(30, 300)));
            int accepted;
            await using (var gezhi = await RunningGezhi.Start(storage, "--Field:MostDevices=1000"))
            {
                run.Say($"SQLite, {accounts:N0} accounts; the phones share the cores with the product");
                await Tasks(gezhi, tasks, ct);
                await Syncs(run, gezhi, ct);
                accepted = await Phones(run, gezhi, phones, ct);
            }
            var there = await Kept(storage, ct);
            run.Figure("lost", accepted - there.Count, "entries");
            run.Figure("doubled", there.Values.Count(n => n > 1), "entries");
        }
        finally
        {
            Directory.Delete(storage, recursive: true);
        }
    }

    private static string[] Settings(string storage) =>
        [
            "--environment=Development",
            $"--contentRoot={Path.Combine(Repository.Root, "src", "Web")}",
            "--applicationName=Gezhi.Web",
            "--urls=http://127.0.0.1:0",
            $"--Storage:Root={storage}",
            "--Demo:Reports=0",
            "--Logging:LogLevel:Default=Error",
            "--Messages:Sender=File",
        ];

    /// <summary>The seed town with as many accounts as a district has.</summary>
    private static async Task<int> Fill(string storage, CancellationToken ct)
    {
        await using var host = GezhiHost.Build(Settings(storage));
        await GezhiHost.Prepare(host);
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(District);
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().UtcNow;
        var there = await db.Set<Account>().CountAsync(ct);
        for (var n = there; n < Accounts; n++)
            db.Append(
                new Account
                {
                    DistrictId = District,
                    Id = Ids.New(now),
                    UserName = $"bench{n}",
                    NormalizedUserName = $"BENCH{n}",
                    Name = $"试验{n}",
                }
            );
        await Doors(db, now, ct);
        await db.Save(ct);
        return await db.Set<Account>().CountAsync(ct);
    }

    /// <summary>Doors of the campaign that runs in the seed town, in the grid of the worker who syncs.</summary>
    private static async Task Doors(GezhiDb db, DateTime now, CancellationToken ct)
    {
        var campaign = await db.Set<VisitCampaign>()
            .AsNoTracking()
            .OrderBy(c => c.Id)
            .FirstAsync(c => c.State == CampaignState.Running, ct);
        var grid = await db
            .Database.SqlQueryRaw<string>(
                "SELECT p.area_code AS Value FROM identity_post p JOIN identity_account a ON a.id = p.account_id WHERE a.user_name = 'wangge0001'"
            )
            .FirstAsync(ct);
        for (var n = 0; n < Households; n++)
            db.Append(
                new VisitTarget
                {
                    DistrictId = District,
                    Id = Ids.New(now),
                    CampaignId = campaign.Id,
                    HouseholdId = Ids.New(now),
                    BuildingId = Ids.New(now),
                    AreaCode = $"{grid}00",
                    Building = $"百年里{n / 60 + 1}号楼",
                    Door = $"{n / 60 + 1}-{n % 60 / 20 + 1}-{n % 20 / 2 + 1}0{n % 2 + 1}",
                    Walk = 10_000 + n,
                }
            );
    }

    /// <summary>Confirmations asked of one worker.</summary>
    private static async Task Tasks(RunningGezhi gezhi, int tasks, CancellationToken ct)
    {
        using var operators = new HttpClient(new SocketsHttpHandler { CookieContainer = new() }) { BaseAddress = gezhi.Address };
        (await operators.GetAsync(new Uri(await gezhi.SignInLink("operator", "caozuo01")), ct)).EnsureSuccessStatusCode();
        operators.DefaultRequestHeaders.Add("Accept", "application/json");
        await Parallel.ForEachAsync(
            Enumerable.Range(0, tasks),
            new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = ct },
            async (n, stop) =>
            {
                var place = (Lon: 113.6597 - (n % 7 * 0.00008), Lat: 34.7514 + (n / 7 % 12 * 0.00006));
                var receipt = await Asked(
                    operators,
                    "/api/reports",
                    new
                    {
                        text = $"路口的垃圾桶满了，旁边堆着 {n + 1} 袋",
                        lon = place.Lon,
                        lat = place.Lat,
                    },
                    stop
                );
                await Asked(operators, $"/api/cases/{receipt["caseId"]}/confirmation-requests", new { }, stop);
            }
        );
    }

    private static async Task<JsonNode> Asked(HttpClient client, string path, object body, CancellationToken ct)
    {
        using var answer = await client.PostAsJsonAsync(new Uri(path, UriKind.Relative), body, ct);
        var text = await answer.Content.ReadAsStringAsync(ct);
        return answer.IsSuccessStatusCode
            ? JsonNode.Parse(text)!
            : throw new InvalidOperationException($"{path}: {(int)answer.StatusCode} {text}");
    }

    private static async Task Syncs(BenchRun run, RunningGezhi gezhi, CancellationToken ct)
    {
        var link = await gezhi.SignInLink("grid-worker", "wangge0001");
        using (var warm = await FieldPhone.Of(gezhi.Address, link, ct))
            await warm.Sync(ct); // the compiler
        using var phone = await FieldPhone.Of(gezhi.Address, link, ct);
        var first = await phone.Sync(ct);
        Note(run, "first_sync", first, phone.Bytes);
        run.Say($"first sync: {phone.Held:N0} items, {phone.Bytes / 1024.0:N0} KiB, {first:F2} s without a network");
        var before = phone.Bytes;
        await Tasks(gezhi, 3, ct);
        var delta = await phone.Sync(ct);
        Note(run, "incremental", delta, phone.Bytes - before);
        run.Say($"after 3 new tasks: {(phone.Bytes - before) / 1024.0:N1} KiB, {delta:F2} s without a network");
    }

    private static void Note(BenchRun run, string name, double seconds, long bytes)
    {
        run.Figure($"{name}_seconds", seconds + (bytes * 8 / Weak), "s at 400 kbit/s");
        run.Figure($"{name}_bytes", bytes, "bytes");
    }

    /// <returns>How many entries were accepted.</returns>
    private static async Task<int> Phones(BenchRun run, RunningGezhi gezhi, int phones, CancellationToken ct)
    {
        var ready = new List<FieldPhone>();
        for (var n = 2; ready.Count < phones && n < 5_000; n++) // some seats are vacant
            if (await FieldPhone.TryOf(gezhi.Address, await gezhi.SignInLink("grid-worker", $"wangge{n:0000}"), ct) is { } phone)
                ready.Add(phone);
        var (sent, outcomes) = (0, new System.Collections.Concurrent.ConcurrentBag<string>());
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(
            ready.Select((p, n) => (Phone: p, No: n)),
            new ParallelOptions { MaxDegreeOfParallelism = phones, CancellationToken = ct },
            async (one, stop) =>
            {
                await one.Phone.Sync(stop);
                if (one.Phone.Ground() is not { } ground)
                    return;
                var entries = new List<JsonObject>();
                for (var n = 0; n < EntriesEach; n++)
                    entries.Add(Entry(one.No, n, ground, await one.Phone.Upload(Photo(one.No, n), stop)));
                Interlocked.Add(ref sent, entries.Count);
                foreach (var outcome in await one.Phone.Send(entries, stop))
                    outcomes.Add(outcome);
                foreach (var outcome in await one.Phone.Send(entries, stop)) // the answer was lost on its way: all of it comes again
                    outcomes.Add("again " + outcome);
            }
        );
        var seconds = clock.Elapsed.TotalSeconds;
        foreach (var phone in ready)
            phone.Dispose();
        foreach (var group in outcomes.GroupBy(o => o).OrderBy(g => g.Key, StringComparer.Ordinal))
            run.Say($"{group.Key}: {group.Count():N0}");
        run.Figure("phones", phones, "phones");
        run.Figure("entries", sent, "entries");
        run.Figure("entries_per_second", sent / seconds, "entries/s, each sent twice, with a photo");
        run.Figure("refused", outcomes.Count(o => o.StartsWith("refused", StringComparison.Ordinal)), "entries; their workers are told");
        return outcomes.Count(o => o == "accepted");
    }

    private static JsonObject Entry(int phone, int number, (double Lon, double Lat) ground, string photo) =>
        new()
        {
            ["id"] = Guid.CreateVersion7().ToString(),
            ["kind"] = "report",
            ["madeAt"] = FieldPhone.Now(),
            ["data"] = new JsonObject
            {
                ["text"] = $"{Marker} {phone}-{number}：墙根有一堆落叶",
                ["lon"] = Math.Round(ground.Lon, 6),
                ["lat"] = Math.Round(ground.Lat, 6),
            },
            ["blobs"] = new JsonArray(photo),
        };

    /// <summary>Eight kilobytes, like no other one.</summary>
    private static byte[] Photo(int phone, int number)
    {
        var comment = new byte[8_000];
        BitConverter.TryWriteBytes(comment, (phone * 1_000) + number);
        var length = comment.Length + 2;
        return [.. Pixel[..2], 0xff, 0xfe, (byte)(length >> 8), (byte)length, .. comment, .. Pixel[2..]];
    }

    /// <summary>How often each entry stands in the database, counted when the product has stopped.</summary>
    private static async Task<Dictionary<string, int>> Kept(string storage, CancellationToken ct)
    {
        await using var host = GezhiHost.Build(Settings(storage));
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(District);
        var texts = await db.Set<Report>().Where(r => r.Text.StartsWith(Marker)).Select(r => r.Text).ToListAsync(ct);
        return texts.GroupBy(t => t).ToDictionary(g => g.Key, g => g.Count());
    }
}
