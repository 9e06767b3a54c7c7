using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gezhi.Identity.Accounts;
using Gezhi.Identity.Demo;
using Gezhi.Identity.Posts;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Tests.Shared;
using Gezhi.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Gezhi.Tests.Browser;

/// <summary>400 households vote on money of the maintenance fund: called, held on three ways, counted, objected to, confirmed.</summary>
public sealed class OwnersVote
{
    private const int Households = 400;
    private const int Papers = 250;
    private const int AtHome = 60;
    private const string Phone = "15400280001";

    private static readonly byte[] Scan = Convert.FromBase64String(
        "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAMCAgICAgMCAgIDAwMDBAYEBAQEBAgGBgUGCQgKCgkICQkKDA8MCgsOCwkJDRENDg8QEBEQCgwSExIQEw8QEBD/wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAACf/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AKp//2Q=="
    );

    [Fact]
    public async Task A_vote_of_400_households_goes_from_notice_to_confirmed_result()
    {
        var chromium = await Chromium.Started();
        var folder = await SeededTown.Folder();
        var clock = new MovedClock();
        await using var app = await Start(folder, clock);
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        var (secretaryName, workerName) = await Staff(app);
        await using var desk = await chromium.Desk();
        await using var desk2 = await chromium.Desk();
        await using var phone = await chromium.Phone();
        var secretary = await desk.NewPageAsync();
        var resident = await phone.NewPageAsync();

        await SignIn(app, address, secretary, Role.CommunitySecretary, secretaryName);
        var id = await Call(secretary, address, clock);
        await resident.GotoAsync(new Uri(address, $"/votes/{id}").ToString());
        await Expect(resident.GetByText("公告中")).ToBeVisibleAsync();
        await resident.HasNoBarriers();
        await resident.FitsItsScreen();

        clock.Move(TimeSpan.FromDays(17));
        await SignIn(app, address, secretary, Role.CommunitySecretary, secretaryName);
        var worker = await desk2.NewPageAsync();
        await SignIn(app, address, worker, Role.GridWorker, workerName);
        await resident.SignInByPhone(address, folder, Phone);
        var receipt = await Vote(resident, address, id);
        await OnePaper(worker, secretary, address, id);
        await Bulk(worker, secretary, address, id);

        clock.Move(TimeSpan.FromDays(8));
        await SignIn(app, address, secretary, Role.CommunitySecretary, secretaryName);
        await Count(secretary, address, id);
        await Look(resident, address, id, receipt);
        await resident.SignInByPhone(address, folder, Phone);
        await Object(resident, address, id);
        await Answer(secretary, address, id);

        clock.Move(TimeSpan.FromDays(8));
        var leader = await desk2.NewPageAsync();
        await SignIn(app, address, leader, Role.Leader, "lingdao01");
        await leader.GotoAsync(new Uri(address, $"/council/votes/{id}").ToString());
        await leader.GetByRole(AriaRole.Button, new() { Name = "确认结果" }).ClickAsync();
        await Expect(leader.GetByText("结果已生效")).ToBeVisibleAsync();
        await leader.HasNoBarriers();
    }

    /// <returns>Id of the vote.</returns>
    private static async Task<string> Call(IPage secretary, Uri address, MovedClock clock)
    {
        await secretary.GotoAsync(new Uri(address, "/council/votes/new").ToString());
        await secretary.HasNoBarriers();
        await secretary.GetByLabel("物业区域").FillAsync("百年里");
        await secretary.GetByLabel("标题").FillAsync("使用维修资金更换水泵");
        await secretary.GetByLabel("表决内容").FillAsync("更换两台生活水泵，费用 38600.50 元，从维修资金列支。");
        await secretary.GetByLabel("金额（元）").FillAsync("38600.50");
        await secretary.GetByLabel("开始投票").FillAsync(Local(clock, 16));
        await secretary.GetByLabel("结束投票").FillAsync(Local(clock, 23));
        await secretary.GetByRole(AriaRole.Button, new() { Name = "保存草稿" }).ClickAsync();
        await secretary.WaitForURLAsync(new Regex("/council/votes/[0-9a-f-]{36}$"));
        var sheet = new StringBuilder("房号,面积,用途,业主,业主编号,手机号,共有人数,建设单位\n");
        for (var n = 1; n <= Households; n++)
            sheet.Append(
                CultureInfo.InvariantCulture,
                $"{1 + (n / 100)}-1-{n:000},{80 + (n % 7)}.5,住宅,业主{n},{n},{(n == 1 ? Phone : "")},,\n"
            );
        await secretary
            .GetByLabel("名册文件")
            .SetInputFilesAsync(
                new FilePayload
                {
                    Name = "roll.csv",
                    MimeType = "text/csv",
                    Buffer = Encoding.UTF8.GetBytes(sheet.ToString()),
                }
            );
        await secretary.GetByRole(AriaRole.Button, new() { Name = "导入名册" }).ClickAsync();
        await Expect(secretary.GetByText("名册已导入：400 个专有部分，400 名业主。")).ToBeVisibleAsync();
        await secretary.HasNoBarriers();
        await secretary.GetByRole(AriaRole.Button, new() { Name = "公告", Exact = true }).ClickAsync();
        await Expect(secretary.GetByText("公告中")).ToBeVisibleAsync();
        return new Uri(secretary.Url).Segments[^1].TrimEnd('/');
    }

