using System.Text.Json.Nodes;
using Gezhi.Grids.Areas;
using Gezhi.Grids.Contract;
using Gezhi.Grids.Locating;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Grids;

/// <summary>Boundaries changed over the API of a real host: in force from a day, visible to locating, history kept.</summary>
public sealed class BoundaryTests
{
    private const string Grid = "410103010004001";
    private const string Community = "410103010004";

    /// <summary>WGS-84, in the grid of 王磊.</summary>
    private const double Lon = 113.6597;
    private const double Lat = 34.7514;
    private const string Today = "2026-03-05";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_split_is_looked_through_applied_and_seen_by_the_next_report_while_the_old_case_keeps_its_grid(Engine engine)
    {
        await using var town = await Town.Start(engine);
        using var admin = await town.As(Role.SystemAdmin);
        using var resident = town.Anybody();
        var before = await CaseAreaOf(town, await Report(resident));
        before.ShouldStartWith(Grid);
        var split = await Split(admin, before);

        var plan = await admin.Do("/api/grids/changes/preview", split);

        plan["isBlocked"]!.GetValue<bool>().ShouldBeFalse(plan.ToJsonString());
        var newGrid = plan["areas"]!
            .AsArray()
            .First(a => a!["change"]!.GetValue<string>() == "new" && a["code"]!.GetValue<string>().Length == 15)![
            "code"
        ]!.GetValue<string>();
        plan["ties"]!.AsArray().ShouldContain(t => t!["kind"]!.GetValue<string>() == "Post");
        plan["ties"]!
            .AsArray()
            .ShouldContain(t => t!["kind"]!.GetValue<string>() == "OpenCase" && t["areaCode"]!.GetValue<string>() == before);
        Locate(town).ShouldBe(before, customMessage: "a preview changes nothing");

        await admin.Do("/api/grids/changes", split);

        Locate(town)!.ShouldStartWith(newGrid);
        (await CaseAreaOf(town, await Report(resident))).ShouldStartWith(newGrid);
        var (cases, areas, changes, audits) = await town.With(
            async (_, db) =>
                (
                    await db.Set<Gezhi.Cases.Case>().Select(c => c.AreaCode).ToListAsync(),
                    await db.Areas.AsNoTracking().Where(a => a.Code == before).ToListAsync(),
                    await db.BoundaryChanges.AsNoTracking().ToListAsync(),
                    await db.Set<AuditRow>().CountAsync(a => a.Action == "grid.changed")
                )
        );
        cases.ShouldContain(before, customMessage: "a past case keeps the grid of its day");
        areas.ShouldHaveSingleItem().ValidTo.ShouldBe(new DateOnly(2026, 3, 4));
        changes.ShouldHaveSingleItem().Successions.ShouldContain($"{before}>{newGrid}");
        audits.ShouldBe(1);
        (await admin.Refused("/api/grids/changes", split)).Code.ShouldBe("grid.findings-left"); // the micro-grid is gone
        var past = await admin.GetStringAsync(new Uri($"/grids?area={before}&on=2026-03-04", UriKind.Relative));
        past.ShouldContain(before);
    }

    [Fact]
    public async Task Every_area_has_an_English_name_and_a_new_grid_gets_one_by_its_number()
    {
        await using var town = await Town.Start(Engine.Sqlite);
        using var admin = await town.As(Role.SystemAdmin);
        (await town.With((_, db) => db.Areas.Where(a => a.NameEn == "").Select(a => a.NameZh).ToListAsync())).ShouldBeEmpty();
        var split = await Split(admin, Locate(town)!);

        await admin.Do("/api/grids/changes", split);

        var now = town.Services.GetRequiredService<GridMap>().Current;
        now.EnglishNameOf(Grid).ShouldBe("Minzhu Road Community Grid 1");
        now.EnglishNameOf(Locate(town)![..15])!.ShouldMatch("^Minzhu Road Community Grid [0-9]+$");
        now.EnglishNameOf(Locate(town)!)!.ShouldMatch("^Minzhu Road Community Grid [0-9]+ Micro-grid [0-9]+$");
    }

