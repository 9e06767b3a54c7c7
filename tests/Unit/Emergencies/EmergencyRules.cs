using Gezhi.Cases.Emergencies;
using Gezhi.Grids.Contract;
using Gezhi.Grids.Readiness;
using Gezhi.Platform;
using Gezhi.Platform.Problems;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Emergencies;

/// <summary>When an alarm may end, what one person's answers add up to, how a plan is read.</summary>
public sealed class EmergencyRules
{
    private static readonly DateTime Start = new(2026, 3, 5, 6, 26, 0, DateTimeKind.Utc);

    [Fact]
    public void Nobody_gives_the_all_clear_before_everybody_is_counted_and_out()
    {
        var burst = new Emergency { Kind = EmergencyKind.BurstPipe, RaisedAt = Start };

        Refused(() => burst.Clear(null, 0, false, null, Start)).ShouldBe("emergency.not-counted");
        burst.Count(28, 9);
        Refused(() => burst.Clear(null, 0, true, null, Start)).ShouldBe("emergency.still-inside");
        burst.Count(37, 0);
        Refused(() => burst.Clear(null, 2, false, null, Start)).ShouldBe("emergency.staff-inside");
        burst.Clear(null, 2, true, null, Start.AddHours(2));

        (burst.IsOpen, burst.IsCalledOff, burst.PeopleOut).ShouldBe((false, false, 37));
        Refused(() => burst.Count(1, 1)).ShouldBe("emergency.ended");
        Refused(() => burst.CallOff(null, "误报", Start)).ShouldBe("emergency.ended");
    }

    [Fact]
    public void A_review_comes_after_the_end()
    {
        var burst = new Emergency { RaisedAt = Start };
        Refused(() => burst.Review("好", "差", Start)).ShouldBe("emergency.open");
        burst.CallOff(null, "误报", Start.AddMinutes(3));
        burst.Review("好", "差", Start.AddDays(1));
        burst.ReviewedAt.ShouldBe(Start.AddDays(1));
    }

    [Fact]
    public void What_was_answered_before_is_not_answered_again()
    {
        var wang = new EmergencyCall();

        wang.Arrive(null, null, Start.AddMinutes(2)).ShouldBeTrue();
        wang.Acknowledge(null, Start.AddMinutes(3)).ShouldBeFalse("whoever is there has heard it");
        wang.Arrive(null, null, Start.AddMinutes(4)).ShouldBeFalse();
        wang.Leave(Start.AddMinutes(60)).ShouldBeTrue();
        wang.Leave(Start.AddMinutes(61)).ShouldBeFalse();
        wang.Arrive(null, null, Start.AddMinutes(70)).ShouldBeTrue("came back");

        (wang.ArrivedAt, wang.IsThere).ShouldBe((Start.AddMinutes(2), true));
    }

    [Fact]
    public void One_open_alarm_of_a_kind_in_a_grid_and_a_drill_is_another_one()
    {
        var (first, second) = (Ids.New(Start), Ids.New(Start));
        string Key(string area, Guid caseId, bool isDrill = false) => Emergency.KeyOf(EmergencyKind.Fire, area, caseId, isDrill);

        Key("41010301000400101", first).ShouldBe(Key("41010301000400102", second));
        Key("41010301000400101", first).ShouldNotBe(Key("41010301000400201", first));
        Key("41010301000400101", first).ShouldNotBe(Key("41010301000400101", first, isDrill: true));
        Key("410103", first).ShouldNotBe(Key("410103", second), "where the grid is not known, one per case");
    }

    [Fact]
    public void A_report_upward_is_sent_once_and_acknowledged_by_somebody_else()
    {
        var (zheng, chen) = (Ids.New(Start), Ids.New(Start));
        var first = new FlashReport { DueAt = Start.AddMinutes(30) };

        Refused(() => first.Receive(chen, Start)).ShouldBe("flash.not-sent");
        first.Send("正在疏散", "区应急管理局", zheng, Start.AddMinutes(20));
        Refused(() => first.Send("又一次", "区应急管理局", zheng, Start)).ShouldBe("flash.sent");
        Refused(() => first.Receive(zheng, Start)).ShouldBe("flash.own");
        first.Receive(chen, Start.AddMinutes(26));
        Refused(() => first.Receive(chen, Start)).ShouldBe("flash.received");
    }

    [Theory]
    [InlineData("疏散|5|敲门", 1)]
    [InlineData("指挥|0|报 119\n抢修｜10｜关阀", 2)]
    public void Lines_of_a_plan_are_steps(string lines, int count)
    {
        var steps = KeepPlan.Read(lines);
        steps.Count.ShouldBe(count);
        steps.Select(s => s.No).ShouldBe(Enumerable.Range(1, count));
        KeepPlan.Read(KeepPlan.Lines(steps)).ShouldBe(steps);
    }

    [Theory]
    [InlineData("疏散|五|敲门")]
    [InlineData("看热闹|5|站着")]
    [InlineData("疏散|5|")]
    [InlineData("")]
    public void A_line_that_is_no_step_is_refused(string lines) => Refused(() => KeepPlan.Read(lines)).ShouldBe("plan.line");

    private static string Refused(Action work) => Should.Throw<RuleViolation>(work).Code;
}
