using System.Net;
using System.Text.Json.Nodes;
using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Messages;
using Gezhi.Council.Meetings;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Council;

/// <summary>A hard case is decided by three units together; what they promised is done, looked at, and what was signed stays.</summary>
public sealed class MeetingTests
{
    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_joint_meeting_settles_who_answers_and_its_obligations_run_until_done(Engine engine)
    {
        await using var town = await Town.Start(engine); // its clock goes on for days
        var caseId = (await town.Dispatched("边界路面塌陷，谁都说不归自己")).CaseId();
        using var leader = await town.As(Role.Leader, "lingdao01");
        using var works = await town.As(Role.Handler, "chuzhi001");
        using var parks = await town.As(Role.Handler, "chuzhi004");
        using var market = await town.As(Role.Handler, "chuzhi012");
        var called = await Call(town, leader, caseId);
        var path = $"/api/meetings/{called["id"]!.GetValue<string>()}";

        await Answers(town, path, works, parks, market);
        await Minutes(town, path, caseId);
        await Signed(town, path);
        await Obligations(town, path, caseId);
    }

    private static async Task<JsonNode> Call(Town town, HttpClient leader, Guid caseId)
    {
        var command = Meeting(town, [caseId.ToString()]);
        (await leader.Refused("/api/meetings", command with { Cases = [] })).ShouldBe((409, "meeting.needs-cases"));
        (await leader.Refused("/api/meetings", command with { Cases = [Guid.Empty.ToString()] })).Status.ShouldBe(404);
        (await leader.Refused("/api/meetings", command with { Kind = "none" })).Status.ShouldBe(400);
        (await leader.Refused("/api/meetings", command with { EndsAt = command.BeginsAt })).Status.ShouldBe(400);
        (await leader.Refused("/api/meetings", command with { UnitCodes = ["nobody"] })).Status.ShouldBe(400);
        using var worker = await town.As(Role.GridWorker);
        (await worker.Refused("/api/meetings", command)).Status.ShouldBe(403);
        var called = await leader.Do("/api/meetings", command);
        (await town.With((_, db) => db.Set<Message>().CountAsync(m => m.Kind == MessageKind.MeetingCalled))).ShouldBeGreaterThanOrEqualTo(
            3
        );
        (await town.With((_, db) => db.Timeline.CountAsync(t => t.CaseId == caseId && t.Action == CaseAction.Confer))).ShouldBe(1);
        var ics = await leader.GetAsync(new Uri($"/api/meetings/{called["id"]}/calendar.ics", UriKind.Relative));
        ics.Content.Headers.ContentType!.MediaType.ShouldBe("text/calendar");
        (await ics.Content.ReadAsStringAsync()).ShouldContain("BEGIN:VEVENT");
        (await leader.See($"/meetings/{called["id"]}/print?what=notice")).Page.Body!.TextContent.ShouldContain("会议通知");
        return called;
    }

    private static MeetingBody Meeting(Town town, string[] cases)
    {
        var begins = town.Clock.GetUtcNow().UtcDateTime.AddHours(20);
        return new(
            "joint",
            "边界路面联席会议",
            begins,
            begins.AddHours(2),
            "二楼会商室",
            cases,
            ["municipal-works", "parks", "urban-management"]
        );
    }

    private sealed record MeetingBody(
        string Kind,
        string Title,
        DateTime BeginsAt,
        DateTime EndsAt,
        string Place,
        string[] Cases,
        string[] UnitCodes
    );

