using System.Text.RegularExpressions;
using Gezhi.Tests.Shared;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Gezhi.Tests.Browser;

/// <summary>A pipe bursts: one phone raises the alarm, another rings and answers, both see each other arrive.</summary>
[Collection(SeededTown.Wang)]
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
        var chromium = await Chromium.Started();
        var gezhi = await SeededTown.Shared();
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
        await zheng.CallsOffTheAlarm();
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

internal static class Alarms
{
    /// <summary>The next alarm at the same place would be this one.</summary>
    /// <param name="page">The page of the emergency, seen by somebody who may command.</param>
    public static async Task CallsOffTheAlarm(this IPage page)
    {
        var url = new Uri(page.Url);
        var answer = await page.APIRequest.PostAsync(
            new Uri(url, $"/api/emergencies/{url.Segments[^1]}/call-off").ToString(),
            new() { DataObject = new { reason = "试过了" } }
        );
        answer.Status.ShouldBe(200);
    }
}
