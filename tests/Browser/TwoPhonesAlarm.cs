using System.Text.RegularExpressions;
using Gezhi.Tests.Shared;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Gezhi.Tests.Browser;

/// <summary>A pipe bursts: one phone raises the alarm, another rings and answers, both see each other arrive.</summary>
public sealed class TwoPhonesAlarm
{
    /// <summary>Milliseconds until another person's page must have heard.</summary>
    private const float Live = 30_000;

    /// <summary>In grid 410103010004001, the grid of 王磊.</summary>
    private static readonly Geolocation There = new()
    {
        Longitude = 113.6597f,
        Latitude = 34.7514f,
        Accuracy = 12,
    };

    [Fact]
    public async Task An_emergency_is_acknowledged_by_two_phones()
    {
        await using var chromium = await Chromium.Start();
        await using var gezhi = await RunningGezhi.Start(await SeededTown.Folder());
        await using var wangsPhone = await chromium.Phone(There);
        await using var zhengsPhone = await chromium.Phone(There);
        var wang = await SignIn(wangsPhone, gezhi, "grid-worker", "wangge0001");
        var zheng = await SignIn(zhengsPhone, gezhi, "community-secretary", "shuji001");

        await wang.GetByRole(AriaRole.Link, new() { Name = "一键报警" }).ClickAsync();
        await wang.GetByLabel("水管爆裂").CheckAsync();
        await Bears(wang);
        await Expect(wang.Locator("[data-place-said]")).ToContainTextAsync("误差约 12 米");
        await wang.GetByRole(AriaRole.Button, new() { Name = "拉响警报" }).ClickAsync();
        await wang.WaitForURLAsync(new Regex("/emergency/[0-9a-f-]{36}$"));
        await Expect(wang.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("水管爆裂");

        var banner = zheng.Locator(".alarmbanner a");
        await Expect(banner).ToContainTextAsync("水管爆裂", new() { Timeout = Live });
        await Bears(zheng);
        await banner.ClickAsync();
        await zheng.GetByRole(AriaRole.Button, new() { Name = "收到，马上去" }).ClickAsync();
        await Expect(zheng.GetByRole(AriaRole.Button, new() { Name = "我已到场" })).ToBeVisibleAsync();
        await Expect(wang.Locator(".people li", new() { HasText = "郑书记" }).First).ToContainTextAsync("应召", new() { Timeout = Live });

        await wang.GetByRole(AriaRole.Button, new() { Name = "我已到场" }).ClickAsync();
        await Expect(zheng.Locator(".people li", new() { HasText = "王磊" }).First).ToContainTextAsync("到场", new() { Timeout = Live });
        await Expect(zheng.Locator(".emgmap .arr")).ToHaveCountAsync(1);
        await Bears(wang);
        await Bears(zheng);
    }

    private static async Task Bears(IPage page)
    {
        await page.FitsItsScreen();
        await page.HasNoBarriers();
    }

    private static async Task<IPage> SignIn(IBrowserContext context, RunningGezhi gezhi, string role, string userName)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(await gezhi.SignInLink(role, userName));
        return page;
    }
}