    [Fact]
    public async Task Two_editors_of_one_grid_do_not_overwrite_each_other()
    {
        await using var town = await Town.Start(Engine.Sqlite);
        using var admin = await town.As(Role.SystemAdmin);
        var rename = await Rename(admin, "东风网格");

        await admin.Do("/api/grids/changes", rename);

        (await admin.Refused("/api/grids/changes", rename)).Status.ShouldBe(412);
        (
            await town.With(
                (_, db) => db.Areas.AsNoTracking().Where(a => a.Code == Grid && a.ValidTo == null).Select(a => a.NameZh).SingleAsync()
            )
        ).ShouldBe("东风网格");
    }

    [Fact]
    public async Task A_change_of_tomorrow_is_in_force_tomorrow_and_blocks_another_one_until_then()
    {
        await using var town = await Town.Start(Engine.Sqlite);
        using var admin = await town.As(Role.SystemAdmin);
        var here = Locate(town)!;
        var split = await Split(admin, here, "2026-03-06");

        await admin.Do("/api/grids/changes", split);

        Locate(town).ShouldBe(here);
        (await admin.Refused("/api/grids/changes", await Rename(admin, "东风网格"))).Code.ShouldBe("grid.change-planned");
        town.Clock.Move(TimeSpan.FromDays(1));
        await WaitUntil(() => Locate(town) is { } now && now != here && !now.StartsWith(Grid, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_leaves_a_gap_or_lies_in_the_past_is_refused_and_nothing_is_written()
    {
        await using var town = await Town.Start(Engine.Sqlite);
        using var admin = await town.As(Role.SystemAdmin);
        var scope = await Scope(admin);
        var area = scope["inside"]!.AsArray().First(a => a!["code"]!.GetValue<string>() == Grid)!;
        var ring = area["polygons"]![0]![0]!.AsArray();
        ring.RemoveAt(3);
        ring.RemoveAt(2);
        ring.RemoveAt(1);
        var gap = new
        {
            kind = "Redraw",
            versions = new Dictionary<string, int> { [Grid] = 1 },
            shapes = new[] { new { code = Grid, polygons = area["polygons"] } },
        };

        var plan = await admin.Do("/api/grids/changes/preview", gap);
        plan["isBlocked"]!.GetValue<bool>().ShouldBeTrue();
        plan["findings"]!.AsArray().Count.ShouldBeGreaterThan(0);
        plan["findings"]![0]!["remedy"]!.GetValue<string>().ShouldNotBeEmpty();
        (await admin.Refused("/api/grids/changes", gap)).Code.ShouldBe("grid.findings-left");
        (
            await admin.Refused(
                "/api/grids/changes",
                new
                {
                    kind = "End",
                    code = Grid,
                    on = "2026-03-01",
                }
            )
        ).Code.ShouldBe("grid.day-passed");
        using var dispatcher = await town.As(Role.Dispatcher);
        (await dispatcher.Refused("/api/grids/changes", gap)).Status.ShouldBe(403);
        (await town.With((_, db) => db.BoundaryChanges.CountAsync())).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_dedicated_grid_counts_before_the_ordinary_one_and_the_district_says_which_of_two_wins(Engine engine)
    {
        await using var town = await Town.Start(engine);
        using var admin = await town.As(Role.SystemAdmin);
        using var resident = town.Anybody();
        var ordinary = Locate(town)!;
        double[][] ring =
        [
            [Lon - .0004, Lat - .0003],
            [Lon + .0004, Lat - .0003],
            [Lon + .0004, Lat + .0003],
            [Lon - .0004, Lat + .0003],
        ];
        async Task<string> Draw(string kind, string name)
        {
            var command = new
            {
                kind = "Draw",
                shapes = new[]
                {
                    new
                    {
                        parentCode = Community,
                        kind,
                        nameZh = name,
                        polygons = new[] { new[] { ring } },
                    },
                },
            };
            var plan = await admin.Do("/api/grids/changes/preview", command);
            await admin.Do("/api/grids/changes", command);
            return plan["areas"]![0]!["code"]!.GetValue<string>();
        }

        var market = await Draw("Market", "二七广场早市");
        (await CaseAreaOf(town, await Report(resident))).ShouldBe(market);
        var school = await Draw("School", "二七广场小学");

        market.ShouldBe(Community + "901");
        school.ShouldBe(Community + "902");
        var at = await admin.Do($"/api/grids/at?lon={Lon}&lat={Lat}", method: HttpMethod.Get);
        (at["ordinary"]!.GetValue<string>(), at["dedicated"]!.GetValue<string>(), at["counts"]!.GetValue<string>()).ShouldBe(
            (ordinary, school, school)
        );
        await town.With(
            async (services, db) =>
            {
                var save = services.GetRequiredService<Gezhi.Grids.Norms.SaveGridSettings>();
                var settings = await db.GridSettings.AsNoTracking().SingleAsync();
                await save.Run(
                    new(
                        300,
                        500,
                        50,
                        70,
                        100,
                        300,
                        20,
                        70,
                        [AreaKind.Market, AreaKind.School, AreaKind.Hospital, AreaKind.Station, AreaKind.NightMarket, AreaKind.Tower],
                        settings.Version
                    ),
                    Editor,
                    default
                );
                return 0;
            }
        );
        town.Services.GetRequiredService<GridMap>().Current.At(Lon, Lat).Counts.ShouldBe(market);
    }

    [Fact]
    public async Task Unit_grids_are_a_sheet_of_their_own_and_know_the_grids_they_share_ground_with()
    {
        var town = await Town.On(Engine.Sqlite);
        using var dispatcher = await town.As(Role.Dispatcher);
        var at = town.Services.GetRequiredService<GridMap>().Current.At(Lon, Lat);

        at.Unit.ShouldNotBeNull().Length.ShouldBe(15);
        var links = (await dispatcher.Do($"/api/grids/cells/{at.Unit}", method: HttpMethod.Get)).AsArray();

        links.Count.ShouldBeGreaterThan(0);
        links.Sum(l => l!["share"]!.GetValue<double>()).ShouldBe(1, 0.03);
        links.Select(l => l!["gridCode"]!.GetValue<string>()).ShouldContain(Grid);
    }

    [Fact]
    public async Task A_file_is_checked_with_nothing_kept_and_applied_once_nothing_is_wrong()
    {
        await using var town = await Town.Start(Engine.Sqlite);
        using var admin = await town.As(Role.SystemAdmin);
        var before = Locate(town);
        var ring =
            $"[[{Lon - .0004},{Lat - .0003}],[{Lon + .0004},{Lat - .0003}],[{Lon + .0004},{Lat + .0003}],[{Lon - .0004},{Lat + .0003}],[{Lon - .0004},{Lat - .0003}]]";
        var file =
            $"{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"properties\":{{\"code\":\"{Community}905\",\"name\":\"二七夜市\",\"kind\":\"夜市\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[{ring}]}}}}]}}";

        var bad = await Upload(town, file.Replace($"{Community}905", "12", StringComparison.Ordinal));
        var good = await Upload(town, file);

        (bad.Errors, good.Errors).ShouldBe((1, 0));
        (await Should.ThrowAsync<Gezhi.Platform.Problems.RuleViolation>(() => Apply(town, bad.Id, bad.Version))).Code.ShouldBe(
            "grid.findings-left"
        );
        Locate(town).ShouldBe(before);
        var report = await admin.GetStringAsync(new Uri($"/grids/import/{bad.Id}", UriKind.Relative));
        report.ShouldContain("应为 9、12、15 或 17 位数字");
        report.ShouldContain("<td class=\"num\">1</td>");

        await Apply(town, good.Id, good.Version);

        Locate(town).ShouldBe(Community + "905");
        (await Should.ThrowAsync<Gezhi.Platform.Problems.RuleViolation>(() => Apply(town, good.Id, good.Version + 1))).Code.ShouldBe(
            "grid.import-done"
        );
        (await admin.GetStringAsync(new Uri("/grids/changes", UriKind.Relative))).ShouldContain(Community + "905");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_planned_end_is_not_undone_by_an_earlier_edit(Engine engine)
    {
        await using var town = await Town.Start(engine);
        using var admin = await town.As(Role.SystemAdmin);
        var inside = (await Scope(admin))["inside"]!.AsArray();
        var grids = inside.Where(a => a!["code"]!.GetValue<string>().Length == 15).Select(a => a!["code"]!.GetValue<string>()).ToList();
        var merge = grids
            .Where(g => g != Grid)
            .Select(g =>
                (object)
                    new
                    {
                        kind = "Merge",
                        codes = new[] { Grid, g },
                        on = "2026-03-20",
                        versions = inside.ToDictionary(a => a!["code"]!.GetValue<string>(), a => a!["version"]!.GetValue<int>()),
                    }
            );
        foreach (var pair in merge)
            if ((await admin.Ask("/api/grids/changes", pair)).IsSuccessStatusCode)
                break;
        var ending = await town.With(
            (_, db) =>
                db
                    .Areas.AsNoTracking()
                    .Where(a => a.Code.StartsWith(Community) && a.Code.Length == 15 && a.ValidTo == new DateOnly(2026, 3, 19))
                    .Select(a => new { a.Code, a.Version })
                    .ToListAsync()
        );
        ending.Count.ShouldBe(2, "the merge is planned");

        foreach (var area in ending)
            (
                await admin.Refused(
                    "/api/grids/changes",
                    new
                    {
                        kind = "Redraw",
                        versions = new Dictionary<string, int> { [area.Code] = area.Version },
                        shapes = new[] { new { code = area.Code, nameZh = "改名网格" } },
                    }
                )
            ).Code.ShouldBe("grid.change-planned");
        (await admin.Refused("/api/grids/changes", new { kind = "Redraw", shapes = new object?[] { null } })).Status.ShouldBe(400);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_dedicated_grid_is_renamed_and_ended_on_its_page_and_its_code_begins_anew_on_the_same_day(Engine engine)
    {
        await using var town = await Town.Start(engine);
        using var admin = await town.As(Role.SystemAdmin);
        var code = Community + "905";
        var ring =
            $"[[{Lon - .0004},{Lat - .0003}],[{Lon + .0004},{Lat - .0003}],[{Lon + .0004},{Lat + .0003}],[{Lon - .0004},{Lat + .0003}],[{Lon - .0004},{Lat - .0003}]]";
        var file =
            $"{{\"type\":\"FeatureCollection\",\"features\":[{{\"type\":\"Feature\",\"properties\":{{\"code\":\"{code}\",\"name\":\"二七夜市\",\"kind\":\"夜市\"}},\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[{ring}]}}}}]}}";
        async Task Begin()
        {
            var import = await Upload(town, file);
            import.Errors.ShouldBe(0);
            await Apply(town, import.Id, import.Version);
        }
        Task<string?> Name() =>
            town.With(
                (_, db) => db.AreasOn(new DateOnly(2026, 3, 5)).Where(a => a.Code == code).Select(a => a.NameZh).FirstOrDefaultAsync()
            );

        await Begin();
        var renamed = await admin.Submit(await admin.See($"/grids?area={code}"), "form:has([name=NameZh])", ("NameZh", "德化街夜市"));
        renamed.Text("h1").ShouldBe("德化街夜市");
        (await Name()).ShouldBe("德化街夜市");
        await admin.Submit(await admin.See($"/grids?area={code}"), "form:has([name=Note])", ("Note", "迁走"));
        (await Name()).ShouldBeNull();
        Locate(town).ShouldNotBe(code);
        await Begin();

        (await Name()).ShouldBe("二七夜市");
        Locate(town).ShouldBe(code);
    }

    private static readonly Actor Editor = new(
        Town.District,
        ActorKind.Staff,
        null,
        "",
        [new ActorPost(Guid.Empty, Role.SystemAdmin, "410103", null, "")]
    );

    private static Task<Gezhi.Grids.Importing.GridImport> Upload(Town town, string file) =>
        town.With(
            async (services, db) =>
            {
                var import = services.GetRequiredService<Gezhi.Grids.Importing.ImportBoundaries>();
                var id = await import.Upload(
                    [("夜市.geojson", System.Text.Encoding.UTF8.GetBytes(file))],
                    Gezhi.Grids.Importing.ImportLayer.Dedicated,
                    null,
                    Editor,
                    default
                );
                return await db.GridImports.AsNoTracking().SingleAsync(i => i.Id == id);
            }
        );

    private static Task<int> Apply(Town town, Guid importId, int version) =>
        town.With(
            async (services, _) =>
            {
                await services.GetRequiredService<Gezhi.Grids.Importing.ImportBoundaries>().Apply(importId, version, Editor, default);
                return 0;
            }
        );

    private static string? Locate(Town town) => town.Services.GetRequiredService<GridMap>().Current.At(Lon, Lat).Counts;

    private static async Task<string> Report(HttpClient resident)
    {
        var receipt = await resident.Do(
            "/api/reports",
            new
            {
                text = "路灯不亮，晚上看不见路",
                lon = Lon,
                lat = Lat,
                key = Guid.CreateVersion7(DateTimeOffset.UnixEpoch).ToString(),
            }
        );
        return receipt["receiptNo"]!.GetValue<string>();
    }

    private static async Task<string> CaseAreaOf(Town town, string receiptNo) =>
        await town.With(
            async (_, db) =>
            {
                var plain = receiptNo.Replace("-", "", StringComparison.Ordinal);
                var caseId = await db.Set<Gezhi.Cases.Report>().Where(r => r.ReceiptNo == plain).Select(r => r.CaseId).SingleAsync();
                return await db.Set<Gezhi.Cases.Case>().Where(c => c.Id == caseId).Select(c => c.AreaCode).SingleAsync();
            }
        );

    private static Task<JsonNode> Scope(HttpClient admin) => admin.Do($"/api/grids/scope/{Community}", method: HttpMethod.Get);

    /// <summary>The micro-grid at the tower becomes a grid of its own, without keeping the old code for it.</summary>
    private static async Task<object> Split(HttpClient admin, string micro, string on = Today)
    {
        var inside = (await Scope(admin))["inside"]!.AsArray();
        var codes = inside
            .Select(a => a!["code"]!.GetValue<string>())
            .Where(c => c.Length == 17 && c.StartsWith(Grid, StringComparison.Ordinal))
            .ToList();
        return new
        {
            kind = "Split",
            code = Grid,
            on,
            groups = new[] { codes.Where(c => c != micro).ToArray(), [micro] },
            versions = inside.ToDictionary(a => a!["code"]!.GetValue<string>(), a => a!["version"]!.GetValue<int>()),
        };
    }

    private static async Task<object> Rename(HttpClient admin, string name)
    {
        var version = (await Scope(admin))["inside"]!.AsArray().First(a => a!["code"]!.GetValue<string>() == Grid)![
            "version"
        ]!.GetValue<int>();
        return new
        {
            kind = "Redraw",
            versions = new Dictionary<string, int> { [Grid] = version },
            shapes = new[] { new { code = Grid, nameZh = name } },
        };
    }

    private static async Task WaitUntil(Func<bool> isSo)
    {
        for (var round = 0; round < 100 && !isSo(); round++)
            await Task.Delay(100);
        isSo().ShouldBeTrue();
    }
}
