using Gezhi.Grids.Locating;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Grids;

public sealed class GridMapTests
{
    private const string Willow = "410103001001001";
    private const string Market = "410103001001901";

    [Fact]
    public void A_dedicated_grid_lies_over_an_ordinary_one_without_hiding_it()
    {
        var snapshot = Of(new DateOnly(2026, 3, 1), withMarket: true);

        snapshot.Locate(GridLayer.Ordinary, 0.5, 0.5).ShouldBe(Willow);
        snapshot.Locate(GridLayer.Dedicated, 0.5, 0.5).ShouldBe(Market);
        snapshot.Locate(GridLayer.Unit, 0.5, 0.5).ShouldBeNull();
        snapshot.NameOf(Market).ShouldBe("柳林市场");
        snapshot.NameOf("none").ShouldBeNull();
    }

    [Fact]
    public void A_reader_keeps_the_snapshot_it_took_while_the_map_moves_on()
    {
        var map = new GridMap();
        map.Current.Locate(GridLayer.Ordinary, 0.5, 0.5).ShouldBeNull();
        map.Replace(Of(new DateOnly(2026, 3, 1), withMarket: false)).ShouldBeTrue();
        var taken = map.Current;

        map.Replace(Of(new DateOnly(2026, 3, 2), withMarket: true)).ShouldBeTrue();

        taken.Locate(GridLayer.Dedicated, 0.5, 0.5).ShouldBeNull();
        map.Current.Locate(GridLayer.Dedicated, 0.5, 0.5).ShouldBe(Market);
    }

    [Fact]
    public void Boundaries_of_an_earlier_day_do_not_replace_later_ones()
    {
        var map = new GridMap();
        map.Replace(Of(new DateOnly(2026, 3, 2), withMarket: false)).ShouldBeTrue();

        map.Replace(Of(new DateOnly(2026, 3, 1), withMarket: true)).ShouldBeFalse();

        map.Current.ValidOn.ShouldBe(new DateOnly(2026, 3, 2));
    }

    private static GridSnapshot Of(DateOnly day, bool withMarket)
    {
        var layers = new Dictionary<GridLayer, IReadOnlyList<GridShape>>
        {
            [GridLayer.Ordinary] = [Ground.Shape(Willow, Ground.Square(0, 0, 1))],
        };
        if (withMarket)
            layers[GridLayer.Dedicated] = [Ground.Shape(Market, Ground.Square(0.4, 0.4, 0.2))];
        return new GridSnapshot(day, layers, new Dictionary<string, string> { [Willow] = "柳林网格", [Market] = "柳林市场" });
    }
}
