using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Cases;

/// <summary>The rules around the loop: whose work it is, what overtakes what, what the receipt stands for; on both databases.</summary>
public sealed class WhoMayTests
{
    private const string Manhole = "gb47678/matter/01002";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_worker_of_the_grid_sees_what_a_bureau_leads_but_does_not_work_for_it(Engine engine)
    {
        var town = await Town.On(engine);
        var path = await Dispatched(town, "井盖翘起来了", OnOwnGround: true);
        using var wangLei = await town.As(Role.GridWorker, "wangge0001");

        (await wangLei.Refused($"{path}/acceptance")).Status.ShouldBe(403);
        (await wangLei.Refused($"{path}/returns", new { reason = "不归我们" })).Status.ShouldBe(403);
        (await wangLei.Refused($"{path}/approvals", new { kind = "Extend", reason = "来不及" })).Status.ShouldBe(403);
        await wangLei.Do($"{path}/departure");
        await wangLei.Do($"{path}/arrival");

        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        await zhaoGong.Do($"{path}/acceptance");
        (await wangLei.Refused($"{path}/hand-in", new { result = "修好了" })).Status.ShouldBe(403);
    }

    [Theory]
    [InlineData(Role.Operator, "caozuo01", "Sensor", 409)]
    [InlineData(Role.Operator, "caozuo01", "DigitalCity", 409)]
    [InlineData(Role.Operator, "caozuo01", "GridPatrol", 409)]
    [InlineData(Role.Handler, "chuzhi001", "Hotline", 403)]
    [InlineData(Role.AuditAdmin, "shenji01", "Hotline", 403)]
    [InlineData(Role.Operator, "caozuo01", "Hotline", 201)]
    [InlineData(Role.GridWorker, "wangge0001", "GridPatrol", 403)]
    public async Task Nobody_reports_through_a_channel_that_is_not_theirs(Role role, string userName, string channel, int status)
    {
        var town = await Town.On(Engine.Sqlite);
        using var person = await town.As(role, userName);

        var answer = await person.Ask(
            "/api/reports",
            new
            {
                channel,
                text = "路灯不亮",
                lon = 113.62,
                lat = 34.70, // far from the grid of 王磊
            }
        );

        ((int)answer.StatusCode).ShouldBe(status);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_case_without_a_place_gets_one_when_it_is_filed(Engine engine)
    {
        var town = await Town.On(engine);
        using var aunt = town.Anybody();
        var receipt = await aunt.Do("/api/reports", new { text = "二七塔旁边井盖松了" });
        var path = $"/api/cases/{receipt["caseId"]}";
        using var linXiao = await town.As(Role.Operator, "caozuo01");

        (await linXiao.Refused($"{path}/filing", new { categoryKey = Manhole, placeText = "天涯海角第九棵树" })).ShouldBe(
            (409, "place.unknown")
        );
        await linXiao.Do($"{path}/filing", new { categoryKey = Manhole, placeText = "二七纪念塔" });

        var placed = await Stored(town, receipt["caseId"]!.GetValue<string>());
        placed.AreaCode.Length.ShouldBe(17);
        placed.Lon.ShouldNotBeNull();
        placed.PlaceText.ShouldBe("二七纪念塔");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_text_of_a_report_changed_behind_our_back_is_found_and_an_erased_one_is_not_a_fault(Engine engine)
    {
        var town = await Town.On(engine);
        var receipt = await town.With((_, _) => town.Anybody().Do("/api/reports", new { text = "夜里有人倒渣土" }));
        var id = Guid.Parse(receipt["caseId"]!.GetValue<string>());

        await town.With(
            (_, db) => db.Reports.Where(r => r.OwnCaseId == id).ExecuteUpdateAsync(r => r.SetProperty(x => x.Text, "没有这回事"))
        );
        (await town.With((_, db) => TimelineVerification.Run(db, default))).Faults.ShouldHaveSingleItem().ShouldContain("was altered");

        await town.With(
            (_, db) =>
                db
                    .Reports.Where(r => r.OwnCaseId == id)
                    .ExecuteUpdateAsync(r => r.SetProperty(x => x.Text, "").SetProperty(x => x.Salt, (byte[]?)null))
        );
        (await town.With((_, db) => TimelineVerification.Run(db, default))).Faults.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_shelved_case_goes_on_by_itself_when_its_day_has_come(Engine engine)
    {
        var town = await Town.On(engine);
        var path = await Dispatched(town, "人行道地砖松动，要等材料");
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        await zhaoGong.Do($"{path}/acceptance");
        var until = town.Clock.GetUtcNow().UtcDateTime.AddMinutes(20);
        await zhaoGong.Do(
            $"{path}/approvals",
            new
            {
                kind = "Shelve",
                reason = "等井圈到货",
                until,
            }
        );
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        (await zhouHang.Do($"{path}/approvals/decision", new { isGranted = true }))["state"]!.GetValue<string>().ShouldBe("Shelved");

        await town.Ring();
        (await Stored(town, IdOf(path))).State.ShouldBe(CaseState.Shelved);
        town.Clock.Move(TimeSpan.FromMinutes(21));
        await town.Ring();

        var resumed = await Stored(town, IdOf(path));
        resumed.State.ShouldBe(CaseState.Handling);
        resumed.DueAt.ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_unit_gets_two_extensions_and_no_third(Engine engine)
    {
        var town = await Town.On(engine);
        var path = await Dispatched(town, "路缘石松动，等石材");
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        await zhaoGong.Do($"{path}/acceptance");
        var due = (await Stored(town, IdOf(path))).DueAt;
        for (var round = 1; round <= 2; round++)
        {
            await zhaoGong.Do($"{path}/approvals", new { kind = "Extend", reason = "石材没到" });
            await zhouHang.Do($"{path}/approvals/decision", new { isGranted = true });
            var later = (await Stored(town, IdOf(path))).DueAt;
            (later > due).ShouldBeTrue();
            due = later;
        }
        (await zhaoGong.Refused($"{path}/approvals", new { kind = "Extend", reason = "再等等" })).ShouldBe((409, "case.extension-limit"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task After_the_deadline_nobody_asks_for_more_time_but_who_asked_before_still_gets_it(Engine engine)
    {
        var town = await Town.On(engine);
        var (late, asked) = (await Dispatched(town, "护栏歪了，等配件"), await Dispatched(town, "路名牌掉漆，等配件"));
        using (var zhaoGong = await town.As(Role.Handler, "chuzhi001"))
        {
            await zhaoGong.Do($"{late}/acceptance");
            await zhaoGong.Do($"{asked}/acceptance");
            await zhaoGong.Do($"{asked}/approvals", new { kind = "Extend", reason = "配件在路上" });
        }
        var due = new[] { await Stored(town, IdOf(late)), await Stored(town, IdOf(asked)) }.Max(c => c.DueAt!.Value);

        town.Clock.Set(due.AddMinutes(1));

        using var again = await town.As(Role.Handler, "chuzhi001");
        (await again.Refused($"{late}/approvals", new { kind = "Extend", reason = "来不及了" })).ShouldBe((409, "case.extension-late"));
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        await zhouHang.Do($"{asked}/approvals/decision", new { isGranted = true });
        (await Stored(town, IdOf(asked))).ExtensionCount.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_request_that_was_overtaken_is_no_longer_there_to_decide(Engine engine)
    {
        var town = await Town.On(engine);
        var path = await Dispatched(town, "雨水箅子堵了");
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        (await zhaoGong.Refused($"{path}/approvals", new { kind = "Extend", reason = "还没接" })).ShouldBe((409, "case.move-not-allowed"));
        await zhaoGong.Do($"{path}/acceptance");
        await zhaoGong.Do($"{path}/approvals", new { kind = "Extend", reason = "等抽水车" });

        await zhaoGong.Do($"{path}/hand-in", Form.With(("result", "已疏通")).Photo("files", Photos.Small));

        (await zhouHang.Refused($"{path}/approvals/decision", new { isGranted = true })).ShouldBe((409, "approval.none"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Whoever_had_a_hand_in_the_work_does_not_check_it_and_the_unit_appeals_once(Engine engine)
    {
        var town = await Town.On(engine);
        var path = await Dispatched(town, "检查井冒水");
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        await zhaoGong.Do($"{path}/acceptance");
        await zhaoGong.Do($"{path}/hand-in", Form.With(("result", "已处理")).Photo("files", Photos.Small));
        using var sunQian = await town.As(Role.Checker, "hecha01");
        await sunQian.Do($"{path}/checks", new { passed = true });
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"{path}/closure", new { answer = "已处理好。" });

        (await sunQian.Refused($"{path}/appeal", new { note = "不是我们的" })).Status.ShouldBe(403);
        await zhaoGong.Do($"{path}/appeal", new { note = "第一次派错了单位" });
        (await zhaoGong.Refused($"{path}/appeal", new { note = "再说一次" })).ShouldBe((409, "case.appealed"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Who_reported_what_was_joined_hears_of_it_and_can_be_split_off_a_case_that_ended(Engine engine)
    {
        var town = await Town.On(engine);
        using var aunt = town.Anybody();
        using var uncle = town.Anybody();
        var first = await aunt.Do("/api/reports", At("井盖没了"));
        var second = await uncle.Do("/api/reports", At("这里井盖不见了", "15400010002"));
        using var linXiao = await town.As(Role.Operator, "caozuo01");

        await linXiao.Do($"/api/cases/{second["caseId"]}/join", new { toCaseId = first["caseId"]!.GetValue<string>() });
        await town.Settle();
        var secondId = Guid.Parse(second["caseId"]!.GetValue<string>());
        (await town.With((_, db) => db.Set<Notice>().CountAsync(n => n.CaseId == secondId))).ShouldBe(1);

        await linXiao.Do($"/api/cases/{first["caseId"]}/refusal", new { reason = "不属于受理范围", legalChannel = "可以向人民法院起诉" });
        await linXiao.Do($"/api/cases/{second["caseId"]}/join", new { reason = "不是同一件事" }, HttpMethod.Delete);
        (await Stored(town, second["caseId"]!.GetValue<string>())).State.ShouldBe(CaseState.Reported);
    }

    private static object At(string text, string? phone = null) =>
        new
        {
            text,
            lon = Town.Lon,
            lat = Town.Lat,
            phone,
        };

    private static string IdOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    private static Task<Gezhi.Cases.Case> Stored(Town town, string id) =>
        town.With((_, db) => db.Cases.AsNoTracking().SingleAsync(c => c.Id == Guid.Parse(id)));

    /// <summary>Reported, filed and dispatched to the works crew by the rule.</summary>
    private static async Task<string> Dispatched(Town town, string text, bool OnOwnGround = false)
    {
        using var aunt = town.Anybody();
        var (lon, lat) = OnOwnGround ? (Field.OwnGround.Lon, Field.OwnGround.Lat) : (Town.Lon, Town.Lat);
        var receipt = await aunt.Do(
            "/api/reports",
            new
            {
                text,
                lon,
                lat,
            }
        );
        var path = $"/api/cases/{receipt["caseId"]}";
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"{path}/filing", new { categoryKey = Manhole });
        await town.Settle();
        return path;
    }
}
