using System.Net;
using Gezhi.Cases;
using Gezhi.Cases.Answers;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Joining;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Answers;

/// <summary>What goes out to residents: prepared, looked through, and never in the words of the house unless a person wants it.</summary>
public sealed class AnswerTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_matter_for_the_court_is_declined_with_a_prepared_answer_that_says_where_to_go(Engine engine)
    {
        var town = await Town.On(engine);
        var receipt = await town.Report("和开发商打官司，法院判了他们不执行", "15400010501");
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        var page = await linXiao.See($"/cases/{JoinManyTests.Id(receipt)}");
        page.Texts("#do-Decline button.chip").ShouldContain("诉讼：找法院");

        var filled = await linXiao.Submit(page, "#do-Decline", ("Fill", "court"));
        filled.Text("#do-Decline textarea").ShouldContain("请联系人民法院诉讼服务中心，电话12368");
        filled.Text("#do-Decline .look blockquote").ShouldContain("很抱歉，这件事我们这里办不了");
        filled.Page.QuerySelector("#do-Decline input[name=LegalChannel]")!.GetAttribute("value").ShouldBe("人民法院诉讼服务中心 · 12368");

        var done = await linXiao.Submit(filled, "#do-Decline");
        done.Status.ShouldBe(HttpStatusCode.OK);
        using var aunt = town.Anybody();
        (await aunt.See($"/receipt/{receipt["receiptNo"]}")).Text(".answer").ShouldContain("人民法院诉讼服务中心");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_emergency_is_handed_to_the_fire_brigade_with_its_number_and_the_reporter_is_told_to_leave(Engine engine)
    {
        var town = await Town.On(engine);
        var receipt = await town.Report("三楼窗户往外冒黑烟", "15400010503", isUrgent: true);
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        var page = await linXiao.See($"/cases/{JoinManyTests.Id(receipt)}");
        page.Texts("#do-Transfer button.chip").ShouldContain("转 119");

        var filled = await linXiao.Submit(page, "#do-Transfer", ("Fill", "to-fire"));
        filled.Text("#do-Transfer textarea").ShouldContain("请先离开危险的地方");
        var done = await linXiao.Submit(filled, "#do-Transfer", ("TheirNo", "XF-0305-17"));

        done.Status.ShouldBe(HttpStatusCode.OK);
        (await State(town, JoinManyTests.Id(receipt))).ShouldBe(CaseState.Transferred);
        using var aunt = town.Anybody();
        var told = await aunt.See($"/receipt/{receipt["receiptNo"]}");
        told.Text("main").ShouldContain("119");
        told.Text("main").ShouldContain("XF-0305-17");
        told.Text("main").ShouldNotContain("林晓");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task House_words_stop_an_answer_once_and_the_person_decides(Engine engine)
    {
        var town = await Town.On(engine);
        var receipt = await town.Report("路灯不亮", "15400010502");
        var id = JoinManyTests.Id(receipt);
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        var page = await linXiao.See($"/cases/{id}");

        var asked = await linXiao.Submit(
            page,
            "#do-Decline",
            ("Reason", "该工单已闭环，林晓 13800001111"),
            ("LegalChannel", "供电服务 95598")
        );
        asked.Texts("#do-Decline .warn li").Count.ShouldBe(4);
        (await State(town, id)).ShouldBe(CaseState.Reported);
        // Another text is looked at again; the same one goes out.
        var again = await linXiao.Submit(asked, "#do-Decline", ("Reason", "这张工单请找供电"));
        again.Texts("#do-Decline .warn li").ShouldHaveSingleItem();
        (await State(town, id)).ShouldBe(CaseState.Reported);
        await linXiao.Submit(again, "#do-Decline");
        (await State(town, id)).ShouldBe(CaseState.Declined);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_shift_leader_makes_a_new_edition_and_the_old_one_stays(Engine engine)
    {
        var town = await Town.On(engine);
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        var code = $"flood-{engine}".ToLowerInvariant();
        object Template(string zh, int? edition) =>
            new
            {
                code,
                kind = "Close",
                name = "积水已排",
                textZh = zh,
                textEn = "The water at {地点} is gone.",
                edition,
            };

        await chenMo.Do("/api/answers", Template("{地点}的积水已经排完。", null), HttpMethod.Put);
        (await chenMo.Refused("/api/answers", Template("{地点}好了。", null), HttpMethod.Put)).Status.ShouldBe(412);
        (await chenMo.Refused("/api/answers", Template("{姓名}您好", 1), HttpMethod.Put)).Status.ShouldBe(400);
        await chenMo.Do("/api/answers", Template("您好！{地点}的积水已经排完，可以通行了。", 1), HttpMethod.Put);

        var page = await chenMo.See($"/answers?code={code}");
        page.Text("textarea#TextZh").ShouldBe("您好！{地点}的积水已经排完，可以通行了。");
        (await town.With((_, db) => db.Set<AnswerTemplate>().CountAsync(t => t.Code == code))).ShouldBe(2);
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        (await linXiao.Refused("/api/answers", Template("x", 2), HttpMethod.Put)).Status.ShouldBe(403);
        (await chenMo.See("/answers?tab=channels")).Page.QuerySelector("input[value='12388']").ShouldNotBeNull();
        (await chenMo.See("/answers?tab=words")).Page.Body!.TextContent.ShouldContain("工单");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Who_handles_it_never_reads_the_phone_that_somebody_wrote_into_the_text(Engine engine)
    {
        var town = await Town.On(engine);
        var receipt = await town.Dispatched("井盖坏了，找我 13912345678", "15400010503");
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        var page = await zhaoGong.See($"/cases/{JoinManyTests.Id(receipt)}");

        page.Text(".reports blockquote").ShouldContain("139******78");
        page.Page.QuerySelector(".reports")!.TextContent.ShouldNotContain("13912345678");
    }

    private static Task<CaseState> State(Town town, Guid id) =>
        town.With((_, db) => db.Cases.Where(c => c.Id == id).Select(c => c.State).SingleAsync());
}
