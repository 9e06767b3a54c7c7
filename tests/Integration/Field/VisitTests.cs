using System.Net;
using Gezhi.Cases;
using Gezhi.Field.Visits;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Field;

/// <summary>A round of visits: doors from the registry, results, retries, a no that is respected, demands that become cases.</summary>
public sealed class VisitTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_campaign_fixes_its_doors_when_it_starts_and_the_worker_walks_them_building_by_building(Engine engine)
    {
        var town = await Town.On(engine);
        using var lead = await town.As(Role.CommunitySecretary, Doorstep.Lead);
        using var worker = await town.As(Role.GridWorker, Doorstep.Worker);
        var id = (await lead.Do("/api/visits/campaigns", Doorstep.Plan(town, "走访一")))["id"]!.GetValue<Guid>();
        (await worker.Doors(id)).ShouldBeEmpty("a draft gives no work");
        (await lead.Refused($"/api/visits/campaigns/{id}/start", new { version = 9 })).Status.ShouldBe(412);

        var doors = (await lead.Do($"/api/visits/campaigns/{id}/start", new { version = 1 }))["households"]!.GetValue<int>();

        doors.ShouldBeGreaterThan(40);
        (await lead.Refused($"/api/visits/campaigns/{id}/start", new { version = 2 })).Code.ShouldBe("campaign.started");
        (await lead.Refused($"/api/visits/campaigns/{id}", Doorstep.Plan(town, "改"), HttpMethod.Put)).Status.ShouldBe(412);
        var mine = await worker.Doors(id);
        mine.Count.ShouldBe(doors);
        var buildings = mine.Select(d => d["building"]!.GetValue<string>()).ToList();
        buildings.Where((b, i) => i > 0 && b != buildings[i - 1]).Count().ShouldBe(buildings.Distinct().Count() - 1, "each building once");
        mine[0]["door"]!.GetValue<string>().ShouldMatch("^[0-9]+-[0-9]+-[0-9]+$");
        using var neighbour = await town.As(Role.GridWorker, "wangge0556");
        (await neighbour.Doors(id)).ShouldBeEmpty("another grid's doors are not theirs");
        var view = await lead.Do($"/api/visits/campaigns/{id}", method: HttpMethod.Get);
        (view["all"]!["households"]!.GetValue<int>(), view["all"]!["open"]!.GetValue<int>()).ShouldBe((doors, doors));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Results_count_at_once_a_retry_comes_due_and_who_was_not_reached_is_listed(Engine engine)
    {
        var town = await Town.On(engine);
        var id = await town.Campaign("走访二");
        using var lead = await town.As(Role.CommunitySecretary, Doorstep.Lead);
        using var worker = await town.As(Role.GridWorker, Doorstep.Worker);
        var doors = await worker.Doors(id);

        await worker.Note(doors[0], new { result = "Met" });
        var again = await worker.Note(
            doors[1],
            new
            {
                result = "NotHome",
                cardLeft = true,
                deviceAt = town.Now().AddDays(-2),
            }
        );
        await worker.Note(doors[2], new { result = "NotHome" });
        await worker.Note(doors[3], new { result = "NotHome", deviceAt = town.Now().AddDays(-2) });
        await worker.Note(doors[3], new { result = "NotHome", version = 2 });
        await worker.Note(doors[4], new { result = "Moved" });
        await worker.Note(doors[5], new { result = "Refused" });

        (again["state"]!.GetValue<string>(), again["nextOn"]!.GetValue<string>()).ShouldBe(("Again", town.Day()));
        var view = await lead.Do($"/api/visits/campaigns/{id}", method: HttpMethod.Get);
        var all = view["all"]!;
        int N(string name) => all[name]!.GetValue<int>();
        (N("met"), N("again"), N("moved"), N("refused"), N("unreached"), N("known")).ShouldBe((1, 2, 1, 1, 1, 3));
        view["due"]!.AsArray().Select(d => d!["text"]!.GetValue<string>()).ShouldBe([doors[1]["door"]!.GetValue<string>()]);
        view["unreached"]!.AsArray().Select(d => d!["text"]!.GetValue<string>()).ShouldBe([doors[3]["door"]!.GetValue<string>()]);
        view["grids"]!.AsArray().Count.ShouldBe(1);
        view["buildings"]!.AsArray().Sum(b => b!["count"]!["households"]!.GetValue<int>()).ShouldBe(N("households"));
        var todo = (await worker.Doors(id)).Where(d => !d["done"]!.GetValue<bool>()).Select(d => d["id"]!.GetValue<Guid>()).ToList();
        todo.ShouldContain(doors[1]["id"]!.GetValue<Guid>());
        todo.ShouldNotContain(doors[2]["id"]!.GetValue<Guid>(), "not before two days have gone");
        using var centre = await town.As(Role.ShiftLeader);
        var counts = await centre.Do($"/api/visits/campaigns/{id}", method: HttpMethod.Get);
        counts["all"]!["met"]!.GetValue<int>().ShouldBe(1);
        counts["buildings"]!.AsArray().ShouldBeEmpty("the centre sees counts by grid, no doors");
        counts["due"]!.AsArray().ShouldBeEmpty();
        var page = await lead.See($"/visits/{id}");
        page.Text("h1").ShouldBe("走访二");
        page.Text("#coverage").ShouldContain(doors[3]["door"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_no_is_respected_and_the_next_day_nothing_else_is_kept(Engine engine)
    {
        var town = await Town.On(engine);
        var id = await town.Campaign("走访三");
        using var worker = await town.As(Role.GridWorker, Doorstep.Worker);
        var door = (await worker.Doors(id))[0];
        var target = door["id"]!.GetValue<Guid>();
        await worker.Note(
            door,
            new
            {
                result = "NotHome",
                cardLeft = true,
                deviceAt = town.Now().AddDays(-3),
            }
        );
        await worker.Note(
            door,
            new
            {
                result = "Refused",
                answers = new[] { 1 },
                hasConsented = true,
                demand = (string?)null,
                deviceAt = town.Now().AddDays(-1),
            }
        );

        (await worker.Refused($"/api/visits/targets/{target}/results", new { result = "Met" })).ShouldBe((409, "visit.refused"));
        (await worker.Doors(id)).ShouldNotContain(d => d["id"]!.GetValue<Guid>() == target);
        await town.Services.GetRequiredService<TidyVisits>().Tidy(Town.District, default);

        var (row, tries) = await town.With(
            async (_, db) =>
                (
                    await db.Set<VisitTarget>().AsNoTracking().FirstAsync(t => t.Id == target),
                    await db.Set<VisitTry>().CountAsync(t => t.TargetId == target)
                )
        );
        tries.ShouldBe(0);
        (row.State, row.Tries, row.CardLeft, row.LastAt, row.LastBy, row.NextOn).ShouldBe(
            (TargetState.Refused, 0, false, null, null, null)
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_slip_is_taken_back_on_the_same_day_and_stays_on_record(Engine engine)
    {
        var town = await Town.On(engine);
        var id = await town.Campaign("走访四");
        using var worker = await town.As(Role.GridWorker, Doorstep.Worker);
        var (slip, old) = ((await worker.Doors(id))[0], (await worker.Doors(id))[1]);
        await worker.Note(slip, new { result = "Moved" });
        await worker.Note(old, new { result = "Met", deviceAt = town.Now().AddDays(-1) });

        var back = await worker.Do($"/api/visits/targets/{slip["id"]}/undo", new { version = 2 });

        back["state"]!.GetValue<string>().ShouldBe("Open");
        (await worker.Refused($"/api/visits/targets/{slip["id"]}/undo", new { })).Code.ShouldBe("visit.nothing-to-undo");
        (await worker.Refused($"/api/visits/targets/{old["id"]}/undo", new { })).Code.ShouldBe(
            "visit.nothing-to-undo",
            "yesterday's stays"
        );
        (await worker.Refused($"/api/visits/targets/{old["id"]}/results", new { result = "NotHome" })).Code.ShouldBe("visit.done");
        var target = slip["id"]!.GetValue<Guid>();
        var tries = await town.With((_, db) => db.Set<VisitTry>().AsNoTracking().Where(t => t.TargetId == target).ToListAsync());
        tries.Select(t => (t.Result, t.UndoneAt is not null)).ShouldBe([(VisitResult.Moved, true)]);
        (await town.With((_, db) => db.Set<AuditRow>().Where(a => a.SubjectId == target).Select(a => a.Action).ToListAsync())).ShouldBe(
            ["visit.noted", "visit.undone"],
            ignoreOrder: true
        );
        await worker.Note(slip, new { result = "NotHome" });
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_somebody_asks_for_at_the_door_becomes_a_case_of_that_grid_and_data_need_consent(Engine engine)
    {
        var town = await Town.On(engine);
        var id = await town.Campaign("走访五");
        using var worker = await town.As(Role.GridWorker, Doorstep.Worker);
        var doors = await worker.Doors(id);
        async Task<string> Why(object result) => (await worker.Refused($"/api/visits/targets/{doors[0]["id"]}/results", result)).Code;
        (await Why(new { result = "Met", answers = new[] { 0 } })).ShouldBe("visit.consent");
        (
            await Why(
                new
                {
                    result = "Met",
                    demand = "楼道灯不亮",
                    phone = "15405770001",
                }
            )
        ).ShouldBe("visit.consent");
        (await Why(new { result = "NotHome", demand = "楼道灯不亮" })).ShouldBe("visit.not-met");
        (
            await Why(
                new
                {
                    result = "Met",
                    answers = new[] { 7 },
                    hasConsented = true,
                }
            )
        ).ShouldBe("input.invalid");

        var noted = await worker.Note(
            doors[0],
            new
            {
                result = "Met",
                answers = new[] { 1 },
                hasConsented = true,
                demand = "楼道灯不亮，晚上看不见",
                phone = "15405770001",
            }
        );

        var caseId = noted["caseId"]!.GetValue<Guid>();
        var subject = await town.With((_, db) => db.Cases.AsNoTracking().FirstAsync(c => c.Id == caseId));
        subject.AreaCode.ShouldBe(doors[0]["areaCode"]!.GetValue<string>());
        var report = await town.With((_, db) => db.Reports.AsNoTracking().FirstAsync(r => r.CaseId == caseId));
        (report.Channel, report.Text, report.Contact is not null).ShouldBe(
            (Gezhi.Cases.Contract.Channel.Visit, "楼道灯不亮，晚上看不见", true)
        );
        report.PlaceText.ShouldBe(doors[0]["building"]!.GetValue<string>(), "the building, not the dwelling");
        var target = doors[0]["id"]!.GetValue<Guid>();
        var one = await town.With((_, db) => db.Set<VisitTry>().AsNoTracking().FirstAsync(t => t.TargetId == target));
        (one.Answers, one.HasConsented, one.CaseId).ShouldBe(("1", true, caseId));
        var household = await town.With(
            (_, db) => db.Set<VisitTarget>().Where(t => t.Id == target).Select(t => t.HouseholdId).SingleAsync()
        );
        var consent = await town.With(
            (_, db) => db.Set<Gezhi.Platform.Consents.ConsentRecord>().AsNoTracking().SingleAsync(c => c.SubjectId == household)
        );
        (consent.Purpose, consent.Channel.ToString()).ShouldBe(("visit-notes", "HomeVisit"));

        await worker.Do($"/api/registry/consents/{consent.Id}/withdrawal", new { channel = "HomeVisit", version = consent.Version });

        (await town.With((_, db) => db.Set<VisitTry>().AsNoTracking().FirstAsync(t => t.TargetId == target))).Answers.ShouldBeNull(
            "the answers go, that somebody was there stays"
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Nobody_else_sees_or_does_it(Engine engine)
    {
        var town = await Town.On(engine);
        var id = await town.Campaign("走访六");
        using var worker = await town.As(Role.GridWorker, Doorstep.Worker);
        var target = (await worker.Doors(id))[0]["id"]!.GetValue<Guid>();
        using var neighbour = await town.As(Role.GridWorker, "wangge0556");
        using var stranger = await town.As(Role.CommunitySecretary, "shuji002");
        using var police = await town.As(Role.Police);
        using var anybody = town.Anybody();

        (await neighbour.Refused($"/api/visits/targets/{target}/results", new { result = "Met" })).Status.ShouldBe(404);
        (await neighbour.GetAsync($"/field/visits/{target}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await stranger.Refused($"/api/visits/targets/{target}/results", new { result = "Met" })).Status.ShouldBe(404);
        (await stranger.Refused($"/api/visits/campaigns/{id}", method: HttpMethod.Get)).Status.ShouldBe(404);
        (await stranger.Refused($"/api/visits/campaigns/{id}/end", new { version = 2 })).Status.ShouldBe(404);
        (await stranger.Refused("/api/visits/campaigns", Doorstep.Plan(town, "别人的社区"))).Status.ShouldBe(403);
        (await worker.Refused("/api/visits/campaigns", Doorstep.Plan(town, "网格员不能启动"))).Status.ShouldBe(403);
        (await police.Refused($"/api/visits/campaigns/{id}", method: HttpMethod.Get)).Status.ShouldBe(403);
        (await anybody.Refused("/api/visits/today", method: HttpMethod.Get)).Status.ShouldBe(401);
        using var lead = await town.As(Role.CommunitySecretary, Doorstep.Lead);
        foreach (var area in new[] { "410103", "41010301000499999", "410104010004001", "x" })
            (await lead.Refused("/api/visits/campaigns", Doorstep.Plan(town, "不对", area))).ShouldBe((400, "input.invalid"), area);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_same_form_sent_twice_does_one_thing(Engine engine)
    {
        var town = await Town.On(engine);
        using var lead = await town.As(Role.CommunitySecretary, Doorstep.Lead);
        lead.DefaultRequestHeaders.Add("Idempotency-Key", "visit-key-1");
        var ids = new List<string>();
        for (var i = 0; i < 2; i++)
            ids.Add((await lead.Do("/api/visits/campaigns", Doorstep.Plan(town, "走访七")))["id"]!.ToString());
        ids.Distinct().Count().ShouldBe(1);
        (await lead.Refused("/api/visits/campaigns", Doorstep.Plan(town, "另一个"))).Code.ShouldBe("once.other-content");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task After_half_a_year_counts_by_grid_stay_and_no_door(Engine engine)
    {
        var town = await Town.On(engine);
        var id = await town.Campaign("走访八");
        using var lead = await town.As(Role.CommunitySecretary, Doorstep.Lead);
        using var worker = await town.As(Role.GridWorker, Doorstep.Worker);
        var doors = await worker.Doors(id);
        await worker.Note(doors[0], new { result = "Met" });
        await worker.Note(doors[1], new { result = "Refused" });
        await town.With(
            async (_, db) =>
            {
                (await db.Set<VisitCampaign>().FirstAsync(c => c.Id == id)).End(town.Now().AddDays(-181));
                await db.Save(default);
                return 0;
            }
        );

        await town.Services.GetRequiredService<TidyVisits>().Tidy(Town.District, default);

        (await town.With((_, db) => db.Set<VisitTarget>().CountAsync(t => t.CampaignId == id))).ShouldBe(0);
        var view = await lead.Do($"/api/visits/campaigns/{id}", method: HttpMethod.Get);
        view["clearedAt"].ShouldNotBeNull();
        var all = view["all"]!;
        (all["households"]!.GetValue<int>(), all["met"]!.GetValue<int>(), all["refused"]!.GetValue<int>()).ShouldBe((doors.Count, 1, 1));
        view["buildings"]!.AsArray().ShouldBeEmpty();
        (await lead.See($"/visits/{id}")).Text("#coverage").ShouldContain("只留各网格合计");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_phone_keeps_the_doors_and_somebody_elses_visit_is_shown_beside_its_own(Engine engine)
    {
        var town = await Town.On(engine);
        var id = await town.Campaign("走访九");
        using var lead = await town.As(Role.CommunitySecretary, Doorstep.Lead);
        using var phone = await Pocket.Of(town, Doorstep.Worker);
        await phone.Sync();
        phone.Held.ShouldContainKey(("campaign", id.ToString()));
        var mine = phone.Held.Where(h => h.Key.Kind == "visit" && h.Value.Data["campaignId"]!.GetValue<Guid>() == id).ToList();
        mine.Count.ShouldBeGreaterThan(40);
        var text = string.Concat(mine.Select(m => m.Value.Data.ToJsonString()));
        foreach (var never in new[] { "phone", "name", "birth", "15405" })
            text.ShouldNotContain(never, Shouldly.Case.Insensitive);
        var (done, taken) = (Guid.Parse(mine[0].Key.Id), Guid.Parse(mine[1].Key.Id));

        var entry = Pocket.Entry("visit", done, new { result = "NotHome", cardLeft = true }, town.Now().AddMinutes(-90), 1);
        (await phone.SendOne(town.Now(), entry))["outcome"]!.GetValue<string>().ShouldBe("accepted");
        (await phone.SendOne(town.Now(), entry))["outcome"]!.GetValue<string>().ShouldBe("accepted", "a repetition has the same receipt");
        (await town.With((_, db) => db.Set<VisitTry>().CountAsync(t => t.TargetId == done))).ShouldBe(1);

        await lead.Do($"/api/visits/targets/{taken}/results", new { result = "NotHome" });
        var late = Pocket.Entry("visit", taken, new { result = "Met" }, town.Now(), 1);
        var held = await phone.SendOne(town.Now(), late);
        (held["outcome"]!.GetValue<string>(), held["problem"]!["code"]!.GetValue<string>()).ShouldBe(("needs-me", "visit.meanwhile"));
        held["theirs"]!["stateText"]!.GetValue<string>().ShouldBe("待再访");
        var decided = Pocket.Entry(
            "visit",
            taken,
            new { result = "Met", insteadOf = late["id"]!.ToString() },
            town.Now(),
            held["theirs"]!["version"]!.GetValue<int>()
        );
        (await phone.SendOne(town.Now(), decided))["outcome"]!.GetValue<string>().ShouldBe("accepted");
        (await phone.SendOne(town.Now(), Pocket.Entry("visit", taken, new { result = "Moved" }, town.Now(), 3)))["problem"]!["code"]!
            .GetValue<string>()
            .ShouldBe("visit.done");
        foreach (var nonsense in new object[] { new { result = "Fled" }, new { }, new { result = "Met", answers = "x" } })
            (await phone.SendOne(town.Now(), Pocket.Entry("visit", done, nonsense, town.Now(), 2)))["outcome"]!
                .GetValue<string>()
                .ShouldBe("refused");

        using var neighbour = await Pocket.Of(town, "wangge0556");
        await neighbour.Sync();
        neighbour.Held.Keys.ShouldNotContain(k => k.Kind == "visit" && mine.Any(m => m.Key.Id == k.Id));
        (await neighbour.SendOne(town.Now(), Pocket.Entry("visit", taken, new { result = "Met" }, town.Now(), 1)))["outcome"]!
            .GetValue<string>()
            .ShouldBe("refused");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Without_script_a_worker_notes_a_visit_and_takes_it_back(Engine engine)
    {
        var town = await Town.On(engine);
        var id = await town.Campaign("走访十");
        using var worker = await town.As(Role.GridWorker, Doorstep.Worker);
        var door = (await worker.Doors(id))[0];
        var page = await worker.See($"/field/visits/{door["id"]}");
        page.Text("main").ShouldContain("您可以不参加");
        page.Text("main").ShouldContain("家里用什么气");

        var refused = await worker.Submit(page, "form.task", ("Q0", "1"), ("Do", "Met"));
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text(".problem h2").ShouldBe("还没有征得同意");
        var list = await worker.Submit(refused, "form.task", ("Q0", "1"), ("HasConsented", "true"), ("Do", "Met"));

        list.Text("h1").ShouldBe("今日走访");
        list.Text(".kept").ShouldContain(door["door"]!.GetValue<string>());
        using var lead = await town.As(Role.CommunitySecretary, Doorstep.Lead);
        (await lead.See("/visits")).Text("main").ShouldContain("走访十");
        using var english = town.Anybody("en");
        (await worker.See("/visits")).Text("main").ShouldNotContain("拟定走访行动", Shouldly.Case.Sensitive, "workers draft nothing");
    }
}
