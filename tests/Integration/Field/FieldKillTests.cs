using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Shared;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Field;

/// <summary>The server dies without a goodbye while a phone empties its queue; the phone sends everything again.</summary>
public sealed class FieldKillTests
{
    private const int Tasks = 24;

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Every_entry_is_done_exactly_once_and_a_receipt_stays_what_it_was(Engine engine)
    {
        if (engine == Engine.Postgres && TemporaryPostgres.WhyNot() is { } missing)
            Assert.Skip(missing);
        var (storage, database) = await Ground.Seeded(engine, isToday: true);
        ConcurrentDictionary<string, string> receipts = new();
        List<JsonObject> entries = [];
        List<Guid> cases = [];

        await using (var first = await RunningGezhi.Start(storage, database))
        {
            using var operating = await Person(first, "operator", "caozuo01");
            for (var i = 0; i < Tasks; i++)
                cases.Add(await ToConfirm(operating, $"第 {i} 个井盖响"));
            using var phone = await Pocket.Of(await Person(first, "grid-worker", "wangge0001"));
            entries = [.. cases.SelectMany(Two)];
            var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var sending = Sending(
                phone,
                entries,
                receipts,
                () =>
                {
                    if (receipts.Count >= Tasks / 2)
                        enough.TrySetResult();
                }
            );
            await Task.WhenAny(enough.Task, sending);
            await first.Kill();
            await sending;
        }
        receipts.Count.ShouldBeInRange(Tasks / 2, (2 * Tasks) - 1, "the kill must come in the middle");

        await using var second = await RunningGezhi.Start(storage, database);
        using var again = await Pocket.Of(await Person(second, "grid-worker", "wangge0001"));
        var results = new List<JsonNode>();
        foreach (var part in entries.Chunk(12))
            results.AddRange(await again.Send(Now, part));

        results.ShouldAllBe(r => r["outcome"]!.GetValue<string>() == "accepted");
        foreach (var result in results)
            if (receipts.TryGetValue(result["id"]!.GetValue<string>(), out var before))
                result["receipt"]!.ToJsonString().ShouldBe(before);
        using var reading = await Person(second, "operator", "caozuo01");
        foreach (var caseId in cases)
        {
            var steps = (await reading.Do($"/api/cases/{caseId}/timeline", method: HttpMethod.Get)).AsArray();
            steps.Count(s => s!["action"]!.GetValue<string>() == "Confirm").ShouldBe(1);
            steps.Count(s => s!["action"]!.GetValue<string>() == "Climb").ShouldBe(1);
        }
    }

    /// <summary>Three calls at a time, a few entries each, until the server is gone.</summary>
    private static Task Sending(Pocket phone, List<JsonObject> entries, ConcurrentDictionary<string, string> receipts, Action accepted) =>
        Parallel.ForEachAsync(
            entries.Chunk(4),
            new ParallelOptions { MaxDegreeOfParallelism = 3 },
            async (part, _) =>
            {
                try
                {
                    foreach (var result in await phone.Send(Now, part))
                        if (result["receipt"] is { } receipt)
                            receipts[result["id"]!.GetValue<string>()] = receipt.ToJsonString();
                    accepted();
                }
                catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
                {
                    // No receipt, no promise: the phone sends again.
                }
            }
        );

    private static JsonObject[] Two(Guid caseId) =>
        [
            Pocket.Entry("confirm", caseId, new { isTrue = true, note = "属实" }, Now),
            Pocket.Entry("climb", caseId, new { note = "要换井盖" }, Now),
        ];

    private static async Task<Guid> ToConfirm(HttpClient operating, string text)
    {
        var receipt = await operating.Do(
            "/api/reports",
            new
            {
                channel = "Hotline",
                text,
                lon = OwnGround.Lon,
                lat = OwnGround.Lat,
            }
        );
        await operating.Do($"/api/cases/{receipt.CaseId()}/confirmation-requests", new { note = "看一看" });
        return receipt.CaseId();
    }

    private static async Task<HttpClient> Person(RunningGezhi gezhi, string role, string userName)
    {
        var client = new HttpClient { BaseAddress = gezhi.Address };
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        (await client.GetAsync(new Uri(await gezhi.SignInLink(role, userName)))).EnsureSuccessStatusCode();
        return client;
    }

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;
}
