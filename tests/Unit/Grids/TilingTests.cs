using Gezhi.Grids.Locating;
using Gezhi.Platform.Geo;
using Gezhi.Tests.Shared;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Grids;

/// <summary>On ground without gaps or overlaps every point belongs to exactly one grid, borders included.</summary>
public sealed class TilingTests
{
    [Theory]
    [InlineData(60, 1)]
    [InlineData(300, 2)]
    [InlineData(1_500, 3)]
    public void Every_point_of_a_tiling_lies_in_exactly_one_grid_and_the_index_finds_that_one(int grids, int seed)
    {
        var shapes = InventedTiling.Of(grids, seed);
        shapes.Count.ShouldBeGreaterThan(grids / 2);
        var index = new GridIndex(shapes);

        foreach (var point in DifficultPoints(shapes, seed))
        {
            var containing = ContainingByRule(shapes, index, point);
            containing.Count.ShouldBeLessThanOrEqualTo(1);
            index.Find(point.Lon, point.Lat).ShouldBe(containing.Count == 0 ? -1 : containing[0], point.ToString());
        }
    }

    [Fact]
    public void Inner_border_points_are_never_without_a_grid()
    {
        var shapes = InventedTiling.Of(400, seed: 4);
        var index = new GridIndex(shapes);
        var shared = shapes.SelectMany(shape => shape.Polygons[0][0]).CountBy(point => point).Where(point => point.Value >= 3).ToList();
        shared.Count.ShouldBeGreaterThan(300);

        foreach (var (point, _) in shared)
            index.Find(point.Lon, point.Lat).ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public void Away_from_borders_the_index_agrees_with_NetTopologySuite()
    {
        var shapes = InventedTiling.Of(200, seed: 5);
        var index = new GridIndex(shapes);
        var prepared = shapes.ConvertAll(shape => PreparedGeometryFactory.Prepare(Ground.ToNts(shape)));
        var random = new Random(6);
        var box = index.Box;

        for (var i = 0; i < 3_000; i++)
        {
            var point = new LonLat(
                box.West + random.NextDouble() * (box.East - box.West),
                box.South + random.NextDouble() * (box.North - box.South)
            );
            var place = GeometryFactory.Default.CreatePoint(new Coordinate(point.Lon, point.Lat));
            index.Find(point.Lon, point.Lat).ShouldBe(prepared.FindIndex(ground => ground.Contains(place)));
        }
    }

    /// <summary>Vertices, points on edges as near as doubles come, points one rounding step beside them, random points.</summary>
    private static IEnumerable<LonLat> DifficultPoints(List<GridShape> shapes, int seed)
    {
        var random = new Random(seed);
        foreach (var ring in shapes.Take(150).Select(shape => shape.Polygons[0][0]))
        {
            for (var i = 0; i < ring.Length; i++)
            {
                var (a, b, t) = (ring[i], ring[(i + 1) % ring.Length], random.NextDouble());
                var onEdge = new LonLat(a.Lon + t * (b.Lon - a.Lon), a.Lat + t * (b.Lat - a.Lat));
                yield return a;
                yield return onEdge;
                yield return onEdge with
                {
                    Lon = Math.BitIncrement(onEdge.Lon),
                };
                yield return onEdge with
                {
                    Lat = Math.BitDecrement(onEdge.Lat),
                };
                yield return a with
                {
                    Lon = onEdge.Lon,
                };
                yield return a with
                {
                    Lat = onEdge.Lat,
                };
            }
        }
    }

    /// <summary>The rule written out the slow way: how often does a level ray eastward meet the outline.</summary>
    private static List<int> ContainingByRule(List<GridShape> shapes, GridIndex index, LonLat point)
    {
        var nearby = index.Within(new BoundingBox(point.Lon, point.Lat, point.Lon, point.Lat).Widened(1e-3, 1e-3));
        return [.. nearby.Where(grid => Rule.Contains(shapes[grid], point))];
    }
}
