using System.Net;
using Gezhi.Field.HomeService;
using Gezhi.Field.Visits;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Registry.Records;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Field;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Registry;

/// <summary>The registry in a browser without script: find, read, add, change, open a field.</summary>
public sealed class RegistryPageTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_worker_adds_a_household_person_by_person_and_opens_one_phone(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var home = await Home.Make(worker, "壬");
        var household = await worker.See($"/registry/households/{home.Household}");
        household.Text("h1").ShouldBe("试验里壬7号楼2单元901室");

        var form = await worker.See(household.Page.QuerySelector(".adds a")!.GetAttribute("href")!);
        var refused = await worker.Submit(form, "form.regform", ("Name", "欧阳试壬"), ("Phone", "15405775001"));
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text(".problem h2").ShouldBe("还没有征得同意");
        refused.Page.QuerySelector("#Name")!.GetAttribute("value").ShouldBe("欧阳试壬", "what was typed stays");
        var person = await worker.Submit(refused, "form.regform", ("Name", "欧阳试壬"), ("Phone", "15405775001"), ("HasConsented", "true"));

        person.Status.ShouldBe(HttpStatusCode.OK);
        person.Text("h1").ShouldBe("欧阳**");
        person.Text("main").ShouldNotContain("15405775001");
        var opened = await worker.Submit(person, ".sealed:nth-of-type(2) form", ("Purpose", "Visit"));
        opened.Text("[data-reveal=\"60\"] b").ShouldBe("15405775001");
        opened.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var id = Guid.Parse(person.Address.Split('/')[^1]);
        (await town.With((_, db) => db.Set<AuditRow>().CountAsync(a => a.SubjectId == id && a.Action == "registry.revealed"))).ShouldBe(1);
        (await worker.See(person.Address)).Text("main").ShouldNotContain("15405775001", Case.Sensitive, "the next look is masked again");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task One_tap_confirms_and_an_old_page_is_told_that_something_changed(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var home = await Home.Make(worker, "癸");
        var old = await worker.See($"/registry/dwellings/{home.Dwelling}");

        (await worker.Submit(old, ".head form", ("Do", "confirm"))).Status.ShouldBe(HttpStatusCode.OK);
        var changed = await worker.Submit(old, "details form.regform", ("Do", "save"), ("Room", "902"));
        changed.Text("h1").ShouldEndWith("902室");
        var stale = await worker.Submit(old, "details form.regform", ("Do", "save"), ("Room", "903"));

        stale.Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        stale.Text("h1").ShouldEndWith("902室");
        stale.Page.QuerySelector("#Room")!.GetAttribute("value").ShouldBe("903");
        stale.Texts(".tl strong").ShouldBe(["修改", "核实无误", "登记"], ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_search_page_speaks_to_whoever_finds_nothing_and_stands_in_the_bar_of_the_community(Engine engine)
    {
        var town = await Town.On(engine);
        foreach (
            var (role, user) in new[]
            {
                (Role.GridWorker, "wangge0001"),
                (Role.CommunitySecretary, "shuji001"),
                (Role.GridLead, "wanggezhang01"),
            }
        )
        {
            using var person = await town.As(role, user);
            var page = await person.See("/registry");
            page.Status.ShouldBe(HttpStatusCode.OK, user);
            page.Texts("header nav a").ShouldContain("六要素", user);
            page.Texts("table tbody tr").Count.ShouldBeGreaterThan(0, user);
            (await person.See("/registry?q=%E6%B2%A1%E6%9C%89%E8%BF%99%E4%B8%AA%E4%BA%BA")).Text(".empty strong").ShouldBe("没有找到");
        }
        using var operatorOfCentre = await town.As(Role.Operator, "caozuo01");
        (await operatorOfCentre.See("/centre")).Texts("header nav a").ShouldNotContain("六要素");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_page_of_a_building_counts_visits_and_services_by_day_and_never_says_which_door(Engine engine)
    {
        var town = await Town.On(engine);
        var campaign = await town.Campaign("走访册页");
        using var worker = await town.As(Role.GridWorker, Doorstep.Worker);
        var doors = await worker.Doors(campaign);
        var building = doors.GroupBy(d => d["building"]!.GetValue<string>()).MaxBy(g => g.Count())!;
        foreach (var door in building.Take(2))
            await worker.Note(door, new { result = "NotHome" });
        var (id, household) = await town.With(
            async (_, db) =>
            {
                var target = await db.Set<VisitTarget>().SingleAsync(t => t.Id == building.First()["id"]!.GetValue<Guid>());
                var record = await db.Set<Building>().SingleAsync(b => b.Id == target.BuildingId);
                db.Append(
                    new Appointment
                    {
                        DistrictId = Town.District,
                        Id = Gezhi.Platform.Ids.New(town.Now()),
                        HouseholdId = target.HouseholdId,
                        AreaCode = record.AreaCode,
                        Building = target.Building,
                        Door = target.Door,
                        On = town.Today().AddDays(-9),
                        State = AppointmentState.Done,
                    }
                );
                await db.Save(default);
                return (record.Id, target.HouseholdId);
            }
        );
        using var lead = await town.As(Role.CommunitySecretary, Doorstep.Lead);

        var page = await lead.See($"/registry/buildings/{id}");

        var lines = page.Texts(".turns li");
        lines.ShouldContain(l =>
            l.Contains("走访", StringComparison.Ordinal) && l.Contains($"{town.Day()} 2 户", StringComparison.Ordinal)
        );
        lines.ShouldContain(l =>
            l.Contains("上门服务", StringComparison.Ordinal) && l.Contains($"{town.Day(-9)} 1 户", StringComparison.Ordinal)
        );
        lines
            .Where(l => l.StartsWith("走访", StringComparison.Ordinal) || l.StartsWith("上门服务", StringComparison.Ordinal))
            .ShouldAllBe(l => !l.Contains("单元", StringComparison.Ordinal) && !l.Contains("不在家", StringComparison.Ordinal));
        (await lead.See($"/registry/households/{household}"))
            .Texts(".turns li")
            .ShouldAllBe(l => !l.StartsWith("走访", StringComparison.Ordinal));
    }
}
