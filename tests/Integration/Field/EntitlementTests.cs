using System.Net;
using System.Text;
using Gezhi.Field.HomeService;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Text;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Registry;
using Gezhi.Tests.Integration.Resident;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Field;

/// <summary>An item is due for somebody by a record of its own: its basis sealed, seen only while it is due, ended and deleted by itself.</summary>
public sealed class EntitlementTests
{
    private const string Worker = "wangge0001";
    private const string Source = "区残联某月到期名单";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_due_item_stands_on_the_list_of_its_grid_and_its_basis_is_opened_one_at_a_time_on_the_trail(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, Worker);
        using var elsewhere = await town.As(Role.GridWorker, "wangge0024");
        using var police = await town.As(Role.Police);
        var (home, person, item) = await Somebody(town, worker, "待", null);
        (await worker.Refused("/api/home-service/entitlements", Entry(town, home, person, item, 10, 9))).Status.ShouldBe(
            400,
            "due after its end"
        );
        (await worker.Refused("/api/home-service/entitlements", Entry(town, home, person, item, 10, 4_000))).Status.ShouldBe(
            400,
            "no record for ever"
        );
        (await worker.Refused("/api/home-service/entitlements", Entry(town, home, person, item, 10, 300, source: " "))).Status.ShouldBe(
            400
        );
        (await elsewhere.Refused("/api/home-service/entitlements", Entry(town, home, person, item, 10, 300))).Status.ShouldBe(404);
        (await police.Refused("/api/home-service/entitlements", Entry(town, home, person, item, 10, 300))).Status.ShouldBe(403);

        var kept = await worker.Do("/api/home-service/entitlements", Entry(town, home, person, item, 10, 300));

