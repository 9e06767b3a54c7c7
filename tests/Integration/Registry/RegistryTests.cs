using System.Net;
using System.Text.Json.Nodes;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Records;
using Gezhi.Registry.Searching;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Registry;

/// <summary>The registry over HTTP: who sees what, how it is found, changed, opened.</summary>
public sealed class RegistryTests
{
    /// <summary>王磊's grid.</summary>
    private const string Grid = "410103010004001";

    /// <summary>The colleague beside him.</summary>
    private const string Neighbour = "wangge0555";
    private const string NeighbourGrid = "410103010004002";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_seed_town_has_a_registry_and_each_worker_finds_their_own_grid_alone(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");

        var own = await Rows(worker, "/api/registry?q=301&kind=Dwelling");
        var all = await Rows(secretary, "/api/registry?q=301&kind=Dwelling");

        own.Count.ShouldBeGreaterThan(3);
        own.ShouldAllBe(r => r["areaCode"]!.GetValue<string>().StartsWith(Grid));
        all.ShouldContain(r => r["areaCode"]!.GetValue<string>().StartsWith(NeighbourGrid));
        var freshness = (await worker.Do("/api/registry/freshness", method: HttpMethod.Get)).AsArray();
        freshness.Select(r => r!["areaCode"]!.GetValue<string>()).ShouldBe([Grid]);
        freshness[0]!["count"]!.GetValue<int>().ShouldBeGreaterThan(100);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_person_is_found_by_two_characters_initials_tails_and_whole_numbers_and_shown_masked(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var home = await Home.Make(worker, "甲");
        var id = await home.Person(worker, "宗政清欢", "15405771234", "410199197905053138");

        foreach (
            var typed in new[]
            {
                "清欢",
                "宗政清欢",
                "zzqh",
                "1234",
                "15405771234",
                "3138",
                "410199197905053138",
                "清欢 试验里甲",
                "试验里甲 清欢",
            }
        )
            (await Found(worker, typed, id)).ShouldBeTrue(typed);
        foreach (var typed in new[] { "清秋", "欢清", "15405771235", "清欢 另一个小区" })
            (await Found(worker, typed, id)).ShouldBeFalse(typed);
        using var other = await town.As(Role.GridWorker, Neighbour);
        (await Found(other, "15405771234", id)).ShouldBeFalse("another grid's person is not there to be found");
        var text = await (await worker.GetAsync("/api/registry?q=%E6%B8%85%E6%AC%A2")).Content.ReadAsStringAsync();
        text.ShouldContain("宗政**");
        text.ShouldNotContain("清欢");
        var view = await (await worker.GetAsync($"/api/registry/people/{id}")).Content.ReadAsStringAsync();
        view.ShouldContain("*******1234");
        view.ShouldNotContain("清欢");
        view.ShouldNotContain("1540577");
        view.ShouldNotContain("19790505");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Doors_are_found_by_their_short_form_and_address_parts_in_any_order(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var home = await Home.Make(worker, "乙");

        foreach (var typed in new[] { "7-2-901", "7-901", "试验里乙7-2-901", "901 试验里乙", "901室 实验路乙", "老印刷厂乙", "syly" })
            (await Found(worker, typed, home.Dwelling)).ShouldBe(true, typed);
        foreach (var typed in new[] { "7-1-901", "17-2-901", "试验里乙7-2-902", "90" })
            (await Found(worker, typed, home.Dwelling)).ShouldBeFalse(typed);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Results_come_page_by_page_each_once(Engine engine)
    {
        var town = await Town.On(engine);
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        List<string> seen = [];
        string? next = null;
        do
        {
            var page = await secretary.Do($"/api/registry?kind=Household&area={NeighbourGrid}&after={next}", method: HttpMethod.Get);
            seen.AddRange(page["rows"]!.AsArray().Select(r => r!["id"]!.GetValue<string>()));
            next = page["next"]?.GetValue<string>();
        } while (next is not null && seen.Count < 1000);

        var kept = await town.With(
            (_, db) => db.Set<Household>().CountAsync(h => h.AreaCode.StartsWith(NeighbourGrid) && h.ValidTo == null)
        );
        seen.Count.ShouldBe(kept);
        seen.Distinct().Count().ShouldBe(kept);
        kept.ShouldBeGreaterThan(SearchRegistry.PageSize);
        (await secretary.Refused("/api/registry?after=x", method: HttpMethod.Get)).Status.ShouldBe(400);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Records_of_others_answer_404_to_every_question(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        using var other = await town.As(Role.GridWorker, Neighbour);
        var home = await Home.Make(worker, "丙");
        var person = await home.Person(worker, "闻人试丙", "15405772001", null);

        foreach (
            var (kind, id) in new[]
            {
                ("buildings", home.Building),
                ("dwellings", home.Dwelling),
                ("households", home.Household),
                ("people", person),
            }
        )
        {
            (await other.Refused($"/api/registry/{kind}/{id}", method: HttpMethod.Get)).Status.ShouldBe(404, kind);
            (await other.GetAsync($"/registry/{kind}/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, kind);
        }
        (
            await other.Refused(
                "/api/registry/reveals",
                new
                {
                    id = person,
                    field = "Phone",
                    purpose = "Visit",
                }
            )
        ).Status.ShouldBe(404);
        (await other.Refused($"/api/registry/records/{person}/confirmation", new { kind = "Person", version = 1 })).Status.ShouldBe(404);
        (
            await other.Refused(
                $"/api/registry/records/{person}/end",
                new
                {
                    kind = "Person",
                    reason = "试",
                    version = 1,
                }
            )
        ).Status.ShouldBe(404);
        (await other.Refused($"/api/registry/people/{person}/move", new { version = 1 })).Status.ShouldBe(404);
        (await other.Refused("/api/registry/dwellings", new { buildingId = home.Building, room = "1" })).Status.ShouldBe(404);
        (
            await other.Refused(
                "/api/registry/buildings",
                new
                {
                    areaCode = Grid,
                    compound = "越界院",
                    road = "x",
                }
            )
        ).Status.ShouldBe(403);
        await town.With(
            async (_, db) =>
            {
                (await db.In(410102).Set<Person>().AnyAsync(p => p.Id == Guid.Parse(person))).ShouldBeFalse(
                    "another district sees nothing"
                );
                return 0;
            }
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Handlers_police_and_mediators_never_open_the_registry(Engine engine)
    {
        var town = await Town.On(engine);
        foreach (
            var (role, user) in new[]
            {
                (Role.Handler, "chuzhi001"),
                (Role.Police, "minjing01"),
                (Role.Mediator, "tiaojie01"),
                (Role.Dispatcher, "paiqian01"),
            }
        )
        {
            using var person = await town.As(role, user);
            (await person.Refused("/api/registry", method: HttpMethod.Get)).Status.ShouldBe(403, user);
            (await person.GetAsync("/registry")).StatusCode.ShouldBe(HttpStatusCode.Forbidden, user);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_field_is_opened_for_a_real_purpose_and_the_trail_says_so(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var home = await Home.Make(worker, "丁");
        var person = Guid.Parse(await home.Person(worker, "东方试丁", "15405773001", null));

        var opened = await worker.Do(
            "/api/registry/reveals",
            new
            {
                id = person,
                field = "Phone",
                purpose = "Visit",
                note = "约明天上午",
            }
        );

        opened["value"]!.GetValue<string>().ShouldBe("15405773001");
        var trail = await town.With(
            (_, db) => db.Set<AuditRow>().Where(a => a.SubjectId == person && a.Action == "registry.revealed").ToListAsync()
        );
        trail.Single().Detail.ShouldBe("Phone Visit 约明天上午");
        (await worker.Refused("/api/registry/reveals", new { id = person, field = "Phone" })).Status.ShouldBe(400);
        (
            await worker.Refused(
                "/api/registry/reveals",
                new
                {
                    id = person,
                    field = "ContactPhone",
                    purpose = "Visit",
                }
            )
        ).Status.ShouldBe(404);
        (await town.With((_, db) => db.Set<AuditRow>().CountAsync(a => a.SubjectId == person && a.Action == "registry.revealed"))).ShouldBe(
            1
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Who_names_a_matter_as_the_purpose_must_have_one_open_in_that_grid(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0559");
        var person = (await Rows(worker, "/api/registry?kind=Person"))[0]["id"]!.GetValue<string>();

        (
            await worker.Refused(
                "/api/registry/reveals",
                new
                {
                    id = person,
                    field = "Name",
                    purpose = "Matter",
                }
            )
        ).ShouldBe((409, "registry.no-open-matter"));

        var id = Guid.Parse(person);
        (await town.With((_, db) => db.Set<AuditRow>().AnyAsync(a => a.SubjectId == id))).ShouldBeFalse(
            "what was not opened is not on the trail"
        );
        (
            await worker.Do(
                "/api/registry/reveals",
                new
                {
                    id = person,
                    field = "Name",
                    purpose = "Verify",
                }
            )
        )["value"]!.GetValue<string>().Length.ShouldBeGreaterThan(1);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_person_is_kept_with_consent_changed_by_the_version_seen_and_moves_with_a_history(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var (home, next) = (await Home.Make(worker, "戊"), await Home.Make(worker, "己"));
        (
            await worker.Refused(
                "/api/registry/people",
                new
                {
                    householdId = home.Household,
                    name = "上官试戊",
                    phone = "15405774001",
                }
            )
        ).Code.ShouldBe("registry.consent-needed");
        var id = await home.Person(worker, "上官试戊", "15405774001", "410199198001010017");
        (
            await worker.Refused(
                "/api/registry/people",
                new
                {
                    householdId = home.Household,
                    name = "重复",
                    citizenId = "410199198001010017",
                    hasConsented = true,
                }
            )
        ).Code.ShouldBe("registry.person-known");

        await worker.Do($"/api/registry/records/{id}/confirmation", new { kind = "Person", version = 1 });
        await worker.Do($"/api/registry/people/{id}", new { forgetPhone = true, version = 1 }, HttpMethod.Put);
        (await worker.Refused($"/api/registry/records/{id}/confirmation", new { kind = "Person", version = 1 })).Status.ShouldBe(412);
        (await worker.Refused($"/api/registry/people/{id}", new { forgetPhone = true, version = 1 }, HttpMethod.Put)).Status.ShouldBe(412);
        (await Found(worker, "15405774001", id)).ShouldBeFalse("what was deleted is not found");
        (await Found(worker, "试戊", id)).ShouldBeTrue("a name left empty stays");
        await worker.Do($"/api/registry/people/{id}/move", new { version = 2, householdId = next.Household });

        (await Found(worker, "试戊 试验里己", id)).ShouldBeTrue();
        (await Found(worker, "试戊 试验里戊", id)).ShouldBeFalse();
        var view = await worker.Do($"/api/registry/people/{id}", method: HttpMethod.Get);
        view["stays"]!.AsArray().Count.ShouldBe(2);
        view["history"]!
            .AsArray()
            .Select(h => h!["action"]!.GetValue<string>())
            .ShouldBe(["MovedIn", "Mended", "Confirmed", "Added"], ignoreOrder: true);
        (
            await worker.Refused(
                $"/api/registry/records/{next.Household}/end",
                new
                {
                    kind = "Household",
                    reason = "搬走",
                    version = 1,
                }
            )
        ).Code.ShouldBe("registry.not-empty");
        await worker.Do(
            $"/api/registry/records/{id}/end",
            new
            {
                kind = "Person",
                reason = "搬离本区",
                version = 3,
            }
        );
        (await Found(worker, "试戊", id)).ShouldBeFalse("an ended record leaves the search");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_new_name_of_a_compound_reaches_every_door_and_person_behind_it(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var home = await Home.Make(worker, "庚");
        var person = await home.Person(worker, "皇甫试庚", null, null);

        await worker.Do(
            $"/api/registry/buildings/{home.Building}",
            new
            {
                compound = "改名苑庚",
                road = "实验路庚",
                doorNo = "1",
                buildingNo = "7",
                version = 1,
            },
            HttpMethod.Put
        );

        foreach (var id in new[] { home.Building, home.Dwelling, home.Household, person })
            (await Found(worker, "改名苑庚", id)).ShouldBeTrue(id);
        (await Found(worker, "试验里庚", person)).ShouldBeFalse();
        (await Found(worker, "皇甫试庚 改名苑", person)).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Other_modules_read_households_and_places_of_a_grid_without_people(Engine engine)
    {
        var town = await Town.On(engine);
        var (households, stalls) = await town.With(
            async (provider, _) =>
            {
                var book = provider.GetRequiredService<RegistryBook>();
                return (
                    await book.Households(NeighbourGrid, null, CancellationToken.None),
                    await book.Places("410103010004", PlaceKind.Stall, null, CancellationToken.None)
                );
            }
        );

        households.Count.ShouldBeGreaterThan(20);
        var rest = await town.With(
            (provider, _) => provider.GetRequiredService<RegistryBook>().Households(NeighbourGrid, households[0].Id, CancellationToken.None)
        );
        rest.Select(h => h.Id).ShouldBe(households.Skip(1).Select(h => h.Id));
        households.ShouldAllBe(h => h.AreaCode.StartsWith(NeighbourGrid) && h.DoorText.EndsWith('室'));
        stalls
            .Count(s => s.OrganisationId != null)
            .ShouldBeGreaterThan(5, "those of the seed; tests of inspections add stalls without a merchant");
    }

    private static async Task<List<JsonNode>> Rows(HttpClient person, string path) =>
        [.. (await person.Do(path, method: HttpMethod.Get))["rows"]!.AsArray().Select(r => r!)];

    private static async Task<bool> Found(HttpClient person, string typed, string id) =>
        (await Rows(person, $"/api/registry?q={Uri.EscapeDataString(typed)}")).Exists(r => r["id"]!.GetValue<string>() == id);
}
