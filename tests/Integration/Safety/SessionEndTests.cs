using System.Net;
using Gezhi.Platform.Actors;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Safety;

/// <summary>When a session is over, a script hears so, a person is led to the sign-in, and the browser keeps no photo.</summary>
public sealed class SessionEndTests
{
    [Theory]
    [InlineData("/centre/live", "Accept", "text/event-stream")]
    [InlineData("/centre/rows?ids=", "HX-Request", "true")]
    [InlineData("/centre", "Gezhi-Background", "1")]
    [InlineData("/cases", "X-Requested-With", "XMLHttpRequest")]
    public async Task What_a_script_asks_for_is_refused_without_a_redirect(string path, string header, string value)
    {
        var town = await Town.On(Engine.Sqlite);
        using var nobody = town.Anybody();

        var answer = await nobody.SendAsync(Asked(path, header, value));

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Accept", "text/html")]
    [InlineData("HX-Boosted", "true")]
    public async Task What_a_person_presses_leads_to_the_sign_in_and_back(string header, string value)
    {
        var town = await Town.On(Engine.Sqlite);
        using var nobody = town.Anybody();
        var request = Asked("/centre?tab=new", header, value);
        if (header == "HX-Boosted")
            request.Headers.Add("HX-Request", "true");

        var answer = await nobody.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldEndWith("/sign-in?returnUrl=%2Fcentre%3Ftab%3Dnew");
    }

    [Fact]
    public async Task Signing_out_empties_the_cache_of_the_browser_but_not_its_storage()
    {
        var town = await Town.On(Engine.Sqlite);
        using var linXiao = await town.As(Role.Operator, "caozuo01");

        var answer = await linXiao.Ask("/api/session", method: HttpMethod.Delete);

        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        answer.Headers.GetValues("Clear-Site-Data").ShouldBe(["\"cache\""]);
    }

    [Fact]
    public async Task A_photo_stays_in_the_browser_for_minutes_only()
    {
        var town = await Town.On(Engine.Sqlite);
        using var aunt = town.Anybody();
        var photo = House.SamePhotoTests.Fresh();
        await aunt.Do("/api/reports", Form.With(("text", "照片只留几分钟"), ("lon", "113.6595"), ("lat", "34.7521")).Photo("files", photo));
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(photo));
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        HttpResponseMessage preview = new(HttpStatusCode.NotFound);
        for (var tries = 0; tries < 100 && preview.StatusCode == HttpStatusCode.NotFound; tries++)
        {
            await Task.Delay(200);
            preview = await linXiao.GetAsync(new Uri($"/files/{hash}/thumb", UriKind.Relative));
        }
        if (preview.StatusCode == HttpStatusCode.NotFound)
            Assert.Skip("previews are not made here: apt-get install libvips-tools");

        var kept = preview.Headers.CacheControl!;
        kept.Private.ShouldBeTrue();
        kept.MaxAge!.Value.ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task Whoever_guesses_photos_of_receipts_is_slowed_down()
    {
        var town = await Town.On(Engine.Sqlite);
        var open = town
            .Services.GetRequiredService<EndpointDataSource>()
            .Endpoints.OfType<RouteEndpoint>()
            .Where(e =>
                e.RoutePattern.RawText is { } path
                && (path.StartsWith("/receipt/{", StringComparison.Ordinal) || path.StartsWith("/drafts/", StringComparison.Ordinal))
                && path.EndsWith("{hash}", StringComparison.Ordinal)
            )
            .ToList();

        open.Count.ShouldBe(2);
        open.ShouldAllBe(e => e.Metadata.GetMetadata<EnableRateLimitingAttribute>() != null);
    }

    private static HttpRequestMessage Asked(string path, string header, string value)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        if (header == "Accept")
            request.Headers.Accept.Clear();
        request.Headers.TryAddWithoutValidation(header, value);
        return request;
    }
}
