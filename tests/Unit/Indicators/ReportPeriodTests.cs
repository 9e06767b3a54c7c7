using Gezhi.Indicators.Reports;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Indicators;

/// <summary>Periods of reports: what an address means, and which days stand beside them.</summary>
public class ReportPeriodTests
{
    [Theory]
    [InlineData(ReportKind.Day, "2024-02-29", "2024-02-29", "2024-02-29", "2024-02-28", "2023-02-28")]
    [InlineData(ReportKind.Week, "2021-W01", "2021-01-04", "2021-01-10", "2020-12-28", "2020-01-06")]
    [InlineData(ReportKind.Week, "2020-W53", "2020-12-28", "2021-01-03", "2020-12-21", "2019-12-30")]
    [InlineData(ReportKind.Month, "2024-03", "2024-03-01", "2024-03-31", "2024-02-01", "2023-03-01")]
    [InlineData(ReportKind.Month, "2024-01", "2024-01-01", "2024-01-31", "2023-12-01", "2023-01-01")]
    public void An_address_says_the_days_and_those_beside_them(
        ReportKind kind,
        string text,
        string from,
        string to,
        string before,
        string lastYear
    )
    {
        var period = ReportPeriod.Read(kind, text)!;

        (Said(period.From), Said(period.To)).ShouldBe((from, to));
        (Said(period.Before.From), Said(period.LastYear.From)).ShouldBe((before, lastYear));
        period.Text.ShouldBe(text);
        period.Before.After.ShouldBe(period);
        period.Before.To.AddDays(1).ShouldBe(period.From);
        ReportPeriod.Around(kind, period.To).ShouldBe(period);
        ReportPeriod.Around(kind, period.From).ShouldBe(period);
    }

    [Fact]
    public void A_week_stands_beside_the_same_weekdays_and_a_month_beside_the_whole_month()
    {
        var week = ReportPeriod.Read(ReportKind.Week, "2024-W10")!;
        week.LastYear.From.DayOfWeek.ShouldBe(DayOfWeek.Monday);
        week.LastYear.Days.ShouldBe(7);
        ReportPeriod.Read(ReportKind.Month, "2024-03")!.Before.To.ShouldBe(new DateOnly(2024, 2, 29));
    }

    [Fact]
    public void While_it_runs_as_many_first_days_of_the_others_count()
    {
        var month = ReportPeriod.Read(ReportKind.Month, "2024-03")!;

        month.IsRunning(new DateOnly(2024, 3, 31)).ShouldBeTrue("its last day is not over");
        month.IsRunning(new DateOnly(2024, 4, 1)).ShouldBeFalse();
        month.Before.First(10).ShouldBe((new DateOnly(2024, 2, 1), new DateOnly(2024, 2, 10)));
        month.Before.First(31).ShouldBe((new DateOnly(2024, 2, 1), new DateOnly(2024, 2, 29)), "no longer than it is");
    }

    [Theory]
    [InlineData(ReportKind.Day, "2024-2-9")]
    [InlineData(ReportKind.Day, "2024-02-30")]
    [InlineData(ReportKind.Week, "2021-W53")]
    [InlineData(ReportKind.Week, "2021-W00")]
    [InlineData(ReportKind.Week, "2021W01")]
    [InlineData(ReportKind.Month, "2024-13")]
    [InlineData(ReportKind.Month, "0001-01")]
    [InlineData(ReportKind.Topic, "2024-01")]
    public void What_is_no_period_is_none(ReportKind kind, string text) => ReportPeriod.Read(kind, text).ShouldBeNull();

    [Fact]
    public void Numbers_go_into_a_pattern_in_their_places()
    {
        var parts = ReportWords.Sentence("{1} of {0}.", [new("ten", "/ten", 10), new("two", "/two", 2)]);

        parts.Select(p => p.Text).ShouldBe(["two", " of ", "ten", "."]);
        parts.Where(p => p.Href is not null).Select(p => p.Count).ShouldBe([2, 10]);
    }

    private static string Said(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
