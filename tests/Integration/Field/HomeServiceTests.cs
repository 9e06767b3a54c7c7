using System.Net;
using System.Text.Json.Nodes;
using Gezhi.Cases;
using Gezhi.Field.HomeService;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Registry;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Field;

/// <summary>Services at home: asked for or due, agreed, done with a receipt number, due again; one visit, several items, a look at gas and wiring.</summary>
public sealed class HomeServiceTests
{
    private const string Worker = "wangge0001";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task One_visit_carries_two_items_and_what_is_yearly_comes_again_next_year(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, Worker);
        var home = await Home.Make(worker, "办");
        var (yearly, errand) = (
            await Need(town, worker, home, "养老金领取资格认证协助"),
            await Need(town, worker, home, "医疗费用报销代办")
        );
        var item = await Item(worker, "医疗费用报销代办");
        (await worker.Refused("/api/home-service/needs", new { householdId = home.Household, itemId = item })).Code.ShouldBe(
            "service.asked"
        );
        (await worker.Refused("/api/home-service/appointments", Book(town, -1, yearly))).Status.ShouldBe(400);

        var visit = (await worker.Do("/api/home-service/appointments", Book(town, 0, yearly, errand)))["id"]!.GetValue<Guid>();
        await worker.Do(
            $"/api/home-service/appointments/{visit}/move",
            new
            {
                on = town.Day(1),
                half = "Afternoon",
                version = 1,
            }
        );
        (
            await worker.Refused(
                $"/api/home-service/appointments/{visit}/move",
                new
                {
                    on = town.Day(2),
                    half = "Morning",
                    version = 1,
                }
            )
        ).Status.ShouldBe(412);
        async Task<(int, string)> Done(string receipt) =>
            await worker.Refused(
                $"/api/home-service/appointments/{visit}/done",
                Results(2, (yearly, "Done", receipt), (errand, "Papers", null))
            );
        foreach (var wrong in new[] { "410199197905053138", "15405771234", "王伟的证", "x" })
            (await Done(wrong)).ShouldBe((400, "input.invalid"), wrong);
        (await worker.Refused($"/api/home-service/appointments/{visit}/done", Results(2, (yearly, "Done", null)))).Status.ShouldBe(400);
        (await worker.Refused($"/api/home-service/appointments/{visit}/done", new { items = new object?[] { null } })).Status.ShouldBe(400);

        var done = await worker.Do(
            $"/api/home-service/appointments/{visit}/done",
            Results(2, (yearly, "Done", "SB2026-00017"), (errand, "Papers", null))
        );

