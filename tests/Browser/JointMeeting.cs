using System.Globalization;
using System.Text.RegularExpressions;
using Gezhi.Tests.Shared;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Gezhi.Tests.Browser;

/// <summary>A joint case of three departments is decided in a meeting, and its obligations are done on the case page.</summary>
public sealed class JointMeeting
{
    [Fact]
    public async Task Three_departments_decide_a_case_and_do_what_they_promised_on_its_page()
    {
        var chromium = await Chromium.Started();
        var gezhi = await SeededTown.WithReports();
        await using var desk1 = await chromium.Desk();
        await using var desk2 = await chromium.Desk();
        var leader = await SignIn(desk1, gezhi, "leader", "lingdao01");
        var parks = await SignIn(desk2, gezhi, "handler", "chuzhi004");

        var cased = await OpenCase(leader, gezhi.Address);
        var meeting = await Call(leader, cased);
        await Answer(parks, gezhi.Address, meeting);
        await Decide(leader, meeting);
        await Do(parks, cased);
        await Check(leader, cased);
    }

    private static async Task<IPage> SignIn(IBrowserContext context, RunningGezhi gezhi, string role, string userName)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(await gezhi.SignInLink(role, userName));
        return page;
    }

    /// <returns>Address of an open case that the units have in hand.</returns>
    private static async Task<string> OpenCase(IPage leader, Uri address)
    {
        await leader.GotoAsync(new Uri(address, "/cases?state=Handling").ToString());
        await leader.Locator("table.cases tbody tr a[href^='/cases/']").First.ClickAsync();
        await leader.WaitForURLAsync(new Regex("/cases/[0-9a-f-]{30,}|/cases/[0-9]{20}"));
        return new Uri(leader.Url).GetLeftPart(UriPartial.Path);
    }

    private static async Task<string> Call(IPage leader, string cased)
    {
        await leader.GotoAsync(cased);
        await leader.GetByRole(AriaRole.Link, new() { Name = "召集联席会议" }).ClickAsync();
        await leader.WaitForURLAsync(new Regex("/meetings/new"));
        await leader.HasNoBarriers();
        var begins = TimeZoneInfo
            .ConvertTimeBySystemTimeZoneId(TimeProvider.System.GetUtcNow().UtcDateTime, "Asia/Shanghai")
            .AddMinutes(-1);
        await leader.GetByLabel("会议名称").FillAsync("三家联席会议");
        await leader.GetByLabel("开始时间").FillAsync(Field(begins));
        await leader.GetByLabel("结束时间").FillAsync(Field(begins.AddHours(2)));
        await leader.GetByLabel("会议地点").FillAsync("二楼会商室");
        foreach (var unit in new[] { "园林绿化养护中心", "市政设施养护中心", "二七区城市管理局" })
            await leader.GetByLabel(unit, new() { Exact = true }).CheckAsync();
        await leader.GetByRole(AriaRole.Button, new() { Name = "发出会议通知" }).ClickAsync();
        await leader.WaitForURLAsync(new Regex("/meetings/[0-9a-f-]{36}$"));
        await leader.HasNoBarriers();
        return leader.Url;
    }

    private static string Field(DateTime at) => at.ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    private static async Task Answer(IPage parks, Uri address, string meeting)
    {
        await parks.GotoAsync(new Uri(address, "/unit").ToString());
        await Expect(parks.Locator("#council")).ToContainTextAsync("三家联席会议");
        await parks.HasNoBarriers();
        await parks.GotoAsync(meeting);
        await parks.Locator("input[name=Answer][value=Comes]").CheckAsync();
        await parks.GetByRole(AriaRole.Button, new() { Name = "提交答复" }).ClickAsync();
        await Expect(parks.Locator("#answer .st.done")).ToContainTextAsync("参加");
    }

    private static async Task Decide(IPage leader, string meeting)
    {
        var due = TimeZoneInfo.ConvertTimeBySystemTimeZoneId(TimeProvider.System.GetUtcNow().UtcDateTime, "Asia/Shanghai").AddDays(3);
        await leader.GotoAsync(meeting);
        await leader.GetByLabel("纪要正文").FillAsync("三家到现场看过，议定由园林先修。");
        await leader.Locator("#D-Text-0").FillAsync("路缘石以内由园林负责");
        await leader.Locator("#O-Unit-0").SelectOptionAsync("parks");
        await leader.Locator("#O-Text-0").FillAsync("修好塌陷的路面");
        await leader.Locator("#O-Due-0").FillAsync(due.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        await leader.GetByRole(AriaRole.Button, new() { Name = "保存草稿" }).ClickAsync();
        await leader.GetByRole(AriaRole.Button, new() { Name = "签发纪要" }).ClickAsync();
        await Expect(leader.Locator("#minutes .print code").First).ToHaveTextAsync(new Regex("^[0-9a-f]{64}$"));
        await leader.HasNoBarriers();
        await leader.SetViewportSizeAsync(390, 844);
        await leader.FitsItsScreen();
        await leader.SetViewportSizeAsync(1440, 900);
    }

    private static async Task Do(IPage parks, string cased)
    {
        await parks.GotoAsync(cased);
        var owed = parks.Locator("#council .owed", new() { HasText = "修好塌陷的路面" });
        await owed.Locator("summary", new() { HasText = "反馈办理结果" }).ClickAsync();
        await parks.HasNoBarriers();
        await owed.GetByLabel("办了什么").FillAsync("路面修好了，可以通车");
        await owed.GetByRole(AriaRole.Button, new() { Name = "提交反馈" }).ClickAsync();
        await Expect(parks.Locator("#council .owed .st.check")).ToContainTextAsync("待核对");
    }

    private static async Task Check(IPage leader, string cased)
    {
        await leader.GotoAsync(cased);
        var owed = leader.Locator("#council .owed", new() { HasText = "修好塌陷的路面" });
        await owed.Locator("summary", new() { HasText = "核对" }).ClickAsync();
        await owed.GetByRole(AriaRole.Button, new() { Name = "办好了，办结" }).ClickAsync();
        await Expect(leader.Locator("#council .owed", new() { HasText = "修好塌陷的路面" }).Locator(".st.done"))
            .ToContainTextAsync("已办结");
        await leader.HasNoBarriers();
        leader.Url.ShouldContain("/cases/");
    }
}
