using System.Net;
using Gezhi.Council.Surveys;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Registry.Contract;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Safety;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Council;

/// <summary>A questionnaire from draft to published result; of an anonymous one nothing that is kept joins who took part with what was answered.</summary>
public sealed class SurveyTests
{
    private const int Came = 14;

    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Anonymous_answers_are_counted_once_and_belong_to_nobody(Engine engine)
    {
        var watched = await WatchedTown.Alone(engine);
        var town = watched.Town;
        using var aunt = await EndpointTests.Resident(watched, "15400032221");
        using var leader = await town.As(Role.Leader, "lingdao01");
        using var anybody = town.Anybody();
        var id = await Built(town, leader, "Anybody", isAnonymous: true);
        var (api, page) = ($"/api/council/surveys/{id}", $"/surveys/{id}");
        (await anybody.See(page)).Status.ShouldBe(HttpStatusCode.NotFound, "a draft is nobody's");
        (await leader.Refused(api + "/acts", new { act = "Open", version = 1 })).Status.ShouldBe(412, "built on since");
        await leader.Do(api + "/acts", new { act = "Open" });
        (await leader.Refused(api + "/questions", new { kind = "Text", words = "再问一句" })).ShouldBe((409, "survey.not-draft"));
        (await aunt.Refused(api + "/acts", new { act = "Close" })).Status.ShouldBeOneOf(403, 404);

        await Refused(anybody, page);
        for (var i = 0; i < Came; i++)
            await anybody.Do($"/api{page}/answers", Answer(i));
        (await anybody.Refused($"/api{page}/answers", Answer(3))).ShouldBe((409, "survey.twice"));
        await aunt.Do($"/api{page}/answers", Answer(Came));
        (await aunt.Refused($"/api{page}/answers", Answer(Came + 1))).ShouldBe((409, "survey.twice"));
        (await aunt.See(page)).Page.QuerySelector("form .q").ShouldBeNull("no second form");
        await leader.Do(api + "/papers", new { answers = new { q1 = new[] { "2" } }, key = "paper-0001" });
        await leader.Do(api + "/papers", new { answers = new { q1 = new[] { "2" } }, key = "paper-0001" });
        await Unlinkable(town, id, Came + 2);

        (await leader.GetAsync($"/council/surveys/{id}/results.csv")).StatusCode.ShouldBe(
            HttpStatusCode.Conflict,
            "watching it grow tells the last answer"
        );
        town.Clock.Move(TimeSpan.FromDays(4));
        await town.Ring();
        (await anybody.Refused($"/api{page}/answers", Answer(77))).ShouldBe((409, "survey.over"));
        await Ended(town, anybody, id);
    }

    private static object Answer(int i) =>
        new
        {
            answers = new Dictionary<string, string[]>
            {
                ["q1"] = [i < 4 ? "2" : "1"],
                ["q2"] = i < 4 ? [] : [$"第 {i:00} 份 15400099{i:000}"],
            },
            key = $"browser-{i:000}",
        };

    /// <returns>Id of a draft with three questions, the second for those who chose the first.</returns>
    private static async Task<string> Built(Town town, HttpClient leader, string audience, bool isAnonymous, string areaCode = "410103")
    {
        var id = (await leader.Do("/api/council/surveys", new { title = "活动室", areaCode }))["id"]!.GetValue<string>();
        var api = $"/api/council/surveys/{id}";
        await leader.Do(
            api + "/questions",
            new
            {
                kind = "Single",
                words = "来吗",
                isRequired = true,
                options = "来\n=1+1",
            }
        );
        await leader.Do(
            api + "/questions",
            new
            {
                kind = "Text",
                words = "为什么",
                onlyIf = "q1=1",
            }
        );
        await leader.Do(
            api + "/questions",
            new
            {
                kind = "Multiple",
                words = "做什么",
                options = "看书\n下棋\n唱歌",
                most = 2,
            }
        );
        (
            await leader.Refused(
                api + "/questions",
                new
                {
                    kind = "Single",
                    words = "只有一行",
                    options = "一",
                }
            )
        ).Status.ShouldBe(400);
        (await leader.Refused(api + "/acts", new { act = "Open" })).ShouldBe((409, "survey.days"));
        var today = DateOnly.FromDateTime(town.Clock.GetUtcNow().UtcDateTime.AddHours(8));
        await leader.Do(
            api + "/frame",
            new
            {
                title = "活动室",
                audience,
                isAnonymous,
                opensOn = today,
                closesOn = today.AddDays(2),
                askedOnline = 100,
            }
        );
        return id;
    }

