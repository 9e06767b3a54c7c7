using System.Globalization;
using System.Text;
using System.Text.Json;
using Gezhi.Platform.Time;
using Gezhi.Tests.Unit.Vectors;
using Shouldly;
using Xunit;
using static Gezhi.Tests.Unit.Vectors.Vector;

namespace Gezhi.Tests.Unit.Platform;

public class WorkCalendarTests
{
    private static readonly WorkCalendar China = WorkCalendar.China;

    public static TheoryData<string, string, double, string, string> Instants()
    {
        var data = new TheoryData<string, string, double, string, string>();
        foreach (var v in Vector.File("sla-testvectors.json").GetProperty("instant").EnumerateArray())
            data.Add(v.Text("start"), v.Text("unit"), v.GetProperty("value").GetDouble(), v.Text("deadline"), v.Text("note"));
        return data;
    }

    public static TheoryData<string, int, string> Civil()
    {
        var data = new TheoryData<string, int, string>();
        foreach (var v in Vector.File("sla-testvectors.json").GetProperty("civil").EnumerateArray())
            data.Add(v.Text("received"), v.GetProperty("workingDays").GetInt32(), v.Text("lastDay"));
        return data;
    }

    [Fact]
    public void The_vectors_are_all_there()
    {
        Instants().Count.ShouldBe(20);
        Civil().Count.ShouldBe(6);
    }

    [Theory, MemberData(nameof(Instants))]
    public void A_limit_ends_when_the_vector_says(string start, string unit, double value, string deadline, string note) =>
        China.DueAt(Beijing(start), TimeLimit.Of(value, unit)).ShouldBe(Beijing(deadline), note);

    [Theory, MemberData(nameof(Civil))]
    public void A_civil_limit_does_not_count_the_day_of_receipt(string received, int workingDays, string lastDay)
    {
        var last = China.CivilLastDay(Beijing(received), workingDays);

        last.ShouldBe(DateOnly.Parse(lastDay, CultureInfo.InvariantCulture));
        China.CivilDueAt(Beijing(received), workingDays).ShouldBe(Beijing($"{lastDay}T00:00").AddDays(1));
    }

    [Theory]
    [InlineData(2024, 251)]
    [InlineData(2025, 248)]
    [InlineData(2026, 248)]
    public void A_year_has_the_working_days_of_its_notice(int year, int workingDays) =>
        Enumerable
            .Range(0, 366)
            .Select(n => new DateOnly(year, 1, 1).AddDays(n))
            .Count(d => d.Year == year && China.IsWorkingDay(d))
            .ShouldBe(workingDays);

    [Fact]
    public void A_december_day_follows_the_notice_of_the_next_year()
    {
        China.IsWorkingDay(new DateOnly(2018, 12, 29)).ShouldBeTrue();
        China.IsWorkingDay(new DateOnly(2018, 12, 31)).ShouldBeFalse();

        var without2019 = new WorkCalendar([new HolidayNotice(2018, [new CalendarDay(new DateOnly(2018, 1, 1), "元旦", false)])]);
        without2019.IsWorkingDay(new DateOnly(2018, 12, 31)).ShouldBeTrue();
        without2019.Version.ShouldNotBe(China.Version);
    }

    [Fact]
    public void Of_two_notices_naming_one_day_the_later_years_wins_in_whatever_order_they_are_read()
    {
        var day = new DateOnly(2026, 12, 31);
        HolidayNotice[] notices =
        [
            new HolidayNotice(2027, [new CalendarDay(day, "元旦", false)]),
            new HolidayNotice(2026, [new CalendarDay(day, "元旦", true)]),
        ];

        new WorkCalendar(notices).IsWorkingDay(day).ShouldBeFalse();
        new WorkCalendar(notices.Reverse()).IsWorkingDay(day).ShouldBeFalse();
    }

    [Fact]
    public void A_year_without_a_notice_follows_the_weekday_and_is_flagged()
    {
        var due = China.DueAt(Beijing("2026-12-31T17:00"), new TimeLimit(2, LimitUnit.WorkHour));

        due.ShouldBe(Beijing("2027-01-01T09:00"));
        China.IsBeyondNotice(due).ShouldBeTrue();
        China.IsBeyondNotice(Beijing("2026-12-31T17:00")).ShouldBeFalse();
        China.IsWorkingDay(new DateOnly(2099, 10, 1)).ShouldBeTrue();
    }

    [Fact]
    public void An_empty_notice_counts_as_not_published()
    {
        var calendar = new WorkCalendar([new HolidayNotice(2027, [])]);

        calendar.IsBeyondNotice(new DateOnly(2027, 1, 1)).ShouldBeTrue();
    }

