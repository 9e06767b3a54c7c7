using System.Text.RegularExpressions;
using Gezhi.Tests.Shared;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Gezhi.Tests.Browser;

/// <summary>Noise between neighbours: reported, handed over, mediated, agreed, performed, visited again, bound.</summary>
public sealed class NoiseDispute
{
    [Fact]
    public async Task A_neighbour_noise_dispute_goes_from_report_to_agreement_and_follow_up()
    {
        var chromium = await Chromium.Started();
        var gezhi = await SeededTown.Shared();
        await using var phone = await chromium.Phone();
        await using var desk1 = await chromium.Desk();
        await using var desk2 = await chromium.Desk();
        await Report(await phone.NewPageAsync(), gezhi.Address);
        var linXiao = await SignIn(desk1, gezhi, "operator", "caozuo01");
        var heping = await SignIn(desk2, gezhi, "mediator", "tiaojie01");

        await HandOver(linXiao, gezhi.Address);
        await Take(heping, gezhi.Address);
        await Mediate(heping);
        await Agree(heping);
        await FollowUp(heping);
    }

    private static async Task<IPage> SignIn(IBrowserContext context, RunningGezhi gezhi, string role, string userName)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(await gezhi.SignInLink(role, userName));
        return page;
    }

    private static async Task Report(IPage page, Uri address)
    {
        await page.GotoAsync(address.ToString());
        await page.Locator("textarea").First.FillAsync("楼上邻居半夜拖桌子，吵得睡不着，请协调");
        await page.Locator("#PlaceText").FillAsync("二七广场");
        await page.Locator(".go button[type=submit]").ClickAsync();
        await page.WaitForURLAsync(new Regex("/receipt/"));
    }

    private static async Task HandOver(IPage linXiao, Uri address)
    {
        await linXiao.GotoAsync(new Uri(address, "/cases").ToString());
        await linXiao.GetByRole(AriaRole.Link, new() { Name = "拖桌子" }).First.ClickAsync();
        await linXiao.GetByRole(AriaRole.Link, new() { Name = "移交人民调解" }).ClickAsync();
        await linXiao.HasNoBarriers();
        await linXiao.Locator("#Facts").FillAsync("楼上半夜拖桌子，上门说过两次没有用。");
        await linXiao.Locator("#ApplicantName").FillAsync("温良玉");
        await linXiao.Locator("#RespondentName").FillAsync("楚天阔");
        await linXiao.GetByRole(AriaRole.Button, new() { Name = "交给调委会" }).ClickAsync();
        await Expect(linXiao.GetByRole(AriaRole.Heading, new() { Name = "已交给调解委员会" })).ToBeVisibleAsync();
        await linXiao.GoBackAsync();
        await linXiao.GotoAsync(new Uri(address, "/cases").ToString());
        await linXiao.GetByRole(AriaRole.Link, new() { Name = "拖桌子" }).First.ClickAsync();
        await Expect(linXiao.Locator("[data-inset]")).ToContainTextAsync("移交人民调解");
        (await linXiao.ContentAsync()).ShouldNotContain("楚天阔");
    }

    private static async Task Take(IPage heping, Uri address)
    {
        await heping.GotoAsync(new Uri(address, "/mediation").ToString());
        await heping.HasNoBarriers();
        await heping.GetByRole(AriaRole.Link, new() { Name = "新的调解申请" }).First.ClickAsync();
        await Press(heping, "予以受理");
        await Expect(heping.Locator("h1")).ToContainTextAsync("人调字第");
        await heping.Locator("#MediatorId").SelectOptionAsync(new SelectOptionValue { Index = 0 });
        await Press(heping, "确定调解员");
        await Expect(heping.Locator("dl.facts")).ToContainTextAsync("当事人共同选定");
        for (var party = 0; party < 2; party++)
        {
            await heping.Locator("summary", new() { HasText = "核对身份" }).Nth(party).ClickAsync();
            await heping.Locator("button[value=identity]").Nth(party).ClickAsync();
            await Expect(heping.GetByText("身份已核对")).ToHaveCountAsync(party + 1);
            await heping.Locator("button[value=notice]").First.ClickAsync();
            await Expect(heping.GetByText("已告知权利义务")).ToHaveCountAsync(party + 1);
        }
    }

    private static async Task Mediate(IPage heping)
    {
        await heping.Locator("#RecordKind").SelectOptionAsync("Apart");
        await heping.Locator("#RecordParty").SelectOptionAsync(new SelectOptionValue { Label = "温良玉" });
        await heping.Locator("#r-content").FillAsync("只想晚上能睡着，不要赔偿。");
        await Press(heping, "写入卷宗");
        await Expect(heping.Locator(".records .apart")).ToContainTextAsync("只想晚上能睡着");
        await heping.Locator("#RecordKind").SelectOptionAsync("Together");
        await heping.Locator("#r-content").FillAsync("双方说清作息，楼上愿意铺地毯。");
        await Press(heping, "写入卷宗");
        await Expect(heping.Locator(".records li")).ToHaveCountAsync(2);
        await heping.HasNoBarriers();
    }

    private static async Task Agree(IPage heping)
    {
        await heping.Locator("summary", new() { HasText = "起草协议" }).ClickAsync();
        await heping.Locator("#AgreementContent").FillAsync("楼上铺地毯，晚上十点以后不拖桌子。");
        await heping.Locator("#dp-0").SelectOptionAsync(new SelectOptionValue { Label = "楚天阔" });
        await heping.Locator("#dw-0").FillAsync("铺好地毯");
        await heping
            .Locator("#dd-0")
            .FillAsync(
                TimeProvider.System.GetLocalNow().AddDays(10).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
            );
        await Press(heping, "保存草稿");
        await Expect(heping.Locator("#agreement")).ToContainTextAsync("草稿");
        await heping.Locator("input[name=HaveAllSigned]").CheckAsync();
        await Press(heping, "签订，不再改动");
        await Expect(heping.Locator("#agreement")).ToContainTextAsync("与签订时一致");
        await heping.HasNoBarriers();
    }

    private static async Task FollowUp(IPage heping)
    {
        await heping.Locator("button[value=done]").ClickAsync();
        await Expect(heping.Locator("#agreement")).ToContainTextAsync("已履行");
        await heping.Locator("#RecordKind").SelectOptionAsync("FollowUp");
        await heping.Locator("#r-content").FillAsync("双方都说安静了。");
        await Press(heping, "写入卷宗");
        await Expect(heping.Locator(".records li")).ToHaveCountAsync(3);
        await heping.Locator("summary", new() { HasText = "结案" }).ClickAsync();
        await heping.Locator("#EndReason").FillAsync("协议已经履行。");
        await heping.Locator("button[value=end]").ClickAsync();
        await Expect(heping.Locator(".head .st")).ToContainTextAsync("协议履行完毕");
        await Press(heping, "立卷归档");
        await Expect(heping.Locator("main")).ToContainTextAsync("立卷，保管");
        await heping.GetByRole(AriaRole.Link, new() { Name = "打印卷宗" }).ClickAsync();
        await Expect(heping.Locator(".sheet[data-part='13']")).ToBeVisibleAsync();
        await heping.HasNoBarriers();
    }

    private static Task Press(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).First.ClickAsync();
}
