using Gezhi.Grids.Locating;
using Gezhi.Platform.Geo;
using Gezhi.Tests.Shared;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Grids;

public sealed class GridIndexTests
{
    [Fact]
    public void A_hole_belongs_to_no_grid_and_an_island_in_it_to_its_own()
    {
        var index = new GridIndex([
            Ground.Shape("ring", Ground.Square(0, 0, 9), Ground.Square(3, 3, 3)),
            Ground.Shape("island", Ground.Square(4, 4, 1)),
        ]);

        index.Locate(1, 1).ShouldBe("ring");
        index.Locate(3.5, 3.5).ShouldBeNull();
        index.Locate(4.5, 4.5).ShouldBe("island");
    }

    [Fact]
    public void A_grid_of_two_pieces_is_found_in_both()
    {
        var index = new GridIndex([
            new GridShape(
                "both banks",
                [
                    [Ground.Square(0, 0, 1)],
                    [Ground.Square(2, 0, 1)],
                ]
            ),
        ]);

        index.Locate(0.5, 0.5).ShouldBe("both banks");
        index.Locate(1.5, 0.5).ShouldBeNull();
        index.Locate(2.5, 0.5).ShouldBe("both banks");
    }

    [Fact]
    public void A_shared_border_belongs_to_the_grid_east_of_it_and_a_shared_corner_to_one_of_four()
    {
        var index = new GridIndex([
            Ground.Shape("SW", Ground.Square(0, 0, 1)),
            Ground.Shape("SE", Ground.Square(1, 0, 1)),
            Ground.Shape("NW", Ground.Square(0, 1, 1)),
            Ground.Shape("NE", Ground.Square(1, 1, 1)),
        ]);

        index.Locate(1, 0.5).ShouldBe("SE");
        index.Locate(0.5, 1).ShouldBe("NW");
        index.Locate(1, 1).ShouldBe("NE");
        index.Locate(2, 2).ShouldBeNull();
    }

    [Fact]
    public void Where_grids_overlap_the_first_in_the_list_is_found()
    {
        var index = new GridIndex([Ground.Shape("first", Ground.Square(0, 0, 2)), Ground.Shape("second", Ground.Square(1, 1, 2))]);

        index.Locate(1.5, 1.5).ShouldBe("first");
        index.Locate(2.5, 2.5).ShouldBe("second");
    }

    [Fact]
    public void Forty_grids_over_the_same_square_are_all_considered()
    {
        var shapes = Enumerable.Range(0, 40).Select(i => Ground.Shape($"{i}", Ground.Ring(0, 0, i + 1, 40, i, 40))).ToList();
        var index = new GridIndex(shapes);

        for (var i = 0; i < 40; i++)
            index.Locate((i + 0.5) * 1e-4, 40e-4).ShouldBe($"{i}");
    }

    [Fact]
    public void A_point_just_outside_is_given_to_the_nearest_grid_within_the_tolerance()
    {
        var index = new GridIndex([
            Ground.Shape("west", Ground.Square(113.6, 34.7, 0.01)),
            Ground.Shape("east", Ground.Square(113.62, 34.7, 0.01)),
        ]);

        index.Nearest(113.6105, 34.705, 100)!.Code.ShouldBe("west");
        index.Nearest(113.6105, 34.705, 100)!.Metres.ShouldBe(45.7, 0.5);
        index.Nearest(113.6105, 34.705, 40).ShouldBeNull();
        index.Nearest(113.605, 34.705, 10)!.Metres.ShouldBe(0);
    }

    [Fact]
    public void A_rectangle_meets_the_grids_it_touches_and_no_others()
    {
        var index = new GridIndex([
            Ground.Shape("triangle", Ground.Ring(0, 0, 10, 0, 0, 10)),
            Ground.Shape("far", Ground.Square(20, 20, 1)),
        ]);

        index.Within(new BoundingBox(1, 1, 2, 2)).ShouldBe([0]);
        index.Within(new BoundingBox(8, 8, 9, 9)).ShouldBeEmpty();
        index.Within(new BoundingBox(-5, -5, 50, 50)).ShouldBe([0, 1]);
        index.Within(new BoundingBox(4, 4, 6, 6)).ShouldBe([0]);
    }

    [Fact]
    public void Nothing_is_found_with_no_grids_or_with_a_coordinate_that_is_no_number()
    {
        new GridIndex([]).Locate(113.6, 34.7).ShouldBeNull();
        new GridIndex([Ground.Shape("square", Ground.Square(0, 0, 1))]).Find(double.NaN, 0.5).ShouldBe(-1);
    }

    [Theory]
    [InlineData("too short", new[] { 0d, 0, 1, 1, 0, 0 })]
    [InlineData("not a number", new[] { 0d, 0, 1, double.NaN, 2, 0 })]
    [InlineData("off the earth", new[] { 0d, 0, 200, 0, 2, 1 })]
    public void A_shape_no_point_can_lie_in_is_refused_by_its_code(string code, double[] numbers) =>
        Should.Throw<ArgumentException>(() => new GridIndex([Ground.Shape(code, Ground.Ring(numbers))])).Message.ShouldContain(code);

    [Fact]
    public void Small_grids_in_one_corner_of_a_wide_area_are_found_and_cost_little_memory()
    {
        var shapes = InventedTiling.Of(1_000, seed: 8);
        shapes.Add(Ground.Shape("far away", Ground.Square(73.5, 18.2, 0.5)));
        var index = new GridIndex(shapes);

        foreach (var (shape, i) in shapes.Select((shape, i) => (shape, i)))
        {
            var inside = Ground.ToNts(shape).InteriorPoint;
            index.Find(inside.X, inside.Y).ShouldBe(i);
        }

        index.MemoryBytes.ShouldBeLessThan(20_000_000);
    }
}
