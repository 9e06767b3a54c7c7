using System.Net;
using Gezhi.Council.Contract;
using Gezhi.Council.Topics;
using Gezhi.Council.Votes;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Protection;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Notices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Council;

/// <summary>From a suggestion to a hall, an owners' vote and work with photos: who sat there hears of it, by day, and finds it among the own data.</summary>
public sealed class TopicHallTests
{
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Who_sat_in_the_hall_hears_of_the_result_by_day_and_finds_it_among_the_own_data(Engine engine)
    {
        var notices = await NoticeTown.On(engine);
        var town = notices.Town;
        town.Clock.Set(PushTests.Next(notices, 9, 0));
        await using var service = await PushService.Start();
        var place = await TopicTests.Place.Make(town);
        using var wang = await PushTests.Resident(notices, TopicTests.Phones[0]);
        using var wife = await PushTests.Resident(notices, TopicTests.Phones[1]);
        using var li = await PushTests.Resident(notices, TopicTests.Phones[2]);
        using var far = await PushTests.Resident(notices, TopicTests.Phones[3]);
        await wife.Do("/api/my/devices", service.Subscription);

        var (topic, no) = await FromSuggestion(town, place, wang);
        var api = $"/api/topics/{topic}";
        var mine = $"/api/my/topics/{topic}/attendance";
        using var secretary = await town.As(Role.CommunitySecretary, place.Secretary);
        await secretary.Do($"{api}/size", new { size = "Medium", why = "全院" });
        await secretary.Do($"{api}/legality", new { isLawful = true, ground = "居民公约" });
        await secretary.Do($"{api}/notice", new { hallAt = PushTests.Next(notices, 11, 0).AddDays(4), place = "议事厅" });
        var code = await town.With((_, db) => db.Set<Topic>().Where(t => t.Id == topic).Select(t => t.HallCode!).SingleAsync());
        (await secretary.See($"/council/topics/{topic}/hall")).Text(".poster .receipt-no").ShouldBe(code);
        (await li.See($"/deliberations/{no}?code=x")).Page.Source.Text.ShouldNotContain(code, customMessage: "only the hall knows it");
        (await li.Refused(mine, new { code })).ShouldBe((409, "topic.no-hall-now"));

        town.Clock.Set(PushTests.Next(notices, 10, 30).AddDays(4));
        (await wang.Refused(mine, new { code = "000000" })).ShouldBe((409, "topic.hall-code"));
        (await far.Refused(mine, new { code })).ShouldBe((409, "topic.other-community"));
        await wife.Do(mine, new { code = $" {code[..3].ToLowerInvariant()}-{code[3..]} " });
        await wife.Do(mine, new { code });
        var page = await li.See($"/deliberations/{no}?code={code}");
        (await li.Submit(page, "#hall form", ("Do", "attend"))).Page.QuerySelector("#hall .st.done").ShouldNotBeNull();
        (await wife.Refused($"/api/my/topics/{topic}/rating", new { stars = 5 })).ShouldBe((409, "topic.not-evaluating"));

        town.Clock.Set(PushTests.Next(notices, 14, 0));
        using var again = await town.As(Role.CommunitySecretary, place.Secretary);
        object Record(int others) =>
            new
            {
                came = "住户、物业",
                said = "谈到中午",
                others,
            };
        (await again.Refused($"{api}/record", Record(9000))).Status.ShouldBe(400);
        await again.Do($"{api}/record", Record(5));
        (await li.Refused(mine, new { code })).ShouldBe((409, "topic.no-hall-now"), "it is written down");
        (await li.See($"/deliberations/{no}")).Page.Body!.TextContent.ShouldContain("签到的认证住户 2 户，其他到会的 5 人");
        await notices.Deliver();
        var first = service.Calls.Last();
        (first.Said["title"]!.GetValue<string>(), first.Said["link"]!.GetValue<string>()).ShouldBe(("您参与的议题有新进展", "/my/topics"));
        first.Text.ShouldNotContain("座椅", customMessage: "others read a lock screen too");

        await Voted(notices, place, topic, no, service);
        await Worked(notices, place, topic, no, wife);
        await Kept(town, topic, wife);
    }

