using Gezhi.Cases.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Indicators.Reading;
using Gezhi.Indicators.Wall;
using Gezhi.Platform.Ui.Charts;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Indicators;

/// <summary>What a wall reckons from numbers alone: the curve, the flow, the rules of attention, the register of live figures.</summary>
public sealed class WallRuleTests
{
    [Fact]
    public void The_hour_that_runs_is_not_drawn_and_the_hours_before_it_count_what_was_filed_in_them()
    {
        var curve = DayCurve.Of([0, 8, 8, 9], [9], [], 9);

        curve.Filed.Take(9).ShouldBe(new double?[] { 1, 0, 0, 0, 0, 0, 0, 0, 2 });
        curve.Filed.Skip(9).ShouldAllBe(v => v == null);
        curve.Closed[8].ShouldBe(0);
        (curve.Weeks.Count, curve.Low.Count, curve.Median.Count, curve.High.Count).ShouldBe((0, 0, 0, 0));
    }

    [Fact]
    public void The_band_goes_from_the_lowest_to_the_highest_week_and_the_median_lies_in_it()
    {
        int[][] weeks =
        [
            [8, 8, 8, 8],
            [8],
            [8, 8, 9],
            [8, 8],
        ];

        var curve = DayCurve.Of([], [], weeks, 0);

        curve.Weeks.Count.ShouldBe(4);
        (curve.Low[8], curve.Median[8], curve.High[8]).ShouldBe((1, 2, 4));
        (curve.Low[9], curve.Median[9], curve.High[9]).ShouldBe((0, 0, 1));
    }

    [Fact]
    public void A_week_in_which_nothing_was_filed_at_all_is_no_zero_but_no_week()
    {
        int[][] weeks =
        [
            [8, 8, 8],
            [],
            [8],
            [],
        ];

        var curve = DayCurve.Of([], [], weeks, 0);

        curve.Weeks.Count.ShouldBe(2);
        (curve.Low[8], curve.Median[8], curve.High[8]).ShouldBe((1, 2, 3));
    }

    [Theory]
    [InlineData(new double[] { 5 }, 5)]
    [InlineData(new double[] { 1, 4 }, 2.5)]
    [InlineData(new double[] { 1, 2, 9 }, 2)]
    [InlineData(new double[] { 1, 2, 4, 100 }, 3)]
    public void The_median_is_the_middle_one_or_the_mean_of_the_two_in_the_middle(double[] sorted, double median) =>
        DayCurve.MedianOf(sorted).ShouldBe(median);

    [Fact]
    public void A_flow_loses_no_case_whatever_is_gathered_into_the_rest()
    {
        var random = new Random(11);
        for (var round = 0; round < 200; round++)
        {
            var cases = Enumerable
                .Range(0, random.Next(1, 80))
                .Select(_ =>
                    (IReadOnlyList<string>)[$"s{random.Next(9)}", $"a{random.Next(20)}", $"u{random.Next(12)}", $"o{random.Next(4)}"]
                )
                .ToList();

            var flow = DayFlow.Of(cases, [3, 4, 5, 4]);

            flow.Columns.ShouldAllBe(c => c.Sum(s => s.Count) == cases.Count);
            flow.Columns.Select(c => c.Count).Zip(new[] { 3, 4, 5, 4 }).ShouldAllBe(p => p.First <= p.Second);
            for (var step = 0; step < 4; step++)
            for (var place = 0; place < flow.Columns[step].Count; place++)
            {
                var stop = flow.Columns[step][place];
                stop.Count.ShouldBe(cases.Count(c => stop.Members.Contains(c[step])), "the list behind a stop is as long as it says");
                if (step < 3)
                    flow.Links.Where(l => l.Column == step && l.From == place).Sum(l => l.Count).ShouldBe(stop.Count);
                if (step > 0)
                    flow.Links.Where(l => l.Column == step - 1 && l.To == place).Sum(l => l.Count).ShouldBe(stop.Count);
            }
        }
    }

    [Fact]
    public void Stops_stand_largest_first_and_the_rest_comes_last()
    {
        string[] keys = ["b", "a", "a", "c", "c", "c", "d"];

        var flow = DayFlow.Of([.. keys.Select(k => (IReadOnlyList<string>)[k])], [3]);

        flow.Columns[0].Select(s => (s.Key, s.Count)).ShouldBe([("c", 3), ("a", 2), (DayFlow.Rest, 2)]);
        flow.Columns[0][2].Members.ShouldBe(["b", "d"]);
    }

