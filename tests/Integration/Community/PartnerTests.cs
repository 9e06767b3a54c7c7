using System.Net;
using Gezhi.Community.Partners;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Community;

/// <summary>Partners: an agreement from signing to renewal, a social organisation's project, needs and resources brought together.</summary>
public sealed class PartnerTests
{
    private const string Area = "410103010004";
    private const string Api = "/api/community/partners";

    public static TheoryData<Engine> Engines => [Engine.Sqlite, Engine.Postgres];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_agreement_is_signed_kept_rated_renewed_and_a_need_finds_its_resource(Engine engine)
    {
        var town = await Town.On(engine);
        using var anybody = town.Anybody();
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        using var other = await town.As(Role.CommunitySecretary, "shuji002");
        using var worker = await town.As(Role.GridWorker);
        (
            await worker.Refused(
                Api,
                new
                {
                    kind = "Unit",
                    name = "不许",
                    areaCode = Area,
                }
            )
        ).Status.ShouldBe(403);
        var school = await Id(
            secretary,
            Api,
            new
            {
                kind = "Unit",
                name = "实验小学",
                areaCode = Area,
                words = "操场周末开放",
            }
        );
        var group = await Id(
            secretary,
            Api,
            new
            {
                kind = "SocialOrganisation",
                name = "银龄合唱团",
                areaCode = Area,
            }
        );
        (await other.See($"/community/partners/{school}")).Status.ShouldBe(HttpStatusCode.NotFound);
        var today = DateOnly.FromDateTime(town.Clock.GetUtcNow().AddHours(8).DateTime);

        var agreement = await Agreed(secretary, other, school, today);
        await Checked(town, anybody, secretary, agreement);
        await secretary.Do($"{Api}/agreements/{agreement}/rating", new { starsForPartner = 5, starsForCommunity = 4 });
        (
            await secretary.Refused($"{Api}/agreements/{agreement}/rating", new { starsForPartner = 6, starsForCommunity = 4 })
        ).Status.ShouldBe(400);
        var renewed = await Id(
            secretary,
            $"{Api}/{school}/agreements",
            new
            {
                title = "第二年",
                fromOn = today.AddDays(21),
                untilOn = today.AddDays(300),
                services = new[] { new { words = "开放操场", dueOn = today.AddDays(200) } },
                renewsId = agreement,
            }
        );
        (await secretary.Refused($"{Api}/agreements/{agreement}/end", new { why = "晚了" })).ShouldBe((409, "agreement.over"));
        await secretary.Do($"{Api}/agreements/{renewed}/end", new { why = "学校搬迁" });
        var page = await secretary.See($"/community/partners/{school}");
        page.Text("main").ShouldContain("已续签");
        page.Text("main").ShouldContain("社区给单位 5 分，单位给社区 4 分");

        await Grown(secretary, school, group, today);
        await Matched(secretary, school, today);
    }

    private static async Task<string> Id(HttpClient person, string path, object body) =>
        (await person.Do(path, body))["id"]!.GetValue<string>();

    private static async Task<string> Agreed(HttpClient secretary, HttpClient other, string school, DateOnly today)
    {
        object Said(int until, int due) =>
            new
            {
                title = "校社共建",
                fromOn = today.AddDays(-10),
                untilOn = today.AddDays(until),
                services = new[]
                {
                    new { words = "开放操场", dueOn = today.AddDays(due) },
                    new { words = "书法课", dueOn = today.AddDays(5) },
                },
            };
        (await secretary.Refused($"{Api}/{school}/agreements", Said(-20, -15))).Status.ShouldBe(400, "it ends before it begins");
        (await secretary.Refused($"{Api}/{school}/agreements", Said(20, 25))).Status.ShouldBe(400, "due after the end");
        (await other.Refused($"{Api}/{school}/agreements", Said(20, -2))).Status.ShouldBe(404);
        var agreement = await Id(secretary, $"{Api}/{school}/agreements", Said(20, -2));
        var row = (await secretary.Do(Api, null, HttpMethod.Get))["items"]!.AsArray().Single(i => i!["id"]!.GetValue<string>() == school)!;
        (row["late"]!.GetValue<int>(), row["asksRenewal"]!.GetValue<bool>()).ShouldBe(
            (1, true),
            "one is overdue, and it ends within a month"
        );
        return agreement;
    }

