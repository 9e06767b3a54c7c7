using System.Globalization;
using System.Net;
using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Field;

/// <summary>The grid worker's pages over HTTP, without script, on both databases.</summary>
public sealed class FieldPageTests
{
    /// <summary>Litter: may be put right on the spot.</summary>
    private const string Litter = "gb47678/matter/06010";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Tasks_stand_in_the_order_of_the_way_from_where_the_worker_is(Engine engine)
    {
        var town = await Town.On(engine);
        var north = await Confirm(town, "围墙边有一堆砖头", 113.6470, 34.7402);
        var south = await Confirm(town, "花坛的石头掉了一块", 113.6470, 34.7393);
        using var zhangHaiyang = await town.As(Role.GridWorker, "wangge0003"); // nothing else lies in his grid

        Order(await Standing(zhangHaiyang, "113.6470,34.7390")).ShouldBe([south, north]);
        Order(await Standing(zhangHaiyang, "113.6470,34.7405")).ShouldBe([north, south]);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_worker_confirms_from_the_task_page_and_the_task_is_gone(Engine engine)
    {
        var town = await Town.On(engine);
        var caseId = await Confirm(town, "广告牌快掉下来了");
        using var wangLei = await town.As(Role.GridWorker, "wangge0001");
        var page = await wangLei.See($"/field/tasks/{caseId}");
        page.Text("h1").ShouldContain("广告牌快掉下来了");
        page.Text(".sayings").ShouldContain("广告牌快掉下来了");

        var home = await wangLei.Submit(page, "#do form", ["ConfirmPhotos"], ("IsTrue", "true"), ("Note", "铁丝断了一根"));

        home.Text(".said").ShouldBe("已回报：情况属实");
        home.Page.QuerySelector($"a[href^='/field/tasks/{caseId}']").ShouldBeNull();
        (await State(town, caseId)).ShouldBe(CaseState.Confirmed);
        var after = await wangLei.See($"/field/tasks/{caseId}");
        after.Page.QuerySelector("#do").ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_worker_opens_the_phone_of_the_task_in_hand_with_a_purpose_and_of_nothing_else(Engine engine)
    {
        var town = await Town.On(engine);
        var phone = engine == Engine.Sqlite ? "15400062001" : "15400062002";
        using var aunt = town.Anybody();
        var place = new { lon = OwnGround.Lon, lat = OwnGround.Lat };
        var receipt = await aunt.Do(
            "/api/reports",
            new
            {
                text = "广告牌快掉了，找不到在哪个门",
                place.lon,
                place.lat,
                phone,
            }
        );
        var (caseId, reportId) = (receipt["caseId"]!.GetValue<Guid>(), receipt["reportId"]!.GetValue<Guid>());
        var (door, why) = ($"/api/reports/{reportId}/contact", new { purpose = "问清地点" });
        using var wangLei = await town.As(Role.GridWorker, "wangge0001");
        (await wangLei.Refused(door, why)).Status.ShouldBe(403, "it is nobody's task yet");
        using (var linXiao = await town.As(Role.Operator, "caozuo01"))
            await linXiao.Do($"/api/cases/{caseId}/confirmation-requests", new { note = "请看一看" });

        var page = await wangLei.See($"/field/tasks/{caseId}");
        page.Page.Body!.TextContent.ShouldNotContain(phone);
        var opened = await wangLei.Submit(page, "#reporters form", ("Purpose", "约定到场时间"));
        opened.Text("[data-reveal] b").ShouldBe(phone);
        opened.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await wangLei.Refused(door, new { purpose = " " })).Status.ShouldBe(400);
        var trail = await town.With(
            (_, db) =>
                db.Set<AuditRow>().Where(a => a.Action == "contact.revealed" && a.SubjectId == reportId).Select(a => a.Detail).ToListAsync()
        );
        trail.ShouldBe(["约定到场时间"]);
        using var liuFangfang = await town.As(Role.GridWorker, "wangge0002");
        (await liuFangfang.Refused(door, why)).Status.ShouldBe(404, "it is not on her ground");

        await wangLei.Do($"/api/cases/{caseId}/confirmation", new { isTrue = true, note = "看到了" });
        (await wangLei.Refused(door, why)).Status.ShouldBe(403, "the task is done");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Not_found_needs_words_and_keeps_the_case_for_the_operator(Engine engine)
    {
        var town = await Town.On(engine);
        var caseId = await Confirm(town, "有人说树上挂着风筝线");
        using var wangLei = await town.As(Role.GridWorker, "wangge0001");
        var page = await wangLei.See($"/field/tasks/{caseId}");

        var refused = await wangLei.Submit(page, "#do form", ("IsTrue", "false"), ("Note", ""));
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Page.QuerySelector(".problem").ShouldNotBeNull();
        var home = await wangLei.Submit(refused, "#do form", ("IsTrue", "false"), ("Note", "沿街看了一遍，没有"));

        home.Text(".said").ShouldBe("已回报：现场未发现");
        (await State(town, caseId)).ShouldBe(CaseState.Reported);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_was_put_right_on_the_spot_is_closed_with_both_photos_and_counts_for_today(Engine engine)
    {
        var town = await Town.On(engine);
        using var wangLei = await town.As(Role.GridWorker, "wangge0001");
        var page = await wangLei.See("/field/new");
        var before = Done(await wangLei.See("/field"));
        (string, string)[] typed =
        [
            ("Mode", "solved"),
            ("Text", $"楼前两袋垃圾已清走 {engine}"),
            ("SpotCategoryKey", Litter),
            ("Lon", Degrees(OwnGround.Lon)),
            ("Lat", Degrees(OwnGround.Lat)),
        ];

        var refused = await wangLei.Submit(page, "form.patrol", ["Photos"], typed);
        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.Text(".problem").ShouldContain("要有前后照片");
        refused.Text("#Text").ShouldContain("楼前两袋垃圾已清走");
        var home = await wangLei.Submit(refused, "form.patrol", ["Photos", "AfterPhotos"], typed);

        home.Text(".said").ShouldBe("已当场处置并归档");
        Done(home).ShouldBe(before + 1);
        var stored = await town.With((_, db) => db.Cases.SingleAsync(c => c.Title.StartsWith("楼前两袋垃圾")));
        (stored.State, stored.Channel).ShouldBe((CaseState.Closed, Channel.GridPatrol));
        stored.AreaCode.ShouldStartWith("410103010004001");
        var receiptNo = await town.With((_, db) => db.Reports.Where(r => r.CaseId == stored.Id).Select(r => r.ReceiptNo).SingleAsync());
        (await wangLei.Refused($"/api/receipts/{receiptNo}/rating", new { isSolved = true, satisfaction = 5 })).ShouldBe(
            (409, "rating.own-find"),
            "nobody praises his own work"
        );
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_a_worker_reports_on_patrol_goes_to_the_centre_and_answers_with_a_receipt(Engine engine)
    {
        var town = await Town.On(engine);
        using var wangLei = await town.As(Role.GridWorker, "wangge0001");
        var page = await wangLei.See("/field/new");

        var home = await wangLei.Submit(
            page,
            "form.patrol",
            ["Photos"],
            ("Mode", "report"),
            ("Text", $"电线垂到人行道上 {engine}"),
            ("Lon", Degrees(OwnGround.Lon)),
            ("Lat", Degrees(OwnGround.Lat))
        );

        home.Text(".said").ShouldStartWith("已上报，回执");
        (await town.With((_, db) => db.Reports.SingleAsync(r => r.Text.StartsWith("电线垂到人行道上")))).Channel.ShouldBe(
            Channel.GridPatrol
        );
        var nothing = await wangLei.Submit(page, "form.patrol", ("Mode", "report"), ("Text", ""), ("Key", "another-key-0001"));
        nothing.Status.ShouldBe(HttpStatusCode.Conflict);
        nothing.Text(".problem").ShouldContain("还没有内容");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_grid_of_a_colleague_is_closed_and_so_is_the_page_for_others(Engine engine)
    {
        var town = await Town.On(engine);
        var caseId = await Confirm(town, "墙上有小广告");
        using var liuFangfang = await town.As(Role.GridWorker, "wangge0002");
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");

        (await liuFangfang.See($"/field/tasks/{caseId}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await liuFangfang.See("/field")).Page.QuerySelector($"a[href^='/field/tasks/{caseId}']").ShouldBeNull();
        foreach (var path in new[] { "/field", "/field/map", "/field/new", "/field/messages", "/field/me", $"/field/tasks/{caseId}" })
            (await zhaoGong.See(path)).Status.ShouldBe(HttpStatusCode.Forbidden, path);
    }

    /// <summary>Reported here, and the worker of the grid is asked whether it is true.</summary>
    private static async Task<Guid> Confirm(Town town, string text, double lon = OwnGround.Lon, double lat = OwnGround.Lat)
    {
        var caseId = (await town.ReportAt(lon, lat, text)).CaseId();
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"/api/cases/{caseId}/confirmation-requests", new { note = "请到现场看一看" });
        return caseId;
    }

    /// <summary>Cases in the order of the page.</summary>
    private static List<Guid> Order(Seen seen) =>
        [
            .. seen
                .Page.QuerySelectorAll("#today .task h2 a, #today ol.next a")
                .Select(a => Guid.Parse(a.GetAttribute("href")!["/field/tasks/".Length..])),
        ];

    /// <summary>Of the ring "5/9".</summary>
    private static int Done(Seen home) => int.Parse(home.Text(".fmap .ring b").Split('/')[0], CultureInfo.InvariantCulture);

    /// <summary>The tasks of somebody whose phone says where it is, "lon,lat".</summary>
    private static async Task<Seen> Standing(HttpClient person, string position)
    {
        person.DefaultRequestHeaders.Remove("X-Position");
        person.DefaultRequestHeaders.Add("X-Position", position);
        return await person.See("/field");
    }

    private static string Degrees(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static Task<CaseState> State(Town town, Guid caseId) =>
        town.With((_, db) => db.Cases.Where(c => c.Id == caseId).Select(c => c.State).SingleAsync());
}
