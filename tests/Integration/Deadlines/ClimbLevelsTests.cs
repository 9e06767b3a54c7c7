using Gezhi.Cases;
using Gezhi.Cases.Climbing;
using Gezhi.Cases.Deadlines;
using Gezhi.Cases.Messages;
using Gezhi.Identity.Accounts;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Field;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Deadlines;

/// <summary>From the micro-grid up to the city, rung by rung, by hand and by the ladder; on both databases.</summary>
public sealed class ClimbLevelsTests
{
    /// <summary>Nothing else in the town climbs by a rule of this category.</summary>
    private const string Kiosk = "gb47678/matter/06010";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task By_hand_each_level_calls_the_next_one_and_the_city_is_the_last(Engine engine)
    {
        var (town, id) = await Dispatched(engine, "小广告贴满了配电箱", Reported.Manhole);
        var area = await town.With((_, db) => db.Cases.Where(c => c.Id == id).Select(c => c.AreaCode).SingleAsync());
        area.Length.ShouldBe(17, "the usual place lies in a micro-grid");
        (Role Role, int Digits)[] callers =
        [
            (Role.GridWorker, 17),
            (Role.GridLead, 15),
            (Role.CommunitySecretary, 12),
            (Role.Leader, 9),
            (Role.Leader, 6),
        ];

        foreach (var (role, digits) in callers)
            await Call(town, id, await Person(town, role, area[..digits]));

        var climbs = await town.With((_, db) => db.Set<Climb>().AsNoTracking().Where(c => c.CaseId == id).OrderBy(c => c.No).ToListAsync());
        climbs
            .ConvertAll(c => (c.From, c.To))
            .ShouldBe([
                (ClimbLevel.MicroGrid, ClimbLevel.Grid),
                (ClimbLevel.Grid, ClimbLevel.Community),
                (ClimbLevel.Community, ClimbLevel.Street),
                (ClimbLevel.Street, ClimbLevel.District),
                (ClimbLevel.District, ClimbLevel.City),
            ]);
        climbs.ShouldAllBe(c => c.EndedAt != null);
        var lead = await Person(town, Role.GridLead, area[..15]);
        (
            await Should.ThrowAsync<RuleViolation>(() => Do(town, f => f.Run(id, new("往下呼叫", ClimbLevel.MicroGrid), lead, default)))
        ).Code.ShouldBe("climb.level");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task By_rule_the_ladder_reaches_all_six_levels_and_tells_whoever_stands_there(Engine engine)
    {
        var town = await Town.On(engine);
        town.Clock.Set(new DateTime(2026, 3, 27, 1, 30, 0, DateTimeKind.Utc));
        await town.Ring();
        var levels = Enum.GetValues<LadderLevel>().Where(l => l != LadderLevel.Holder).ToList();
        await Set(town, levels.Select((l, i) => new KeepTimetable.Rung(null, Stage.Handle, l, 100, (i + 1) * 10, Kiosk, Climbs: true)));
        await Settled(town); // a case that is first looked at by a recomputation would only note what lies days back
        try
        {
            var (_, id) = await Dispatched(engine, "果皮箱满了三天", Kiosk);
            var due = await town.With((_, db) => db.Cases.Where(c => c.Id == id).Select(c => c.DueAt).SingleAsync());

            town.Clock.Set(due!.Value.AddDays(4));
            await town.Ring();

            var climbs = await town.With((_, db) => db.Set<Climb>().AsNoTracking().Where(c => c.CaseId == id).ToListAsync());
            climbs.ConvertAll(c => c.To).Distinct().Order().ShouldBe(Enum.GetValues<ClimbLevel>());
            climbs.ShouldAllBe(c => c.CalledBy == null && c.From <= c.To);
            foreach (var user in (string[])["wangge0001", "shuji001", "lingdao01"])
            {
                var account = await town.With((_, db) => db.Set<Account>().Where(a => a.UserName == user).Select(a => a.Id).SingleAsync());
                (await town.With((_, db) => db.Set<Message>().AnyAsync(m => m.CaseId == id && m.AccountId == account))).ShouldBeTrue(user);
            }
            await English(town, id);
        }
        finally
        {
            var rungs = await town.With((_, db) => db.Set<LadderRung>().Where(r => r.CategoryPrefix == Kiosk).ToListAsync());
            await Set(
                town,
                rungs.Select(r => new KeepTimetable.Rung(r.Id, r.Stage, r.Level, r.Percent, r.MoreMinutes, Kiosk, IsActive: false))
            );
            await Settled(town);
        }
    }

    /// <summary>Both passes of the recomputation that another ladder begins.</summary>
    private static async Task Settled(Town town)
    {
        await town.Ring();
        town.Clock.Move(TimeSpan.FromMinutes(2));
        await town.Ring();
    }

    /// <summary>What the clock wrote is read in the reader's language.</summary>
    private static async Task English(Town town, Guid id)
    {
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        chenMo.DefaultRequestHeaders.AcceptLanguage.Clear();
        chenMo.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var page = await chenMo.See($"/cases/{id}");
        page.Texts(".record li p").ShouldContain(t => t.Contains("told: City", StringComparison.Ordinal));
        page.Texts(".record li p").ShouldNotContain(t => t.Contains("时限", StringComparison.Ordinal));
        page.Texts(".together p").ShouldNotContain(t => t.Contains("时限", StringComparison.Ordinal));
    }

    private static async Task Call(Town town, Guid id, Actor caller)
    {
        await Do(town, f => f.Run(id, new("本级办不了"), caller, default));
        await Do(town, f => f.End(id, new("已由上级协调"), caller, default));
    }

    private static Task<MoveResult> Do(Town town, Func<ClimbCase, Task<MoveResult>> work) =>
        town.With((services, _) => work(services.GetRequiredService<ClimbCase>()));

    /// <summary>Somebody with one post of this level, whoever holds it in the seed.</summary>
    private static async Task<Actor> Person(Town town, Role role, string area)
    {
        var account = await town.With((_, db) => db.Set<Account>().Where(a => a.UserName == "wangge0001").Select(a => a.Id).SingleAsync());
        return new Actor(
            Town.District,
            ActorKind.Staff,
            account,
            "试验",
            [new ActorPost(Ids.New(town.Clock.UtcNow), role, area, null, $"{area.Length}位岗位")]
        );
    }

    private static Task<bool> Set(Town town, IEnumerable<KeepTimetable.Rung> rungs) =>
        town.With(
            async (services, _) =>
            {
                foreach (var rung in rungs)
                    await services.GetRequiredService<KeepTimetable>().Set(rung, Actor.System(Town.District), default);
                return true;
            }
        );

    private static async Task<(Town Town, Guid Id)> Dispatched(Engine engine, string text, string category)
    {
        var town = await Town.On(engine);
        if (category == Reported.Manhole)
            town.Clock.Set(new DateTime(2026, 3, 26, 1, 30, 0, DateTimeKind.Utc));
        await town.Ring();
        var receipt = await town.ReportAt(OwnGround.Lon, OwnGround.Lat, text);
        var path = $"/api/cases/{receipt["caseId"]}";
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"{path}/filing", new { categoryKey = category });
        await town.Settle();
        return (town, receipt.CaseId());
    }
}
