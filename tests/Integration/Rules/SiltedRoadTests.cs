using System.Text.Json.Nodes;
using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Gaps;
using Gezhi.Cases.HandOver;
using Gezhi.Cases.Rules;
using Gezhi.Identity.Accounts;
using Gezhi.Identity.Posts;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Rules;

/// <summary>400 m of silted road that was built and never handed over: cleared before anybody decided whose it is; then it is handed over.</summary>
public sealed class SiltedRoadTests
{
    private const string DirtyRoad = "gb47678/matter/06012";
    private const double Lon = 113.5592;
    private const double Lat = 34.7137;

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_silted_road_without_owner_is_cleared_before_anybody_decided_whose_it_is(Engine engine)
    {
        var town = await Town.On(engine);
        town.Clock.Set(new DateTime(2026, 3, 9, 1, 0, 0, DateTimeKind.Utc));
        using var aunt = town.Anybody();
        var (receipt, path) = await Filed(town, aunt);

        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        await zhouHang.Do($"{path}/dispatches");

        var id = Guid.Parse(receipt["caseId"]!.GetValue<string>());
        var subject = await town.With((_, db) => db.Cases.SingleAsync(c => c.Id == id));
        subject.LeadUnitCode.ShouldBe($"response-{subject.AreaCode[..9]}", "somebody does it, in the same move");
        var reason = DispatchReason.Read(subject.DispatchReason)!;
        (reason.Kind, reason.Place).ShouldBe((ProposalKind.Gap, "工业路东段（建成未移交 400 米）"));
        var gap = await town.With(
            (_, db) => db.Set<GapCase>().Where(c => c.CaseId == id).Join(db.Set<Gap>(), c => c.GapId, g => g.Id, (c, g) => g).SingleAsync()
        );
        (gap.Cause, gap.IsOpen, gap.DeciderTitle.Length > 0).ShouldBe((GapCause.Place, true, true));
        var told = (await aunt.See($"/receipt/{receipt["receiptNo"]}")).Page.Body!.TextContent;
        told.ShouldContain("应急处置组来处理");
        told.ShouldNotContain("移交");

        await Clear(town, subject, path);
        var closed = await town.With((_, db) => db.Cases.SingleAsync(c => c.Id == id));
        closed.State.ShouldBe(CaseState.Closed);
        (await town.With((_, db) => db.Set<Gap>().SingleAsync(g => g.Id == gap.Id))).IsOpen.ShouldBeTrue("nobody has decided yet");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task From_the_day_of_the_hand_over_the_new_unit_answers_without_anybody_doing_anything(Engine engine)
    {
        var town = await Town.On(engine);
        town.Clock.Set(new DateTime(2026, 3, 10, 1, 0, 0, DateTimeKind.Utc));
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        var saved = await chenMo.Do(
            "/api/places-between",
            new
            {
                name = "测试路段",
                sort = "Road",
                categoryPrefixes = "gb47678/matter/06",
                lon = Lon + 0.02,
                lat = Lat,
                radiusMetres = 150,
                builtOn = "2026-01-01",
                toUnitCode = "sanitation",
                handedOverOn = "2026-03-20",
            }
        );
        saved["state"]!.GetValue<string>().ShouldBe(nameof(HandOverState.NotHandedOver));

        town.Clock.Set(new DateTime(2026, 3, 19, 15, 59, 0, DateTimeKind.Utc)); // a minute before midnight in Zhengzhou
        using var aunt = town.Anybody();
        (await Proposed(town, aunt, Lon + 0.02)).ShouldBe(("response", ProposalKind.Gap));
        town.Clock.Set(new DateTime(2026, 3, 19, 16, 1, 0, DateTimeKind.Utc));
        (await Proposed(town, aunt, Lon + 0.02)).ShouldBe(("sanitation", ProposalKind.Place));

        var placeId = saved["id"]!.GetValue<string>();
        using var daysLater = await town.As(Role.ShiftLeader, "zhiban01");
        await daysLater.Do(
            $"/api/places-between/{placeId}",
            new
            {
                name = "测试路段",
                sort = "Road",
                categoryPrefixes = "gb47678/matter/06",
                lon = Lon + 0.02,
                lat = Lat,
                radiusMetres = 150,
                isRemoved = true,
                version = 1,
            },
            HttpMethod.Put
        );
    }

    private static async Task<(string? Unit, ProposalKind Kind)> Proposed(Town town, HttpClient aunt, double lon)
    {
        var (receipt, _) = await Filed(town, aunt, lon);
        var id = Guid.Parse(receipt["caseId"]!.GetValue<string>());
        var subject = await town.With((_, db) => db.Cases.AsNoTracking().SingleAsync(c => c.Id == id));
        if (subject.State == CaseState.Filed)
        {
            using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
            await zhouHang.Do($"/api/cases/{id}/dispatches");
            subject = await town.With((_, db) => db.Cases.AsNoTracking().SingleAsync(c => c.Id == id));
        }
        return (subject.LeadUnitCode!.Split('-')[0], DispatchReason.Read(subject.DispatchReason)!.Kind);
    }

    private static async Task<(JsonNode Receipt, string Path)> Filed(Town town, HttpClient aunt, double lon = Lon)
    {
        var receipt = await aunt.Do(
            "/api/reports",
            new
            {
                text = "下雨后整条路都是淤泥，走路要绕一大圈",
                lon,
                lat = Lat,
                phone = "15400010001",
            }
        );
        var path = $"/api/cases/{receipt["caseId"]}";
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"{path}/filing", new { categoryKey = DirtyRoad });
        await town.Settle();
        return (receipt, path);
    }

    /// <summary>The response group has no crew of its own: the worker of the grid clears it.</summary>
    private static async Task Clear(Town town, Gezhi.Cases.Case subject, string path)
    {
        var area = subject.AreaCode;
        var worker = await town.With(
            async (_, db) =>
                (
                    await db.Set<Post>()
                        .Where(p => p.Role == Role.GridWorker && p.AreaCode != null && p.ValidTo == null)
                        .Join(db.Set<Account>(), p => p.AccountId, a => a.Id, (p, a) => new { p.AreaCode, a.UserName })
                        .ToListAsync()
                )
                    .Where(p => area.StartsWith(p.AreaCode!, StringComparison.Ordinal))
                    .MaxBy(p => p.AreaCode!.Length)!
                    .UserName
        );
        using var hands = await town.As(Role.GridWorker, worker);
        await hands.Do($"{path}/acceptance");
        await hands.Do($"{path}/hand-in", Form.With(("result", "淤泥已清走，路面已冲洗")).Photo("files", Photos.Small));
        using var sunQian = await town.As(Role.Checker, "hecha01");
        await sunQian.Do($"{path}/checks", new { passed = true });
        using var closing = await town.As(Role.Operator, "caozuo02");
        await closing.Do($"{path}/closure", new { answer = "淤泥已清走。" });
    }
}
