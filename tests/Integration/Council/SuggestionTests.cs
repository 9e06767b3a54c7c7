using System.Net;
using Gezhi.Council.Suggestions;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Protection;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Safety;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Council;

/// <summary>A suggestion from the first word to what was done; a call for opinions to its published result.</summary>
public sealed class SuggestionTests
{
    private const string Words = "老楼院没有电梯，楼梯拐角能不能装折叠座椅，我住三单元，电话 15400033331";
    private const string Gist = "老楼院楼梯拐角装折叠座椅";

    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Every_suggestion_has_a_number_a_unit_and_an_answer(Engine engine)
    {
        var watched = await WatchedTown.Alone(engine);
        var town = watched.Town;
        using var aunt = await EndpointTests.Resident(watched, "15400033331");
        using var leader = await town.As(Role.Leader, "lingdao01");
        using var works = await town.As(Role.Handler, "chuzhi001");
        using var anybody = town.Anybody();

        var given = await aunt.Submit(await aunt.See("/suggestions/new"), "main form", ("Kind", "Services"), ("Words", Words));
        given.Address.ShouldStartWith("/suggestions/receipt/");
        var no = given.Text(".receipt-no");
        (await anybody.See("/suggestions/receipt/" + no)).Page.Body!.TextContent.ShouldNotContain(
            "三单元",
            customMessage: "the number opens no words"
        );
        var long100 = await aunt.Submit(
            await aunt.See("/suggestions/new"),
            "main form",
            ("Kind", "Services"),
            ("Words", new string('长', 100_000))
        );
        (long100.Status, long100.Text("textarea").Length).ShouldBe((HttpStatusCode.BadRequest, 100_000));
        var row = (await leader.Do("/api/council/suggestions", null, HttpMethod.Get))["items"]!.AsArray().Single(r => r!["gist"] is null)!;
        var (id, version) = (row["id"]!.GetValue<string>(), row["version"]!.GetValue<int>());
        var api = $"/api/council/suggestions/{id}";
        (await works.Refused(api + "/opening", new { purpose = "看看" })).Status.ShouldBe(404, "not theirs yet");
        (await leader.Refused(api + "/answer", new { outcome = "Adopted", text = "好" })).ShouldBe((409, "suggestion.state"));
        (await leader.Refused(api + "/study", new { unitCode = "no-such-unit", gist = Gist })).Status.ShouldBe(400);
        await leader.Do(
            api + "/study",
            new
            {
                unitCode = "municipal-works",
                gist = Gist,
                days = 5,
                version,
            }
        );
        (
            await leader.Refused(
                api + "/study",
                new
                {
                    unitCode = "parks",
                    gist = Gist,
                    version,
                }
            )
        ).Status.ShouldBe(412);

        await Public(anybody, aunt, id);
        (await works.Do(api + "/opening", new { purpose = "研究答复" }))["words"]!.GetValue<string>().ShouldBe(Words);
        (await aunt.Refused($"/api/suggestions/{id}/rating", new { stars = 5 })).ShouldBe((409, "suggestion.not-answered"));
        await works.Do(api + "/answer", new { outcome = "PartlyAdopted", text = "先在六号楼试装" });
        (await aunt.Refused($"/api/suggestions/{id}/withdrawal")).ShouldBe((409, "suggestion.answered"));
        (await works.Refused(api + "/award", new { why = "好" })).Status.ShouldBe(404);
        await leader.Do(api + "/award", new { why = "花钱少，见效快" });
        await works.Do(api + "/finish", new { note = "六号楼装好四处" });
        await aunt.Do($"/api/suggestions/{id}/rating", new { stars = 5 });
        (await aunt.Refused($"/api/suggestions/{id}/rating", new { stars = 6 })).Status.ShouldBe(400);
        var mine = (await aunt.See("/my/suggestions")).Page.Body!.TextContent;
        mine.ShouldContain("六号楼装好四处");
        mine.ShouldContain("三单元", customMessage: "the own words");
        (await anybody.See($"/suggestions/{id}")).Page.Body!.TextContent.ShouldContain("花钱少，见效快");
        await town.Settle();
        await ByDayInTheirLanguage(town, api, Guid.Parse(id));
        watched.Gateway.Sent.ShouldNotContain(s => s.Text.Contains("六号楼"), "the answer does not stand in a message");
        (await aunt.See("/my/data")).Page.Body!.TextContent.ShouldContain("三单元");
        using var late = await town.As(Role.Leader, "lingdao01"); // the session of the day is over
        foreach (var page in new[] { $"/council/suggestions/{id}", "/council/suggestions?past=true", "/suggestions?state=Done" })
            (await late.See(page)).Page.Body!.TextContent.ShouldContain(Gist, customMessage: page);

        await Called(town, late, anybody);
    }

