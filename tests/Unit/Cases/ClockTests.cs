using Gezhi.Cases;
using Gezhi.Cases.Deadlines;
using Gezhi.Platform.Time;
using Shouldly;
using Xunit;
using static Gezhi.Tests.Unit.Cases.Cast;
using Case = Gezhi.Cases.Case;

namespace Gezhi.Tests.Unit.Cases;

/// <summary>Which rung of the ladder comes next, whatever happens to clock, deadline and unit.</summary>
public sealed class ClockTests
{
    private static readonly LadderRung Remind = Rung(1, 80, 0, LadderLevel.Holder);
    private static readonly LadderRung Community = Rung(2, 100, 120, LadderLevel.Community);
    private static readonly Timetable Table = TableOf(Remind, Community);

    [Fact]
    public void A_look_into_a_future_that_was_taken_back_does_not_skip_a_rung()
    {
        var manhole = Handling();
        var due = manhole.DueAt!.Value;
        manhole.ClockedAt = due.AddDays(30); // the clock was a month ahead

        LadderPlan.Next(manhole, Table, Morning.AddMinutes(10)).ShouldBe(manhole.Clock(Calendar)!.At(80));
    }

    [Fact]
    public void An_extended_case_is_warned_again_before_its_new_deadline()
    {
        var manhole = Handling();
        var fired = Fired(manhole, Remind, manhole.Clock(Calendar)!.At(80)!.Value);
        Open(manhole, fired).ShouldNotContain(Remind.Id);

        manhole.Extend(Morning.AddMinutes(110), Calendar, By(ZhouHang, Morning.AddMinutes(110)), Limits);

        Open(manhole, fired).ShouldContain(Remind.Id);
        LadderPlan.Next(manhole, Table, Morning.AddMinutes(111)).ShouldBe(manhole.Clock(Calendar)!.At(80));
    }

    [Fact]
    public void The_second_unit_is_reminded_by_itself_and_the_community_is_not_told_twice()
    {
        var manhole = Handling();
        var late = manhole.Clock(Calendar)!.At(100, 120)!.Value;
        FiredRung[] fired = [Fired(manhole, Remind, late), Fired(manhole, Community, late)];
        manhole.ClockedAt = late;
        manhole.SendBack(By(ZhaoGong, late.AddMinutes(1), "属于供水公司"), Limits);
        manhole.Dispatch("gongshui", null, "{}", Calendar, By(OtherDispatcher, late.AddMinutes(5)));

        Open(manhole, fired).ShouldBe([Remind.Id]);
        LadderPlan.Next(manhole, Table, late.AddMinutes(5)).ShouldBe(late.AddMinutes(5), "its reminder is due at once");
    }

    [Fact]
    public void A_rung_that_fired_before_runs_were_told_apart_is_not_told_again()
    {
        var manhole = Handling();
        var at = manhole.Clock(Calendar)!.At(80)!.Value;
        var key = ClockOf(manhole).Start;

        Open(manhole, Row(manhole, key, Remind, at)).ShouldNotContain(Remind.Id);
    }

    [Fact]
    public void A_case_that_could_not_be_confirmed_gets_a_new_time_to_be_filed_in()
    {
        var table = TableOf(Rung(3, 80, 0, LadderLevel.Holder, Stage.File));
        var manhole = BrokenManhole();
        var before = CaseClock.Of(manhole, table)[0].Key;
        manhole.AskToConfirm(By(LinXiao, Morning.AddMinutes(10)), Limits);
        CaseClock.Of(manhole, table)[0].Clock.StartedAt.ShouldBe(Morning.AddMinutes(10));

        manhole.Confirm(false, By(SunQian, Morning.AddMinutes(30), "没找到"), Limits);

        var clock = CaseClock.Of(manhole, table)[0];
        clock.Key.ShouldNotBe(before);
        clock.Clock.At(80).ShouldBe(Morning.AddMinutes(42), "12 of 15 minutes");
    }

    /// <summary>Rungs nobody was told of, whenever they come.</summary>
    private static List<Guid> Open(Case subject, params FiredRung[] fired) =>
        [.. LadderPlan.Of(subject, Table).Where(r => !fired.Any(f => r.Clock.Knows(f, r))).Select(r => r.Rung.Id)];

    private static CaseClock ClockOf(Case subject) => CaseClock.Of(subject, Table).Single(c => c.Stage == Stage.Handle);

    private static FiredRung Fired(Case subject, LadderRung rung, DateTime at) => Row(subject, ClockOf(subject).Key, rung, at);

    private static FiredRung Row(Case subject, string key, LadderRung rung, DateTime at)
    {
        key.Length.ShouldBeLessThanOrEqualTo(40);
        return new()
        {
            DistrictId = District,
            CaseId = subject.Id,
            Clock = key,
            RungId = rung.Id,
            Stage = rung.Stage,
            Level = rung.Level,
            At = at,
            Sequence = 9,
        };
    }

    private static LadderRung Rung(int no, int percent, int more, LadderLevel level, Stage stage = Stage.Handle) =>
        new()
        {
            DistrictId = District,
            Id = Id(no),
            Stage = stage,
            Percent = percent,
            MoreMinutes = more,
            Level = level,
        };

    private static Timetable TableOf(params LadderRung[] ladder) =>
        new(Calendar, 0, Limits, new Dictionary<string, UnitHours>(StringComparer.Ordinal), ladder);

    private static Case Handling()
    {
        var manhole = BrokenManhole();
        manhole.File("410103202603050001", null, new TimeLimit(2, LimitUnit.UrgentHour), By(LinXiao, Morning.AddMinutes(1)), Limits);
        manhole.Dispatch(Lighting, null, "{}", Calendar, By(ZhouHang, Morning.AddMinutes(3)));
        manhole.Accept(By(ZhaoGong, Morning.AddMinutes(5)));
        return manhole;
    }
}
