using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;
using Shouldly;
using Xunit;
using static Gezhi.Tests.Unit.Cases.Cast;
using Case = Gezhi.Cases.Case;

namespace Gezhi.Tests.Unit.Cases;

public class CaseTests
{
    private static readonly TimeLimit TwoUrgentHours = new(2, LimitUnit.UrgentHour);

    [Fact]
    public void A_patrol_report_of_14_26_dispatched_at_14_29_is_due_two_hours_later_and_handed_in_at_15_23()
    {
        var manhole = Handling(dispatchedAfterMinutes: 3);

        manhole.DueAt.ShouldBe(Morning.AddMinutes(123));
        manhole.ReportDone(By(ZhaoGong, Morning.AddMinutes(57), "已更换井盖"), Limits);

        manhole.State.ShouldBe(CaseState.Handled);
        manhole.Clock(Calendar)!.UsedMinutes(Morning.AddDays(3)).ShouldBe(54);
    }

    [Fact]
    public void A_failed_check_sends_the_case_back_to_its_unit_and_the_time_of_checking_is_not_counted()
    {
        var manhole = Handling();
        var due = manhole.DueAt;
        manhole.ReportDone(By(ZhaoGong, Morning.AddMinutes(30)), Limits);

        manhole.Check(false, By(SunQian, Morning.AddMinutes(40), "还有一半没盖上"), Calendar, Limits);

        manhole.State.ShouldBe(CaseState.Handling);
        manhole.LeadUnitCode.ShouldBe(Lighting);
        manhole.DueAt.ShouldBe(due!.Value.AddMinutes(10));
        manhole.OriginalDueAt.ShouldBe(due);
        manhole.Clock(Calendar)!.UsedMinutes(Morning.AddMinutes(45)).ShouldBe(32); // dispatched at 14:29, handed in at 14:56, failed at 15:06, looked at 15:11
        manhole.ReworkCount.ShouldBe(1);
    }

    [Fact]
    public void Nobody_checks_own_work()
    {
        var manhole = Handling();
        manhole.ReportDone(By(ZhaoGong, Morning.AddMinutes(30)), Limits);

        Should
            .Throw<RuleViolation>(() => manhole.Check(true, By(ZhaoGong, Morning.AddMinutes(40)), Calendar, Limits))
            .Code.ShouldBe("case.check-own-work");
    }

    [Fact]
    public void After_a_return_another_dispatcher_decides()
    {
        var manhole = Handling();
        manhole.SendBack(By(ZhaoGong, Morning.AddMinutes(20), "属于供水公司"), Limits);

        Should
            .Throw<RuleViolation>(() => manhole.Dispatch("gongshui", null, "{}", Calendar, By(ZhouHang, Morning.AddMinutes(25))))
            .Code.ShouldBe("case.other-dispatcher");
        manhole.Dispatch("gongshui", null, "{}", Calendar, By(OtherDispatcher, Morning.AddMinutes(25)));

        manhole.LeadUnitCode.ShouldBe("gongshui");
    }

    [Fact]
    public void The_third_return_is_refused()
    {
        var manhole = Handling();
        manhole.SendBack(By(ZhaoGong, Morning.AddMinutes(20)), Limits);
        manhole.Dispatch(Lighting, null, "{}", Calendar, By(OtherDispatcher, Morning.AddMinutes(21)));
        manhole.SendBack(By(ZhaoGong, Morning.AddMinutes(22)), Limits);
        manhole.Dispatch(Lighting, null, "{}", Calendar, By(ZhouHang, Morning.AddMinutes(23)));

        Should
            .Throw<RuleViolation>(() => manhole.SendBack(By(ZhaoGong, Morning.AddMinutes(24)), Limits))
            .Code.ShouldBe("case.send-back-limit");
    }

    [Fact]
    public void Joining_then_splitting_gives_back_what_was()
    {
        var first = BrokenManhole();
        var second = Case.Open(
            District,
            Id(2),
            Channel.Hotline,
            new CaseFacts("井盖坏了", null, Grid, null, null, "", false, null),
            By(AuntZhang, Morning),
            Limits
        );
        second.Confirm(true, By(SunQian, Morning.AddMinutes(5)), Limits);

        second.JoinTo(first, By(LinXiao, Morning.AddMinutes(6)));
        (second.State, first.ReportCount).ShouldBe((CaseState.Joined, 2));
        second.SplitFrom([first], By(LinXiao, Morning.AddMinutes(9), "不是同一个井盖"));

        (second.State, second.JoinedToId, first.ReportCount, first.State).ShouldBe((CaseState.Confirmed, null, 1, CaseState.Reported));
    }

    [Fact]
    public void A_case_reported_by_two_cannot_be_withdrawn_by_one()
    {
        var first = BrokenManhole();
        var second = Case.Open(
            District,
            Id(2),
            Channel.Hotline,
            new CaseFacts("井盖坏了", null, Grid, null, null, "", false, null),
            By(AuntZhang, Morning),
            Limits
        );
        second.JoinTo(first, By(LinXiao, Morning.AddMinutes(6)));

        Should.Throw<RuleViolation>(() => first.Withdraw(By(AuntZhang, Morning.AddMinutes(7)))).Code.ShouldBe("case.not-alone");
    }

    [Fact]
    public void Shelving_pauses_the_clock_and_the_original_deadline_stays_on_record()
    {
        var manhole = Handling(dispatchedAfterMinutes: 0);
        var original = manhole.OriginalDueAt;

        manhole.Shelve(Morning.AddDays(7), By(ZhouHang, Morning.AddMinutes(60)), Limits);
        manhole.DueAt.ShouldBeNull();
        manhole.Resume(Calendar, By(ZhouHang, Morning.AddMinutes(60).AddDays(2)));

        manhole.DueAt.ShouldBe(Morning.AddMinutes(120).AddDays(2));
        manhole.OriginalDueAt.ShouldBe(original);
    }

    [Fact]
    public void Filing_needs_a_category()
    {
        var unknown = Case.Open(
            District,
            Id(3),
            Channel.ResidentPage,
            new CaseFacts("不清楚", null, Grid, null, null, "", false, null),
            By(AuntZhang, Morning),
            Limits
        );

        Should
            .Throw<RuleViolation>(() => unknown.File("41010320260305000001", null, TwoUrgentHours, By(LinXiao, Morning), Limits))
            .Code.ShouldBe("case.category-needed");
        unknown.State.ShouldBe(CaseState.Reported);
    }

    private static Case Handling(int dispatchedAfterMinutes = 3)
    {
        var manhole = BrokenManhole();
        manhole.File("41010320260305000001", null, TwoUrgentHours, By(LinXiao, Morning.AddMinutes(dispatchedAfterMinutes / 2d)), Limits);
        manhole.Dispatch(Lighting, null, "{}", Calendar, By(ZhouHang, Morning.AddMinutes(dispatchedAfterMinutes)));
        manhole.Accept(By(ZhaoGong, Morning.AddMinutes(dispatchedAfterMinutes + 2)));
        return manhole;
    }
}
