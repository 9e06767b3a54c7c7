using System.Net;
using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Council.Projects;
using Gezhi.Council.Receptions;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Safety;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Council;

/// <summary>From a reception to a project to the acceptance by those it serves; and what is said to the discipline inspection stays there.</summary>
public sealed class ProjectTests
{
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_matter_of_a_reception_becomes_a_project_that_those_it_serves_accept(Engine engine)
    {
        var watched = await WatchedTown.Alone(engine);
        var town = watched.Town;
        using var aunt = await EndpointTests.Resident(watched, "15400031111");
        using var leader = await town.As(Role.Leader, "lingdao01");
        using var works = await town.As(Role.Handler, "chuzhi001");
        using var anybody = town.Anybody();
        var day = await Day(town, leader, "Deputy", "civil-affairs");
        (await anybody.See("/open-days")).Page.Body!.TextContent.ShouldContain("接待人 Deputy");
        (await anybody.See($"/open-days/{day}")).Address.ShouldStartWith("/my/sign-in");
        const string Words = "门口的路下雨就积水，轮椅过不去";
        var booked = await aunt.Submit(await aunt.See($"/open-days/{day}"), "main form", ("Words", Words));
        booked.Address.ShouldStartWith("/my/receptions");
        booked.Page.Body!.TextContent.ShouldContain(Words);
        (await aunt.Submit(await aunt.See($"/open-days/{day}"), "main form", ("Words", "再约一次"))).Status.ShouldBe(
            HttpStatusCode.Conflict
        );
        await Moved(watched, leader, anybody);
        (await town.With((_, db) => db.Set<Matter>().Select(m => m.WordsSealed!).ToListAsync())).ShouldAllBe(sealedWords =>
            !System.Text.Encoding.UTF8.GetString(sealedWords).Contains("积水")
        );

        var matter = (await leader.Do("/api/matters", null, HttpMethod.Get))["items"]![0]!["id"]!.GetValue<string>();
        (await leader.See($"/reception-days/matters/{matter}")).Page.Body!.TextContent.ShouldNotContain(
            "积水",
            customMessage: "not before it is opened"
        );
        (await leader.Do($"/api/matters/{matter}/opening", new { purpose = "接待" }))["words"]!.GetValue<string>().ShouldBe(Words);
        (await works.Refused($"/api/matters/{matter}/opening", new { purpose = "看看" })).Status.ShouldBe(404);
        await leader.Do($"/api/matters/{matter}/reception", new { hasCome = true });
        await leader.Do($"/api/matters/{matter}/assignment", new { unitCode = "municipal-works", days = 3 });
        var project = (await Start(town, leader, matter))["id"]!.GetValue<string>();
        (await leader.Refused($"/api/matters/{matter}/case", new { })).ShouldBe((409, "matter.followed"));
        await works.Do($"/api/matters/{matter}/answer", new { text = "已立为攻坚项目，九月前修好" });
        (await aunt.See("/my/receptions")).Page.Body!.TextContent.ShouldContain("九月前修好");
        (await Sent(town)).ShouldBe(["matter.answered", "reception.called-off", "reception.moved"]);

        await Accepted(town, leader, works, anybody, project);
    }

