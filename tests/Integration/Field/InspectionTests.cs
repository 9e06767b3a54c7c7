using System.Net;
using System.Text.Json.Nodes;
using Gezhi.Field.Campaigns;
using Gezhi.Field.Inspections;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Field;

/// <summary>Checklists, inspections, hazards and their cases, over HTTP on both databases.</summary>
public sealed class InspectionTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_checklist_is_in_force_by_a_second_person_and_what_was_inspected_keeps_its_version(Engine engine)
    {
        var town = await Town.On(engine);
        using var shift = await town.As(Role.ShiftLeader, "zhiban01");
        using var leader = await town.As(Role.Leader);
        using var wangLei = await town.As(Role.GridWorker, InspectTown.Worker);
        var place = await wangLei.NewPlace("SmallClinic", "诊所");
        var draft = (await shift.Do("/api/checklists", InspectTown.Command("SmallClinic"))).Id();

        (await shift.Refused($"/api/checklists/{draft}/approval", new { })).ShouldBe((409, "checklist.own-draft"));
        (await wangLei.Refused("/api/inspections", InspectTown.Inspection(place, draft, InspectTown.Fine))).Status.ShouldBe(404);
        (await wangLei.Refused($"/api/checklists/{draft}", method: HttpMethod.Get)).Status.ShouldBe(404, "a draft is not for who inspects");
        (await leader.Do($"/api/checklists/{draft}/approval", new { version = 1 })).Text("state").ShouldBe("InForce");
        (await shift.Refused($"/api/checklists/{draft}", InspectTown.Command("SmallClinic"))).ShouldBe((409, "checklist.not-draft"));
        var made = await wangLei.Do("/api/inspections", InspectTown.Inspection(place, draft, InspectTown.Fine));

        var next = await shift.Do($"/api/checklists/{draft}/copies", new { });
        (await shift.Do($"/api/checklists/{draft}/copies", new { })).Id().ShouldBe(next.Id(), "there is one draft");
        (await leader.Do($"/api/checklists/{next.Id()}/approval", new { })).Int("versionNo").ShouldBe(2);

        (await leader.Read($"/api/checklists/{draft}")).Text("state").ShouldBe("Retired");
        (await wangLei.Read($"/api/inspections/{made.Id()}")).Int("checklistVersionNo").ShouldBe(1);
        (await wangLei.Do("/api/inspections", InspectTown.Inspection(place, draft, InspectTown.Fine)))["isPassed"]!
            .GetValue<bool>()
            .ShouldBeTrue("a phone may still have the version before");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_failed_item_is_a_hazard_with_a_case_of_its_own_until_a_recheck_passes(Engine engine)
    {
        var town = await Town.On(engine);
        using var wangLei = await town.As(Role.GridWorker, InspectTown.Worker);
        var place = await wangLei.NewPlace("SmallInn", "小旅馆");
        var list = await town.NewChecklist("SmallInn");

        var made = await wangLei.Do("/api/inspections", InspectTown.Inspection(place, list, InspectTown.NoExtinguisher));
        (made["isPassed"]!.GetValue<bool>(), made.Int("hazards")).ShouldBe((false, 1));
        await town.Settle();
        var hazard = (await wangLei.Read($"/api/inspections/{made.Id()}"))["hazards"]![0]!;
        hazard.Text("finding").ShouldContain("墙上是空的");
        hazard.Text("caseState").ShouldBe("Dispatched", "the rules know who answers");
        hazard.Text("dueOn").ShouldBe(town.Day(7));
        var caseId = hazard.Id("caseId");
        (await wangLei.Do("/api/inspections", InspectTown.Inspection(place, list, InspectTown.NoExtinguisher))).Int("hazards").ShouldBe(1);
        (await wangLei.Read($"/api/hazards?state=Open"))["rows"]!
            .AsArray()
            .Count(h => h!.Text("subjectId") == place.ToString())
            .ShouldBe(1, "known and open: not opened again");

        await HandIn(town, caseId);
        (await wangLei.Read($"/api/hazards/{hazard.Id()}")).Text("state").ShouldBe("Rectified");
        (await wangLei.Read("/api/inspections/due")).AsArray().First(d => d!.Id() == place)!["why"]![0]!
            .GetValue<string>()
            .ShouldBe("Recheck");
        (await wangLei.Recheck(hazard.Id(), false, "换了一具过期的")).Text("state").ShouldBe("Open");
        (await wangLei.Read($"/api/hazards/{hazard.Id()}")).Text("caseState").ShouldBe("Handling", "the same unit goes on");

        await HandIn(town, caseId, accept: false);
        (await wangLei.Refused($"/api/hazards/{hazard.Id()}/rechecks", new { passed = true })).ShouldBe((409, "hazard.no-photo"));
        (await wangLei.Recheck(hazard.Id(), true, photo: Pocket.NewPhoto())).Text("state").ShouldBe("Closed");
        var closed = await wangLei.Read($"/api/hazards/{hazard.Id()}");
        (closed.Text("caseState"), closed.Int("failedRechecks")).ShouldBe(("Checked", 1));
        (await wangLei.Refused($"/api/hazards/{hazard.Id()}/rechecks", new { passed = false, note = "又坏了" })).ShouldBe(
            (409, "hazard.closed")
        );
        var history = (await wangLei.Read($"/api/inspections/history/{place}")).AsArray();
        history.Select(h => h!.Text("kind")).ShouldBe(["Recheck", "Recheck", "Check", "Check"]);
        var record = await wangLei.See($"/registry/places/{place}");
        record.Text("main").ShouldContain("复查合格");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_conditional_item_that_is_asked_must_be_answered_and_is_named(Engine engine)
    {
        var town = await Town.On(engine);
        using var wangLei = await town.As(Role.GridWorker, InspectTown.Worker);
        var place = await wangLei.NewPlace("SmallNetBar", "网吧");
        var list = await town.NewChecklist("SmallNetBar");

        var refused = await wangLei.Ask("/api/inspections", InspectTown.Inspection(place, list, [new { number = 1, value = "yes" }]));

        var problem = JsonNode.Parse(await refused.Content.ReadAsStringAsync())!;
        (problem.Text("code"), problem.Text("title")).ShouldBe(("inspection.unanswered", "第 2 项没有回答"));
        problem.Text("detail").ShouldContain("灭火器出厂几年");
        (await wangLei.Refused("/api/inspections", InspectTown.Inspection(place, list, []))).ShouldBe((409, "inspection.unanswered"));
        (await wangLei.Refused("/api/inspections", InspectTown.Inspection(place, list, [new { number = 1, value = "perhaps" }]))).ShouldBe(
            (409, "inspection.unknown-answer")
        );
        var other = await town.NewChecklist("Charging");
        (await wangLei.Refused("/api/inspections", InspectTown.Inspection(place, other, InspectTown.Fine))).ShouldBe(
            (409, "checklist.other-kind")
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whoever_does_not_work_there_finds_nothing(Engine engine)
    {
        var town = await Town.On(engine);
        using var wangLei = await town.As(Role.GridWorker, InspectTown.Worker);
        using var other = await town.As(Role.GridWorker, "wangge0002");
        using var handler = await town.As(Role.Handler);
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        var place = await wangLei.NewPlace("SmallBeauty", "理发店");
        var list = await town.NewChecklist("SmallBeauty");
        var made = await wangLei.Do("/api/inspections", InspectTown.Inspection(place, list, InspectTown.NoExtinguisher));
        var hazard = (await wangLei.Read($"/api/inspections/{made.Id()}"))["hazards"]![0]!.Id();

        (await other.Refused("/api/inspections", InspectTown.Inspection(place, list, InspectTown.Fine))).Status.ShouldBe(404);
        (await other.Refused($"/api/inspections/{made.Id()}", method: HttpMethod.Get)).Status.ShouldBe(404);
        (await other.Refused($"/api/hazards/{hazard}", method: HttpMethod.Get)).Status.ShouldBe(404);
        (await other.Refused($"/api/hazards/{hazard}/rechecks", new { passed = false, note = "x" })).Status.ShouldBe(404);
        (await other.See($"/inspections/{made.Id()}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.See($"/field/inspect/places/{place}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.Read($"/api/inspections/history/{place}")).AsArray().ShouldBeEmpty();
        (await handler.Refused($"/api/inspections/{made.Id()}", method: HttpMethod.Get)).Status.ShouldBe(403);
        (await wangLei.Refused("/api/checklists", InspectTown.Command("Stall"))).Status.ShouldBe(403);
        (await secretary.Refused("/api/checklists", InspectTown.Command("Stall"))).Status.ShouldBe(
            403,
            "a checklist holds for the district"
        );
        (await secretary.Read($"/api/inspections/{made.Id()}"))["of"]!.Text("title").ShouldContain("理发店");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_same_key_is_one_inspection_and_two_people_at_one_place_are_told(Engine engine)
    {
        var town = await Town.On(engine);
        using var wangLei = await town.As(Role.GridWorker, InspectTown.Worker);
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        var place = await wangLei.NewPlace("SmallWorkshop", "裁缝铺");
        var list = await town.NewChecklist("SmallWorkshop");
        wangLei.DefaultRequestHeaders.Add("Idempotency-Key", Guid.CreateVersion7().ToString("N"));
        var body = InspectTown.Inspection(place, list, InspectTown.NoExtinguisher, seen: 0);

        var made = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => wangLei.Do("/api/inspections", body)));

        made.Select(m => m.Id()).Distinct().Count().ShouldBe(1);
        (await secretary.Refused("/api/inspections", InspectTown.Inspection(place, list, InspectTown.Fine, seen: 0))).ShouldBe(
            (409, "inspection.meanwhile")
        );
        (await secretary.Do("/api/inspections", InspectTown.Inspection(place, list, InspectTown.Fine, seen: 1))).Int("count").ShouldBe(2);
        (await secretary.Read($"/api/hazards?state=Open"))["rows"]!
            .AsArray()
            .Count(h => h!.Text("subjectId") == place.ToString())
            .ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_worker_inspects_on_the_page_and_prints_the_notice(Engine engine)
    {
        var town = await Town.On(engine);
        using var wangLei = await town.As(Role.GridWorker, InspectTown.Worker);
        using var shift = await town.As(Role.ShiftLeader, "zhiban01");
        var place = await wangLei.NewPlace("SmallSchool", "托管班");
        var list = await town.NewChecklist("SmallSchool", withPhoto: true);
        var page = await wangLei.See($"/field/inspect/places/{place}?checklist={list}");
        page.Text(".ask").ShouldContain("只在第 1 项为“是”时回答");

        var refused = await wangLei.Submit(page, "main form.form", ("Answer-1", "yes"), ("Measured-2", "9"));
        refused.Text(".problem").ShouldContain("第 2 项要有照片");
        refused.Page.QuerySelector("input[name=Measured-2]")!.GetAttribute("value").ShouldBe("9", "what was typed is still there");
        var done = await wangLei.Submit(page, "main form.form", ["Photo-2"], ("Answer-1", "yes"), ("Measured-2", "9"));

        done.Text("main").ShouldContain("1 项不合格");
        done.Text("main").ShouldContain("实测 9年，要求不大于 5年");
        var words = await shift.See("/inspections/checklists");
        await shift.Submit(
            words,
            "main details form",
            ("Do", "words"),
            ("Issuer", "德化街街道办事处"),
            ("Demand", "请限期整改。"),
            ("Basis", "本区安全检查办法")
        );
        var notice = await wangLei.See(done.Page.QuerySelector("a[href$='/notice']")!.GetAttribute("href")!);
        notice.Text(".notice").ShouldContain("德化街街道办事处");
        notice.Text(".notice").ShouldContain("请限期整改。");
        notice.Text(".notice table").ShouldContain(town.Day(10));
        (await wangLei.See("/inspections/checklists")).Page.QuerySelector("main details form").ShouldBeNull("the words are the centre's");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_editor_adds_moves_and_previews_items(Engine engine)
    {
        var town = await Town.On(engine);
        using var shift = await town.As(Role.ShiftLeader, "zhiban01");
        var page = await shift.See("/inspections/checklists");
        var draft = await shift.Submit(
            page,
            "main form.form",
            ("Do", "new"),
            ("Title", $"编辑试验{engine}"),
            ("Kinds", "Other"),
            ("EveryDays", "")
        );
        draft.Text("h1").ShouldContain("编辑试验");

        var one = await shift.Submit(
            draft,
            "main details form",
            ("Do", "add"),
            ("Text", "门口通畅"),
            ("Kind", "YesNo"),
            ("Failing", "否"),
            ("Days", "3"),
            ("CategoryKey", "local/matter/S301"),
            ("Photo", "Never"),
            ("Severity", "Grave")
        );
        one.Text(".problem").ShouldBe("");
        one.Text(".items").ShouldContain("“否”为不合格");
        var wrong = await shift.Submit(
            one,
            "main details.card form:has(#TextNew)",
            ("Do", "add"),
            ("Text", "多宽"),
            ("Kind", "Number"),
            ("Least", "4"),
            ("Days", ""),
            ("CategoryKey", ""),
            ("Failing", "")
        );
        wrong.Text(".problem").ShouldContain("第 2 项的整改天数不对");
        var two = await shift.Submit(
            one,
            "main details.card form:has(#TextNew)",
            ("Do", "add"),
            ("Text", "多宽"),
            ("Kind", "Number"),
            ("Least", "4"),
            ("Unit", "米"),
            ("Days", "9"),
            ("CategoryKey", "local/matter/S301"),
            ("Failing", ""),
            ("AskIf", "1|no")
        );
        two.Text(".items").ShouldContain("只在第 1 项为“否”时回答");
        var preview = await shift.See(two.Page.QuerySelector("a[href$='/preview']")!.GetAttribute("href")!);
        preview.Page.QuerySelectorAll(".ask > li").Length.ShouldBe(2);
        preview.Page.QuerySelector("main form").ShouldBeNull("nothing can be sent");
        var refused = await shift.Submit(two, "#item-2 form.moves", ("Do", "up"));
        refused.Text(".problem").ShouldContain("第 1 项的提问条件不对", Case.Sensitive, "it would stand before what it depends on");
        var moved = await shift.Submit(two, "#item-1 form.moves", ("Do", "remove"));
        moved.Text("#item-1").ShouldContain("多宽");
        moved.Text("#item-1").ShouldNotContain("只在第");
        var gone = await shift.Submit(moved, "main form.form:has([value=drop])", ("Do", "drop"));
        gone.Text("h1").ShouldBe("检查表");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Who_works_in_two_grids_sees_both_and_no_third(Engine engine)
    {
        var town = await Town.On(engine);
        using var wangLei = await town.As(Role.GridWorker, InspectTown.Worker);
        var place = await wangLei.NewPlace("SmallBeauty", "美甲店");
        var list = await town.NewChecklist("SmallBeauty", everyDays: 1);
        var made = await wangLei.Do("/api/inspections", InspectTown.Inspection(place, list, InspectTown.NoExtinguisher));
        Actor In(params string[] grids) =>
            new(
                Town.District,
                ActorKind.Staff,
                Guid.CreateVersion7(),
                "试验",
                [.. grids.Select(g => new ActorPost(Guid.CreateVersion7(), Role.GridWorker, g, null, "网格员"))]
            );

        await town.With(
            async (services, _) =>
            {
                var (reading, due) = (services.GetRequiredService<ReadInspections>(), services.GetRequiredService<ReadDue>());
                var campaigns = services.GetRequiredService<ReadCampaigns>();
                var (both, elsewhere) = (In(InspectTown.Grid, "410103010004003"), In("410103010004002", "410103010004003"));
                (await reading.List(null, null, null, null, both, default)).Rows.ShouldContain(r => r.Id == made.Id());
                (await reading.List(null, true, place, null, both, default)).Rows.Count.ShouldBe(1);
                (await reading.Hazards(null, ReadInspections.HazardFilter.Open, null, both, default)).Rows.ShouldContain(h =>
                    h.SubjectId == place
                );
                (await reading.Sum(null, both, default)).OpenHazards.ShouldBeGreaterThan(0);
                (await due.Run(both, default)).ShouldNotBeEmpty();
                (await campaigns.All(both, default)).ShouldNotBeNull();
                (await reading.List(null, null, place, null, elsewhere, default)).Rows.ShouldBeEmpty();
                (await reading.Hazards(null, ReadInspections.HazardFilter.Overdue, null, elsewhere, default)).Rows.ShouldNotContain(h =>
                    h.SubjectId == place
                );
                (await due.Run(elsewhere, default)).ShouldNotContain(d => d.Id == place);
                await Should.ThrowAsync<Gezhi.Platform.Problems.NotFound>(() => reading.One(made.Id(), elsewhere, default));
                return 0;
            }
        );
    }

    /// <summary>The unit takes the case and hands it in.</summary>
    internal static async Task HandIn(Town town, Guid caseId, bool accept = true)
    {
        var unit = await town.With(
            (_, db) =>
                Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.FirstAsync(
                    System.Linq.Queryable.Where(db.Set<Gezhi.Cases.Case>(), c => c.Id == caseId)
                )
        );
        unit.LeadUnitCode.ShouldBe("fire");
        using var fire = await town.As(Role.Handler, "chuzhi017");
        if (accept)
            await fire.Do($"/api/cases/{caseId}/acceptance", new { });
        using var form = new MultipartFormDataContent { { new StringContent("已督促更换"), "result" } };
        var photo = new ByteArrayContent(Pocket.NewPhoto());
        photo.Headers.ContentType = new("image/jpeg");
        form.Add(photo, "photos", "after.jpg");
        await fire.Do($"/api/cases/{caseId}/hand-in", form);
        await town.Settle();
    }
}
