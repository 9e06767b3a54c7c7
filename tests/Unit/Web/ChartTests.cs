using System.Globalization;
using System.Text.RegularExpressions;
using Gezhi.Platform.Ui.Charts;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Web;

public partial class ChartTests
{
    [Theory]
    [InlineData(0, 0, 100, 100, 0, 0)]
    [InlineData(5, 80, 3, 90, 90, 10)]
    [InlineData(0, 1, 0, 1, 0, 1)]
    public void A_curve_never_leaves_the_range_of_its_neighbours(params int[] values)
    {
        var points = values.Select((y, x) => ((double)x * 10, (double?)y)).ToList();

        var numbers = Numbers(Curve.Path(points));

        // M x y, then C with three points each: every control point lies between the values at both ends of its piece.
        for (var piece = 0; piece + 1 < values.Length; piece++)
        {
            var (low, high) = (Math.Min(values[piece], values[piece + 1]) - .05, Math.Max(values[piece], values[piece + 1]) + .05);
            numbers[2 + piece * 6 + 1].ShouldBeInRange(low, high);
            numbers[2 + piece * 6 + 3].ShouldBeInRange(low, high);
            numbers[2 + piece * 6 + 5].ShouldBe(values[piece + 1], .05);
        }
    }

    [Fact]
    public void A_missing_value_breaks_the_line_instead_of_counting_as_nothing()
    {
        var path = Curve.Path([(0, 10), (10, 20), (20, null), (30, 40), (40, 50)]);

        path.Count(c => c == 'M').ShouldBe(2);
        path.ShouldContain("M30 40");
    }

    [Fact]
    public void Every_band_of_the_flow_is_as_tall_as_its_share_and_the_trunk_holds_them_all()
    {
        var layout = new SankeyLayout([412, 561, 183, 128], [906, 342, 36]);

        var scale = layout.Trunk.Tall / 1284;
        layout.Sources.Sum(box => box.Tall).ShouldBe(layout.Trunk.Tall, .01);
        layout.Results[2].Tall.ShouldBe(36 * scale, .01);
        layout.FromTrunk[^1].Top.ShouldBeLessThan(layout.Trunk.Top + layout.Trunk.Tall);
        layout.Sources.Zip(layout.Sources.Skip(1)).ShouldAllBe(pair => pair.Second.Top >= pair.First.Top + pair.First.Tall);
        layout.Sources[0].Top.ShouldBeGreaterThanOrEqualTo(0);
        (layout.Sources[^1].Top + layout.Sources[^1].Tall).ShouldBeLessThanOrEqualTo(SankeyLayout.Height + .01);
    }

    [Fact]
    public void A_day_without_cases_draws_an_empty_flow()
    {
        var layout = new SankeyLayout([0, 0], [0]);

        layout.Trunk.Tall.ShouldBe(0);
        SankeyLayout.Band(7, layout.Sources[0], 154, layout.FromTrunk[0]).ShouldNotContain("NaN");
    }

    private static List<double> Numbers(string path) =>
        [.. Number().Matches(path).Select(match => double.Parse(match.Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex(@"-?\d+(?:\.\d+)?")]
    private static partial Regex Number();
}
