using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gezhi.Tests.Shared;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Cases;

/// <summary>The process dies without a goodbye while 200 people report.</summary>
public sealed class KillTests
{
    private const int People = 200;

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_report_with_a_receipt_survives_a_kill_and_none_is_doubled(Engine engine)
    {
        if (engine == Engine.Postgres && TemporaryPostgres.WhyNot() is { } missing)
            Assert.Skip(missing);
        var (storage, database) = await Ground.Seeded(engine, isToday: true);
        ConcurrentDictionary<string, string> promised = new();

        await using (var first = await RunningGezhi.Start(storage, database))
        {
            using var client = new HttpClient { BaseAddress = first.Address };
            var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var all = Enumerable
                .Range(0, People)
                .Select(person =>
                    Report(
                        client,
                        person,
                        promised,
                        () =>
                        {
                            if (promised.Count >= 60)
                                enough.TrySetResult();
                        }
                    )
                )
                .ToList();
            await Task.WhenAny(enough.Task, Task.WhenAll(all));
            await first.Kill();
            await Task.WhenAll(all);
        }
        promised.Count.ShouldBeGreaterThan(30, "the kill must come in the middle");

        await using var second = await RunningGezhi.Start(storage, database);
        using var again = new HttpClient { BaseAddress = second.Address };
        foreach (var (key, receipt) in promised)
            (await again.GetAsync(new Uri($"/api/receipts/{receipt}", UriKind.Relative))).IsSuccessStatusCode.ShouldBeTrue(
                $"{key} had its receipt {receipt}"
            );
        ConcurrentDictionary<string, string> resent = new();
        for (var attempt = 0; attempt < 5 && resent.Count < People; attempt++)
            await Task.WhenAll(Enumerable.Range(0, People).Select(person => Report(again, person, resent, () => { })));

        resent.Count.ShouldBe(People);
        resent.Values.Distinct().Count().ShouldBe(People);
        foreach (var (key, receipt) in promised)
            resent[key].ShouldBe(receipt);
    }

    private static async Task Report(HttpClient client, int person, ConcurrentDictionary<string, string> promised, Action accepted)
    {
        var key = $"resident-{person:D4}";
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/reports")
        {
            Content = JsonContent.Create(
                new
                {
                    text = $"第 {person} 位居民说井盖坏了",
                    lon = Town.Lon,
                    lat = Town.Lat,
                }
            ),
            Headers = { { "Idempotency-Key", key } },
        };
        try
        {
            var answer = await client.SendAsync(request);
            if (!answer.IsSuccessStatusCode)
                return;
            promised[key] = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["receiptNo"]!.GetValue<string>();
            accepted();
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException)
        {
            // No receipt, no promise: the person sends again with the same key.
        }
    }
}
