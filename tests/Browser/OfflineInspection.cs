using System.Security.Cryptography;
using Gezhi.Tests.Shared;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Gezhi.Tests.Browser;

/// <summary>王磊 inspects a crowded place and speaks a finding without network; the hazard has a case, the voice arrives byte by byte.</summary>
[Collection(SeededTown.Wang)]
public sealed class OfflineInspection
{
    private const string Pin = "2468";
    private const string Place = "锦堂百货商场";

    private readonly string profile = Directory.CreateTempSubdirectory("gezhi-profile-").FullName;

    [Fact]
    public async Task What_failed_is_a_hazard_with_a_case_and_what_was_said_is_heard_whole()
    {
        var gezhi = await SeededTown.Shared();
        await using var phone = await Phone.Start(profile);
        await phone.Context.GrantPermissionsAsync(["geolocation", "microphone"]);
        var page = phone.Page;
        await page.GotoAsync(await gezhi.SignInLink("grid-worker", "wangge0001"));
        await page.GotoAsync(new Uri(gezhi.Address, "/field/app").ToString());
        await page.GetByLabel("本机密码").FillAsync(Pin);
        await page.GetByLabel("再输一次").FillAsync(Pin);
        await page.GetByRole(AriaRole.Button, new() { Name = "好了" }).ClickAsync();
        await Expect(page.Locator(".sync")).ToContainTextAsync("已连接");
        await page.EvaluateAsync("navigator.serviceWorker.ready.then(() => null)");
        await page.ReloadAsync();
        await Expect(page.Locator(".sync")).ToContainTextAsync("已连接");
        await page.EvaluateAsync("location.hash = '#/places'");
        await Expect(page.Locator("main ol.next a", new() { HasText = Place })).ToBeVisibleAsync(new() { Timeout = 60_000 }); // it has arrived
        await phone.Context.SetOfflineAsync(true);

        await page.Locator("main ol.next a", new() { HasText = Place }).ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync(Place);
        var send = page.GetByRole(AriaRole.Button, new() { Name = "存下并上传" });
        await page.Locator("[data-item='1'] .num input").FillAsync("1");
        await Expect(page.Locator("[data-item='1'].failed")).ToHaveCountAsync(1);
        for (var item = 2; item <= 6; item++)
            await page.Locator($"[data-item='{item}'] input[value=yes]").CheckAsync();
        await send.ClickAsync();
        await Expect(page.Locator(".form > .err")).ToContainTextAsync("第 1 项要拍照");
        await Photograph(page, "#photo-1", "fire-lane-blocked.jpg");
        await Photograph(page, "#photo-7", "paving-loose.jpg");
        await send.ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("已查，等待上传");

        await page.EvaluateAsync("location.hash = '#/new'");
        await page.Locator(".voice button").First.ClickAsync();
        await Expect(page.Locator(".voice button[aria-pressed=true]")).ToHaveCountAsync(1);
        await page.WaitForTimeoutAsync(1500);
        await page.Locator(".voice button").First.ClickAsync();
        await Expect(page.Locator(".voice audio")).ToBeVisibleAsync();
        await page.GetByLabel("地点").FillAsync("德化街北口");
        await send.ClickAsync();
        await Expect(page.Locator(".sync")).ToContainTextAsync("2 条已存在本机");

        await phone.Context.SetOfflineAsync(false);
        await page.GotoAsync(new Uri(gezhi.Address, "/field/app#/outbox").ToString());
        await Expect(page.Locator("[data-state=accepted]")).ToHaveCountAsync(2);
        var spoken = (await page.Locator("[data-state=accepted]", new() { HasText = "语音说明" }).GetAttributeAsync("data-photos"))!;
        spoken.Length.ShouldBe(64, "one hash");
        await page.GotoAsync(new Uri(gezhi.Address, "/inspections/hazards").ToString());
        await page.Locator("main a[href^='/inspections/hazards/']").First.ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("实测 1个");
        await page.Locator("dd a[href^='/cases/']").ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync(Place);

        using var operators = new HttpClient(new HttpClientHandler { CookieContainer = new() }) { BaseAddress = gezhi.Address };
        (await operators.GetAsync(await gezhi.SignInLink("operator", "caozuo01"))).IsSuccessStatusCode.ShouldBeTrue();
        var heard = await operators.GetByteArrayAsync($"/files/{spoken}/original");
        heard.Length.ShouldBeGreaterThan(1000, "a second of sound");
        Convert.ToHexStringLower(SHA256.HashData(heard)).ShouldBe(spoken);
    }

    private static async Task Photograph(IPage page, string input, string name)
    {
        await page.Locator(input).SetInputFilesAsync(Path.Combine(Repository.Root, "seed", "photos", name));
        await Expect(page.Locator($".ph:has({input}) figure")).ToHaveCountAsync(1);
    }
}
