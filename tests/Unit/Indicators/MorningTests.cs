using Gezhi.Indicators.Mornings;
using Gezhi.Platform.Geo;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Indicators;

/// <summary>Five places a morning: chosen by places alone, the same for the same past, scored so that nobody can talk it up.</summary>
public sealed class MorningTests
{
    private const string Bins = "bins";
    private const string Carts = "carts";
    private static readonly MorningFormula Formula = MorningFormulas.Of(1);
    private static readonly DateOnly Day = DateOnly.FromDateTime(Told.Morning);

    [Fact]
    public void Whatever_the_past_at_most_five_places_are_drawn_apart_from_each_other_with_as_many_to_compare()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var past = Past(new Random(seed), seed * 4);
            var drawn = Draw(past);
            drawn.Places.Count.ShouldBeLessThanOrEqualTo(Formula.Most);
            drawn.Frequent.Count.ShouldBe(drawn.Places.Count);
            drawn.Places.Select(p => p.No).ShouldBe(Enumerable.Range(1, drawn.Places.Count));
            drawn.Places.Select(p => p.Score).ShouldBeInOrder(SortDirection.Descending);
            drawn.Places.ShouldAllBe(p => p.Score > 0 && p.Recent + p.Season > 0);
            foreach (var places in new[] { drawn.Places.Select(p => p.At).ToList(), [.. drawn.Frequent.Select(p => p.At)] })
                for (var i = 0; i < places.Count; i++)
                for (var j = 0; j < i; j++)
                    Coordinates.DistanceMetres(places[i], places[j]).ShouldBeGreaterThan(2 * Formula.HitMetres);
        }
    }

    [Fact]
    public void The_same_past_gives_the_same_places_in_whatever_order_it_is_told()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var dice = new Random(seed);
            var past = Past(dice, 120);
            var shuffled = past.OrderBy(_ => dice.Next()).ToList();
            System.Text.Json.JsonSerializer.Serialize(Draw(shuffled)).ShouldBe(System.Text.Json.JsonSerializer.Serialize(Draw(past)));
        }
    }

    [Fact]
    public void What_comes_on_the_day_or_later_changes_nothing()
    {
        var past = Past(new Random(7), 120);
        var future = Past(new Random(8), 60).Select((s, i) => s with { On = Day.AddDays(i % 30) });
        System
            .Text.Json.JsonSerializer.Serialize(Draw([.. past, .. future]))
            .ShouldBe(System.Text.Json.JsonSerializer.Serialize(Draw(past)));
    }

    [Fact]
    public void One_more_case_at_a_place_never_takes_it_off_the_list()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var dice = new Random(seed);
            var past = Past(dice, 100);
            var before = Draw(past);
            if (before.Places.Count == 0)
                continue;
            var place = before.Places[dice.Next(before.Places.Count)];
            var more = Draw([.. past, new Spot(place.At, place.AreaCode, place.CategoryKey, Day.AddDays(-1 - dice.Next(60)), false)]);
            var after = more.Places.SingleOrDefault(p => p.Key == place.Key);
            after.ShouldNotBeNull();
            after.Score.ShouldBeGreaterThanOrEqualTo(place.Score - 1e-6);
        }
    }

    [Fact]
    public void Once_is_chance_and_two_kinds_of_matters_at_one_place_are_not_one_that_comes_again()
    {
        var corner = new LonLat(113.65, 34.75);
        Draw([At(corner, Bins, 3)]).Places.ShouldBeEmpty();
        Draw([At(corner, Bins, 3), At(corner, Carts, 4)]).Places.ShouldBeEmpty();
        Draw([At(corner, Bins, 3), At(corner, Bins, 40)]).Places.ShouldHaveSingleItem().Recent.ShouldBe(2);
        Draw([At(corner, Bins, 200), At(corner, Bins, 240)]).Places.ShouldBeEmpty("nothing recent, and another season");
    }

    [Fact]
    public void A_season_ago_a_reopening_and_weeks_without_anybody_weigh_more_and_are_told()
    {
        var corner = new LonLat(113.65, 34.75);
        List<Spot> plain = [At(corner, Bins, 3), At(corner, Bins, 40)];
        var usual = Draw(plain, _ => Day).Places.Single();
        var season = Draw([.. plain, At(corner, Bins, 365)], _ => Day).Places.Single();
        var reopened = Draw([plain[0] with { WasReopened = true }, plain[1]], _ => Day).Places.Single();
        var idle = Draw(plain, _ => Day.AddDays(-15)).Places.Single();
        var never = Draw(plain).Places.Single();

        (season.Season, season.Score > usual.Score).ShouldBe((1, true));
        (reopened.Reopened, reopened.Score > usual.Score).ShouldBe((1, true));
        (idle.IdleDays, idle.Score > usual.Score).ShouldBe((15, true));
        (never.IdleDays, never.Score > idle.Score).ShouldBe((null, true));
    }

    [Fact]
    public void A_hit_lies_within_the_metres_and_nowhere_else()
    {
        var corner = new LonLat(113.65, 34.75);
        var near = new Nearby<int>(Formula.HitMetres);
        for (var dice = new Random(3); near.At(corner).Count() < 30; )
        {
            var at = new LonLat(corner.Lon + ((dice.NextDouble() - .5) * .003), corner.Lat + ((dice.NextDouble() - .5) * .003));
            var before = near.At(corner).Count();
            near.Add(at, 1);
            (near.At(corner).Count() > before).ShouldBe(Coordinates.DistanceMetres(at, corner) <= Formula.HitMetres);
        }
    }

    [Fact]
    public void A_rate_lies_in_its_interval_which_lies_between_nothing_and_all()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var dice = new Random(seed);
            var places = Enumerable.Range(0, dice.Next(1, 30)).Select(_ => (long)dice.Next(1, 40)).ToList();
            var rate = HitRate.Of(places.Select(n => ((long)dice.Next((int)n + 1), n)));
            rate.Share!.Value.ShouldBeInRange(rate.Low, rate.High);
            rate.Low.ShouldBeInRange(0, 1);
            rate.High.ShouldBeInRange(0, 1);
            rate.Hits.ShouldBeLessThanOrEqualTo(rate.Places);
        }
        HitRate.Of([]).ShouldBe(HitRate.None);
    }

    [Fact]
    public void One_more_hit_never_lowers_a_rate_and_one_more_miss_never_raises_it()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var dice = new Random(seed);
            var places = Enumerable
                .Range(0, dice.Next(1, 20))
                .Select(_ => (long)dice.Next(1, 30))
                .Select(n => (Hits: (long)dice.Next((int)n), Places: n))
                .ToList();
            var rate = HitRate.Of(places).Share!.Value;
            var one = dice.Next(places.Count);
            HitRate.Of(places.Select((p, i) => i == one ? (p.Hits + 1, p.Places) : p)).Share!.Value.ShouldBeGreaterThan(rate);
            HitRate.Of(places.Select((p, i) => i == one ? (p.Hits, p.Places + 1) : p)).Share!.Value.ShouldBeLessThanOrEqualTo(rate);
        }
    }

    [Fact]
    public void The_same_place_on_thirty_mornings_is_not_thirty_places()
    {
        var again = HitRate.Of([(30, 30), (0, 30), (30, 30), (0, 30)]);
        var apart = HitRate.Of(Enumerable.Range(0, 120).Select(i => ((long)(i % 2), 1L)));

        again.Share.ShouldBe(apart.Share);
        (again.High - again.Low).ShouldBeGreaterThan(2 * (apart.High - apart.Low));
        HitRate.Of([(30, 30)]).Low.ShouldBeLessThan(.3, "one place that is always hit says little of others");
    }

    [Fact]
    public void The_gain_over_counting_holds_the_difference_and_is_nothing_against_itself()
    {
        var good = HitRate.Of(Enumerable.Range(0, 200).Select(i => (i % 4 == 0 ? 0L : 1L, 1L)));
        var plain = HitRate.Of(Enumerable.Range(0, 200).Select(i => (i % 2L, 1L)));

        var gain = HitRate.Less(good, plain)!.Value;
        gain.Difference.ShouldBe(.25, 1e-9);
        gain.Low.ShouldBeGreaterThan(0);
        var none = HitRate.Less(good, good)!.Value;
        (none.Low < 0 && none.High > 0).ShouldBeTrue();
        HitRate.Less(good, HitRate.None).ShouldBeNull();
    }

    private static DrawnGrid Draw(IReadOnlyList<Spot> past, Func<LonLat, DateOnly?>? lastLook = null) =>
        Forecast.Draw(Formula, Day, past, lastLook ?? (_ => null));

    private static Spot At(LonLat at, string category, int daysAgo) => new(at, "41010300100100101", category, Day.AddDays(-daysAgo), false);

    /// <summary>Cases around a dozen corners of one grid, some a year ago.</summary>
    private static List<Spot> Past(Random dice, int count)
    {
        var corners = Enumerable
            .Range(0, 12)
            .Select(_ => new LonLat(113.65 + (dice.NextDouble() * .01), 34.75 + (dice.NextDouble() * .01)))
            .ToList();
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(_ =>
                {
                    var corner = corners[dice.Next(dice.Next(1, corners.Count + 1))];
                    return new Spot(
                        new LonLat(corner.Lon + (dice.NextDouble() * .0002), corner.Lat + (dice.NextDouble() * .0002)),
                        "410103001001001" + (dice.Next(2) == 0 ? "01" : "02"),
                        dice.Next(2) == 0 ? Bins : Carts,
                        Day.AddDays(-1 - dice.Next(dice.Next(3) == 0 ? 395 : 90)),
                        dice.Next(10) == 0
                    );
                }),
        ];
    }
}
