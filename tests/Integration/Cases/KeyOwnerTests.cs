using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Cases;

/// <summary>An idempotency key belongs to who sent it.</summary>
public sealed class KeyOwnerTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_stranger_with_the_same_key_and_the_same_words_learns_nothing_of_the_first_receipt(Engine engine)
    {
        var town = await Town.On(engine);
        var key = $"easy-to-guess-{engine}";

        var first = await Report(town, key, "browser-one");
        var again = await Report(town, key, "browser-one");
        var stranger = await Report(town, key, "browser-two");

        again.ShouldBe(first, "the same browser gets its own receipt again");
        stranger.ShouldNotBe(first);
    }

    private static async Task<string> Report(Town town, string key, string browser)
    {
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = town.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/reports")
        {
            Content = JsonContent.Create(
                new
                {
                    text = "钥匙归谁：路灯不亮",
                    lon = Town.Lon,
                    lat = Town.Lat,
                }
            ),
        };
        request.Headers.Add("Idempotency-Key", key);
        request.Headers.Add("Cookie", "gezhi-form=" + browser);
        var answer = (await client.SendAsync(request)).EnsureSuccessStatusCode();
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["receiptNo"]!.GetValue<string>();
    }
}