    /// <summary>An English giver is told in English, and what happens at night is told in the morning.</summary>
    private static async Task ByDayInTheirLanguage(Town town, string api, Guid id)
    {
        town.Clock.Set(QuietHours.Next(town.Clock.GetUtcNow().UtcDateTime, new TimeOnly(23, 0), Zone));
        await town.With(
            async (services, db) =>
            {
                var suggestion = await db.Set<Suggestion>().SingleAsync(s => s.Id == id);
                suggestion.Language.ShouldBe("zh-CN");
                db.Entry(suggestion).Property(s => s.Language).CurrentValue = "en";
                await db.Save(default);
                return true;
            }
        );
        using var leader = await town.As(Role.Leader, "lingdao01");
        await leader.Do(api + "/award", new { why = "花钱少，见效快" });
        var parcel = await town.With(
            (_, db) => db.Set<Parcel>().AsNoTracking().Where(p => p.OwnerId == id).OrderByDescending(p => p.CreatedAt).FirstAsync()
        );
        TimeZoneInfo.ConvertTimeFromUtc(parcel.NextAt!.Value, Zone).TimeOfDay.ShouldBe(TimeSpan.FromHours(8));
        var text = await town.With(
            (services, db) => Task.FromResult(services.GetRequiredService<FieldCipher>().Open(db.DistrictId, Parcel.Field, parcel.Content))
        );
        text.ShouldNotBeNull().ShouldContain("awarded a golden idea");
    }

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>The public reads the summary; support is once an account; who says the same sees it first.</summary>
    private static async Task Public(HttpClient anybody, HttpClient aunt, string id)
    {
        var list = (await anybody.See("/suggestions")).Page.Body!.TextContent;
        list.ShouldContain(Gist);
        list.ShouldNotContain("15400033331");
        (await anybody.See($"/suggestions/{id}"))
            .Page.QuerySelector("main a[href^='/my/sign-in']")
            .ShouldNotBeNull("a way in, not a dead button");
        (await anybody.Refused($"/api/suggestions/{id}/support")).Status.ShouldBeOneOf(401, 403, 404);
        (await aunt.Do($"/api/suggestions/{id}/support"))["supports"]!.GetValue<int>().ShouldBe(1);
        (await aunt.Do($"/api/suggestions/{id}/support"))["supports"]!.GetValue<int>().ShouldBe(0, "once more takes it back");
        (await aunt.See("/my/data")).Page.Body!.TextContent.ShouldNotContain("附议的建议");
        await aunt.Do($"/api/suggestions/{id}/support");
        (await aunt.See("/my/data")).Page.Body!.TextContent.ShouldContain("附议的建议");
        const string Same = "楼梯拐角可以装折叠座椅吗";
        var asked = await anybody.Submit(await anybody.See("/suggestions/new"), "main form", ("Kind", "Services"), ("Words", Same));
        asked.Page.QuerySelector($"main a[href='/suggestions/{id}']").ShouldNotBeNull("joinable before it is sent");
        asked.Text("textarea").ShouldBe(Same);
        (await anybody.Submit(asked, "main form")).Address.ShouldStartWith("/suggestions/receipt/");
    }

    private static async Task Called(Town town, HttpClient leader, HttpClient anybody)
    {
        var today = DateOnly.FromDateTime(town.Clock.GetUtcNow().UtcDateTime.AddHours(8));
        const string Calls = "/api/council/opinion-calls";
        object Call(DateOnly ends) =>
            new
            {
                title = "小广场怎么改",
                about = "先听听大家的",
                asked = "最想要什么",
                beginsOn = today,
                endsOn = ends,
                unitCode = "parks",
                areaCode = "410103",
            };
        (await leader.Refused(Calls, Call(today.AddDays(-1)))).Status.ShouldBe(400);
        var call = (await leader.Do(Calls, Call(today.AddDays(1))))["id"]!.GetValue<string>();
        var opinion = (
            await anybody.Do(
                "/api/suggestions",
                new
                {
                    kind = "Culture",
                    words = "想要一排能坐的台阶，太阳晒不到的地方",
                    callId = call,
                }
            )
        )["id"]!.GetValue<string>();
        (await leader.Refused($"{Calls}/{call}/publication", new { outcome = "完" })).ShouldBe((409, "suggestion.call-runs"));
        await leader.Do(
            $"/api/council/suggestions/{opinion}/study",
            new
            {
                unitCode = "municipal-works",
                gist = "小广场加坐的地方",
                days = 1,
            }
        );
        town.Clock.Move(TimeSpan.FromDays(12));
        await town.Ring();
        var late = Guid.Parse(opinion);
        (await town.With((_, db) => db.Set<Suggestion>().Where(s => s.Id == late).Select(s => s.LateAt).SingleAsync())).ShouldNotBeNull();
        using var again = await town.As(Role.Leader, "lingdao01"); // the session of before is over
        (await again.See("/community/lists/suggestions")).Page.Body!.TextContent.ShouldContain("小广场加坐的地方");
        (
            await anybody.Refused(
                "/api/suggestions",
                new
                {
                    kind = "Culture",
                    words = "再说一句别的",
                    callId = call,
                }
            )
        ).ShouldBe((409, "suggestion.call-over"));
        var group = (await again.Do($"{Calls}/{call}/groups", new { title = "多一些坐的地方" }))["id"]!.GetValue<string>();
        await again.Do($"/api/council/suggestions/{opinion}/group", new { groupId = group });
        (await again.Refused($"{Calls}/{call}/publication", new { outcome = "完" })).ShouldBe((409, "suggestion.groups-open"));
        await again.Do(
            $"{Calls}/{call}/groups",
            new
            {
                title = "多一些坐的地方",
                done = "加二十米坐凳",
                groupId = group,
            }
        );
        await again.Do($"{Calls}/{call}/publication", new { outcome = "坐凳写进了图纸" });
        var told = (await anybody.See($"/suggestions/calls/{call}")).Page.Body!.TextContent;
        told.ShouldContain("坐凳写进了图纸");
        told.ShouldContain("加二十米坐凳");
        told.ShouldContain("1 条意见");
        (await again.See($"/council/opinion-calls/{call}")).Status.ShouldBe(HttpStatusCode.OK);
    }
}
