using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Gezhi.Cases.Messages;
using Gezhi.Identity.Accounts;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Live;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Notices;

/// <summary>What staff are told also leaves the house: as each chose, when each chose, once.</summary>
public sealed partial class StaffNoticeTests
{
    private const string Mail = "zhouhang@example.gov.cn";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whoever_proved_an_address_gets_urgent_matters_at_once_without_what_people_wrote(Engine engine)
    {
        var (notices, account) = await Proved(engine);
        var before = notices.Office.To(Mail).Count;
        var caseId = await Filed(notices, "李秀英家门口的井盖松了");

        await Tell(notices, account, MessageKind.OrderGiven, caseId);
        await notices.Deliver();
        await notices.Deliver();

        var mail = notices.Office.To(Mail)[before..].ShouldHaveSingleItem();
        mail.Text.ShouldContain("催办、督办、批示");
        mail.Text.ShouldContain("410103");
        mail.Text.ShouldNotContain("李秀英");
        mail.Title.ShouldNotContain("李秀英");
        var parcel = (await notices.Parcels(account)).Last();
        parcel.DoneAt.ShouldNotBeNull();
        (parcel.Address, parcel.Content).ShouldBe((null, null), "what has left is not kept");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_address_serves_only_once_its_code_came_back_and_not_after_five_wrong_ones(Engine engine)
    {
        var notices = await NoticeTown.On(engine);
        using var sun = await Page(notices, Role.Checker, "hecha01");
        var account = await Account(notices, "hecha01");
        notices.Town.Clock.Move(TimeSpan.FromMinutes(2));
        await Send(sun, "ask-email", ("Address", "sunqian@example.gov.cn"));
        await Tell(notices, account, MessageKind.OrderGiven, Guid.Empty);
        await notices.Deliver();
        (await notices.Parcels(account)).ShouldBeEmpty();
        var code = Code().Match(notices.Office.To("sunqian@example.gov.cn").Last().Text).Value;
        var wrong = code == "000000" ? "111111" : "000000";
        for (var times = 0; times < 5; times++)
            (await Send(sun, "prove-email", ("Code", wrong))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        (await Send(sun, "prove-email", ("Code", code))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Send(sun, "ask-email", ("Address", "sunqian@example.gov.cn"))).StatusCode.ShouldBe(HttpStatusCode.Conflict, "too soon");
        (await Send(sun, "ask-email", ("Address", "no address"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task At_night_what_is_not_urgent_waits_for_the_morning_and_comes_together_and_the_rest_comes_once_a_day(Engine engine)
    {
        var (notices, account) = await Proved(engine);
        using var zhou = await notices.Town.As(Role.Dispatcher, "paiqian01");
        await zhou.Do(
            "/api/me/notices",
            new
            {
                kinds = new Dictionary<string, string>
                {
                    ["cases.Ladder"] = "AtOnce",
                    ["cases.TaskDone"] = "Digest",
                    ["cases.GapLate"] = "InApp",
                },
                quietFrom = "22:00",
                quietTo = "07:00",
                digestAt = "08:30",
            },
            HttpMethod.Put
        );
        notices.Town.Clock.Set(Next(notices, 12, 0));
        await notices.Deliver(); // what other tests left for the morning
        notices.Town.Clock.Set(Next(notices, 23, 10));
        var before = notices.Office.To(Mail).Count;
        foreach (
            var kind in new[] { MessageKind.Ladder, MessageKind.TaskDone, MessageKind.GapLate, MessageKind.Ladder, MessageKind.TaskDone }
        )
            await Tell(notices, account, kind, Guid.Empty);
        await Tell(notices, account, MessageKind.ApprovalAsked, Guid.Empty);

        await notices.Deliver();
        notices.Office.To(Mail)[before..].ShouldHaveSingleItem().Text.ShouldContain("等您审批");
        notices.Town.Clock.Set(Next(notices, 6, 59));
        await notices.Deliver();
        notices.Office.To(Mail)[before..].Count.ShouldBe(1, "still quiet");
        notices.Town.Clock.Set(Next(notices, 7, 0));
        await notices.Deliver();
        var night = notices.Office.To(Mail)[before..].Last();
        night.Text.Split('\n').Length.ShouldBe(2);
        night.Text.ShouldContain("23:10");
        notices.Town.Clock.Set(Next(notices, 8, 30));
        await notices.Deliver();

        var all = notices.Office.To(Mail)[before..];
        all.Count.ShouldBe(3);
        all[^1].Title.ShouldContain("汇总");
        all[^1].Text.Split('\n').ShouldAllBe(line => line.Contains("协办已反馈"));
        all[^1].Text.Split('\n').Length.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task After_a_crash_an_everyday_message_goes_to_the_letters_and_an_urgent_one_is_sent_once_more(Engine engine)
    {
        var (notices, account) = await Proved(engine);
        using var zhou = await notices.Town.As(Role.Dispatcher, "paiqian01");
        await zhou.Do("/api/me/notices", Choice("cases.TaskGiven", "AtOnce"), HttpMethod.Put);
        var before = notices.Office.To(Mail).Count;
        await Tell(notices, account, MessageKind.TaskGiven, Guid.Empty);
        await Tell(notices, account, MessageKind.OrderGiven, Guid.Empty);
        await notices.Town.Settle();
        var (everyday, urgent) = await Pair(notices, account);
        await notices.LeftInHand(everyday.Id);
        await notices.LeftInHand(urgent.Id);

        await notices.Deliver();
        notices.Office.To(Mail).Count.ShouldBe(before, "somebody else has them in hand");
        notices.Town.Clock.Move(Postman.Abandoned);
        await notices.Deliver();
        await notices.Deliver();

        notices.Office.To(Mail)[before..].ShouldHaveSingleItem().Id.ShouldBe(urgent.Id);
        (everyday, urgent) = await Pair(notices, account);
        everyday.DeadAt.ShouldNotBeNull();
        everyday.LastError.ShouldBe("unclear");
        using var administrator = await notices.Town.As(Role.SystemAdmin, "xitong01");
        administrator.DefaultRequestHeaders.Accept.Clear();
        var page = await administrator.GetStringAsync(new Uri("/admin/letters", UriKind.Relative));
        page.ShouldContain(everyday.Id.ToString());
        (
            await Send(
                administrator,
                $"letter-{everyday.Id}-post.email",
                "/admin/letters",
                ("EventId", everyday.Id.ToString()),
                ("Handler", "post.email"),
                ("Do", "again")
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await notices.Deliver();
        notices.Office.To(Mail)[before..].Count.ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_gateway_that_is_down_is_asked_again_later_and_a_dead_mailbox_is_not(Engine engine)
    {
        var (notices, account) = await Proved(engine);
        var before = notices.Office.To(Mail).Count;
        notices.Office.IsShut = true;
        await Tell(notices, account, MessageKind.OrderLate, Guid.Empty);
        await notices.Deliver();
        var waiting = (await notices.Parcels(account)).Last();
        waiting.Attempts.ShouldBe(1);
        waiting.LastError.ShouldBe("HTTP 503");
        waiting.NextAt.ShouldBe(notices.Town.Clock.GetUtcNow().UtcDateTime.AddSeconds(15));
        notices.Office.IsShut = false;
        await notices.Deliver();
        notices.Office.To(Mail).Count.ShouldBe(before, "its pause is not over");
        notices.Town.Clock.Move(TimeSpan.FromSeconds(16));
        await notices.Deliver();
        notices.Office.To(Mail).Count.ShouldBe(before + 1);

        notices.Office.Gone = Mail;
        await Tell(notices, account, MessageKind.OrderLate, Guid.Empty);
        await notices.Deliver();
        notices.Office.Gone = null;
        (await notices.Parcels(account)).Last().DeadAt.ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_red_number_counts_what_was_not_read_and_the_stream_tells_only_the_person(Engine engine)
    {
        var notices = await NoticeTown.On(engine);
        var town = notices.Town;
        using var zhou = await town.As(Role.Dispatcher, "paiqian01");
        using var lin = await town.As(Role.Operator, "caozuo01");
        var account = await Account(notices, "paiqian01");
        await town.Ring();
        await town.Settle(); // what earlier matters still have to tell her is told before it is counted
        var others = await Unread(lin);
        var start = await town.With((_, db) => db.Set<FeedHead>().Select(h => h.LastSeq).SingleAsync());
        await town.With(
            async (_, db) =>
            {
                db.Add(
                    new Message
                    {
                        DistrictId = Town.District,
                        AccountId = account,
                        Id = Gezhi.Platform.Ids.New(town.Clock.GetUtcNow().UtcDateTime),
                        Title = "井盖",
                        At = town.Clock.GetUtcNow().UtcDateTime,
                    }
                );
                await db.Save(default);
                return 0;
            }
        );
        await Tell(notices, account, MessageKind.Ladder, Guid.Empty);
        await town.Settle();

        (await Unread(zhou)).ShouldBeGreaterThanOrEqualTo(1);
        (await Unread(lin)).ShouldBe(others);
        (await Hears(zhou, start)).ShouldContain($"\"id\":\"{account}\"");
        (await Hears(lin, start)).ShouldNotContain(account.ToString()); // other matters may be told to her at this moment
        zhou.DefaultRequestHeaders.Accept.Clear();
        var page = await zhou.GetStringAsync(new Uri("/messages", UriKind.Relative));
        page.ShouldContain("data-unread");
        page.ShouldContain("/me/notices");
        (await Unread(zhou)).ShouldBe(0);
    }

    private static async Task<int> Unread(HttpClient person) =>
        JsonNode.Parse(await person.GetStringAsync(new Uri("/messages/unread", UriKind.Relative)))!["unread"]!.GetValue<int>();

    /// <summary>What the stream says within a second.</summary>
    private static async Task<string> Hears(HttpClient person, long after)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/emergency/live?after={after}");
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var answer = await person.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        var heard = "";
        try
        {
            while (await reader.ReadLineAsync(limit.Token) is { } line)
                heard += line + "\n";
        }
        catch (OperationCanceledException)
        {
            return heard; // the stream stays open
        }
        return heard;
    }

    private static async Task<(Parcel Everyday, Parcel Urgent)> Pair(NoticeTown notices, Guid account)
    {
        var parcels = await notices.Parcels(account);
        return (parcels.Last(p => p.Kind == "cases.TaskGiven"), parcels.Last(p => p.Kind == "cases.OrderGiven"));
    }

    private static object Choice(string kind, string when) =>
        new
        {
            kinds = new Dictionary<string, string> { [kind] = when },
            quietFrom = "22:00",
            quietTo = "07:00",
            digestAt = "08:30",
        };

    /// <summary>周航 with a proved mailbox, on a day at a quarter past two.</summary>
    private static async Task<(NoticeTown Notices, Guid Account)> Proved(Engine engine)
    {
        var notices = await NoticeTown.On(engine);
        notices.Town.Clock.Set(Next(notices, 14, 15));
        using var zhou = await Page(notices, Role.Dispatcher, "paiqian01");
        await Send(zhou, "ask-email", ("Address", Mail));
        var code = Code().Match(notices.Office.To(Mail).Last().Text).Value;
        (await Send(zhou, "prove-email", ("Code", code))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await notices.Deliver(); // what other tests left to this hour
        return (notices, await Account(notices, "paiqian01"));
    }

    private static async Task<HttpClient> Page(NoticeTown notices, Role role, string user)
    {
        var person = await notices.Town.As(role, user);
        person.DefaultRequestHeaders.Accept.Clear();
        return person;
    }

    private static Task<HttpResponseMessage> Send(HttpClient person, string form, params (string Name, string Value)[] fields) =>
        Send(person, form, "/me/notices", fields);

    private static async Task<HttpResponseMessage> Send(
        HttpClient person,
        string form,
        string path,
        params (string Name, string Value)[] fields
    )
    {
        var page = await person.GetStringAsync(new Uri(path, UriKind.Relative));
        var token = Token().Match(page).Groups["value"].Value;
        var content = fields
            .Append(("_handler", form))
            .Append(("__RequestVerificationToken", token))
            .Select(f => KeyValuePair.Create(f.Item1, f.Item2));
        return await person.PostAsync(new Uri(path, UriKind.Relative), new FormUrlEncodedContent(content));
    }

    private static Task<Guid> Account(NoticeTown notices, string user) =>
        notices.Town.With((_, db) => db.Set<Account>().Where(a => a.UserName == user).Select(a => a.Id).SingleAsync());

    private static Task Tell(NoticeTown notices, Guid account, MessageKind kind, Guid caseId) =>
        notices.Town.With(
            async (_, db) =>
            {
                db.Tell(
                    LiveFeed.ToPerson,
                    account,
                    "410103",
                    notices.Town.Clock.GetUtcNow().UtcDateTime,
                    new { Kind = kind, CaseId = caseId }
                );
                await db.Save(default);
                return 0;
            }
        );

    private static async Task<Guid> Filed(NoticeTown notices, string text)
    {
        using var aunt = notices.Town.Anybody();
        var receipt = await aunt.Do(
            "/api/reports",
            new
            {
                text,
                lon = Town.Lon,
                lat = Town.Lat,
            }
        );
        var caseId = Guid.Parse(receipt["caseId"]!.GetValue<string>());
        using var lin = await notices.Town.As(Role.Operator, "caozuo01");
        await lin.Do($"/api/cases/{caseId}/filing", new { categoryKey = "gb47678/matter/01002" });
        return caseId;
    }

    /// <summary>UTC of the next time the clock in Zhengzhou shows this.</summary>
    private static DateTime Next(NoticeTown notices, int hour, int minute) =>
        QuietHours.Next(
            notices.Town.Clock.GetUtcNow().UtcDateTime,
            new TimeOnly(hour, minute),
            TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai")
        );

    [GeneratedRegex("[0-9]{6}")]
    private static partial Regex Code();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<value>[^\"]+)\"")]
    private static partial Regex Token();
}
