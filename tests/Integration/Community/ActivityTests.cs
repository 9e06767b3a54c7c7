using System.Net;
using Gezhi.Community.Activities;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Safety;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Community;

/// <summary>A festival from plan to report, and a list of people that never holds one too many.</summary>
public sealed class ActivityTests
{
    private const string Area = "410103010004";
    private const int Places = 5;
    private const int Came = 60;

    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_festival_with_three_venues_is_planned_staffed_held_and_reported(Engine engine)
    {
        var watched = await WatchedTown.Alone(engine);
        var town = watched.Town;
        using var anybody = town.Anybody();
        using var aunt = await EndpointTests.Resident(watched, "15400032301");
        using var uncle = await EndpointTests.Resident(watched, "15400032302");
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        using var other = await town.As(Role.CommunitySecretary, "shuji002");
        var begins = town.Clock.GetUtcNow().UtcDateTime.AddDays(3);
        var series = await Id(secretary, "/api/community/series", new { title = "邻居节", areaCode = Area });
        var venues = new List<string>();
        foreach (var title in new[] { "集市", "便民服务", "晚会" })
            venues.Add(await Id(secretary, "/api/community/activities", Said(title, begins, series)));
        var desk = $"/api/community/activities/{venues[1]}";

        await Planned(secretary, other, desk, begins);
        (await anybody.See($"/activities/{venues[1]}")).Status.ShouldBe(HttpStatusCode.NotFound, "a draft is nobody's");
        (await secretary.Refused(desk + "/acts", new { act = "Announce" })).ShouldBe((409, "activity.no-safety"));
        foreach (var venue in venues)
        {
            await secretary.Do($"/api/community/activities/{venue}/lines", new { kind = "Safety", words = "消防通道畅通" });
            await secretary.Do($"/api/community/activities/{venue}/acts", new { act = "Announce" });
        }
        (await anybody.See($"/activities/series/{series}")).Page.QuerySelectorAll(".days > li").Length.ShouldBe(3);
        (await anybody.GetAsync($"/community/series/{series}/poster")).StatusCode.ShouldNotBe(HttpStatusCode.OK);
        (await secretary.See($"/community/series/{series}/poster")).Page.QuerySelector("svg.qr").ShouldNotBeNull();

        await Listed(aunt, uncle, anybody, venues[1]);
        var code = await Code(aunt, venues[1]);
        (await secretary.Refused("/api/community/door", new { code })).ShouldBe((409, "activity.safety-open"));
        await Ticked(town, secretary, venues);
        (await secretary.Refused("/api/community/door", new { code })).ShouldBe((409, "ticket.early"));
        town.Clock.Set(begins.AddMinutes(10));
        using var guard = await town.As(Role.CommunitySecretary, "shuji001");
        await LetIn(guard, desk, code, begins);
        town.Clock.Set(begins.AddHours(4));
        using var later = await town.As(Role.CommunitySecretary, "shuji001");
        (await later.Refused("/api/community/door", new { code })).ShouldBe((409, "ticket.expired"));
        await Reported(later, anybody, desk, venues[1]);
    }

    private static object Said(string title, DateTime begins, string series, int? seats = 2, int? version = null) =>
        new
        {
            kind = "Service",
            title,
            areaCode = Area,
            place = "社区广场",
            beginsAt = begins,
            endsAt = begins.AddHours(2),
            seats,
            admitsChildren = true,
            seriesId = series,
            version,
        };

    private static async Task<string> Id(HttpClient person, string path, object body) =>
        (await person.Do(path, body))["id"]!.GetValue<string>();

