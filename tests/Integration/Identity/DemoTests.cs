using System.Net;
using System.Net.Http.Json;
using Gezhi.Identity.Demo;
using Gezhi.Platform.Actors;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Identity;

public sealed class DemoTests
{
    private static readonly (string, string) Demo = ("Demo:Enabled", "true");

    [Fact]
    public async Task A_demo_link_signs_in_somebody_who_holds_the_role()
    {
        await using var host = await IdentityHost.Start(settings: Demo);
        await host.Hire("li.lei", "李雷", (Role.GridWorker, "410103001001001", null));
        using var browser = host.Browser();
        var key = host.Services.GetRequiredService<DemoKey>().Value;

        var answer = await browser.GetAsync($"/demo/sign-in/grid-worker?key={key}");

        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldBe("/field");
        (await browser.GetFromJsonAsync<Me>("/api/session"))!.Name.ShouldBe("李雷");
    }

    [Theory]
    [InlineData("/demo/sign-in/grid-worker")]
    [InlineData("/demo/sign-in/grid-worker?key=0123456789abcdef0123456789abcdef")]
    public async Task Without_the_key_of_this_start_there_is_nothing(string link)
    {
        await using var host = await IdentityHost.Start(settings: Demo);
        await host.Hire("li.lei", "李雷", (Role.GridWorker, "410103001001001", null));
        using var browser = host.Browser();

        (await browser.GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Production_refuses_to_start_in_demo_mode()
    {
        var refusal = await Should.ThrowAsync<InvalidOperationException>(IdentityHost.Start(environment: "Production", settings: Demo));

        refusal.Message.ShouldContain("Demo:Enabled");
    }

    [Fact]
    public async Task Without_demo_mode_there_is_no_link()
    {
        await using var host = await IdentityHost.Start();
        using var browser = host.Browser();

        (await browser.GetAsync("/demo/sign-in/grid-worker?key=")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private sealed record Me(string Name);
}