    /// <returns>The receipt.</returns>
    private static async Task<string> Vote(IPage resident, Uri address, string id)
    {
        await resident.GotoAsync(new Uri(address, $"/votes/{id}/mine").ToString());
        await resident.HasNoBarriers();
        await resident.FitsItsScreen();
        await resident.GetByLabel("赞成", new() { Exact = true }).CheckAsync();
        await resident.GetByRole(AriaRole.Button, new() { Name = "投票" }).ClickAsync();
        var receipt = await resident.Locator("[data-receipt]").TextContentAsync();
        await resident.HasNoBarriers();
        return receipt!;
    }

    /// <summary>One paper on the pages, read by two people.</summary>
    private static async Task OnePaper(IPage worker, IPage secretary, Uri address, string id)
    {
        foreach (var (page, button) in new[] { (worker, "录入纸质票"), (secretary, "再录一次纸质票") })
        {
            await page.GotoAsync(new Uri(address, $"/council/votes/{id}?q=1-1-002").ToString());
            await page.GetByText(button, new() { Exact = true }).ClickAsync();
            await page.HasNoBarriers();
            await page.Locator("#paper-2-Yes").CheckAsync();
            if (page == worker)
                await page.Locator("#Scan-2")
                    .SetInputFilesAsync(
                        new FilePayload
                        {
                            Name = "paper.jpg",
                            MimeType = "image/jpeg",
                            Buffer = Scan,
                        }
                    );
            await page.GetByRole(AriaRole.Button, new() { Name = "录入", Exact = true }).ClickAsync();
            await Expect(page.GetByText(page == worker ? "第一次录入已记下" : "已计入。投票回执")).ToBeVisibleAsync();
        }
    }

    /// <summary>The other papers and the ballots of the carried box, by the same commands.</summary>
    private static async Task Bulk(IPage worker, IPage secretary, Uri address, string id)
    {
        var api = new Uri(address, $"/api/votes/{id}");
        var kept = await worker.APIRequest.PostAsync($"{api}/scans", new() { DataByte = Scan });
        var scan = (await kept.JsonAsync())!.Value.GetProperty("hash").GetString();
        for (var n = 3; n < 3 + Papers; n++)
        {
            var choice = n % 6 == 0 ? "No" : "Yes";
            await Done(
                worker,
                $"{api}/papers",
                new
                {
                    ownerNo = n,
                    choice,
                    scanHash = scan,
                }
            );
            await Done(secretary, $"{api}/papers", new { ownerNo = n, choice });
        }
        for (var n = 3 + Papers; n < 3 + Papers + AtHome; n++)
            await Done(
                worker,
                $"{api}/home-ballots",
                new
                {
                    ownerNo = n,
                    choice = n % 10 == 0 ? "Abstain" : "Yes",
                    boxNo = "1",
                    witness1 = "钱淑芬",
                    witness2 = "吴保民",
                }
            );
    }

    private static async Task Done(IPage page, string url, object body) =>
        (await page.APIRequest.PostAsync(url, new() { DataObject = body })).Status.ShouldBe(200, $"{url} {JsonSerializer.Serialize(body)}");

    private static async Task Count(IPage secretary, Uri address, string id)
    {
        await secretary.GotoAsync(new Uri(address, $"/council/votes/{id}").ToString());
        await secretary.GetByRole(AriaRole.Button, new() { Name = "结束并计票" }).ClickAsync();
        await Expect(secretary.Locator(".verdict")).ToContainTextAsync("通过");
        await secretary.GetByRole(AriaRole.Button, new() { Name = "公示结果" }).ClickAsync();
        await Expect(secretary.GetByText("结果公示中")).ToBeVisibleAsync();
        await secretary.HasNoBarriers();
    }

