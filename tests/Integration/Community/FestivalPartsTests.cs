using System.Net;
using Gezhi.Community.Activities;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Safety;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Community;

/// <summary>Contests, deliveries, promises, photos, questions, ratings, the calendar file, calling off, and what is deleted.</summary>
public sealed class FestivalPartsTests
{
    private const string Area = "410103010004";

    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_contest_a_delivery_a_promise_and_photos_go_their_way(Engine engine)
    {
        var watched = await WatchedTown.Alone(engine);
        var town = watched.Town;
        using var anybody = town.Anybody();
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        using var other = await town.As(Role.CommunitySecretary, "shuji002");
        var begins = town.Clock.GetUtcNow().UtcDateTime.AddHours(3);
        await Promised(secretary, other);
        var contest = await Planned(secretary, "Contest", "网格拔河赛", begins, null);
        var round = new List<string>();
        foreach (var words in new[] { "初赛", "决赛" })
            round.Add(await Id(secretary, $"{Desk(contest)}/lines", new { kind = "Round", words }));
        foreach (var (words, count) in new[] { ("一等奖：电饭煲", 1), ("二等奖：雨伞", 2) })
            await secretary.Do(
                $"{Desk(contest)}/lines",
                new
                {
                    kind = "Prize",
                    words,
                    count,
                    plannedFen = 10_000,
                }
            );
        var teams = new List<string>();
        foreach (var name in new[] { "第一网格队", "第二网格队", "第三网格队" })
            teams.Add(await Id(secretary, $"{Desk(contest)}/teams", new { name }));
        (await other.Refused($"{Desk(contest)}/teams", new { name = "别的社区" })).Status.ShouldBe(404);
        (
            await secretary.Refused($"{Desk(contest)}/scores", new { items = new[] { new { lineId = round[0], teamId = teams[0] } } })
        ).ShouldBe((409, "contest.early"));
        var delivery = await Planned(secretary, "Delivery", "重阳送面", begins, null);
        var recipients = await Listed(secretary, delivery);
        await Announced(secretary, contest);
        await Announced(secretary, delivery);
        var photo = await Shown(secretary, anybody, contest);
        town.Clock.Set(begins.AddMinutes(20));
        using var later = await town.As(Role.CommunitySecretary, "shuji001");
        await Scored(later, anybody, contest, round, teams);
        await Delivered(town, later, delivery, recipients);
        var line = (await later.Do("/api/community/cadences", null, HttpMethod.Get))["items"]![0]!;
        (line["keptPeriods"]!.GetValue<int>(), line["missedPeriods"]!.GetValue<int>()).ShouldBe(
            (0, 0),
            "it counts from the next whole week on"
        );
        town.Clock.Move(TimeSpan.FromDays(1));
        using var next = await town.As(Role.CommunitySecretary, "shuji001");
        await next.Do($"{Desk(delivery)}/acts", new { act = "Report", words = "送到了" });
        (await anybody.See($"/activities/{delivery}")).Page.Body!.TextContent.ShouldContain("送达 1 户，没见到 1 户");
        town.Clock.Move(TimeSpan.FromDays(200));
        await town.Ring();
        (await town.With((_, db) => db.Set<DeliveryRecipient>().CountAsync())).ShouldBe(0, "the list is deleted");
        (await anybody.See($"/activities/{delivery}")).Page.Body!.TextContent.ShouldContain("送达 1 户", customMessage: "numbers stay");
        (await anybody.GetAsync(new Uri(photo, UriKind.Relative))).StatusCode.ShouldNotBe(HttpStatusCode.InternalServerError);
    }

    private static string Desk(string activityId) => $"/api/community/activities/{activityId}";

    private static async Task<string> Id(HttpClient person, string path, object body) =>
        (await person.Do(path, body))["id"]!.GetValue<string>();

    private static Task<string> Planned(HttpClient secretary, string kind, string title, DateTime begins, int? seats) =>
        Id(
            secretary,
            "/api/community/activities",
            new
            {
                kind,
                title,
                areaCode = Area,
                place = "社区广场",
                beginsAt = begins,
                endsAt = begins.AddHours(2),
                seats,
            }
        );

    private static async Task Announced(HttpClient secretary, string activityId)
    {
        var line = await Id(secretary, $"{Desk(activityId)}/lines", new { kind = "Safety", words = "通道畅通" });
        await secretary.Do($"{Desk(activityId)}/acts", new { act = "Announce" });
        await secretary.Do($"{Desk(activityId)}/lines/{line}", new { act = "Tick" });
    }

