using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Browser;

/// <summary>A passkey in a real browser with its virtual authenticator: added on the own page, then a sign-in without name and password.</summary>
public sealed class PasskeySignIn
{
    [Fact]
    public async Task A_passkey_is_added_and_opens_the_door_the_next_time()
    {
        var chromium = await Chromium.Started();
        var gezhi = await SeededTown.Shared();
        var site = new UriBuilder(gezhi.Address) { Host = "localhost" }.Uri; // WebAuthn knows names, no addresses of numbers
        await using var desk = await chromium.Desk();
        var page = await desk.NewPageAsync();
        var devtools = await desk.NewCDPSessionAsync(page);
        await devtools.SendAsync("WebAuthn.enable");
        await devtools.SendAsync(
            "WebAuthn.addVirtualAuthenticator",
            new Dictionary<string, object>
            {
                ["options"] = new
                {
                    protocol = "ctap2",
                    transport = "internal",
                    hasResidentKey = true,
                    hasUserVerification = true,
                    isUserVerified = true,
                    automaticPresenceSimulation = true,
                },
            }
        );
        var link = new Uri(await gezhi.SignInLink("shift-leader"));

        await page.GotoAsync(new Uri(site, link.PathAndQuery).ToString());
        await page.GotoAsync(new Uri(site, "/me/second-factor").ToString());
        await page.Locator("#PasskeyName").FillAsync("值班台电脑");
        await page.GetByRole(AriaRole.Button, new() { Name = "添加通行密钥" }).ClickAsync();
        await page.WaitForURLAsync(new Regex("saved=passkey"), new() { Timeout = 60_000 });
        (await page.ContentAsync()).ShouldContain("值班台电脑");
        await page.HasNoBarriers();

        await desk.ClearCookiesAsync();
        await page.GotoAsync(new Uri(site, "/sign-in?returnUrl=%2Fme").ToString());
        await page.GetByRole(AriaRole.Button, new() { Name = "用通行密钥登录" }).ClickAsync();
        await page.WaitForURLAsync(new Regex("/me$"), new() { Timeout = 60_000 });
        (await page.ContentAsync()).ShouldContain("通行密钥");
    }
}
