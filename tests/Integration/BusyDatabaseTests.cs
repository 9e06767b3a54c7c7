using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gezhi.Tests.Shared;
using Npgsql;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration;

/// <summary>Somebody else holds every connection of the database.</summary>
public sealed class BusyDatabaseTests
{
    [Fact]
    public async Task Without_a_free_connection_people_are_told_to_come_back_and_afterwards_all_goes_on()
    {
        if (TemporaryPostgres.WhyNot() is { } missing)
            Assert.Skip(missing);
        await using var postgres = await TemporaryPostgres.Start(new Dictionary<string, string> { ["max_connections"] = "12" });
        var database = await postgres.CreateDatabase("gezhi");
        var storage = Directory.CreateTempSubdirectory("gezhi-busy-").FullName;
        await using var gezhi = await RunningGezhi.Start(storage, "--Database:Provider=Postgres", $"--ConnectionStrings:Gezhi={database}");
        using var client = new HttpClient { BaseAddress = gezhi.Address };

        List<HttpResponseMessage> refused;
        await using (await Greedy.Take(database))
        {
            refused = [.. (await Report(client, "zh-CN")).Where(a => (int)a.StatusCode != 201)];
            refused.AddRange((await Report(client, "en")).Where(a => (int)a.StatusCode != 201));
        }
        var later = await Report(client, "zh-CN", 1);
        for (var attempt = 0; attempt < 20 && (int)later[0].StatusCode == 503; attempt++) // the server frees its places one by one
        {
            await Task.Delay(250);
            later = await Report(client, "zh-CN", 1);
        }

        refused.Count.ShouldBeGreaterThan(0, "the connections must be used up for this to say anything");
        refused.ShouldAllBe(a => (int)a.StatusCode == 503);
        refused.ShouldAllBe(a => a.Headers.RetryAfter!.Delta == TimeSpan.FromSeconds(5));
        var titles = await Task.WhenAll(
            refused.Select(async a => JsonNode.Parse(await a.Content.ReadAsStringAsync())!["title"]!.ToString())
        );
        titles.Distinct().ShouldBe(["现在有点忙", "Very busy just now"], ignoreOrder: true);
        ((int)later[0].StatusCode).ShouldBe(201);
    }

    private static Task<HttpResponseMessage[]> Report(HttpClient client, string language, int times = 40) =>
        Task.WhenAll(
            Enumerable
                .Range(0, times)
                .Select(number =>
                {
                    var request = new HttpRequestMessage(HttpMethod.Post, "/api/reports")
                    {
                        Content = JsonContent.Create(
                            new
                            {
                                text = "井盖松动",
                                lon = Town.Lon,
                                lat = Town.Lat,
                            }
                        ),
                    };
                    request.Headers.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
                    return client.SendAsync(request);
                })
        );

    /// <summary>Opens connections until there are no more.</summary>
    private sealed class Greedy : IAsyncDisposable
    {
        private readonly List<NpgsqlConnection> taken = [];

        public static async Task<Greedy> Take(string database)
        {
            var greedy = new Greedy();
            try
            {
                while (greedy.taken.Count < 100)
                {
                    var connection = new NpgsqlConnection(database + ";Pooling=false");
                    await connection.OpenAsync();
                    greedy.taken.Add(connection);
                }
            }
            catch (PostgresException full) when (full.SqlState == PostgresErrorCodes.TooManyConnections)
            {
                return greedy;
            }
            throw new InvalidOperationException(
                string.Create(CultureInfo.InvariantCulture, $"{greedy.taken.Count} connections and no end")
            );
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var connection in taken)
                await connection.DisposeAsync();
        }
    }
}