    private static async Task Promised(HttpClient secretary, HttpClient other)
    {
        (await secretary.Refused("/api/community/cadences", new { every = "Day", areaCode = Area })).ShouldBe((400, "input.invalid"));
        (await other.Refused("/api/community/cadences", new { every = "Week", areaCode = Area })).Status.ShouldBe(403);
        await secretary.Do("/api/community/cadences", new { every = "Week", areaCode = Area });
        (await secretary.Refused("/api/community/cadences", new { every = "Week", areaCode = Area })).ShouldBe((409, "cadence.twice"));
        var page = await secretary.See("/community/cadences");
        page.Text("main").ShouldContain("每周一次");
    }

    /// <summary>A photo is staff's until somebody looked at it and answers for the consent.</summary>
    private static async Task<string> Shown(HttpClient secretary, HttpClient anybody, string activityId)
    {
        var page = await secretary.See($"/community/activities/{activityId}/photos");
        page = await secretary.Submit(page, "form:has([value=add])", ["Photos"], ("Do", "add"));
        page.Status.ShouldBe(HttpStatusCode.OK);
        var photo = page.Page.QuerySelector(".shots a")!.GetAttribute("href")!;
        (await anybody.See($"/activities/{activityId}")).Page.QuerySelector(".photos").ShouldBeNull("nobody looked at it yet");
        (await anybody.GetAsync(new Uri(photo, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await secretary.Submit(page, ".shots form", ("Do", "clear"))).Status.ShouldBe(HttpStatusCode.Conflict, "did everybody agree?");
        page = await secretary.Submit(page, ".shots form", ("Agreed", "true"), ("Do", "clear"));
        (await anybody.See($"/activities/{activityId}")).Page.QuerySelectorAll(".photos img").Length.ShouldBe(1);
        page = await secretary.Submit(page, ".shots form", ("Do", "cover"));
        page.Status.ShouldBe(HttpStatusCode.OK);
        (await anybody.See($"/activities/{activityId}")).Page.QuerySelector(".photos").ShouldBeNull("taken back");
        return photo;
    }

    private static async Task Scored(HttpClient later, HttpClient anybody, string contest, List<string> rounds, List<string> teams)
    {
        (await later.Refused($"{Desk(contest)}/awarding")).ShouldBe((409, "contest.scores-missing"));
        var page = await later.See($"/community/activities/{contest}/contest");
        (string, string)[] points =
        [
            .. from r in rounds.Index()
            from t in teams.Index()
            select (
                $"P-{r.Item}-{t.Item}",
                t.Index == 2 ? ""
                : r.Index == 0 ? "9.5"
                : "8"
            ),
        ];
        page = await later.Submit(page, "form:has(.scores)", [.. points.Select(p => p with { Item2 = "九分" }), ("Do", "score")]);
        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page = await later.Submit(page, "form:has(.scores)", [.. points, ("Do", "score")]);
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Texts(".scores tbody td:last-child").ShouldBe(["1", "1", "—"]);
        page = await later.Submit(page, "form:has(.scores)", [.. points, ("Do", "award")]);
        page.Status.ShouldBe(HttpStatusCode.OK);
        var face = (await anybody.See($"/activities/{contest}")).Page.Body!.TextContent;
        face.ShouldContain("第一网格队、第二网格队");
        face.ShouldContain("17.5 分");
        var work = (await later.See($"/community/activities/{contest}")).Page;
        var drop = work.QuerySelector("#plan-Round li [name=LineId]")!.GetAttribute("value");
        (await later.Refused($"{Desk(contest)}/lines/{drop}", new { act = "Out" })).ShouldBe((409, "contest.round-scored"));
    }

    private static async Task<List<string>> Listed(HttpClient secretary, string delivery)
    {
        object Somebody(string phone, string? agreed = "HomeVisit") =>
            new
            {
                name = "钱淑芬",
                phone,
                address = "百年里 3 号楼 1 单元 201",
                goods = "挂面两斤",
                agreed,
            };
        (await secretary.Refused($"{Desk(delivery)}/recipients", Somebody("15400032401", null))).Status.ShouldBe(
            400,
            "nobody without consent"
        );
        (await secretary.Refused($"{Desk(delivery)}/recipients", Somebody("154"))).Status.ShouldBe(400);
        var ids = new List<string>();
        foreach (var phone in new[] { "15400032401", "15400032402", "15400032403" })
            ids.Add(await Id(secretary, $"{Desk(delivery)}/recipients", Somebody(phone)));
        (await secretary.Refused($"{Desk(delivery)}/recipients", Somebody("15400032401"))).ShouldBe((409, "delivery.twice"));
        (await secretary.Refused($"{Desk(delivery)}/recipients/{ids[0]}", new { state = "Delivered" })).ShouldBe((409, "delivery.early"));
        return ids;
    }

    /// <summary>The list shows numbers; one opened stands on the trail and is told to whom it belongs; who takes the consent back is gone.</summary>
    private static async Task Delivered(Town town, HttpClient later, string delivery, List<string> recipients)
    {
        var page = await later.See($"/community/activities/{delivery}/delivery");
        page.Page.Body!.TextContent.ShouldNotContain("钱淑芬");
        page = await later.Submit(page, "#r-1 form", ("Do", "open"));
        page.Page.Body!.TextContent.ShouldContain("百年里 3 号楼 1 单元 201");
        (await town.With((_, db) => db.Set<AuditRow>().CountAsync(a => a.Action == "delivery.opened"))).ShouldBe(1);
        await later.Do($"{Desk(delivery)}/recipients/{recipients[0]}", new { state = "Delivered" });
        (await later.Refused($"{Desk(delivery)}/recipients/{recipients[0]}", new { state = "Planned", version = 1 })).Status.ShouldBe(412);
        await later.Do($"{Desk(delivery)}/recipients/{recipients[1]}", new { state = "NotMet", why = "Moved" });
        var sealed_ = await town.With((_, db) => db.Set<DeliveryRecipient>().AsNoTracking().FirstAsync(r => r.No == 1));
        System.Text.Encoding.UTF8.GetString(sealed_.NameSealed).ShouldNotContain("钱");
        await later.Do($"{Desk(delivery)}/recipients/{recipients[2]}/removal");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Questions_ratings_calendar_calling_off_and_deletion_hold(Engine engine)
    {
        var watched = await WatchedTown.Alone(engine);
        var town = watched.Town;
        using var anybody = town.Anybody();
        using var aunt = await EndpointTests.Resident(watched, "15400032501");
        using var uncle = await EndpointTests.Resident(watched, "15400032502");
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        var begins = town.Clock.GetUtcNow().UtcDateTime.AddHours(4);
        await Discarded(secretary, begins);
        await Asked(watched, secretary, aunt, anybody, begins);

        var course = await Planned(secretary, "Course", "信用修复怎么办", begins, 3);
        await Announced(secretary, course);
        await aunt.Do($"/api/activities/{course}/places", new { });
        await uncle.Do($"/api/activities/{course}/places", new { });
        (await anybody.See("/activities")).Page.Body!.TextContent.ShouldContain("信用修复怎么办");
        var file = await anybody.GetStringAsync(new Uri($"/activities/{course}/activity.ics", UriKind.Relative));
        file.ShouldContain("\r\nSUMMARY:信用修复怎么办\r\n");
        file.ShouldContain($"DTSTART:{begins:yyyyMMdd'T'HHmmss'Z'}");
        file.Split("\r\n").ShouldAllBe(l => System.Text.Encoding.UTF8.GetByteCount(l) <= 75);
        (await aunt.Refused($"/api/activities/{course}/rating", new { stars = 5 })).ShouldBe((409, "activity.not-there"));

        town.Clock.Set(begins.AddMinutes(5));
        using var guard = await town.As(Role.CommunitySecretary, "shuji001");
        var gates = await guard.Do("/api/community/gates", null, HttpMethod.Get);
        gates["items"]!.AsArray().Single(g => g!["id"]!.GetValue<string>() == course)!["places"]!.AsArray().Count.ShouldBe(2);
        foreach (var at in new[] { "\"gestern\"", "\"2026-13-40T00:00:00Z\"", "12", "null" })
        {
            using var body = new StringContent($$"""{"entries":[{"no":1,"at":{{at}}}]}""", null, "application/json");
            (await guard.PostAsync(new Uri($"{Desk(course)}/door", UriKind.Relative), body)).StatusCode.ShouldBe(
                HttpStatusCode.BadRequest,
                at
            );
        }
        await guard.Do($"{Desk(course)}/door", new { entries = new[] { new { no = 1, at = begins.AddMinutes(1) } } });
        await aunt.Do($"/api/activities/{course}/rating", new { stars = 4, words = "讲得清楚" });
        await aunt.Do($"/api/activities/{course}/rating", new { stars = 5, words = "讲得清楚" });
        (await aunt.Refused($"/api/activities/{course}/rating", new { stars = 6 })).Status.ShouldBe(400);
        (await uncle.Refused($"/api/activities/{course}/rating", new { stars = 1 })).ShouldBe((409, "activity.not-there"));
        (await guard.See($"/community/activities/{course}")).Page.Body!.TextContent.ShouldContain("讲得清楚");
        (await anybody.See($"/activities/{course}")).Page.Body!.TextContent.ShouldNotContain("讲得清楚", Case.Sensitive);

        var fair = await Planned(guard, "Fair", "露天集市", begins.AddDays(1), 2);
        await Announced(guard, fair);
        await uncle.Do($"/api/activities/{fair}/places", new { });
        await guard.Do($"{Desk(fair)}/acts", new { act = "CallOff", words = "暴雨" });
        (await aunt.Refused($"/api/activities/{fair}/places", new { })).ShouldBe((409, "activity.closed"));
        (await anybody.GetStringAsync(new Uri($"/activities/{fair}/activity.ics", UriKind.Relative))).ShouldContain("STATUS:CANCELLED");
        (await guard.Refused($"{Desk(fair)}/acts", new { act = "CallOff", words = "再来" })).ShouldBe((409, "activity.not-announced"));

        town.Clock.Move(TimeSpan.FromDays(200));
        await town.Ring();
        var activityId = Guid.Parse(course);
        (await town.With((_, db) => db.Set<SignUp>().CountAsync(s => s.ActivityId == activityId))).ShouldBe(0);
        (await town.With((_, db) => db.Set<ActivityRating>().CountAsync())).ShouldBe(0);
        var kept = await town.With((_, db) => db.Set<Activity>().AsNoTracking().FirstAsync(a => a.Id == activityId));
        (kept.Rated, kept.Stars).ShouldBe((1, 5), "the sum stays, who gave it does not");
    }

    private static async Task Discarded(HttpClient secretary, DateTime begins)
    {
        var draft = await Planned(secretary, "Leisure", "不办了", begins, null);
        await secretary.Do($"{Desk(draft)}/lines", new { kind = "Stall", words = "摊" });
        await secretary.Do($"{Desk(draft)}/acts", new { act = "Discard" });
        (await secretary.See($"/community/activities/{draft}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>Asked as asked, answered in public in other words or to the asker alone.</summary>
    private static async Task Asked(WatchedTown watched, HttpClient secretary, HttpClient aunt, HttpClient anybody, DateTime begins)
    {
        var talk = await Planned(secretary, "Talk", "电梯答疑", begins, null);
        await secretary.Do($"{Desk(talk)}/acts", new { act = "Announce" });
        for (var i = 1; i <= 5; i++)
            await aunt.Do($"/api/activities/{talk}/questions", new { words = $"3 号楼王阿姨问第 {i} 个问题" });
        (await aunt.Refused($"/api/activities/{talk}/questions", new { words = "第六个" })).ShouldBe((409, "activity.questions"));
        (await anybody.Refused($"/api/activities/{talk}/questions", new { words = "没登录" })).Status.ShouldBe(401);
        var page = await secretary.See($"/community/activities/{talk}");
        var forms = page.Page.QuerySelectorAll(".qa").Select(q => q.Id!["q-".Length..]).ToList();
        forms.Count.ShouldBe(5);
        await secretary.Do(
            $"{Desk(talk)}/questions/{forms[0]}",
            new
            {
                answer = "先做检测。",
                expert = "市特检院工程师",
                publicWords = "老电梯先做什么？",
            }
        );
        await secretary.Do($"{Desk(talk)}/questions/{forms[1]}", new { answer = "请带材料来。", expert = "街道城管办" });
        var face = (await anybody.See($"/activities/{talk}")).Page.Body!.TextContent;
        face.ShouldContain("老电梯先做什么");
        face.ShouldNotContain("王阿姨", Case.Sensitive);
        face.ShouldNotContain("请带材料来", Case.Sensitive);
        (await aunt.See($"/activities/{talk}")).Page.Body!.TextContent.ShouldContain("请带材料来");
        watched.Town.Clock.GetUtcNow().UtcDateTime.ShouldBeLessThan(begins);
        (
            await secretary.Refused(
                $"{Desk(talk)}/acts",
                new
                {
                    act = "Report",
                    words = "好",
                    came = 1,
                }
            )
        ).ShouldBe((409, "activity.questions-open"));
    }
}
