using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Identity;

/// <summary>The audit trail: found by everything that matters, exported without harm, watched itself, and never changed.</summary>
public sealed class AuditTrailTests
{
    private const string Whole = "410103";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Rows_are_found_by_person_object_purpose_kind_and_day(Engine engine)
    {
        await using var host = await Trail(engine);
        var li = await host.Hire("li.lei", "李雷", (Role.Dispatcher, Whole, null));
        var han = await host.Hire("han.mei", "韩梅", (Role.Dispatcher, Whole, null));
        var household = Ids.New(host.Clock.UtcNow);
        await Write(host, li, "contact.revealed", household, "核实情况");
        await Write(host, han, "contact.revealed", household, "回访");
        await Write(host, han, "registry.exported", null, "核实情况");
        using var audit = await host.SignedIn("aud");

        (await Found(audit, "person=li.lei&action=contact.")).ShouldBe(["contact.revealed 核实情况"]);
        (await Found(audit, $"person={han}")).ShouldBe(["registry.exported 核实情况", "contact.revealed 回访"]);
        (await Found(audit, $"subject={household}")).ShouldBe(["contact.revealed 回访", "contact.revealed 核实情况"]);
        (await Found(audit, "words=" + Uri.EscapeDataString("核实") + "&action=registry.")).ShouldBe(["registry.exported 核实情况"]);
        (await Found(audit, "action=contact.&to=2040-03-01")).ShouldBeEmpty();
        (await audit.GetAsync("/api/audit?person=no.such.person")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await audit.GetAsync("/api/audit?words=" + new string('x', 300))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Pages_of_one_persons_rows_follow_each_other_without_gap_and_without_repetition(Engine engine)
    {
        await using var host = await Trail(engine);
        var li = await host.Hire("li.lei", "李雷", (Role.Dispatcher, Whole, null));
        var other = await host.Hire("han.mei", "韩梅", (Role.Dispatcher, Whole, null));
        await host.With(
            async (_, db) =>
            {
                for (var i = 0; i < 230; i++)
                    db.Audit(
                        Actor.System(IdentityHost.District) with
                        {
                            AccountId = i % 2 == 0 ? li : other,
                        },
                        "test.row",
                        null,
                        $"{i}",
                        host.Clock.UtcNow.AddSeconds(i)
                    );
                await db.Save(default);
                return 0;
            }
        );
        using var audit = await host.SignedIn("aud");
        var (seen, next) = (new List<string>(), "");

        do
        {
            var page = await audit.GetFromJsonAsync<JsonNode>($"/api/audit?person=li.lei&action=test.{next}");
            seen.AddRange(page!["rows"]!.AsArray().Select(r => r!["detail"]!.GetValue<string>()));
            next = page["next"]?.GetValue<string>() is { } before ? $"&before={before}" : "";
        } while (next != "");

        seen.ShouldBe(Enumerable.Range(0, 115).Reverse().Select(i => $"{i * 2}"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_export_is_harmless_in_a_spreadsheet_and_complete(Engine engine)
    {
        await using var host = await Trail(engine);
        var li = await host.Hire("li.lei", "李雷", (Role.Dispatcher, Whole, null));
        await host.With(
            async (_, db) =>
            {
                db.Audit(
                    Actor.System(IdentityHost.District) with
                    {
                        AccountId = li,
                    },
                    "test.row",
                    null,
                    "=HYPERLINK(\"http://evil.example\")",
                    host.Clock.UtcNow
                );
                for (var i = 0; i < 1_200; i++)
                    db.Audit(Actor.System(IdentityHost.District), "test.row", null, $"行{i}", host.Clock.UtcNow.AddSeconds(1 + i));
                await db.Save(default);
                return 0;
            }
        );
        while (await host.Pump()) { }
        using var audit = await host.SignedIn("aud");

        var answer = await audit.GetAsync("/api/audit/export.csv?action=test.");
        var lines = Encoding
            .UTF8.GetString(await answer.Content.ReadAsByteArrayAsync())
            .TrimStart('\uFEFF')
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        lines.Length.ShouldBe(1 + 1_201);
        lines[^1].ShouldContain("'=HYPERLINK");
        lines[^1].ShouldContain("李雷");
        lines[1].ShouldContain("行1199");
        lines.Skip(1).ShouldAllBe(l => l.Length > 100); // each with its hash
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Who_looks_into_the_trail_stands_in_the_trail(Engine engine)
    {
        await using var host = await Trail(engine);
        using var audit = await host.SignedIn("aud");

        await audit.GetAsync("/api/audit?person=sys&words=13800138000");
        await audit.GetAsync("/api/audit/export.csv?action=sign-in.");

        var rows = await host.With(
            (_, db) => db.Set<AuditRow>().Where(a => a.Action.StartsWith("audit.")).OrderBy(a => a.Id).ToListAsync()
        );
        rows.Select(r => r.Action).Order().ShouldBe(["audit.exported", "audit.searched"]);
        rows.Single(r => r.Action == "audit.searched").Detail.ShouldBe("person=sys words=…"); // a phone that was looked for is not written down
        rows.Single(r => r.Action == "audit.exported").Detail.ShouldBe("action=sign-in.");
        rows.ShouldAllBe(r => r.AccountId != null);
    }

    [Fact]
    public async Task Only_the_audit_administrator_reads_and_nobody_writes()
    {
        await using var host = await Trail();
        foreach (var who in new[] { "sys", "sec" })
        {
            using var person = await host.SignedIn(who);
            (await person.GetAsync("/api/audit")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            (await person.GetAsync("/api/audit/export.csv")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
        using var audit = await host.SignedIn("aud");
        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete })
        {
            var answer = await audit.SendAsync(new HttpRequestMessage(method, "/api/audit"));
            ((int)answer.StatusCode).ShouldBeOneOf(404, 405);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_sealed_row_can_neither_be_changed_nor_removed_by_the_program(Engine engine)
    {
        await using var host = await Trail(engine);
        (await host.SignedIn("aud")).Dispose();
        while (await host.Pump()) { }

        foreach (var remove in new[] { false, true })
            await host.With(
                async (_, db) =>
                {
                    var row = await db.Set<AuditRow>().OrderBy(a => a.Id).FirstAsync();
                    if (remove)
                        db.Remove(row);
                    else
                        db.Entry(row).Property(r => r.Detail).CurrentValue = "nothing happened";
                    await Should.ThrowAsync<InvalidOperationException>(() => db.Save(default));
                    return 0;
                }
            );
        var report = await host.With((_, db) => AuditVerification.Run(db, default));
        report.Faults.ShouldBeEmpty();
        report.Rows.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("update platform_audit set detail = 'nothing happened' where seq = 2", "audit row 2")]
    [InlineData("update platform_audit set account_id = null where seq = 3", "audit row 3")]
    [InlineData("delete from platform_audit where seq = 2", "audit row 3")]
    [InlineData("delete from platform_audit where seq = (select max(seq) from platform_audit)", "the head says")]
    public async Task What_somebody_does_to_the_table_behind_our_back_is_found(string statement, string fault)
    {
        await using var host = await Trail();
        for (var i = 0; i < 4; i++)
            (await host.SignedIn("aud")).Dispose();
        while (await host.Pump()) { }

#pragma warning disable EF1002 // written here, not typed by anybody
        (await host.With((_, db) => db.Database.ExecuteSqlRawAsync(statement))).ShouldBe(1);
#pragma warning restore EF1002

        (await host.With((_, db) => AuditVerification.Run(db, default))).Faults.ShouldHaveSingleItem().ShouldContain(fault);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_is_older_than_the_setting_goes_the_chain_stays_whole_and_a_forged_cut_is_found(Engine engine)
    {
        await using var host = await Trail(engine);
        for (var i = 0; i < 5; i++)
            (await host.SignedIn("aud")).Dispose();
        while (await host.Pump()) { }
        host.Clock.Move(TimeSpan.FromDays(200));
        for (var i = 0; i < 3; i++)
            (await host.SignedIn("aud")).Dispose();
        while (await host.Pump()) { }
        var before = await Count(host);

        (await Prune(host, "0")).ShouldBe(0); // keeps all when nothing is said
        (await Prune(host, "12")).ShouldBe(0);
        var removed = await Prune(host, "6");

        removed.ShouldBe(before - 3);
        (await Count(host)).ShouldBe(3 + 1); // and the row that tells of it
        while (await host.Pump()) { }
        (await host.With((_, db) => AuditVerification.Run(db, default))).Faults.ShouldBeEmpty();
        (await Prune(host, "6")).ShouldBe(0);

        await host.With(
            async (_, db) =>
            {
                var row = await db.Set<AuditRow>().Where(a => a.Seq != null).OrderBy(a => a.Seq).FirstAsync();
                db.Add(
                    new AuditCut
                    {
                        DistrictId = db.DistrictId,
                        Seq = row.Seq!.Value,
                        Hash = row.Hash!,
                        At = host.Clock.UtcNow,
                    }
                );
                await db.Save(default);
                return await db.Set<AuditRow>().Where(a => a.Seq == row.Seq).ExecuteDeleteAsync();
            }
        );
        (await host.With((_, db) => AuditVerification.Run(db, default))).Faults.ShouldHaveSingleItem().ShouldContain("no row tells of it");
    }

    [Fact]
    public async Task After_a_long_stop_the_tidying_catches_up_portion_by_portion_and_stops_before_what_is_young()
    {
        await using var host = await Trail();
        for (var i = 0; i < 30; i++)
            (await host.SignedIn("aud")).Dispose();
        while (await host.Pump()) { }
        host.Clock.Move(TimeSpan.FromDays(3 * 365));
        for (var i = 0; i < 3; i++)
            (await host.SignedIn("aud")).Dispose();
        while (await host.Pump()) { }
        var before = await Count(host);
        var portions = new List<int>();
        var retention = new AuditRetention(
            new ConfigurationBuilder().AddInMemoryCollection([new KeyValuePair<string, string?>("Audit:KeepMonths", "6")]).Build()
        )
        {
            Portion = 7,
        };

        for (var removed = 1; removed > 0; )
        {
            portions.Add(removed = await host.With((_, db) => retention.Run(db, host.Clock.UtcNow, default)));
            while (await host.Pump()) { }
            (await host.With((_, db) => AuditVerification.Run(db, default))).Faults.ShouldBeEmpty("whole after every portion");
        }

        portions.Count.ShouldBeGreaterThan(4);
        portions.SkipLast(2).ShouldAllBe(p => p == 7);
        portions.Sum().ShouldBe(before - 3);
        (await host.With((_, db) => db.Set<AuditRow>().CountAsync(a => a.Action == AuditRetention.Action))).ShouldBe(portions.Count - 1);
    }

    private static Task<int> Count(IdentityHost host) => host.With((_, db) => db.Set<AuditRow>().CountAsync());

    private static Task<int> Prune(IdentityHost host, string months) =>
        host.With(
            (_, db) =>
                new AuditRetention(
                    new ConfigurationBuilder()
                        .AddInMemoryCollection([new KeyValuePair<string, string?>("Audit:KeepMonths", months)])
                        .Build()
                ).Run(db, host.Clock.UtcNow, default)
        );

    private static async Task<IdentityHost> Trail(Engine engine = Engine.Sqlite)
    {
        var host = await IdentityHost.On(engine);
        await host.Hire("sys", "系统管理员甲", (Role.SystemAdmin, Whole, null));
        await host.Hire("sec", "安全管理员甲", (Role.SecurityAdmin, Whole, null));
        await host.Hire("aud", "审计管理员甲", (Role.AuditAdmin, Whole, null));
        return host;
    }

    private static Task<int> Write(IdentityHost host, Guid who, string action, Guid? subject, string detail)
    {
        host.Clock.Move(TimeSpan.FromSeconds(1));
        return host.With(
            async (_, db) =>
            {
                db.Audit(Actor.System(IdentityHost.District) with { AccountId = who }, action, subject, detail, host.Clock.UtcNow);
                await db.Save(default);
                return 0;
            }
        );
    }

    private static async Task<List<string>> Found(HttpClient audit, string query) =>
        [
            .. (await audit.GetFromJsonAsync<JsonNode>("/api/audit?" + query))!["rows"]!
                .AsArray()
                .Select(r => $"{r!["action"]} {r["detail"]}"),
        ];
}
