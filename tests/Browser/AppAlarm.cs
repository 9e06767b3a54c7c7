using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Gezhi.Tests.Browser;

/// <summary>An alarm lies over the field app, and is answered there; the worker then goes on duty and walks, gloves on.</summary>
[Collection(SeededTown.Wang)]
public sealed class AppAlarm
{
    private const string Pin = "2468";
    private const float Live = 40_000;

    private static readonly Geolocation There = new()
    {
        Longitude = 113.6597f,
        Latitude = 34.7514f,
        Accuracy = 12,
    };

    [Fact]
    public async Task An_alarm_is_answered_in_the_app_and_a_patrol_is_walked_there()
    {
        var chromium = await Chromium.Started();
        var gezhi = await SeededTown.Shared();
        await using var wangsPhone = await chromium.Phone(There);
        await using var zhengsPhone = await chromium.Phone(There);
        var wang = await wangsPhone.NewPageAsync();
        await wang.GotoAsync(await gezhi.SignInLink("grid-worker", "wangge0001"));
        await wang.GotoAsync(new Uri(gezhi.Address, "/field/app").ToString());
        await wang.GetByLabel("本机密码").FillAsync(Pin);
        await wang.GetByLabel("再输一次").FillAsync(Pin);
        await wang.GetByRole(AriaRole.Button, new() { Name = "好了" }).ClickAsync();
        await Expect(wang.Locator(".sync")).ToContainTextAsync("已连接");

        var zheng = await zhengsPhone.NewPageAsync();
        await zheng.GotoAsync(await gezhi.SignInLink("community-secretary", "shuji001"));
        await zheng.GotoAsync(new Uri(gezhi.Address, "/emergency/new").ToString());
        await zheng.GetByLabel("水管爆裂").CheckAsync();
        await zheng.GetByRole(AriaRole.Button, new() { Name = "拉响警报" }).ClickAsync();
        var box = wang.Locator(".alarm-box");
        await Expect(box).ToContainTextAsync("水管爆裂", new() { Timeout = Live });
        await Expect(box).ToContainTextAsync("您的分工");
        await Expect(box).ToContainTextAsync("没有网络就打电话");
        await wang.FitsItsScreen();
        await wang.HasNoBarriersInAnyLook();
        await box.GetByRole(AriaRole.Button, new() { Name = "收到，马上去" }).ClickAsync();
        await box.GetByRole(AriaRole.Button, new() { Name = "我已到场" }).ClickAsync();
        await Expect(box).ToHaveCountAsync(0);
        await Expect(zheng.Locator(".people li", new() { HasText = "王磊" }).First).ToContainTextAsync("到场", new() { Timeout = Live });
        await zheng.CallsOffTheAlarm();

        await wang.GotoAsync(new Uri(gezhi.Address, "/field/app#/me").ToString());
        await wang.GetByRole(AriaRole.Button, new() { Name = "戴手套" }).ClickAsync();
        await Expect(wang.Locator("html[data-gloves]")).ToHaveCountAsync(1);
        await wang.GotoAsync(new Uri(gezhi.Address, "/field/app#/patrol").ToString());
        await wang.GetByRole(AriaRole.Button, new() { Name = "上岗" }).ClickAsync();
        await Expect(wang.Locator(".duty h2")).ToContainTextAsync("在岗中");
        await wang.FitsItsScreen();
        await wang.HasNoBarriers();
        await wang.GetByRole(AriaRole.Button, new() { Name = "下岗" }).ClickAsync();
        await Expect(wang.Locator(".duty h2")).ToContainTextAsync("还没有上岗");
        await wang.GotoAsync(new Uri(gezhi.Address, "/field/app#/outbox").ToString());
        await Expect(wang.Locator("[data-state=accepted]").Filter(new() { HasText = "下岗" }))
            .ToHaveCountAsync(1, new() { Timeout = Live });
        await Expect(wang.Locator("[data-state=refused]")).ToHaveCountAsync(0);
    }
}
