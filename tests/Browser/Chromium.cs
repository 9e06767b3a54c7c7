using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Browser;

/// <summary>The one browser of this process; each person who looks into it has a context of their own.</summary>
internal sealed class Chromium(IPlaywright playwright, IBrowser browser) : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";
    private static readonly Lazy<Task<Chromium>> One = new(Start);

    /// <summary>Milliseconds within which a page must have got there; nothing waits so long when it is there before.</summary>
    private const float Bound = 60_000;

    /// <summary>Skips the test where there is no browser.</summary>
    public static Task<Chromium> Started()
    {
        if (!File.Exists(Program))
            Assert.Skip("Chromium is missing: apt-get install chromium");
        return One.Value;
    }

    /// <summary>After the last test.</summary>
    public static async ValueTask End()
    {
        if (One.IsValueCreated)
            await (await One.Value).DisposeAsync();
    }

    private static async Task<Chromium> Start()
    {
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
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private const string AsItStands = """
        async () => {
          const { violations } = await axe.run(document, { resultTypes: ['violations'] });
          return violations.flatMap(v => v.nodes.map(n => `${v.id}: ${v.help}: ${n.html}`));
        }
        """;

    /// <summary>Another theme can change contrast, larger type contrast and the size of what is touched; nothing else of a page.</summary>
    private const string InEveryLook = """
        async () => {
          const found = [], root = document.documentElement, was = [root.getAttribute('data-theme'), root.getAttribute('data-elder')];
          for (const [look, set, options] of [['light', ['data-theme', 'light'], {}], ['dark', ['data-theme', 'dark'], { runOnly: ['color-contrast'] }], ['elder', ['data-elder', '1'], { runOnly: ['color-contrast', 'target-size'] }]]) {
            if (look === 'elder') root.setAttribute('data-theme', 'light');
            root.setAttribute(...set);
            const { violations } = await axe.run(document, { resultTypes: ['violations'], preload: false, iframes: false, ...options });
            found.push(...violations.flatMap(v => v.nodes.slice(0, 3).map(n => `${look} ${v.id}: ${n.html.slice(0, 300)}`)));
            const over = root.scrollWidth - root.clientWidth;
            if (over > 0) found.push(`${look} sticks out by ${over} px`);
          }
          ['data-theme', 'data-elder'].forEach((name, i) => was[i] === null ? root.removeAttribute(name) : root.setAttribute(name, was[i]));
          return found;
        }
        """;

    /// <summary>axe finds nothing on the page as it stands.</summary>
    public static async Task HasNoBarriers(this IPage page) =>
        (await page.Barriers(AsItStands)).ShouldBeEmpty($"{page.Url} {await page.TitleAsync()}: barriers");

    /// <summary>Nor in light, dark and large type, and nothing sticks out in any of them.</summary>
    public static async Task HasNoBarriersInAnyLook(this IPage page) =>
        (await page.BarriersInEveryLook()).ShouldBeEmpty($"{page.Url} {await page.TitleAsync()}: barriers");

    public static Task<string[]> BarriersInEveryLook(this IPage page) => page.Barriers(InEveryLook);

    /// <summary>Waits for the page that is on its way. It reads axe once, however often it is looked at.</summary>
    /// <param name="look">Script that asks axe and gives back what it found.</param>
    public static async Task<string[]> Barriers(this IPage page, string look)
    {
        await page.WaitForFunctionAsync("() => !document.querySelector('.htmx-request, .htmx-swapping')");
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window"))
            await page.EvaluateAsync(Axe);
        return await page.EvaluateAsync<string[]>(look);
    }

    /// <summary>Nothing sticks out to the right of a phone.</summary>
    public static async Task FitsItsScreen(this IPage page) =>
        (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBe(
            0,
            page.Url
        );
}
