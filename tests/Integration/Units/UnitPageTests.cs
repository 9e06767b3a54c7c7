using System.Net;
using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Units;

/// <summary>The worklist of a unit as pages over HTTP, without script, on both databases.</summary>
public sealed class UnitPageTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_tabs_count_what_the_unit_has_and_the_most_pressing_stands_first(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Dispatched("井盖松动，一踩就响");
        await town.Dispatched("井盖丢了，用树枝盖着");
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");

        var seen = await zhaoGong.See("/unit?tab=ToAccept");

        seen.Status.ShouldBe(HttpStatusCode.OK);
        seen.Text("h1").ShouldBe("市政设施养护中心");
        var waiting = await Count(town, CaseState.Dispatched);
        seen.Text(".tabs a[aria-current] em").ShouldBe($"{waiting}");
        seen.Page.QuerySelectorAll("ol.work > li").Length.ShouldBe(Math.Min(waiting, 30));
        var shown = seen.Page.QuerySelectorAll("ol.work > li").Select(li => Guid.Parse(li.Id!["case-".Length..])).ToList();
        var due = await town.With(
            (_, db) => db.Cases.Where(c => shown.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.StageDueAt!.Value)
        );
        shown.Select(id => due[id]).ShouldBe(due.Values.Order());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_light_goes_from_normal_over_warning_to_overdue_as_the_limit_is_used_up(Engine engine)
    {
        var town = await Town.On(engine);
        town.Clock.Set(new DateTime(2026, 3, 9, 0, 30, 0, DateTimeKind.Utc));
        var caseId = (await town.Dispatched($"井盖上有裂缝 {engine}")).CaseId();
        await Accept(town, caseId);
        var stored = await town.With((_, db) => db.Cases.SingleAsync(c => c.Id == caseId));
        var (from, due) = (stored.DispatchedAt!.Value, stored.DueAt!.Value);

        (await Light(town, caseId, from.AddMinutes(1))).ShouldBe("时限内");
        (await Light(town, caseId, due.AddMinutes(-2))).ShouldBe("将到时");
        (await Light(town, caseId, due.AddMinutes(1))).ShouldBe("已超时");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_handler_accepts_hands_in_with_a_photo_and_the_case_waits_for_its_check(Engine engine)
    {
        var town = await Town.On(engine);
        var caseId = (await town.Dispatched("井圈下沉三公分")).CaseId();
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        var list = await zhaoGong.See($"/unit?tab=ToAccept&case={caseId}");

        var panel = await zhaoGong.Submit(list, "#panel #do-Accept");
        panel.Text(".said").ShouldBe("已接单");
        var refused = await zhaoGong.Submit(panel, "#panel #do-HandIn", ("Result", "已垫平"));
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text("#do-HandIn .problem").ShouldContain("需要一张照片");
        refused.Text("#do-HandIn textarea[name=Result]").ShouldBe("已垫平");
        var done = await zhaoGong.Submit(refused, "#panel #do-HandIn", ["Photos"], ("Result", "已垫平并加固"));

        done.Text(".said").ShouldContain("等待核查");
        (await State(town, caseId)).ShouldBe(CaseState.Handled);
        (await zhaoGong.See("/unit?tab=ToCheck")).Page.GetElementById($"case-{caseId}").ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_case_that_is_not_ours_is_returned_with_its_reason_and_can_be_read_there_but_not_opened(Engine engine)
    {
        var town = await Town.On(engine);
        var caseId = (await town.Dispatched("小区里面的井盖坏了")).CaseId();
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        var list = await zhaoGong.See($"/unit?case={caseId}");

        var refused = await zhaoGong.Submit(list, "#panel #do-SendBack", ("Reason", ""));
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        (await State(town, caseId)).ShouldBe(CaseState.Dispatched);
        var sent = await zhaoGong.Submit(refused, "#panel #do-SendBack", ("Reason", "红线内由物业负责，请转社区"));

        sent.Text(".said").ShouldContain("已退单");
        (await State(town, caseId)).ShouldBe(CaseState.Filed);
        var row = (await zhaoGong.See("/unit?tab=Returned")).Page.GetElementById($"case-{caseId}")!;
        row.QuerySelector("blockquote")!.TextContent.ShouldBe("红线内由物业负责，请转社区");
        row.QuerySelector("h2 a").ShouldBeNull();
        (await zhaoGong.See($"/unit?case={caseId}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Ticked_cases_are_taken_one_by_one_and_each_refusal_is_told(Engine engine)
    {
        var town = await Town.On(engine);
        var first = (await town.Dispatched("井盖响声大，吵得睡不着")).CaseId();
        var second = (await town.Dispatched("井盖高出路面一截")).CaseId();
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        var list = await zhaoGong.See("/unit?tab=ToAccept");
        // As the list gives them; with much other work before them they stand on a later page of it.
        var versions = await town.With(
            (_, db) => db.Cases.Where(c => c.Id == first || c.Id == second).ToDictionaryAsync(c => c.Id, c => c.Version)
        );
        string Of(Guid id) => $"{id}:{versions[id]}";
        list.Page.QuerySelector("input[name=pick]")!.GetAttribute("value")!.ShouldMatch("^[0-9a-f-]{36}:[0-9]+$");
        await Accept(town, second); // a colleague was faster

        var answered = await zhaoGong.Submit(list, "form#accept", ("many", "1"), ("pick", Of(first)), ("pick", Of(second)));

        answered.Text(".answers h2").ShouldContain("1 件接单，1 件未接");
        answered.Texts(".answers li").Count.ShouldBe(2);
        (await State(town, first)).ShouldBe(CaseState.Handling);
        var nothing = await zhaoGong.Submit(list, "form#accept", ("many", "1"));
        nothing.Status.ShouldBe(HttpStatusCode.Conflict);
        nothing.Text(".problem").ShouldContain("先勾选案件");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_list_on_paper_holds_what_the_screen_holds(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Dispatched("井盖四周的路面碎了");
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");

        var paper = await zhaoGong.See("/unit/print?tab=ToAccept");

        paper.Text("h1").ShouldBe("处置清单");
        paper.Page.QuerySelectorAll("tbody tr").Length.ShouldBe(Math.Min(200, await Count(town, CaseState.Dispatched)));
        paper.Texts("tbody td").ShouldContain(t => t.Contains("井盖四周的路面碎了", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_unit_without_work_is_told_what_will_appear_where(Engine engine)
    {
        var town = await Town.On(engine);
        using var nobody = await town.As(Role.Handler, "chuzhi009");

        foreach (var tab in new[] { "ToAccept", "Handling", "ToCheck", "Helping", "Done", "Returned" })
            (await nobody.See($"/unit?tab={tab}")).Text(".empty").ShouldStartWith("这里没有案件");
        (await nobody.See("/unit?q=没有的词")).Text(".empty").ShouldContain("没有符合条件的案件");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_case_of_another_unit_is_not_found_and_without_the_right_the_page_is_closed(Engine engine)
    {
        var town = await Town.On(engine);
        var caseId = (await town.Dispatched("井盖下面漏水声很大")).CaseId();
        using var gaoMingliang = await town.As(Role.Handler, "chuzhi002");
        using var sunQian = await town.As(Role.Checker, "hecha01");
        using var linXiao = await town.As(Role.Operator, "caozuo01");

        (await gaoMingliang.See($"/unit?case={caseId}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await gaoMingliang.See("/unit")).Page.GetElementById($"case-{caseId}").ShouldBeNull();
        (await sunQian.See("/unit")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await linXiao.See("/unit/print")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static Task<int> Count(Town town, CaseState state) =>
        town.With((_, db) => db.Cases.CountAsync(c => c.LeadUnitCode == "municipal-works" && c.State == state));

    private static Task<CaseState> State(Town town, Guid caseId) =>
        town.With((_, db) => db.Cases.Where(c => c.Id == caseId).Select(c => c.State).SingleAsync());

    private static async Task Accept(Town town, Guid caseId)
    {
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        await zhaoGong.Do($"/api/cases/{caseId}/acceptance");
    }

    /// <summary>Words of the light beside the case; a new visit, because sessions end when nobody works.</summary>
    private static async Task<string> Light(Town town, Guid caseId, DateTime at)
    {
        town.Clock.Set(at);
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        var no = await town.With((_, db) => db.Cases.Where(c => c.Id == caseId).Select(c => c.CaseNo).SingleAsync());
        return (await zhaoGong.See($"/unit?tab=Handling&q={no}")).Text($"#case-{caseId} .light");
    }
}
