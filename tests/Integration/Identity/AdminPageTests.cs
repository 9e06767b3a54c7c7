using System.Net;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Outbox;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Safety;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Identity;

/// <summary>The pages of the three administrators as a browser without script sees them, on both databases.</summary>
public sealed class AdminPageTests
{
    private const string Create = "form.card.form";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [InlineData("/admin/accounts")]
    [InlineData("/admin/posts")]
    [InlineData("/admin/units")]
    [InlineData("/admin/audit")]
    [InlineData("/admin/letters")]
    public async Task Whoever_works_on_cases_has_no_business_there(string path)
    {
        var town = await Town.On(Engine.Sqlite);
        using var linXiao = await town.As(Role.Operator, "caozuo01");

        (await linXiao.See(path)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Accounts_an_account_is_opened_disabled_and_enabled_and_its_name_is_taken(Engine engine)
    {
        var town = await Town.On(engine);
        using var xiTong = await town.As(Role.SystemAdmin, "xitong01");
        (string, string)[] typed = [("Input.UserName", "xinren01"), ("Input.Name", "新来的人"), ("Input.Phone", "")];

        var opened = await xiTong.Submit(await xiTong.See("/admin/accounts"), Create, typed);

        opened.Status.ShouldBe(HttpStatusCode.OK);
        opened.Text("#shown").ShouldContain("xinren01");
        opened.Text("section.card code").Length.ShouldBeGreaterThan(9);
        opened.Headers.CacheControl!.NoStore.ShouldBeTrue();
        var taken = await xiTong.Submit(await xiTong.See("/admin/accounts"), Create, typed);
        ((int)taken.Status).ShouldBeInRange(400, 409);
        taken.Page.QuerySelector("main .problem").ShouldNotBeNull();
        taken.Page.QuerySelector("#UserName")!.GetAttribute("value").ShouldBe("xinren01");

        var found = await xiTong.See("/admin/accounts?find=xinren01");
        var off = found
            .Page.QuerySelectorAll("table button")
            .Select(b => b.GetAttribute("value")!)
            .Single(v => v.StartsWith("disable:", StringComparison.Ordinal));
        var disabled = await xiTong.Submit(found, "form:has(table)", ("Chosen", off));
        disabled.Texts("table td").ShouldContain("已停用");
        var enabled = await xiTong.Submit(
            disabled,
            "form:has(table)",
            ("Chosen", off.Replace("disable", "enable", StringComparison.Ordinal))
        );
        enabled.Texts("table td").ShouldNotContain("已停用");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Accounts_whoever_is_not_there_is_not_found(Engine engine)
    {
        var town = await Town.On(engine);
        using var xiTong = await town.As(Role.SystemAdmin, "xitong01");

        (await xiTong.See("/admin/accounts?find=没有这个人")).Text(".empty strong").ShouldBe("没有找到账号");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Posts_a_post_is_given_once_and_ended_and_ending_it_again_shows_the_present_list(Engine engine)
    {
        var town = await Town.On(engine);
        using var xiTong = await town.As(Role.SystemAdmin, "xitong01");
        (await xiTong.Ask("/api/accounts", new { userName = "gangwei01", name = "岗位测试" })).EnsureSuccessStatusCode();
        using var anQuan = await town.As(Role.SecurityAdmin, "anquan01");
        (string, string)[] typed =
        [
            ("Input.UserName", "gangwei01"),
            ("Input.Role", "Checker"),
            ("Input.AreaCode", "410103"),
            ("Input.UnitCode", ""),
            ("Input.Title", "临时核查员"),
            ("Input.LastDay", ""),
        ];

        var given = await anQuan.Submit(await anQuan.See("/admin/posts?user=gangwei01"), Create, typed);
        given.Text("main .said").ShouldBe("已保存。");
        given.Texts("table td").ShouldContain("临时核查员");
        var twice = await anQuan.Submit(given, Create, typed);
        twice.Status.ShouldBe(HttpStatusCode.Conflict);
        twice.Page.QuerySelector("main .problem").ShouldNotBeNull();

        var list = await anQuan.See("/admin/posts?user=gangwei01");
        (await anQuan.Submit(list, "table form")).Text("main .said").ShouldBe("已保存。");
        var again = await anQuan.Submit(list, "table form");

        again.Status.ShouldBe(HttpStatusCode.PreconditionFailed); // its version has moved on
        again.Text("main .problem h2").ShouldBe("别人刚刚处理过");
        again.Text(".empty strong").ShouldBe("没有找到岗位");
        var over = await anQuan.Submit(list, "table form", ("Version", ""));
        over.Status.ShouldBe(HttpStatusCode.Conflict);
        over.Page.QuerySelector("main .problem").ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Posts_nobody_has_a_list_without_posts_and_a_role_that_is_none_is_refused(Engine engine)
    {
        var town = await Town.On(engine);
        using var anQuan = await town.As(Role.SecurityAdmin, "anquan01");

        (await anQuan.See("/admin/posts?user=meiyouren")).Text(".empty strong").ShouldBe("没有找到岗位");
        var refused = await anQuan.Submit(
            await anQuan.See("/admin/posts"),
            Create,
            ("Input.UserName", "wangge0001"),
            ("Input.Role", "Operator,Handler"),
            ("Input.AreaCode", "410103"),
            ("Input.Title", "两个角色")
        );
        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Page.QuerySelector("main .problem").ShouldNotBeNull();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Units_a_unit_is_made_and_renamed_and_a_wrong_code_is_refused(Engine engine)
    {
        var town = await Town.On(engine);
        using var xiTong = await town.As(Role.SystemAdmin, "xitong01");
        (string, string)[] Typed(string code, string name) =>
            [("Input.Code", code), ("Input.NameZh", name), ("Input.NameEn", ""), ("Input.Kind", "Bureau"), ("Input.AreaCode", "")];

        var made = await xiTong.Submit(await xiTong.See("/admin/units"), Create, Typed("new-unit", "新设处置科"));
        made.Text("main .said").ShouldBe("已保存。");
        made.Texts("table td").ShouldContain("新设处置科");
        var edit = await xiTong.See("/admin/units?edit=new-unit");
        (await xiTong.Submit(edit, Create, ("Input.NameZh", "改名处置科"))).Texts("table td").ShouldContain("改名处置科");
        var stale = await xiTong.Submit(edit, Create, ("Input.NameZh", "又改一次"));
        stale.Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        stale.Text("main .problem h2").ShouldBe("别人刚刚处理过");
        var wrong = await xiTong.Submit(await xiTong.See("/admin/units"), Create, Typed("Wrong Code", "写错代码"));
        wrong.Status.ShouldBe(HttpStatusCode.BadRequest);
        wrong.Page.QuerySelector("#Code")!.GetAttribute("value").ShouldBe("Wrong Code");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_district_that_has_nothing_yet_is_told_what_to_do(Engine engine)
    {
        var watched = await WatchedTown.On(engine);
        using var administrator = await watched.Neighbour(Role.SystemAdmin);
        var units = await watched.Town.With(
            async (_, db) =>
            {
                var there = await db.In(WatchedTown.OtherDistrict).Set<Gezhi.Identity.Units.Unit>().AsNoTracking().ToListAsync();
                await db.Set<Gezhi.Identity.Units.Unit>().ExecuteDeleteAsync();
                return there;
            }
        );

        var empty = await administrator.See("/admin/units");

        await watched.Town.With(
            async (_, db) =>
            {
                db.In(WatchedTown.OtherDistrict).AddRange(units); // other tests need them
                await db.Save(default);
                return 0;
            }
        );
        empty.Text(".empty strong").ShouldBe("还没有处置部门");
        (await administrator.See("/admin/letters")).Text(".empty strong").ShouldBe("没有未送达的");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Audit_the_trail_is_shown_and_walked_and_a_day_without_anything_says_so(Engine engine)
    {
        var town = await Town.On(engine);
        using var xiTong = await town.As(Role.SystemAdmin, "xitong01");
        (await xiTong.Ask("/api/accounts", new { userName = "shenji99", name = "留痕测试" })).EnsureSuccessStatusCode();
        await town.Settle();
        using var shenJi = await town.As(Role.AuditAdmin, "shenji01");

        var trail = await shenJi.See("/admin/audit?do=account.created");
        trail.Texts("table small").ShouldContain("account.created");
        var walked = await shenJi.Submit(trail, "section.card form");
        walked.Text("section.card .said").ShouldStartWith("完整");
        (await shenJi.See("/admin/audit?from=2001-01-01&to=2001-01-02")).Text(".empty strong").ShouldBe("这段时间没有记录");
        (await shenJi.See("/admin/accounts")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Letters_one_that_a_colleague_has_settled_is_explained_with_the_present_list(Engine engine)
    {
        var watched = await WatchedTown.On(engine);
        var now = watched.Town.Clock.UtcNow;
        var id = Ids.New(now);
        await watched.Town.With(
            async (_, db) =>
            {
                var happened = new EventRow
                {
                    DistrictId = Town.District,
                    Id = id,
                    Kind = "test.told",
                    AreaCode = "410103",
                    At = now,
                    Seq = 0,
                };
                var dead = new Delivery
                {
                    DistrictId = Town.District,
                    EventId = id,
                    Handler = "gone-handler",
                    Attempts = 10,
                    DeadAt = now,
                    LastError = "GatewayGone",
                };
                db.AddRange(happened, dead);
                await db.Save(default);
                return 0;
            }
        );
        using var xiTong = await watched.Town.As(Role.SystemAdmin, "xitong01");
        var page = await xiTong.See("/admin/letters");
        var form = $"form:has(input[value='{id}'])";
        page.Texts("table td").ShouldContain("GatewayGone");

        (await xiTong.Submit(page, form, ("Do", "give-up"))).Page.QuerySelector(form).ShouldBeNull();
        var again = await xiTong.Submit(page, form, ("Do", "again"));

        again.Status.ShouldBe(HttpStatusCode.Conflict);
        again.Text("main .problem h2").ShouldBe("已经有人处理");
    }
}
