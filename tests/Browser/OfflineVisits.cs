using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Gezhi.Tests.Browser;

/// <summary>王磊 walks through a building without network: results, a demand, a household check, home service; all of it arrives.</summary>
[Collection(SeededTown.Wang)]
public sealed class OfflineVisits
{
    private const string Pin = "2468";

    private static readonly Regex AtDoors = new("#/visits$", RegexOptions.None, TimeSpan.FromSeconds(1));

    private readonly string profile = Directory.CreateTempSubdirectory("gezhi-profile-").FullName;

    [Fact]
    public async Task What_came_of_visits_without_network_arrives_and_every_screen_fits_one_hand()
    {
        var gezhi = await SeededTown.Shared();
        await using var phone = await Phone.Start(profile);
        var page = phone.Page;
        await page.GotoAsync(await gezhi.SignInLink("grid-worker", "wangge0001"));
        await page.GotoAsync(new Uri(gezhi.Address, "/field/app").ToString());
        await page.GetByLabel("本机密码").FillAsync(Pin);
        await page.GetByLabel("再输一次").FillAsync(Pin);
        await page.GetByRole(AriaRole.Button, new() { Name = "好了" }).ClickAsync();
        await Expect(page.Locator("a.work").First).ToContainTextAsync("今日走访");
        await page.EvaluateAsync("navigator.serviceWorker.ready.then(() => null)");
        await page.ReloadAsync();
        await Expect(page.Locator(".sync")).ToContainTextAsync("已连接");
        await phone.Context.SetOfflineAsync(true);

        await page.Locator("a.work", new() { HasText = "今日走访" }).ClickAsync();
        await Looks(page);
        var doors = await page.Locator(".doorgrid a").AllAsync();
        doors.Count.ShouldBeGreaterThan(20);
        var addresses = new List<string>();
        foreach (var door in doors.Take(4))
            addresses.Add((await door.GetAttributeAsync("href"))!);
        await Go(page, addresses[0]);
        await Looks(page);
        await page.GetByLabel("管道气").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "见到了" }).ClickAsync();
        await Expect(page.Locator(".err")).ToContainTextAsync("征得同意");
        await page.GetByLabel("已说明记什么").CheckAsync();
        await page.GetByText("住户有诉求").ClickAsync();
        await page.GetByLabel("要办什么").FillAsync("三楼楼道灯不亮");
        await page.GetByRole(AriaRole.Button, new() { Name = "见到了" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(AtDoors);
        await Go(page, addresses[1]);
        await page.GetByRole(AriaRole.Button, new() { Name = "不在家，已留卡" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(AtDoors);
        await Go(page, addresses[2]);
        await page.GetByRole(AriaRole.Button, new() { Name = "不愿意" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(AtDoors);
        await Go(page, addresses[3]);
        await page.GetByText("人户核实").ClickAsync();
        await page.GetByLabel("现在几人").FillAsync("6");
        await page.GetByLabel("已告知用途").CheckAsync();
        await Looks(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "有变化" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(AtDoors);
        await Expect(page.Locator(".kept li")).ToHaveCountAsync(3);

        await page.GotoAsync(new Uri(gezhi.Address, "/field/app#/home-service").ToString());
        await Looks(page);
        await page.Locator("main a.work").First.ClickAsync();
        await Expect(page.Locator("main fieldset").First).ToBeVisibleAsync();
        await Looks(page);
        foreach (var item in await page.Locator("main fieldset").AllAsync())
            await item.GetByLabel("办成").CheckAsync();
        await page.Locator("main input[name=N0]").FillAsync("SB2026-0001");
        await page.GetByRole(AriaRole.Button, new() { Name = "记下办结" }).ClickAsync();
        await Expect(page.Locator(".sync")).ToContainTextAsync("5 条已存在本机");

        await phone.Context.SetOfflineAsync(false);
        await page.GotoAsync(new Uri(gezhi.Address, "/field/app#/outbox").ToString());
        await Expect(page.Locator("[data-state=accepted]")).ToHaveCountAsync(5);
        await Expect(page.Locator("[data-state=needs-me], [data-state=refused]")).ToHaveCountAsync(0);
    }

    private static async Task Go(IPage page, string hash)
    {
        await page.EvaluateAsync("hash => { location.hash = hash; }", hash);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "见到了" })).ToBeVisibleAsync();
    }

    /// <summary>Nothing hangs over the edge; no barriers in light, dark and large type.</summary>
    private static async Task Looks(IPage page)
    {
        await page.FitsItsScreen();
        await page.HasNoBarriersInAnyLook();
    }
}
