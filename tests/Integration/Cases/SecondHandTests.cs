using Gezhi.Cases;
using Gezhi.Cases.CasePages;
using Gezhi.Cases.Checking;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Deadlines;
using Gezhi.Cases.Dispatch;
using Gezhi.Grids.Areas;
using Gezhi.Grids.Contract;
using Gezhi.Identity.Accounts;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;
using Gezhi.Tests.Integration.Centre;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Cases;

/// <summary>Whose turn it is when a case changes hands: returns, co-handlers, a unit chosen at filing; on both databases.</summary>
public sealed class SecondHandTests
{
    private const string Litter = "gb47678/matter/06010";

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task After_the_second_return_the_deadline_runs_by_the_hours_of_the_response_group(Engine engine)
    {
        var (town, path, id) = await Filed(engine, "没人管的一堆砖");
        var group = $"response-{(await Read(town, id)).AreaCode[..9]}";
        await Hours(town, group, "18:00-20:00", everyDay: true);
        try
        {
            await Returned(town, path, "sanitation");
            using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
            await zhouHang.Do($"{path}/dispatches", new { unitCode = "parks" });
            await Returned(town, path, "parks");

            var subject = await Read(town, id);
            var timetable = town.Services.GetRequiredService<Timetables>().Of(Town.District);
            DateTime? Due(WorkCalendar calendar) =>
                new DeadlineClock(
                    calendar,
                    subject.DispatchedAt!.Value,
                    new TimeLimit(subject.LimitValue!.Value, subject.LimitUnit!.Value)
                ).DueAt;
            subject.LeadUnitCode.ShouldBe(group);
            subject.DueAt.ShouldBe(Due(timetable.CalendarOf(group)));
            subject.DueAt.ShouldNotBe(Due(timetable.Calendar));
        }
        finally
        {
            await Hours(town, group, "", everyDay: false);
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Who_decided_before_a_return_does_not_decide_again_and_a_third_return_is_refused(Engine engine)
    {
        var (town, path, id) = await Filed(engine, "三家都推的一堆砖");
        await Returned(town, path, "sanitation"); // a rule had sent it there
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        using var feng = await town.As(Role.Dispatcher, "paiqian02");
        await zhouHang.Do($"{path}/dispatches", new { unitCode = "parks" });
        await Returned(town, path, "parks");

        var interim = await Read(town, id);
        interim.SendBackCount.ShouldBe(2);
        interim.LeadUnitCode!.ShouldStartWith("response-");
        using var group = await town.As(Role.Handler, await HandlerOf(town, interim.LeadUnitCode));
        (await group.Refused($"{path}/returns", new { reason = "也不是我们的" })).ShouldBe((409, "case.send-back-limit"));
        (await zhouHang.Refused($"{path}/dispatches", new { unitCode = "enforcement" })).ShouldBe((409, "case.other-dispatcher"));
        await feng.Do($"{path}/dispatches", new { unitCode = "enforcement" });
        (await Read(town, id)).LeadUnitCode.ShouldBe("enforcement");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_co_handler_does_not_check_the_work_it_took_part_in(Engine engine)
    {
        var (town, path, id) = await Filed(engine, "果皮箱倒了砸坏花坛");
        using var zhouHang = await town.As(Role.Dispatcher, "paiqian01");
        await zhouHang.Do($"{path}/helpers", new { unitCode = "traffic-police", note = "封一条车道" });
        using var duan = await town.As(Role.Handler, "chuzhi006");
        await duan.Do($"{path}/task/acceptance");
        await duan.Do($"{path}/task/hand-in", new { result = "已封闭" });
        using var xu = await town.As(Role.Handler, "chuzhi003");
        await xu.Do($"{path}/acceptance");
        await xu.Do($"{path}/hand-in", Form.With(("result", "已扶正")).Photo("files", Photos.Small));

        var helper = await Actor(town, "chuzhi006", Role.Checker);
        var refused = await Should.ThrowAsync<RuleViolation>(() => Check(town, id, helper));
        refused.Code.ShouldBe("case.check-own-work");
        (await Check(town, id, await Actor(town, "chuzhi007", Role.Checker))).State.ShouldBe(CaseState.Checked);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Who_files_and_types_a_unit_gets_that_unit_however_quick_the_rule_is(Engine engine)
    {
        var town = await Town.On(engine);
        town.Clock.Set(new DateTime(2026, 3, 28, 1, 30, 0, DateTimeKind.Utc));
        var both = await Actor(town, "caozuo03", Role.Operator, Role.Dispatcher);
        for (var round = 0; round < 4; round++)
        {
            var receipt = await town.Report($"路边的垃圾袋 {round}");
            var id = receipt.CaseId();
            var pump = town.Settle(); // the rule is on its way while the person files
            var done = await FileAndDispatch(town, id, both, "parks");
            await pump;
            await town.Settle();

            done.Problem.ShouldBeNull();
            var subject = await Read(town, id);
            (subject.State, subject.LeadUnitCode).ShouldBe((CaseState.Dispatched, "parks"));
            (await town.With((_, db) => db.Timeline.CountAsync(t => t.CaseId == id && t.Action == CaseAction.Dispatch))).ShouldBe(
                1,
                "no rule came before the person"
            );
        }
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Filed_with_a_chosen_unit_the_rule_waits_for_the_person_and_an_unknown_unit_files_nothing(Engine engine)
    {
        var town = await Town.On(engine);
        town.Clock.Set(new DateTime(2026, 3, 28, 2, 30, 0, DateTimeKind.Utc));
        var both = await Actor(town, "caozuo03", Role.Operator, Role.Dispatcher);
        var id = (await town.Report("树坑里的垃圾")).CaseId();

        (await FileAndDispatch(town, id, both, "no-such-unit")).Problem!.Status.ShouldBe(400);
        (await Read(town, id)).State.ShouldBe(CaseState.Reported);
        await town.With(
            (services, _) => services.GetRequiredService<Gezhi.Cases.Filing.FileCase>().Run(id, new(Litter), both, default, "parks") // and then the node dies
        );
        await town.Settle();

        (await Read(town, id)).State.ShouldBe(CaseState.Filed);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_dedicated_grid_counts_from_its_first_day_to_its_last(Engine engine)
    {
        var town = await Town.On(engine);
        var today = WorkCalendar.China.LocalDay(town.Clock.UtcNow);
        var market = await town.With(
            (_, db) => db.Set<Area>().AsNoTracking().FirstAsync(a => a.Kind == AreaKind.Market && a.ValidFrom <= today && a.ValidTo == null)
        );

        (await Kind(town, market.Code)).ShouldBe(AreaKind.Market);
        await Until(town, market.Id, today.AddDays(-1));
        try
        {
            town.Clock.Move(TimeSpan.FromMinutes(2)); // what was read is older than a minute
            (await Kind(town, market.Code)).ShouldBeNull();
        }
        finally
        {
            await Until(town, market.Id, null);
            town.Clock.Move(TimeSpan.FromMinutes(2));
        }
        (await Kind(town, market.Code)).ShouldBe(AreaKind.Market);
    }

    private static Task<AreaKind?> Kind(Town town, string code) =>
        town.With(
            async (services, db) =>
                (await services.GetRequiredService<PlaceKinds>().Of(db, TestContext.Current.CancellationToken))(null, null, code)
        );

    private static Task<int> Until(Town town, Guid id, DateOnly? last) =>
        town.With((_, db) => db.Set<Area>().Where(a => a.Id == id).ExecuteUpdateAsync(a => a.SetProperty(x => x.ValidTo, last)));

    private static Task<PostResult> FileAndDispatch(Town town, Guid id, Actor actor, string unit)
    {
        var http = new DefaultHttpContext();
        http.Request.ContentType = "application/x-www-form-urlencoded";
        http.Request.Form = new FormCollection(
            new Dictionary<string, StringValues>
            {
                ["Do"] = nameof(CaseForm.FileAndDispatch),
                ["CategoryKey"] = Litter,
                ["UnitCode"] = unit,
            }
        );
        return town.With((services, _) => services.GetRequiredService<CasePost>().Run(id, http.Request, actor, default));
    }

    private static Task<MoveResult> Check(Town town, Guid id, Actor actor) =>
        town.With((services, _) => services.GetRequiredService<CheckCase>().Run(id, new(true), [], actor, default));

    private static async Task<Actor> Actor(Town town, string userName, params Role[] roles)
    {
        var account = await town.With((_, db) => db.Set<Account>().Where(a => a.UserName == userName).Select(a => a.Id).SingleAsync());
        return new Actor(
            Town.District,
            ActorKind.Staff,
            account,
            userName,
            [.. roles.Select(r => new ActorPost(Ids.New(town.Clock.UtcNow), r, "410103", null, r.ToString()))]
        );
    }

    private static Task<bool> Hours(Town town, string unit, string windows, bool everyDay) =>
        town.With(
            (services, _) =>
                services
                    .GetRequiredService<KeepTimetable>()
                    .Set(new KeepTimetable.Hours(unit, windows, everyDay), Gezhi.Platform.Actors.Actor.System(Town.District), default)
        );

    private static async Task Returned(Town town, string path, string unit)
    {
        using var handler = await town.As(Role.Handler, unit == "sanitation" ? "chuzhi003" : "chuzhi004");
        await handler.Do($"{path}/returns", new { reason = "不是我们的" });
    }

    private static Task<string> HandlerOf(Town town, string unit) =>
        town.With(
            (_, db) =>
                db.Set<Gezhi.Identity.Posts.Post>()
                    .Where(p => p.Role == Role.Handler && p.UnitCode == unit && p.ValidTo == null)
                    .Join(db.Set<Account>(), p => p.AccountId, a => a.Id, (p, a) => a.UserName)
                    .OrderBy(u => u)
                    .FirstAsync()
        );

    private static Task<Gezhi.Cases.Case> Read(Town town, Guid id) =>
        town.With((_, db) => db.Cases.AsNoTracking().SingleAsync(c => c.Id == id));

    /// <summary>Litter at the usual place: a rule gives it to the sanitation centre.</summary>
    private static async Task<(Town Town, string Path, Guid Id)> Filed(Engine engine, string text)
    {
        var town = await Town.On(engine);
        town.Clock.Set(new DateTime(2026, 3, 28, 1, 0, 0, DateTimeKind.Utc));
        await town.Ring();
        var receipt = await town.Report(text);
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"/api/cases/{receipt["caseId"]}/filing", new { categoryKey = Litter });
        await town.Settle();
        return (town, $"/api/cases/{receipt["caseId"]}", receipt.CaseId());
    }
}
