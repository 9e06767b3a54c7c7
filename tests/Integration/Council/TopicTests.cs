using System.Net;
using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Council.Topics;
using Gezhi.Identity.Accounts;
using Gezhi.Identity.Contract;
using Gezhi.Identity.Posts;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Protection;
using Gezhi.Registry.Contract;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Rating;
using Gezhi.Tests.Integration.Resident;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Council;

/// <summary>Three sizes of topics from the wish to the archive: who speaks, what is refused, what everybody reads.</summary>
public sealed class TopicTests
{
    private const string Evil = "<script>alert(1)</script>";
    internal static readonly string[] Phones = ["15400290001", "15400290002", "15400290003", "15400290004", "15400290005"];

    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_medium_topic_goes_from_a_wish_to_the_archive(Engine engine)
    {
        await using var town = await Town.Start(engine, "--Limits:SignInsPerMinute=100000", "--Council:TopicKeepDays=30");
        var place = await Place.Make(town);
        var secretary = await town.As(Role.CommunitySecretary, place.Secretary);
        using var wang = await Neighbour(town, 0);
        using var wife = await Neighbour(town, 1);
        using var li = await Neighbour(town, 2);
        using var far = await Neighbour(town, 3);
        using var homeless = await Neighbour(town, 4);

        var words = new { title = "小广场几点停音乐", words = $"晚上太吵，{Evil} 打我电话 15400290001" };
        (await homeless.Client.Refused("/api/my/topics/wishes", words)).ShouldBe((409, "topic.no-home"));
        var no = (await wang.Client.Do("/api/my/topics/wishes", words))["no"]!.GetValue<string>();
        using var anybody = town.Anybody();
        (await anybody.See($"/deliberations/{no}")).Status.ShouldBe(HttpStatusCode.NotFound, "not before it is sorted");
        await wang.Open("/my/topics");
        wang.Words.ShouldContain("小广场几点停音乐");

        var id = await Id(town, no);
        var api = $"/api/topics/{id}";
        (await secretary.Refused($"{api}/notice", new { hallAt = Now(town).AddDays(5), place = "厅" })).ShouldBe((409, "topic.state"));
        await secretary.Do(
            $"{api}/size",
            new
            {
                size = "Small",
                why = "一个院的事",
                version = 1,
            }
        );
        (
            await secretary.Refused(
                $"{api}/size",
                new
                {
                    size = "Medium",
                    why = "x",
                    version = 1,
                }
            )
        ).Status.ShouldBe(412);
        await secretary.Do($"{api}/size", new { size = "Medium", why = "三个院都有份" });
        (await secretary.Refused($"{api}/size", new { size = "Big", why = "x" })).ShouldBe((409, "topic.sorted-twice"));
        await secretary.Do($"{api}/legality", new { isLawful = true, ground = "居民公约" });
        (await secretary.Refused($"{api}/notice", new { hallAt = Now(town).AddDays(1), place = "厅" })).ShouldBe(
            (409, "topic.notice-short")
        );
        (await secretary.Refused($"{api}/work", new { doer = "物业", doBy = Day(town, 3) })).ShouldBe((409, "topic.needs-talk"));
        (await wang.Client.Refused($"/api/my/topics/{id}/comments", new { text = "早" })).ShouldBe((409, "topic.comments-closed"));
        await secretary.Do($"{api}/notice", new { hallAt = Now(town).AddDays(4), place = "议事厅" });

        (await far.Client.Refused($"/api/my/topics/{id}/comments", new { text = "我也说" })).ShouldBe((409, "topic.other-community"));
        (await homeless.Client.Refused($"/api/my/topics/{id}/comments", new { text = "我也说" })).ShouldBe((409, "topic.no-home"));
        await Moderated(town, secretary, wang, li, id, no);
        var page = await anybody.See($"/deliberations/{no}");
        page.Status.ShouldBe(HttpStatusCode.OK);
        var said = page.Page.Body!.TextContent;
        said.ShouldContain("三个院都有份");
        said.ShouldContain("一个院的事", customMessage: "the earlier decision stays");
        said.ShouldContain(place.Label + "住户");
        said.ShouldNotContain("15400290001");
        page.Page.QuerySelectorAll("main script").ShouldBeEmpty();

        (await secretary.Refused($"{api}/record", new { came = "住户 5 人", said = "谈了" })).ShouldBe((409, "topic.not-yet-held"));
        town.Clock.Move(TimeSpan.FromDays(4) + TimeSpan.FromMinutes(1));
        secretary = await town.As(Role.CommunitySecretary, place.Secretary);
        await secretary.Do($"{api}/record", new { came = "住户 5 人", said = "谈到九点半" });
        (await wang.Client.Refused($"/api/my/topics/{id}/voice", new { choice = "Yes" })).ShouldBe((409, "topic.not-voting"));
        await secretary.Do($"{api}/decision", new { how = "OpenVote", days = 2 });
        await wang.Client.Do($"/api/my/topics/{id}/voice", new { choice = "Yes" });
        (await wife.Client.Refused($"/api/my/topics/{id}/voice", new { choice = "No" })).ShouldBe((409, "topic.voted"), "one household");
        (await far.Client.Refused($"/api/my/topics/{id}/voice", new { choice = "No" })).ShouldBe((409, "topic.other-community"));
        (await secretary.Refused($"{api}/decision", new { how = "CloseVote" })).ShouldBe((409, "topic.vote-open"));
        (await li.Client.Refused($"/api/my/topics/{id}/voice", new { choice = 9 })).Status.ShouldBe(400);
        await li.Client.Do($"/api/my/topics/{id}/voice", new { choice = "Abstain" });
        await OwnData(town, wang, id);

        await Later(town, 3);
        (await Read(town, id)).ShouldBe(TopicState.Decided, "counted by itself; one of two is not more than half");
        (await town.With((_, db) => db.Set<Topic>().Where(t => t.Id == id).Select(t => t.IsAdopted).SingleAsync())).ShouldBe(false);
        secretary = await town.As(Role.CommunitySecretary, place.Secretary);
        await secretary.Do($"{api}/publicity", new { });
        await Published(town, place, wang, li, id, no, api);
    }