        (kept["isDue"]!.GetValue<bool>(), await Codes(worker, town, home, person, item)).ShouldBe((true, "entitlement.known"));
        var id = kept.Id();
        var list = await worker.Do("/api/home-service", method: HttpMethod.Get);
        var due = list["due"]!.AsArray().Single(n => n!["entitlementId"]?.GetValue<Guid>() == id)!;
        due.ToJsonString().ShouldNotContain("Disability");
        list.ToJsonString().ShouldNotContain(System.Text.Json.JsonSerializer.Serialize(Source).Trim('"'));
        (await elsewhere.Do("/api/home-service", method: HttpMethod.Get)).ToJsonString().ShouldNotContain(id.ToString());
        (await elsewhere.See($"/home-service/entitlements/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);

        var page = await worker.See($"/home-service/entitlements/{id}");
        page.Text("main").ShouldNotContain(Source);
        (await Looks(town, id)).ShouldBe(0);
        (await worker.Refused($"/api/home-service/entitlements/{id}/opening", new { purpose = "Matter" })).Status.ShouldBe(400);
        var opened = await worker.Submit(page, "section.card form", ("Purpose", "Visit"), ("Note", "约时间"), ("Do", "open"));
        opened.Text("main").ShouldContain(Source);
        opened.Text("main").ShouldContain("残疾证件");
        (await Looks(town, id)).ShouldBe(1);

        var row = await town.With((_, db) => db.Set<ServiceEntitlement>().AsNoTracking().SingleAsync(e => e.Id == id));
        Encoding.UTF8.GetString(row.ReasonSealed).ShouldNotContain("Disability", Case.Insensitive, "sealed at rest");
        Encoding.UTF8.GetString(row.ReasonSealed).ShouldNotContain("残联");
        (await town.With((_, db) => db.Set<AuditRow>().Where(a => a.SubjectId == id).Select(a => a.Detail).ToListAsync())).ShouldAllBe(d =>
            !d.Contains('残')
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Done_it_is_out_of_sight_until_its_next_days_and_past_its_last_day_it_ends_and_is_deleted(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, Worker);
        var (home, person, item) = await Somebody(town, worker, "轮", null);
        var id = (await worker.Do("/api/home-service/entitlements", Entry(town, home, person, item, 200, 700))).Id();
        await Find(town);
        (await Needs(town, id)).ShouldBeEmpty("its days have not come");
        (await worker.See($"/home-service/entitlements/{id}")).Status.ShouldBe(HttpStatusCode.NotFound, "nobody sees what is not due");
        await Set(town, id, e => e.Write(e.ReasonSealed, town.Today().AddDays(20), town.Today().AddDays(700)));

        await Find(town);
        await Find(town);

        var need = (await Needs(town, id)).ShouldHaveSingleItem();
        (need.Origin, need.DueOn).ShouldBe((NeedOrigin.Entitled, town.Today().AddDays(20)));
        var visit = (
            await worker.Do(
                "/api/home-service/appointments",
                new
                {
                    needIds = new[] { need.Id },
                    on = town.Day(),
                    half = "Morning",
                }
            )
        ).Id();
        var done = await worker.Do(
            $"/api/home-service/appointments/{visit}/done",
            new { items = new[] { new { needId = need.Id, result = "Done" } } }
        );
        done["next"]!.AsArray().Count.ShouldBe(1);
        var after = await One(town, id);
        (after!.NextDueOn, after.EndedOn).ShouldBe((town.Today().AddMonths(12), null));
        await Find(town);
        (await Needs(town, id)).Select(n => n.State).ShouldBe([NeedState.Met]);
        (await worker.See($"/home-service/entitlements/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);

        await Set(town, id, e => e.Write(e.ReasonSealed, town.Today().AddDays(-3), town.Today().AddDays(-1)));
        await Find(town);
        (await One(town, id))!.EndedOn.ShouldBe(town.Today().AddDays(-1));
        await Set(
            town,
            id,
            e =>
            {
                e.Write(e.ReasonSealed, town.Today().AddDays(-40), town.Today().AddDays(-40));
                e.End(town.Today().AddDays(-40));
            }
        );
        await Find(town);
        (await One(town, id)).ShouldBeNull("thirty days after its end nothing is left");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_no_ends_it_and_somebody_who_moved_away_is_forgotten(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, Worker);
        var (home, person, item) = await Somebody(town, worker, "辞", null);
        var id = (await worker.Do("/api/home-service/entitlements", Entry(town, home, person, item, 5, 300))).Id();
        var need = (await Needs(town, id)).ShouldHaveSingleItem();

        await worker.Do($"/api/home-service/needs/{need.Id}/withdrawal", new { version = need.Version });

        (await One(town, id))!.EndedOn.ShouldBe(town.Today());
        var again = await worker.Do(
            "/api/home-service/entitlements",
            Entry(town, home, person, item, 5, 300, "Request", "Consent", "本人又提出")
        );
        again.Id().ShouldBe(id, "one record of a person and an item");
        var version = await town.With(
            (_, db) => db.Set<Gezhi.Registry.Records.Person>().Where(p => p.Id == Guid.Parse(person)).Select(p => p.Version).SingleAsync()
        );
        await worker.Do($"/api/registry/people/{person}/move", new { version });
        await Find(town);
        (await One(town, id)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_list_of_an_office_is_compared_and_forgotten_and_tells_nobody_who_lives_where(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, Worker);
        using var lead = await town.As(Role.CommunitySecretary, Doorstep.Lead);
        using var other = await town.As(Role.CommunitySecretary, "shuji043");
        var number = Number(engine == Engine.Sqlite ? "410199450506" : "410199450507", 661);
        var (home, _, item) = await Somebody(town, worker, "单", number);
        var name = await ItemName(worker, item);
        var stranger = Number("410199450508", 771);
        var list =
            $"证件号码,事项,依据,下次到期,登记到\n{number},{name},残疾,{town.Day(15)},{town.Day(400)}\n{stranger},{name},残疾,{town.Day(15)},{town.Day(400)}\n写错了\n";
        (await worker.Refused("/api/home-service/entitlements/list", List(list))).Status.ShouldBe(403, "who leads brings lists in");

        var theirs = await other.Do("/api/home-service/entitlements/list", List(list));
        theirs["left"]!.AsArray().Select(l => l!.Text("code")).ShouldBe(["entitlement.nobody", "entitlement.nobody", "entitlement.line"]);
        var taken = await lead.Do("/api/home-service/entitlements/list", List(list));

        (taken.Int("added"), taken.Int("due")).ShouldBe((1, 1));
        taken["left"]!
            .AsArray()
            .Select(l => (l!.Int("lineNo"), l!.Text("code")))
            .ShouldBe([(3, "entitlement.nobody"), (4, "entitlement.line")]);
        var again = await lead.Do("/api/home-service/entitlements/list", List(list));
        (again.Int("added"), again.Int("renewed"), again.Int("due")).ShouldBe((0, 0, 0), "the same list changes nothing");
        var later = await lead.Do(
            "/api/home-service/entitlements/list",
            List(list.Replace(town.Day(400), town.Day(500), StringComparison.Ordinal))
        );
        (later.Int("added"), later.Int("renewed")).ShouldBe((0, 1));
        (await worker.Do("/api/home-service", method: HttpMethod.Get)).ToJsonString().ShouldNotContain(number);
        (
            await town.With(
                (_, db) => db.Set<AuditRow>().Where(a => a.Action == "entitlement.imported").Select(a => a.Detail).ToListAsync()
            )
        ).ShouldAllBe(d => !d.Contains(number));
        (
            await town.With(
                (_, db) =>
                    db.Set<AuditRow>().CountAsync(a => a.Action == "entitlement.compared" && a.Detail == "2 lines" && a.AccountId != null)
            )
        ).ShouldBeGreaterThanOrEqualTo(4, "also a list of which nothing was taken counts as people compared");
        home.Household.ShouldNotBeNull();

        var page = await lead.See("/home-service/entitlements");
        page.Text("main").ShouldNotContain("试验里单", customMessage: "there is no list to read");
        var import = page.Page.QuerySelector("textarea[name=Lines]")!.Closest("form")!;
        import.Id = "import";
        var told = await lead.Submit(page, "#import", ("Lines", list), ("Ground", "Duty"), ("Source", Source), ("Do", "import"));
        told.Text("main").ShouldContain("您的区域里没有这个人");
        told.Text("main").ShouldNotContain(number);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_person_reads_it_all_and_who_looked_and_takes_back_what_was_agreed_to(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, Worker);
        var phone = $"154000{(engine == Engine.Sqlite ? "61" : "62")}088";
        var home = await Home.Make(worker, "权");
        var person = await home.Person(worker, "欧阳试权", phone, null);
        var item = await Item(town, "权");
        var id = (
            await worker.Do("/api/home-service/entitlements", Entry(town, home, person, item, 5, 300, "Benefit", "Consent", "本人当面同意"))
        ).Id();
        await worker.Do($"/api/home-service/entitlements/{id}/opening", new { purpose = "Verify", note = "核对日期" });
        using var aunt = new Handset(town);
        await PhoneOwner.SignIn(town, aunt, phone);

        await aunt.Open("/my/data");

        aunt.Words.ShouldContain("到期上门办理的事项");
        aunt.Words.ShouldContain("本人当面同意");
        aunt.Words.ShouldContain("享受的待遇");
        aunt.Words.ShouldContain("用途：核对登记内容 · 核对日期");
        var asked = (await aunt.Client.Do("/api/my/data-requests", new { kind = "Erase", itemId = id }))["id"]!.GetValue<Guid>();
        using var shift = await town.As(Role.ShiftLeader, "zhiban01");
        await shift.Do(
            $"/api/data-requests/{asked}/answer",
            new
            {
                isAgreed = true,
                answer = "已删除",
                version = 1,
            }
        );
        (await One(town, id)).ShouldBeNull();
        (await Needs(town, id)).ShouldAllBe(n => n.State != NeedState.Open);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Withdrawing_the_consent_deletes_the_item_and_nobody_comes(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, Worker);
        var phone = $"154000{(engine == Engine.Sqlite ? "61" : "62")}089";
        var home = await Home.Make(worker, "撤");
        var person = await home.Person(worker, "欧阳试撤", phone, null);
        var item = await Item(town, "撤");
        var id = (
            await worker.Do("/api/home-service/entitlements", Entry(town, home, person, item, 5, 300, "Request", "Consent", "本人当面同意"))
        ).Id();
        using var aunt = new Handset(town);
        await PhoneOwner.SignIn(town, aunt, phone);
        var row = (await aunt.Client.Do("/api/my/consents", method: HttpMethod.Get))
            .AsArray()
            .Single(c => c!["purpose"]!.GetValue<string>() == "home-service")!;

        (await aunt.Client.Do($"/api/my/consents/{row["id"]}/withdrawal", new { version = row["version"]!.GetValue<int>() }))["stopped"]!
            .GetValue<int>()
            .ShouldBe(1);

        (await One(town, id)).ShouldBeNull();
        (await Needs(town, id)).ShouldAllBe(n => n.State != NeedState.Open);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Of_a_person_under_a_hold_nothing_is_deleted_nor_written_over_until_the_hold_is_over(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, Worker);
        var phone = $"154000{(engine == Engine.Sqlite ? "61" : "62")}090";
        var home = await Home.Make(worker, "押");
        var person = await home.Person(worker, "欧阳试押", phone, null);
        var item = await Item(town, "押");
        var entry = Entry(town, home, person, item, 5, 300, "Request", "Consent", "本人当面同意");
        var id = (await worker.Do("/api/home-service/entitlements", entry)).Id();
        using var aunt = new Handset(town);
        await PhoneOwner.SignIn(town, aunt, phone);
        using var leader = await town.As(Role.ShiftLeader, "zhiban01");
        var held = await leader.Do(
            "/api/person-holds",
            new
            {
                whom = phone,
                reason = "诉讼，保留证据",
                endsOn = town.Day(9),
            }
        );

        await aunt.Open("/my/data");
        aunt.Words.ShouldContain($"依法保全到 {town.Day(9)}");
        var row = (await aunt.Client.Do("/api/my/consents", method: HttpMethod.Get))
            .AsArray()
            .Single(c => c!["purpose"]!.GetValue<string>() == "home-service")!;
        await aunt.Client.Do($"/api/my/consents/{row["id"]}/withdrawal", new { version = row["version"]!.GetValue<int>() });
        (await One(town, id)).ShouldNotBeNull("kept as evidence").EndedOn.ShouldBe(town.Today(), "and not used");
        (await Needs(town, id)).ShouldAllBe(n => n.State != NeedState.Open);
        (await worker.See($"/home-service/entitlements/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await worker.Refused("/api/home-service/entitlements", entry)).Code.ShouldBe("entitlement.held");
        await Set(town, id, e => e.Write(e.ReasonSealed, town.Today().AddDays(-40), town.Today().AddDays(-40)));
        await Set(town, id, e => e.End(town.Today().AddDays(-40)));
        await Find(town);
        (await One(town, id)).ShouldNotBeNull("however long it is over");

        foreach (var hold in held["ids"]!.AsArray())
            await leader.Do($"/api/person-holds/{hold}/end", new { version = 1 });
        await Set(town, id, e => e.Write(e.ReasonSealed, town.Today(), town.Today()));
        await Set(town, id, e => e.End(town.Today()));
        await Find(town);
        (await One(town, id)).ShouldBeNull("what was withdrawn meanwhile goes at once");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task It_is_entered_on_the_page_and_ended_there(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, Worker);
        var (_, _, item) = await Somebody(town, worker, "页待", null);
        var page = await worker.See("/home-service/entitlements?q=" + Uri.EscapeDataString("试验里页待7号楼2单元901"));
        page.Text("main").ShouldNotContain("试待遇", customMessage: "the mask of a name, never the name");
        var form = page.Page.QuerySelector("input[name=HouseholdId]")!.Closest("form")!;
        form.Id = "enter";
        var bare = await worker.Submit(page, "#enter", ("ItemId", item.ToString()), ("Source", ""), ("Do", "enter"));
        bare.Status.ShouldBe(HttpStatusCode.BadRequest);
        var kept = await worker.Submit(
            page,
            "#enter",
            ("ItemId", item.ToString()),
            ("Source", "本人当面提出"),
            ("Ground", "Consent"),
            ("Basis", "Request"),
            ("NextDueOn", town.Day(12)),
            ("UntilOn", town.Day(300)),
            ("Do", "enter")
        );
        kept.Text("main").ShouldContain("已经排进");

        var list = await worker.See("/home-service");
        var link = list
            .Page.QuerySelectorAll("form.dueform")
            .First(f => f.TextContent.Contains("试验里页待"))
            .QuerySelector("a[href*='/entitlements/']")!;
        var one = await worker.See(link.GetAttribute("href")!);
        var end = one.Page.QuerySelector("main details form")!;
        end.Id = "end";
        (await worker.Submit(one, "#end", ("Do", "end"))).Text("h1").ShouldBe("上门办");
        (await worker.See(link.GetAttribute("href")!)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await worker.See("/home-service")).Text("main").ShouldNotContain("试验里页待7号楼");
    }

    /// <summary>Somebody behind a door of a test's own, and an item that is due by entitlement, once a year.</summary>
    private static async Task<(Home Home, string Person, Guid Item)> Somebody(Town town, HttpClient worker, string mark, string? citizenId)
    {
        var home = await Home.Make(worker, mark);
        return (home, await home.Person(worker, "试待遇" + mark, null, citizenId), await Item(town, mark));
    }

    private static async Task<Guid> Item(Town town, string mark)
    {
        using var lead = await town.As(Role.CommunitySecretary, Doorstep.Lead);
        return (
            await lead.Do(
                "/api/home-service/items",
                new
                {
                    name = $"上门认证{mark}",
                    rule = "Entitled",
                    months = 12,
                    windowDays = 60,
                    basis = "示例办法",
                }
            )
        ).Id();
    }

    private static async Task<string> ItemName(HttpClient worker, Guid item) =>
        (await worker.Do("/api/home-service", method: HttpMethod.Get))["items"]!
            .AsArray()
            .Select(i => i!)
            .Single(i => i.Id() == item)
            .Text("name");

    private static object Entry(
        Town town,
        Home home,
        string person,
        Guid item,
        int due,
        int until,
        string basis = "Disability",
        string ground = "Duty",
        string source = Source
    ) =>
        new
        {
            householdId = home.Household,
            personId = person,
            itemId = item,
            basis,
            ground,
            source,
            nextDueOn = town.Day(due),
            untilOn = town.Day(until),
        };

    private static object List(string lines) =>
        new
        {
            lines,
            ground = "Duty",
            source = Source,
        };

    private static async Task<string> Codes(HttpClient worker, Town town, Home home, string person, Guid item) =>
        (await worker.Refused("/api/home-service/entitlements", Entry(town, home, person, item, 10, 300))).Code;

    /// <summary>A number with its check digit, invented.</summary>
    private static string Number(string body, int tail) =>
        CitizenId
            .Upgrade(string.Concat(body, tail.ToString(System.Globalization.CultureInfo.InvariantCulture)), new DateOnly(2026, 1, 1))!
            .Value.Value;

    private static Task<int> Find(Town town) =>
        town.With((services, _) => services.GetRequiredService<FindDue>().Run(TestContext.Current.CancellationToken));

    private static Task<List<ServiceNeed>> Needs(Town town, Guid entitlement) =>
        town.With((_, db) => db.Set<ServiceNeed>().AsNoTracking().Where(n => n.EntitlementId == entitlement).ToListAsync());

    private static Task<ServiceEntitlement?> One(Town town, Guid id) =>
        town.With((_, db) => db.Set<ServiceEntitlement>().AsNoTracking().FirstOrDefaultAsync(e => e.Id == id));

    private static Task<int> Looks(Town town, Guid id) =>
        town.With((_, db) => db.Set<AuditRow>().CountAsync(a => a.SubjectId == id && a.Action == "entitlement.opened"));

    private static Task<int> Set(Town town, Guid id, Action<ServiceEntitlement> change) =>
        town.With(
            async (_, db) =>
            {
                change(await db.Set<ServiceEntitlement>().SingleAsync(e => e.Id == id));
                await db.Save(default);
                return 0;
            }
        );
}