    /// <summary>Only one that everybody may read becomes a topic, once; who suggested it hears of it.</summary>
    private static async Task<(Guid Id, string No)> FromSuggestion(Town town, TopicTests.Place place, HttpClient wang)
    {
        using var leader = await town.As(Role.Leader, "lingdao01");
        using var secretary = await town.As(Role.CommunitySecretary, place.Secretary);
        var id = (
            await wang.Do(
                "/api/suggestions",
                new
                {
                    kind = "Services",
                    words = "楼梯拐角装折叠座椅，大家一起定装在哪",
                    areaCode = place.Area,
                }
            )
        )["id"]!.GetValue<string>();
        var made = new
        {
            title = "楼梯座椅装在哪",
            words = "拐角还是门口，大家定",
            source = "Suggestion",
            sourceId = id,
        };
        (await secretary.Refused("/api/topics", made)).ShouldBe((409, "suggestion.no-topic"), "nobody wrote what everybody may read");
        await leader.Do(
            $"/api/council/suggestions/{id}/study",
            new
            {
                unitCode = "municipal-works",
                gist = "楼梯拐角装折叠座椅",
                days = 5,
            }
        );
        var typed = await leader.Submit(
            await leader.See($"/council/topics/new?suggestion={id}"),
            "main form",
            ("Title", made.title),
            ("Words", made.words)
        );
        typed.Text("h1").ShouldBe(made.title);
        typed.Page.QuerySelector($"main a[href='/council/suggestions/{id}']").ShouldNotBeNull("the way back");
        (await leader.Refused("/api/topics", made)).Code.ShouldBe("topic.from-twice");
        (await leader.See($"/council/suggestions/{id}")).Page.QuerySelector("a[href^='/council/topics/']").ShouldNotBeNull();
        (await wang.See("/my/topics")).Page.Body!.TextContent.ShouldContain(made.title);
        var from = Guid.Parse(id);
        var topic = await town.With((_, db) => db.Set<Topic>().AsNoTracking().SingleAsync(t => t.SourceId == from));
        (await wang.See($"/suggestions/{id}")).Page.QuerySelector("main a[href='/deliberations']").ShouldNotBeNull("not sorted yet");
        return (topic.Id, topic.No);
    }

    /// <summary>What belongs to the owners waits for their vote; a result of the night is told in the morning.</summary>
    private static async Task Voted(NoticeTown notices, TopicTests.Place place, Guid topic, string no, PushService service)
    {
        var town = notices.Town;
        town.Clock.Set(PushTests.Next(notices, 22, 0));
        using var secretary = await town.As(Role.CommunitySecretary, place.Secretary);
        var (open, over) = (await Vote(town, place.Area, false), await Vote(town, place.Area, true));
        var api = $"/api/topics/{topic}/decision";
        var opinion = new
        {
            how = "Opine",
            opinion = "按业主表决结果办",
            isAdopted = true,
        };
        await secretary.Do(api, new { how = "LinkVote", voteId = open });
        (await secretary.Refused(api, opinion)).ShouldBe((409, "topic.vote-open"));
        (await secretary.See($"/deliberations/{no}")).Page.QuerySelector($"main a[href='/votes/{open}']").ShouldNotBeNull();
        await secretary.Do(api, new { how = "LinkVote", voteId = over });
        await secretary.Do(api, opinion);
        var before = service.Calls.Count;
        await notices.Deliver();
        service.Calls.Count.ShouldBe(before, "it is night");
        town.Clock.Set(PushTests.Next(notices, 8, 5));
        await notices.Deliver();
        service.Calls.Count.ShouldBe(before + 1, "all steps of the night together");
    }

