using Gezhi.Platform.Time;
using Gezhi.Tests.Unit.Vectors;
using Shouldly;
using Xunit;
using static Gezhi.Tests.Unit.Vectors.Vector;

namespace Gezhi.Tests.Unit.Platform;

public class DeadlineClockTests
{
    private static readonly WorkCalendar China = WorkCalendar.China;

    [Fact]
    public void Pauses_and_extensions_end_when_the_vectors_say()
    {
        var vectors = Vector.File("sla-testvectors.json").GetProperty("pauseAndExtend").EnumerateArray().ToList();
        vectors.Count.ShouldBe(2);
        foreach (var v in vectors)
        {
            var clock = new DeadlineClock(
                China,
                Beijing(v.Text("start")),
                TimeLimit.Of(v.GetProperty("value").GetDouble(), v.Text("unit"))
            );
            clock.DueAt.ShouldBe(Beijing(v.Text("deadlineBefore")));

            if (v.TextOrNull("pausedFrom") is { } paused)
            {
                clock.UsedMinutes(Beijing(paused)).ShouldBe(v.GetProperty("consumedWorkMinutes").GetInt32());
                clock = clock with { Pauses = [new ClockPause(Beijing(paused), Beijing(v.Text("resumedAt")))] };
            }
            else
            {
                v.Text("extension").ShouldBe("1x original limit");
                clock = clock with { Extensions = [clock.Limit] };
            }
            clock.DueAt.ShouldBe(Beijing(v.Text("deadlineAfter")));
        }
    }

    [Fact]
    public void The_light_turns_at_eighty_percent_and_again_after_the_deadline()
    {
        var lamp = BrokenLamp(new TimeLimit(2, LimitUnit.UrgentHour));

        lamp.WarningAt.ShouldBe(Beijing("2026-03-05T16:02"));
        lamp.Light(Beijing("2026-03-05T16:01")).ShouldBe(DeadlineLight.Normal);
        lamp.Light(Beijing("2026-03-05T16:02")).ShouldBe(DeadlineLight.Warning);
        lamp.Light(Beijing("2026-03-05T16:26")).ShouldBe(DeadlineLight.Warning);
        lamp.Light(Beijing("2026-03-05T16:27")).ShouldBe(DeadlineLight.Overdue);
        lamp.RemainingMinutes(Beijing("2026-03-05T16:27")).ShouldBe(-1);
    }

    [Fact]
    public void The_night_after_a_deadline_at_the_close_of_work_is_overdue()
    {
        var clock = new DeadlineClock(China, Beijing("2026-03-06T08:00"), new TimeLimit(1, LimitUnit.WorkDay));

        clock.Light(Beijing("2026-03-06T18:00")).ShouldBe(DeadlineLight.Warning);
        clock.Light(Beijing("2026-03-06T20:00")).ShouldBe(DeadlineLight.Overdue);
        clock.RemainingMinutes(Beijing("2026-03-06T20:00")).ShouldBe(0);
    }

    [Fact]
    public void A_hand_in_in_time_stays_in_time()
    {
        var lamp = BrokenLamp(new TimeLimit(2, LimitUnit.UrgentHour)) with { StoppedAt = Beijing("2026-03-05T15:23") };

        lamp.UsedMinutes(Beijing("2026-03-09T09:00")).ShouldBe(57);
        lamp.Light(Beijing("2026-03-09T09:00")).ShouldBe(DeadlineLight.Normal);
        lamp.Explain(Beijing("2026-03-09T09:00"))[^1].ToAt.ShouldBe(Beijing("2026-03-05T15:23"));
    }

    [Fact]
    public void An_open_pause_holds_the_deadline_off()
    {
        var lamp = BrokenLamp(new TimeLimit(4, LimitUnit.WorkHour)) with
        {
            Pauses = [new ClockPause(Beijing("2026-03-05T15:00"), null, "shelved")],
        };

        lamp.DueAt.ShouldBeNull();
        lamp.WarningAt.ShouldBeNull();
        lamp.UsedMinutes(Beijing("2026-04-05T15:00")).ShouldBe(34);
        lamp.Light(Beijing("2026-04-05T15:00")).ShouldBe(DeadlineLight.Normal);
        lamp.Explain(Beijing("2026-04-05T15:00"))[^1]
            .ShouldBe(new ClockLine(Beijing("2026-03-05T15:00"), Beijing("2026-04-05T15:00"), 0, "shelved"));
    }

    [Theory]
    [InlineData("2026-03-05T16:26")]
    [InlineData("2026-03-05T17:00")]
    public void A_pause_from_the_deadline_on_does_not_undo_it(string pausedFrom)
    {
        var lamp = BrokenLamp(new TimeLimit(2, LimitUnit.UrgentHour)) with { Pauses = [new ClockPause(Beijing(pausedFrom), null)] };

        lamp.DueAt.ShouldBe(Beijing("2026-03-05T16:26"));
        lamp.Light(Beijing("2026-03-05T18:00")).ShouldBe(DeadlineLight.Overdue);
    }

    [Fact]
    public void An_extension_of_another_unit_is_added_to_the_deadline_of_its_moment()
    {
        var lamp = BrokenLamp(new TimeLimit(4, LimitUnit.WorkHour)) with
        {
            Extensions = [new TimeLimit(1, LimitUnit.NaturalDay), new TimeLimit(1, LimitUnit.WorkHour)],
        };

        BrokenLamp(lamp.Limit).DueAt.ShouldBe(Beijing("2026-03-06T08:26"));
        lamp.DueAt.ShouldBe(Beijing("2026-03-09T09:00"), "Saturday 08:26, then Monday's first hour");
        lamp.LimitMinutes.ShouldBe(240 + 1440 + 60);
    }