    /// <summary>Delivered with evidence; the certificate says so to whoever holds its number.</summary>
    private static async Task Checked(Town town, HttpClient anybody, HttpClient secretary, string agreement)
    {
        var id = Guid.Parse(agreement);
        var services = await town.With(
            (_, db) => db.Set<PromisedService>().AsNoTracking().Where(s => s.AgreementId == id).OrderBy(s => s.DueOn).ToListAsync()
        );
        var path = $"{Api}/agreements/{agreement}/services/{services[0].Id}";
        (await secretary.Refused(path, new { on = services[0].DueOn.AddDays(40), evidence = "签到表" })).Status.ShouldBe(
            400,
            "that day has not come"
        );
        await secretary.Do(path, new { evidence = "签到表 32 人" });
        (await secretary.Refused(path, new { evidence = "又一次", version = 1 })).Status.ShouldBe(412);
        var no = await town.With((_, db) => db.Set<Agreement>().Where(a => a.Id == id).Select(a => a.No).SingleAsync());
        var page = await anybody.See($"/partners/certificate/{no}");
        page.Text("main").ShouldContain("约定 2 项服务，已兑现 1 项");
        page.Page.QuerySelector("svg.qr").ShouldNotBeNull();
        (await anybody.See("/partners/certificate/AAAAAAAAAAAA")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task Grown(HttpClient secretary, string school, string group, DateOnly today)
    {
        object project = new
        {
            title = "邻里合唱",
            fromOn = today,
            untilOn = today.AddDays(90),
            budgetFen = 300_000,
        };
        (await secretary.Refused($"{Api}/{school}/projects", project)).ShouldBe((409, "partner.no-projects"));
        (await secretary.Refused($"{Api}/{school}/stage", new { stage = "Filed" })).ShouldBe((409, "partner.stage"));
        await secretary.Do($"{Api}/{group}/stage", new { stage = "Filed" });
        (await secretary.Refused($"{Api}/{group}/stage", new { stage = "Group" })).ShouldBe((409, "partner.stage"));
        var id = await Id(secretary, $"{Api}/{group}/projects", project);
        await secretary.Do($"{Api}/{group}/projects/{id}/closing", new { result = "演出两场", spentFen = 286_500 });
        (await secretary.Refused($"{Api}/{group}/projects/{id}/closing", new { result = "再结", spentFen = 1 })).ShouldBe(
            (409, "partner.project-closed")
        );
        (await secretary.See($"/community/partners/{group}")).Text("#projects").ShouldContain("2,865.00");
    }

    private static async Task Matched(HttpClient secretary, string school, DateOnly today)
    {
        object Line(string side, string words, string? partnerId, int until) =>
            new
            {
                side,
                category = "Room",
                words,
                areaCode = Area,
                fromOn = today,
                untilOn = today.AddDays(until),
                partnerId,
            };
        var need = await Id(secretary, $"{Api}/offers", Line("Need", "合唱排练的地方", null, 10));
        var room = await Id(secretary, $"{Api}/offers", Line("Resource", "音乐教室", school, 30));
        var fit = (await secretary.Do($"{Api}/fits", null, HttpMethod.Get))["items"]!
            .AsArray()
            .Single(f => f!["needId"]!.GetValue<string>() == need)!;
        fit["resourceId"]!.GetValue<string>().ShouldBe(room);
        (await secretary.See("/community/partners")).Text("#Need").ShouldContain("可以对接：音乐教室");
        (await secretary.Refused($"{Api}/offers/{room}/match", new { resourceId = need })).ShouldBe((409, "offer.no-fit"));
        await secretary.Do($"{Api}/offers/{need}/match", new { resourceId = room });
        (await secretary.Refused($"{Api}/offers/{need}/match", new { resourceId = room })).ShouldBe((409, "offer.taken"));
    }
}
