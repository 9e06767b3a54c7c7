using Gezhi.Council.Meetings;
using Gezhi.Council.Projects;
using Gezhi.Platform.Problems;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Council;

/// <summary>What is signed stays; what is counted has its denominator; what a calendar reads is well formed.</summary>
public sealed class MinutesTests
{
    private static readonly DateTime Noon = new(2026, 3, 5, 4, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Signed_minutes_take_no_more_words_and_cannot_be_signed_twice_or_without_words()
    {
        var meeting = Called();
        Should.Throw<RuleViolation>(() => meeting.Sign(null, "主任", Noon, () => "x")).Code.ShouldBe("meeting.no-minutes");
        meeting.Write("议定如下");
        meeting.Sign(null, "主任", Noon, () => "x");
        Action[] later = [() => meeting.Write("改"), () => meeting.CallOff("算了"), () => meeting.Sign(null, "主任", Noon, () => "y")];
        foreach (var act in later)
            Should.Throw<RuleViolation>(act).Code.ShouldBe("meeting.signed");
        meeting.Fingerprint.ShouldBe("x");
    }

    [Fact]
    public void Every_word_of_the_minutes_changes_the_fingerprint_and_what_happens_later_does_not()
    {
        var owed = new Obligation
        {
            No = 1,
            UnitCode = "parks",
            Text = "修路",
            DueOn = new DateOnly(2026, 3, 9),
            DueAt = Noon.AddDays(4),
        };
        var other = new Obligation
        {
            No = 1,
            UnitCode = "parks",
            Text = "修路灯",
            DueOn = new DateOnly(2026, 3, 9),
            DueAt = Noon.AddDays(4),
        };
        var unit = new Participant { UnitCode = "parks" };
        string Print(Meeting meeting, Obligation one) => MinutesPrint.Of(meeting, [], [unit], [], [one]);
        var meeting = Called();
        meeting.Write("议定如下");
        var print = Print(meeting, owed);
        Print(meeting, other).ShouldNotBe(print);
        owed.Begin();
        owed.HandIn("修了", null, "经办人", Noon);
        Print(meeting, owed).ShouldBe(print);
        unit.WasThere = true;
        Print(meeting, owed).ShouldNotBe(print);
        unit.WasThere = null;
        meeting.Write("议定如下。");
        Print(meeting, owed).ShouldNotBe(print);
        MinutesPrint.Of(print, 1, "补", "主任", Noon).ShouldNotBe(MinutesPrint.Of(print, 2, "补", "主任", Noon));
    }

    [Fact]
    public void Who_did_it_does_not_check_it_and_a_late_hand_in_stays_late()
    {
        var me = new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        var owed = new Obligation { DueAt = Noon };
        owed.Begin();
        owed.HandIn("做了", me, "经办人", Noon.AddMinutes(1));
        owed.LateAt.ShouldNotBeNull();
        Should.Throw<RuleViolation>(() => owed.Check(true, null, me, "经办人", Noon.AddHours(1))).Code.ShouldBe("obligation.own-work");
        owed.Check(false, "差一点", null, "主任", Noon.AddHours(1));
        (owed.State, owed.SentBack, owed.SentBackWhy).ShouldBe((ObligationState.Owed, 1, "差一点"));
        owed.HandIn("补了", me, "经办人", Noon.AddHours(2));
        owed.Check(true, null, null, "主任", Noon.AddHours(3));
        (owed.State, owed.LateAt is not null).ShouldBe((ObligationState.Done, true));
    }

    [Theory]
    [InlineData(10, 6, 0, true)]
    [InlineData(10, 5, 0, false)] // half is not more than half
    [InlineData(10, 5, 1, true)]
    [InlineData(10, 3, 3, false)]
    [InlineData(10, 0, 0, false)]
    [InlineData(1, 1, 0, true)]
    public void An_acceptance_needs_more_than_half_to_speak_and_more_than_half_of_these_content(
        int served,
        int yes,
        int no,
        bool isAccepted
    )
    {
        var tally = new KeepProject.Tally(served, yes, no);
        tally.IsAccepted.ShouldBe(isAccepted);
        tally.Silent.ShouldBe(served - yes - no);
    }

    [Fact]
    public void A_milestone_keeps_its_first_day_and_says_how_late_it_is()
    {
        var first = new DateOnly(2026, 3, 9);
        var stone = new Milestone { FirstDueOn = first };
        stone.First();
        stone.Move(first.AddDays(10), "下雨");
        stone.DaysLate(first.AddDays(4)).ShouldBe(4);
        stone.Finish(first.AddDays(6), "好了");
        stone.DaysLate(first.AddDays(30)).ShouldBe(6);
        Should.Throw<RuleViolation>(() => stone.Move(first, "再改")).Code.ShouldBe("milestone.done");
    }

    [Fact]
    public void A_calendar_file_folds_long_lines_between_characters_and_escapes_what_parts_values()
    {
        var meeting = Called(new string('路', 60), "一，二;三,四\n五");
        var lines = CalendarFile.Of(meeting, Noon).Split("\r\n");
        lines.ShouldAllBe(l => System.Text.Encoding.UTF8.GetByteCount(l) <= 75);
        var unfolded = string.Join("\r\n", lines).Replace("\r\n ", "", StringComparison.Ordinal);
        unfolded.ShouldContain("SUMMARY:" + new string('路', 60));
        unfolded.ShouldContain("DESCRIPTION:一，二\\;三\\,四\\n五");
        unfolded.ShouldContain("DTSTART:20260305T040000Z");
    }

    private static Meeting Called(string title = "联席会议", string agenda = "一")
    {
        var meeting = new Meeting { Id = new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), No = "20260305-ABCD" };
        meeting.Plan(title, Noon, Noon.AddHours(2), "会商室", agenda, false);
        return meeting;
    }
}
