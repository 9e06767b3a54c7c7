using System.Text.RegularExpressions;
using Gezhi.Tests.Shared;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Gezhi.Tests.Browser;

/// <summary>The main job from the first photo to the rating, by five people in five browsers, through the pages alone.</summary>
/// <remarks>A manhole cover that belongs to nobody: no rule fits, so a dispatcher decides and the grid's own worker is the hands.</remarks>
public sealed class LoopWalk
{
    /// <summary>Milliseconds until another person's page must have heard of a change.</summary>
    private const float Live = 30_000;
    private const string Words = "窨井盖缺了半边，晚上骑车很危险，旁边就是小学";
    private const string OfUnknownOwner = "gb47678/matter/01023";

    /// <summary>In grid 410103010004001, the grid of 王磊.</summary>
    private static readonly Geolocation There = new()
    {
        Longitude = 113.6597f,
        Latitude = 34.7514f,
        Accuracy = 12,
    };

    [Fact]
    public async Task Five_people_bring_a_broken_manhole_from_the_first_photo_to_the_rating()
    {
        var chromium = await Chromium.Started();
        await using var gezhi = await RunningGezhi.Start(await SeededTown.Folder()); // counts what there is to do
        await using var auntsPhone = await chromium.Phone(There);
        await using var desk1 = await chromium.Desk();
        await using var desk2 = await chromium.Desk();
        await using var wangsPhone = await chromium.Phone(There);
        await using var desk3 = await chromium.Desk();
        var linXiao = await SignIn(desk1, gezhi, "operator", "caozuo01", "/centre");
        var zhouHang = await SignIn(desk2, gezhi, "dispatcher", "paiqian01", "/centre");
        var wangLei = await SignIn(wangsPhone, gezhi, "grid-worker", "wangge0001", "/field");
        await Expect(wangLei.GetByText("现在没有待办")).ToBeVisibleAsync();

        var aunt = await auntsPhone.NewPageAsync();
        await Report(aunt, gezhi.Address);
        var caseId = await TakeIn(linXiao);
        await Dispatch(zhouHang, caseId);
        await SetOut(wangLei, caseId);
        await SeesWhoIsComing(aunt);
        await HandIn(wangLei);
        await Check(await SignIn(desk3, gezhi, "checker", "hecha01", "/check"), caseId);
        await Close(linXiao, caseId);
        await Rate(aunt);
        await HasTheWholeRecord(linXiao, caseId);
    }