    [Fact]
    public void A_new_notice_or_a_snow_closure_moves_a_deadline_and_changes_the_version()
    {
        using var json = new MemoryStream(
            Encoding.UTF8.GetBytes("""{"year":2027,"days":[{"name":"元旦","date":"2027-01-01","isOffDay":true}]}""")
        );
        var later = new WorkCalendar([HolidayNotice.Read(json)]);
        var snow = China.WithDays([new CalendarDay(new DateOnly(2026, 3, 6), "暴雪停工", false)]);

        later.DueAt(Beijing("2026-12-31T17:00"), new TimeLimit(2, LimitUnit.WorkHour)).ShouldBe(Beijing("2027-01-04T09:00"));
        snow.DueAt(Beijing("2026-03-05T17:30"), new TimeLimit(2, LimitUnit.WorkHour)).ShouldBe(Beijing("2026-03-09T09:30"));
        snow.Version.ShouldNotBe(China.Version);
        snow.IsBeyondNotice(new DateOnly(2026, 3, 6)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"year":2027}""")]
    [InlineData("""{"year":"2027","days":[]}""")]
    [InlineData("""{"year":2027,"days":[{"name":"元旦","date":"2027-13-01","isOffDay":true}]}""")]
    [InlineData("""{"year":2027,"days":[{"name":"元旦","date":null,"isOffDay":1}]}""")]
    public void A_broken_holiday_file_is_refused(string json) =>
        Should.Throw<JsonException>(() => HolidayNotice.Read(new MemoryStream(Encoding.UTF8.GetBytes(json))));

    [Fact]
    public void A_unit_may_keep_its_own_windows()
    {
        var summer = China.WithWindows([WorkWindow.Parse("08:30-12:00"), WorkWindow.Parse("15:00-18:30")]);
        var always = China.WithWindows(WorkWindow.AroundTheClock);

        summer.DueAt(Beijing("2026-07-01T11:30"), new TimeLimit(1, LimitUnit.WorkHour)).ShouldBe(Beijing("2026-07-01T15:30"));
        summer.MinutesPerDay.ShouldBe(420);
        always.DueAt(Beijing("2026-03-06T23:00"), new TimeLimit(2, LimitUnit.WorkHour)).ShouldBe(Beijing("2026-03-09T01:00"));
    }

    [Theory]
    [InlineData("12:00-08:00")]
    [InlineData("08:00-12:00,11:00-14:00")]
    public void Windows_out_of_order_are_refused(string windows) =>
        Should.Throw<ArgumentException>(() => China.WithWindows(windows.Split(',').Select(WorkWindow.Parse)));

    [Theory]
    [InlineData("8-12")]
    [InlineData("25:00-26:00")]
    [InlineData("")]
    public void A_window_that_cannot_be_read_is_refused(string window) => Should.Throw<FormatException>(() => WorkWindow.Parse(window));

    [Fact]
    public void A_limit_of_nothing_is_due_at_once_even_at_night() =>
        China.DueAt(Beijing("2026-03-07T03:00"), new TimeLimit(0, LimitUnit.WorkDay)).ShouldBe(Beijing("2026-03-07T03:00"));

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(1e12)]
    public void A_senseless_limit_is_refused(double value) =>
        Should.Throw<ArgumentOutOfRangeException>(() => China.DueAt(Beijing("2026-03-07T03:00"), new TimeLimit(value, LimitUnit.WorkDay)));

    [Fact]
    public void A_local_day_begins_at_local_midnight()
    {
        China.LocalDay(new DateTime(2026, 3, 4, 16, 30, 0, DateTimeKind.Utc)).ShouldBe(new DateOnly(2026, 3, 5));
        China.LocalMidnightUtc(new DateOnly(2026, 3, 5)).ShouldBe(new DateTime(2026, 3, 4, 16, 0, 0, DateTimeKind.Utc));
        China.LocalMidnightUtc(new DateOnly(2026, 3, 5)).Kind.ShouldBe(DateTimeKind.Utc);
        Should.Throw<ArgumentException>(() => China.LocalDay(DateTime.SpecifyKind(default, DateTimeKind.Local)));
    }

    [Fact]
    public void A_deployment_may_lie_in_a_zone_with_summer_time()
    {
        var paris = new WorkCalendar([], zone: TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"));
        var fridayEvening = paris.Utc(new DateTime(2026, 3, 27, 17, 0, 0, DateTimeKind.Unspecified));

        var due = paris.DueAt(fridayEvening, new TimeLimit(2, LimitUnit.WorkHour));

        due.ShouldBe(new DateTime(2026, 3, 30, 7, 0, 0, DateTimeKind.Utc), "clocks went forward on Sunday");
        paris.WorkingMinutes(fridayEvening, due).ShouldBe(120);
    }

    [Fact]
    public void Working_minutes_agree_with_counting_minute_by_minute()
    {
        var random = new Random(20260305);
        for (var round = 0; round < 40; round++)
        {
            var from = Beijing("2025-12-20T00:00").AddMinutes(random.Next(100_000));
            var to = from.AddMinutes(random.Next(20_000));
            var counted = 0;
            for (var at = from; at < to; at = at.AddMinutes(1))
                counted += IsWorked(at) ? 1 : 0;

            China.WorkingMinutes(from, to).ShouldBe(counted, $"{from:O} to {to:O}");
            China.WorkingMinutes(to, from).ShouldBe(0);
        }
    }

    [Fact]
    public void A_deadline_is_the_first_instant_at_which_the_limit_is_used()
    {
        var random = new Random(14_26);
        for (var round = 0; round < 2_000; round++)
        {
            var start = Beijing("2017-01-01T00:00").AddSeconds(random.Next(320_000_000));
            var limit = new TimeLimit(random.Next(1, 80) / 2.0, random.Next(2) == 0 ? LimitUnit.WorkHour : LimitUnit.WorkDay);

            var due = China.DueAt(start, limit);

            China.WorkingMinutes(start, due).ShouldBe(limit.MinutesIn(China));
            China.WorkingMinutes(start, due.AddTicks(-1)).ShouldBe(limit.MinutesIn(China) - 1);
            China.DueAt(start.AddSeconds(random.Next(100_000)), limit).ShouldBeGreaterThanOrEqualTo(due);
        }
    }

    private static bool IsWorked(DateTime utc)
    {
        var local = utc.AddHours(8);
        return local.Hour is (>= 8 and < 12) or (>= 14 and < 18) && China.IsWorkingDay(DateOnly.FromDateTime(local));
    }
}
