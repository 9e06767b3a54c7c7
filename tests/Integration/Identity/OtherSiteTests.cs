using System.Net;
using System.Net.Http.Json;
using Gezhi.Platform.Actors;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Identity;

/// <summary>Somebody is signed in and opens a page of another site in the next tab.</summary>
public sealed class OtherSiteTests
{
    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task Another_site_cannot_act_with_a_session_of_ours(string site)
    {
        await using var host = await IdentityHost.Start();
        await host.Hire("gao", "高岩", (Role.SystemAdmin, "410103", null));
        using var gaoYan = await host.SignedIn("gao");

        foreach (var (method, path) in new[] { ("POST", "/api/accounts"), ("DELETE", "/api/session"), ("PUT", "/api/me/password") })
        foreach (var (language, words) in new[] { ("zh-CN", "别的网站"), ("en", "another site") })
        {
            var answer = await Send(gaoYan, method, path, site, language);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
            var said = await answer.Content.ReadAsStringAsync();
            said.ShouldContain("actor.other-site");
            System.Text.RegularExpressions.Regex.Unescape(said).ShouldContain(words);
        }
        (await gaoYan.GetAsync("/api/session")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("same-origin")]
    [InlineData("none")]
    [InlineData(null)]
    public async Task Our_own_pages_and_programs_that_say_nothing_go_on(string? site)
    {
        await using var host = await IdentityHost.Start();
        await host.Hire("gao", "高岩", (Role.SystemAdmin, "410103", null));
        using var gaoYan = await host.SignedIn("gao");

        (await Send(gaoYan, "POST", "/api/accounts", site, "zh-CN")).StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_link_on_another_site_still_opens_a_page_and_somebody_without_session_is_judged_by_the_rights()
    {
        await using var host = await IdentityHost.Start();
        await host.Hire("gao", "高岩", (Role.SystemAdmin, "410103", null));
        using var gaoYan = await host.SignedIn("gao");
        using var anybody = host.Browser();

        (await Send(gaoYan, "GET", "/api/session", "cross-site", "zh-CN")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Send(anybody, "POST", "/api/accounts", "cross-site", "zh-CN")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static Task<HttpResponseMessage> Send(HttpClient browser, string method, string path, string? site, string language)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (method != "GET")
            request.Content = JsonContent.Create(new { userName = "lin.xiao", name = "林晓" });
        if (site is not null)
            request.Headers.Add("Sec-Fetch-Site", site);
        request.Headers.AcceptLanguage.ParseAdd(language);
        return browser.SendAsync(request);
    }
}
