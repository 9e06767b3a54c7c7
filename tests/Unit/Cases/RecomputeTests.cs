using Gezhi.Cases;
using Gezhi.Platform.Time;
using Shouldly;
using Xunit;
using static Gezhi.Tests.Unit.Cases.Cast;
using Case = Gezhi.Cases.Case;

namespace Gezhi.Tests.Unit.Cases;

/// <summary>What another calendar does to a case in every state, and what it must not do.</summary>
public sealed class RecomputeTests
{
    private static readonly TimeLimit OneDay = new(1, LimitUnit.WorkDay);

    /// <summary>Friday and the Monday after it are off.</summary>
    private static readonly WorkCalendar Snow = Calendar.WithDays([
        new CalendarDay(new DateOnly(2026, 3, 6), "大雪", false),
        new CalendarDay(new DateOnly(2026, 3, 9), "大雪", false),
    ]);

    private static readonly DateTime Evening = Morning.AddHours(4);

    [Fact]
    public void A_shelved_case_keeps_no_old_calendar_in_its_first_deadline()
    {
        var manhole = Handling();
        var first = manhole.OriginalDueAt;
        manhole.Shelve(Morning.AddDays(20), By(ZhouHang, Morning.AddMinutes(30), "等配件"), Limits);

        var moves = Recompute(manhole);

        manhole.OriginalDueAt.ShouldBe(Snow.DueAt(manhole.DispatchedAt!.Value, OneDay));
        moves.ShouldBe([new DeadlineMove(DeadlineKind.Original, first, manhole.OriginalDueAt)]);
        (manhole.DueAt, manhole.StageDueAt).ShouldBe((null, Morning.AddDays(20)));
    }

    [Fact]
    public void A_first_deadline_that_moves_alone_is_a_change_with_a_row()
    {
        var manhole = Handling();
        var rows = manhole.Sequence;
        manhole.ReportDone(By(ZhaoGong, Morning.AddMinutes(40)), Limits);
        manhole.Check(true, By(SunQian, Morning.AddMinutes(50)), Calendar, Limits);

        Recompute(manhole).Select(m => m.Kind).ShouldContain(DeadlineKind.Original);

        manhole.Sequence.ShouldBe(rows + 3);
        manhole.OriginalDueAt.ShouldBe(manhole.DueAt);
    }

    [Fact]
    public void Another_limit_for_a_stage_does_not_touch_one_that_has_begun()
    {
        var manhole = Handling();
        manhole.ReportDone(By(ZhaoGong, Morning.AddMinutes(40)), Limits);
        var due = manhole.StageDueAt;
        var shorter = Limits.With(Stage.Check, 10, true);

        manhole.Recompute(Calendar, Calendar, shorter, By(ChenMo, Evening), _ => "升级阶梯有变").ShouldBeFalse();

        manhole.StageDueAt.ShouldBe(due);
    }

    [Fact]
    public void A_stage_keeps_its_minutes_and_only_its_days_change()
    {
        var manhole = BrokenManhole();
        var long_ = Limits.With(Stage.Dispatch, 300, true); // to Friday morning
        manhole.File("410103202603050001", null, OneDay, By(LinXiao, Morning.AddMinutes(1)), long_);
        var due = manhole.StageDueAt!.Value;
        var now = Limits.With(Stage.Dispatch, 15, true) with { Calendar = Snow };

        manhole.Recompute(Snow, Calendar, now, By(ChenMo, Evening), _ => "大雪").ShouldBeTrue();

        manhole.StageDueAt.ShouldBe(due.AddDays(4), "Friday and Monday are off, the weekend lies between");
        manhole.Recompute(Snow, Snow, now, By(ChenMo, Evening), _ => "又一遍").ShouldBeFalse();
    }

    [Fact]
    public void Overtime_by_the_first_limit_stays_overtime_whatever_days_are_declared_off_afterwards()
    {
        var manhole = Handling();
        var first = manhole.OriginalDueAt!.Value;

        var moves = Recompute(manhole, first.AddHours(3));

        manhole.OriginalDueAt.ShouldBe(first);
        manhole.DueAt!.Value.ShouldBeGreaterThan(first);
        moves.Single().Kind.ShouldBe(DeadlineKind.Handling);
    }

    [Fact]
    public void What_a_unit_with_hours_of_its_own_sent_back_keeps_the_deadline_of_these_hours()
    {
        var nights = Calendar.OnEveryDay();
        var manhole = BrokenManhole();
        manhole.File("410103202603050001", null, new TimeLimit(3, LimitUnit.WorkDay), By(LinXiao, Morning.AddMinutes(1)), Limits);
        manhole.Dispatch(Lighting, null, "{}", nights, By(ZhouHang, Morning.AddMinutes(3)));
        var first = manhole.OriginalDueAt;
        manhole.SendBack(By(ZhaoGong, Morning.AddMinutes(9), "属于供水公司"), Limits);

        manhole.Recompute(Calendar, Calendar, Limits, By(ChenMo, Evening), _ => "升级阶梯有变").ShouldBeFalse();

        manhole.OriginalDueAt.ShouldBe(first);
    }

    private static List<DeadlineMove> Recompute(Case subject, DateTime? now = null)
    {
        List<DeadlineMove> found = [];
        var moved = subject.Recompute(
            Snow,
            Calendar,
            Limits with
            {
                Calendar = Snow,
            },
            By(ChenMo, now ?? Evening),
            moves =>
            {
                found.AddRange(moves);
                return "大雪";
            }
        );
        moved.ShouldBe(found.Count > 0);
        return found;
    }

    private static Case Handling()
    {
        var manhole = BrokenManhole();
        manhole.File("410103202603050001", null, OneDay, By(LinXiao, Morning.AddMinutes(1)), Limits);
        manhole.Dispatch(Lighting, null, "{}", Calendar, By(ZhouHang, Morning.AddMinutes(3)));
        manhole.Accept(By(ZhaoGong, Morning.AddMinutes(5)));
        return manhole;
    }
}
