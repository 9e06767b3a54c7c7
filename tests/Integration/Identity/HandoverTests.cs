using System.Net;
using System.Text.Json.Nodes;
using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Identity.Accounts;
using Gezhi.Identity.Contract;
using Gezhi.Identity.Posts;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Timers;
using Gezhi.Tests.Integration.Centre;
using Gezhi.Tests.Integration.Field;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Identity;

/// <summary>A post ends, and what hangs on it is left to somebody.</summary>
public sealed class HandoverTests
{
    private const string Community = "410103010004";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_last_handler_of_a_unit_cannot_just_leave_and_the_secretary_takes_over(Engine engine)
    {
        var town = await Town.On(engine);
        var (user, caseId) = await OpenWork(town, engine + "A");
        using var security = await town.As(Role.SecurityAdmin, "anquan01");
        var post = await PostOf(town, user);

        (await security.Refused($"/api/posts/{post}/end", new { })).Code.ShouldBe("post.handover-needed");
        var form = await security.See($"/admin/posts/{post}/handover");
        form.Text("#duties").ShouldContain("1 件");
        form.Text("main").ShouldContain("郑书记", customMessage: "nobody else holds the post: the level above is suggested");
        var sheet = await security.Submit(form, "form.card", ("Remark", "调往区里"));
        sheet.Text("main").ShouldContain("移交的事项 1 件");
        await town.Settle();

        (await Actions(town, caseId)).ShouldContain(CaseAction.HandOver);
        using var secretary = await town.As(Role.Handler, "shuji001");
        await secretary.Do($"/api/cases/{caseId}/acceptance");
        await Should.ThrowAsync<InvalidOperationException>(() => town.As(Role.Handler, user), "the post is gone");
        (await security.Refused($"{Api(sheet.Address)}/signature")).Status.ShouldBe(404, "neither of the two");
        (await secretary.Submit(await secretary.See(sheet.Address), "form.noprint")).Text("main").ShouldContain("已签");
        (await secretary.Refused($"{Api(sheet.Address)}/signature")).Code.ShouldBe("handover.signed");
        (await secretary.See("/post-handovers")).Text("main").ShouldContain("待签");
        (await security.Refused($"/api/posts/{post}/handover", new { })).Code.ShouldBe("post.over");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_handover_arranged_for_a_later_day_moves_what_is_open_on_that_day(Engine engine)
    {
        var town = await Town.On(engine);
        var (user, caseId) = await OpenWork(town, engine + "B");
        using var security = await town.As(Role.SecurityAdmin, "anquan01");
        var post = await PostOf(town, user);
        var day = DateOnly.FromDateTime(town.Clock.GetUtcNow().UtcDateTime.AddHours(8)).AddDays(2);

        var id = (await security.Do($"/api/posts/{post}/handover", new { userName = "shuji001", on = day }))["id"]!.GetValue<string>();

        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        (await secretary.Refused($"/api/post-handovers/{id}/signature")).Code.ShouldBe("handover.not-yet");
        (await Actions(town, caseId)).ShouldNotContain(CaseAction.HandOver);
        await Fire(town, Handover.TimerKind, Guid.Parse(id));
        await town.Settle();
        (await Actions(town, caseId)).ShouldContain(CaseAction.HandOver);
        (await secretary.See($"/post-handovers/{id}")).Text("main").ShouldContain("移交的事项 1 件");
    }

    [Fact]
    public async Task A_post_that_runs_out_with_open_work_goes_to_the_level_above_by_itself()
    {
        var town = await Town.On(Engine.Sqlite);
        var (user, caseId) = await OpenWork(town, "C");
        var post = Guid.Parse(await PostOf(town, user));
        await town.With(
            async (_, db) =>
            {
                var row = await db.Set<Post>().SingleAsync(p => p.Id == post);
                row.ValidTo = row.ValidFrom.AddDays(1) < Today(town) ? row.ValidFrom.AddDays(1) : Today(town);
                await db.Save(CancellationToken.None);
                return 0;
            }
        );

        await Fire(town, PostEnds.TimerKind, post);
        await Fire(town, PostEnds.TimerKind, post);
        await town.Settle();

        (await Actions(town, caseId)).Count(a => a == CaseAction.HandOver).ShouldBe(1, "once, however often it fires");
        (await town.With((_, db) => db.Set<Handover>().SingleAsync(h => h.PostId == post))).ArrangedBy.ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task No_timer_gives_a_post_of_high_rights_to_somebody_who_holds_none(Engine engine)
    {
        await using var town = await Town.Start(engine, "--Posts:TwoPersonsFor=GridWorker GridLead CommunitySecretary");
        await town.ReportAt(OwnGround.Lon, OwnGround.Lat, "路灯杆歪了");
        await town.Settle();
        var before = await town.With((_, db) => db.Set<Post>().CountAsync());
        var posts = await town.With(
            (_, db) => db.Set<Post>().Where(p => p.Role == Role.GridWorker || p.Role == Role.CommunitySecretary).ToListAsync()
        );
        foreach (var post in posts.Where(p => "41010301000400101".StartsWith(p.AreaCode!, StringComparison.Ordinal)))
        {
            await town.With(
                async (_, db) =>
                {
                    (await db.Set<Post>().SingleAsync(p => p.Id == post.Id)).ValidTo = Today(town);
                    await db.Save(CancellationToken.None);
                    return 0;
                }
            );
            await Fire(town, PostEnds.TimerKind, post.Id);
        }

        (await town.With((_, db) => db.Set<Post>().CountAsync())).ShouldBe(before, "two persons give it, or it stands vacant");
        (await town.With((_, db) => db.Set<Handover>().Where(h => h.GivenPostId != null).CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_post_of_a_roster_that_ends_on_a_day_has_its_clock_set()
    {
        var town = await Town.On(Engine.Sqlite);
        RosterPost post = new(Role.Checker, Community, null, "临时核查员", Today(town), Today(town).AddDays(30));
        await town.With(
            async (services, _) =>
                await services
                    .GetRequiredService<Roster>()
                    .Write(
                        [new RosterEntry("linshi.hecha", "田二二", null, [post])],
                        town.Clock.GetUtcNow().UtcDateTime,
                        CancellationToken.None
                    )
        );

        var postId = Guid.Parse(await PostOf(town, "linshi.hecha"));
        var timer = await town.With((_, db) => db.Set<TimerRow>().SingleAsync(t => t.Kind == PostEnds.TimerKind && t.SubjectId == postId));
        timer.DueAt.ShouldBe(post.ValidTo!.Value.ToDateTime(TimeOnly.MinValue).AddHours(-8), "midnight in Zhengzhou");
    }

    [Fact]
    public async Task A_confirmation_asked_of_a_grid_hangs_on_its_worker_and_a_promise_on_the_person()
    {
        var town = await Town.On(Engine.Sqlite);
        var caseId = (await town.ReportAt(OwnGround.Lon, OwnGround.Lat, "路灯杆歪了"))["caseId"]!.GetValue<string>();
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"/api/cases/{caseId}/confirmation-requests", new { version = 1 });
        var wangLei = await town.With((_, db) => db.Set<Account>().Where(a => a.UserName == "wangge0001").Select(a => a.Id).SingleAsync());

        Task<IReadOnlyList<OpenWorkItem>> Open(string area) =>
            town.With(
                (services, _) => services.GetRequiredService<OpenWork>().Of(wangLei, Role.GridWorker, area, null, CancellationToken.None)
            );

        (await Open(Community + "001")).ShouldContain(i => i.CaseId == Guid.Parse(caseId) && i.Kind == OpenWorkKind.Confirm);
        (await Open(Community + "002")).ShouldNotContain(i => i.CaseId == Guid.Parse(caseId));
        using var worker = await town.As(Role.GridWorker, "wangge0001");
        await worker.Do($"/api/cases/{caseId}/departure");
        (await Open(Community + "002")).ShouldContain(i => i.CaseId == Guid.Parse(caseId) && i.Kind == OpenWorkKind.Promised);
        await worker.Do($"/api/cases/{caseId}/arrival");
        (await Open(Community + "002")).ShouldNotContain(i => i.CaseId == Guid.Parse(caseId));
    }

    [Fact]
    public async Task A_secretary_asks_for_a_post_and_only_the_security_administrator_gives_it()
    {
        var town = await Town.On(Engine.Sqlite);
        using var secretary = await town.As(Role.CommunitySecretary, "shuji001");
        using var security = await town.As(Role.SecurityAdmin, "anquan01");
        var form = await secretary.See($"/posts/requests?role=GridWorker&area={Community}00204");

        var asked = await secretary.Submit(form, "form.card", ("Input.Reason", "微网格没有人"), ("Input.Person", "小丁"));

        asked.Text("main").ShouldContain("等待授予");
        (
            await secretary.Refused(
                "/api/post-requests",
                new
                {
                    role = "GridWorker",
                    areaCode = Community + "00204",
                    reason = "再报",
                }
            )
        ).Code.ShouldBe("post-request.twice");
        (
            await secretary.Refused(
                "/api/post-requests",
                new
                {
                    role = "GridWorker",
                    areaCode = "410103011001001",
                    reason = "别处",
                }
            )
        ).Status.ShouldBe(403);
        (await secretary.Refused("/api/posts", new { role = "GridWorker" })).Status.ShouldBe(403);
        var list = await security.See("/posts/requests");
        list.Text("main").ShouldContain("小丁");
        var give = await security.See(list.Page.QuerySelector("a[href^='/admin/posts?request=']")!.GetAttribute("href")!);
        give.Text("main").ShouldContain("微网格没有人");
        var given = await security.Submit(give, "form.card.form", ("Input.UserName", "wangge0002"), ("Input.Title", "微网格长"));
        given.Status.ShouldBe(HttpStatusCode.OK);
        (await secretary.See("/posts/requests")).Text("main").ShouldContain("已授予");
    }

    /// <summary>Fires one timer as the loop does, without moving the clock that all tests share.</summary>
    private static Task<int> Fire(Town town, string kind, Guid subject) =>
        town.With(
            async (services, db) =>
            {
                var handler = services.GetServices<ITimerHandler>().Single(h => h.Kind == kind);
                var timer = new TimerRow
                {
                    DistrictId = Town.District,
                    Id = Guid.CreateVersion7(DateTimeOffset.UnixEpoch),
                    Kind = kind,
                    SubjectId = subject,
                };
                await handler.Fire(timer, db, town.Clock.GetUtcNow().UtcDateTime, CancellationToken.None);
                await db.Save(CancellationToken.None);
                return 0;
            }
        );

    /// <summary>A unit of one handler, and a case that it leads.</summary>
    private static async Task<(string User, string CaseId)> OpenWork(Town town, string mark)
    {
        var (unit, user) = ("crew-" + mark.ToLowerInvariant(), "crew." + mark.ToLowerInvariant());
        await town.With(
            async (services, _) =>
            {
                var roster = services.GetRequiredService<Roster>();
                await roster.WriteUnits(
                    [new UnitView(unit, "作业队" + mark, "", UnitKind.Contractor, Community, true)],
                    CancellationToken.None
                );
                RosterPost post = new(Role.Handler, null, unit, "作业队经办人", Today(town).AddDays(-30));
                return await roster.Write(
                    [new RosterEntry(user, "田一一", null, [post])],
                    town.Clock.GetUtcNow().UtcDateTime,
                    CancellationToken.None
                );
            }
        );
        var caseId = (await town.ReportAt(OwnGround.Lon, OwnGround.Lat, "围挡倒了"))["caseId"]!.GetValue<string>();
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        JsonNode filed = await linXiao.Do($"/api/cases/{caseId}/filing", new { categoryKey = "gb47678/matter/06045", version = 1 });
        await town.Settle();
        await zhouHang.Do($"/api/cases/{caseId}/dispatches", new { unitCode = unit, note = "由作业队处置" });
        await town.Settle();
        return (user, caseId);
    }

    private static DateOnly Today(Town town) => DateOnly.FromDateTime(town.Clock.GetUtcNow().UtcDateTime.AddHours(8));

    private static Task<string> PostOf(Town town, string user) =>
        town.With(
            async (_, db) =>
                (await db.Set<Post>().SingleAsync(p => db.Set<Account>().Any(a => a.Id == p.AccountId && a.UserName == user))).Id.ToString()
        );

    private static Task<List<CaseAction>> Actions(Town town, string caseId) =>
        town.With(
            (_, db) => db.Timeline.Where(t => t.CaseId == Guid.Parse(caseId)).OrderBy(t => t.Sequence).Select(t => t.Action).ToListAsync()
        );

    private static string Api(string address) => "/api" + address;
}