    private static async Task<IPage> SignIn(IBrowserContext context, RunningGezhi gezhi, string role, string userName, string home)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(await gezhi.SignInLink(role, userName));
        new Uri(page.Url).AbsolutePath.ShouldBe(home);
        await page.HasNoBarriers();
        return page;
    }

    private static async Task Report(IPage aunt, Uri address)
    {
        await aunt.GotoAsync(address.ToString());
        await aunt.Locator("input[name=Photos]").SetInputFilesAsync(Photo("manhole-missing.jpg"));
        await Expect(aunt.Locator("[data-photo-list] figure")).ToHaveCountAsync(1);
        await aunt.GetByRole(AriaRole.Button, new() { Name = "定位" }).ClickAsync();
        await Expect(aunt.Locator("[data-place-note]")).ToContainTextAsync("定位误差约 12 米");
        await aunt.Locator("textarea[name=Text]").FillAsync(Words);
        await aunt.GetByText("留电话 · 替邻居反映").ClickAsync();
        await aunt.GetByLabel("您的电话").FillAsync("15400010001");
        await aunt.FitsItsScreen();
        await aunt.HasNoBarriers();
        await aunt.Locator(".go button[type=submit]").ClickAsync();

        await aunt.WaitForURLAsync(new Regex("/receipt/"));
        await Expect(aunt.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("我们收到了您反映的问题");
        await aunt.HasNoBarriers();
        await aunt.FitsItsScreen();
    }

    /// <summary>The report appears by itself; another category is chosen; A files it.</summary>
    /// <returns>Id of the case.</returns>
    private static async Task<string> TakeIn(IPage linXiao)
    {
        var row = linXiao.Locator("#queue [data-row]", new() { HasText = "窨井盖缺了半边" });
        await Expect(row).ToBeVisibleAsync(new() { Timeout = Live });
        var caseId = (await row.GetAttributeAsync("data-row"))!;
        await linXiao.Keyboard.PressAsync("j");
        var card = linXiao.Locator($"[data-case='{caseId}']");
        await Expect(card.GetByText(Words)).ToBeVisibleAsync();
        var kinds = card.GetByLabel("类别", new() { Exact = true });
        if (!await kinds.IsVisibleAsync()) // it stands open where the guess is weak
            await card.GetByText("换一个类别").ClickAsync();
        await kinds.SelectOptionAsync(OfUnknownOwner);
        await card.GetByRole(AriaRole.Button, new() { Name = "用这一类" }).ClickAsync();
        await Expect(card.Locator(".kindnow")).ToContainTextAsync("您选的");
        await Expect(card.GetByRole(AriaRole.Button, new() { Name = "立案", Exact = false }).Or(card.Locator("[data-key=a]")).First)
            .ToBeEnabledAsync();
        await linXiao.HasNoBarriers();
        await linXiao.Keyboard.PressAsync("a");
        await Expect(linXiao.Locator($"#queue [data-row='{caseId}'] .st, #queue [data-row='{caseId}']").First)
            .ToContainTextAsync("待派遣", new() { Timeout = Live });
        return caseId;
    }

    private static async Task Dispatch(IPage zhouHang, string caseId)
    {
        var row = zhouHang.Locator($"#queue [data-row='{caseId}']");
        await Expect(row).ToContainTextAsync("待派遣", new() { Timeout = Live });
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(zhouHang.Locator("[data-key=d]")).ToContainTextAsync("应急处置组");
        await zhouHang.HasNoBarriers();
        await zhouHang.Keyboard.PressAsync("d");
        await Expect(row).ToContainTextAsync("待接单", new() { Timeout = Live });
    }

    private static async Task SetOut(IPage wangLei, string caseId)
    {
        await wangLei.ReloadAsync();
        await wangLei.FitsItsScreen();
        await wangLei.HasNoBarriers();
        await wangLei.GetByRole(AriaRole.Button, new() { Name = "接单" }).ClickAsync();
        await Expect(wangLei.GetByText("已接单，可以出发了")).ToBeVisibleAsync();
        await wangLei.GetByRole(AriaRole.Button, new() { Name = "出发" }).ClickAsync();
        await Expect(wangLei.GetByText("已记录出发")).ToBeVisibleAsync();
        await wangLei.Locator($"a[href='/field/tasks/{caseId}#do']").ClickAsync();
        await Expect(wangLei.GetByText(Words)).ToBeVisibleAsync();
        await wangLei.FitsItsScreen();
        await wangLei.HasNoBarriers();
    }

    /// <summary>The post, never the name.</summary>
    private static async Task SeesWhoIsComing(IPage aunt)
    {
        var headline = aunt.GetByRole(AriaRole.Heading, new() { Level = 1 });
        await Expect(headline).ToHaveTextAsync("民主路社区第1网格网格员 已出发，正在赶来", new() { Timeout = 60_000 }); // the page asks by itself every 20 s
        (await aunt.ContentAsync()).ShouldNotContain("王磊");
        await aunt.HasNoBarriers();
    }

    private static async Task HandIn(IPage wangLei)
    {
        await wangLei.GetByRole(AriaRole.Button, new() { Name = "我已到场" }).ClickAsync();
        await Expect(wangLei.GetByText("已记录到场")).ToBeVisibleAsync();
        await wangLei.Locator("input[name=HandInPhotos]").First.SetInputFilesAsync(Photo("manhole-missing-after.jpg"));
        await wangLei.GetByLabel("做了什么").First.FillAsync("已换新井盖并加固，现场清扫干净");
        await wangLei.HasNoBarriers();
        await wangLei.GetByRole(AriaRole.Button, new() { Name = "提交处置反馈" }).First.ClickAsync();
        await Expect(wangLei.GetByText("已提交处置反馈，等待核查")).ToBeVisibleAsync();
        await Expect(wangLei.GetByText("现在没有待办")).ToBeVisibleAsync();
    }

    /// <summary>Before and after stand side by side; the previews are made after the hand-in, out of process.</summary>
    private static async Task Check(IPage sunQian, string caseId)
    {
        await sunQian.Locator($"h2 a[href='/check/{caseId}']").ClickAsync();
        await sunQian.WaitForURLAsync($"**/check/{caseId}");
        var pair = sunQian.Locator(".compare figure");
        await Expect(pair.First).ToContainTextAsync("处置前");
        await Expect(pair.Last).ToContainTextAsync("处置后");
        await Expect(pair.Filter(new() { HasNotText = "没有照片" })).ToHaveCountAsync(2);
        await Expect(sunQian.GetByText("已换新井盖并加固")).ToBeVisibleAsync();
        await sunQian.HasNoBarriers();
        await sunQian.GetByRole(AriaRole.Button, new() { Name = "通过", Exact = true }).ClickAsync();
        await Expect(sunQian.GetByText("已通过，等待结案答复")).ToBeVisibleAsync();
        await sunQian.HasNoBarriers();
    }

    private static async Task Close(IPage linXiao, string caseId)
    {
        var row = linXiao.Locator($"#queue [data-row='{caseId}']");
        await Expect(row).ToContainTextAsync("待结案", new() { Timeout = Live });
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await linXiao.GetByLabel("答复").FillAsync("井盖已经换好并加固，感谢您的提醒。");
        await linXiao.HasNoBarriers();
        await linXiao.GetByRole(AriaRole.Button, new() { Name = "结案并答复" }).ClickAsync();
        await Expect(row).ToHaveCountAsync(0, new() { Timeout = Live });
    }

    private static async Task Rate(IPage aunt)
    {
        await aunt.ReloadAsync();
        await Expect(aunt.Locator(".answer")).ToContainTextAsync("井盖已经换好并加固");
        await aunt.GetByLabel("解决了", new() { Exact = true }).CheckAsync();
        await aunt.GetByLabel("很满意", new() { Exact = true }).CheckAsync();
        await aunt.HasNoBarriers();
        await aunt.FitsItsScreen();
        await aunt.GetByRole(AriaRole.Button, new() { Name = "提交评价" }).ClickAsync();
        await Expect(aunt.GetByText("谢谢您的评价。")).ToBeVisibleAsync();
        await aunt.HasNoBarriers();
    }

    private static async Task HasTheWholeRecord(IPage linXiao, string caseId)
    {
        await linXiao.GotoAsync(new Uri(new Uri(linXiao.Url), $"/cases/{caseId}").ToString());
        var record = linXiao.Locator("main");
        foreach (var step in new[] { "立案", "派遣", "接单", "出发", "到场", "处置反馈", "核查通过", "结案" })
            await Expect(record).ToContainTextAsync(step);
        await linXiao.HasNoBarriers();
    }

    private static string Photo(string name) => Path.Combine(Repository.Root, "seed", "photos", name);
}
