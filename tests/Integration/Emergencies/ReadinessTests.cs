using Gezhi.Cases.Messages;
using Gezhi.Grids.Contract;
using Gezhi.Grids.Readiness;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Emergencies;

/// <summary>Who and what stands ready: rosters, swaps, hand-over, groups, plans, stock.</summary>
public sealed class ReadinessTests
{
    private const string District = "410103";

    /// <summary>Streets on whose rosters the seed puts nobody.</summary>
    private const string Minggong = "410103003";
    private const string Huaihe = "410103001";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_swap_moves_the_turn_only_when_the_other_agrees(Engine engine)
    {
        var town = await At(engine);
        var (chen, qiu) = (await Id(town, "zhiban01"), await Id(town, "zhiban02"));
        using var first = await town.As(Role.ShiftLeader, "zhiban01");
        using var other = await town.As(Role.ShiftLeader, "zhiban02");
        await first.Do(
            "/api/readiness/turns",
            new
            {
                areaCode = Minggong,
                firstOn = "2026-03-20",
                days = 2,
                leaderId = chen,
            }
        );
        (
            await first.Refused(
                "/api/readiness/turns",
                new
                {
                    areaCode = Minggong,
                    firstOn = "2026-03-21",
                    days = 1,
                    leaderId = qiu,
                }
            )
        ).Code.ShouldBe("duty.overlap");
        var day = new DateTime(2026, 3, 19, 0, 0, 0, DateTimeKind.Utc);
        var turn = await town.With(
            (_, db) => db.Set<DutyTurn>().Where(t => t.AreaCode == Minggong && t.BeginsAt > day).OrderBy(t => t.BeginsAt).FirstAsync()
        );

        (
            await other.Refused(
                "/api/readiness/swaps",
                new
                {
                    turnId = turn.Id,
                    withId = chen,
                    reason = "换",
                }
            )
        ).Code.ShouldBe("duty.not-yours");
        var swap = (
            await first.Do(
                "/api/readiness/swaps",
                new
                {
                    turnId = turn.Id,
                    withId = qiu,
                    reason = "家里有事",
                }
            )
        ).GetValue<Guid>();
        (await first.Refused("/api/readiness/swaps/answer", new { swapId = swap, agreed = true })).Status.ShouldBe(404);
        (await Leader(town, turn.Id)).ShouldBe(chen);
        await town.Settle();
        (await Told(town, qiu)).ShouldContain((MessageKind.DutyAsked, "陈默请您替班"), "who is asked is told");
        (await other.See("/messages")).Page.QuerySelectorAll("a[href='/readiness']").ShouldNotBeEmpty();
        await other.Do("/api/readiness/swaps/answer", new { swapId = swap, agreed = true });

        (await Leader(town, turn.Id)).ShouldBe(qiu);
        var later = (
            await other.Do(
                "/api/readiness/swaps",
                new
                {
                    turnId = turn.Id,
                    withId = chen,
                    reason = "还是您来",
                }
            )
        ).GetValue<Guid>();
        await other.Do("/api/readiness/swaps/answer", new { swapId = later, agreed = false }); // taken back
        (await first.Refused("/api/readiness/swaps/answer", new { swapId = later, agreed = true })).Code.ShouldBe("duty.answered");
        (await Leader(town, turn.Id)).ShouldBe(qiu);
        await town.Settle();
        (await Told(town, chen)).ShouldContain((MessageKind.DutyAnswered, "邱玉洁同意替班"), "and so is who asked");
        (await other.Refused("/api/readiness/swaps/answer", new { swapId = swap, agreed = false })).Code.ShouldBe("duty.answered");
    }

