using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Deadlines;
using Gezhi.Cases.Messages;
using Gezhi.Identity.Accounts;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Time;
using Gezhi.Tests.Integration.Centre;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Integration.Deadlines;

/// <summary>The clock of the broken manhole: who is told when, and what another calendar does to it; on both databases.</summary>
public sealed class LadderTests
{
    private static readonly DateTime Morning = new(2026, 3, 9, 1, 0, 0, DateTimeKind.Utc); // Monday 09:00

    public static TheoryData<Engine> Engines => new() { Engine.Sqlite, Engine.Postgres };

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Each_rung_fires_once_is_told_to_its_people_and_stands_on_the_record(Engine engine)
    {
        var (town, id, due) = await Accepted(engine, "窨井盖松动，过车就响");

        town.Clock.Set(due.AddMinutes(-1));
        await town.Ring();
        var warned = await Rungs(town, id);
        town.Clock.Set(due.AddMinutes(-2)); // the clock is put back
        await town.Ring();
        town.Clock.Set(due.AddMinutes(1));
        await town.Ring();
        await town.Ring();

        warned.ShouldContain(r => r.Stage == Stage.Handle && r.Percent == 80);
        warned.ShouldNotContain(r => r.Percent == 100 && r.Stage == Stage.Handle);
        var rungs = await Rungs(town, id);
        rungs.Count(r => r is { Stage: Stage.Handle, Percent: 80 }).ShouldBe(1);
        rungs.Count(r => r is { Stage: Stage.Handle, Percent: 100, MoreMinutes: 0 }).ShouldBe(1);
        var rows = await town.With((_, db) => db.Timeline.CountAsync(t => t.CaseId == id && t.Action == CaseAction.Escalate));
        rows.ShouldBe(rungs.Count);
        var told = await town.With((_, db) => db.Set<Message>().CountAsync(m => m.CaseId == id && m.Kind == MessageKind.Ladder));
        told.ShouldBeGreaterThanOrEqualTo(2);
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        zhaoGong.DefaultRequestHeaders.Accept.Clear();
        var read = await town.With(
            (_, db) => // what other tests told him may fill the page
                db.Set<Message>()
                    .Where(m => m.CaseId == id && db.Set<Account>().Any(a => a.Id == m.AccountId && a.UserName == "chuzhi001"))
                    .Select(m => m.Title + m.Text)
                    .ToListAsync()
        );
        read.ShouldContain(text => text.Contains("窨井盖松动", StringComparison.Ordinal));
        (await zhaoGong.GetStringAsync(new Uri($"/cases/{id}", UriKind.Relative))).ShouldContain("到点提醒和升级");
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Long_overdue_the_case_climbs_by_itself_and_calls_its_unit(Engine engine)
    {
        var (town, id, due) = await Accepted(engine, "窨井盖翘起一角");

        town.Clock.Set(due.AddDays(3));
        await town.Ring();

        var levels = (await Rungs(town, id)).Where(r => r.Stage == Stage.Handle).Select(r => r.Level).Distinct().ToList();
        levels.ShouldContain(LadderLevel.Street);
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        zhaoGong.DefaultRequestHeaders.Accept.Clear();
        var page = await zhaoGong.GetStringAsync(new Uri("/climbs", UriKind.Relative));
        (await town.With((_, db) => db.Set<Gezhi.Cases.Climbing.Climb>().CountAsync(c => c.CaseId == id))).ShouldBe(2);
        page.ShouldContain("窨井盖翘起一角");
        await zhaoGong.Do($"/api/cases/{id}/climbs/arrival", new { note = "班组已到，今晚换好" });
        (await zhaoGong.Refused($"/api/cases/{id}/climbs/arrival", new { note = "再报一次" })).ShouldBe((409, "climb.not-called"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_new_day_off_moves_open_deadlines_and_the_record_says_from_when_to_when(Engine engine)
    {
        var (town, id, _) = await Accepted(engine, "路面窨井盖周边下沉", LimitUnit.WorkDay);
        var before = await Stored(town, id);
        var day = WorkCalendar.China.LocalDay(before.DueAt!.Value);
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");
        var command = new Change("LocalDays", "大雪停工通知", [new CalendarDay(day, "大雪", false)]);
        var preview = await chenMo.Do("/api/calendar/preview", command);
        preview["changes"]!.AsArray().Count.ShouldBe(1);
        await chenMo.Do("/api/calendar", command);
        await town.Ring();
        town.Clock.Move(TimeSpan.FromMinutes(2));
        await town.Ring();

        var after = await Stored(town, id);
        after.DueAt!.Value.ShouldBeGreaterThan(before.DueAt!.Value);
        after.OriginalDueAt.ShouldBe(after.DueAt);
        var row = await town.With(
            (_, db) =>
                db
                    .Timeline.Where(t => t.CaseId == id && t.Action == CaseAction.Recompute)
                    .Join(db.TimelineTexts, t => new { t.CaseId, t.Sequence }, x => new { x.CaseId, x.Sequence }, (_, x) => x.Note)
                    .SingleAsync()
        );
        row!.ShouldContain("大雪停工通知");
        var calendar = town.Services.GetRequiredService<Timetables>().Of(Town.District).Calendar;
        calendar.IsWorkingDay(day).ShouldBeFalse();
        var clock = after.Clock(calendar)!;
        var end = after.DueAt.Value.AddHours(5);
        clock.Explain(end).Sum(line => line.Minutes).ShouldBe(clock.UsedMinutes(end));
        (await town.With((_, db) => db.Set<Recomputation>().CountAsync(r => r.DoneAt == null))).ShouldBe(0);
        await chenMo.Do("/api/calendar", command with { Title = "停工取消", Days = [new CalendarDay(day, "复工", true)] });
        await town.Ring();
        (await Stored(town, id)).DueAt.ShouldBe(before.DueAt);
        town.Clock.Move(TimeSpan.FromMinutes(2));
        await town.Ring();
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task A_unit_with_hours_of_its_own_gets_the_deadlines_of_these_hours(Engine engine)
    {
        var (town, id, _) = await Accepted(engine, "窨井盖有裂纹", LimitUnit.WorkHour);
        var before = (await Stored(town, id)).DueAt!.Value;
        using var chenMo = await town.As(Role.ShiftLeader, "zhiban01");

        (await chenMo.Refused("/api/deadlines/hours", Hours("18:00-08:00"), HttpMethod.Put)).ShouldBe((400, "input.invalid"));
        await chenMo.Do("/api/deadlines/hours", Hours("06:00-22:00"), HttpMethod.Put);
        await town.Ring();
        var moved = await Stored(town, id);
        await chenMo.Do("/api/deadlines/hours", Hours(""), HttpMethod.Put);
        await town.Ring();

        moved.DueAt.ShouldNotBe(before);
        (await Stored(town, id)).DueAt.ShouldBe(before);
        town.Clock.Move(TimeSpan.FromMinutes(2));
        await town.Ring();
    }

    private sealed record Change(string Kind, string Title, IReadOnlyList<CalendarDay> Days);

    private static object Hours(string windows) =>
        new
        {
            unitCode = "municipal-works",
            windows,
            isEveryDay = false,
        };

    /// <summary>A manhole in the hands of the works crew; with a limit of this unit.</summary>
    private static async Task<(Town Town, Guid Id, DateTime Due)> Accepted(
        Engine engine,
        string text,
        LimitUnit unit = LimitUnit.UrgentHour
    )
    {
        var town = await Town.On(engine);
        town.Clock.Set(Morning);
        await town.Ring();
        var receipt = await town.Report(text);
        var path = $"/api/cases/{receipt["caseId"]}";
        var conditions = await town.With(
            (_, db) =>
                db.Set<Gezhi.Cases.Catalogue.FilingCondition>()
                    .Where(c => c.CategoryKey == Reported.Manhole && c.ValidTo == null)
                    .ToListAsync()
        );
        var condition = conditions.Where(c => c.LimitUnit == unit).MaxBy(c => c.LimitValue)!;
        using var linXiao = await town.As(Role.Operator, "caozuo01");
        await linXiao.Do($"{path}/filing", new { categoryKey = Reported.Manhole, conditionId = condition.Id });
        await town.Settle();
        using var zhaoGong = await town.As(Role.Handler, "chuzhi001");
        await zhaoGong.Do($"{path}/acceptance");
        var id = receipt.CaseId();
        return (town, id, (await Stored(town, id)).DueAt!.Value);
    }

    private static Task<List<FiredRung>> Rungs(Town town, Guid id) =>
        town.With((_, db) => db.Set<FiredRung>().AsNoTracking().Where(f => f.CaseId == id).ToListAsync());

    private static Task<Gezhi.Cases.Case> Stored(Town town, Guid id) =>
        town.With((_, db) => db.Cases.AsNoTracking().SingleAsync(c => c.Id == id));
}
