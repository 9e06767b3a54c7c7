using System.Net;
using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Messages;
using Gezhi.Cases.Rating;
using Gezhi.Cases.Reviews;
using Gezhi.Identity.Accounts;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Rating;

/// <summary>Who is not content gets somebody who looks again, by name and by a limit; on both databases.</summary>
public sealed class ReviewTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_content_reporter_is_thanked_and_nobody_reviews(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Morning(0);
        var receipt = await town.Closed("路口井盖松动");

        await town.Rate(receipt, true, 5, "修得快");

        (await Reviews(town, receipt.CaseId())).ShouldBeEmpty();
        using var aunt = town.Anybody();
        (await aunt.See(receipt.Receipt())).Text(".said").ShouldContain("谢谢您的评价");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_bad_rating_is_owned_by_a_shift_leader_and_the_reporter_reads_who_and_until_when(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Morning(1);
        var receipt = await town.Closed("井盖换了还响", "13800138000");

        await town.Rate(receipt, false, 2, "晚上还是哐当响");

        var review = (await Reviews(town, receipt.CaseId())).ShouldHaveSingleItem();
        review.DueAt.ShouldBe(town.Clock.GetUtcNow().UtcDateTime.AddDays(1)); // one working day
        (await Holds(town, review.OwnerId!.Value, "zhiban")).ShouldBeTrue();
        (
            await town.With((_, db) => db.Set<Message>().CountAsync(m => m.CaseId == review.CaseId && m.Kind == MessageKind.ReviewGiven))
        ).ShouldBe(1);
        using var aunt = town.Anybody();
        var page = await aunt.See(receipt.Receipt());
        page.Text(".said").ShouldContain("您的评价已收到，由");
        page.Text(".said").ShouldContain("复核，最晚");
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        (await chenMo.See("/reviews")).Text("ol.work").ShouldContain("晚上还是哐当响");
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        (await zhaoGong.See("/reviews")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await zhaoGong.See($"/cases/{review.CaseId}")).Text("main").ShouldNotContain("晚上还是哐当响");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Reopening_by_review_goes_back_to_filing_and_the_reporter_rates_again_after_the_next_closing(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Morning(2);
        var receipt = await town.Closed("井盖边沿塌了");
        await town.Rate(receipt, false, 1, "根本没修");
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        var review = (await Reviews(town, receipt.CaseId())).Single();

        var list = await chenMo.See("/reviews");
        await chenMo.Submit(
            list,
            $"form:has(input[value='{review.Id}'])",
            ("Reopens", "true"),
            ("Reason", "现场照片拍的是另一处"),
            ("Answer", "确实没有修好，已经安排重新办。")
        );

        (await State(town, receipt.CaseId())).ShouldBe(CaseState.Filed);
        using var aunt = town.Anybody();
        (await aunt.See(receipt.Receipt())).Text("main").ShouldContain("确实没有修好，已经安排重新办。");
        await town.Settle();
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        if (await State(town, receipt.CaseId()) == CaseState.Filed)
            await zhouHang.Do($"/api/cases/{receipt["caseId"]}/dispatches", new { unitCode = "municipal-works" });
        town.Clock.Move(TimeSpan.FromMinutes(30));
        await town.Work(receipt.CaseId());
        await town.Rate(receipt, true, 4);
        (await Reviews(town, receipt.CaseId())).ShouldHaveSingleItem().Satisfaction.ShouldBe(1); // what was said first is kept
        (await aunt.Refused($"/api/receipts/{receipt["receiptNo"]}/rating", new { isSolved = true, satisfaction = 5 })).ShouldBe(
            (409, "rating.twice")
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_closing_that_stands_is_explained_to_this_reporter_and_to_no_other(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Morning(3);
        var first = await town.Dispatched("井盖缺角要绕行", "13800138000");
        var second = await town.Report("同一个井盖缺角", "13800138000");
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"/api/cases/{second["caseId"]}/join", new { toCaseId = first["caseId"]!.GetValue<string>(), note = "同一处" });
        await town.Work(first.CaseId());
        await town.Settle();
        await town.Rate(second, true, 1, "等得太久");
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        var review = (await Reviews(town, first.CaseId())).ShouldHaveSingleItem();

        await chenMo.Do(
            $"/api/reviews/{review.Id}/decision",
            new
            {
                reopens = false,
                reason = "等配件三天，按期完成",
                answer = "配件要从厂里调，所以等了三天，让您久等了。",
            }
        );

        (await State(town, first.CaseId())).ShouldBe(CaseState.Closed);
        using var aunt = town.Anybody();
        (await aunt.See(second.Receipt())).Text("main").ShouldContain("所以等了三天");
        (await aunt.See(first.Receipt())).Text("main").ShouldNotContain("所以等了三天");
        await town.Settle();
        var row = await town.With((_, db) => db.Timeline.SingleAsync(t => t.CaseId == first.CaseId() && t.Action == CaseAction.Uphold));
        var told = await town.With(
            (_, db) => db.Set<Notice>().Where(n => n.CaseId == row.CaseId && n.Sequence == row.Sequence).ToListAsync()
        );
        told.ShouldHaveSingleItem().ReportId.ShouldBe(review.ReportId);
        (
            await chenMo.Refused(
                $"/api/reviews/{review.Id}/decision",
                new
                {
                    reopens = true,
                    reason = "x",
                    answer = "x",
                }
            )
        ).ShouldBe((409, "review.decided"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_review_that_lies_is_reminded_before_its_limit_and_leaders_are_told_after_it(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Morning(4);
        var receipt = await town.Closed("井盖下陷");
        await town.Rate(receipt, false, 1);

        town.Clock.Move(TimeSpan.FromHours(23)); // 09:00 the next day: more than 80 % of eight working hours
        await town.Ring();
        (await Told(town, receipt.CaseId())).ShouldBe(1);
        town.Clock.Move(TimeSpan.FromHours(2));
        await town.Ring();

        var review = (await Reviews(town, receipt.CaseId())).Single();
        review.LateAt.ShouldNotBeNull();
        review.Climbs.ShouldBe(1);
        (await Told(town, receipt.CaseId())).ShouldBeGreaterThan(2);
        using var aunt = town.Anybody();
        (await aunt.See(receipt.Receipt())).Text(".said").ShouldContain("已经提醒上级");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whoever_did_the_work_does_not_review_it(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Morning(5);
        var receipt = await town.Closed("井盖被车压坏");
        await town.Rate(receipt, false, 1);
        var review = (await Reviews(town, receipt.CaseId())).Single();
        var chen = await Account(town, "zhiban01");
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        var decision = new
        {
            reopens = false,
            reason = "好",
            answer = "好",
        };

        await town.Did( // as if he had been the handler before his post changed
            review.CaseId,
            CaseAction.Accept,
            chen,
            async () => (await chenMo.Refused($"/api/reviews/{review.Id}/decision", decision)).ShouldBe((409, "review.own-work"))
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Somebody_who_asks_for_a_good_rating_is_told_on_to_those_above_and_never_to_the_unit(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Morning(6);
        var receipt = await town.Closed("井盖异响扰民");
        using var aunt = town.Anybody();
        var page = await aunt.See(receipt.Receipt());

        var after = await aunt.Submit(page, "form:has(#Pressure)", ("Pressure", "师傅说给五星才走"));

        after.Text("main").ShouldContain("处理问题的单位看不到");
        (await aunt.Refused($"/api/receipts/{receipt["receiptNo"]}/pressure", new { words = "再说一次" })).ShouldBe(
            (409, "pressure.twice")
        );
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        (await zhaoGong.See("/pressures")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await zhaoGong.See($"/cases/{receipt["caseId"]}")).Text("main").ShouldNotContain("五星");
        using var anQuan = await town.As(Role.SecurityAdmin, "anquan01");
        (await anQuan.See("/pressures")).Text("ol.work").ShouldContain("师傅说给五星才走");
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        var told = await town.With((_, db) => db.Set<Pressure>().AsNoTracking().SingleAsync(p => p.CaseId == receipt.CaseId()));
        var list = await chenMo.See("/pressures");
        var settled = await chenMo.Submit(list, $"form:has(input[value='{told.Id}'])", ("Note", "找班组长谈过，已批评"));
        settled.Text("ol.work").ShouldContain("找班组长谈过，已批评");
    }

    private static Task<List<Review>> Reviews(Town town, Guid caseId) =>
        town.With((_, db) => db.Set<Review>().AsNoTracking().Where(r => r.CaseId == caseId).ToListAsync());

    private static Task<CaseState> State(Town town, Guid caseId) =>
        town.With((_, db) => db.Cases.Where(c => c.Id == caseId).Select(c => c.State).SingleAsync());

    private static Task<int> Told(Town town, Guid caseId) =>
        town.With((_, db) => db.Set<Message>().CountAsync(m => m.CaseId == caseId && m.Kind == MessageKind.ReviewLate));

    private static Task<Guid> Account(Town town, string userName) =>
        town.With((_, db) => db.Set<Account>().Where(a => a.UserName == userName).Select(a => a.Id).SingleAsync());

    private static Task<bool> Holds(Town town, Guid accountId, string prefix) =>
        town.With((_, db) => db.Set<Account>().AnyAsync(a => a.Id == accountId && a.UserName.StartsWith(prefix)));
}
