using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Gezhi.Cases.Messages;
using Gezhi.Identity.Accounts;
using Gezhi.Identity.Notices;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Live;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Outbox;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Resident;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Notices;

/// <summary>Notifications of browsers: signed, readable by that browser alone, without personal data, and over when the browser is gone.</summary>
public sealed partial class PushTests
{
    private const string Mine = "/api/my/devices";
    private const string Staffs = "/api/me/devices";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_resident_hears_in_the_browser_that_there_is_news_and_nothing_about_it(Engine engine)
    {
        var notices = await NoticeTown.On(engine);
        notices.Town.Clock.Set(Next(notices, 14, 15));
        await using var service = await PushService.Start();
        using var aunt = await Resident(notices, "15400060001");
        var key = (await Page(aunt, "/my/notices")).QuerySelector("[data-push]")!.GetAttribute("data-push")!;
        await aunt.Do(Mine, service.Subscription);
        var receipt = await aunt.Do(
            "/api/reports",
            new
            {
                text = "张桂兰家门口井盖松动",
                lon = Town.Lon,
                lat = Town.Lat,
                phone = "15400060001",
            }
        );
        var no = receipt["receiptNo"]!.GetValue<string>();

        await Office.SetOut(notices.Town, receipt["caseId"]!.GetValue<Guid>());
        await notices.Deliver();

        var first = service.Calls.First();
        first.Key.ShouldBe(key);
        first.Claims["aud"]!.GetValue<string>().ShouldBe(service.Origin);
        first.Claims["sub"]!.GetValue<string>().ShouldStartWith("mailto:");
        var lasts = DateTimeOffset.FromUnixTimeSeconds(first.Claims["exp"]!.GetValue<long>()) - notices.Town.Clock.GetUtcNow();
        lasts.ShouldBeInRange(TimeSpan.FromHours(1), TimeSpan.FromHours(24));
        first.Headers["ttl"].ShouldBe("86400");
        first.Said["title"]!.GetValue<string>().ShouldBe("您的反映有新进展");
        first.Said["link"]!.GetValue<string>().Replace("-", "").Replace(" ", "").ShouldEndWith(no.Replace("-", "").Replace(" ", ""));
        service.Calls.ShouldAllBe(c => !c.Text.Contains("张桂兰") && !c.Text.Contains("井盖") && !c.Text.Contains("15400060001"));
        notices.Office.To("15400060001").ShouldNotBeEmpty("the phone hears as before");

        service.Status = 410;
        await Office.Finish(notices.Town, receipt["caseId"]!.GetValue<Guid>(), "已修好");
        await notices.Deliver();
        notices.Town.Clock.Move(TimeSpan.FromMinutes(6)); // steps close together are told together
        await notices.Deliver();
        (await Page(aunt, "/my/notices")).QuerySelectorAll("[data-device]").ShouldBeEmpty("the browser is gone");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Staff_hear_of_what_they_chose_in_each_browser_by_itself_and_switch_one_off_on_the_page(Engine engine)
    {
        var notices = await NoticeTown.On(engine);
        notices.Town.Clock.Set(Next(notices, 14, 15));
        await using var desk = await PushService.Start();
        await using var phone = await PushService.Start();
        using var secretary = await notices.Town.As(Role.CommunitySecretary, "shuji001");
        var account = await notices.Town.With(
            (_, db) => db.Set<Account>().Where(a => a.UserName == "shuji001").Select(a => a.Id).SingleAsync()
        );
        var onDesk = (await secretary.Do(Staffs, desk.Subscription))["deviceId"]!.GetValue<Guid>();
        await secretary.Do(Staffs, desk.Subscription); // the same browser again takes its own place
        await secretary.Do(Staffs, phone.Subscription);
        await Tell(notices, account, MessageKind.OrderGiven);
        await Tell(notices, account, MessageKind.TaskDone);
        await notices.Deliver();

        desk.Calls.ShouldHaveSingleItem().Said["link"]!.GetValue<string>().ShouldBe("/messages");
        desk.Calls.Single().Headers["urgency"].ShouldBe("high");
        notices.Town.Clock.Set(Next(notices, 8, 10));
        using var again = await notices.Town.As(Role.CommunitySecretary, "shuji001"); // the session of yesterday is over
        await again.Do(Staffs, desk.Subscription, HttpMethod.Put);
        await again.Do(Staffs, phone.Subscription, HttpMethod.Put);
        notices.Town.Clock.Set(Next(notices, 8, 30));
        await notices.Deliver();
        (desk.Calls.Count, phone.Calls.Count).ShouldBe((2, 2));
        desk.Calls.Last().Said["title"]!.GetValue<string>().ShouldContain("汇总");

        using var sun = await notices.Town.As(Role.Checker, "hecha01");
        (await sun.Refused($"{Staffs}/{onDesk}", method: HttpMethod.Delete)).Status.ShouldBe(404);
        var page = await Page(again, "/me/notices");
        var rows = page.QuerySelectorAll("[data-device]");
        rows.Length.ShouldBe(2);
        foreach (var row in rows)
            (
                await again.PostAsync(
                    new Uri("/me/notices", UriKind.Relative),
                    new FormUrlEncodedContent(
                        row.QuerySelectorAll("input[type=hidden]")
                            .Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value") ?? ""))
                    )
                )
            ).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await Tell(notices, account, MessageKind.OrderGiven);
        await notices.Deliver();
        (desk.Calls.Count, phone.Calls.Count).ShouldBe((2, 2));
        (await notices.Town.With((_, db) => db.Set<PushDevice>().CountAsync(d => d.OwnerId == account))).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_service_that_is_down_is_asked_again_and_a_browser_changes_hands_with_whoever_switches_it_on(Engine engine)
    {
        var notices = await NoticeTown.On(engine);
        notices.Town.Clock.Set(Next(notices, 14, 15));
        await using var service = await PushService.Start();
        using var leader = await notices.Town.As(Role.Leader, "lingdao01");
        var account = await notices.Town.With(
            (_, db) => db.Set<Account>().Where(a => a.UserName == "lingdao01").Select(a => a.Id).SingleAsync()
        );
        await leader.Do(Staffs, service.Subscription);
        service.Status = 503;
        await Tell(notices, account, MessageKind.OrderGiven);
        await notices.Deliver();
        var parcel = (await notices.Parcels(account)).Last(p => p.Medium == Media.Push);
        parcel.LastError.ShouldBe("HTTP 503");
        service.Status = 201;
        notices.Town.Clock.Move(TimeSpan.FromSeconds(16));
        await notices.Deliver();
        service.Calls.Select(c => c.Headers["topic"]).Distinct().Count().ShouldBe(1, "the service replaces the first by the second");
        (await notices.Parcels(account)).Last(p => p.Medium == Media.Push).Answer.ShouldBe("201");

        using var aunt = await Resident(notices, "15400060002");
        await aunt.Do(Mine, service.Subscription);
        (await notices.Town.With((_, db) => db.Set<PushDevice>().CountAsync(d => d.OwnerId == account))).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_browser_is_silent_while_its_person_is_signed_out_and_goes_on_with_the_next_sign_in_also_under_a_new_address(
        Engine engine
    )
    {
        var notices = await NoticeTown.On(engine);
        notices.Town.Clock.Set(Next(notices, 14, 15));
        await using var browser = await PushService.Start();
        await using var moved = await PushService.Start();
        var account = await notices.Town.With(
            (_, db) => db.Set<Account>().Where(a => a.UserName == "zhiban01").Select(a => a.Id).SingleAsync()
        );
        using (var chenMo = await notices.Town.As(Role.ShiftLeader, "zhiban01"))
        {
            await chenMo.Do(Staffs, browser.Subscription);
            await chenMo.Do("/api/session", null, HttpMethod.Delete);
        }
        await Tell(notices, account, MessageKind.OrderGiven);
        await notices.Deliver();
        browser.Calls.ShouldBeEmpty("nobody is signed in there");

        using var again = await notices.Town.As(Role.ShiftLeader, "zhiban01");
        (await Page(again, "/me/notices")).QuerySelector("[data-device] .hint")!.TextContent.ShouldContain("再登录就恢复");
        using var zhou = await notices.Town.As(Role.Dispatcher, "paiqian01");
        (await zhou.Refused(Staffs, browser.Subscription, HttpMethod.Put)).Status.ShouldBe(404, "it switches nothing on");
        await again.Do(Staffs, browser.Subscription, HttpMethod.Put);
        await Tell(notices, account, MessageKind.OrderGiven);
        await notices.Deliver();
        browser.Calls.Count.ShouldBe(1);

        var other = System.Text.Json.JsonSerializer.SerializeToNode(moved.Subscription)!;
        other["before"] = System.Text.Json.JsonSerializer.SerializeToNode(browser.Subscription)!["endpoint"]!.DeepClone();
        await again.Do(Staffs, other, HttpMethod.Put);
        await Tell(notices, account, MessageKind.OrderGiven);
        await notices.Deliver();
        (browser.Calls.Count, moved.Calls.Count).ShouldBe((1, 1));

        await again.Do("/api/me/sessions", null, HttpMethod.Delete);
        await Tell(notices, account, MessageKind.OrderGiven);
        await notices.Deliver();
        (browser.Calls.Count, moved.Calls.Count).ShouldBe((1, 1));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_digest_that_came_up_while_its_person_was_signed_out_is_told_at_the_next_sign_in_once(Engine engine)
    {
        var notices = await NoticeTown.On(engine);
        notices.Town.Clock.Set(Next(notices, 14, 15));
        await using var browser = await PushService.Start();
        var account = await notices.Town.With(
            (_, db) => db.Set<Account>().Where(a => a.UserName == "shuji002").Select(a => a.Id).SingleAsync()
        );
        using (var secretary = await notices.Town.As(Role.CommunitySecretary, "shuji002"))
        {
            await secretary.Do(Staffs, browser.Subscription);
            await Tell(notices, account, MessageKind.TaskDone); // once a day
            await Tell(notices, account, MessageKind.TaskDone);
            await notices.Deliver();
            await secretary.Do("/api/session", null, HttpMethod.Delete);
        }
        notices.Town.Clock.Set(Next(notices, 8, 30));
        await notices.Deliver();
        browser.Calls.ShouldBeEmpty("nobody is signed in there");

        using var again = await notices.Town.As(Role.CommunitySecretary, "shuji002");
        await again.Do(Staffs, browser.Subscription, HttpMethod.Put);
        await notices.Deliver();
        await again.Do(Staffs, browser.Subscription, HttpMethod.Put);
        await notices.Deliver();

        var said = browser.Calls.ShouldHaveSingleItem().Said;
        said["text"]!.GetValue<string>().ShouldContain("2 条");
        said["link"]!.GetValue<string>().ShouldBe("/messages");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_follower_hears_the_way_he_chose_sees_what_he_follows_and_stops(Engine engine)
    {
        var notices = await NoticeTown.On(engine);
        notices.Town.Clock.Set(Next(notices, 14, 15));
        await using var service = await PushService.Start();
        using var uncle = await Resident(notices, "15400060003");
        var near = await notices.Town.Dispatched("路口井盖松动，车过有响声");
        var wish = new
        {
            caseId = near["caseId"]!.GetValue<Guid>(),
            lon = Town.Lon,
            lat = Town.Lat,
            medium = Media.Push,
        };
        (await uncle.Refused("/api/near/follows", wish)).Code.ShouldBe("near.no-browser");
        await uncle.Do(Mine, service.Subscription);
        await uncle.Do("/api/near/follows", wish);
        var messages = notices.Office.To("15400060003").Count;

        using var zhaoGong = await notices.Town.As(Role.Handler, "chuzhi001");
        await zhaoGong.Do($"/api/cases/{wish.caseId}/acceptance");
        await zhaoGong.Do($"/api/cases/{wish.caseId}/departure");
        await notices.Deliver();

        service.Calls.Last().Said["title"]!.GetValue<string>().ShouldBe("您关注的事有新进展");
        service.Calls.Last().Said["link"]!.GetValue<string>().ShouldBe("/my#follows");
        notices.Office.To("15400060003").Count.ShouldBe(messages, "he chose the browser");
        (await Page(uncle, "/my")).QuerySelector("#follows")!.TextContent.ShouldBe("我关注的");
        var mine = (await uncle.Do("/api/my/follows", null, HttpMethod.Get)).AsArray();
        var follow = mine.ShouldHaveSingleItem()!["followId"]!.GetValue<Guid>();
        using var aunt = await Resident(notices, "15400060004");
        (await aunt.Refused($"/api/my/follows/{follow}", null, HttpMethod.Delete)).Status.ShouldBe(404);
        await uncle.Do($"/api/my/follows/{follow}", null, HttpMethod.Delete);
        (await uncle.Do("/api/my/follows", null, HttpMethod.Get)).AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_no_subscription_is_refused_with_the_reason()
    {
        var notices = await NoticeTown.On(Engine.Sqlite);
        await using var service = await PushService.Start();
        using var zhou = await notices.Town.As(Role.Dispatcher, "paiqian01");
        var right = System.Text.Json.JsonSerializer.SerializeToNode(service.Subscription)!;
        async Task<string> With(string field, string value)
        {
            var body = right.DeepClone();
            body[field] = value;
            return (await zhou.Refused(Staffs, body)).Code;
        }

        var answer = await zhou.Ask(
            Staffs,
            new
            {
                endpoint = "http://push.example.net/1",
                p256dh = right["p256dh"],
                auth = right["auth"],
            }
        );
        (await answer.Content.ReadAsStringAsync()).ShouldContain("https");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await With("p256dh", "BCVx")).ShouldNotBeEmpty();
        (await With("auth", "%%%")).ShouldNotBeEmpty();
        (await With("endpoint", "ftp://push.example.net/1")).ShouldNotBeEmpty();
        (await With("endpoint", "https://push.example.net/" + new string('x', 900))).ShouldNotBeEmpty();
        (await zhou.Refused(Mine, right)).Status.ShouldBe(403, "staff have their own door");
    }

    internal static async Task<HttpClient> Resident(NoticeTown notices, string phone)
    {
        var browser = notices.Town.Anybody();
        notices.Town.Clock.Move(TimeSpan.FromSeconds(61));
        await browser.Do("/api/resident-session/code", new { phone });
        var code = Code().Match(notices.Office.To(phone).Last().Text).Value;
        var answer = (
            await browser.Ask(
                "/api/resident-session",
                new
                {
                    phone,
                    code,
                    agreedTo = 1,
                    agreedBy = "Self",
                }
            )
        ).EnsureSuccessStatusCode();
        // By hand: the town's clock is behind the cookie jar's, which would throw it away.
        browser.DefaultRequestHeaders.Add("Cookie", answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        return browser;
    }

    private static async Task<AngleSharp.Dom.IDocument> Page(HttpClient person, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        var answer = await person.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync());
    }

    private static Task Tell(NoticeTown notices, Guid account, MessageKind kind) =>
        notices.Town.With(
            async (_, db) =>
            {
                db.Tell(
                    LiveFeed.ToPerson,
                    account,
                    "410103",
                    notices.Town.Clock.GetUtcNow().UtcDateTime,
                    new { Kind = kind, CaseId = Guid.Empty }
                );
                await db.Save(default);
                return 0;
            }
        );

    internal static DateTime Next(NoticeTown notices, int hour, int minute) =>
        QuietHours.Next(
            notices.Town.Clock.GetUtcNow().UtcDateTime,
            new TimeOnly(hour, minute),
            TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")
        );

    [GeneratedRegex("[0-9]{6}")]
    private static partial Regex Code();
}
