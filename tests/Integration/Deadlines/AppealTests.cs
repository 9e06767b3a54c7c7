using Gezhi.Cases.Messages;
using Gezhi.Cases.Oversight;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Deadlines;

/// <summary>An appeal waits for the closing and nobody lets it lie; on both databases.</summary>
public sealed class AppealTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task An_open_appeal_rests_while_the_case_is_open_again_and_leaders_are_reminded_when_its_date_has_come(Engine engine)
    {
        var town = await Town.On(engine);
        town.Clock.Set(new DateTime(2026, 3, 24, 1, 30, 0, DateTimeKind.Utc));
        await town.Ring();
        var receipt = await town.Dispatched("窨井盖两家都修过");
        var (path, id) = ($"/api/cases/{receipt["caseId"]}", receipt.CaseId());
        await Done(town, path, "chuzhi001");
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        await zhaoGong.Do($"{path}/appeal", new { note = "备件由区里采购" });
        (await zhaoGong.Refused($"{path}/appeal", new { note = "再来一次" })).ShouldBe((409, "case.appealed"));
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        await chenMo.Do($"{path}/closure", new { reason = "又坏了" }, HttpMethod.Delete);
        chenMo.DefaultRequestHeaders.Accept.Clear();
        (await chenMo.GetStringAsync(new Uri("/approvals", UriKind.Relative))).ShouldNotContain("备件由区里采购");

        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        await zhouHang.Do($"{path}/dispatches", new { unitCode = "sanitation" });
        await Done(town, path, "chuzhi003");
        using var later = await town.As(Role.ShiftLeader, "zhiban01");
        later.DefaultRequestHeaders.Accept.Clear();
        (await later.GetStringAsync(new Uri("/approvals", UriKind.Relative))).ShouldContain("备件由区里采购");

        town.Clock.Move(TimeSpan.FromDays(2));
        await town.Ring();
        (
            await town.With((_, db) => db.Set<Message>().CountAsync(m => m.CaseId == id && m.Kind == MessageKind.ApprovalLate))
        ).ShouldBeGreaterThan(0);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Each_unit_that_led_a_case_appeals_once_and_its_appeal_is_decided_for_itself(Engine engine)
    {
        var town = await Town.On(engine);
        town.Clock.Set(new DateTime(2026, 3, 25, 1, 30, 0, DateTimeKind.Utc));
        await town.Ring();
        var receipt = await town.Dispatched("路灯先后两家修过");
        var path = $"/api/cases/{receipt["caseId"]}";
        await Done(town, path, "chuzhi001");
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        await zhaoGong.Do($"{path}/appeal", new { note = "第一家的理由" });
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        await chenMo.Do($"{path}/closure", new { reason = "又坏了" }, HttpMethod.Delete);
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        await zhouHang.Do($"{path}/dispatches", new { unitCode = "sanitation" });
        await Done(town, path, "chuzhi003");

        using var second = await town.As(Role.Handler, "chuzhi003");
        await second.Do($"{path}/appeal", new { note = "第二家的理由" });
        (await second.Refused($"{path}/appeal", new { note = "再来一次" })).ShouldBe((409, "case.appealed"));
        using var leader = await town.As(Role.ShiftLeader, "zhiban01");
        leader.DefaultRequestHeaders.Accept.Clear();
        var page = await leader.GetStringAsync(new Uri("/approvals", UriKind.Relative));
        page.ShouldContain("第一家的理由");
        page.ShouldContain("第二家的理由");

        await chenMo.Do(
            $"{path}/appeal/decision",
            new
            {
                isGranted = true,
                note = "属实",
                unitCode = "sanitation",
            }
        );
        var appeals = await town.With((_, db) => db.Set<Appeal>().Where(a => a.CaseId == receipt.CaseId()).ToListAsync());
        appeals.Single(a => a.UnitCode == "sanitation").IsGranted.ShouldBe(true);
        appeals.Single(a => a.UnitCode != "sanitation").DecidedAt.ShouldBeNull();
    }

    private static async Task Done(Town town, string path, string handler)
    {
        using var crew = await town.As(Role.Handler, handler);
        await crew.Do($"{path}/acceptance");
        await crew.Do($"{path}/hand-in", Form.With(("result", "已修好")).Photo("files", Photos.Small));
        using var sunQian = await town.As(Role.Checker, "hecha01");
        await sunQian.Do($"{path}/checks", new { passed = true });
        using var closing = await town.As(Role.Operator, "caozuo02");
        await closing.Do($"{path}/closure", new { answer = "已修好。" });
    }
}
