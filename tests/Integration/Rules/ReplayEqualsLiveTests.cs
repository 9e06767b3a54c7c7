using System.Text.Json.Nodes;
using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Rules;
using Gezhi.Cases.Rules.Trying;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Rules;

/// <summary>What people and the autopilot dispatched, asked again: a trial that answers otherwise tells of differences no draft makes.</summary>
public sealed class ReplayEqualsLiveTests
{
    private const string Litter = "gb47678/matter/06010";
    private const string UnknownCover = "gb47678/matter/01023";
    private const string GreenDestroyed = "gb47678/matter/06045";
    private const string Group = "response-community";
    private static readonly (double Lon, double Lat) Community = (Town.Lon, Town.Lat);
    private static readonly (double Lon, double Lat) OtherStreet = (113.5592, 34.7187);
    private static readonly (double Lon, double Lat) School = (113.6347, 34.7404);
    private static readonly (double Lon, double Lat) Keeper = (113.6231, 34.6566);

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_replay_of_the_book_in_force_decides_each_case_as_the_live_engine_did(Engine engine)
    {
        await using var town = await Town.Start(engine);
        var morning = new DateTime(2026, 3, 6, 0, 0, 0, DateTimeKind.Utc);
        await GroupOfItsOwn(town);
        await NewBook(town);
        (double Lon, double Lat)[] places = [Community, OtherStreet, School, Keeper];
        string[] categories = [Litter, UnknownCover, "gb47678/matter/04001", GreenDestroyed];
        foreach (var hour in new[] { 2, 14 }) // 10:00 and 22:00 in Zhengzhou
        {
            town.Clock.Set(morning.AddHours(hour));
            foreach (var (place, category) in places.SelectMany(p => categories.Select(c => (p, c))))
                await Dispatched(town, place, category);
        }

        var (cases, found) = await town.With(
            async (services, db) =>
            {
                var shelf = await services.GetRequiredService<RuleShelves>().Of(db, default);
                var ground = await services.GetRequiredService<ReplayGrounds>().Of(default);
                var index = shelf.At(town.Clock.GetUtcNow().UtcDateTime);
                var replay = new Replay(index, index, ground);
                var answers = new Dictionary<Guid, DispatchProposal>();
                await foreach (var portion in PastCases.Read(db, morning, morning.AddDays(1), default))
                foreach (var past in portion)
                    answers[past.Id] = DispatchProposal.For(index, Replay.MatterOf(past, ground), replay.Around(past.AreaCode));
                return (await db.Cases.AsNoTracking().ToListAsync(), answers);
            }
        );

        cases.Count.ShouldBe(32);
        foreach (var one in cases)
        {
            var live = DispatchReason.Read(one.DispatchReason)!;
            var again = found[one.Id];
            if (live.Kind == ProposalKind.ByHand)
                again.Reason.Kind.ShouldBe(ProposalKind.Conflict, "a person chose, since the rules contradict each other");
            else
                (again.UnitCode, again.Rule?.Id, again.Reason.Kind, again.Reason.Place).ShouldBe(
                    (one.LeadUnitCode, one.RuleId, live.Kind, live.Place),
                    $"{one.CategoryKey} {one.AreaCode} {one.DispatchedAt:O}"
                );
        }
        using var reader = await town.As(Role.Dispatcher, "paiqian01");
        var byHours = cases.First(c => c.LeadUnitCode == "transport");
        (await reader.See($"/cases/{byHours.Id}"))
            .Text(".tl.record")
            .ShouldMatch(@"规则 R-06010-\d+ 第 4 版", customMessage: "each row names the version used");
        var units = cases.Select(c => c.LeadUnitCode).Distinct().ToList();
        units.ShouldContain(Group, "the community's own response group");
        units.ShouldContain(u => u!.StartsWith("response-4", StringComparison.Ordinal), "a street's response group");
        units.ShouldContain("transport", "the rule with hours");
        units.ShouldContain("civil-affairs", "the rule of schools");
        cases
            .Select(c => DispatchReason.Read(c.DispatchReason)!.Kind)
            .Distinct()
            .Order()
            .ShouldBe([ProposalKind.Rule, ProposalKind.Gap, ProposalKind.ByHand, ProposalKind.Place]);
        cases.Count(c => c.DispatchedBy is null).ShouldBeGreaterThan(5, "the autopilot's");
    }

    private static async Task GroupOfItsOwn(Town town)
    {
        var area = await town.With((services, _) => Task.FromResult(services.GetRequiredService<Gezhi.Grids.Locating.GridMap>().Current));
        var grid = area.Layer(Gezhi.Grids.Locating.GridLayer.Ordinary).Locate(Community.Lon, Community.Lat)!;
        using var admin = await town.As(Role.SystemAdmin, "xitong01");
        await admin.Do(
            $"/api/units/{Group}",
            new
            {
                nameZh = "社区应急处置组",
                kind = "ResponseGroup",
                areaCode = grid[..12],
            },
            HttpMethod.Put
        );
    }

    /// <summary>Litter at night and litter in schools go elsewhere from now on.</summary>
    private static async Task NewBook(Town town)
    {
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        var at = $"/api/rule-drafts/{(await zhouHang.Do("/api/rule-drafts", new { name = "夜间和学校" }))["id"]}";
        RuleContent[] rules =
        [
            new(Litter, "transport", FromMinute: 20 * 60, ToMinute: 6 * 60, AutoDispatch: true),
            new(Litter, "civil-affairs", PlaceKind: AreaKind.School),
        ];
        foreach (var rule in rules)
            await zhouHang.Do($"{at}/changes", new { content = JsonNode.Parse(rule.ToJson()) });
        var trial = await zhouHang.Do($"{at}/trials", new { fromOn = "2026-01-01", toOn = "2026-03-05" });
        var runner = town.Services.GetRequiredService<TrialRunner>();
        for (var round = 0; round < 100; round++)
        {
            await runner.RunNext(Town.District, CancellationToken.None);
            if ((await zhouHang.Do($"/api/rule-trials/{trial["id"]}", null, HttpMethod.Get))["state"]!.GetValue<string>() == "Done")
                break;
            await Task.Delay(50);
        }
        await zhouHang.Do($"{at}/submission", new { });
        await chenMo.Do($"{at}/decision", new { isApproved = true });
    }

    /// <summary>Reported, filed, and dispatched by the autopilot; by a dispatcher where it leaves that to people.</summary>
    private static async Task Dispatched(Town town, (double Lon, double Lat) place, string category)
    {
        using var aunt = town.Anybody();
        var receipt = await aunt.Do(
            "/api/reports",
            new
            {
                text = "请来看看",
                lon = place.Lon,
                lat = place.Lat,
            }
        );
        var id = Guid.Parse(receipt["caseId"]!.GetValue<string>());
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"/api/cases/{id}/filing", new { categoryKey = category });
        await town.Settle();
        if (await town.With((_, db) => db.Cases.Where(c => c.Id == id).Select(c => c.State).SingleAsync()) != CaseState.Filed)
            return;
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        if ((await zhouHang.Refused($"/api/cases/{id}/dispatches")) is { Status: 409, Code: var code })
        {
            code.ShouldBe("dispatch.conflict", "rules that contradict each other choose nobody");
            await zhouHang.Do($"/api/cases/{id}/dispatches", new { unitCode = "parks" });
        }
    }
}