    /// <summary>What does not fit is refused at its question, and what was typed stays.</summary>
    private static async Task Refused(HttpClient anybody, string page)
    {
        const string Script = "<script>alert('x')</script>";
        var seen = await anybody.Submit(await anybody.See(page), "main form", ("a-q3", "1"), ("a-q2", Script));
        seen.Status.ShouldBe(HttpStatusCode.BadRequest);
        seen.Text("#a-q1 .err").ShouldNotBeEmpty();
        seen.Text("textarea").ShouldBe(Script);
        seen.Page.QuerySelector("main script").ShouldBeNull();
        seen.Page.QuerySelectorAll("#a-q3 input[checked]").Length.ShouldBe(1);
        async Task<int> Send(object answers) => (await anybody.Refused($"/api{page}/answers", new { answers, key = "browser-xx" })).Status;
        (await Send(new { q1 = new[] { "9" } })).ShouldBe(400);
        (await Send(new { q1 = new[] { "1" }, q2 = new[] { new string('长', 100_000) } })).ShouldBe(400);
        (await Send(new { q1 = new[] { "1" }, q3 = new[] { "1", "2", "3" } })).ShouldBe(400);
        (await Send(new { q1 = new[] { "1" }, q77 = new[] { "1" } })).ShouldBe(400);
    }

    /// <summary>No column, no time, no order joins the two tables, even for who reads them as they lie on the disk.</summary>
    private static async Task Unlinkable(Town town, string id, int count)
    {
        var surveyId = Guid.Parse(id);
        await town.With(
            async (services, db) =>
            {
                var desk = services.GetService(typeof(SurveyDesk));
                string[] Columns<T>() => [.. db.Model.FindEntityType(typeof(T))!.GetProperties().Select(p => p.Name)];
                Columns<SurveyTurnout>().ShouldBe(["DistrictId", "SurveyId", "Mark"], ignoreOrder: true);
                var rows = await db.Set<SurveyAnswer>().Where(a => a.SurveyId == surveyId).ToListAsync();
                rows.Count.ShouldBe(count);
                rows.ShouldAllBe(a => a.Mark == null && a.At == null && a.PhoneSealed == null && a.PhoneIndex == null);
                rows.Select(a => a.Id.ToString("N")[..4])
                    .Distinct()
                    .Count()
                    .ShouldBeGreaterThan(count / 2, "an id made of the time would begin with it");
                var where = db.Database.IsSqlite() ? "rowid" : "ctid";
#pragma warning disable EF1002 // a fixed word
                var lying = await db.Set<SurveyAnswer>()
                    .FromSqlRaw($"SELECT * FROM council_survey_answer ORDER BY {where}")
                    .AsNoTracking()
                    .Where(a => a.SurveyId == surveyId)
                    .ToListAsync();
#pragma warning restore EF1002
                var order = lying.Select(a => Words(((SurveyDesk)desk!), a)).Where(w => w.Length > 0).ToList();
                order.Count.ShouldBe(Came - 4 + 1);
                order.ShouldNotBe(
                    order.Order(StringComparer.Ordinal).ToList(),
                    "they came in the order of their numbers, and do not lie in it"
                );
                var trail = await db.Set<AuditRow>().Where(a => a.SubjectId == surveyId).Select(a => a.Action).Distinct().ToListAsync();
                trail.ShouldNotContain("survey.answered", "nobody's trail says that they answered, nor when");
                return true;
            }
        );
    }

    private static string Words(SurveyDesk desk, SurveyAnswer answer) => desk.Open(answer).GetValueOrDefault("q2")?[0] ?? "";

