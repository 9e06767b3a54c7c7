using System.Net;
using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Centre;

/// <summary>The centre as pages over HTTP, without script, on both databases.</summary>
public sealed class CentrePageTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_tabs_count_what_the_database_holds_and_the_queue_has_the_urgent_first(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Report("楼道里堆满了纸箱子");
        await town.Report("燃气味道很大，快来人", isUrgent: true);
        await town.Settle();
        using var linXiao = await town.As(Role.Operator, "caozuo01");

        var seen = await linXiao.See("/centre?tab=new");

        seen.Status.ShouldBe(HttpStatusCode.OK);
        var waiting = await town.With((_, db) => db.Cases.CountAsync(c => c.State == CaseState.Reported || c.State == CaseState.Confirmed));
        waiting.ShouldBeGreaterThan(1);
        seen.Text("#tabs a[aria-current] em").ShouldBe($"{waiting}");
        var rows = seen.Page.QuerySelectorAll("#queue [data-row]");
        rows.Length.ShouldBe(Math.Min(waiting, 60));
        var urgent = rows.Select(r => r.QuerySelector(".urgent") is not null).ToList();
        urgent.ShouldBe(urgent.OrderByDescending(u => u));
        var order = rows.Select(r => r.GetAttribute("data-sort")!).ToList();
        order.ShouldBe(order.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_operator_files_with_the_proposed_category_and_the_rule_dispatches(Engine engine)
    {
        var town = await Town.On(engine);
        var receipt = await town.Report("路口的窨井盖缺了一半，井盖塌了很危险");
        using var linXiao = await town.As(Role.Operator, "caozuo01");

        var card = await linXiao.See($"/centre?tab=new&case={receipt["caseId"]}");
        card.Text(".kindnow strong").ShouldContain("井盖");
        card.Text(".unit strong").ShouldNotBeEmpty();
        card.Text("[data-key=a]").ShouldBe("受理并派遣");
        var after = await linXiao.Submit(card, "#do-File");
        await town.Settle();

        after.Status.ShouldBe(HttpStatusCode.OK);
        after.Page.QuerySelector($"#queue [data-row='{receipt["caseId"]}']").ShouldBeNull();
        var stored = await town.With((_, db) => db.Cases.SingleAsync(c => c.Id == receipt.CaseId()));
        stored.State.ShouldBe(CaseState.Dispatched);
        stored.RuleId.ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_form_sent_with_an_old_version_is_explained_with_the_new_state_and_keeps_what_was_typed(Engine engine)
    {
        var town = await Town.On(engine);
        var receipt = await town.Report("门口堆了一堆建筑垃圾");
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        using var colleague = await town.As(Role.Operator, "caozuo02");
        var page = await linXiao.See($"/cases/{receipt["caseId"]}");
        await colleague.Do($"/api/cases/{receipt["caseId"]}/filing", new { categoryKey = Reported.Manhole, version = 1 });

        var refused = await linXiao.Submit(page, "#do-Decline", ("Reason", "属于物业管理范围"), ("LegalChannel", "物业服务企业"));

        refused.Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        refused.Text("#do-Decline .problem h2").ShouldNotBeEmpty();
        refused.Text("main .said").ShouldContain("案件已是");
        refused.Text("#do-Decline textarea[name=Reason]").ShouldBe("属于物业管理范围");
        (await town.With((_, db) => db.Cases.SingleAsync(c => c.Id == receipt.CaseId()))).State.ShouldNotBe(CaseState.Declined);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_missing_reason_is_refused_beside_its_field(Engine engine)
    {
        var town = await Town.On(engine);
        var receipt = await town.Report("楼上半夜打麻将很吵");
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        var page = await linXiao.See($"/cases/{receipt["caseId"]}");

        var refused = await linXiao.Submit(page, "#do-Decline", ("Reason", "邻里噪声请先找物业"), ("LegalChannel", ""));

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Text("#do-Decline .problem li").ShouldContain("该找谁");
        refused.Text("#do-Decline textarea[name=Reason]").ShouldBe("邻里噪声请先找物业");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_live_page_is_told_only_of_rows_that_still_belong_to_its_tab(Engine engine)
    {
        var town = await Town.On(engine);
        var stays = await town.Report("公交站牌歪了");
        var leaves = await town.Dispatched("污水井盖翘起来了");
        using var linXiao = await town.As(Role.Operator, "caozuo01");

        var changes = await linXiao.See($"/centre/rows?tab=new&ids={stays["caseId"]},{leaves["caseId"]},{Guid.Empty},nonsense");

        var rows = changes.Page.QuerySelectorAll("[data-row]").Select(r => r.GetAttribute("data-row"));
        rows.ShouldBe([stays["caseId"]!.GetValue<string>()]);
        changes.Page.QuerySelector("#tabs[data-part]").ShouldNotBeNull();
        changes.Page.QuerySelector("#kpi[data-part]").ShouldNotBeNull();
        changes.Text("#delay[data-part]").ShouldStartWith("延迟");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Walking_through_the_queue_fetches_the_card_alone(Engine engine)
    {
        var town = await Town.On(engine);
        var receipt = await town.Report("绿化带里的树倒了");
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        linXiao.DefaultRequestHeaders.Add("X-Part", "panel");

        var seen = await linXiao.See($"/centre?case={receipt["caseId"]}");

        seen.Text("#panel h2").ShouldContain("绿化带里的树倒了");
        seen.Page.QuerySelector("#queue").ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Duplicates_nearby_are_shown_and_joined_from_the_card(Engine engine)
    {
        var town = await Town.On(engine);
        var first = await town.Report("廊亭秋千的链条断了一根，孩子差点摔下来");
        var again = await town.Report("廊亭秋千的链条断了，孩子差点摔下来，请来修");
        using var linXiao = await town.As(Role.Operator, "caozuo01");

        var card = await linXiao.See($"/centre?case={again["caseId"]}");
        var near = card.Page.QuerySelectorAll("#panel .near input[name=ToCaseId]").Select(i => i.GetAttribute("value")).ToList();
        near.ShouldNotBeEmpty();
        near[0].ShouldBe(first["caseId"]!.GetValue<string>());
        await linXiao.Submit(card, "#panel .near form");

        var stored = await town.With((_, db) => db.Cases.SingleAsync(c => c.Id == again.CaseId()));
        (stored.State, stored.JoinedToId).ShouldBe((CaseState.Joined, first.CaseId()));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Staff_take_down_a_report_by_phone_and_reloading_does_not_double_it(Engine engine)
    {
        var town = await Town.On(engine);
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        var page = await linXiao.See("/centre/new");
        (string, string)[] typed =
        [
            ("Channel", "Hotline"),
            ("ChannelNo", $"12345-{engine}"),
            ("Text", "来电反映小区门口路灯不亮"),
            ("Phone", "15400012219"),
            ("PlaceText", "德化街"),
        ];

        var taken = await linXiao.Submit(page, "form[data-once]", typed);
        var again = await linXiao.Submit(page, "form[data-once]", typed);

        taken.Text(".receiptno").ShouldNotBeEmpty();
        again.Text(".receiptno").ShouldBe(taken.Text(".receiptno"));
        var kept = await town.With((_, db) => db.Reports.SingleAsync(r => r.ChannelNo == $"12345-{engine}"));
        (kept.Channel, kept.TakenBy is not null, kept.Contact is not null).ShouldBe((Channel.Hotline, true, true));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_wrong_phone_on_the_form_for_calls_is_said_and_nothing_typed_is_lost(Engine engine)
    {
        var town = await Town.On(engine);
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        var page = await linXiao.See("/centre/new");

        var refused = await linXiao.Submit(page, "form[data-once]", ("Text", "路面塌了一块"), ("Phone", "12"), ("PlaceText", "德化街"));

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Text(".problem li").ShouldContain("联系电话");
        refused.Text("#Text").ShouldBe("路面塌了一块");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_handler_has_no_business_at_the_centre(Engine engine)
    {
        var town = await Town.On(engine);
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");

        (await zhaoGong.See("/centre")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await zhaoGong.See("/centre/map.json")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await zhaoGong.See("/centre/new")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await zhaoGong.Refused("/api/statistics/today", method: HttpMethod.Get)).Status.ShouldBe(403);
    }

    [Fact]
    public async Task English_readers_get_every_page_of_the_centre_without_a_missing_text()
    {
        var town = await Town.On(Engine.Sqlite);
        var receipt = await town.Dispatched("雨水井盖松动");
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        linXiao.DefaultRequestHeaders.AcceptLanguage.Clear();
        linXiao.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");

        (await linXiao.See($"/centre?case={receipt["caseId"]}")).Text("#tabs a[aria-current]").ShouldStartWith("All");
        (await linXiao.See($"/cases/{receipt["caseId"]}")).Texts("section.card > h2").ShouldContain(h => h.StartsWith("Record"));
        (await linXiao.See("/cases")).Text("h1").ShouldBe("Cases");
        (await linXiao.See("/centre/new")).Text("h1").ShouldBe("Take down a report");
    }
}