    [Fact]
    public void Bands_fill_their_stops_exactly_and_nothing_leaves_the_drawing()
    {
        var layout = new FlowLayout(
            [
                [3, 1],
                [2, 2],
                [4],
            ],
            [(0, 0, 0, 2), (0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 0, 2), (1, 1, 0, 2)]
        );

        for (var column = 0; column < 3; column++)
        for (var stop = 0; stop < layout.Stops[column].Count; stop++)
        {
            var box = layout.Stops[column][stop];
            box.Top.ShouldBeGreaterThanOrEqualTo(FlowLayout.Head - .001);
            (box.Top + box.Tall).ShouldBeLessThanOrEqualTo(FlowLayout.Height + .001);
            if (column < 2)
                layout.Bands.Where(b => b.Column == column && b.From == stop).Sum(b => b.Tall).ShouldBe(box.Tall, .001);
            if (column > 0)
                layout.Bands.Where(b => b.Column == column - 1 && b.To == stop).Sum(b => b.Tall).ShouldBe(box.Tall, .001);
        }
        layout.X(2).ShouldBeLessThan(FlowLayout.Width - FlowLayout.LastWords + .001);
        layout.Words(0)[1].ShouldBeGreaterThan(layout.Words(0)[0]);
    }

    [Fact]
    public void A_flow_of_nothing_draws_nothing()
    {
        var layout = new FlowLayout([], []);

        (layout.Stops.Count, layout.Bands.Count).ShouldBe((0, 0));
    }

    [Fact]
    public void A_topic_rises_at_five_a_week_and_twice_the_mean_of_the_four_before()
    {
        var week = new Dictionary<string, long>
        {
            ["rises"] = 6,
            ["usual"] = 6,
            ["few"] = 4,
            ["new"] = 5,
            [""] = 50,
        };
        var before = new Dictionary<string, long> { ["rises"] = 12, ["usual"] = 13 };

        AttentionRules.Rising(week, before).ShouldBe(new AttentionRules.Found[] { new("rises", 6, 3), new("new", 5, 0) });
    }

    [Fact]
    public void A_unit_is_overloaded_with_ten_in_hand_and_more_than_it_closes_in_two_weeks()
    {
        var doing = new Dictionary<string, int>
        {
            ["much"] = 21,
            ["keeps up"] = 21,
            ["few"] = 9,
            ["stands"] = 10,
        };
        var closed = new Dictionary<string, long> { ["much"] = 10, ["keeps up"] = 11 };

        AttentionRules.Overloaded(doing, closed).ShouldBe(new AttentionRules.Found[] { new("much", 21, 10), new("stands", 10, 0) });
    }

    [Fact]
    public void Returns_are_many_from_five_and_a_fifth_on() =>
        AttentionRules
            .Returned([("many", 5, 25), ("few", 4, 5), ("rare", 5, 26), ("nothing", 0, 0)])
            .ShouldBe(new AttentionRules.Found[] { new("many", 5, 25) });

    [Fact]
    public void Limits_end_together_where_three_are_left_and_twice_as_many_as_were_just_closed()
    {
        var soon = new Dictionary<string, int>
        {
            ["a"] = 3,
            ["b"] = 2,
            ["c"] = 8,
        };
        var closed = new Dictionary<string, int> { ["a"] = 2, ["c"] = 4 };

        AttentionRules.Hurried(soon, closed).ShouldBe(new AttentionRules.Found[] { new("c", 8, 4) });
    }

    [Fact]
    public void Only_grids_from_which_nothing_was_heard_are_quiet() =>
        AttentionRules.Quiet(["g1", "g2", "g3"], new Dictionary<string, long> { ["g2"] = 1 }).ShouldBe(["g1", "g3"]);

    [Fact]
    public void Of_one_rule_three_are_shown_the_strongest_first()
    {
        var many = Enumerable.Range(1, 9).ToDictionary(i => $"t{i}", i => (long)i + 10);

        AttentionRules.Rising(many, new Dictionary<string, long>()).Select(f => f.Key).ShouldBe(["t9", "t8", "t7"]);
    }

    [Fact]
    public void Every_live_figure_stands_in_the_register_once_and_its_key_is_nobody_elses()
    {
        LiveFigures.All.Select(f => f.Live).ShouldBe(Enum.GetValues<LiveKey>(), ignoreOrder: true);
        LiveFigures.All.Select(f => f.Key).Concat(FigureList.Product.Keys).ShouldBeUnique();
        LiveFigures.All.ShouldAllBe(f => LiveFigures.Find(f.Key) == f && f.Formula.Zh.Length > 3 && f.Formula.En.Length > 3);
        LiveFigures.Find("none").ShouldBeNull();
    }

    [Fact]
    public void The_address_of_a_live_list_says_what_it_was_asked()
    {
        var query = new LiveQuery("410103001")
        {
            Parts = "410103001001,410103001002",
            Units = "-,CG01",
            Channels = "Hotline,Video",
            Outcome = LiveOutcome.Late,
            Hour = 9,
        };

        var address = query.Href(LiveKey.FiledToday);

        address.ShouldStartWith("/indicators/live/filed_today?");
        var read = LiveQuery.Read(
            new Microsoft.AspNetCore.Http.QueryCollection(
                Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address[address.IndexOf('?', StringComparison.Ordinal)..])
            )
        );
        read.ShouldBe(query);
    }
}