    private static async Task Ended(Town town, HttpClient anybody, string id)
    {
        using var leader = await town.As(Role.Leader, "lingdao01"); // the session of before is over
        var surveyId = Guid.Parse(id);
        (await town.With((_, db) => db.Set<SurveyTurnout>().CountAsync(t => t.SurveyId == surveyId))).ShouldBe(
            0,
            "who took part is forgotten"
        );
        var csv = await leader.GetStringAsync($"/council/surveys/{id}/results.csv");
        csv.ShouldContain("'=1+1", customMessage: "not a formula");
        csv.ShouldNotContain("15400099", customMessage: "phones get stars");
        (await leader.GetAsync($"/council/surveys/{id}/answers.csv?purpose=x")).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await anybody.See($"/surveys/{id}")).Page.QuerySelector(".result").ShouldBeNull("not published yet");
        await leader.Do(
            $"/api/council/surveys/{id}/acts",
            new
            {
                act = "Publish",
                outcome = "周末也开门",
                showsTexts = false,
            }
        );
        var shown = await anybody.See($"/surveys/{id}");
        shown.Page.Body!.TextContent.ShouldContain("周末也开门");
        shown.Page.QuerySelectorAll(".result").Length.ShouldBe(3);
        shown.Text(".said-texts").ShouldBeEmpty();
        foreach (
            var page in new[]
            {
                "/surveys",
                $"/council/surveys/{id}",
                $"/council/surveys/{id}/paper",
                $"/council/surveys/{id}/poster",
                "/council/surveys",
            }
        )
            (await leader.See(page)).Status.ShouldBe(HttpStatusCode.OK, page);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Named_answers_can_be_changed_until_the_end_and_are_given_out_only_for_a_purpose(Engine engine)
    {
        var watched = await WatchedTown.Alone(engine);
        var town = watched.Town;
        using var aunt = await EndpointTests.Resident(watched, "15400032222");
        using var leader = await town.As(Role.Leader, "lingdao01");
        using var anybody = town.Anybody();
        var bad = await Built(town, leader, "Anybody", isAnonymous: false);
        (await leader.Refused($"/api/council/surveys/{bad}/acts", new { act = "Open" })).ShouldBe((409, "survey.named-phone"));
        var id = await Built(town, leader, "Phone", isAnonymous: false);
        await leader.Do($"/api/council/surveys/{id}/acts", new { act = "Open" });
        (await anybody.Refused($"/api/surveys/{id}/answers", Answer(1))).ShouldBe((409, "survey.sign-in"));
        var door = await anybody.See($"/surveys/{id}");
        door.Page.QuerySelector("form .q").ShouldBeNull("nobody fills it in and is refused then");
        door.Page.QuerySelector("main a[href^='/my/sign-in']").ShouldNotBeNull();
        (await aunt.Do($"/api/surveys/{id}/answers", Answer(5)))["isChanged"]!.GetValue<bool>().ShouldBeFalse();
        var again = await aunt.See($"/surveys/{id}");
        again.Text("textarea").ShouldContain("第 05 份");
        (await aunt.Submit(again, "main form", ("a-q2", "改了主意"))).Address.ShouldEndWith("done=1");
        var surveyId = Guid.Parse(id);
        (await town.With((_, db) => db.Set<SurveyAnswer>().CountAsync(a => a.SurveyId == surveyId))).ShouldBe(1);
        (await leader.GetAsync($"/council/surveys/{id}/answers.csv")).StatusCode.ShouldBe(HttpStatusCode.BadRequest, "for what?");
        var csv = await leader.GetStringAsync($"/council/surveys/{id}/answers.csv?purpose=" + Uri.EscapeDataString("安排人手"));
        csv.ShouldContain("改了主意");
        csv.ShouldContain("用途：安排人手");
        csv.ShouldNotContain("15400032222");
        (await aunt.See("/my/data")).Page.Body!.TextContent.ShouldContain("活动室");

        var home = await Built(town, leader, "Household", isAnonymous: true);
        await leader.Do($"/api/council/surveys/{home}/acts", new { act = "Open" });
        (await aunt.Refused($"/api/surveys/{home}/answers", Answer(1))).ShouldBe((409, "survey.no-home"));
        await ByHousehold(watched, leader, aunt);
    }

    /// <summary>One answer a household of the area: neighbours elsewhere and a second of the household are refused.</summary>
    private static async Task ByHousehold(WatchedTown watched, HttpClient leader, HttpClient aunt)
    {
        var town = watched.Town;
        using var uncle = await EndpointTests.Resident(watched, "15400032223");
        using var cousin = await EndpointTests.Resident(watched, "15400032224");
        var area = await town.With(
            async (services, db) =>
            {
                var (fill, phones) = (services.GetRequiredService<HomeFill>(), services.GetRequiredService<ResidentPhones>());
                var doors = await fill.Doors("410103", 500, default);
                var here = doors[0].AreaCode[..12];
                var there = doors.First(d => !d.AreaCode.StartsWith(here, StringComparison.Ordinal));
                foreach (var (phone, door) in new[] { ("15400032222", doors[0]), ("15400032223", doors[0]), ("15400032224", there) })
                    fill.Add((await phones.IdOf(phone, default))!.Value, door, true, town.Clock.GetUtcNow().UtcDateTime.AddDays(-3));
                await db.Save(default);
                return here;
            }
        );
        var id = await Built(town, leader, "Household", isAnonymous: false, area);
        await leader.Do($"/api/council/surveys/{id}/acts", new { act = "Open" });
        (await cousin.Refused($"/api/surveys/{id}/answers", Answer(1))).ShouldBe((409, "survey.other-area"));
        var page = await cousin.Submit(await cousin.See($"/surveys/{id}"), "main form", ("a-q1", "2"));
        page.Status.ShouldBe(HttpStatusCode.Conflict);
        await aunt.Do($"/api/surveys/{id}/answers", Answer(5));
        (await uncle.See($"/surveys/{id}")).Text("textarea").ShouldBeEmpty("what one of the household wrote, another does not read");
        (await uncle.Do($"/api/surveys/{id}/answers", Answer(6)))["isChanged"]!.GetValue<bool>().ShouldBeTrue("one a household");
        var surveyId = Guid.Parse(id);
        (await town.With((_, db) => db.Set<SurveyAnswer>().CountAsync(a => a.SurveyId == surveyId))).ShouldBe(1);
        var form = await aunt.See($"/surveys/{id}");
        form.Page.QuerySelector("[data-q=q2][data-if=q1][data-answer='1'] .when")
            .ShouldNotBeNull("says for whom it is, also without script");
        form.Page.QuerySelector("head script[src*='survey']").ShouldNotBeNull();
    }
}
