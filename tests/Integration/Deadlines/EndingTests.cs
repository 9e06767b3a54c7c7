using Gezhi.Cases;
using Gezhi.Cases.Climbing;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Joint;
using Gezhi.Cases.Messages;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Deadlines;

/// <summary>Calls and tasks end with their case, and nobody ends a call to hide that he did not come; on both databases.</summary>
public sealed class EndingTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_void_case_leaves_no_call_and_no_task_behind_and_nobody_is_late_for_it(Engine engine)
    {
        var (town, path, id) = await Dispatched(engine, "窨井盖旁的告示牌");
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        await zhouHang.Do($"{path}/helpers", new { unitCode = "parks", note = "移走花箱" });
        using var leader = await town.As(Role.Leader, "lingdao01");
        await Call(leader, path, "sanitation");
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"{path}/approvals", new { kind = "Void", reason = "重复登记" });
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        await chenMo.Do($"{path}/approvals/decision", new { isGranted = true });

        town.Clock.Move(TimeSpan.FromDays(4));
        await town.Ring();

        var climb = await town.With((_, db) => db.Set<Climb>().AsNoTracking().SingleAsync(c => c.CaseId == id));
        climb.EndedAt.ShouldNotBeNull();
        (await Calls(town, id)).ShouldAllBe(c => c.LateAt == null);
        var task = await Task(town, id, "parks");
        (task.IsOwed, task.LateAt, task.ReleasedAt is not null).ShouldBe((false, null, true));
        (
            await town.With(
                (_, db) =>
                    db.Set<Message>().CountAsync(m => m.CaseId == id && (m.Kind == MessageKind.ClimbLate || m.Kind == MessageKind.TaskLate))
            )
        ).ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_case_is_not_joined_while_a_co_handler_owes_a_part(Engine engine)
    {
        var (town, path, id) = await Dispatched(engine, "窨井盖下陷要移灯杆");
        var other = await town.Report("窨井盖又下陷了");
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        await zhouHang.Do($"{path}/helpers", new { unitCode = "parks", note = "移走花箱" });
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        var join = new { toCaseId = other.CaseId(), note = "同一个井盖" };

        (await linXiao.Refused($"{path}/join", join)).ShouldBe((409, "joint.missing"));
        await zhouHang.Do($"{path}/task/release", new { unitCode = "parks", reason = "由另一件统一安排" });
        await linXiao.Do($"{path}/join", join);

        (await town.With((_, db) => db.Cases.Where(c => c.Id == id).Select(c => c.State).SingleAsync())).ShouldBe(CaseState.Joined);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_called_unit_does_not_end_its_own_call_and_an_overdue_one_stays_late(Engine engine)
    {
        var (town, path, id) = await Dispatched(engine, "窨井盖请环卫来清淤");
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        await zhaoGong.Do($"{path}/acceptance");
        using var leader = await town.As(Role.Leader, "lingdao01");
        await Call(leader, path, "municipal-works,sanitation");

        (await zhaoGong.Refused($"{path}/climbs/end", new { note = "不用来了" })).ShouldBe((409, "climb.end"));
        await zhaoGong.Do($"{path}/climbs/arrival", new { note = "赵工已到" });
        (await zhaoGong.Refused($"{path}/climbs/end", new { note = "不用来了" })).ShouldBe((409, "climb.end"));
        await Overdue(town, id);
        await leader.Do($"{path}/climbs/end", new { note = "已由街道协调" });

        (await Calls(town, id))
            .Select(c => (c.UnitCode, c.LateAt is not null))
            .ShouldBe([("municipal-works", false), ("sanitation", true)]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_ladder_calls_the_unit_that_leads_without_making_it_a_helper(Engine engine)
    {
        var (town, path, id) = await Dispatched(engine, "窨井盖一直没人修");
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        await zhaoGong.Do($"{path}/acceptance");

        town.Clock.Move(TimeSpan.FromDays(12));
        await town.Ring();

        (await Calls(town, id)).ShouldContain(c => c.UnitCode == "municipal-works");
        (await town.With((_, db) => db.Set<CaseHelper>().CountAsync(h => h.CaseId == id && h.UnitCode == "municipal-works"))).ShouldBe(0);
        using var later = await town.As(Role.Handler, "chuzhi001");
        await later.Do($"{path}/returns", new { reason = "产权属于供水公司" });
        (await later.GetAsync(new Uri($"/api/cases/{id}", UriKind.Relative))).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_message_is_cut_between_characters(Engine engine)
    {
        var (town, path, id) = await Dispatched(engine, "窨井盖上有生僻字");
        using var leader = await town.As(Role.Leader, "lingdao01");

        await leader.Do($"{path}/remarks", new { action = "Urge", note = new string('井', 199) + "𠮷𠮷𠮷" });

        (await town.With((_, db) => db.Set<Message>().Where(m => m.CaseId == id).Select(m => m.Text).FirstAsync())).ShouldEndWith("井…");
    }

    private static Task<System.Text.Json.Nodes.JsonNode> Call(HttpClient leader, string path, string units) =>
        leader.Do(
            $"{path}/climbs",
            new
            {
                note = "请到场",
                level = "City",
                unitCodes = units,
                reportMinutes = 60,
            }
        );

    /// <summary>The time to come is over, and no timer has looked yet.</summary>
    private static Task<int> Overdue(Town town, Guid id)
    {
        var before = town.Clock.GetUtcNow().UtcDateTime.AddMinutes(-1);
        return town.With(
            (_, db) => db.Set<Climb>().Where(c => c.CaseId == id).ExecuteUpdateAsync(c => c.SetProperty(x => x.ReportBy, before))
        );
    }

    private static Task<List<ClimbCall>> Calls(Town town, Guid id) =>
        town.With(
            (_, db) =>
                db.Set<ClimbCall>()
                    .AsNoTracking()
                    .Where(c => db.Set<Climb>().Any(x => x.Id == c.ClimbId && x.CaseId == id))
                    .OrderBy(c => c.UnitCode)
                    .ToListAsync()
        );

    private static Task<CaseHelper> Task(Town town, Guid id, string unit) =>
        town.With((_, db) => db.Set<CaseHelper>().AsNoTracking().SingleAsync(h => h.CaseId == id && h.UnitCode == unit));

    private static async Task<(Town Town, string Path, Guid Id)> Dispatched(Engine engine, string text)
    {
        var town = await Town.On(engine);
        town.Clock.Set(new DateTime(2026, 3, 17, 1, 30, 0, DateTimeKind.Utc));
        await town.Ring();
        var receipt = await town.Dispatched(text);
        return (town, $"/api/cases/{receipt["caseId"]}", receipt.CaseId());
    }
}