    private static Task<List<(MessageKind, string)>> Told(Town town, Guid account) =>
        town.With(
            async (_, db) =>
                (await db.Set<Message>().Where(m => m.AccountId == account && m.CaseId == Guid.Empty).ToListAsync()).ConvertAll(m =>
                    (m.Kind, m.Text)
                )
        );

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_swap_agreed_too_late_moves_nobody_and_nobody_from_elsewhere_is_put_on_duty(Engine engine)
    {
        var town = await At(engine);
        var (chen, qiu) = (await Id(town, "zhiban01"), await Id(town, "zhiban02"));
        using var first = await town.As(Role.ShiftLeader, "zhiban01");
        using var other = await town.As(Role.ShiftLeader, "zhiban02");
        object Turn(string on, Guid leader, Guid? second = null) =>
            new
            {
                areaCode = Minggong,
                firstOn = on,
                days = 1,
                leaderId = leader,
                secondId = second,
            };
        (await first.Refused("/api/readiness/turns", Turn("2026-04-02", await Id(town, "shuji001")))).Status.ShouldBe(400);
        (
            await first.Refused("/api/readiness/turns", Turn("2026-04-02", chen, Guid.CreateVersion7(DateTimeOffset.UnixEpoch)))
        ).Status.ShouldBe(400);
        await first.Do("/api/readiness/turns", Turn("2026-04-02", chen));
        await first.Do("/api/readiness/turns", Turn("2026-04-03", qiu));
        var turns = await town.With(
            (_, db) =>
                db.Set<DutyTurn>()
                    .Where(t => t.AreaCode == Minggong && t.BeginsAt > new DateTime(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc))
                    .OrderBy(t => t.BeginsAt)
                    .Select(t => t.Id)
                    .ToListAsync()
        );
        var roster = await first.See($"/readiness?area={Minggong}&from=2026-04-02");
        roster
            .Page.QuerySelectorAll("select[name=With] option")
            .Select(o => o.GetAttribute("value"))
            .ShouldContain($"{qiu}/{turns[1]}", "a turn of the other is offered in return");
        var swap = (
            await first.Do(
                "/api/readiness/swaps",
                new
                {
                    turnId = turns[0],
                    withId = qiu,
                    reason = "换",
                    returnTurnId = turns[1],
                }
            )
        ).GetValue<Guid>();
        (await other.See($"/readiness?area={Minggong}&from=2026-04-02")).Text("main").ShouldContain("同意的话，您 04-03");
        await town.With(
            async (_, db) =>
            {
                (await db.Set<DutyTurn>().SingleAsync(t => t.Id == turns[1])).LedBy(chen); // given away meanwhile
                await db.Save(TestContext.Current.CancellationToken);
                return 0;
            }
        );

        (await other.Refused("/api/readiness/swaps/answer", new { swapId = swap, agreed = true })).Code.ShouldBe("duty.swap-stale");
        (await Leader(town, turns[0])).ShouldBe(chen);
        await town.With(
            async (_, db) =>
            {
                (await db.Set<DutyTurn>().SingleAsync(t => t.Id == turns[1])).LedBy(qiu);
                await db.Save(TestContext.Current.CancellationToken);
                return 0;
            }
        );
        await other.Do("/api/readiness/swaps/answer", new { swapId = swap, agreed = true });
        (await Leader(town, turns[0]), await Leader(town, turns[1])).ShouldBe((qiu, chen));
        (
            await town.With(
                (_, db) => db.Set<AuditRow>().CountAsync(a => a.Action == "duty.swap-agreed" && turns.Contains(a.SubjectId!.Value))
            )
        ).ShouldBe(2);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_duty_is_handed_over_with_two_signatures_on_the_audit_trail(Engine engine)
    {
        var town = await At(engine);
        var (chen, qiu) = (await Id(town, "zhiban01"), await Id(town, "zhiban02"));
        using var keeper = await town.As(Role.ShiftLeader, "zhiban01");
        await keeper.Do(
            "/api/readiness/turns",
            new
            {
                areaCode = Huaihe,
                firstOn = "2026-03-06",
                days = 1,
                leaderId = chen,
            }
        );
        await keeper.Do(
            "/api/readiness/turns",
            new
            {
                areaCode = Huaihe,
                firstOn = "2026-03-07",
                days = 1,
                leaderId = qiu,
            }
        );
        var turn = await town.With((_, db) => db.Set<DutyTurn>().FirstAsync(t => t.LeaderId == chen && t.AreaCode == Huaihe));
        var next = await town.With((_, db) => db.Set<DutyTurn>().FirstAsync(t => t.LeaderId == qiu && t.AreaCode == Huaihe));

        using var outgoing = await town.As(Role.ShiftLeader, "zhiban01");
        using var incoming = await town.As(Role.ShiftLeader, "zhiban02");
        (await incoming.Refused("/api/readiness/hand-overs", new { turnId = next.Id, note = "早" })).Code.ShouldBe("duty.not-begun");
        (await incoming.Refused("/api/readiness/take-overs", new { turnId = turn.Id })).Code.ShouldBe("duty.not-handed-over");
        await outgoing.Do("/api/readiness/hand-overs", new { turnId = turn.Id, note = "泵车借给嵩山路，明早还" });
        (await outgoing.Refused("/api/readiness/hand-overs", new { turnId = turn.Id })).Code.ShouldBe("duty.handed-over");
        (await outgoing.Refused("/api/readiness/take-overs", new { turnId = turn.Id })).Code.ShouldBe("duty.not-next");
        await incoming.Do("/api/readiness/take-overs", new { turnId = turn.Id });

        var trail = await town.With(
            (_, db) =>
                db.Set<AuditRow>()
                    .Where(a => a.SubjectId == turn.Id)
                    .OrderBy(a => a.At)
                    .Select(a => new { a.Action, a.Detail })
                    .ToListAsync()
        );
        trail.Select(t => t.Action).ShouldBe(["duty.handed-over", "duty.taken-over"], ignoreOrder: true); // both in one moment
        trail[0].Detail.ShouldBe(trail[1].Detail, "both signed the same text");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_new_version_of_a_plan_stands_at_once_and_the_old_one_stays(Engine engine)
    {
        var town = await At(engine);
        using var chen = await town.As(Role.ShiftLeader, "zhiban01");
        using var zheng = await town.As(Role.CommunitySecretary, "shuji001");

        (
            await chen.Refused(
                "/api/readiness/plans",
                new
                {
                    kind = "Weather",
                    title = "寒潮",
                    steps = "疏散|五|敲门",
                }
            )
        ).Code.ShouldBe("plan.line");
        (
            await zheng.Refused(
                "/api/readiness/plans",
                new
                {
                    kind = "Weather",
                    title = "寒潮",
                    steps = "疏散|5|敲门",
                }
            )
        ).Status.ShouldBe(403);
        var one = (
            await chen.Do(
                "/api/readiness/plans",
                new
                {
                    kind = "Weather",
                    title = "寒潮",
                    steps = "疏散|5|敲门\n抢修|10|撒盐",
                }
            )
        ).GetValue<int>();
        var two = (
            await chen.Do(
                "/api/readiness/plans",
                new
                {
                    kind = "Weather",
                    title = "寒潮二版",
                    steps = "抢修|10|撒盐",
                }
            )
        ).GetValue<int>();

        two.ShouldBe(one + 1);
        var standing = await town.With(
            (services, db) => services.GetRequiredService<DutyBook>().Plan(EmergencyKind.Weather, TestContext.Current.CancellationToken)
        );
        standing!.VersionNo.ShouldBe(two);
        (await town.With((_, db) => db.Set<Plan>().CountAsync(p => p.Kind == EmergencyKind.Weather))).ShouldBeGreaterThanOrEqualTo(2);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Stock_is_lent_only_while_it_lasts_and_comes_back(Engine engine)
    {
        var town = await At(engine);
        using var chen = await town.As(Role.ShiftLeader, "zhiban01");
        var stock = (
            await chen.Do(
                "/api/readiness/stock",
                new
                {
                    areaCode = District,
                    name = "水泵",
                    quantity = 2,
                    measure = "台",
                    owner = "排水",
                    place = "库房",
                    phone = "15400070001",
                    isLendable = true,
                }
            )
        ).GetValue<Guid>();

        (
            await chen.Refused(
                "/api/readiness/loans",
                new
                {
                    stockId = stock,
                    quantity = 3,
                    borrower = "街道",
                }
            )
        ).Code.ShouldBe("stock.not-enough");
        var loan = (
            await chen.Do(
                "/api/readiness/loans",
                new
                {
                    stockId = stock,
                    quantity = 2,
                    borrower = "街道",
                }
            )
        ).GetValue<Guid>();
        (
            await chen.Refused(
                "/api/readiness/loans",
                new
                {
                    stockId = stock,
                    quantity = 1,
                    borrower = "社区",
                }
            )
        ).Code.ShouldBe("stock.not-enough");
        await chen.Do("/api/readiness/loans/return", new { loanId = loan });
        (await chen.Refused("/api/readiness/loans/return", new { loanId = loan })).Code.ShouldBe("stock.returned");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Pages_show_the_seed_and_a_phone_is_opened_one_at_a_time_on_the_trail(Engine engine)
    {
        var town = await At(engine);
        using var wang = await town.As(Role.GridWorker, "wangge0001");
        foreach (var page in new[] { "", "/plans", "/drills", "/stock", "/segments" })
            ((int)(await wang.See("/readiness" + page)).Status).ShouldBe(200, page);
        var group = await wang.See("/readiness/groups");
        group.Texts("td").ShouldContain(t => t.Contains("物业经理", StringComparison.Ordinal));
        group.Page.Body!.TextContent.ShouldNotContain("154000");

        var opened = await wang.Submit(
            group,
            "form.inline",
            ("Purpose", "通知集合"),
            ("Row", group.Page.QuerySelector("form.inline button[name=Row]")!.GetAttribute("value")!)
        );

        opened.Page.Body!.TextContent.ShouldContain("154000");
        (
            await town.With(
                (_, db) => db.Set<AuditRow>().Where(a => a.Action == "readiness.phone-revealed").Select(a => a.Detail).ToListAsync()
            )
        ).ShouldContain("通知集合");
        (
            await wang.Submit(
                group,
                "form.inline",
                ("Row", group.Page.QuerySelector("form.inline button[name=Row]")!.GetAttribute("value")!)
            )
        ).Status.ShouldBe(System.Net.HttpStatusCode.BadRequest, "without a purpose it stays closed");
        (await town.With((_, db) => db.Set<AuditRow>().CountAsync(a => a.Action == "readiness.phone-revealed"))).ShouldBeGreaterThan(0);
        using var resident = town.Anybody();
        ((int)(await resident.GetAsync(new Uri("/readiness", UriKind.Relative))).StatusCode).ShouldBeOneOf(302, 401);
    }

    /// <summary>Ten in the morning of the day after the town began.</summary>
    private static async Task<Town> At(Engine engine)
    {
        var town = await Town.On(engine);
        town.Clock.Set(new DateTime(2026, 3, 6, 2, 0, 0, DateTimeKind.Utc));
        return town;
    }

    private static Task<Guid> Id(Town town, string userName) =>
        town.With((_, db) => db.Set<Gezhi.Identity.Accounts.Account>().Where(a => a.UserName == userName).Select(a => a.Id).SingleAsync());

    private static Task<Guid> Leader(Town town, Guid turnId) =>
        town.With((_, db) => db.Set<DutyTurn>().Where(t => t.Id == turnId).Select(t => t.LeaderId).SingleAsync());
}