    [Fact]
    public void The_explanation_names_every_stretch_of_the_spring_festival()
    {
        var clock = new DeadlineClock(China, Beijing("2026-02-13T17:00"), new TimeLimit(2, LimitUnit.WorkDay));

        var lines = clock.Explain(Beijing("2026-02-24T09:00"));

        lines
            .Select(l => (l.Minutes, l.Reason))
            .ShouldBe([
                (60, "working"),
                (0, "night"),
                (240, "adjusted-workday"),
                (0, "lunch"),
                (240, "adjusted-workday"),
                (0, "night"),
                (0, "holiday:春节"),
                (0, "night"),
                (60, "working"),
            ]);
        lines[6].FromAt.ShouldBe(Beijing("2026-02-15T00:00"));
        lines[6].ToAt.ShouldBe(Beijing("2026-02-24T00:00"));
    }

    [Fact]
    public void Nothing_has_run_before_the_start()
    {
        var lamp = BrokenLamp(new TimeLimit(1, LimitUnit.WorkDay));

        lamp.UsedMinutes(Beijing("2026-03-01T00:00")).ShouldBe(0);
        lamp.Explain(Beijing("2026-03-01T00:00")).ShouldBeEmpty();
        lamp.Light(Beijing("2026-03-01T00:00")).ShouldBe(DeadlineLight.Normal);
    }

    [Fact]
    public void Explanations_add_up_and_follow_each_other_without_a_gap()
    {
        foreach (var (clock, now) in RandomClocks(600))
        {
            var lines = clock.Explain(now);

            lines.Sum(l => l.Minutes).ShouldBe(clock.UsedMinutes(now));
            lines.Zip(lines.Skip(1)).ShouldAllBe(pair => pair.First.ToAt == pair.Second.FromAt && pair.First.Reason != pair.Second.Reason);
            if (lines.Count == 0)
                continue;
            lines[0].FromAt.ShouldBe(clock.StartedAt);
            lines[^1].ToAt.ShouldBe(now);
        }
    }

    [Fact]
    public void Time_used_never_goes_back_and_the_light_never_turns_back()
    {
        foreach (var (clock, now) in RandomClocks(300))
        {
            var (used, light) = (0, DeadlineLight.Normal);
            for (var at = clock.StartedAt.AddDays(-1); at < now; at = at.AddHours(7.3))
            {
                clock.UsedMinutes(at).ShouldBeGreaterThanOrEqualTo(used);
                (clock.Light(at) >= light).ShouldBeTrue();
                (used, light) = (clock.UsedMinutes(at), clock.Light(at));
                (clock.UsedMinutes(at) + clock.RemainingMinutes(at)).ShouldBe(clock.LimitMinutes);
            }
        }
    }

    [Fact]
    public void A_pause_never_brings_the_deadline_forward_nor_does_an_extension()
    {
        foreach (var (clock, _) in RandomClocks(600))
        {
            var bare = clock with { Pauses = [] };
            var fewer = clock with { Pauses = [.. clock.Pauses.Skip(1)] };

            (clock.DueAt ?? DateTime.MaxValue).ShouldBeGreaterThanOrEqualTo(bare.DueAt!.Value);
            (clock.DueAt ?? DateTime.MaxValue).ShouldBeGreaterThanOrEqualTo(fewer.DueAt ?? DateTime.MaxValue);
            bare.DueAt.ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo((bare with { Extensions = [] }).DueAt!.Value);
        }
    }

    [Fact]
    public void The_limit_is_used_exactly_at_the_deadline()
    {
        foreach (var (clock, _) in RandomClocks(600).Where(c => c.Clock.DueAt is not null))
        {
            clock.UsedMinutes(clock.DueAt!.Value).ShouldBe(clock.LimitMinutes);
            clock.Light(clock.DueAt.Value).ShouldNotBe(DeadlineLight.Overdue);
            clock.Light(clock.DueAt.Value.AddTicks(1)).ShouldBe(DeadlineLight.Overdue);
        }
    }

    [Fact]
    public void Time_worked_and_time_paused_make_up_the_elapsed_working_time()
    {
        foreach (var (clock, now) in RandomClocks(600))
        {
            var work = new DeadlineClock(China, clock.StartedAt, new TimeLimit(3, LimitUnit.WorkDay)) { Pauses = clock.Pauses };

            var paused = work.Explain(now).Where(l => l.Reason == ClockReason.Paused).Sum(l => China.WorkingMinutes(l.FromAt, l.ToAt));

            (work.UsedMinutes(now) + paused).ShouldBe(China.WorkingMinutes(work.StartedAt, now));
        }
    }

    private static DeadlineClock BrokenLamp(TimeLimit limit) => new(China, Beijing("2026-03-05T14:26"), limit);

    private static IEnumerable<(DeadlineClock Clock, DateTime Now)> RandomClocks(int count)
    {
        var random = new Random(410103);
        for (var n = 0; n < count; n++)
        {
            var start = Beijing("2026-01-20T00:00").AddMinutes(random.Next(200_000));
            var clock = new DeadlineClock(China, start, RandomLimit())
            {
                Extensions = [.. Enumerable.Range(0, random.Next(3)).Select(_ => RandomLimit())],
                Pauses = [.. Enumerable.Range(0, random.Next(4)).Select(_ => RandomPause(start))],
            };
            yield return (clock, start.AddMinutes(random.Next(40_000)));
        }

        TimeLimit RandomLimit() => new(random.Next(1, 16) / 2.0, (LimitUnit)random.Next(5));

        ClockPause RandomPause(DateTime start)
        {
            var from = start.AddMinutes(random.Next(-1_000, 20_000));
            return new ClockPause(from, random.Next(8) == 0 ? null : from.AddMinutes(random.Next(10_000)));
        }
    }
}
