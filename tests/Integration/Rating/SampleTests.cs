using System.Net;
using System.Security.Cryptography;
using System.Text;
using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Messages;
using Gezhi.Cases.Samples;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Rating;

/// <summary>Closed cases are drawn by lot and looked at by somebody else; on both databases.</summary>
public sealed class SampleTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Anybody_can_draw_again_from_the_list_and_the_seed_and_nobody_draws_twice(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Morning(20);
        for (var i = 0; i < 3; i++)
            await town.Closed($"抽查：井盖 {i}");
        var day = Day(town);
        town.Clock.Move(TimeSpan.FromDays(1));
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        (await chenMo.Refused("/api/draws", new { fromOn = Iso(Day(town)), toOn = Iso(Day(town)) })).ShouldBe((409, "draw.days"));

        var made = await chenMo.Do(
            "/api/draws",
            new
            {
                fromOn = Iso(day),
                toOn = Iso(day),
                number = "26047",
                numberSource = "福彩3D 公告",
            }
        );

        var id = made["drawId"]!.GetValue<string>();
        (await chenMo.Refused("/api/draws", new { fromOn = Iso(day), toOn = Iso(day) })).ShouldBe((409, "draw.twice"));
        var lines = (await chenMo.GetStringAsync(new Uri($"/samples/{id}/list.csv", UriKind.Relative))).Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries
        )[1..];
        var entries = lines.Select(l => l.Split(',')).ToList();
        entries.Count.ShouldBe(made["population"]!.GetValue<int>());
        var seed = $"410103|{Iso(day)}|{Iso(day)}|26047";
        var again = entries
            .GroupBy(e => e[0])
            .SelectMany(g =>
                g.OrderBy(e => Hex($"{seed}|{e[2]}"), StringComparer.Ordinal)
                    .Take(
                        (int)
                            Math.Ceiling(
                                g.Count()
                                    * (
                                        g.Key == "OnSpot" ? 0.2m
                                        : g.Key == "Rework" ? 0.1m
                                        : 0.05m
                                    )
                            )
                    )
            )
            .Select(e => e[2]);
        again.ShouldBe(entries.Where(e => e[3] == "1").Select(e => e[2]), ignoreOrder: true);
        var page = await chenMo.See($"/samples/{id}");
        page.Text("main").ShouldContain(seed);
        page.Text("main").ShouldContain("福彩3D 公告");
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        (await linXiao.Refused("/api/draws", new { fromOn = Iso(day), toOn = Iso(day) })).Status.ShouldBe(403);
        (await linXiao.See($"/samples/{id}")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_fails_is_opened_again_with_its_history_and_neither_handler_nor_earlier_checker_looks(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Morning(21);
        var receipt = await town.Closed("抽查：只铺了一层灰");
        var (drawId, entry) = await Drawn(town, receipt.CaseId());
        var path = $"/api/draws/{drawId}/cases/{entry.CaseId}/result";
        using var sunQian = await town.As(Role.Checker, "hecha01"); // checked it before
        (await sunQian.See("/samples")).Text("ol.work").ShouldNotContain("抽查：只铺了一层灰");
        (await sunQian.Refused(path, new { passed = true })).ShouldBe((409, "sample.own-work"));
        using var maJunfeng = await town.As(Role.Checker, "hecha02");
        (await maJunfeng.Refused(path, new { passed = false })).Status.ShouldBe(400);

        var list = await maJunfeng.See("/samples");
        await maJunfeng.Submit(
            list,
            $"form:has(input[value='{entry.CaseId}'])",
            ["Files"],
            ("Passed", "false"),
            ("Note", "踩上去还是松的")
        );

        var rows = await town.With((_, db) => db.Timeline.Where(t => t.CaseId == entry.CaseId).OrderBy(t => t.Sequence).ToListAsync());
        rows[^2].Action.ShouldBe(CaseAction.Recheck);
        rows[^2].Evidence.ShouldNotBeNull();
        rows[^1].Action.ShouldBe(CaseAction.Reopen);
        (await town.With((_, db) => db.Cases.AsNoTracking().SingleAsync(c => c.Id == entry.CaseId))).ReopenCount.ShouldBe(1);
        (
            await town.With((_, db) => db.Set<Message>().AnyAsync(m => m.CaseId == entry.CaseId && m.Kind == MessageKind.SampleFailed))
        ).ShouldBeTrue();
        (await maJunfeng.Refused(path, new { passed = true })).ShouldBe((409, "sample.judged"));
        (await maJunfeng.See($"/samples/{drawId}")).Text("main").ShouldContain("踩上去还是松的");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_passes_stays_closed_and_leaves_the_list(Engine engine)
    {
        var town = await Town.On(engine);
        await town.Morning(22);
        var receipt = await town.Closed("抽查：确实修好了");
        var (drawId, entry) = await Drawn(town, receipt.CaseId());
        using var maJunfeng = await town.As(Role.Checker, "hecha02");

        await maJunfeng.Do($"/api/draws/{drawId}/cases/{entry.CaseId}/result", new { passed = true, note = "和照片一致" });

        (await maJunfeng.See("/samples")).Text("ol.work").ShouldNotContain("抽查：确实修好了");
        (await town.With((_, db) => db.Cases.AsNoTracking().SingleAsync(c => c.Id == entry.CaseId))).State.ShouldBe(CaseState.Closed);
    }

    /// <summary>Alone on its day, so that the lot must fall on it.</summary>
    private static async Task<(string DrawId, DrawEntry Entry)> Drawn(Town town, Guid caseId)
    {
        var day = Day(town);
        town.Clock.Move(TimeSpan.FromDays(1));
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        var made = await chenMo.Do("/api/draws", new { fromOn = Iso(day), toOn = Iso(day) });
        made["drawn"]!.GetValue<int>().ShouldBe(1);
        return (
            made["drawId"]!.GetValue<string>(),
            await town.With((_, db) => db.Set<DrawEntry>().AsNoTracking().SingleAsync(e => e.CaseId == caseId && e.IsDrawn))
        );
    }

    private static DateOnly Day(Town town) => DateOnly.FromDateTime(town.Clock.GetUtcNow().UtcDateTime.AddHours(8));

    private static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string Hex(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
