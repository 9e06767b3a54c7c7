using Gezhi.Cases;
using Gezhi.Cases.Climbing;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Messages;
using Gezhi.Cases.Oversight;
using Gezhi.Platform.Actors;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Deadlines;

/// <summary>Several at one case: parts of co-handlers, calls upwards, answers to leaders, appeals; on both databases.</summary>
public sealed class TogetherTests
{
    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_case_is_handed_in_only_when_every_co_handler_has_or_was_released(Engine engine)
    {
        var (town, path, id) = await Accepted(engine, "窨井盖塌了，要断电断路一起修");
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        using var duan = await town.As(Role.Handler, "chuzhi006");
        await zhouHang.Do($"{path}/helpers", new { unitCode = "traffic-police", note = "封闭一条车道" });
        await zhouHang.Do($"{path}/helpers", new { unitCode = "street-lighting", note = "迁一根灯杆" });
        (await zhouHang.Refused($"{path}/helpers", new { unitCode = "street-lighting", note = "再迁一根" })).ShouldBe((409, "joint.open"));

        (await HandIn(zhaoGong, path)).ShouldBe((409, "joint.missing"));
        (await zhaoGong.Refused($"{path}/task/hand-in", new { result = "我替他们办了" })).ShouldBe((409, "joint.no-task"));
        await duan.Do($"{path}/task/acceptance");
        await duan.Do($"{path}/task/hand-in", Form.With(("result", "已封闭并派人疏导")).Photo("files", Photos.Small));
        (await HandIn(zhaoGong, path)).ShouldBe((409, "joint.missing"));
        (await zhaoGong.Refused($"{path}/task/release", new { unitCode = "street-lighting", reason = "不用了" })).Status.ShouldBe(403);
        await zhouHang.Do($"{path}/task/release", new { unitCode = "street-lighting", reason = "灯杆不在开挖范围内" });
        await zhaoGong.Do($"{path}/hand-in", Form.With(("result", "已修好")).Photo("files", Photos.Small));

        zhaoGong.DefaultRequestHeaders.Accept.Clear();
        var page = await zhaoGong.GetStringAsync(new Uri($"/cases/{id}", UriKind.Relative));
        page.ShouldContain("已封闭并派人疏导");
        page.ShouldContain("灯杆不在开挖范围内");
        (await Told(town, id, MessageKind.TaskGiven)).ShouldBeGreaterThanOrEqualTo(2);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_helper_who_was_let_go_no_longer_sees_the_case_until_asked_again(Engine engine)
    {
        var (town, path, id) = await Accepted(engine, "窨井盖松动，先断电再换");
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        using var duan = await town.As(Role.Handler, "chuzhi006");
        await zhouHang.Do($"{path}/helpers", new { unitCode = "traffic-police", note = "封闭一条车道" });
        (await Sees(duan, path)).ShouldBe(System.Net.HttpStatusCode.OK);
        (await Listed(duan, id)).ShouldBeTrue();

        await zhouHang.Do($"{path}/task/release", new { unitCode = "traffic-police", reason = "改在夜里施工，不用封路" });
        (await Sees(duan, path)).ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await Listed(duan, id)).ShouldBeFalse();
        zhouHang.DefaultRequestHeaders.Accept.Clear();
        var stands = await zhouHang.GetStringAsync(new Uri($"/cases/{id}", UriKind.Relative));
        stands.ShouldContain("改在夜里施工，不用封路", customMessage: "what was on the record stays there");

        await zhouHang.Do($"{path}/helpers", new { unitCode = "traffic-police", note = "还是要封一条车道" });
        (await Sees(duan, path)).ShouldBe(System.Net.HttpStatusCode.OK);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_task_that_is_late_is_told_once_and_stays_visible(Engine engine)
    {
        var (town, path, id) = await Accepted(engine, "窨井盖和路缘石都坏了");
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        var due = town.Clock.GetUtcNow().UtcDateTime.AddMinutes(50);
        await zhouHang.Do(
            $"{path}/helpers",
            new
            {
                unitCode = "parks",
                note = "移走花箱",
                dueAt = due,
            }
        );

        town.Clock.Move(TimeSpan.FromMinutes(40));
        await town.Ring();
        (await Told(town, id, MessageKind.TaskLate)).ShouldBe(0);
        town.Clock.Move(TimeSpan.FromMinutes(11));
        await town.Ring();
        var told = await Told(town, id, MessageKind.TaskLate);
        town.Clock.Move(TimeSpan.FromMinutes(11));
        await town.Ring();

        told.ShouldBeGreaterThan(0);
        (await Told(town, id, MessageKind.TaskLate)).ShouldBe(told);
        using var yuan = await town.As(Role.Handler, "chuzhi004");
        await yuan.Do($"{path}/task/hand-in", new { result = "花箱已移走" });
        (
            await town.With((_, db) => db.Set<Gezhi.Cases.Joint.CaseHelper>().SingleAsync(h => h.CaseId == id && h.UnitCode == "parks"))
        ).LateAt.ShouldNotBeNull("a late hand-in stays late");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_community_calls_departments_one_comes_one_is_late_and_both_sides_stand_on_the_record(Engine engine)
    {
        var (town, path, id) = await Accepted(engine, "窨井盖归谁说不清", onOwnGround: true);
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        using var xu = await town.As(Role.Handler, "chuzhi003");
        (await xu.Refused($"{path}/climbs/arrival", new { note = "到了" })).Status.ShouldBe(404);
        await secretary.Do(
            $"{path}/climbs",
            new
            {
                note = "三家都说不是自己的，请街道牵头",
                level = "Street",
                unitCodes = "sanitation,enforcement",
                reportMinutes = 60,
            }
        );
        (await secretary.Refused($"{path}/climbs", new { note = "再吹一次" })).ShouldBe((409, "climb.open"));

        await xu.Do($"{path}/climbs/arrival", new { note = "许桂芳带队到场" });
        town.Clock.Move(TimeSpan.FromMinutes(61));
        await town.Ring();
        using var lei = await town.As(Role.Handler, "chuzhi005");
        await lei.Do($"{path}/climbs/arrival", new { note = "刚处理完上一起，现在到" });
        using var again = await town.As(Role.CommunitySecretary, "shuji001"); // an hour has passed
        await again.Do($"{path}/climbs/end", new { note = "现场认定归环卫，执法配合" });

        var calls = await town.With(
            (_, db) =>
                db.Set<ClimbCall>()
                    .Where(c => db.Set<Climb>().Any(x => x.Id == c.ClimbId && x.CaseId == id))
                    .OrderBy(c => c.UnitCode)
                    .ToListAsync()
        );
        calls.Select(c => (c.UnitCode, c.LateAt is not null)).ShouldBe([("enforcement", true), ("sanitation", false)]);
        (await Told(town, id, MessageKind.ClimbLate)).ShouldBeGreaterThan(0);
        again.DefaultRequestHeaders.Accept.Clear();
        (await again.GetStringAsync(new Uri("/climbs?ended=1", UriKind.Relative))).ShouldContain("现场认定归环卫");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_leaders_note_must_be_answered_before_closing_and_an_answer_too_late_stays_late(Engine engine)
    {
        var (town, path, id) = await Accepted(engine, "窨井盖反复坏");
        using var leader = await town.As(Role.Leader, "lingdao01");
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        var by = town.Clock.GetUtcNow().UtcDateTime.AddMinutes(30);
        await leader.Do(
            $"{path}/remarks",
            new
            {
                action = "Note",
                note = "请查明反复损坏的原因",
                answerBy = by,
            }
        );
        await zhaoGong.Do($"{path}/hand-in", Form.With(("result", "已更换")).Photo("files", Photos.Small));
        using var sunQian = await town.As(Role.Checker, "hecha01");
        await sunQian.Do($"{path}/checks", new { passed = true });
        using var closing = await town.As(Role.Operator, "caozuo02");
        (await closing.Refused($"{path}/closure", new { answer = "已修好" })).ShouldBe((409, "order.unanswered"));

        town.Clock.Move(TimeSpan.FromMinutes(31));
        await town.Ring();
        (await Told(town, id, MessageKind.OrderLate)).ShouldBeGreaterThan(0);
        using var later = await town.As(Role.Leader, "lingdao01"); // half an hour has passed
        (await later.Refused($"{path}/answers", new { note = "我自己答" })).Code.ShouldBe("order.own");
        using var crew = await town.As(Role.Handler, "chuzhi001");
        await crew.Do($"{path}/answers", new { note = "重型车碾压，已换防沉降井盖" });
        (await crew.Refused($"{path}/answers", new { note = "再答一次" })).ShouldBe((409, "order.none"));
        using var closer = await town.As(Role.Operator, "caozuo02");
        await closer.Do($"{path}/closure", new { answer = "已换防沉降井盖。" });

        (await town.With((_, db) => db.Set<Order>().SingleAsync(o => o.CaseId == id))).LateAt.ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Deciders_are_reminded_the_list_shows_what_waits_and_an_appeal_touches_only_the_evaluation(Engine engine)
    {
        var (town, path, id) = await Accepted(engine, "窨井盖要等定制");
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        await zhaoGong.Do($"{path}/approvals", new { kind = "Extend", reason = "定制井盖周五到" });
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        zhouHang.DefaultRequestHeaders.Accept.Clear();
        (await zhouHang.GetStringAsync(new Uri("/approvals", UriKind.Relative))).ShouldContain("定制井盖周五到");

        town.Clock.Move(TimeSpan.FromDays(1));
        await town.Ring();
        (await Told(town, id, MessageKind.ApprovalLate)).ShouldBeGreaterThan(0);
        using var nextDay = await town.As(Role.Dispatcher, "paiqian01"); // the session of yesterday is over
        using var crew = await town.As(Role.Handler, "chuzhi001");
        await nextDay.Do($"{path}/approvals/decision", new { isGranted = false, note = "有备用井盖" });
        await crew.Do($"{path}/hand-in", Form.With(("result", "已更换")).Photo("files", Photos.Small));
        using var sunQian = await town.As(Role.Checker, "hecha01");
        await sunQian.Do($"{path}/checks", new { passed = true });
        using var closing = await town.As(Role.Operator, "caozuo02");
        await closing.Do($"{path}/closure", new { answer = "已更换。" });
        var closed = await Stored(town, id);
        await crew.Do($"{path}/appeal", new { note = "备件由区里统一采购，请不计入" });
        (await crew.Refused($"{path}/appeal/decision", new { isGranted = true, note = "同意" })).Status.ShouldBe(403);
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        (await chenMo.Refused($"{path}/appeal/decision", new { note = "没说成不成立" })).ShouldBe((400, "input.invalid"));
        await chenMo.Do($"{path}/appeal/decision", new { isGranted = true, note = "属实" });

        var after = await Stored(town, id);
        (after.State, after.OriginalDueAt, after.HandledAt).ShouldBe((CaseState.Closed, closed.OriginalDueAt, closed.HandledAt));
        after.HandledAt!.Value.ShouldBeGreaterThan(after.OriginalDueAt!.Value, "the raw overtime stays");
        (await town.With((_, db) => db.Set<Appeal>().SingleAsync(a => a.CaseId == id))).IsGranted.ShouldBe(true);
    }

    private static async Task<(int, string)> HandIn(HttpClient handler, string path) =>
        await handler.Refused($"{path}/hand-in", Form.With(("result", "已修好")).Photo("files", Photos.Small));

    private static async Task<(Town Town, string Path, Guid Id)> Accepted(Engine engine, string text, bool onOwnGround = false)
    {
        var town = await Town.On(engine);
        town.Clock.Set(new DateTime(2026, 3, 10, 1, 30, 0, DateTimeKind.Utc));
        using var aunt = town.Anybody();
        var receipt = await aunt.Do(
            "/api/reports",
            new
            {
                text,
                lon = onOwnGround ? Field.OwnGround.Lon : Town.Lon,
                lat = onOwnGround ? Field.OwnGround.Lat : Town.Lat,
            }
        );
        var path = $"/api/cases/{receipt["caseId"]}";
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"{path}/filing", new { categoryKey = Reported.Manhole });
        await town.Settle();
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        await zhaoGong.Do($"{path}/acceptance");
        return (town, path, receipt.CaseId());
    }

    private static async Task<System.Net.HttpStatusCode> Sees(HttpClient person, string path) =>
        (await person.GetAsync(new Uri(path, UriKind.Relative))).StatusCode;

    private static async Task<bool> Listed(HttpClient person, Guid id)
    {
        using var page = new HttpRequestMessage(HttpMethod.Get, "/unit?tab=Helping");
        page.Headers.Accept.ParseAdd("text/html");
        return (await (await person.SendAsync(page)).Content.ReadAsStringAsync()).Contains(id.ToString(), StringComparison.Ordinal);
    }

    private static Task<int> Told(Town town, Guid id, MessageKind kind) =>
        town.With((_, db) => db.Set<Message>().CountAsync(m => m.CaseId == id && m.Kind == kind));

    private static Task<Gezhi.Cases.Case> Stored(Town town, Guid id) =>
        town.With((_, db) => db.Cases.AsNoTracking().SingleAsync(c => c.Id == id));
}
