using System.Net;
using Gezhi.Cases.Contract;
using Gezhi.Council.Files;
using Gezhi.Council.Groups;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Timers;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Registry;
using Gezhi.Tests.Integration.Safety;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Council;

/// <summary>In a building group questions climb until somebody on duty answers, neighbours learn nothing of each other, and nobody else comes in.</summary>
public sealed class BuildingGroupTests
{
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_question_climbs_until_it_is_answered_and_neighbours_stay_strangers(Engine engine)
    {
        var watched = await WatchedTown.Alone(engine);
        var town = watched.Town;
        using var worker = await town.As(Role.GridWorker);
        using var anybody = town.Anybody();
        using var aunt = await EndpointTests.Resident(watched, "15400096201");
        using var uncle = await EndpointTests.Resident(watched, "15400096202");
        using var stranger = await EndpointTests.Resident(watched, "15400096203");
        var home = await Home.Make(worker, "群");
        var other = await Home.Make(worker, "邻");
        await Confirmed(worker, aunt, "试验里群");
        await Confirmed(worker, stranger, "试验里邻");
        (await uncle.See("/my/building")).Page.Body!.TextContent.ShouldContain("还没有确认您的住处");
        (await aunt.See("/my/building")).Page.Body!.TextContent.ShouldContain("本楼还没有开通楼栋群");
        var group = (await worker.Do("/api/building-groups", new { buildingId = home.Building }))["id"]!.GetValue<string>();
        (await worker.Do("/api/building-groups", new { buildingId = home.Building }))["id"]!
            .GetValue<string>()
            .ShouldBe(group, "one a building");
        await worker.Do("/api/building-groups", new { buildingId = other.Building });
        await Confirmed(worker, uncle, "试验里群");

        // A question with a number in it and a try at script.
        const string Words = "电话13812345678，<script>alert(1)</script>水管漏了";
        var form = await aunt.See("/my/building");
        var said = await aunt.Submit(form, "main form", ("Text", Words), ("Do", "ask"));
        said.Page.Body!.TextContent.ShouldContain("别人看不到");
        await aunt.Submit(form, "main form", ("Text", Words), ("Do", "ask"));
        var question = await Only(town, group);
        (question.State, question.Turn).ShouldBe((AskState.Open, Duty.Chief));
        System.Text.Encoding.UTF8.GetString(question.TextSealed!).ShouldNotContain("漏");
        var seen = await uncle.See("/my/building");
        seen.Page.Body!.TextContent.ShouldContain("138********");
        seen.Page.Body.TextContent.ShouldContain("2单元住户");
        seen.Page.Body.TextContent.ShouldNotContain("13812345678");
        seen.Page.QuerySelectorAll("main .threads script").ShouldBeEmpty();
        (await stranger.See("/my/building")).Page.Body!.TextContent.ShouldNotContain("漏");
        (await Reply(stranger, question.Id)).ShouldBe(HttpStatusCode.NotFound, "another building's thread is nowhere");

        // It climbs by itself, visibly, and everybody on the way is told.
        var way = new List<Duty?> { question.Turn };
        foreach (var minutes in new[] { 16, 61, 241 })
        {
            town.Clock.Move(TimeSpan.FromMinutes(minutes));
            await town.Ring();
            way.Add((await Only(town, group)).Turn);
        }
        way.ShouldBe([Duty.Chief, Duty.Worker, Duty.Lead, Duty.Leader]);
        (await Only(town, group)).ClimbsAt.ShouldBeNull("the last one keeps it");
        (await aunt.See("/my/building")).Page.Body!.TextContent.ShouldContain("轮到网格长");
        using var secretary = await town.As(Role.CommunitySecretary);
        var desk = (await secretary.See("/community")).Page.Body!.TextContent;
        desk.ShouldContain("楼栋群没人答复的提问");
        desk.ShouldContain("首答用时：一半", customMessage: "how long people wait stands beside how many do");
        await Ladder(town);

        using var later = await town.As(Role.GridWorker); // hours have passed: everybody signs in anew
        using var shift = await town.As(Role.ShiftLeader);

        // Open ones count: nothing is reached yet; then the answer of who is on duty, and of nobody else.
        var row = await Row(later, group);
        (row["open"]!.GetValue<int>(), row["medianMinutes"]).ShouldBe((1, null));
        (await shift.Refused($"/api/building-groups/{group}/messages", new { text = "我来答", threadId = question.Id })).ShouldBe(
            (409, "group.not-duty")
        );
        await Reply(uncle, question.Id);
        (await Only(town, group)).State.ShouldBe(AskState.Open, "a neighbour's word is no answer");
        await later.Do($"/api/building-groups/{group}/messages", new { text = "已联系水务，半小时到", threadId = question.Id });
        row = await Row(later, group);
        (row["open"]!.GetValue<int>(), row["p90Minutes"]!.GetValue<int>()).ShouldBe((0, 318));

        // On as a report: the asker sees its progress, the others only that it is one; then nothing more is said under it.
        question = await Only(town, group);
        (await later.Refused($"/api/building-groups/messages/{question.Id}/report", new { version = 1 })).Status.ShouldBe(412);
        var reported = await later.Do($"/api/building-groups/messages/{question.Id}/report", new { version = question.Version });
        var receipt = reported["receiptNo"]!.GetValue<string>();
        (await aunt.See("/my/building")).Page.QuerySelector($"a[href='/receipt/{receipt}']").ShouldNotBeNull();
        (await uncle.See("/my/building")).Page.QuerySelector($"a[href='/receipt/{receipt}']").ShouldBeNull();
        (await Reply(aunt, question.Id)).ShouldBe(HttpStatusCode.Conflict);
        (
            await town.With(async (_, db) => await db.Set<Gezhi.Cases.Report>().AnyAsync(r => r.Channel == Channel.BuildingGroup))
        ).ShouldBeTrue();

        (await later.Refused("/api/reports", new { channel = "BuildingGroup", text = "冒充楼栋群" })).ShouldBe(
            (409, "report.channel"),
            "only a message of a group becomes a report of a group"
        );
        await Pictured(town, later, aunt, uncle, stranger, group);
        await Moderated(town, watched, later, aunt, uncle, group);
        await Withdrawn(town, aunt, uncle, group);
        await Bridged(town, anybody, aunt, group);

        // Hiding words answers nobody: the question stays open until whoever is on duty answers the asker.
        using var again = await town.As(Role.GridWorker);
        var before = (await Row(again, group))["open"]!.GetValue<int>();
        var rude = await Asked(town, group, aunt, "谁家的狗？打他电话");
        await again.Do(
            $"/api/building-groups/messages/{rude.Id}/hiding",
            new
            {
                rule = nameof(HideRule.Spam),
                why = "改一改再问",
                version = rude.Version,
            }
        );
        (await Row(again, group))["open"]!.GetValue<int>().ShouldBe(before + 1);
        await again.Do($"/api/building-groups/{group}/messages", new { text = "已找到狗主人", threadId = rude.Id });
        (await Row(again, group))["open"]!.GetValue<int>().ShouldBe(before);

        // A message becomes a topic, once, by who leads there.
        var parking = await Asked(town, group, aunt, "晚上停车排不开");
        using var lead = await town.As(Role.CommunitySecretary);
        var wish = new
        {
            title = "夜间停车怎么排",
            words = "楼下晚上停车排不开，大家商量",
            source = "Group",
            sourceId = parking.Id,
        };
        await lead.Do("/api/topics", wish);
        (await All(town, group)).Single(m => m.Id == parking.Id).State.ShouldBe(AskState.Topic);
        (await lead.Refused("/api/topics", wish)).Status.ShouldBe(409);

        // Whoever moved away hears and says nothing more.
        await uncle.Submit(await uncle.See("/my/home"), "main form:has([value=end])", ("Do", "end"));
        (await uncle.See("/my/building")).Page.Body!.TextContent.ShouldNotContain("漏");
    }