    /// <summary>Of a second day: moved, then called off; whoever booked is told both times, and the calendar of the month shows it.</summary>
    private static async Task Moved(WatchedTown watched, HttpClient leader, HttpClient anybody)
    {
        var town = watched.Town;
        using var uncle = await EndpointTests.Resident(watched, "15400031112");
        var day = await Day(town, leader, "Leader", "civil-affairs");
        var begins = town.Clock.GetUtcNow().UtcDateTime.AddDays(2);
        await uncle.Submit(await uncle.See($"/open-days/{day}"), "main form", ("Words", "想说说停车"));
        object Plan(string place, string? why) =>
            new
            {
                dayId = day,
                kind = "Leader",
                mode = "Station",
                receiver = "接待人 Leader",
                place,
                beginsAt = begins,
                endsAt = begins.AddHours(3),
                unitCode = "civil-affairs",
                places = 2,
                calledOffWhy = why,
            };
        await leader.Do("/api/reception-days", Plan("二楼会议室", null));
        await leader.Do("/api/reception-days", Plan("二楼会议室", "接待人外出"));
        (await Sent(town)).ShouldBe(["reception.called-off", "reception.moved"]);
        var month = town
            .Clock.GetUtcNow()
            .UtcDateTime.AddDays(2)
            .AddHours(8)
            .ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
        (await anybody.See($"/open-days?month={month}")).Text("table.month").ShouldContain("接待人 Leader（已取消）");
        (await leader.See($"/reception-days?month={month}")).Text("table.month").ShouldContain("接待人 Deputy");
        (await leader.See("/reception-days?month=0000-99")).Status.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Kinds of messages to residents about receptions.</summary>
    private static async Task<List<string>> Sent(Town town) =>
        await town.With(
            (_, db) =>
                db.Set<Gezhi.Platform.Notify.Parcel>()
                    .Where(p => p.Kind.StartsWith("reception.") || p.Kind.StartsWith("matter."))
                    .Select(p => p.Kind)
                    .OrderBy(k => k)
                    .ToListAsync()
        );

    private static async Task<string> Day(Town town, HttpClient keeper, string kind, string unit)
    {
        var begins = town.Clock.GetUtcNow().UtcDateTime.AddDays(2);
        return (
            await keeper.Do(
                "/api/reception-days",
                new
                {
                    kind,
                    mode = "Station",
                    receiver = "接待人 " + kind,
                    place = "联络站",
                    beginsAt = begins,
                    endsAt = begins.AddHours(3),
                    unitCode = unit,
                    places = 2,
                }
            )
        )["id"]!.GetValue<string>();
    }

    private static Task<System.Text.Json.Nodes.JsonNode> Start(Town town, HttpClient leader, string? matter)
    {
        var today = DateOnly.FromDateTime(town.Clock.GetUtcNow().UtcDateTime.AddHours(8));
        return leader.Do(
            "/api/projects",
            new
            {
                title = "巷道整修",
                aim = "不再积水，轮椅能过",
                unitCode = "municipal-works",
                leaderTitle = "副区长",
                budgetFen = 186_500_000L,
                milestones = new[]
                {
                    new { title = "排水管", dueOn = today.AddDays(5) },
                    new { title = "路面", dueOn = today.AddDays(20) },
                },
                matterId = matter,
            }
        );
    }

    private static async Task Accepted(Town town, HttpClient leader, HttpClient works, HttpClient anybody, string project)
    {
        var path = $"/api/projects/{project}";
        var no = (await leader.Do(path, null, HttpMethod.Get))["project"]!["no"]!.GetValue<string>();
        (await anybody.See($"/hard-issues/{no}")).Status.ShouldBe(HttpStatusCode.NotFound, "not public yet");
        (await leader.Refused(path + "/acceptance", new { served = 3 })).ShouldBe((409, "project.not-public"));
        await leader.Do(path + "/acts", new { act = "Publish" });
        var stones = (await leader.Do(path, null, HttpMethod.Get))["milestones"]!.AsArray();
        string Stone(int i) => $"{path}/milestones/{stones[i]!["id"]}";
        var today = DateOnly.FromDateTime(town.Clock.GetUtcNow().UtcDateTime.AddHours(8));
        (await works.Refused(Stone(0), new { isDone = false, note = "管线要改" })).Status.ShouldBe(400, "to which day?");
        await works.Do(
            Stone(0),
            new
            {
                isDone = false,
                note = "管线要改",
                dueOn = today.AddDays(12),
            }
        );
        (await anybody.See($"/hard-issues/{no}")).Page.Body!.TextContent.ShouldContain("管线要改");
        town.Clock.Move(TimeSpan.FromDays(10));
        await Slips(town, path, no, anybody, Stone);
    }

    private static async Task Slips(Town town, string path, string no, HttpClient anybody, Func<int, string> Stone)
    {
        using var leader = await town.As(Role.Leader, "lingdao01"); // the session of before is over
        using var works = await town.As(Role.Handler, "chuzhi001");
        (await anybody.See($"/hard-issues/{no}")).Page.QuerySelector(".stones li.late")!.TextContent.ShouldContain("比原定晚 5 天");
        await works.Do(Stone(0), new { isDone = true, note = "换好了" });
        await works.Do(Stone(1), new { isDone = true, note = "铺好了" });
        (await works.Refused(Stone(1), new { isDone = true, note = "又铺" })).ShouldBe((409, "milestone.done"));

        (await leader.Refused(path + "/acts", new { act = "Close", note = "完了" })).ShouldBe((409, "project.not-asked"));
        var codes = (await leader.Do(path + "/acceptance", new { served = 3 }))["codes"]!
            .AsArray()
            .Select(c => c!.GetValue<string>())
            .ToList();
        codes.Distinct().Count().ShouldBe(3);
        var kept = await town.With((_, db) => db.Set<Voice>().Select(v => v.CodeHash).ToListAsync());
        codes.ShouldAllBe(c => !kept.Contains(c));
        var voted = await anybody.Submit(await anybody.See($"/hard-issues/{no}"), "main form", ("Code", codes[0]), ("IsYes", "true"));
        voted.Page.QuerySelector("[role=status]").ShouldNotBeNull();
        (await leader.Refused(path + "/acts", new { act = "Close", note = "完了" })).ShouldBe((409, "project.not-accepted"));
        (await leader.Refused(path + "/paper-voices", new { code = codes[0], isYes = true })).ShouldBe(
            (409, "voice.used"),
            "phone and paper"
        );
        (await leader.Refused(path + "/paper-voices", new { code = codes[1], isYes = false })).Status.ShouldBe(400, "why not?");
        await leader.Do(path + "/paper-voices", new { code = codes[1], isYes = true });
        (await leader.Refused(path + "/paper-voices", new { code = "AAAA-AAAA-AAAA", isYes = true })).ShouldBe((409, "voice.unknown"));
        (await anybody.See($"/hard-issues/{no}")).Page.QuerySelector("#tally")!.TextContent.ShouldContain("3 户");
        await leader.Do(path + "/acts", new { act = "Close", note = "三户里两户表态，都满意" });
        (await leader.Refused(path + "/paper-voices", new { code = codes[2], isYes = true })).ShouldBe((409, "voice.over"));
        (await anybody.See($"/hard-issues/{no}")).Page.Body!.TextContent.ShouldContain("都满意");
        foreach (var page in new[] { "/projects", $"/projects/{path.Split('/')[^1]}", "/projects/new" })
            (await leader.See(page)).Status.ShouldBe(HttpStatusCode.OK, page);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_is_said_to_the_discipline_inspection_is_for_that_desk_alone(Engine engine)
    {
        var town = await Town.On(engine);
        using var leader = await town.As(Role.Leader, "lingdao01");
        using var shift = await town.As(Role.ShiftLeader, "zhiban01");
        using var desk = await town.As(Role.Handler, "jijian01");
        var begins = town.Clock.GetUtcNow().UtcDateTime.AddDays(1);
        (
            await leader.Refused(
                "/api/reception-days",
                new
                {
                    kind = "Discipline",
                    mode = "Station",
                    receiver = "纪检",
                    place = "窗口",
                    beginsAt = begins,
                    endsAt = begins.AddHours(2),
                    unitCode = "discipline-desk",
                    places = 1,
                }
            )
        ).Status.ShouldBe(403);
        var day = await Day(town, desk, "Discipline", "discipline-desk");
        var matter = (await desk.Do($"/api/reception-days/{day}/matters", new { words = "有人吃拿卡要", phone = "15400032222" }))[
            "id"
        ]!.GetValue<string>();
        foreach (var other in new[] { leader, shift })
        {
            (await other.Refused($"/api/matters/{matter}/opening", new { purpose = "看看" })).Status.ShouldBe(404);
            (await other.See($"/reception-days/matters/{matter}")).Status.ShouldBe(HttpStatusCode.NotFound);
            (await other.See($"/reception-days/{day}")).Status.ShouldBe(HttpStatusCode.NotFound);
            (await other.Do("/api/matters", null, HttpMethod.Get))["items"]!
                .AsArray()
                .ShouldNotContain(m => m!["id"]!.GetValue<string>() == matter);
        }
        (await desk.Refused($"/api/matters/{matter}/assignment", new { unitCode = "civil-affairs", days = 2 })).ShouldBe(
            (409, "matter.only-desk")
        );
        (await desk.Refused($"/api/matters/{matter}/case", new { })).ShouldBe((409, "matter.only-desk"));
        await desk.Do($"/api/matters/{matter}/assignment", new { unitCode = "discipline-desk", days = 2 });
        var opened = await desk.Do($"/api/matters/{matter}/opening", new { purpose = "核查" });
        opened["words"]!.GetValue<string>().ShouldBe("有人吃拿卡要");
        opened["phone"]!.GetValue<string>().ShouldNotContain("15400032222");
        await desk.Do($"/api/matters/{matter}/answer", new { text = "已受理" });

        var open = await Day(town, leader, "Leader", "civil-affairs");
        var said = (await shift.Do($"/api/reception-days/{open}/matters", new { words = "路灯不亮三个月" }))["id"]!.GetValue<string>();
        var caseId = (await shift.Do($"/api/matters/{said}/case", new { placeText = "和平巷" }))["followId"]!.GetValue<Guid>();
        (await town.With((_, db) => db.Cases.Where(c => c.Id == caseId).Select(c => c.Channel).SingleAsync())).ShouldBe(Channel.Reception);
    }
}