    private static async Task Look(IPage resident, Uri address, string id, string receipt)
    {
        await resident.GotoAsync(new Uri(address, $"/votes/{id}").ToString());
        await Expect(resident.Locator(".votes-count")).ToContainTextAsync("312");
        await resident.HasNoBarriers();
        await resident.FitsItsScreen();
        await resident.GetByText("用回执核对").ClickAsync();
        await resident.GetByLabel("投票回执").FillAsync(receipt);
        await resident.GetByRole(AriaRole.Button, new() { Name = "核对" }).ClickAsync();
        await Expect(resident.GetByText("这张票已计入，意见是：赞成")).ToBeVisibleAsync();
        await resident.HasNoBarriers();
    }

    private static async Task Object(IPage resident, Uri address, string id)
    {
        await resident.GotoAsync(new Uri(address, $"/votes/{id}/mine").ToString());
        await resident.GetByLabel("哪里不对").FillAsync("两台水泵的报价单没有公示");
        await resident.GetByRole(AriaRole.Button, new() { Name = "提出异议" }).ClickAsync();
        await Expect(resident.GetByText("第 1 号异议")).ToBeVisibleAsync();
        await resident.HasNoBarriers();
    }

    private static async Task Answer(IPage secretary, Uri address, string id)
    {
        await secretary.GotoAsync(new Uri(address, $"/council/votes/{id}").ToString());
        await secretary.GetByLabel("答复").FillAsync("报价单已贴在各单元门口，计票无误。");
        await secretary.HasNoBarriers();
        await secretary.GetByRole(AriaRole.Button, new() { Name = "异议不成立" }).ClickAsync();
        await Expect(secretary.Locator("#objections .st")).ToContainTextAsync("异议不成立");
    }

    private static async Task SignIn(WebApplication app, Uri address, IPage page, Role role, string userName)
    {
        var key = app.Services.GetRequiredService<DemoKey>().Value;
        await page.GotoAsync(new Uri(address, $"/demo/sign-in/{DemoSignIn.Name(role)}?key={key}&user={userName}").ToString());
    }

    private static string Local(MovedClock clock, int days) =>
        clock.GetUtcNow().AddHours(8).AddDays(days).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    /// <summary>The product in this process, so that its clock can be moved.</summary>
    private static async Task<WebApplication> Start(string folder, TimeProvider clock)
    {
        var app = GezhiHost.Build(
            [
                "--environment=Development",
                $"--contentRoot={Path.Combine(Repository.Root, "src", "Web")}",
                "--applicationName=Gezhi.Web",
                "--urls=http://127.0.0.1:0",
                $"--Storage:Root={folder}",
                "--Demo:Reports=0",
                "--Loops:FirstRest=00:00:00",
                "--Logging:LogLevel:Default=Error",
                "--Messages:Sender=File",
                "--Limits:FormsAMinute=1000000",
            ],
            services => services.AddSingleton(clock)
        );
        await GezhiHost.Prepare(app);
        await app.StartAsync();
        return app;
    }

    /// <summary>The secretary of the first community that has a grid worker too.</summary>
    private static async Task<(string Secretary, string Worker)> Staff(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(410103);
        var posts = await db.Set<Post>()
            .Where(p => (p.Role == Role.CommunitySecretary || p.Role == Role.GridWorker) && p.AreaCode != null)
            .Join(
                db.Set<Account>(),
                p => p.AccountId,
                a => a.Id,
                (p, a) =>
                    new
                    {
                        p.Role,
                        Area = p.AreaCode!,
                        a.UserName,
                    }
            )
            .ToListAsync();
        var found = posts
            .Where(p => p.Role == Role.CommunitySecretary)
            .SelectMany(s =>
                posts
                    .Where(w => w.Role == Role.GridWorker && w.Area.StartsWith(s.Area, StringComparison.Ordinal))
                    .Select(w => (s.Area, Secretary: s.UserName, Worker: w.UserName))
            )
            .OrderBy(f => f.Area, StringComparer.Ordinal)
            .ThenBy(f => f.Worker, StringComparer.Ordinal)
            .First();
        return (found.Secretary, found.Worker);
    }

    /// <summary>The clock on the wall, moved forwards: cookies are dated by it and read by a browser of today.</summary>
    private sealed class MovedClock : TimeProvider
    {
        private TimeSpan ahead;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;

        public void Move(TimeSpan time) => ahead += time;
    }
}