    /// <summary>Neighbours see a resident's photo once somebody on duty looked at it, and no longer when it is taken away; staff answer for their own.</summary>
    private static async Task Pictured(Town town, HttpClient worker, HttpClient aunt, HttpClient uncle, HttpClient stranger, string group)
    {
        await aunt.Submit(await aunt.See("/my/building"), "main form", ["Photo"], ("Text", "墙皮掉了"), ("Do", "say"));
        var said = (await All(town, group)).Single(m => m.HasPhoto);
        var hash = await town.With(
            (_, db) => db.Set<CouncilFile>().Where(f => f.SubjectId == said.Id).Select(f => f.FileHash).SingleAsync()
        );
        var path = $"/council/files/{said.Id}/{hash}/thumb";
        async Task<bool[]> Seen() =>
            [
                await Shows(aunt, path),
                await Shows(worker, path, $"/council/groups/{group}"),
                await Shows(uncle, path),
                await Shows(stranger, path),
            ];
        (await Seen()).ShouldBe([true, true, false, false]);
        (await uncle.See("/my/building")).Page.Body!.TextContent.ShouldContain("等网格的人看过再显示");
        (await uncle.GetAsync(new Uri(path, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var api = $"/api/building-groups/messages/{said.Id}/photo";
        (await uncle.Refused(api, new { isShown = true, version = said.Version })).Status.ShouldBeOneOf(401, 403, 404);
        (await worker.Refused(api, new { version = said.Version })).Status.ShouldBe(400);
        (await worker.Refused(api, new { isShown = true, version = said.Version + 1 })).Status.ShouldBe(412);
        await worker.Do(api, new { isShown = true, version = said.Version });
        (await Seen()).ShouldBe([true, true, true, false]);
        await worker.Submit(await worker.See($"/council/groups/{group}"), "main form:has([value=hold])", ("Do", "hold"));
        (await Seen()).ShouldBe([true, true, false, false]);

        await worker.Submit(
            await worker.See($"/council/groups/{group}"),
            "main form:has([value=notice])",
            ["Photo"],
            ("Text", "看图停水"),
            ("Do", "notice")
        );
        var notice = (await All(town, group)).Single(m => m.HasPhoto && m.Author == AuthorKind.Staff);
        (await uncle.See("/my/building")).Page.QuerySelector($"img[src*='{notice.Id}']").ShouldNotBeNull();
    }

    private static async Task<bool> Shows(HttpClient who, string path, string page = "/my/building") =>
        (await who.See(page)).Page.QuerySelector($"img[src='{path}']") is not null;

    /// <summary>Taken back by the asker alone, on the page; its words stay, it waits for nobody.</summary>
    private static async Task Withdrawn(Town town, HttpClient aunt, HttpClient uncle, string group)
    {
        var question = await Asked(town, group, aunt, "快递柜要搬走吗");
        var form = $"#m-{question.Id:N} form:has([value=withdraw])";
        (await uncle.See("/my/building")).Page.QuerySelector(form).ShouldBeNull();
        var done = await aunt.Submit(await aunt.See("/my/building"), form, ("Do", "withdraw"));
        done.Page.QuerySelector($"#m-{question.Id:N}")!.TextContent.ShouldContain("已撤回");
        (await All(town, group)).Single(m => m.Id == question.Id).ClimbsAt.ShouldBeNull();

        // Kept for its time, then words, author and photo are gone; the times stay for the figures.
        var due = question.At.AddDays(365);
        (
            await town.With((_, db) => db.Set<TimerRow>().SingleAsync(t => t.SubjectId == question.Id && t.Kind == "council.group-forget"))
        ).NextAt.ShouldBe(due);
        var pictured = (await All(town, group)).Single(m => m.HasPhoto && m.Author == AuthorKind.Resident);
        await town.With(
            async (services, db) =>
            {
                var forget = services.GetServices<ITimerHandler>().Single(h => h.Kind == "council.group-forget");
                foreach (
                    var timer in await db.Set<TimerRow>().Where(t => t.SubjectId == question.Id || t.SubjectId == pictured.Id).ToListAsync()
                )
                    await forget.Fire(timer, db, due, CancellationToken.None);
                await db.Save(CancellationToken.None);
                return 0;
            }
        );
        foreach (var gone in (await All(town, group)).Where(m => m.Id == question.Id || m.Id == pictured.Id))
            (gone.TextSealed, gone.ResidentId, gone.DwellingId).ShouldBe((null, null, null));
        (await town.With((_, db) => db.Set<CouncilFile>().AnyAsync(f => f.SubjectId == pictured.Id))).ShouldBeFalse();
        (await aunt.See("/my/building")).Page.Body!.TextContent.ShouldContain("已按期限删除");
    }

    /// <summary>The minutes of a step are changed by who keeps the deadlines; of two at the same moment one gives way.</summary>
    private static async Task Ladder(Town town)
    {
        using var keeper = await town.As(Role.ShiftLeader);
        const string Form = "main form.steps:has([value=Chief])";
        var (one, two) = (await keeper.See("/council/groups"), await keeper.See("/council/groups"));
        await keeper.Submit(one, Form, ("Minutes", "20"), ("Do", "step"));
        (await keeper.Submit(two, Form, ("Minutes", "90"), ("Do", "step"))).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await keeper.Submit(await keeper.See("/council/groups"), Form, ("Minutes", "-1"), ("Do", "step"))).Status.ShouldBe(
            HttpStatusCode.BadRequest
        );
        var page = await keeper.See("/council/groups");
        page.Page.QuerySelector("#m-Chief")!.GetAttribute("value").ShouldBe("20");
        using var worker = await town.As(Role.GridWorker);
        (await worker.See("/council/groups")).Page.QuerySelector("form.steps").ShouldBeNull();
    }

    private static async Task Moderated(Town town, WatchedTown watched, HttpClient worker, HttpClient aunt, HttpClient uncle, string group)
    {
        await uncle.Submit(await uncle.See("/my/building"), "main form", ("Text", "低价会员卡"), ("Do", "say"));
        var advert = (await All(town, group)).Single(m => m.Kind == SaidKind.Word && !m.HasPhoto);
        (
            await worker.Refused(
                $"/api/building-groups/messages/{advert.Id}/hiding",
                new
                {
                    rule = "Advert",
                    why = " ",
                    version = advert.Version,
                }
            )
        ).Status.ShouldBe(400);
        await worker.Do(
            $"/api/building-groups/messages/{advert.Id}/hiding",
            new
            {
                rule = "Advert",
                why = "群里不发广告",
                version = advert.Version,
            }
        );
        var hidden = (await aunt.See("/my/building")).Page.Body!.TextContent;
        hidden.ShouldContain("商业广告");
        hidden.ShouldNotContain("会员卡");
        (await uncle.See("/my/building")).Page.Body!.TextContent.ShouldContain("群里不发广告", customMessage: "the author sees why");

        // A household that floods is stopped; the digest goes to who asked, with numbers alone.
        await aunt.Submit(await aunt.See("/my/building"), "main form:has([value=digest])", ("Do", "digest"));
        await aunt.Submit(await aunt.See("/my/building"), "main form", ("Text", "门禁坏了"), ("Do", "ask"));
        var status = HttpStatusCode.OK;
        for (var i = 0; i < 10 && status != HttpStatusCode.Conflict; i++)
            status = (await uncle.Submit(await uncle.See("/my/building"), "main form", ("Text", $"刷屏 {i}"), ("Do", "say"))).Status;
        status.ShouldBe(HttpStatusCode.Conflict);
        var before = watched.Gateway.Sent.Count;
        town.Clock.Move(TimeSpan.FromDays(1));
        await town.Ring();
        var parcels = await town.With((_, db) => db.Set<Platform.Notify.Parcel>().Where(p => p.Kind == "group.digest").ToListAsync());
        parcels.Count.ShouldBe(1, $"one who asked; sent before {before}");
        var digest = await town.With(
            (services, db) =>
                Task.FromResult(
                    services.GetRequiredService<FieldCipher>().Open(db.DistrictId, Platform.Notify.Parcel.Field, parcels[0].Content)!
                )
        );
        digest.ShouldMatch(@"新通知 \d+ 条，新答复 \d+ 条，待答复 [1-9]\d* 条");
        foreach (var word in new[] { "门禁", "漏", "墙皮", "138", "停水" })
            digest.ShouldNotContain(word, customMessage: "numbers alone");

        await aunt.Submit(await aunt.See("/my/building"), "main form:has([value=leave])", ("Do", "leave"));
        (await aunt.See("/my/building")).Page.Body!.TextContent.ShouldContain("您已退出楼栋群");
        await aunt.Submit(await aunt.See("/my/building"), "main form:has([value=back])", ("Do", "back"));
    }

    private static async Task Bridged(Town town, HttpClient anybody, HttpClient aunt, string group)
    {
        using var worker = await town.As(Role.GridWorker);
        using var admin = await town.As(Role.SystemAdmin, "xitong01");
        var source = await admin.Do(
            "/api/sources",
            new
            {
                channel = "BuildingGroup",
                name = "三号楼微信群",
                limitAMinute = 600,
            }
        );
        var sourceId = source["id"]!.GetValue<string>();
        var key = source["key"]!.GetValue<string>();
        var today = DateOnly.FromDateTime(town.Clock.GetUtcNow().UtcDateTime.AddHours(8));
        object Bridge(DateOnly? on) =>
            new
            {
                name = "三号楼老邻居",
                owner = "群主（楼栋长）",
                announcedOn = on,
                sourceId,
            };
        (await worker.Refused($"/api/building-groups/{group}/bridges", Bridge(null))).Status.ShouldBe(
            400,
            "without announcement there is none"
        );
        (await worker.Refused($"/api/building-groups/{group}/bridges", Bridge(today.AddDays(1)))).Status.ShouldBe(400);
        var bridge = (await worker.Do($"/api/building-groups/{group}/bridges", Bridge(today)))["id"]!.GetValue<string>();
        var path = $"/api/channels/building-group/{bridge}/messages";
        (await anybody.Refused(path, new { no = "1", text = "混进来" })).Status.ShouldBe(401);
        using var chat = town.Anybody();
        chat.DefaultRequestHeaders.Add("X-Gezhi-Key", key);
        var first = (await chat.Do(path, new { no = "77", text = "明天扫雪 13912345678" }))["id"]!.GetValue<string>();
        (await chat.Do(path, new { no = "77", text = "明天扫雪 13912345678" }))["id"]!.GetValue<string>().ShouldBe(first);
        (await chat.Refused($"/api/channels/building-group/{Guid.Empty}/messages", new { no = "1", text = "别的群" })).Status.ShouldBe(404);
        var page = (await aunt.See("/my/building")).Page.Body!.TextContent;
        page.ShouldContain("三号楼老邻居");
        page.ShouldContain("139********");
        await worker.Submit(await worker.See($"/council/groups/{group}"), "main form:has([value=unbridge])", ("Do", "unbridge"));
        (await chat.Refused(path, new { no = "78", text = "还在吗" })).ShouldBe((409, "group.bridge-ended"));
    }

    private static async Task Confirmed(HttpClient worker, HttpClient resident, string compound)
    {
        (string, string)[] address = [("Compound", compound), ("BuildingNo", "7"), ("Unit", "2"), ("Room", "901"), ("Do", "ask")];
        await resident.Submit(await resident.See("/my/home"), "main form", address);
        foreach (var home in (await worker.Do("/api/registry/homes", null, HttpMethod.Get))["items"]!.AsArray())
        {
            var id = home!["id"]!.GetValue<string>();
            var version = (await worker.Do($"/api/registry/homes/{id}", null, HttpMethod.Get))["version"]!.GetValue<int>();
            await worker.Do($"/api/registry/homes/{id}/confirmation", new { proof = "Paper", version });
        }
    }

    private static async Task<HttpStatusCode> Reply(HttpClient who, Guid thread)
    {
        var seen = await who.See("/my/building");
        return (await who.Submit(seen, "main form", ("Text", "我家也是"), ("ThreadId", $"{thread}"), ("Do", "reply"))).Status;
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> Row(HttpClient who, string group) =>
        (await who.Do("/api/building-groups", null, HttpMethod.Get))["items"]!
            .AsArray()
            .Single(g => g!["id"]!.GetValue<string>() == group)!;

    /// <summary>The message that was not there before: ids of one instant have no order.</summary>
    private static async Task<GroupMessage> Asked(Town town, string group, HttpClient resident, string text)
    {
        var before = (await All(town, group)).ConvertAll(m => m.Id);
        await resident.Submit(await resident.See("/my/building"), "main form", ("Text", text), ("Do", "ask"));
        return (await All(town, group)).Single(m => !before.Contains(m.Id));
    }

    private static async Task<GroupMessage> Only(Town town, string group) =>
        (await All(town, group)).Single(m => m.Kind == SaidKind.Question);

    private static Task<List<GroupMessage>> All(Town town, string group)
    {
        var id = Guid.Parse(group);
        return town.With((_, db) => db.Set<GroupMessage>().AsNoTracking().Where(m => m.GroupId == id).OrderBy(m => m.Id).ToListAsync());
    }
}
