using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Gaps;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Rules;

/// <summary>Dispatchers who meet the same contested matter at the same moment put it on the register once, and none of them is told of the others.</summary>
public sealed class GapRaceTests
{
    /// <summary>Two rules contest it in the seed town.</summary>
    private const string GreenDestroyed = "gb47678/matter/06045";

    private const int AtOnce = 12;

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Dispatches_at_the_same_moment_open_one_entry(Engine engine)
    {
        var town = await Town.On(engine);
        await NothingOpen(town);
        var paths = new List<string>();
        for (var i = 0; i < AtOnce; i++)
            paths.Add(await Filed(town, $"绿地被人毁了 {i}"));
        using var first = await town.As(Role.Dispatcher, "paiqian01");
        using var second = await town.As(Role.Dispatcher, "paiqian02");

        await Task.WhenAll(paths.Select((path, i) => (i % 2 == 0 ? first : second).Do($"{path}/dispatches", new { unitCode = "parks" })));

        var ids = paths.ConvertAll(p => Guid.Parse(p[(p.LastIndexOf('/') + 1)..]));
        var hung = await town.With((_, db) => db.Set<GapCase>().AsNoTracking().Where(c => ids.Contains(c.CaseId)).ToListAsync());
        hung.Select(c => c.CaseId).ShouldBe(ids, ignoreOrder: true, "every case hangs on the register, once");
        var gapId = hung.Select(c => c.GapId).Distinct().ShouldHaveSingleItem("and all on one entry");
        (await Open(town)).ShouldHaveSingleItem();
        (await town.With((_, db) => db.Set<TimerRow>().CountAsync(t => t.Kind == "cases.gap" && t.SubjectId == gapId))).ShouldBe(1);
        var moves = await town.With(
            (_, db) => db.Timeline.Where(t => ids.Contains(t.CaseId) && t.Action == CaseAction.Dispatch).Select(t => t.CaseId).ToListAsync()
        );
        moves.ShouldBe(ids, ignoreOrder: true, "a move that was done again stands once on the record");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task After_a_decision_the_same_matter_opens_a_new_entry(Engine engine)
    {
        var town = await Town.On(engine);
        await NothingOpen(town);
        using var dispatcher = await town.As(Role.Dispatcher, "paiqian01");
        await dispatcher.Do($"{await Filed(town, "绿地又被人毁了")}/dispatches", new { unitCode = "parks" });
        var before = (await Open(town)).ShouldHaveSingleItem();
        await NothingOpen(town);

        await dispatcher.Do($"{await Filed(town, "绿地再次被人毁了")}/dispatches", new { unitCode = "parks" });

        var after = (await Open(town)).ShouldHaveSingleItem();
        after.Id.ShouldNotBe(before.Id);
        after.OpenKey.ShouldBe(before.OpenKey);
        var decided = await town.With((_, db) => db.Set<Gap>().AsNoTracking().SingleAsync(g => g.Id == before.Id));
        decided.OpenKey.ShouldBeNull("a decided entry makes room");
    }

    private static Task<List<Gap>> Open(Town town) =>
        town.With((_, db) => db.Set<Gap>().AsNoTracking().Where(g => g.CategoryKey == GreenDestroyed && g.DecidedAt == null).ToListAsync());

    /// <summary>Other tests of the same town may have met the matter.</summary>
    private static async Task NothingOpen(Town town)
    {
        using var leader = await town.As(Role.Leader, "lingdao01");
        foreach (var gap in await Open(town))
            await leader.Do($"/api/gaps/{gap.Id}/decision", new { unitCode = "parks", reason = "园林来办" });
    }

    private static async Task<string> Filed(Town town, string text)
    {
        using var aunt = town.Anybody();
        var receipt = await aunt.Do(
            "/api/reports",
            new
            {
                text,
                lon = Town.Lon,
                lat = Town.Lat,
                phone = "15400010001",
            }
        );
        var path = $"/api/cases/{receipt["caseId"]}";
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"{path}/filing", new { categoryKey = GreenDestroyed });
        return path;
    }
}
