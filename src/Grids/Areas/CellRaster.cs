using System.Globalization;
using Gezhi.Grids.Topology;
using Gezhi.Platform.Geo;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.Overlay;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace Gezhi.Grids.Areas;

/// <summary>Lays unit grids of about 10,000 m² over a community that has none yet: a beginning for surveyors, and the demo town's. 单元网格生成</summary>
/// <remarks>Real cells follow roads and walls; these follow a square raster and say so in their source.</remarks>
public static class CellRaster
{
    /// <summary>A side of the squares: 万米单元网格.</summary>
    public const double SideMetres = 100;

    /// <summary>Smaller pieces at the border go to a neighbour. Square metres.</summary>
    private const double LeastPiece = 3_000;

    /// <summary>Cells of a community, numbered west to east, then north to south.</summary>
    /// <param name="communityCode">12 digits.</param>
    /// <param name="polygons">Its ground; rings may be open or closed.</param>
    public static IReadOnlyList<(string Code, IReadOnlyList<LonLat[][]> Polygons)> Over(
        string communityCode,
        IReadOnlyList<LonLat[][]> polygons
    )
    {
        var plane = new Plane(polygons[0][0][0]);
        var ground = plane.Shape(Rings.Normal(polygons));
        var pieces = Squares(ground)
            .SelectMany(square => Polygons(Coverage.Overlay(ground, square, SpatialFunction.Intersection)))
            .Cast<Shape>()
            .ToList();
        Join(pieces);
        return
        [
            .. pieces
                .Take(999)
                .Select(
                    (piece, i) =>
                        (
                            communityCode + (i + 1).ToString("D3", CultureInfo.InvariantCulture),
                            Rings.Normal(
                                Rings.Rounded(
                                    Polygons(piece)
                                        .Select(p =>
                                            p.InteriorRings.Prepend(p.ExteriorRing)
                                                .Select(r => r.Coordinates.Select(plane.Degrees).ToArray())
                                                .ToArray()
                                        )
                                )
                            )
                        )
                ),
        ];
    }

    private static IEnumerable<Shape> Squares(Shape ground)
    {
        var box = ground.EnvelopeInternal;
        for (var north = Math.Ceiling(box.MaxY / SideMetres) * SideMetres; north > box.MinY; north -= SideMetres)
        for (var west = Math.Floor(box.MinX / SideMetres) * SideMetres; west < box.MaxX; west += SideMetres)
            yield return GeometryFactory.Default.ToGeometry(new Envelope(west, west + SideMetres, north - SideMetres, north));
    }

    /// <summary>Small pieces join the neighbour with which they share the longest border.</summary>
    private static void Join(List<Shape> pieces)
    {
        while (pieces.Count > 1 && pieces.FindIndex(p => p.Area < LeastPiece) is >= 0 and var small)
        {
            var piece = pieces[small];
            pieces.RemoveAt(small);
            var near = pieces.Where(p => p.EnvelopeInternal.Intersects(piece.EnvelopeInternal)).ToList();
            if (near.Count == 0)
                continue;
            var into = near.MaxBy(p => Coverage.Overlay(p.Boundary, piece.Boundary, SpatialFunction.Intersection).Length)!;
            pieces[pieces.IndexOf(into)] = Coverage.Overlay(into, piece, SpatialFunction.Union);
        }
    }

    private static IEnumerable<Polygon> Polygons(Shape shape) =>
        Enumerable.Range(0, shape.NumGeometries).Select(shape.GetGeometryN).OfType<Polygon>().Where(p => p.Area > Coverage.LeastPiece);
}