    private static Task<Guid> Vote(Town town, string area, bool isOver) =>
        town.With(
            async (services, db) =>
            {
                var (now, title) = (town.Clock.GetUtcNow().UtcDateTime, $"装座椅 {isOver}");
                services
                    .GetRequiredService<VoteFill>()
                    .Add(
                        new VoteEntry(
                            area,
                            "试验里",
                            title,
                            "用公共收益装折叠座椅",
                            false,
                            true,
                            null,
                            [
                                ("1-101", 6_000, "甲", "15400290011"),
                                ("1-102", 6_000, "乙", "15400290012"),
                                ("1-103", 6_000, "丙", "15400290013"),
                            ],
                            isOver ? "YYN" : "",
                            Guid.CreateVersion7(),
                            isOver ? Guid.CreateVersion7() : null,
                            now.AddDays(isOver ? -40 : -2),
                            now.AddDays(isOver ? -20 : 5)
                        )
                    );
                await db.Save(default);
                return await db.Set<Vote>().Where(v => v.Title == title && v.AreaCode == area).Select(v => v.Id).SingleAsync();
            }
        );

    /// <summary>Photos of the work: for staff until somebody looked for faces and plates; another community's secretary finds nothing.</summary>
    private static async Task Worked(NoticeTown notices, TopicTests.Place place, Guid topic, string no, HttpClient wife)
    {
        var town = notices.Town;
        var api = $"/api/topics/{topic}";
        using var secretary = await town.As(Role.CommunitySecretary, place.Secretary);
        await secretary.Do($"{api}/publicity", new { });
        town.Clock.Set(PushTests.Next(notices, 9, 0).AddDays(6));
        await town.Ring();
        using var again = await town.As(Role.CommunitySecretary, place.Secretary);
        await again.Do($"{api}/work", new { doer = "物业", doBy = DateOnly.FromDateTime(town.Clock.GetUtcNow().UtcDateTime.AddDays(5)) });
        (await again.Refused($"{api}/photos", Form.With(("isAfter", "true")))).ShouldBe((409, "project.no-photos"));
        await again.Do($"{api}/photos", Form.With(("isAfter", "true")).Photo("files", Photos.Small));
        (await wife.Refused($"{api}/photos", Form.With(("isAfter", "true")).Photo("files", Photos.Small))).Status.ShouldBe(403);
        (await wife.See($"/deliberations/{no}")).Page.QuerySelector("#photos").ShouldBeNull("nobody looked yet");
        var desk = await again.See($"/council/topics/{topic}");
        var src = desk.Page.QuerySelector("#photos img")!.GetAttribute("src")!;
        (await wife.GetAsync(new Uri(src, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await again.Submit(desk, "#photos form:has([value=clear])", ("Do", "clear"));
        (await wife.See($"/deliberations/{no}")).Page.QuerySelector($"#photos img[src='{src}']").ShouldNotBeNull();
        await again.Do($"{api}/result", new { result = "装好三处" });
        (await wife.See("/my/topics")).Page.Body!.TextContent.ShouldContain("装好三处");
        await wife.Do($"/api/my/topics/{topic}/rating", new { stars = 5 });
    }

    /// <summary>On the page, in the copy, and gone when the person wants it.</summary>
    private static async Task Kept(Town town, Guid topic, HttpClient wife)
    {
        (await wife.See("/my/data")).Page.Body!.TextContent.ShouldContain("议题：楼梯座椅装在哪");
        var copy = await wife.GetStringAsync("/my/data/copy");
        copy.ShouldContain("到会签到");
        var isErased = await town.With(
            async (services, db) =>
            {
                var kept = services.GetServices<IKeptData>().Single(k => k.Kind == "topic");
                (await kept.Erase(topic, TopicTests.Phones[3], default)).ShouldBeFalse("who was not there");
                var done = await kept.Erase(topic, TopicTests.Phones[1], default);
                await db.Save(default);
                return done;
            }
        );
        isErased.ShouldBeTrue();
        (await wife.See("/my/data")).Page.Body!.TextContent.ShouldNotContain("楼梯座椅装在哪");
        var (here, homes) = await town.With(
            async (_, db) =>
                (
                    await db.Set<TopicAttendee>().CountAsync(a => a.TopicId == topic),
                    await db.Set<Topic>().Where(t => t.Id == topic).Select(t => t.CameHomes).SingleAsync()
                )
        );
        (here, homes).ShouldBe((1, 2), "the number stays");
    }
}
