using Gezhi.Cases.Field;
using Gezhi.Platform.Geo;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Cases;

public sealed class RouteOrderTests
{
    private static readonly LonLat Square = new(113.6595, 34.7521);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(40)]
    public void Every_stop_is_walked_exactly_once(int stops)
    {
        var places = Scattered(stops, 1);

        RouteOrder.Walk(places, Square).Order().ShouldBe(Enumerable.Range(0, stops));
        RouteOrder.Walk(places, null).Order().ShouldBe(Enumerable.Range(0, stops));
    }

    [Fact]
    public void The_walk_is_close_to_the_best_of_all_orders()
    {
        var shares = Enumerable.Range(0, 40).Select(seed => ShareOfBest(Scattered(7, seed))).ToList();

        shares.Min().ShouldBeGreaterThan(0.999);
        shares.Average().ShouldBeLessThan(1.02);
        shares.Max().ShouldBeLessThan(1.15);
    }

    [Fact]
    public void Crossing_ways_are_untied()
    {
        // A long street with stops on alternate sides, given in an order that runs to and fro.
        LonLat[] street = [.. new[] { 0, 4, 1, 5, 2, 3 }.Select(i => new LonLat(113.6600 + (i * 0.001), 34.7520 + (i % 2 * 0.0001)))];

        RouteOrder
            .Walk(street, new LonLat(113.6590, 34.7520))
            .Select(i => Math.Round((street[i].Lon - 113.66) * 1000))
            .ShouldBe([0, 1, 2, 3, 4, 5]);
    }

    [Fact]
    public void The_urgent_manhole_comes_before_the_lamp_next_door()
    {
        (string Name, LonLat? Place, int Rank)[] tasks =
        [
            ("lamp next door", new LonLat(113.6596, 34.7521), 2),
            ("manhole far away", new LonLat(113.6695, 34.7521), 0),
            ("rubbish beside the manhole", new LonLat(113.6694, 34.7521), 2),
        ];

        RouteOrder
            .Of(tasks, Square, t => t.Place, t => t.Rank)
            .Select(t => t.Name)
            .ShouldBe(["manhole far away", "rubbish beside the manhole", "lamp next door"]);
    }

    [Fact]
    public void A_task_without_a_place_waits_until_the_others_of_its_rank_are_done()
    {
        (string Name, LonLat? Place, int Rank)[] tasks = [("nowhere", null, 0), ("square", Square, 0), ("later", Square, 1)];

        RouteOrder.Of(tasks, null, t => t.Place, t => t.Rank).Select(t => t.Name).ShouldBe(["square", "nowhere", "later"]);
    }

    private static double ShareOfBest(LonLat[] places) =>
        RouteOrder.Metres(places, RouteOrder.Walk(places, Square), Square)
        / Orders(places.Length).Min(order => RouteOrder.Metres(places, order, Square));

    private static LonLat[] Scattered(int count, int seed)
    {
        var dice = new Random(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(_ => new LonLat(113.65 + (dice.NextDouble() * .02), 34.74 + (dice.NextDouble() * .02))),
        ];
    }

    private static IEnumerable<int[]> Orders(int count)
    {
        if (count == 0)
            return
            [
                [],
            ];
        return Orders(count - 1)
            .SelectMany(shorter => Enumerable.Range(0, count).Select(at => (int[])[.. shorter[..at], count - 1, .. shorter[at..]]));
    }
}
