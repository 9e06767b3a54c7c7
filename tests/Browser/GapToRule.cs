using System.Text.RegularExpressions;
using Gezhi.Tests.Shared;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Gezhi.Tests.Browser;

/// <summary>What nobody answered for becomes a rule: decided, tried on past cases, approved by somebody else, found in the list.</summary>
public sealed class GapToRule
{
    [Fact]
    public async Task A_shift_leader_resolves_a_gap_into_a_rule_and_the_director_approves_it()
    {
        var chromium = await Chromium.Started();
        var gezhi = await SeededTown.WithReports();
        await using var desk1 = await chromium.Desk();
        await using var desk2 = await chromium.Desk();
        var chenMo = await SignIn(desk1, gezhi, "shift-leader", "zhiban01");
        var director = await SignIn(desk2, gezhi, "leader", "lingdao01");

        await Decide(chenMo, gezhi.Address);
        var draft = await Try(chenMo);
        await Approve(director, draft);
        await IsInTheList(chenMo, gezhi.Address);
    }

    private static async Task<IPage> SignIn(IBrowserContext context, RunningGezhi gezhi, string role, string userName)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(await gezhi.SignInLink(role, userName));
        return page;
    }

    private static async Task Decide(IPage chenMo, Uri address)
    {
        await chenMo.GotoAsync(new Uri(address, "/gaps").ToString());
        await chenMo.HasNoBarriers();
        await chenMo.Locator("tbody tr", new() { HasText = "没有规则" }).First.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(chenMo.GetByText("不等裁决，先办起来")).ToBeVisibleAsync();
        await chenMo.HasNoBarriers();
        await chenMo.GetByLabel("归谁管").SelectOptionAsync("urban-management");
        await chenMo.GetByLabel("理由").FillAsync("无主设施由城管局兜底，先修后查产权");
        await chenMo.GetByRole(AriaRole.Button, new() { Name = "裁决" }).ClickAsync();
        await chenMo.WaitForURLAsync(new Regex("/rules/drafts/"));
        await Expect(chenMo.Locator(".diff li.add")).ToContainTextAsync("管理空白裁决");
        await chenMo.HasNoBarriers();
    }

    /// <returns>Address of the draft.</returns>
    private static async Task<string> Try(IPage chenMo)
    {
        await Expect(chenMo.GetByRole(AriaRole.Button, new() { Name = "试跑后才能送审" })).ToBeDisabledAsync();
        await chenMo.GetByRole(AriaRole.Button, new() { Name = "试跑", Exact = true }).ClickAsync();
        await Expect(chenMo.Locator("#trial .kpis")).ToContainTextAsync("会换单位"); // the part asks by itself until it is done
        await chenMo.ReloadAsync();
        await chenMo.HasNoBarriers();
        await chenMo.GetByRole(AriaRole.Button, new() { Name = "送审", Exact = true }).ClickAsync();
        await Expect(chenMo.Locator(".head .st")).ToContainTextAsync("待审批");
        await Expect(chenMo.GetByRole(AriaRole.Button, new() { Name = "批准", Exact = true })).ToBeDisabledAsync();
        return new Uri(chenMo.Url).GetLeftPart(UriPartial.Path);
    }

    private static async Task Approve(IPage director, string draft)
    {
        await director.GotoAsync(draft);
        await director.HasNoBarriers();
        await director.GetByRole(AriaRole.Button, new() { Name = "批准", Exact = true }).ClickAsync();
        await Expect(director.GetByText("已成为第 4 版")).ToBeVisibleAsync();
        await director.HasNoBarriers();
    }

    private static async Task IsInTheList(IPage chenMo, Uri address)
    {
        await chenMo.GotoAsync(new Uri(address, "/rules?unit=urban-management").ToString());
        await Expect(chenMo.Locator(".ruletable tbody tr", new() { HasText = "第 4 版" })).ToHaveCountAsync(1);
        await chenMo.HasNoBarriers();
        foreach (var page in new[] { "/rules/checks", "/rules/books/4", "/coverage", "/places-between", "/rules/drafts" })
        {
            (await chenMo.GotoAsync(new Uri(address, page).ToString()))!.Status.ShouldBe(200, page);
            await chenMo.HasNoBarriers();
        }
    }
}
