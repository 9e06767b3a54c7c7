using System.Text.RegularExpressions;
using Gezhi.Tests.Shared;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Browser;

/// <summary>A resident with a real browser, with script and without.</summary>
public sealed class ResidentJourney
{
    public static TheoryData<bool> WithAndWithoutScript => [true, false];

    [Theory]
    [MemberData(nameof(WithAndWithoutScript))]
    public async Task A_resident_reports_and_sees_the_receipt(bool script)
    {
        await using var chromium = await Chromium.Start();
        await using var gezhi = await RunningGezhi.Start(Directory.CreateTempSubdirectory("gezhi-browser-").FullName);
        await using var phone = await chromium.Phone(script: script);
        var page = await phone.NewPageAsync();

        await page.GotoAsync(gezhi.Address.ToString());
        if (script)
            await page.HasNoBarriers();
        await page.Locator("textarea").First.FillAsync("窨井盖缺了半边，晚上骑车很危险");
        await page.Locator(".go button[type=submit]").ClickAsync();

        await page.WaitForURLAsync(new Regex("/receipt/"), new() { Timeout = 60_000 });
        (await page.ContentAsync()).ShouldContain("已收到");
        if (script)
            await page.HasNoBarriers();
    }
}
