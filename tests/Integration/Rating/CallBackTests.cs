using System.Net;
using Gezhi.Cases;
using Gezhi.Cases.CallBacks;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Reviews;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Rating;

/// <summary>Who has not rated and left a phone is called, by somebody else than the handler and not at night; on both databases.</summary>
public sealed class CallBackTests
{
    private const string Phone = "13800138000";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_reporter_who_has_not_rated_is_called_after_half_of_the_limit_and_the_answers_are_his_rating(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Morning(15);
        var receipt = await town.Closed("回访：井盖翘起", Phone);
        var row = await Row(town, receipt.CaseId());
        row.NextAt.ShouldBe(town.Clock.GetUtcNow().UtcDateTime.AddDays(1)); // half of two working days
        using var early = await town.As(Role.Operator, "caozuo01");
        (await early.Refused($"/api/callbacks/{row.Id}/attempts", new { outcome = "NotReached" })).ShouldBe((409, "callback.too-early"));
        town.Clock.Move(TimeSpan.FromDays(1));
        using var linXiao = await town.As(Role.Operator, "caozuo01");

        var page = await linXiao.See($"/callbacks?id={row.Id}");
        page.Text(".callnext").ShouldContain("回访：井盖翘起");
        page.Text(".callnext").ShouldNotContain(Phone);
        var open = await linXiao.Submit(page, "#call", ("Outcome", "Reveal"), ("Satisfaction", "4"), ("Words", "稍等，我看一下"));
        open.Text(".callnext .contact").ShouldContain(Phone);
        open.Text("#Words").ShouldBe("稍等，我看一下", "what was typed stays while the phone is opened");
        open.Page.QuerySelector("input[name=Satisfaction][checked]")!.GetAttribute("value").ShouldBe("4");
        var missing = await linXiao.Submit(open, "#call", ("Outcome", "Reached"), ("Satisfaction", "4"));
        missing.Status.ShouldBe(HttpStatusCode.BadRequest);
        await linXiao.Submit(
            missing,
            "#call",
            ("Outcome", "Reached"),
            ("IsSolved", "true"),
            ("Satisfaction", "4"),
            ("Words", "还行，就是慢了点")
        );

        var report = await town.With((_, db) => db.Reports.AsNoTracking().SingleAsync(r => r.CaseId == receipt.CaseId()));
        (report.IsSolved, report.Satisfaction, report.RatingText).ShouldBe((true, 4, "还行，就是慢了点"));
        (await Row(town, receipt.CaseId())).State.ShouldBe(CallBackState.Reached);
        (
            await town.With(
                (_, db) =>
                    db.Set<AuditRow>().CountAsync(a => a.SubjectId == report.Id && a.Action == "contact.revealed" && a.Detail == "回访")
            )
        ).ShouldBe(1);
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        (await zhaoGong.See($"/cases/{receipt["caseId"]}")).Text("main").ShouldNotContain("就是慢了点");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Three_misses_at_different_times_of_day_count_neither_good_nor_bad(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Morning(11);
        var receipt = await town.Closed("回访：没人接", Phone);
        var id = (await Row(town, receipt.CaseId())).Id;
        town.Clock.Move(TimeSpan.FromDays(1)); // Friday 10:00
        using var linXiao = await town.As(Role.Operator, "caozuo01");

        await linXiao.Do($"/api/callbacks/{id}/attempts", new { outcome = "NotReached" });
        (await linXiao.Refused($"/api/callbacks/{id}/attempts", new { outcome = "NotReached" })).ShouldBe((409, "callback.too-early"));
        town.Clock.Move(TimeSpan.FromHours(5)); // 15:00
        using var afternoon = await town.As(Role.Operator, "caozuo01"); // a session ends when nobody works
        await afternoon.Do($"/api/callbacks/{id}/attempts", new { outcome = "NotReached" });
        town.Clock.Move(TimeSpan.FromHours(6)); // 21:00
        using var night = await town.As(Role.Operator, "caozuo01");
        (await night.Refused($"/api/callbacks/{id}/attempts", new { outcome = "NotReached" })).ShouldBe((409, "callback.quiet"));
        (await night.See("/callbacks")).Text("main").ShouldContain("安静时段");
        town.Clock.Move(TimeSpan.FromHours(13)); // Saturday 10:00
        using var saturday = await town.As(Role.Operator, "caozuo01");
        var last = await saturday.Do($"/api/callbacks/{id}/attempts", new { outcome = "NotReached" });

        last["state"]!.GetValue<string>().ShouldBe("NotReached");
        var report = await town.With((_, db) => db.Reports.AsNoTracking().SingleAsync(r => r.CaseId == receipt.CaseId()));
        (report.IsSolved, report.Satisfaction, report.RatedAt).ShouldBe((null, null, null));
        (await town.With((_, db) => db.Set<CallBackAttempt>().CountAsync(a => a.CallBackId == id))).ShouldBe(3);
        (await saturday.Refused($"/api/callbacks/{id}/attempts", new { outcome = "NotReached" })).ShouldBe((409, "callback.over"));
        (await saturday.See("/callbacks?over=1")).Text("ol.work").ShouldContain("未接通");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whoever_rates_meanwhile_is_not_called_and_a_bad_answer_by_phone_becomes_a_review(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Morning(12);
        var rated = await town.Closed("回访：自己评了", Phone);
        var bad = await town.Closed("回访：不满意", Phone);
        await town.Rate(rated, true, 5);
        (await Row(town, rated.CaseId())).State.ShouldBe(CallBackState.Rated);
        town.Clock.Move(TimeSpan.FromDays(1));
        using var linXiao = await town.As(Role.Operator, "caozuo01");

        await linXiao.Do(
            $"/api/callbacks/{(await Row(town, bad.CaseId())).Id}/attempts",
            new
            {
                outcome = "Reached",
                isSolved = false,
                satisfaction = 1,
                words = "又翘起来了",
            }
        );

        var review = await town.With((_, db) => db.Set<Review>().AsNoTracking().SingleAsync(r => r.CaseId == bad.CaseId()));
        review.Words.ShouldBe("又翘起来了");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_reopened_case_is_not_called_about_and_whoever_worked_on_it_does_not_call(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Morning(13);
        var reopened = await town.Closed("回访：重办了", Phone);
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        await chenMo.Do($"/api/cases/{reopened["caseId"]}/closure", new { reason = "又坏了" }, HttpMethod.Delete);
        await town.Settle();
        (await Row(town, reopened.CaseId())).State.ShouldBe(CallBackState.Dropped);
        var other = await town.Closed("回访：回避", Phone);
        var id = (await Row(town, other.CaseId())).Id;
        var me = await town.With(
            (_, db) => db.Set<Gezhi.Identity.Accounts.Account>().Where(a => a.UserName == "caozuo01").Select(a => a.Id).SingleAsync()
        );
        town.Clock.Move(TimeSpan.FromDays(1));
        using var linXiao = await town.As(Role.Operator, "caozuo01");

        await town.Did(
            other.CaseId(),
            CaseAction.ReportDone,
            me,
            async () =>
            {
                (await linXiao.Refused($"/api/callbacks/{id}/attempts", new { outcome = "NotReached" })).ShouldBe(
                    (409, "callback.own-work")
                );
                (await linXiao.See("/callbacks")).Text("main").ShouldNotContain("回访：回避");
            }
        );
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        (await zhaoGong.Refused($"/api/callbacks/{id}/attempts", new { outcome = "NotReached" })).Status.ShouldBe(403);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_wish_to_be_called_comes_on_the_list_once_and_ends_with_what_was_said(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Morning(14);
        var receipt = await town.Dispatched("回电：想问什么时候修", Phone);
        var reportId = await town.With((_, db) => db.Reports.Where(r => r.CaseId == receipt.CaseId()).Select(r => r.Id).SingleAsync());

        var asked = await town.With(
            async (services, db) =>
            {
                var door = services.GetRequiredService<CallBacks>();
                var now = town.Clock.GetUtcNow().UtcDateTime;
                var first = await door.Ask(db, reportId, "第三次反映，想听个准信", now, CancellationToken.None);
                await db.Save(CancellationToken.None);
                return (first, await door.Ask(db, reportId, "再问一次", now, CancellationToken.None));
            }
        );

        asked.ShouldBe((true, false));
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        var id = (await Row(town, receipt.CaseId())).Id;
        (await linXiao.See($"/callbacks?id={id}")).Text(".callnext").ShouldContain("第三次反映，想听个准信");
        (await linXiao.Refused($"/api/callbacks/{id}/attempts", new { outcome = "Reached" })).Status.ShouldBe(400);
        await linXiao.Do($"/api/callbacks/{id}/attempts", new { outcome = "Reached", words = "告诉他周五前修好" });
        (await town.With((_, db) => db.Set<CallBackAttempt>().SingleAsync(a => a.CallBackId == id))).Words.ShouldBe("告诉他周五前修好");
        (await town.With((_, db) => db.Cases.Where(c => c.Id == receipt.CaseId()).Select(c => c.State).SingleAsync())).ShouldBe(
            CaseState.Dispatched
        );
    }

    private static Task<CallBack> Row(Town town, Guid caseId) =>
        town.With(
            (_, db) => db.Set<CallBack>().AsNoTracking().Where(c => c.CaseId == caseId).OrderByDescending(c => c.AskedAt).FirstAsync()
        );
}
