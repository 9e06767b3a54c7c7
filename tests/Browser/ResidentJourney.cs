using System.Text.RegularExpressions;
using Microsoft.Playwright;
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
        var chromium = await Chromium.Started();
        var gezhi = await SeededTown.Shared();
        await using var phone = await chromium.Phone(script: script);
        var page = await phone.NewPageAsync();

        await page.GotoAsync(gezhi.Address.ToString());
        if (script)
            await page.HasNoBarriers();
        await page.Locator("textarea").First.FillAsync("路灯坏了三盏，晚上看不清路");
        await page.Locator(".go button[type=submit]").ClickAsync();
        await page.Locator(".problem a[href='#PlaceText']").WaitForAsync();
        if (script)
            await LosesNothing(phone, page);
        await page.Locator("#PlaceText").FillAsync("二七广场");
        await page.Locator(".go button[type=submit]").ClickAsync();

        await page.WaitForURLAsync(new Regex("/receipt/"), new() { Timeout = 60_000 });
        (await page.ContentAsync()).ShouldContain("已收到");
        if (script)
        {
            await page.HasNoBarriers();
            await page.GoBackAsync();
            await page.Locator("[data-returned] a").WaitForAsync();
            (await page.Locator("textarea").First.InputValueAsync()).ShouldBeEmpty();
        }
    }

    /// <summary>No network, a reload and another language: what was typed is still there. Enter in the place sends nothing.</summary>
    private static async Task LosesNothing(IBrowserContext phone, IPage page)
    {
        const string Words = "路灯坏了三盏，晚上看不清路";
        await phone.SetOfflineAsync(true);
        await page.Locator(".go button[type=submit]").ClickAsync();
        await page.GetByText("没有网络，内容都还在，连上后再点提交").WaitForAsync();
        await phone.SetOfflineAsync(false);
        await page.ReloadAsync();
        (await page.Locator("textarea").First.InputValueAsync()).ShouldBe(Words);
        await page.Locator("header a[href*='lang=en']").ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Report a problem" }).WaitForAsync();
        (await page.Locator("textarea").First.InputValueAsync()).ShouldBe(Words);
        await page.Locator("header a[href*='lang=zh-CN']").ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "反映一个问题" }).WaitForAsync();
        await page.Locator("#PlaceText").PressAsync("Enter");
        new Uri(page.Url).AbsolutePath.ShouldBe("/");
    }
}