        done["next"]!
            .AsArray()
            .Select(d => d!.GetValue<string>())
            .ShouldBe([town.Today().AddMonths(12).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)]);
        var needs = await Needs(town, home);
        needs
            .Select(n => (n.State, n.Origin))
            .ShouldBe(
                [(NeedState.Met, NeedOrigin.Family), (NeedState.Open, NeedOrigin.Family), (NeedState.Open, NeedOrigin.Interval)],
                ignoreOrder: true
            );
        (await worker.Refused($"/api/home-service/appointments/{visit}/cancel", new { reason = "Us", version = 3 })).Code.ShouldBe(
            "service.over"
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_is_not_in_order_is_reported_only_when_the_household_agrees(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, Worker);
        var home = await Home.Make(worker, "气");
        async Task<JsonNode> Check(bool agreed)
        {
            var need = await Need(town, worker, home, "医疗费用报销代办");
            var visit = (await worker.Do("/api/home-service/appointments", Book(town, 0, need)))["id"]!.GetValue<Guid>();
            return await worker.Do(
                $"/api/home-service/appointments/{visit}/done",
                new
                {
                    items = new[] { new { needId = need, result = "Done" } },
                    safetyChecked = true,
                    @unsafe = new[] { "GasHose", "GasValve" },
                    hasConsented = agreed,
                }
            );
        }

        var (quiet, told) = (await Check(false), await Check(true));

        quiet["caseId"].ShouldBeNull();
        var caseId = told["caseId"]!.GetValue<Guid>();
        var report = await town.With((_, db) => db.Reports.AsNoTracking().FirstAsync(r => r.CaseId == caseId));
        report.Text.ShouldContain("燃气软管破损或过期；燃气阀门关不严或有气味");
        report.ChannelNo.ShouldNotBeNull("a visit keeps its own number");
        (await town.With((_, db) => db.Cases.Where(c => c.Id == caseId).Select(c => c.IsUrgent).FirstAsync())).ShouldBeTrue(
            "gas is urgent"
        );
        var (no, yes) = (quiet["appointmentId"]!.GetValue<Guid>(), told["appointmentId"]!.GetValue<Guid>());
        (await town.With((_, db) => db.Set<Appointment>().Where(a => a.Id == no).Select(a => a.Unsafe).FirstAsync())).ShouldBeNull();
        (await town.With((_, db) => db.Set<Appointment>().Where(a => a.Id == yes).Select(a => a.Unsafe).FirstAsync())).ShouldBe(
            "GasHose,GasValve"
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task By_age_a_service_is_offered_once_and_a_no_or_a_move_ends_it(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, Worker);
        var home = await Home.Make(worker, "龄");
        async Task<Guid> Born(string name, int year) =>
            (
                await worker.Do(
                    "/api/registry/people",
                    new
                    {
                        householdId = home.Household,
                        name,
                        birthYear = year,
                    }
                )
            )["id"]!.GetValue<Guid>();
        var (old, young, moved) = (await Born("试老甲", 1946), await Born("试老乙", 1947), await Born("试老丙", 1940));
        await Find(town);
        var needs = (await Needs(town, home)).ToDictionary(n => n.PersonId!.Value);
        needs.Keys.Order().ShouldBe(new[] { old, moved }.Order(), "eighty by the year, not before");
        needs[old].Origin.ShouldBe(NeedOrigin.Age);
        needs.ShouldNotContainKey(young);

        await worker.Do($"/api/home-service/needs/{needs[old].Id}/withdrawal", new { version = 1 });
        await worker.Do($"/api/registry/people/{moved}/move", new { version = 1 });
        await Find(town);

        (await Needs(town, home)).Select(n => (n.PersonId, n.State)).ShouldBe([(old, NeedState.Withdrawn)]);
        var list = await worker.Do("/api/home-service", method: HttpMethod.Get);
        list.ToJsonString().ShouldNotContain(":1946"); // ids may hold any four digits
        list.ToJsonString().ShouldNotContain("\"1946");
        list.ToJsonString().ShouldNotContain("试老");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Calling_off_opens_the_need_again_and_another_grid_finds_nothing(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, Worker);
        using var other = await town.As(Role.GridWorker, Doorstep.Worker);
        using var police = await town.As(Role.Police);
        var (home, next) = (await Home.Make(worker, "消"), await Home.Make(worker, "隔"));
        var (need, nextDoor) = (await Need(town, worker, home, "医疗费用报销代办"), await Need(town, worker, next, "医疗费用报销代办"));
        (await worker.Refused("/api/home-service/appointments", Book(town, 0, need, nextDoor))).Code.ShouldBe("service.other-door");
        (await other.Refused("/api/home-service/appointments", Book(town, 0, need))).Status.ShouldBe(404);
        (await other.Refused($"/api/home-service/needs/{need}/withdrawal", new { version = 1 })).Status.ShouldBe(404);
        (await police.Refused("/api/home-service", method: HttpMethod.Get)).Status.ShouldBe(403);
        (
            await worker.Refused(
                "/api/home-service/items",
                new
                {
                    name = "x",
                    rule = "OnRequest",
                    basis = "x",
                }
            )
        ).Status.ShouldBe(403);
        worker.DefaultRequestHeaders.Add("Idempotency-Key", "service-key-" + engine);
        var visit = (await worker.Do("/api/home-service/appointments", Book(town, 0, need)))["id"]!.GetValue<Guid>();
        (await worker.Do("/api/home-service/appointments", Book(town, 0, need)))["id"]!.GetValue<Guid>().ShouldBe(visit);
        worker.DefaultRequestHeaders.Remove("Idempotency-Key");

        (await other.Refused($"/api/home-service/appointments/{visit}/cancel", new { reason = "Us", version = 1 })).Status.ShouldBe(404);
        await worker.Do($"/api/home-service/appointments/{visit}/cancel", new { reason = "Resident", version = 1 });

        (await Needs(town, home)).Select(n => n.State).ShouldBe([NeedState.Open]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_phone_keeps_appointments_by_door_and_hears_that_one_was_moved(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, Worker);
        using var lead = await town.As(Role.CommunitySecretary, Doorstep.Lead);
        var home = await Home.Make(worker, "机");
        var person = await home.Person(worker, "欧阳试机", "15405779876", null);
        var item = await Item(worker, "医疗费用报销代办");
        var need = (
            await worker.Do(
                "/api/home-service/needs",
                new
                {
                    householdId = home.Household,
                    itemId = item,
                    personId = person,
                    origin = "Resident",
                }
            )
        )["id"]!.GetValue<Guid>();
        var visit = (await worker.Do("/api/home-service/appointments", Book(town, 0, need)))["id"]!.GetValue<Guid>();
        using var phone = await Pocket.Of(await town.As(Role.GridWorker, Worker));
        await phone.Sync();
        var held = phone.Held[("appointment", visit.ToString())].Data;
        held["door"]!.GetValue<string>().ShouldBe("7-2-901");
        held["items"]![0]!["phone"]!.GetValue<string>().ShouldBe("*******9876");
        held.ToJsonString().ShouldNotContain("1540577");
        held.ToJsonString().ShouldNotContain("欧阳");
        phone.Held.Keys.ShouldContain(k => k.Kind == "service");
        await lead.Do(
            $"/api/home-service/appointments/{visit}/move",
            new
            {
                on = town.Day(1),
                half = "Afternoon",
                version = 1,
            }
        );

        var done = new
        {
            items = new[]
            {
                new
                {
                    needId = need,
                    result = "Done",
                    receiptNo = "YB-0001",
                },
            },
        };
        var late = await phone.SendOne(town.Now(), Pocket.Entry("home-service", visit, done, town.Now(), 1));

        (late["outcome"]!.GetValue<string>(), late["problem"]!["code"]!.GetValue<string>()).ShouldBe(("needs-me", "service.meanwhile"));
        var id = late["id"]!.ToString();
        var again = new { items = done.items, insteadOf = id };
        (await phone.SendOne(town.Now(), Pocket.Entry("home-service", visit, again, town.Now(), 2)))["outcome"]!
            .GetValue<string>()
            .ShouldBe("accepted");
        await phone.Sync();
        phone.Held.ShouldNotContainKey(("appointment", visit.ToString()));
        var ask = Pocket.Entry("home-service", Guid.Parse(home.Household), new { itemId = item, origin = "Family" }, town.Now());
        (await phone.SendOne(town.Now(), ask))["outcome"]!.GetValue<string>().ShouldBe("accepted");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task On_the_pages_a_need_is_entered_agreed_on_and_done(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, Worker);
        await Home.Make(worker, "页");
        var page = await worker.See("/home-service?q=" + Uri.EscapeDataString("试验里页7号楼2单元901"));
        page.Text("h1").ShouldBe("上门办");

        var ask = page.Page.QuerySelector("main button[value^='ask ']")!;
        ask.ParentElement!.Id = "ask";
        var asked = await worker.Submit(page, "#ask", ("Origin", "Family"), ("Do", ask.GetAttribute("value")!));

        asked.Text("main").ShouldContain("试验里页7号楼");
        var form = asked.Page.QuerySelectorAll("form.dueform").First(f => f.TextContent.Contains("试验里页"));
        form.Id = "mine";
        var booked = await worker.Submit(asked, "#mine", ("On", town.Day()), ("Half", "Morning"), ("Do", "book"));
        booked.Status.ShouldBe(HttpStatusCode.OK);
        var phone = await worker.See("/field/home-service");
        phone.Text("main").ShouldContain("试验里页7号楼 7-2-901");
        var task = phone.Page.QuerySelectorAll("details.task form").First(f => f.ParentElement!.TextContent.Contains("试验里页"));
        task.Id = "done";
        var radio = task.QuerySelector("input[type=radio]")!.GetAttribute("name")!;
        var finished = await worker.Submit(phone, "#done", (radio, "Done"), ("Do", "done"));
        finished.Status.ShouldBe(HttpStatusCode.OK);
        finished.Text("main").ShouldNotContain("试验里页");
        (await worker.See("/home-service")).Text("main").ShouldContain("试验里页7号楼 7-2-901");
        using var lead = await town.As(Role.CommunitySecretary, Doorstep.Lead);
        var items = await lead.See("/home-service");
        var button = items.Page.QuerySelector("main button[value^='switch ']")!;
        button.ParentElement!.Id = "switch";
        var off = await lead.Submit(items, "#switch", ("Do", button.GetAttribute("value")!));
        off.Text("main").ShouldContain("重新启用");
        (await lead.Submit(items, "#switch", ("Do", button.GetAttribute("value")!))).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        var on = off
            .Page.QuerySelectorAll("main button[value^='switch ']")
            .First(b => b.TextContent.StartsWith("重新启用", StringComparison.Ordinal));
        on.ParentElement!.Id = "switch";
        (await lead.Submit(off, "#switch", ("Do", on.GetAttribute("value")!))).Text("main").ShouldNotContain("重新启用");
    }

    private static Task<int> Find(Town town) =>
        town.With((services, _) => services.GetRequiredService<FindDue>().Run(TestContext.Current.CancellationToken));

    private static async Task<Guid> Item(HttpClient worker, string name) =>
        (await worker.Do("/api/home-service", method: HttpMethod.Get))["items"]!
            .AsArray()
            .First(i => i!["name"]!.GetValue<string>() == name)!["id"]!.GetValue<Guid>();

    private static async Task<Guid> Need(Town town, HttpClient worker, Home home, string item) =>
        (
            await worker.Do(
                "/api/home-service/needs",
                new
                {
                    householdId = home.Household,
                    itemId = await Item(worker, item),
                    origin = "Family",
                    dueOn = town.Day(5),
                }
            )
        )["id"]!.GetValue<Guid>();

    private static object Book(Town town, int days, params Guid[] needs) =>
        new
        {
            needIds = needs,
            on = town.Day(days),
            half = "Morning",
        };

    private static object Results(int version, params (Guid Need, string Result, string? Receipt)[] items) =>
        new
        {
            items = items.Select(i => new
            {
                needId = i.Need,
                result = i.Result,
                receiptNo = i.Receipt,
            }),
            version,
        };

    private static async Task<List<ServiceNeed>> Needs(Town town, Home home)
    {
        var id = Guid.Parse(home.Household);
        return await town.With((_, db) => db.Set<ServiceNeed>().AsNoTracking().Where(n => n.HouseholdId == id).ToListAsync());
    }
}
