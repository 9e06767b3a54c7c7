using Gezhi.Council.Groups;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Problems;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Council;

/// <summary>Who is asked when, how long people wait with those who still wait, and which numbers neighbours never see.</summary>
public sealed class BuildingGroupTests
{
    private static readonly DateTime Noon = new DateTime(2026, 1, 1, 4, 0, 0, DateTimeKind.Utc).AddDays(63);
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.CreateCustomTimeZone("+8", TimeSpan.FromHours(8), null, null);

    [Fact]
    public void A_question_goes_up_one_step_at_a_time_and_past_steps_that_nobody_holds()
    {
        var steps = ClimbRule.Of([]);
        steps.ShouldBe([(Duty.Chief, 15), (Duty.Worker, 60), (Duty.Lead, 240), (Duty.Leader, null)]);
        Duty?[] way = [null, Duty.Chief, Duty.Worker, Duty.Lead, Duty.Leader];
        for (var i = 0; i < 4; i++)
            ClimbRule.Next(steps, way[i], _ => true)!.Value.Duty.ShouldBe(way[i + 1]!.Value);
        ClimbRule.Next(steps, Duty.Leader, _ => true).ShouldBeNull("nobody is above the leader");
        ClimbRule.Next(steps, null, d => d is Duty.Lead)!.Value.Duty.ShouldBe(Duty.Lead);
        ClimbRule.Next(steps, Duty.Chief, _ => false).ShouldBeNull();
    }

    [Fact]
    public void What_a_district_changed_counts_a_step_of_no_minutes_is_left_out_and_the_top_never_ends()
    {
        var steps = ClimbRule.Of([
            new GroupStep { Duty = Duty.Chief, Minutes = 0 },
            new GroupStep { Duty = Duty.Lead, Minutes = 30 },
            new GroupStep { Duty = Duty.Leader, Minutes = 5 },
        ]);
        steps.ShouldBe([(Duty.Worker, 60), (Duty.Lead, 30), (Duty.Leader, null)]);
    }

    [Fact]
    public void The_clock_always_runs_unless_nights_are_quiet()
    {
        var evening = Noon.AddHours(9).AddMinutes(50); // 21:50 on the wall
        ClimbRule.End(evening, 15, null, Zone).ShouldBe(evening.AddMinutes(15));
        ClimbRule
            .End(evening, 15, QuietHours.OfStaff, Zone)
            .ShouldBe(Noon.AddHours(19).AddMinutes(5), "ten minutes before the night, five after");
        ClimbRule.End(evening, 10, QuietHours.OfStaff, Zone).ShouldBe(evening.AddMinutes(10));
        ClimbRule.End(Noon, 24 * 60, QuietHours.OfStaff, Zone).ShouldBe(Noon.AddHours(33), "a day and a night longer");
        ClimbRule.End(Noon, 10_080, new QuietHours(default, default), Zone).ShouldBe(Noon.AddDays(7));
        var night = Noon.AddHours(14); // 02:00
        ClimbRule.End(night, 15, QuietHours.OfStaff, Zone).ShouldBe(Noon.AddHours(19).AddMinutes(15));
        ClimbRule.End(Noon, 15, QuietHours.OfStaff, Zone).ShouldBe(Noon.AddMinutes(15));
    }

    [Fact]
    public void An_open_question_counts_with_its_age_so_that_silence_does_not_look_fast()
    {
        AskedOnce After(int minutes) => new(Noon, Noon.AddMinutes(minutes), null);
        var now = Noon.AddHours(10);
        AnswerFigures.Of([], now).ShouldBe(new AnswerFigures(0, 0, null, null));
        AnswerFigures.Of([After(10), After(20), After(30), After(40)], now).ShouldBe(new AnswerFigures(4, 0, 20, 40));
        var silent = new AskedOnce(Noon, null, null);
        var withSilence = AnswerFigures.Of([After(10), After(20), silent, silent], now);
        withSilence.ShouldBe(new AnswerFigures(4, 2, 20, null));
        AnswerFigures.Of([After(10), silent, silent], now).Median.ShouldBeNull("most still wait");
        AnswerFigures.Of([After(10), After(20), new(Noon, null, Noon.AddMinutes(1))], now).ShouldBe(new AnswerFigures(3, 0, 10, 20));
    }

    [Theory]
    [InlineData("我的电话13812345678请加", "我的电话138********请加")]
    [InlineData("138 1234 5678", "138********")]
    [InlineData("138-1234-5678", "138********")]
    [InlineData("身份证410103199001011234", "身份证410********")]
    [InlineData("41010319900101123X。", "410********。")]
    [InlineData("１３８１２３４５６７８", "１３８********")]
    public void Numbers_of_people_are_covered(string said, string read)
    {
        NumberMask.Of(said).ShouldBe(read);
        NumberMask.Covers(said).ShouldBeTrue();
    }

    [Theory]
    [InlineData("3号楼2单元501，11月23日20:45停水")]
    [InlineData("物业电话 67891234")]
    [InlineData("一共 1234567890 分")]
    public void Other_numbers_stay(string said) => NumberMask.Of(said).ShouldBe(said);

    [Fact]
    public void Only_the_first_answer_counts_and_what_is_over_takes_nothing_more()
    {
        var question = Asked();
        question.Answer(Noon.AddMinutes(5));
        question.Answer(Noon.AddMinutes(50));
        question.AnsweredAt.ShouldBe(Noon.AddMinutes(5));
        question.GoOnAs(AskState.Reported, Guid.Empty, "ABC", Noon.AddMinutes(60));
        question.AnsweredAt.ShouldBe(Noon.AddMinutes(5));
        Should.Throw<RuleViolation>(() => question.Withdraw(Noon)).Code.ShouldBe("group.closed");
        Should.Throw<RuleViolation>(() => question.GoOnAs(AskState.Topic, Guid.Empty, null, Noon)).Code.ShouldBe("group.closed");
        Should.Throw<RuleViolation>(() => question.Hide(HideRule.Spam, null, "")).Code.ShouldBe("group.closed");
        var other = Asked();
        other.Withdraw(Noon.AddMinutes(1));
        other.Answer(Noon.AddMinutes(2));
        (other.State, other.AnsweredAt).ShouldBe((AskState.Withdrawn, null));
    }

    private static GroupMessage Asked()
    {
        var question = new GroupMessage { Kind = SaidKind.Question, At = Noon };
        question.Say([1], Guid.Empty, Guid.Empty);
        question.State.ShouldBe(AskState.Open);
        return question;
    }
}
