using Gezhi.Grids.Locating;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Index.Strtree;
using Shouldly;
using Xunit;

namespace Gezhi.Tests.Unit.Grids;

public sealed class TruthTests
{
    [Theory]
    [InlineData("nyc_tracts2010.geojson", "pip_truth_nyc.csv", 20_000)]
    [InlineData("baltimore_neighborhoods.geojson", "pip_truth_baltimore.csv", 10_000)]
    public async Task Every_point_of_a_truth_set_is_located_as_the_truth_says(string polygons, string points, int count)
    {
        var truth = await TruthSet.Read(polygons, points);
        truth.Points.Count.ShouldBe(count);
        truth.Points.ShouldContain(point => point.Kind == "edge");

        var index = new GridIndex(truth.Shapes);

        truth.Points.Where(point => index.Locate(point.Lon, point.Lat) != point.Code).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("nyc_tracts2010.geojson", "pip_truth_nyc.csv")]
    [InlineData("baltimore_neighborhoods.geojson", "pip_truth_baltimore.csv")]
    public async Task Every_point_of_a_truth_set_is_located_as_NetTopologySuite_does(string polygons, string points)
    {
        var truth = await TruthSet.Read(polygons, points);
        var index = new GridIndex(truth.Shapes);
        var tree = new STRtree<(string Code, IPreparedGeometry Ground)>();
        foreach (var shape in truth.Shapes)
        {
            var ground = Ground.ToNts(shape);
            tree.Insert(ground.EnvelopeInternal, (shape.Code, PreparedGeometryFactory.Prepare(ground)));
        }

        var different = truth.Points.Where(point =>
        {
            var place = GeometryFactory.Default.CreatePoint(new Coordinate(point.Lon, point.Lat));
            var found = tree.Query(place.EnvelopeInternal).FirstOrDefault(candidate => candidate.Ground.Contains(place)).Code;
            return found != index.Locate(point.Lon, point.Lat);
        });

        different.ShouldBeEmpty();
    }
}