    private static async Task Answers(Town town, string path, HttpClient works, HttpClient parks, HttpClient market)
    {
        (await market.Refused(path, null, HttpMethod.Get)).Status.ShouldBe(404, "not asked, not there");
        (await parks.Refused(path + "/answers", new { unitCode = "urban-management", answer = "Comes" })).ShouldBe(
            (409, "meeting.not-your-unit")
        );
        (await market.Refused(path + "/answers", new { unitCode = "market", answer = "Comes" })).Status.ShouldBe(404);
        (await works.See("/unit")).Page.QuerySelector("#council")!.TextContent.ShouldContain("边界路面联席会议");
        var said = await works.Do(path + "/answers", new { unitCode = "municipal-works", answer = "Comes" });
        (await parks.Refused(path + "/answers", new { unitCode = "parks", answer = "Cannot" })).Status.ShouldBe(400, "why not?");
        (await parks.Refused(path + "/answers", new { unitCode = "parks", answer = "Sends" })).Status.ShouldBe(400, "who?");
        await parks.Do(
            path + "/answers",
            new
            {
                unitCode = "parks",
                answer = "Sends",
                who = "副主任",
            }
        );
        (
            await works.Refused(
                path + "/answers",
                new
                {
                    unitCode = "municipal-works",
                    answer = "Comes",
                    version = said["version"]!.GetValue<int>() - 1,
                }
            )
        ).Status.ShouldBe(412);
        town.Clock.Move(TimeSpan.FromHours(18.5)); // reminders go out two hours before it begins
        await town.Ring();
        var reminded = await town.With(
            (_, db) => db.Set<Participant>().Where(p => p.RemindedAt != null).Select(p => p.UnitCode).ToListAsync()
        );
        reminded.ShouldBe(["urban-management"]);
    }

    private static async Task Minutes(Town town, string path, Guid caseId)
    {
        using (var early = await town.As(Role.Leader, "lingdao01"))
            (await early.Refused(path + "/signature", new { })).ShouldBe((409, "meeting.not-begun"));
        town.Clock.Move(TimeSpan.FromHours(2));
        using var leader = await town.As(Role.Leader, "lingdao01"); // the session of before is over
        using var dispatcher = await town.As(Role.Dispatcher);
        (await leader.Refused(path + "/signature", new { })).ShouldBe((409, "meeting.no-minutes"));
        var due = DateOnly.FromDateTime(town.Clock.GetUtcNow().UtcDateTime.AddHours(8)).AddDays(3);
        var draft = new
        {
            minutes = "三家到场看过，议定由园林负责。",
            present = new[] { "municipal-works", "parks" },
            decisions = new[]
            {
                new
                {
                    kind = "Responsibility",
                    text = "路缘石以内归园林",
                    caseId,
                    unitCode = "parks",
                },
            },
            obligations = new[]
            {
                new
                {
                    unitCode = "parks",
                    text = "修好路面",
                    dueOn = due,
                    caseId,
                },
                new
                {
                    unitCode = "municipal-works",
                    text = "移交图纸",
                    dueOn = due,
                    caseId,
                },
            },
        };
        (
            await leader.Refused(
                path + "/minutes",
                draft with
                {
                    decisions = [draft.decisions[0] with { caseId = Guid.Empty }],
                },
                HttpMethod.Put
            )
        ).Status.ShouldBe(400, "a case of another meeting");
        (
            await leader.Refused(
                path + "/minutes",
                draft with
                {
                    obligations = [draft.obligations[0] with { dueOn = due.AddDays(-30) }],
                },
                HttpMethod.Put
            )
        ).Status.ShouldBe(400, "a day that is over");
        await leader.Do(path + "/minutes", draft, HttpMethod.Put);
        (await leader.Refused(path + "/signature", new { version = 1 })).Status.ShouldBe(412);
        (await dispatcher.Refused(path + "/signature", new { })).ShouldBe((409, "meeting.not-arbiter"));
        var signed = await leader.Do(path + "/signature", new { });
        signed["fingerprint"]!.GetValue<string>().Length.ShouldBe(64);
        (await town.With((_, db) => db.Cases.Where(c => c.Id == caseId).Select(c => c.LeadUnitCode).SingleAsync())).ShouldBe("parks");
    }

