using System.Text.RegularExpressions;
using Deque.AxeCore.Playwright;
using Gezhi.Tests.Shared;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Browser;

/// <summary>A resident with a real browser, with script and without.</summary>
public sealed class ResidentJourney
{
    private const string Chromium = "/usr/bin/chromium";

    public static TheoryData<bool> WithAndWithoutScript => [true, false];

    [Theory]
    [MemberData(nameof(WithAndWithoutScript))]
    public async Task A_resident_reports_and_sees_the_receipt(bool script)
    {
        if (!File.Exists(Chromium))
            Assert.Skip("Chromium is missing: apt-get install chromium");
        await using var gezhi = await RunningGezhi.Start(Directory.CreateTempSubdirectory("gezhi-browser-").FullName);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Chromium,
                Headless = true,
                Args =
                [
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                ],
            }
        );
        await using var phone = await browser.NewContextAsync(
            new()
            {
                Locale = "zh-CN",
                TimezoneId = "Asia/Shanghai",
                ViewportSize = new() { Width = 390, Height = 844 },
                JavaScriptEnabled = script,
            }
        );
        var page = await phone.NewPageAsync();

        await page.GotoAsync(gezhi.Address.ToString());
        if (script)
            await HasNoBarriers(page);
        await page.Locator("textarea").First.FillAsync("窨井盖缺了半边，晚上骑车很危险");
        await page.Locator(".go button[type=submit]").ClickAsync();

        await page.WaitForURLAsync(new Regex("/receipt/"), new() { Timeout = 60_000 });
        (await page.ContentAsync()).ShouldContain("已收到");
        if (script)
            await HasNoBarriers(page);
    }

    private static async Task HasNoBarriers(IPage page)
    {
        var found = await page.RunAxe();
        found.Violations.Select(v => $"{v.Id}: {v.Help} ({v.Nodes.Length})").ShouldBeEmpty();
    }
}
