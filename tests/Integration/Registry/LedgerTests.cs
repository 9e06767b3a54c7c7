using System.Net;
using System.Text.Json.Nodes;
using Gezhi.Platform.Actors;
using Gezhi.Registry.Sampling;
using Gezhi.Registry.Searching;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Registry;

/// <summary>Components, licences, stalls, samples, the map, addresses, the order of results, and what stands on a record's page.</summary>
public sealed class LedgerTests
{
    private const string Grid = "410103010004001";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_component_is_known_by_its_17_digits_once_in_the_district(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var form = await worker.See("/registry/components/new");
        var wrong = await worker.Submit(form, "form.regform", ("AreaCode", Grid + "01"), ("Code", "4101030103700001"), ("Name", "试灯杆"));
        wrong.Status.ShouldBe(HttpStatusCode.BadRequest);
        var page = await worker.Submit(
            wrong,
            "form.regform",
            ("AreaCode", Grid + "01"),
            ("Code", "41010301037990001"),
            ("Name", "试灯杆"),
            ("State", "Damaged"),
            ("Department", "区城管局")
        );
        page.Text("h1").ShouldBe("试灯杆");
        page.Text("main").ShouldContain("41010301037990001");
        page.Text("main").ShouldContain("破损");

        (await Titles(worker, "41010301037990001")).ShouldBe(["试灯杆"]);
        (
            await worker.Refused(
                "/api/registry/components",
                new
                {
                    areaCode = Grid + "01",
                    code = "41010301037990001",
                    name = "另一个",
                }
            )
        ).ShouldBe((409, "registry.already-there"));
        using var neighbour = await town.As(Role.GridWorker, "wangge0555");
        (await neighbour.GetAsync(page.Address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_stalls_of_a_market_are_one_sheet_with_traders_and_licences(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var market = await Id(
            worker,
            "places",
            new
            {
                areaCode = Grid + "01",
                name = "试夜市",
                type = "Market",
                address = "试夜市街",
            }
        );
        var trader = await Id(
            worker,
            "organisations",
            new
            {
                areaCode = Grid + "01",
                name = "试摊主烤串",
                trade = "烧烤",
                phone = "15405994001",
            }
        );
        var stall = await worker.See($"/registry/places/new?market={market}");
        stall.Page.QuerySelector("#Type option[selected]")!.GetAttribute("value").ShouldBe("Stall");
        var made = await worker.Submit(stall, "form.regform", ("Name", "9号摊"), ("RunBy", "试摊主烤串"));
        made.Status.ShouldBe(HttpStatusCode.OK);
        await Id(
            worker,
            "places",
            new
            {
                marketId = market,
                name = "10号摊",
                type = "Stall",
            }
        );
        var merchant = await worker.See($"/registry/organisations/{trader}");
        var licensed = await worker.Submit(
            merchant,
            "details form:has(#LicenceName)",
            ("Do", "license"),
            ("LicenceName", "食品经营许可证"),
            ("LicenceNo", "试JY1"),
            ("LicenceUntil", "2020-01-31")
        );
        licensed.Text("main").ShouldContain("2020-01-31 到期");

        var sheet = await worker.See($"/registry/markets/{market}");
        sheet.Texts("tbody tr td:first-child").ShouldBe(["9号摊", "10号摊"]);
        var first = sheet.Text("tbody tr");
        first.ShouldContain("试摊主烤串");
        first.ShouldContain("烧烤");
        first.ShouldContain("2020-01-31 到期");
        first.ShouldContain("*******4001");
        sheet.Text("main").ShouldContain("1 个没有登记经营者");
        (
            await worker.Refused(
                $"/api/registry/records/{market}/end",
                new
                {
                    kind = "Place",
                    reason = "试",
                    version = 1,
                }
            )
        ).ShouldBe((409, "registry.not-empty"));
        var again = await worker.Submit(licensed, "li form:has(input[name=Licence])", ("Do", "unlicense"));
        again.Text("main").ShouldNotContain("2020-01-31");
        (await worker.Refused($"/api/registry/places/{trader}/stalls", method: HttpMethod.Get)).Status.ShouldBe(404);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_sample_is_drawn_by_the_server_can_be_repeated_by_its_seed_and_is_looked_at_by_somebody_else(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        (await worker.Refused("/api/registry/samples", new { areaCode = Grid, size = 5 })).Status.ShouldBe(
            403,
            "a worker does not draw for the own grid"
        );
        var one = await Id(
            secretary,
            "samples",
            new
            {
                areaCode = Grid,
                size = 5,
                seed = 20260305, // who draws does not choose
            }
        );
        var (seed, among) = await town.With(
            (_, db) =>
                db.Set<RegistrySample>()
                    .Where(s => s.Id == Guid.Parse(one))
                    .Select(s => new ValueTuple<int, int>(s.Seed, s.Among))
                    .SingleAsync()
        );
        seed.ShouldNotBe(20260305);
        var drawn = await Records(town, one);
        var all = await town.With(
            (_, db) => db.Set<RegistryEntry>().Where(e => e.AreaCode.StartsWith(Grid)).Select(e => e.Id).ToListAsync()
        );
        all.Count.ShouldBe(among);
        KeepSamples.Lot(seed, all, id => id, 5).ShouldBe(drawn, "anybody can repeat it by the seed on the page");

        var kind = await town.With(
            (_, db) => db.Set<SampleItem>().Where(i => i.SampleId == Guid.Parse(one) && i.No == 1).Select(i => i.Kind).SingleAsync()
        );
        var version = (await worker.Do($"/api/registry/{Gezhi.Registry.Reading.Slugs.Of(kind)}/{drawn[0]}", method: HttpMethod.Get))[
            "version"
        ]!.GetValue<int>();
        await worker.Do($"/api/registry/records/{drawn[0]}/confirmation", new { kind = kind.ToString(), version });
        (await worker.Refused($"/api/registry/samples/{one}/items/1", new { isRight = true })).ShouldBe((409, "registry.sample-own"));

        var page = await secretary.See($"/registry/samples/{one}");
        page.Text("main").ShouldContain($"种子 {seed}");
        (await secretary.Refused($"/api/registry/samples/{one}/items/1", new { isRight = false })).Status.ShouldBe(
            400,
            "what is wrong is said"
        );
        page = await secretary.Submit(page, "form.decide:has(input[value='1'])", ("Do", "right"));
        await secretary.Do($"/api/registry/samples/{one}/items/2", new { isRight = false, note = "门牌不对" });
        await secretary.Do($"/api/registry/samples/{one}/items/2", new { isRight = false, note = "楼号不对" });
        var read = await secretary.Do($"/api/registry/samples/{one}", method: HttpMethod.Get);
        (read["sample"]!["looked"]!.GetValue<int>(), read["sample"]!["right"]!.GetValue<int>()).ShouldBe((2, 1));
        (await secretary.See("/registry")).Text("main").ShouldContain("/2");
        using var neighbour = await town.As(Role.GridWorker, "wangge0555");
        (await neighbour.Refused($"/api/registry/samples/{one}", method: HttpMethod.Get)).Status.ShouldBe(404);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_is_called_just_so_comes_before_what_only_holds_the_words_and_each_comes_once(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        for (var i = 0; i < 24; i++)
            await Id(worker, "organisations", new { areaCode = Grid + "01", name = $"排序烩面馆{i}分店" });
        await Id(
            worker,
            "places",
            new
            {
                areaCode = Grid + "01",
                name = "排序烩面馆",
                type = "SmallEatery",
            }
        );
        var home = await Home.Make(worker, "序");
        await home.Person(worker, "司徒排序", null, null);
        await home.Person(worker, "司徒排序文", null, null);

        var seen = new List<string>();
        var after = "";
        do
        {
            var page = await worker.Do($"/api/registry?q={Uri.EscapeDataString("排序烩面馆")}&after={after}", method: HttpMethod.Get);
            seen.AddRange(page["rows"]!.AsArray().Select(r => r!["title"]!.GetValue<string>()));
            after = page["next"]?.GetValue<string>() ?? "";
        } while (after.Length > 0 && seen.Count < 100);
        seen[0].ShouldBe("排序烩面馆", "a place comes after all merchants unless it is meant");
        seen.Count.ShouldBe(25);
        seen.Distinct().Count().ShouldBe(25);
        var people = (await worker.Do($"/api/registry?q={Uri.EscapeDataString("司徒排序")}", method: HttpMethod.Get))["rows"]!.AsArray();
        people.Count.ShouldBe(2);
        (await worker.Refused("/api/registry?q=x&after=x", method: HttpMethod.Get)).Status.ShouldBe(400);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_free_address_is_read_found_and_placed_without_a_network(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var home = await Home.Make(worker, "址");
        await worker.Do(
            $"/api/registry/buildings/{home.Building}",
            new
            {
                compound = "试验里址",
                road = "址试路",
                doorNo = "1",
                buildingNo = "7",
                aliases = "老印刷厂址",
                lon = 113.66,
                lat = 34.75,
                version = 1,
            },
            HttpMethod.Put
        );
        foreach (
            var typed in new[]
            {
                "河南省郑州市二七区址试路1号试验里址7号楼2单元901室",
                "试验里址小区7-2-901",
                "老印刷厂址7栋2单元901",
                "试验里址七号楼二单元9楼901",
            }
        )
        {
            var answer = await worker.Do($"/api/registry/addresses?q={Uri.EscapeDataString(typed)}", method: HttpMethod.Get);
            answer["isSure"]!.GetValue<bool>().ShouldBeTrue(typed);
            answer["matches"]![0]!["dwellingId"]!.GetValue<string>().ShouldBe(home.Dwelling, typed);
            answer["matches"]![0]!["lon"]!.GetValue<double>().ShouldBe(113.66);
        }
        using var neighbour = await town.As(Role.GridWorker, "wangge0555");
        (await neighbour.Do($"/api/registry/addresses?q={Uri.EscapeDataString("试验里址7号楼")}", method: HttpMethod.Get))["matches"]!
            .AsArray()
            .ShouldBeEmpty();
        (await worker.Refused("/api/registry/addresses?q=%20", method: HttpMethod.Get)).Status.ShouldBe(400);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_map_shows_things_of_ones_own_area_and_no_home(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var answer = await worker.GetAsync("/api/registry/map");
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/geo+json");
        var features = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["features"]!.AsArray();
        features.Count.ShouldBeGreaterThan(3);
        features.Select(f => f!["properties"]!["kind"]!.GetValue<string>()).Distinct().ShouldBeSubsetOf(["Building", "Place", "Component"]);
        var page = await worker.See("/registry/map");
        page.Page.QuerySelectorAll("svg.over circle").Length.ShouldBe(features.Count);
        (await worker.Refused("/api/registry/map?area=410103010004002", method: HttpMethod.Get)).Status.ShouldBe(404);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_page_of_a_place_tells_what_happened_there_in_order_of_time_and_a_household_only_what_is_open(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        var place = await Id(
            worker,
            "places",
            new
            {
                areaCode = Grid + "01",
                name = "往来试验小吃店",
                type = "SmallEatery",
                address = "往来试验路3号",
            }
        );
        var spot = (await worker.Do("/api/registry/map", method: HttpMethod.Get))["features"]![0]!["geometry"]!["coordinates"]!;
        using var citizen = town.Anybody();
        await citizen.Do(
            "/api/reports",
            Form.With(
                ("text", "往来试验小吃店门口油烟很大"),
                ("lon", spot[0]!.ToJsonString()),
                ("lat", spot[1]!.ToJsonString()),
                ("placeText", "往来试验小吃店门口")
            )
        );

        var page = await worker.See($"/registry/places/{place}");
        page.Text(".turns").ShouldContain("诉求");
        page.Text(".turns").ShouldContain("油烟");
        var home = await Home.Make(worker, "往");
        var household = await worker.See($"/registry/households/{home.Household}");
        household.Status.ShouldBe(HttpStatusCode.OK);
        household.Text("main").ShouldNotContain("诉求");
        using var neighbour = await town.As(Role.GridWorker, "wangge0555");
        (await neighbour.See($"/registry/places/{place}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<List<Guid>> Records(Town town, string sample) =>
        town.With(
            (_, db) =>
                db.Set<SampleItem>().Where(i => i.SampleId == Guid.Parse(sample)).OrderBy(i => i.No).Select(i => i.RecordId).ToListAsync()
        );

    private static async Task<string> Id(HttpClient person, string kind, object body) =>
        (await person.Do($"/api/registry/{kind}", body))["id"]!.GetValue<string>();

    private static async Task<List<string>> Titles(HttpClient person, string typed) =>
        [
            .. (await person.Do($"/api/registry?q={Uri.EscapeDataString(typed)}", method: HttpMethod.Get))["rows"]!
                .AsArray()
                .Select(r => r!["title"]!.GetValue<string>()),
        ];
}
