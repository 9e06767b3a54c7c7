using System.Text.Json.Nodes;
using Gezhi.Cases.Coverage;
using Gezhi.Cases.Rules;
using Gezhi.Cases.Rules.Checks;
using Gezhi.Cases.Rules.Trying;
using Gezhi.Grids.Areas;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Rules;

/// <summary>Checks and coverage are kept in memory, but never longer than what they were made of.</summary>
public sealed class FreshChecksTests
{
    private const string UnknownCover = "gb47678/matter/01023";
    private const string UnknownPole = "gb47678/matter/01034";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_book_that_comes_into_force_at_noon_closes_its_gaps_at_noon_and_not_at_midnight(Engine engine)
    {
        await using var town = await Town.Start(engine);
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        var now = town.Clock.GetUtcNow().UtcDateTime;
        await NewBook(
            town,
            zhouHang,
            chenMo,
            now.AddHours(1),
            new(UnknownCover, "municipal-works"),
            new(UnknownPole, "telecom", FromMinute: 480, ToMinute: 1080)
        );

        (await Gaps(town)).ShouldContain(UnknownCover);
        town.Clock.Set(now.AddHours(2));
        (await Gaps(town)).ShouldNotContain(UnknownCover);
        (await Gaps(town)).ShouldContain(UnknownPole, "rules for some hours leave a gap");
        using var later = await town.As(Role.Dispatcher, "paiqian01");
        (await later.See($"/coverage?category={UnknownPole}")).Text("main").ShouldContain("只管“每天 08:00-18:00”，由");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_grid_that_ended_and_one_that_began_on_one_day_make_another_map_though_there_are_as_many(Engine engine)
    {
        await using var town = await Town.Start(engine);
        var grids = await town.With(
            (_, db) => db.Areas.Where(a => a.ValidTo == null && a.Code.Length == 17).Take(2).Select(a => a.Code).ToListAsync()
        );
        await End(town, grids[0]);
        var before = await Live(town);
        (before.Knows(grids[0]), before.Knows(grids[1])).ShouldBe((false, true));

        await Begin(town, grids[0]);
        await End(town, grids[1]);

        var after = await Live(town);
        after.Codes.Count.ShouldBe(before.Codes.Count);
        (after.Knows(grids[0]), after.Knows(grids[1])).ShouldBe((true, false));
        (await Live(town)).ShouldBeSameAs(after, "nothing changed since");
    }

    private static Task<CoverageMap> Live(Town town) =>
        town.With((services, _) => services.GetRequiredService<ReadCoverage>().Live(CancellationToken.None));

    private static Task<int> End(Town town, string code) =>
        town.With(
            (_, db) => db.Areas.Where(a => a.Code == code).ExecuteUpdateAsync(a => a.SetProperty(x => x.ValidTo, new DateOnly(2026, 3, 4)))
        );

    private static Task<int> Begin(Town town, string code) =>
        town.With((_, db) => db.Areas.Where(a => a.Code == code).ExecuteUpdateAsync(a => a.SetProperty(x => x.ValidTo, (DateOnly?)null)));

    private static Task<List<string>> Gaps(Town town) =>
        town.With(
            async (services, _) =>
                (await services.GetRequiredService<RuleChecks>().Run(null, CancellationToken.None)).Gaps.Select(g => g.CategoryKey).ToList()
        );

    private static async Task NewBook(Town town, HttpClient author, HttpClient approver, DateTime inForceAt, params RuleContent[] rules)
    {
        var at = $"/api/rule-drafts/{(await author.Do("/api/rule-drafts", new { name = "中午生效" }))["id"]}";
        foreach (var rule in rules)
            await author.Do($"{at}/changes", new { content = JsonNode.Parse(rule.ToJson()) });
        var trial = await author.Do($"{at}/trials", new { fromOn = "2026-01-01", toOn = "2026-03-05" });
        var runner = town.Services.GetRequiredService<TrialRunner>();
        for (var round = 0; round < 100; round++)
        {
            await runner.RunNext(Town.District, CancellationToken.None);
            var read = await author.Do($"/api/rule-trials/{trial["id"]}", null, HttpMethod.Get);
            if (read["state"]!.GetValue<string>() == nameof(TrialState.Done))
                break;
            await Task.Delay(50);
        }
        await author.Do($"{at}/submission", new { });
        await approver.Do($"{at}/decision", new { isApproved = true, inForceAt });
    }
}
