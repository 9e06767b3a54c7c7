using Gezhi.Platform.Time;
using Shouldly;
using Xunit;
using static Gezhi.Tests.Unit.Cases.Cast;

namespace Gezhi.Tests.Unit.Cases;

/// <summary>What must hold of every clock, whatever pauses, extensions, calendars and hours come together.</summary>
public sealed class DeadlinePropertyTests
{
    [Theory]
    [InlineData(7)]
    [InlineData(20260305)]
    public void Handling_paused_and_not_counted_make_the_elapsed_time_and_every_explanation_adds_up(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 400; round++)
        {
            var clock = Invented(random);
            var now = clock.StartedAt.AddMinutes(random.Next(1, 40 * 1440));

            var lines = clock.Explain(now);

            lines.Sum(l => l.Minutes).ShouldBe(clock.UsedMinutes(now));
            (lines[^1].ToAt - lines[0].FromAt).ShouldBe(now - clock.StartedAt, "the lines leave no hole");
            lines.Zip(lines.Skip(1)).ShouldAllBe(pair => pair.First.ToAt == pair.Second.FromAt);
            var counted = TimeSpan.FromMinutes(lines.Sum(l => (double)l.Minutes));
            var stood = lines.Where(l => l.Minutes == 0).Aggregate(TimeSpan.Zero, (all, l) => all + (l.ToAt - l.FromAt));
            ((now - clock.StartedAt) - counted - stood).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(lines.Count + 1));
        }
    }

    [Fact]
    public void Rungs_come_in_the_order_of_their_share_and_the_hundredth_is_the_deadline()
    {
        var random = new Random(11);
        for (var round = 0; round < 400; round++)
        {
            var clock = Invented(random);

            clock.At(100).ShouldBe(clock.DueAt);
            clock.At(80).ShouldBe(clock.WarningAt);
            clock.At(100, 60)!.Value.ShouldBeGreaterThan(clock.At(100)!.Value);
            clock.At(50)!.Value.ShouldBeLessThanOrEqualTo(clock.At(80)!.Value);
        }
    }

    [Fact]
    public void A_day_off_never_brings_a_deadline_nearer_and_more_hours_never_put_it_off()
    {
        var random = new Random(5);
        for (var round = 0; round < 300; round++)
        {
            var start = Morning.AddMinutes(random.Next(60 * 24 * 200));
            var limit = new TimeLimit(random.Next(1, 60), LimitUnit.WorkHour);
            var due = WorkCalendar.China.DueAt(start, limit);
            var day = WorkCalendar.China.LocalDay(start).AddDays(random.Next(0, 12));

            WorkCalendar.China.WithDays([new CalendarDay(day, "停工", false)]).DueAt(start, limit).ShouldBeGreaterThanOrEqualTo(due);
            WorkCalendar.China.WithWindows([new WorkWindow(6 * 60, 22 * 60)]).DueAt(start, limit).ShouldBeLessThanOrEqualTo(due);
            WorkCalendar.China.OnEveryDay().DueAt(start, limit).ShouldBeLessThanOrEqualTo(due);
        }
    }

    [Fact]
    public void A_notice_taken_in_later_replaces_its_year_and_no_other()
    {
        var later = new HolidayNotice(2026, [new CalendarDay(new DateOnly(2026, 5, 1), "劳动节", false)]);

        var calendar = WorkCalendar.ChinaWith([later]);

        calendar.IsWorkingDay(new DateOnly(2026, 5, 4)).ShouldBeTrue("the new notice does not name it");
        WorkCalendar.China.IsWorkingDay(new DateOnly(2026, 5, 4)).ShouldBeFalse();
        calendar.IsWorkingDay(new DateOnly(2025, 10, 8)).ShouldBeFalse("2025 stays as it was");
    }

    private static DeadlineClock Invented(Random random)
    {
        var start = Morning.AddMinutes(random.Next(60 * 24 * 300));
        var calendar = random.Next(4) switch
        {
            0 => WorkCalendar.China.WithWindows([new WorkWindow(7 * 60, 21 * 60)]),
            1 => WorkCalendar.China.OnEveryDay(),
            2 => WorkCalendar.China.WithDays([new CalendarDay(WorkCalendar.China.LocalDay(start).AddDays(2), "大雪", false)]),
            _ => WorkCalendar.China,
        };
        var limit = new TimeLimit(random.Next(1, 40), (LimitUnit)random.Next(3));
        List<ClockPause> pauses = [];
        for (var i = random.Next(4); i > 0; i--)
        {
            var from = start.AddMinutes(random.Next(1, 10 * 1440));
            pauses.Add(new ClockPause(from, from.AddMinutes(random.Next(1, 3 * 1440))));
        }
        return new DeadlineClock(calendar, start, limit) { Pauses = pauses, Extensions = [.. Enumerable.Repeat(limit, random.Next(3))] };
    }
}
