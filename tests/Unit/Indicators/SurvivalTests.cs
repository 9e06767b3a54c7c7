using Gezhi.Platform.Time;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Indicators;

/// <summary>Kaplan–Meier against examples reckoned by hand, and what must hold for any times.</summary>
public class SurvivalTests
{
    /// <summary>Weeks in remission of Freireich et al. (1963), the textbook example; negative: censored.</summary>
    private static readonly int[] Treated = [6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35];
    private static readonly int[] Placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];

    [Fact]
    public void Many_times_are_sorted_like_few_and_the_median_is_that_of_the_curve()
    {
        var random = new Random(11);
        foreach (
            var (count, most) in new[] { (0, 1), (1, 9), (1_999, 50), (2_000, 3), (5_000, 900_000), (5_000, int.MaxValue), (4_000, 1) }
        )
        {
            var numbers = Enumerable.Range(0, count).Select(_ => random.Next(most)).ToList();
            var expected = numbers.Order().ToList();
            Sorting.Ascending(numbers);
            numbers.ShouldBe(expected);
            Sorting.Ascending(numbers);
            numbers.ShouldBe(expected, "in order already");
            var lives = numbers.ConvertAll(n => new Lifetime(n >> 2, random.Next(4) > 0).Coded);
            SurvivalCurve.Within([.. lives], .5).ShouldBe(SurvivalCurve.OfCoded([.. lives]).Within(.5));
            SurvivalCurve.Within([.. lives], .9).ShouldBe(SurvivalCurve.OfCoded([.. lives]).Within(.9));
        }
        List<int> below = [.. Enumerable.Range(0, 3_000).Select(i => 1_500 - i)];
        Sorting.Ascending(below);
        below.ShouldBe(Enumerable.Range(-1_499, 3_000));
    }

    [Fact]
    public void Ties_and_censoring_at_the_time_of_an_end_are_counted_as_by_hand()
    {
        // seven cases: two end at 1, one at 2 and one is censored at 2, one ends at 3, one is censored at 4, one ends at 5
        var curve = Of(1, 1, 2, -2, 3, -4, 5);

        curve.Points.Select(p => (p.Minutes, p.AtRisk, p.Ended)).ShouldBe([(1, 7, 2), (2, 5, 1), (3, 3, 1), (5, 1, 1)]);
        Near(curve.Points[0].Share, 5 / 7.0);
        Near(curve.Points[1].Share, 5 / 7.0 * 4 / 5); // who is censored at 2 was still at risk
        Near(curve.Points[2].Share, 5 / 7.0 * 4 / 5 * 2 / 3);
        Near(curve.Points[3].Share, 0);
        Near(curve.Points[0].Low, 5 / 7.0 - 1.959964 * (5 / 7.0) * Math.Sqrt(2 / 35.0));
        curve.Points[0].High.ShouldBe(1, "the band is cut");
        Near(curve.Points[2].High, .380952 + 1.959964 * .380952 * Math.Sqrt(2 / 35.0 + 1 / 20.0 + 1 / 6.0));
        (curve.Within(.5), curve.Within(.9), curve.Cases, curve.Ended, curve.Longest).ShouldBe((3, 5, 7, 5, 5));
    }

    [Fact]
    public void The_textbook_example_gives_the_textbook_curve()
    {
        var curve = Of(Treated);

        (int, double)[] book = [(6, .8571), (7, .8067), (10, .7529), (13, .6902), (16, .6275), (22, .5378), (23, .4482)];
        curve.Points.Count.ShouldBe(book.Length);
        foreach (var ((minutes, share), point) in book.Zip(curve.Points))
        {
            point.Minutes.ShouldBe(minutes);
            point.Share.ShouldBe(share, .00006);
        }
        curve.Within(.5).ShouldBe(23);
        curve.Within(.9).ShouldBeNull("fewer have ended so far");
        curve.ShareAt(5).ShouldBe(1);
        curve.ShareAt(12).ShouldBe(.7529, .00006);
        Of(Placebo).Within(.5).ShouldBe(8);
    }

    [Fact]
    public void The_log_rank_test_gives_what_the_textbook_says()
    {
        var (groups, sorted) = Groups(Treated, Placebo);

        var result = LogRank.Of(groups, sorted)!.Value;

        result.Degrees.ShouldBe(1);
        result.ChiSquare.ShouldBe(16.79, .01);
        result.Chance.ShouldBe(.0000417, .000001);
        var (same, twice) = Groups(Placebo, Placebo, Placebo);
        LogRank.Of(same, twice)!.Value.ChiSquare.ShouldBe(0, 1e-9);
        LogRank.Of(same, twice)!.Value.Chance.ShouldBe(1, 1e-6);
        var (one, alone) = Groups(Placebo);
        LogRank.Of(one, alone).ShouldBeNull("there is nothing to compare");
        var (none, censored) = Groups([-3, -4], [-5]);
        LogRank.Of(none, censored).ShouldBeNull("nothing ended");
    }

    [Fact]
    public void Nothing_and_only_open_cases_have_no_median()
    {
        var none = Of();
        (none.Cases, none.Within(.5), none.Points.Count, none.ShareAt(9)).ShouldBe((0, null, 0, 1.0));
        var open = Of(-5, -8, -8);
        (open.Cases, open.Ended, open.Within(.5), open.Longest, open.ShareAt(99)).ShouldBe((3, 0, null, 8, 1.0));
        open.Between(.5).ShouldBe((null, null));
        Of(0, 0).Within(.5).ShouldBe(0);
    }

    [Fact]
    public void Curves_fall_stay_between_nothing_and_all_and_leaving_cases_open_never_looks_better()
    {
        var random = new Random(11);
        for (var round = 0; round < 300; round++)
        {
            var times = Enumerable.Range(0, random.Next(1, 60)).Select(_ => new Lifetime(random.Next(0, 40), random.Next(3) > 0)).ToList();
            var curve = SurvivalCurve.Of(times);
            var last = 1.0;
            foreach (var point in curve.Points)
            {
                point.Share.ShouldBeInRange(0, last);
                point.Low.ShouldBeInRange(0, point.Share);
                point.High.ShouldBeInRange(point.Share, 1);
                last = point.Share;
            }
            var ended = times.ConvertAll(t => t with { Ended = true });
            var all = SurvivalCurve.Of(ended);
            foreach (var point in all.Points) // without censoring: one less the empirical distribution
                Near(point.Share, ended.Count(t => t.Minutes > point.Minutes) / (double)ended.Count);
            var dropped = SurvivalCurve.Of(times.Where(t => t.Ended));
            if (dropped.Cases > 0)
                (curve.Within(.5) ?? int.MaxValue).ShouldBeGreaterThanOrEqualTo(dropped.Within(.5)!.Value);
            var slower = times.Append(new Lifetime(60, false)).ToList();
            (SurvivalCurve.Of(slower).Within(.5) ?? int.MaxValue).ShouldBeGreaterThanOrEqualTo(curve.Within(.5) ?? int.MaxValue);
        }
    }

    [Fact]
    public void What_is_drawn_says_the_same_as_the_whole_curve()
    {
        var random = new Random(5);
        var curve = SurvivalCurve.Of(Enumerable.Range(0, 5000).Select(_ => new Lifetime(random.Next(0, 40_000), random.Next(5) > 0)));

        var drawn = curve.Drawn(30_000);

        drawn.Points.Count.ShouldBeLessThanOrEqualTo(401);
        drawn.Points.ShouldAllBe(p => p.Minutes <= 30_000 && p.Share == curve.ShareAt(p.Minutes));
    }

    private static SurvivalCurve Of(params int[] signed) => SurvivalCurve.Of(signed.Select(s => new Lifetime(Math.Abs(s), s >= 0)));

    private static (List<SurvivalCurve>, List<IReadOnlyList<int>>) Groups(params int[][] groups)
    {
        List<SurvivalCurve> curves = [];
        List<IReadOnlyList<int>> sorted = [];
        foreach (var group in groups)
        {
            var coded = group.Select(s => new Lifetime(Math.Abs(s), s >= 0).Coded).ToList();
            curves.Add(SurvivalCurve.OfCoded(coded));
            sorted.Add(coded);
        }
        return (curves, sorted);
    }

    private static void Near(double is_, double should) => is_.ShouldBe(should, 1e-5);
}