    /// <summary>What was said and voted stands among the own data; a voice that still counts is not taken out.</summary>
    private static async Task OwnData(Town town, Handset wang, Guid id)
    {
        await wang.Open("/my/data");
        wang.Words.ShouldContain("八点半就停");
        wang.Words.ShouldContain("您家的表态");
        wang.Words.ShouldContain("您家已表态");
        var isErased = await town.With(
            (services, _) => services.GetServices<IKeptData>().Single(k => k.Kind == "topic").Erase(id, Phones[0], CancellationToken.None)
        );
        isErased.ShouldBeFalse();
    }

    private static async Task Moderated(Town town, HttpClient secretary, Handset wang, Handset li, Guid id, string no)
    {
        var key = new { text = "八点半就停" };
        await wang.Client.Do($"/api/my/topics/{id}/comments", key);
        var comment = (await li.Client.Do($"/api/my/topics/{id}/comments", new { text = "老张家最吵" }))["id"]!.GetValue<string>();
        var path = $"comments/{comment}";
        (await li.Client.Refused($"/api/my/topics/{id}/{path}/objection", new { text = "x" })).ShouldBe((409, "comment.not-hidden"));
        await secretary.Do($"/api/topics/{id}/{path}/hiding", new { rule = "Personal" });
        (await secretary.Refused($"/api/topics/{id}/{path}/hiding", new { rule = "Abuse" })).ShouldBe((409, "comment.hidden"));
        using var anybody = town.Anybody();
        var shown = (await anybody.See($"/deliberations/{no}")).Page.QuerySelector("#comments")!.TextContent;
        shown.ShouldNotContain("老张家");
        shown.ShouldContain("含他人姓名");
        await li.Open($"/deliberations/{no}");
        li.Words.ShouldContain("老张家最吵", customMessage: "the author sees it");
        (await wang.Client.Refused($"/api/my/topics/{id}/{path}/objection", new { text = "x" })).Status.ShouldBe(404, "another's");
        await li.Client.Do($"/api/my/topics/{id}/{path}/objection", new { text = "没写全名" });
        (await li.Client.Refused($"/api/my/topics/{id}/{path}/objection", new { text = "再说" })).ShouldBe((409, "comment.objected"));
        await secretary.Do($"/api/topics/{id}/{path}/answer", new { isRight = false, answer = "邻居认得出" });
        await li.Open($"/deliberations/{no}");
        li.Words.ShouldContain("邻居认得出");
    }

