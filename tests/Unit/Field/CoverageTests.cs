using Gezhi.Field.Patrols;
using Gezhi.Platform.Geo;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Field;

/// <summary>When a key place is due, when a visit counts, in which order places are walked.</summary>
public sealed class CoverageTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);
    private static readonly DateTime Later = new(2026, 3, 20, 12, 0, 0);

    [Fact]
    public void A_window_of_the_night_belongs_to_the_day_on_which_it_began()
    {
        var night = Plan(days: 1, from: 22 * 60, until: 2 * 60); // Mondays, 22:00 to 02:00

        night.DayOf(At(Monday, 22, 0)).ShouldBe(Monday);
        night.DayOf(At(Monday.AddDays(1), 1, 59)).ShouldBe(Monday);
        night.DayOf(At(Monday.AddDays(1), 2, 0)).ShouldBeNull();
        night.DayOf(At(Monday, 1, 0)).ShouldBeNull(); // of a Sunday that has none
        night.EndOf(Monday).ShouldBe(At(Monday.AddDays(1), 2, 0));
    }

    [Theory]
    [InlineData(7, 59, false)]
    [InlineData(8, 0, true)]
    [InlineData(17, 59, true)]
    [InlineData(18, 0, false)]
    public void The_window_of_a_day_begins_with_its_first_minute_and_ends_before_its_last(int hour, int minute, bool isInside) =>
        (Plan().DayOf(At(Monday, hour, minute)) is not null).ShouldBe(isInside);

    [Fact]
    public void A_place_is_due_on_every_day_of_the_plan_and_on_no_other()
    {
        var (plan, place) = (Plan(days: 0b1_1111), Place());

        var due = Coverage.Of(plan, [place], [Visit(place, Monday)], Monday, Monday.AddDays(6), Later);

        due.Select(d => d.On).ShouldBe(Enumerable.Range(0, 5).Select(Monday.AddDays));
        due.Select(d => d.State).ShouldBe([PlaceState.Visited, PlaceState.Missed, PlaceState.Missed, PlaceState.Missed, PlaceState.Missed]);
        Coverage.Share(due).ShouldBe(0.2);
    }

    [Fact]
    public void A_place_due_each_three_days_stays_due_until_somebody_comes()
    {
        var (plan, place) = (Plan(), Place(every: 3));

        var due = Coverage.Of(
            plan,
            [place],
            [Visit(place, Monday.AddDays(1)), Visit(place, Monday.AddDays(5))],
            Monday,
            Monday.AddDays(6),
            Later
        );

        due.Select(d => ((d.On.DayNumber - Monday.DayNumber), d.State))
            .ShouldBe([(0, PlaceState.Missed), (1, PlaceState.Visited), (4, PlaceState.Missed), (5, PlaceState.Visited)]);
    }

    [Fact]
    public void A_check_in_outside_of_the_hours_does_not_count()
    {
        var (plan, place) = (Plan(), Place());
        var visit = Visit(place, Monday);
        visit.IsInWindow = false;

        Coverage.Of(plan, [place], [visit], Monday, Monday, Later).Single().State.ShouldBe(PlaceState.Missed);
    }

    [Fact]
    public void Today_is_not_missed_before_the_window_is_over()
    {
        var (plan, place) = (Plan(), Place());

        var before = Coverage.Of(plan, [place], [], Monday, Monday, At(Monday, 17, 59));
        before.Single().State.ShouldBe(PlaceState.Pending);
        Coverage.Share([.. before]).ShouldBeNull();
        Coverage.Of(plan, [place], [], Monday, Monday, At(Monday, 18, 0)).Single().State.ShouldBe(PlaceState.Missed);
    }

    [Fact]
    public void What_was_added_later_or_taken_out_before_is_not_due()
    {
        var plan = Plan();
        var (late, gone) = (Place(added: Monday.AddDays(1)), Place());
        gone.EndedOn = Monday;

        Coverage.Of(plan, [late, gone], [], Monday, Monday, Later).ShouldBeEmpty();
    }

    [Fact]
    public void The_way_goes_to_the_nearest_next_and_visited_places_come_last()
    {
        var plan = Plan();
        var (far, near, done) = (Place(lon: 113.67), Place(lon: 113.66), Place(lon: 113.65));
        var due = Coverage.Of(plan, [far, near, done], [Visit(done, Monday)], Monday, Monday, At(Monday, 9, 0));

        ReadPatrols.Route(due, new LonLat(113.655, 34.75)).Select(d => d.Place).ShouldBe([near, far, done]);
        ReadPatrols.Route(due, null)[0].Place.ShouldBe(far);
    }

    [Fact]
    public void A_way_that_is_written_reads_the_same()
    {
        List<TrackPoint> way =
        [
            new(new DateTime(2026, 3, 2, 1, 2, 3), new LonLat(113.6597, 34.7514), 8),
            new(new DateTime(2026, 3, 2, 1, 2, 33), new LonLat(113.6601, 34.7514), 12),
        ];

        TakeTrack.Read(TakeTrack.Write(way)).ShouldBe(way);
        TakeTrack.Length(way).ShouldBeInRange(36, 38);
    }

    private static DateTime At(DateOnly day, int hour, int minute) => day.ToDateTime(new TimeOnly(hour, minute));

    private static PatrolPlan Plan(int days = PatrolPlan.EveryDay, int from = 480, int until = 1080) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Days = days,
            FromMinute = from,
            UntilMinute = until,
            ValidFrom = Monday.AddDays(-60),
        };

    private static KeyPlace Place(int every = 1, DateOnly? added = null, double lon = 113.66) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Lon = lon,
            Lat = 34.75,
            EveryDays = every,
            AddedOn = added ?? Monday.AddDays(-60),
        };

    private static PlaceVisit Visit(KeyPlace place, DateOnly day) =>
        new()
        {
            KeyPlaceId = place.Id,
            VisitedOn = day,
            IsInWindow = true,
        };
}
