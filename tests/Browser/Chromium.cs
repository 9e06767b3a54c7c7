using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Browser;

/// <summary>The browser of the tests, and the people who look into it.</summary>
internal sealed class Chromium(IPlaywright playwright, IBrowser browser) : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";

    /// <summary>Milliseconds within which a page must have got there; nothing waits so long when it is there before.</summary>
    private const float Bound = 60_000;

    /// <summary>Starts the browser; skips the test where there is none.</summary>
    public static async Task<Chromium> Start()
    {
        if (!File.Exists(Program))
            Assert.Skip("Chromium is missing: apt-get install chromium");
        Assertions.SetDefaultExpectTimeout(Bound);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = Program,
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
        return new Chromium(playwright, browser);
    }

    /// <summary>A phone of 390 × 844 points, held where the GPS says it is; null when it does not tell.</summary>
    public Task<IBrowserContext> Phone(Geolocation? at = null, bool script = true) => Open(390, 844, at, script);

    /// <summary>A screen of 1440 × 900 points.</summary>
    public Task<IBrowserContext> Desk() => Open(1440, 900, null, true);

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
    }

    private async Task<IBrowserContext> Open(int width, int height, Geolocation? at, bool script)
    {
        var context = await browser.NewContextAsync(
            new()
            {
                Locale = "zh-CN",
                TimezoneId = "Asia/Shanghai",
                ViewportSize = new() { Width = width, Height = height },
                JavaScriptEnabled = script,
                Geolocation = at,
                Permissions = at is null ? [] : ["geolocation"],
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        context.SetDefaultTimeout(Bound);
        return context;
    }
}

/// <summary>What every page must bear.</summary>
internal static class Looking
{
    /// <summary>axe finds nothing on the page as it stands.</summary>
    public static async Task HasNoBarriers(this IPage page)
    {
        var found = await page.RunAxe();
        found
            .Violations.SelectMany(v => v.Nodes.Select(n => $"{page.Url} {v.Id}: {v.Help}: {n.Html}"))
            .ShouldBeEmpty($"{await page.TitleAsync()}: barriers");
    }

    /// <summary>Nothing sticks out to the right of a phone.</summary>
    public static async Task FitsItsScreen(this IPage page) =>
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBe(
            0,
            page.Url
        );
}