    /// <summary>Stalls are numbered, sums are whole fen, a colleague of another community sees nothing, an old version is refused.</summary>
    private static async Task Planned(HttpClient secretary, HttpClient other, string desk, DateTime begins)
    {
        (await other.Refused(desk + "/lines", new { kind = "Stall", words = "义诊" })).Status.ShouldBe(404);
        foreach (var words in new[] { "义诊", "理发", "磨刀" })
            await secretary.Do(desk + "/lines", new { kind = "Stall", words });
        await secretary.Do(
            desk + "/lines",
            new
            {
                kind = "Job",
                words = "引导",
                who = "楼栋长小组",
                count = 3,
                beginsAt = begins,
                endsAt = begins.AddHours(2),
            }
        );
        var line = await Id(
            secretary,
            desk + "/lines",
            new
            {
                kind = "Cost",
                words = "横幅",
                plannedFen = 30_000,
            }
        );
        object Spent(int version) =>
            new
            {
                kind = "Cost",
                words = "横幅",
                lineId = line,
                plannedFen = 30_000,
                spentFen = 28_650,
                version,
            };
        await secretary.Do(desk + "/lines", Spent(1));
        (await secretary.Refused(desk + "/lines", Spent(1))).Status.ShouldBe(412);
        (
            await secretary.Refused(
                desk + "/lines",
                new
                {
                    kind = "Cost",
                    words = "少",
                    plannedFen = -1,
                }
            )
        ).Status.ShouldBe(400);
        var page = await secretary.See(desk["/api".Length..]);
        page.Texts("#plan-Stall .planlines strong").ShouldBe(["1 号 义诊", "2 号 理发", "3 号 磨刀"]);
        page.Text("#plan-Cost h2").ShouldContain("286.50");
    }

    /// <summary>Two places: aunt and her child; uncle waits and moves up when the child stays at home.</summary>
    private static async Task Listed(HttpClient aunt, HttpClient uncle, HttpClient anybody, string venue)
    {
        var api = $"/api/activities/{venue}/places";
        (await anybody.Refused(api, new { })).Status.ShouldBe(401);
        (await aunt.Refused(api, new { person = 1 })).ShouldBe((409, "activity.adult-first"));
        var page = await aunt.See($"/activities/{venue}");
        (await aunt.Submit(page, "main form:has([value=join])", ("Do", "join"))).Status.ShouldBe(HttpStatusCode.OK);
        (await aunt.Refused(api, new { person = 1 })).ShouldBe((409, "activity.guardian"));
        await aunt.Do(
            api,
            new
            {
                person = 1,
                relation = "Mother",
                agreesForChild = true,
            }
        );
        (await uncle.Do(api, new { }))["state"]!.GetValue<string>().ShouldBe("Waiting");
        (await uncle.Do(api, new { }))["no"]!.GetValue<int>().ShouldBe(3, "twice is once");
        (await uncle.See($"/my/activities/{venue}")).Page.QuerySelector("svg.qr").ShouldBeNull("who waits has no code");
        await aunt.Do(api + "/withdrawal", new { person = 1 });
        (await uncle.Do(api, new { }))["state"]!.GetValue<string>().ShouldBe("Seated");
        (await anybody.See("/activities")).Page.Body!.TextContent.ShouldContain("已报满");
        (await aunt.See("/my/data")).Page.Body!.TextContent.ShouldContain("便民服务");
    }

    private static async Task<string> Code(HttpClient person, string venue)
    {
        var page = await person.See($"/my/activities/{venue}");
        page.Page.QuerySelectorAll("svg.qr").Length.ShouldBe(1);
        return page.Page.QuerySelector(".ticket")!.GetAttribute("data-code")!;
    }

    private static async Task Ticked(Town town, HttpClient secretary, IEnumerable<string> venues)
    {
        foreach (var venue in venues)
        {
            var line = await town.With(
                (_, db) =>
                    db.Set<PlanLine>()
                        .Where(l => l.ActivityId == Guid.Parse(venue) && l.Kind == PlanKind.Safety)
                        .Select(l => l.Id)
                        .SingleAsync()
            );
            await secretary.Do($"/api/community/activities/{venue}/lines/{line}", new { act = "Tick" });
        }
    }

