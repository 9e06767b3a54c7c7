using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Gezhi.Tests.Browser;

/// <summary>A household is helped from the fund: a gift over the network, two persons, books that balance.</summary>
public sealed class HardshipJourney
{
    [Fact]
    public async Task A_household_is_helped_from_the_fund_by_two_persons()
    {
        var chromium = await Chromium.Started();
        var gezhi = await SeededTown.Shared();
        await using var desk = await chromium.Desk();
        await using var other = await chromium.Desk();
        await using var phone = await chromium.Phone();
        var secretary = await desk.NewPageAsync();
        await secretary.GotoAsync(await gezhi.SignInLink("community-secretary", "shuji001"));
        await secretary.GotoAsync(new Uri(gezhi.Address, "/community/funds").ToString());
        await secretary.HasNoBarriers();
        await secretary.GetByText("设立基金").First.ClickAsync();
        await secretary.GetByLabel("基金名称").FillAsync("儿童公园互助基金");
        await secretary.GetByLabel("区域代码").FillAsync("410103010004");
        await secretary.GetByLabel("挂靠的慈善总会").FillAsync("市慈善总会");
        await secretary.GetByLabel("协议编号").FillAsync("XY-2026-7");
        await secretary.Locator("[name=Level][value=Public]").CheckAsync();
        await secretary.GetByRole(AriaRole.Button, new() { Name = "设立基金" }).ClickAsync();
        await secretary.WaitForURLAsync(new Regex("/community/funds/[0-9a-f-]{36}$"));
        var staffPage = secretary.Url;
        await Ask(secretary);

        var resident = await phone.NewPageAsync();
        await Give(resident, staffPage.Replace("/community/", "/", StringComparison.Ordinal));

        var leader = await other.NewPageAsync();
        await leader.GotoAsync(await gezhi.SignInLink("leader"));
        await leader.GotoAsync(staffPage);
        await leader.Locator("#aids [name=Words]").FillAsync("入户看过病历");
        await leader.GetByRole(AriaRole.Button, new() { Name = "核实通过" }).ClickAsync();
        await Expect(leader.Locator("#aids").GetByText("救助中")).ToBeVisibleAsync();

        await Propose(secretary, staffPage);
        await leader.GotoAsync(staffPage);
        await leader.Locator("#payouts [name=Receipt]").FillAsync("SJ-2026-001");
        await leader.GetByRole(AriaRole.Button, new() { Name = "确认支付：手术后生活补助" }).ClickAsync();
        await Expect(leader.Locator("#payouts").GetByText("已支付")).ToBeVisibleAsync();
        await Expect(leader.GetByText("总账借贷相差 0.00 元")).ToBeVisibleAsync();
        await Expect(leader.GetByText("与支付平台相差 0.00 元，核对 1 笔")).ToBeVisibleAsync();
        await leader.HasNoBarriers();
        await leader.FitsItsScreen();
        await Close(secretary, staffPage);

        await resident.GotoAsync(staffPage.Replace("/community/", "/", StringComparison.Ordinal));
        await Expect(resident.GetByText("谢谢好心的邻居")).ToBeVisibleAsync();
        await resident.HasNoBarriers();
        await resident.FitsItsScreen();
        await resident.Locator("main a[href^='/funds/']").Last.ClickAsync();
        await Expect(resident.GetByText("手术后生活补助")).ToBeVisibleAsync();
        await Expect(resident.GetByText("好邻居")).ToBeVisibleAsync();
        await resident.HasNoBarriers();
        await resident.FitsItsScreen();
    }

    private static async Task Ask(IPage secretary)
    {
        await secretary.GetByText("提出困难救助").First.ClickAsync();
        await secretary.GetByLabel("受助人姓名").FillAsync("李桂芳");
        await secretary.GetByLabel("需要多少（元）").FillAsync("5000");
        await secretary.GetByLabel("困难情况").FillAsync("独居，手术后没有收入");
        await secretary.GetByLabel("公开的说明").FillAsync("一位独居老人手术后生活困难");
        await secretary.GetByRole(AriaRole.Button, new() { Name = "提出困难救助" }).ClickAsync();
        await Expect(secretary.Locator("#aids").GetByText("等另一人核实")).ToBeVisibleAsync();
        await secretary.HasNoBarriers();
    }

    /// <summary>Over the network, at the sandbox.</summary>
    private static async Task Give(IPage resident, string fund)
    {
        await resident.GotoAsync(fund);
        await resident.HasNoBarriers();
        await resident.FitsItsScreen();
        await resident.GetByLabel("捐多少（元）").FillAsync("300");
        await resident.GetByLabel("怎么称呼您").FillAsync("好邻居");
        await resident.GetByLabel("公示时可以写上我的称呼").CheckAsync();
        await resident.GetByRole(AriaRole.Button, new() { Name = "去支付" }).ClickAsync();
        await resident.WaitForURLAsync(new Regex("/sandbox/pay/"));
        await resident.HasNoBarriers();
        await resident.GetByRole(AriaRole.Button, new() { Name = "付款 300.00 元" }).ClickAsync();
        await Expect(resident.GetByText("谢谢您！这笔善款已经入账")).ToBeVisibleAsync();
        await resident.HasNoBarriers();
    }

    /// <summary>The gift is settled to the bank, then proposed for the household.</summary>
    private static async Task Propose(IPage secretary, string page)
    {
        await secretary.GotoAsync(page);
        await secretary.GetByText("转账、结算、手续费、认领待查款").ClickAsync();
        await secretary.Locator("#MoveFrom").SelectOptionAsync("Online");
        await secretary.Locator("#MoveTo").SelectOptionAsync("Bank");
        await secretary.Locator("#mFen").FillAsync("300");
        await secretary.Locator("#mWords").FillAsync("平台结算");
        await secretary.GetByRole(AriaRole.Button, new() { Name = "转", Exact = true }).ClickAsync();
        await Expect(secretary.Locator("table.sums").First.GetByText("300.00")).ToBeVisibleAsync();
        await secretary.Locator("#payouts summary").ClickAsync();
        await secretary.Locator("#PayAid").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await secretary.Locator("#PayFrom").SelectOptionAsync("Bank");
        await secretary.Locator("#pFen").FillAsync("300");
        await secretary.Locator("#pWords").FillAsync("手术后生活补助");
        await secretary.GetByRole(AriaRole.Button, new() { Name = "申请支出" }).ClickAsync();
        await Expect(secretary.Locator("#payouts").GetByText("等第二人确认")).ToBeVisibleAsync();
    }

    private static async Task Close(IPage secretary, string page)
    {
        await secretary.GotoAsync(page);
        await secretary.Locator("#aids summary").GetByText("结束救助并致谢").ClickAsync();
        await secretary.GetByLabel("救助结果").FillAsync("老人已出院");
        await secretary.GetByLabel("致谢（公开，不写姓名）").FillAsync("谢谢好心的邻居");
        await secretary.GetByRole(AriaRole.Button, new() { Name = "结束救助" }).ClickAsync();
        await Expect(secretary.Locator("#aids").GetByText("救助已结束")).ToBeVisibleAsync();
    }
}
