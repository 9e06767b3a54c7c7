using System.Globalization;
using System.Text.RegularExpressions;
using Gezhi.Identity.Demo;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Shared;
using Gezhi.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace Gezhi.Tests.Browser;

/// <summary>A festival with three venues: planned and staffed on the pages, let in without network, reported.</summary>
public sealed class FestivalJourney
{
    private const string Phone = "15400290001";

    [Fact]
    public async Task A_festival_with_three_venues_is_planned_staffed_held_and_reported()
    {
        var chromium = await Chromium.Started();
        var folder = await SeededTown.Folder();
        var clock = new MovedClock();
        await using var app = await Start(folder, clock);
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        await using var desk = await chromium.Desk();
        await using var door = await chromium.Phone();
        await using var phone = await chromium.Phone();
        var secretary = await desk.NewPageAsync();
        await SignIn(app, address, secretary);
        var series = await Begin(secretary, address);
        var venues = new List<string>();
        foreach (var (title, seats) in new[] { ("跳蚤集市", ""), ("便民义诊", "2"), ("广场晚会", "") })
            venues.Add(await Venue(secretary, series, title, seats, Local(clock, 1), Local(clock, 3)));
        foreach (var venue in venues)
            await Staff(secretary, address, venue, venue == venues[1]);

        var resident = await phone.NewPageAsync();
        await resident.SignInByPhone(address, folder, Phone);
        var code = await SignUp(resident, address, venues[1]);
        await Tick(secretary, address, venues);
        var gate = await door.NewPageAsync();
        await SignIn(app, address, gate);
        await LetIn(gate, address, code);

        clock.Move(TimeSpan.FromHours(6));
        await SignIn(app, address, secretary);
        foreach (var venue in venues)
            await Report(secretary, address, venue);
        await resident.GotoAsync(
            new Uri(address, new Uri(series).AbsolutePath.Replace("/community", "/activities", StringComparison.Ordinal)).ToString()
        );
        (await resident.GetByText("已结束").CountAsync()).ShouldBe(3);
        await resident.HasNoBarriers();
        await resident.FitsItsScreen();
    }

    /// <returns>Address of the series.</returns>
    private static async Task<string> Begin(IPage secretary, Uri address)
    {
        await secretary.GotoAsync(new Uri(address, "/community/activities").ToString());
        await secretary.HasNoBarriers();
        await secretary.GetByText("新建系列活动").First.ClickAsync();
        await secretary.GetByLabel("系列名称").FillAsync("重阳邻居节");
        await secretary.GetByRole(AriaRole.Button, new() { Name = "新建系列活动" }).ClickAsync();
        await secretary.WaitForURLAsync(new Regex("/community/series/[0-9a-f-]{36}$"));
        await secretary.HasNoBarriers();
        return secretary.Url;
    }

    /// <returns>Id of the venue.</returns>
    private static async Task<string> Venue(IPage secretary, string series, string title, string seats, string from, string to)
    {
        await secretary.GotoAsync(series);
        if (!await secretary.GetByLabel("活动名称").IsVisibleAsync())
            await secretary.GetByText("加一个会场").ClickAsync();
        await secretary.GetByLabel("活动名称").FillAsync(title);
        await secretary.GetByLabel("地点").FillAsync("社区广场");
        await secretary.GetByLabel("几点开始").FillAsync(from);
        await secretary.GetByLabel("几点结束").FillAsync(to);
        await secretary.Locator("#Seats").FillAsync(seats);
        await secretary.GetByRole(AriaRole.Button, new() { Name = "开始筹备" }).ClickAsync();
        await secretary.WaitForURLAsync(new Regex("/community/activities/[0-9a-f-]{36}$"));
        return new Uri(secretary.Url).Segments[^1];
    }

    /// <summary>A stall, a shift with its team, a safety check; then it is announced.</summary>
    private static async Task Staff(IPage secretary, Uri address, string venue, bool looks)
    {
        await secretary.GotoAsync(new Uri(address, $"/community/activities/{venue}").ToString());
        foreach (
            var (kind, words, who) in new[]
            {
                ("Stall", "量血压", "社区卫生服务中心"),
                ("Job", "引导", "楼栋长小组"),
                ("Safety", "消防通道畅通", ""),
            }
        )
        {
            var part = secretary.Locator($"#plan-{kind}");
            await part.Locator("summary").Last.ClickAsync();
            await part.Locator("[name=Words]").Last.FillAsync(words);
            await part.Locator("[name=Who]").Last.FillAsync(who);
            await part.GetByRole(AriaRole.Button, new() { Name = "添加", Exact = true }).ClickAsync();
            await Expect(part.Locator(".planlines strong")).ToContainTextAsync(words);
        }
        if (looks)
            await secretary.HasNoBarriers();
        await secretary.GetByRole(AriaRole.Button, new() { Name = "发布", Exact = true }).ClickAsync();
        await Expect(secretary.GetByRole(AriaRole.Button, new() { Name = "发布", Exact = true })).ToHaveCountAsync(0);
    }