    private static async Task LetIn(HttpClient guard, string desk, string code, DateTime begins)
    {
        (await guard.Do("/api/community/door", new { code }))["no"]!.GetValue<int>().ShouldBe(1);
        (await guard.Refused("/api/community/door", new { code })).ShouldBe((409, "ticket.twice"));
        (await guard.Refused("/api/community/door", new { code = code[..^2] + "AA" })).ShouldBe((409, "ticket.false"));
        var at = begins.AddMinutes(5);
        var upload = new
        {
            entries = new object[]
            {
                new { no = 3, at },
                new { code, at },
                new { no = 2, at },
                new { no = 3, at = begins.AddHours(3).AddMinutes(1) },
                new { no = 3, at = begins.AddHours(-3) },
            },
        };
        var outcome = await guard.Do(desk + "/door", upload);
        outcome["entries"]!
            .AsArray()
            .Select(e => e!["problem"]?.GetValue<string>())
            .ShouldBe([null, "ticket.twice", "ticket.unknown", "ticket.early", "ticket.early"]);
        (await guard.Do(desk + "/door", upload))["letIn"]!.GetValue<int>().ShouldBe(1, "the same upload again changes nothing");
        (await guard.See(desk["/api".Length..] + "/list")).Page.QuerySelectorAll(".numbers .in").Length.ShouldBe(2);
    }

    private static async Task Reported(HttpClient later, HttpClient anybody, string desk, string venue)
    {
        var expired = new { entries = new[] { new { no = 3, at = (DateTime?)null } } };
        (await later.Refused(desk + "/door", expired)).Status.ShouldBe(400);
        (await later.Refused(desk + "/acts", new { act = "Report", words = "办得好" })).Status.ShouldBe(400, "how many came is needed");
        await later.Do(
            desk + "/acts",
            new
            {
                act = "Report",
                words = "办得好",
                came = 41,
            }
        );
        (await later.Refused(desk + "/lines", new { kind = "Stall", words = "晚了" })).ShouldBe((409, "activity.over"));
        var page = (await anybody.See($"/activities/{venue}")).Page.Body!.TextContent;
        page.ShouldContain("41");
        page.ShouldContain("286.50");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Many_at_once_get_exactly_the_places_there_are_and_the_others_wait_in_order(Engine engine)
    {
        var town = await Town.On(engine);
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        var begins = town.Clock.GetUtcNow().UtcDateTime.AddDays(2);
        var id = await Id(
            secretary,
            "/api/community/activities",
            new
            {
                kind = "Course",
                title = "课程",
                areaCode = Area,
                place = "教室",
                beginsAt = begins,
                endsAt = begins.AddHours(1),
                seats = Places,
            }
        );
        await secretary.Do($"/api/community/activities/{id}/lines", new { kind = "Safety", words = "通道" });
        await secretary.Do($"/api/community/activities/{id}/acts", new { act = "Announce" });
        var activityId = Guid.Parse(id);
        var people = Enumerable
            .Range(0, Came)
            .Select(_ => new Actor(Town.District, ActorKind.Resident, Guid.CreateVersion7(), "", []))
            .ToList();

        await Task.WhenAll(
            people.Select(p => Task.Run(() => town.With((s, _) => s.GetRequiredService<JoinActivity>().Run(activityId, new(), p, default))))
        );

        var list = await List(town, activityId);
        list.Count.ShouldBe(Came);
        list.Select(s => s.No).Distinct().Count().ShouldBe(Came);
        list.Take(Places).ShouldAllBe(s => s.State == PlaceState.Seated);
        list.Skip(Places).ShouldAllBe(s => s.State == PlaceState.Waiting);

        var leaving = list.Take(3).Select(s => people.Single(p => p.AccountId == s.ResidentId)).ToList();
        await Task.WhenAll(
            leaving.Select(p =>
                Task.Run(() => town.With((s, _) => s.GetRequiredService<JoinActivity>().Leave(activityId, new(), p, default)))
            )
        );

        var after = (await List(town, activityId)).Where(s => s.State != PlaceState.Withdrawn).ToList();
        after.Count.ShouldBe(Came - 3);
        after.Take(Places).ShouldAllBe(s => s.State == PlaceState.Seated);
        after.Skip(Places).ShouldAllBe(s => s.State == PlaceState.Waiting);
    }

    private static Task<List<SignUp>> List(Town town, Guid activityId) =>
        town.With((_, db) => db.Set<SignUp>().AsNoTracking().Where(s => s.ActivityId == activityId).OrderBy(s => s.No).ToListAsync());
}