    private static async Task Signed(Town town, string path)
    {
        using var leader = await town.As(Role.Leader, "lingdao01");
        using var works = await town.As(Role.Handler, "chuzhi001");
        (await leader.Refused(path + "/minutes", new { minutes = "改一改" }, HttpMethod.Put)).ShouldBe((409, "meeting.signed"));
        (await leader.Refused(path + "/calling-off", new { why = "不开了" })).ShouldBe((409, "meeting.signed"));
        (await works.Refused(path + "/answers", new { unitCode = "municipal-works", answer = "Comes" })).ShouldBe((409, "meeting.signed"));
        var before = await leader.Do(path, null, HttpMethod.Get);
        before["isIntact"]!.GetValue<bool>().ShouldBeTrue();
        var first = await leader.Do(path + "/addenda", new { text = "到会的还有社区" });
        var second = await leader.Do(path + "/addenda", new { text = "更正：路缘石以外" });
        string[] prints =
        [
            before["fingerprint"]!.GetValue<string>(),
            first["fingerprint"]!.GetValue<string>(),
            second["fingerprint"]!.GetValue<string>(),
        ];
        prints.Distinct().Count().ShouldBe(3);
        var id = Guid.Parse(before["id"]!.GetValue<string>());
        await Rewrite(town, id, "改过的纪要");
        (await leader.Do(path, null, HttpMethod.Get))["isIntact"]!.GetValue<bool>().ShouldBeFalse("somebody wrote past the product");
        (await leader.See($"/meetings/{id}")).Page.QuerySelector("[role=alert]").ShouldNotBeNull();
        await Rewrite(town, id, before["minutes"]!.GetValue<string>());
        (await leader.Do(path, null, HttpMethod.Get))["isIntact"]!.GetValue<bool>().ShouldBeTrue();
        (await leader.See($"/meetings/{id}/print?what=minutes")).Page.QuerySelector("code")!.TextContent.ShouldBe(prints[0]);
    }

    private static Task<int> Rewrite(Town town, Guid id, string minutes) =>
        town.With((_, db) => db.Set<Meeting>().Where(m => m.Id == id).ExecuteUpdateAsync(m => m.SetProperty(x => x.Minutes, minutes)));

