using Gezhi.Cases.CallBacks;
using Gezhi.Platform.Time;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Rating;

/// <summary>When residents may be called: never in quiet hours, and after a miss at another time of day.</summary>
public sealed class CallHoursTests
{
    private static readonly CallHours Hours = new("09:00-12:00,14:30-18:00,18:00-20:00", WorkCalendar.China);

    [Theory]
    [InlineData("2026-03-05T08:59", false)]
    [InlineData("2026-03-05T09:00", true)]
    [InlineData("2026-03-05T12:00", false)]
    [InlineData("2026-03-05T14:30", true)]
    [InlineData("2026-03-05T19:59", true)]
    [InlineData("2026-03-05T20:00", false)]
    [InlineData("2026-03-07T10:00", true)] // a Saturday: people are at home
    public void Calls_are_made_inside_the_windows_only(string local, bool isOpen) => Hours.IsOpen(Utc(local)).ShouldBe(isOpen);

    [Theory]
    [InlineData("2026-03-05T10:00", "2026-03-05T14:30")]
    [InlineData("2026-03-05T15:00", "2026-03-05T18:00")]
    [InlineData("2026-03-05T19:00", "2026-03-06T09:00")]
    public void After_a_miss_the_next_call_is_at_another_time_of_day(string missed, string next) =>
        Hours.AnotherTime(Utc(missed)).ShouldBe(Utc(next));

    [Fact]
    public void What_comes_up_at_night_waits_for_the_morning()
    {
        Hours.Next(Utc("2026-03-05T23:10")).ShouldBe(Utc("2026-03-06T09:00"));
        Hours.Next(Utc("2026-03-05T10:10")).ShouldBe(Utc("2026-03-05T10:10"));
    }

    private static DateTime Utc(string local) =>
        WorkCalendar.China.Utc(DateTime.ParseExact(local, "yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture));
}
