using System.Diagnostics;
using Microsoft.Playwright;
using Xunit;

namespace Gezhi.Tests.Browser;

/// <summary>A phone whose browser keeps what it has in a folder: it can be killed and opened again.</summary>
internal sealed class Phone : IAsyncDisposable
{
    private const string Program = "/usr/bin/chromium";
    private readonly IPlaywright playwright;
    private readonly string profile;

    private Phone(IPlaywright playwright, IBrowserContext context, IPage page, string profile) =>
        (this.playwright, Context, Page, this.profile) = (playwright, context, page, profile);

    public IBrowserContext Context { get; }

    public IPage Page { get; }

    public static async Task<Phone> Start(string profile, bool isOffline = false)
    {
        if (!File.Exists(Program))
            Assert.Skip("Chromium is missing: apt-get install chromium");
        Assertions.SetDefaultExpectTimeout(60_000);
        var driver = await Playwright.CreateAsync();
        var context = await driver.Chromium.LaunchPersistentContextAsync(
            profile,
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
                    "--use-fake-device-for-media-stream", // a microphone that beeps
                    "--use-fake-ui-for-media-stream",
                ],
                Locale = "zh-CN",
                TimezoneId = "Asia/Shanghai",
                ViewportSize = new() { Width = 390, Height = 844 },
                Geolocation = new()
                {
                    Longitude = 113.6597f,
                    Latitude = 34.7514f,
                    Accuracy = 12,
                },
                Permissions = ["geolocation"],
                ReducedMotion = ReducedMotion.Reduce,
                Offline = isOffline,
            }
        );
        context.SetDefaultTimeout(60_000);
        return new Phone(driver, context, context.Pages.Count > 0 ? context.Pages[0] : await context.NewPageAsync(), profile);
    }

    /// <summary>As an empty battery would: no goodbye.</summary>
    public void Kill()
    {
        foreach (var process in Process.GetProcessesByName("chromium").Where(IsMine))
            process.Kill();
    }

    /// <summary>A weak network from now on.</summary>
    /// <param name="bytesASecond">Upwards.</param>
    public async Task Slow(int bytesASecond)
    {
        var devtools = await Context.NewCDPSessionAsync(Page);
        await devtools.SendAsync("Network.enable");
        await devtools.SendAsync(
            "Network.emulateNetworkConditions",
            new()
            {
                ["offline"] = false,
                ["latency"] = 50,
                ["downloadThroughput"] = -1,
                ["uploadThroughput"] = bytesASecond,
            }
        );
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await Context.CloseAsync();
        }
        catch (PlaywrightException)
        {
            Kill(); // it was killed before, on purpose
        }
        playwright.Dispose();
    }

    /// <summary>The one started here, known by its folder; its children end with it.</summary>
    private bool IsMine(Process process)
    {
        var line = $"/proc/{process.Id}/cmdline";
        return File.Exists(line)
            && File.ReadAllText(line) is var text
            && text.Contains($"--user-data-dir={profile}", StringComparison.Ordinal);
    }
}
