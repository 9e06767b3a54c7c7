using System.Net;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Centre;

/// <summary>Two people at one case: whoever comes second is told, on every page; and no key files what is only guessed.</summary>
public sealed class RaceTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_card_says_that_a_colleague_was_faster(Engine engine)
    {
        var town = await Town.On(engine);
        var receipt = await town.Report("井盖不见了，路中间一个洞");
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        var card = await linXiao.See($"/centre?tab=new&case={receipt["caseId"]}&try={Reported.Manhole}");
        using var colleague = await town.As(Role.Operator, "caozuo02");
        await colleague.Do($"/api/cases/{receipt["caseId"]}/filing", new { categoryKey = Reported.Manhole, version = 1 });
        await town.Settle();

        var refused = await linXiao.Submit(card, "#do-File");

        refused.Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        refused.Page.QuerySelectorAll("#panel .problem").Length.ShouldBe(1);
        refused.Text("#panel .problem h2").ShouldBe("别人刚刚处理过");
        refused.Texts("#panel .said").ShouldContain(said => said.StartsWith("案件已是“待接单”"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_decision_that_somebody_else_took_is_explained(Engine engine)
    {
        var town = await Town.On(engine);
        var receipt = await town.Dispatched("井盖响，想作废的一件");
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"/api/cases/{receipt["caseId"]}/approvals", new { kind = "Void", reason = "重复登记" });
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        var page = await chenMo.See($"/cases/{receipt["caseId"]}");
        await chenMo.Do($"/api/cases/{receipt["caseId"]}/approvals/decision", new { isGranted = false, note = "不是重复" });

        var refused = await chenMo.Submit(page, "#do-Decide", ("IsGranted", "true"));

        refused.Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        refused.Text(".actions .problem h2").ShouldBe("别人刚刚处理过");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_unit_whose_case_was_given_to_another_hears_so_beside_its_list(Engine engine)
    {
        var town = await Town.On(engine);
        var receipt = await town.Dispatched("井盖翘起，原单位正要接");
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        var page = await zhaoGong.See($"/unit?case={receipt["caseId"]}");
        var other = await town.With((_, db) => OtherUnit(db, receipt.CaseId()));
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        await zhouHang.Do($"/api/cases/{receipt["caseId"]}/dispatches", new { unitCode = other, note = "改由他们处置" });

        var refused = await zhaoGong.Submit(page, "#do-Accept");

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text("h1").ShouldBe("市政设施养护中心");
        refused.Text("main .problem h2").ShouldBe("案件不在您单位了");
    }

    private static async Task<string> OtherUnit(Platform.Data.GezhiDb db, Guid caseId)
    {
        var own = (await db.Set<Gezhi.Cases.Case>().SingleAsync(c => c.Id == caseId)).LeadUnitCode;
        return await db.Set<Gezhi.Cases.Rules.ResponsibilityRule>()
            .Where(r => r.LeadUnitCode != own && r.LeadUnitCode != "")
            .Select(r => r.LeadUnitCode)
            .FirstAsync();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_key_that_files_leads_to_the_category_when_the_guess_is_weak(Engine engine)
    {
        var town = await Town.On(engine);
        var receipt = await town.Report("这里的情况麻烦你们来看一看吧");
        using var linXiao = await town.As(Role.Operator, "caozuo01");

        var card = await linXiao.See($"/centre?tab=new&case={receipt["caseId"]}");

        card.Page.QuerySelector("[data-key=a]")!.Id.ShouldBe("try");
        card.Page.QuerySelector(".kinds details")!.HasAttribute("open").ShouldBeTrue();
        var chosen = await linXiao.See($"/centre?tab=new&case={receipt["caseId"]}&try={Reported.Manhole}");
        chosen.Page.QuerySelector("[data-key=a]")!.LocalName.ShouldBe("button");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_key_that_files_leads_to_the_place_when_there_is_none(Engine engine)
    {
        var town = await Town.On(engine);
        using var aunt = town.Anybody();
        var receipt = await aunt.Do("/api/reports", new { text = "井盖丢了", placeText = "说不清的地方" });
        using var linXiao = await town.As(Role.Operator, "caozuo01");

        var card = await linXiao.See($"/centre?tab=new&case={receipt["caseId"]}&try={Reported.Manhole}");

        card.Page.QuerySelectorAll("[data-key=a]").ShouldHaveSingleItem().GetAttribute("name").ShouldBe("PlaceText");
    }

    [Theory]
    [InlineData("99")]
    [InlineData("File,Dispatch")]
    [InlineData("0")]
    public async Task A_form_that_names_no_action_is_a_bad_request(string what)
    {
        var town = await Town.On(Engine.Sqlite);
        var receipt = await town.Report($"栏杆松了 {what}");
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        var page = await linXiao.See($"/cases/{receipt["caseId"]}");

        (await linXiao.Submit(page, "#do-File", ("Do", what))).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_list_of_names_is_no_filter_and_a_program_hears_so()
    {
        var town = await Town.On(Engine.Sqlite);
        using var linXiao = await town.As(Role.Operator, "caozuo01");

        var seen = await linXiao.See("/centre?channel=Hotline,Sensor");

        seen.Page.QuerySelectorAll("#tabs a").Select(a => a.GetAttribute("href")).ShouldAllBe(href => !href!.Contains("channel"));
        foreach (var query in new[] { "channel=Hotline,Sensor", "state=Reported,Filed", "state=99" })
            (await linXiao.Refused($"/api/cases?{query}", method: HttpMethod.Get)).Status.ShouldBe(400, query);
        using var anQuan = await town.As(Role.SecurityAdmin, "anquan01");
        (await anQuan.Refused("/api/posts?role=Operator,Handler", method: HttpMethod.Get)).Status.ShouldBe(400);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_number_of_the_hotline_finds_its_case(Engine engine)
    {
        var town = await Town.On(engine);
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        foreach (var no in new[] { $"ZZ-2026-{engine}", engine == Engine.Sqlite ? "2603050012345678" : "260305001234" })
        {
            var taken = await linXiao.Do(
                "/api/reports",
                new
                {
                    channel = nameof(Channel.Hotline),
                    channelNo = no,
                    text = "热线转来：路灯不亮",
                    lon = Town.Lon,
                    lat = Town.Lat,
                }
            );

            var found = await linXiao.Do($"/api/cases?q={no}", method: HttpMethod.Get);

            found["items"]!.AsArray().Select(i => i!["id"]!.GetValue<string>()).ShouldBe([taken["caseId"]!.GetValue<string>()]);
        }
    }
}
