using System.Net;
using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Field.Inspections;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Field;

/// <summary>An inspection that was sent by mistake is voided by two people; the record stays.</summary>
public sealed class VoidInspectionTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_second_person_voids_it_with_its_hazard_and_its_case_and_the_place_is_due_again(Engine engine)
    {
        var town = await Town.On(engine);
        using var wangLei = await town.As(Role.GridWorker, InspectTown.Worker);
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        var place = await wangLei.NewPlace("Market", "作废集市");
        var list = await town.NewChecklist("Market");
        var made = await wangLei.Do("/api/inspections", InspectTown.Inspection(place, list, InspectTown.NoExtinguisher));
        var hazard = await town.With((_, db) => db.Set<Hazard>().AsNoTracking().SingleAsync(h => h.SubjectId == place));
        var path = $"/api/inspections/{made.Id()}";
        (await secretary.Refused($"{path}/void-decision", new { isGranted = true })).ShouldBe((409, "inspection.void-none"));
        (await wangLei.Refused($"{path}/void-request", new { reason = " " })).Status.ShouldBe(400);

        var page = await wangLei.See($"/inspections/{made.Id()}");
        var asked = await wangLei.Submit(page, "details.card form", ("Do", "ask"), ("Reason", "选错了场所，是隔壁的市场"));
        asked.Text("main").ShouldContain("有人申请作废这次检查");
        (await wangLei.Refused($"{path}/void-request", new { reason = "再来一次" })).ShouldBe((409, "inspection.void-asked"));
        (await wangLei.Refused($"{path}/void-decision", new { isGranted = true })).Status.ShouldBe(403);
        using var elsewhere = await town.As(Role.GridWorker, "wangge0024");
        (await elsewhere.Refused($"{path}/void-request", new { reason = "别处的人" })).Status.ShouldBe(404);

        (await secretary.See("/inspections")).Text("main").ShouldContain("等您决定的作废申请");
        var seen = await secretary.See($"/inspections/{made.Id()}");
        var bare = await secretary.Submit(seen, "section.voiding form", ("Do", "refuse"), ("Note", ""));
        bare.Status.ShouldBe(HttpStatusCode.BadRequest);
        var voided = await secretary.Submit(seen, "section.voiding form", ("Do", "grant"), ("Note", ""));

        voided.Text(".head").ShouldContain("已作废");
        voided.Text("main").ShouldContain("选错了场所");
        var after = await town.With((_, db) => db.Set<Hazard>().AsNoTracking().SingleAsync(h => h.Id == hazard.Id));
        after.State.ShouldBe(HazardState.Voided);
        (await town.With((_, db) => db.Cases.AsNoTracking().SingleAsync(c => c.Id == hazard.CaseId))).State.ShouldBe(CaseState.Void);
        (await secretary.See($"/inspections/{made.Id()}/notice")).Text(".notice").ShouldContain("本通知书无效");
        (await wangLei.Read($"/api/inspections/history/{place}")).AsArray().Count.ShouldBe(1, "the record stays");
        var state = await town.With((_, db) => db.Set<InspectedSubject>().AsNoTracking().SingleAsync(s => s.SubjectId == place));
        (state.Count, state.CheckedAt).ShouldBe((1, null));
        (await town.With((_, db) => db.Set<InspectedBy>().CountAsync(b => b.SubjectId == place))).ShouldBe(0, "the routine begins anew");
        (
            await town.With((_, db) => db.Set<AuditRow>().Where(a => a.SubjectId == made.Id("id")).Select(a => a.Action).ToListAsync())
        ).ShouldBe(["inspection.void-asked", "inspection.voided"], ignoreOrder: true);
        (await secretary.Do($"{path}/void-decision", new { isGranted = true }))["isVoided"]!
            .GetValue<bool>()
            .ShouldBeTrue("sent twice, done once");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Nobody_decides_for_themselves_a_refusal_leaves_it_and_what_was_found_again_stays(Engine engine)
    {
        var town = await Town.On(engine);
        using var wangLei = await town.As(Role.GridWorker, InspectTown.Worker);
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        using var shift = await town.As(Role.ShiftLeader, "zhiban01");
        var place = await wangLei.NewPlace("Stall", "作废摊位");
        var list = await town.NewChecklist("Stall");
        var first = await wangLei.Do("/api/inspections", InspectTown.Inspection(place, list, InspectTown.NoExtinguisher));
        var path = $"/api/inspections/{first.Id()}";

        await secretary.Do($"{path}/void-request", new { reason = "照片不清楚" });
        (await secretary.Refused($"{path}/void-decision", new { isGranted = true })).ShouldBe((409, "inspection.void-own"));
        await shift.Do($"{path}/void-decision", new { isGranted = false, note = "照片看得清" });
        (await wangLei.Read(path))["void"].ShouldBeNull("it counts");

        await wangLei.Do("/api/inspections", InspectTown.Inspection(place, list, InspectTown.NoExtinguisher));
        await secretary.Do($"{path}/void-request", new { reason = "当天查了两次" });
        (await shift.Do($"{path}/void-decision", new { isGranted = true }))["isVoided"]!.GetValue<bool>().ShouldBeTrue();

        var hazards = await town.With((_, db) => db.Set<Hazard>().AsNoTracking().Where(h => h.SubjectId == place).ToListAsync());
        hazards.Single().State.ShouldBe(HazardState.Open, "the second inspection found the same and counts");
        var recheck = await secretary.Recheck(hazards[0].Id, false, "还是没有");
        (await shift.Refused($"/api/inspections/{recheck.Id("inspectionId")}/void-request", new { reason = "复查错了" })).ShouldBe(
            (409, "inspection.void-recheck")
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task When_both_that_found_it_are_voided_the_hazard_ends_with_the_second(Engine engine)
    {
        var town = await Town.On(engine);
        using var wangLei = await town.As(Role.GridWorker, InspectTown.Worker);
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        var place = await wangLei.NewPlace("SmallShop", "作废两次");
        var list = await town.NewChecklist("SmallShop");
        var first = await wangLei.Do("/api/inspections", InspectTown.Inspection(place, list, InspectTown.NoExtinguisher));
        var second = await wangLei.Do("/api/inspections", InspectTown.Inspection(place, list, InspectTown.NoExtinguisher));
        async Task<Hazard> Hazard() => await town.With((_, db) => db.Set<Hazard>().AsNoTracking().SingleAsync(h => h.SubjectId == place));
        async Task Void(Guid id)
        {
            await wangLei.Do($"/api/inspections/{id}/void-request", new { reason = "查错了地方" });
            await secretary.Do($"/api/inspections/{id}/void-decision", new { isGranted = true });
        }

        await Void(first.Id());
        var (state, stands) = ((await Hazard()).State, (await Hazard()).InspectionId);
        await Void(second.Id());

        (state, stands).ShouldBe((HazardState.Open, second.Id()), "the second found the same and counts");
        var over = await Hazard();
        over.State.ShouldBe(HazardState.Voided, "nothing that counts found it any more");
        (await town.With((_, db) => db.Cases.AsNoTracking().SingleAsync(c => c.Id == over.CaseId))).State.ShouldBe(CaseState.Void);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Of_two_who_ask_at_the_same_moment_one_is_refused(Engine engine)
    {
        var town = await Town.On(engine);
        using var wangLei = await town.As(Role.GridWorker, InspectTown.Worker);
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        var place = await wangLei.NewPlace("SmallEatery", "同时申请");
        var list = await town.NewChecklist("SmallEatery");
        var made = await wangLei.Do("/api/inspections", InspectTown.Inspection(place, list, InspectTown.Fine));

        await Task.WhenAll(
            new[] { wangLei, secretary }.Select(
                (person, i) => person.Ask($"/api/inspections/{made.Id()}/void-request", new { reason = $"第{i}个人申请" })
            )
        );

        (
            await town.With(
                (_, db) => db.Set<AuditRow>().CountAsync(a => a.SubjectId == made.Id("id") && a.Action == "inspection.void-asked")
            )
        ).ShouldBe(1);
    }
}