    private static async Task Obligations(Town town, string path, Guid caseId)
    {
        using var leader = await town.As(Role.Leader, "lingdao01");
        using var works = await town.As(Role.Handler, "chuzhi001");
        using var parks = await town.As(Role.Handler, "chuzhi004");
        var owed = (await leader.Do(path, null, HttpMethod.Get))["obligations"]!.AsArray();
        string Id(string unit) => owed.Single(o => o!["unitCode"]!.GetValue<string>() == unit)!["id"]!.GetValue<string>();
        var (mend, maps) = (Id("parks"), Id("municipal-works"));
        (await works.Refused($"/api/obligations/{mend}/hand-in", new { result = "替他们修了" })).ShouldBe((409, "obligation.not-yours"));
        (await leader.Refused($"/api/obligations/{mend}/check", new { isDone = true })).ShouldBe((409, "obligation.not-handed-in"));
        (await parks.See("/unit")).Page.QuerySelector($"#council #owed-{mend}").ShouldNotBeNull();
        (await works.See($"/cases/{caseId}")).Page.QuerySelector($"#owed-{mend} form").ShouldBeNull("another unit's");

        var seen = await parks.See($"/cases/{caseId}");
        var done = await parks.Submit(seen, $"#owed-{mend} form", [$"Photos-{mend}"], ("Result", "路面修好了"), ("Do", "hand-in"));
        done.Status.ShouldBe(HttpStatusCode.OK);
        done.Address.ShouldStartWith($"/cases/{caseId}");
        done.Page.QuerySelector($"#owed-{mend}")!.TextContent.ShouldContain("路面修好了");
        (await parks.Refused($"/api/obligations/{mend}/hand-in", new { result = "再来" })).ShouldBe((409, "obligation.not-owed"));
        (await leader.Refused($"/api/obligations/{mend}/check", new { isDone = false })).Status.ShouldBe(400, "what is missing?");
        await leader.Do($"/api/obligations/{mend}/check", new { isDone = false, why = "井盖还高" });
        using var film = new MultipartFormDataContent
        {
            { new StringContent("井盖降平了"), "result" },
            { new ByteArrayContent([.. "#!AMR\n"u8, .. new byte[40]]), "Films", "voice.amr" },
        };
        await parks.Do($"/api/obligations/{mend}/hand-in", film);
        var player = (await parks.See($"/obligations/{mend}")).Page.QuerySelector("audio")!.GetAttribute("src")!;
        (await parks.GetAsync(new Uri(player, UriKind.Relative))).Content.Headers.ContentType!.MediaType.ShouldBe("audio/amr");
        (await works.GetAsync(new Uri(player.Replace(mend, maps, StringComparison.Ordinal), UriKind.Relative))).StatusCode.ShouldBe(
            HttpStatusCode.NotFound
        );
        using (var anybody = town.Anybody())
            (await anybody.GetAsync(new Uri(player, UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await leader.Do($"/api/obligations/{mend}/check", new { isDone = true });
        (await leader.See($"/cases/{caseId}")).Page.QuerySelector($"#owed-{mend} .st.done").ShouldNotBeNull();

        town.Clock.Move(TimeSpan.FromDays(5));
        await town.Ring();
        using var later = await town.As(Role.Handler, "chuzhi001");
        (await later.See("/unit")).Page.QuerySelector($"#owed-{maps} .st.late").ShouldNotBeNull();
        (await town.With((_, db) => db.Set<Message>().CountAsync(m => m.Kind == MessageKind.ObligationLate))).ShouldBeGreaterThan(0);
        var late = await later.Do($"/api/obligations/{maps}/hand-in", new { result = "图纸交了" });
        late["wasLate"]!.GetValue<bool>().ShouldBeTrue("the mark stays");
        (await later.Refused($"/api/obligations/{Guid.Empty}/hand-in", new { result = "没有这件事" })).Status.ShouldBe(404);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_report_meeting_takes_reports_a_group_meets_in_its_rhythm_and_a_moved_meeting_asks_again(Engine engine)
    {
        var town = await Town.On(engine);
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        using var leader = await town.As(Role.Leader, "lingdao01");
        using var works = await town.As(Role.Handler, "chuzhi001");
        var begins = town.Clock.GetUtcNow().UtcDateTime.AddDays(4);
        var report = await leader.Do(
            "/api/meetings",
            new
            {
                kind = "report",
                title = "上季度述职",
                beginsAt = begins,
                endsAt = begins.AddHours(2),
                place = "会商室",
                unitCodes = new[] { "municipal-works" },
            }
        );
        var path = $"/api/meetings/{report["id"]}";
        await works.Do(
            path + "/answers",
            new
            {
                unitCode = "municipal-works",
                answer = "Comes",
                report = "办结 120 件，返工 3 件",
            }
        );
        (await leader.See($"/meetings/{report["id"]}")).Page.Body!.TextContent.ShouldContain("返工 3 件");
        await leader.Do(
            path,
            new
            {
                title = "上季度述职",
                beginsAt = begins.AddDays(1),
                endsAt = begins.AddDays(1).AddHours(2),
                place = "会商室",
            },
            HttpMethod.Put
        );
        (await leader.Do(path, null, HttpMethod.Get))["units"]![0]!["answer"]!.GetValue<string>().ShouldBe("None");

        var group = new
        {
            name = $"楼宇联动 {engine}",
            placeText = "商务大厦",
            areaCode = "410103010004",
            everyDays = 30,
            unitCodes = new[] { "street-410103010" },
            others = "物业项目经理",
        };
        (await secretary.Refused("/api/standing-groups", group with { areaCode = "410103001" })).Status.ShouldBe(403);
        (await secretary.Refused("/api/standing-groups", group with { others = "" })).ShouldBe((409, "group.no-members"));
        var kept = await secretary.Do("/api/standing-groups", group);
        var met = await secretary.Do(
            "/api/meetings",
            new
            {
                kind = "group",
                title = "联动会议",
                beginsAt = begins,
                endsAt = begins.AddHours(1),
                place = "大厦",
                groupId = kept["id"]!.GetValue<string>(),
            }
        );
        (await secretary.See("/meetings/groups"))
            .Page.QuerySelector($"#group-{kept["id"]} a[href='/meetings/{met["id"]}']")
            .ShouldNotBeNull();
        (await secretary.Refused("/api/meeting-kinds", new { key = "x" })).Status.ShouldBe(400);
        (
            await secretary.Refused(
                "/api/meeting-kinds",
                new
                {
                    key = "hall",
                    nameZh = "议事会",
                    nameEn = "Hall",
                    noticeHours = 1,
                    remindHours = 1,
                }
            )
        ).Status.ShouldBe(403);
        await leader.Do(path + "/calling-off", new { why = "改期另行通知" });
        (await leader.Refused(path + "/minutes", new { minutes = "没开" }, HttpMethod.Put)).ShouldBe((409, "meeting.called-off"));
        foreach (var page in new[] { "/meetings", "/meetings?past=true", "/meetings/obligations", "/meetings/kinds", "/meetings/new" })
            (await leader.See(page)).Status.ShouldBe(HttpStatusCode.OK, page);
    }
}