    /// <summary>An objection that is right leads back; the next result is carried out, rated, archived, and who spoke is forgotten.</summary>
    private static async Task Published(Town town, Place place, Handset wang, Handset li, Guid id, string no, string api)
    {
        var secretary = await town.As(Role.CommunitySecretary, place.Secretary);
        var objection = (await li.Client.Do($"/api/my/topics/{id}/objections", new { text = "没通知到我" }))["id"]!.GetValue<string>();
        (await li.Client.Refused($"/api/my/topics/{id}/objections", new { text = "还有" })).ShouldBe((409, "topic.objected"));
        await Later(town, 6);
        (await Read(town, id)).ShouldBe(TopicState.Publicity, "not while somebody waits for an answer");
        secretary = await town.As(Role.CommunitySecretary, place.Secretary);
        await secretary.Do($"{api}/objections/{objection}/answer", new { isRight = true, answer = "再谈一次" });
        (await secretary.Refused($"{api}/objections/{objection}/answer", new { isRight = true, answer = "x" })).ShouldBe(
            (409, "topic.answered")
        );
        (await secretary.Refused($"{api}/decision", new { how = "LinkVote", voteId = id })).ShouldBe((409, "topic.vote-unknown"));
        await secretary.Do(
            $"{api}/decision",
            new
            {
                how = "Opine",
                opinion = "九点停",
                isAdopted = true,
            }
        );
        (await wang.Client.Refused($"/api/my/topics/{id}/comments", new { text = "晚了" })).ShouldBe((409, "topic.comments-closed"));
        await secretary.Do($"{api}/publicity", new { });
        await Later(town, 6);
        (await Read(town, id)).ShouldBe(TopicState.Agreed, "publicity ends by itself");
        secretary = await town.As(Role.CommunitySecretary, place.Secretary);
        await secretary.Do($"{api}/work", new { doer = "舞蹈队和物业", doBy = Day(town, 5) });
        await secretary.Do($"{api}/result", new { result = "九点停，音箱限量" });
        using var other = await Neighbour(town, 1);
        using var me = await Neighbour(town, 0);
        (await me.Client.Refused($"/api/my/topics/{id}/rating", new { stars = 6 })).Status.ShouldBe(400);
        await me.Client.Do($"/api/my/topics/{id}/rating", new { stars = 4 });
        (await me.Client.Refused($"/api/my/topics/{id}/rating", new { stars = 5 })).ShouldBe((409, "topic.rated"));
        (await other.Client.Refused($"/api/my/topics/{id}/rating", new { stars = 5 })).ShouldBe((409, "topic.not-part"));
        await me.Open("/my/topics");
        me.Words.ShouldContain("九点停，音箱限量");
        await Later(town, 8);
        (await Read(town, id)).ShouldBe(TopicState.Archived);
        using var anybody = town.Anybody();
        (await anybody.See($"/deliberations/{no}")).Page.Body!.TextContent.ShouldContain("平均 4.0 分");
        await Later(town, 31);
        (await town.With((_, db) => db.Set<TopicComment>().CountAsync(c => c.TopicId == id && c.ResidentId != null))).ShouldBe(0);
        (await town.With((_, db) => db.Set<TopicBallot>().CountAsync(b => b.TopicId == id))).ShouldBe(0, "a door says whose voice it was");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Small_ones_are_late_after_three_days_big_ones_come_back_from_their_case_and_the_rest_is_answered(Engine engine)
    {
        await using var town = await Town.Start(engine, "--Limits:SignInsPerMinute=100000");
        await town.Morning(1);
        var place = await Place.Make(town);
        var secretary = await town.As(Role.CommunitySecretary, place.Secretary);
        using var leader = await town.As(Role.Leader, "lingdao01");
        (
            await secretary.Refused(
                "/api/topics",
                new
                {
                    title = "x",
                    words = "y",
                    areaCode = "410103",
                }
            )
        ).ShouldBe((400, "input.invalid"));
        (
            await secretary.Refused(
                "/api/topics",
                new
                {
                    title = "x",
                    words = "y",
                    areaCode = place.FarArea,
                }
            )
        ).Status.ShouldBe(403);

        var small = await New(secretary, place, "楼道灯不亮");
        await secretary.Do($"/api/topics/{small}/size", new { size = "Small", why = "一栋楼" });
        await secretary.Do($"/api/topics/{small}/legality", new { isLawful = true, ground = "物业合同" });
        (await secretary.Refused($"/api/topics/{small}/case", new { })).ShouldBe((409, "topic.not-big"));
        await secretary.Do($"/api/topics/{small}/work", new { doer = "物业", doBy = Day(town, 60) });
        var due = await town.With((_, db) => db.Set<Topic>().Where(t => t.Id == small).Select(t => t.DueAt!.Value).SingleAsync());
        (due - Now(town)).ShouldBeLessThan(TimeSpan.FromDays(12), "three working days, whatever was written");

        var unlawful = await New(secretary, place, "不许外地人租房");
        await secretary.Do($"/api/topics/{unlawful}/size", new { size = "Medium", why = "全院" });
        await secretary.Do($"/api/topics/{unlawful}/legality", new { isLawful = false, ground = "违反民法典" });
        (await secretary.Refused($"/api/topics/{unlawful}/notice", new { hallAt = Now(town).AddDays(9), place = "厅" })).ShouldBe(
            (409, "topic.state")
        );
        var personal = await New(secretary, place, "家里水龙头");
        await secretary.Do($"/api/topics/{personal}/size", new { size = "Personal", why = "自家的事" });
        (await town.With((_, db) => db.Set<Topic>().Where(t => t.Id == personal).Select(t => t.Result!).SingleAsync())).ShouldContain(
            "志愿"
        );

        var big = await New(secretary, place, "门口的路要大修");
        await secretary.Do($"/api/topics/{big}/size", new { size = "Big", why = "要动市政管线" });
        await secretary.Do($"/api/topics/{big}/legality", new { isLawful = true, ground = "城市道路管理条例" });
        (await secretary.Refused($"/api/topics/{big}/work", new { doer = "物业", doBy = Day(town, 3) })).ShouldBe((409, "topic.big"));
        await secretary.Do($"/api/topics/{big}/case", new { placeText = "南门" });
        var opened = await town.With((_, db) => db.Set<Topic>().Where(t => t.Id == big).Select(t => t.CaseId!.Value).SingleAsync());
        (await town.With((_, db) => db.Cases.Where(c => c.Id == opened).Select(c => c.Channel).SingleAsync())).ShouldBe(Channel.Topic);
        (await secretary.See($"/cases/{opened}")).Page.QuerySelector("#topics")!.TextContent.ShouldContain("门口的路要大修");
        (await secretary.Refused($"/api/topics/{big}/result", new { result = "x" })).ShouldBe((409, "topic.by-case"));

        await FromCase(town, leader);
        await Routes(leader, secretary);
        await Pages(secretary, place, small);

        town.Clock.Move(TimeSpan.FromDays(12));
        await town.Ring();
        using var again = await town.As(Role.CommunitySecretary, place.Secretary);
        (await again.Do("/api/topics?late=true", null, HttpMethod.Get))["items"]!
            .AsArray()
            .ShouldContain(t => t!["id"]!.GetValue<Guid>() == small);
        (await town.With((_, db) => db.Set<Topic>().Where(t => t.Id == small).Select(t => t.LateAt).SingleAsync())).ShouldNotBeNull();
        (await again.See("/community/lists/topics")).Page.Body!.TextContent.ShouldContain("楼道灯不亮");
        await again.Do($"/api/topics/{small}/result", new { result = "换了灯" });
        (await Read(town, small)).ShouldBe(TopicState.Evaluating);
    }

    private static async Task FromCase(Town town, HttpClient leader)
    {
        var receipt = await town.Dispatched("井盖坏了好几处，想一起修");
        var caseId = receipt["caseId"]!.GetValue<Guid>();
        var made = new
        {
            title = "井盖一起修",
            words = "一个一个修不如一次修完",
            source = "Case",
            sourceId = caseId,
        };
        var topic = (await leader.Do("/api/topics", made))["id"]!.GetValue<Guid>();
        (await leader.Refused("/api/topics", made)).ShouldBe((409, "topic.from-twice"));
        await leader.Do($"/api/topics/{topic}/size", new { size = "Big", why = "市政的事" });
        await leader.Do($"/api/topics/{topic}/legality", new { isLawful = true, ground = "职责清单" });
        await leader.Do($"/api/topics/{topic}/case", new { });
        (await Read(town, topic)).ShouldBe(TopicState.Doing);
        await town.Work(caseId);
        await town.Settle();
        (await Read(town, topic)).ShouldBe(TopicState.Evaluating, "the case closed and its result came back");
    }

    private static async Task Routes(HttpClient leader, HttpClient secretary)
    {
        var route = new
        {
            areaCode = "410103",
            size = "Medium",
            lead = "社区书记",
            invite = "住户代表",
            noticeDays = 4,
            form = "Opinion",
            publicityDays = 7,
            limitDays = 0,
        };
        (await secretary.Refused("/api/topic-routes", route)).Status.ShouldBe(403);
        (await leader.Do("/api/topic-routes", route))["version"]!.GetValue<int>().ShouldBe(1);
        (await leader.Refused("/api/topic-routes", route with { noticeDays = 2 })).Status.ShouldBe(400);
        (await leader.See("/council/topics/routes")).Page.Body!.TextContent.ShouldContain("住户代表");
    }

    private static async Task Pages(HttpClient secretary, Place place, Guid topic)
    {
        foreach (
            var page in new[]
            {
                "/deliberations",
                "/council/topics",
                "/council/topics?state=Doing&size=Small&late=x",
                $"/council/topics/{topic}",
            }
        )
            (await secretary.See(page)).Status.ShouldBe(HttpStatusCode.OK, page);
        var typed = await secretary.Submit(
            await secretary.See("/council/topics/new"),
            "main form",
            ("Title", Evil),
            ("Words", Evil),
            ("AreaCode", place.Area)
        );
        typed.Status.ShouldBe(HttpStatusCode.OK);
        typed.Text("h1").ShouldBe(Evil, "text, not markup");
        var sorted = await secretary.Submit(typed, ".actcol form", ("Do", "sort"), ("Size", "Medium"), ("Why", "全院"));
        sorted.Page.Body!.TextContent.ShouldContain("合法，继续");
    }

    private static async Task<Guid> New(HttpClient secretary, Place place, string title) =>
        (
            await secretary.Do(
                "/api/topics",
                new
                {
                    title,
                    words = title,
                    areaCode = place.Area,
                }
            )
        )["id"]!.GetValue<Guid>();

    private static async Task<Handset> Neighbour(Town town, int index)
    {
        var handset = new Handset(town);
        town.Clock.Move(TimeSpan.FromMinutes(2)); // one code a minute
        await PhoneOwner.SignIn(town, handset, Phones[index]);
        return handset;
    }

    private static async Task Later(Town town, int days)
    {
        town.Clock.Move(TimeSpan.FromDays(days));
        await town.Ring();
    }

    private static DateTime Now(Town town) => town.Clock.GetUtcNow().UtcDateTime;

    private static DateOnly Day(Town town, int days) => DateOnly.FromDateTime(Now(town).AddHours(8)).AddDays(days);

    private static Task<Guid> Id(Town town, string no) =>
        town.With((_, db) => db.Set<Topic>().Where(t => t.No == no).Select(t => t.Id).SingleAsync());

    private static Task<TopicState> Read(Town town, Guid id) =>
        town.With((_, db) => db.Set<Topic>().Where(t => t.Id == id).Select(t => t.State).SingleAsync());

    /// <summary>A community whose secretary works there: two of one household, a neighbour, one of elsewhere, one nowhere.</summary>
    internal sealed record Place(string Area, string FarArea, string Secretary, string Label)
    {
        public static Task<Place> Make(Town town) =>
            town.With(
                async (services, db) =>
                {
                    var secretaries = await db.Set<Post>()
                        .Where(p => p.Role == Role.CommunitySecretary && p.AreaCode != null)
                        .Join(db.Set<Account>(), p => p.AccountId, a => a.Id, (p, a) => new { p.AreaCode, a.UserName })
                        .OrderBy(p => p.AreaCode)
                        .ThenBy(p => p.UserName)
                        .ToListAsync();
                    var (fill, people) = (services.GetRequiredService<HomeFill>(), services.GetRequiredService<ResidentFill>());
                    var doors = await fill.Doors("410103", 500, CancellationToken.None);
                    var one = secretaries.First(s => doors.Count(d => d.AreaCode.StartsWith(s.AreaCode!, StringComparison.Ordinal)) > 1);
                    var near = doors.Where(d => d.AreaCode.StartsWith(one.AreaCode!, StringComparison.Ordinal)).ToList();
                    var far = doors.First(d => !d.AreaCode.StartsWith(one.AreaCode!, StringComparison.Ordinal));
                    var now = Now(town);
                    HomeFill.Door[] homes = [near[0], near[0], near[1], far];
                    for (var i = 0; i < homes.Length; i++)
                        fill.Add(await people.Add(Phones[i], now, CancellationToken.None), homes[i], true, now.AddDays(-9));
                    await db.Save(CancellationToken.None);
                    return new Place(one.AreaCode!, far.AreaCode[..12], one.UserName, near[0].Label);
                }
            );
    }
}
