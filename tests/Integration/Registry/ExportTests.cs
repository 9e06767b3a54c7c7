using System.Net;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Tables;
using Gezhi.Platform.Text;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Registry;

/// <summary>Lists that leave the registry: masked, marked, by two persons, on the trail.</summary>
public sealed class ExportTests
{
    private const string Grid = "410103010004001";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_list_of_people_waits_for_a_second_person_and_leaves_masked_and_marked(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        using var neighbour = await town.As(Role.GridWorker, "wangge0555");
        var home = await Home.Make(worker, "出");
        var number = CitizenId.Upgrade("410199790507772", new DateOnly(2026, 1, 1))!.Value.Value;
        await home.Person(worker, "赫连出单", "15405993001", number);
        var asked = new
        {
            kind = "Person",
            areaCode = Grid,
            purpose = "Service",
            note = "登记高龄津贴",
        };
        (await worker.Refused("/api/registry/exports", asked with { note = "" })).Status.ShouldBe(400);
        (await neighbour.Refused("/api/registry/exports", asked)).Status.ShouldBe(403);
        var id = (await worker.Do("/api/registry/exports", asked))["id"]!.GetValue<string>();

        (await worker.Refused($"/api/registry/exports/{id}/list.xlsx", method: HttpMethod.Get)).ShouldBe((409, "registry.export-closed"));
        (await worker.Refused($"/api/registry/exports/{id}/decision", new { isApproved = true, version = 1 })).ShouldBe(
            (409, "registry.export-own")
        );
        (await neighbour.Refused($"/api/registry/exports/{id}/decision", new { isApproved = true, version = 1 })).Status.ShouldBe(404);
        var page = await secretary.See("/registry/exports");
        page.Text("main").ShouldContain("登记高龄津贴");
        (await secretary.Submit(page, $"form.decide:has(input[value='{id}'])", ("Do", "yes"))).Status.ShouldBe(HttpStatusCode.OK);

        await home.Person(worker, "东方后来", null, null); // after it was asked for: not what the second person allowed
        var file = await worker.GetAsync($"/api/registry/exports/{id}/list.xlsx");
        file.StatusCode.ShouldBe(HttpStatusCode.OK);
        file.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var rows = SheetReader.Rows(new MemoryStream(await file.Content.ReadAsByteArrayAsync())).ToList();
        var row = rows.Single(r => r["名称"] == "赫连**");
        (row["电话"], row["证件号码"]).ShouldBe(("*******3001", "**************" + number[^4..]));
        rows.ShouldNotContain(r => r["名称"] == "东方**");
        rows.Count.ShouldBe(
            await town.With(
                (_, db) =>
                    db.Set<Gezhi.Registry.Exporting.RegistryExport>().Where(e => e.Id == Guid.Parse(id)).Select(e => e.Rows).SingleAsync()
            )
        );
        rows.ShouldAllBe(r => r["导出标记"].StartsWith("王磊 "));
        var text = await (await worker.GetAsync($"/api/registry/exports/{id}/list.csv")).Content.ReadAsStringAsync();
        text.ShouldNotContain("出单");
        text.ShouldNotContain("1540599");
        (await secretary.GetAsync($"/api/registry/exports/{id}/list.csv")).StatusCode.ShouldBe(
            HttpStatusCode.NotFound,
            "who allowed it does not get it"
        );
        (
            await town.With(
                (_, db) =>
                    db.Set<AuditRow>()
                        .Where(a => a.SubjectId == Guid.Parse(id))
                        .OrderBy(a => a.At)
                        .ThenBy(a => a.Id)
                        .Select(a => a.Action)
                        .ToListAsync()
            )
        ).ShouldBe(["registry.export-asked", "registry.export-approved", "registry.exported", "registry.exported"], ignoreOrder: true);

        town.Clock.Move(TimeSpan.FromHours(25));
        using var nextDay = await town.As(Role.GridWorker, "wangge0001"); // the session has ended too
        (await nextDay.Refused($"/api/registry/exports/{id}/list.xlsx", method: HttpMethod.Get)).ShouldBe((409, "registry.export-closed"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_short_list_of_things_needs_nobody_else_and_a_name_that_is_a_formula_does_not_run(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        await worker.Do(
            "/api/registry/places",
            new
            {
                areaCode = Grid + "01",
                name = "=HYPERLINK(\"http://evil\",\"点我\")",
                type = "SmallShop",
            }
        );
        await worker.Do(
            "/api/registry/places",
            new
            {
                areaCode = Grid + "01",
                name = "@SUM(1)+导出",
                type = "SmallShop",
            }
        );

        var id = (
            await worker.Do(
                "/api/registry/exports",
                new
                {
                    kind = "Place",
                    areaCode = Grid,
                    purpose = "Inspection",
                    note = "消防检查",
                }
            )
        )["id"]!.GetValue<string>();
        var text = await (await worker.GetAsync($"/api/registry/exports/{id}/list.csv")).Content.ReadAsStringAsync();

        text.ShouldContain("'=HYPERLINK");
        text.ShouldContain("'@SUM");
        text.Split('\n').ShouldAllBe(line => line.Length == 0 || !"=+-@".Contains(line.TrimStart('\uFEFF', '"')[0]));
        var book = SheetReader
            .Rows(new MemoryStream(await (await worker.GetAsync($"/api/registry/exports/{id}/list.xlsx")).Content.ReadAsByteArrayAsync()))
            .ToList();
        book.ShouldContain(r => r["名称"].StartsWith("=HYPERLINK"), "in a workbook it is a text and stays as it is");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_refusal_says_why_and_is_final(Engine engine)
    {
        var town = await Town.On(engine);
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        var id = (
            await worker.Do(
                "/api/registry/exports",
                new
                {
                    kind = "Household",
                    areaCode = Grid,
                    purpose = "Statistics",
                    note = "报表",
                }
            )
        )["id"]!.GetValue<string>();

        (await secretary.Refused($"/api/registry/exports/{id}/decision", new { isApproved = false, version = 1 })).Status.ShouldBe(400);
        await secretary.Do(
            $"/api/registry/exports/{id}/decision",
            new
            {
                isApproved = false,
                version = 1,
                reason = "用统计数就够",
            }
        );
        (await secretary.Refused($"/api/registry/exports/{id}/decision", new { isApproved = true, version = 2 })).ShouldBe(
            (409, "registry.export-decided")
        );
        (await worker.See("/registry/exports")).Text("main").ShouldContain("用统计数就够");
    }
}
