using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Open311;

/// <summary>The discovery repeats no host that a stranger made up.</summary>
public sealed class ForeignHostTests
{
    [Theory]
    [InlineData("discovery.xml")]
    [InlineData("discovery.json")]
    public async Task A_host_that_is_not_ours_is_not_repeated(string form)
    {
        var town = await Town.On(Engine.Sqlite);
        using var client = new HttpClient { BaseAddress = town.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/open311/v2/{form}");
        request.Headers.Host = "evil.example.net";

        var told = await (await client.SendAsync(request)).Content.ReadAsStringAsync();

        told.ShouldNotContain("evil");
        told.ShouldContain($"{town.Address.Host}:{town.Address.Port}/open311/v2/", customMessage: "where the request came in");
    }
}