    /// <returns>The signed code.</returns>
    private static async Task<string> SignUp(IPage resident, Uri address, string venue)
    {
        await resident.GotoAsync(new Uri(address, "/activities").ToString());
        await resident.HasNoBarriers();
        await resident.FitsItsScreen();
        await resident.GetByRole(AriaRole.Link, new() { Name = "便民义诊" }).ClickAsync();
        await resident.GetByRole(AriaRole.Button, new() { Name = "报名", Exact = true }).ClickAsync();
        await resident.GetByRole(AriaRole.Link, new() { Name = "出示入场码" }).ClickAsync();
        await resident.WaitForURLAsync(new Regex($"/my/activities/{venue}$"));
        await resident.HasNoBarriers();
        await resident.FitsItsScreen();
        return (await resident.Locator(".ticket").GetAttributeAsync("data-code"))!;
    }

    private static async Task Tick(IPage secretary, Uri address, IEnumerable<string> venues)
    {
        foreach (var venue in venues)
        {
            await secretary.GotoAsync(new Uri(address, $"/community/activities/{venue}").ToString());
            await secretary.GetByRole(AriaRole.Button, new() { Name = "检查合格 · 消防通道畅通" }).ClickAsync();
            await Expect(secretary.Locator("#plan-Safety")).ToContainTextAsync("取消打勾");
        }
    }

    /// <summary>Opened once with network, then without: a real code is noted, a false one and a second time are refused; once there is network the page brings it in by itself.</summary>
    private static async Task LetIn(IPage gate, Uri address, string code)
    {
        await gate.GotoAsync(new Uri(address, "/community/gate").ToString());
        await Expect(gate.GetByLabel("号码或入场码")).ToBeVisibleAsync();
        await gate.HasNoBarriers();
        await gate.FitsItsScreen();
        await gate.EvaluateAsync("navigator.serviceWorker.ready.then(() => null)");
        await gate.WaitForFunctionAsync("caches.match('/community/gate').then(found => found !== undefined)");
        await gate.ReloadAsync();
        await gate.Context.SetOfflineAsync(true);
        await gate.GotoAsync(new Uri(address, $"/community/door?code={code}").ToString());
        await gate.WaitForURLAsync(new Regex("/community/gate"));
        await Expect(gate.GetByLabel("号码或入场码")).ToHaveValueAsync(code);
        var note = gate.GetByRole(AriaRole.Button, new() { Name = "记下签到" });
        await note.ClickAsync();
        await Expect(gate.Locator("[data-said]")).ToContainTextAsync("1 号可以进");
        await gate.GetByLabel("号码或入场码").FillAsync(code);
        await note.ClickAsync();
        await Expect(gate.Locator("[data-said]")).ToContainTextAsync("已经签到过");
        await gate.GetByLabel("号码或入场码").FillAsync((code[0] == 'A' ? "B" : "A") + code[1..]);
        await note.ClickAsync();
        await Expect(gate.Locator("[data-said]")).ToContainTextAsync("不是有效的入场码");
        await gate.HasNoBarriers();
        await gate.Context.SetOfflineAsync(false);
        await Expect(gate.Locator("[data-entries]")).ToContainTextAsync("已补录");
    }

    private static async Task Report(IPage secretary, Uri address, string venue)
    {
        await secretary.GotoAsync(new Uri(address, $"/community/activities/{venue}").ToString());
        await secretary.GetByLabel("到场人数").FillAsync("36");
        await secretary.GetByLabel("办得怎么样").FillAsync("来的人多，秩序好。");
        await secretary.HasNoBarriers();
        await secretary.GetByRole(AriaRole.Button, new() { Name = "公开总结" }).ClickAsync();
        await Expect(secretary.GetByText("到场 36 人")).ToBeVisibleAsync();
    }

    private static async Task SignIn(WebApplication app, Uri address, IPage page)
    {
        var key = app.Services.GetRequiredService<DemoKey>().Value;
        var way = $"/demo/sign-in/{DemoSignIn.Name(Role.CommunitySecretary)}?key={key}&user=shuji001";
        await page.GotoAsync(new Uri(address, way).ToString());
    }

    private static string Local(MovedClock clock, int hours) =>
        clock.GetUtcNow().AddHours(8 + hours).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

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

    /// <summary>The clock on the wall, moved forwards: cookies are dated by it and read by a browser of today.</summary>
    private sealed class MovedClock : TimeProvider
    {
        private TimeSpan ahead;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + ahead;

        public void Move(TimeSpan time) => ahead += time;
    }
}
