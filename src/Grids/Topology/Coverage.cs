using Gezhi.Platform.Geo;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using NetTopologySuite.Operation.Overlay;
using NetTopologySuite.Operation.OverlayNG;
using NetTopologySuite.Operation.Valid;
using Shape = NetTopologySuite.Geometries.Geometry;

namespace Gezhi.Grids.Topology;

/// <summary>Whether areas are sound and the children of an area cover it without gap, overlap or overhang. 覆盖检查</summary>
internal sealed class Coverage(Plane plane)
{
    /// <summary>Pieces smaller than this are rounding, not ground. Square metres.</summary>
    public const double LeastPiece = 1;

    /// <summary>Pieces narrower than this are rounding, not ground. Metres.</summary>
    public const double LeastWidthMetres = 0.05;

    /// <summary>Narrower pieces are slivers: borders that were drawn twice. Metres.</summary>
    public const double SliverWidthMetres = 3;

    /// <summary>No grid is smaller. Square metres.</summary>
    public const double LeastArea = 25;

    private readonly Dictionary<PlannedArea, Shape> shapes = new(ReferenceEqualityComparer.Instance);

    /// <summary>Self-crossings and areas too small to be one.</summary>
    public IEnumerable<Finding> Soundness(PlannedArea area)
    {
        if (area.Polygons.Count == 0)
            yield break;
        if (new IsValidOp(ShapeOf(area)).ValidationError is { } fault)
            yield return new Finding(area.Row, FindingKind.SelfCrossing, area.Code, At: Place(fault.Coordinate));
        else if (plane.SquareMetres(area.Polygons) is < LeastArea and var size)
            yield return new Finding(area.Row, FindingKind.TooSmall, area.Code, "", size, area.Polygons[0][0][0]);
    }

    /// <summary>The children against their parent and against each other.</summary>
    /// <param name="parent">Null or without boundary: only overlaps of the children are looked for.</param>
    /// <param name="children">Sound areas with boundaries.</param>
    public List<Finding> Check(PlannedArea? parent, IReadOnlyList<PlannedArea> children)
    {
        if (children.Count == 0)
            return [];
        var hasParent = parent is { Polygons.Count: > 0 };
        if (hasParent && EdgeChain.Of(children).IsSameAs(EdgeChain.Of([parent!])))
            return []; // exact cover, see EdgeChain
        var findings = Overlaps(children);
        if (hasParent)
        {
            var around = ShapeOf(parent!);
            foreach (var child in children)
                findings.AddRange(Outside(child, parent!, around));
            findings.AddRange(Gaps(parent!, around, children));
        }
        return findings;
    }

    /// <summary>Pieces of one area that lie outside another.</summary>
    public IEnumerable<Finding> Outside(PlannedArea child, PlannedArea parent, Shape? around = null) =>
        Pieces(Overlay(ShapeOf(child), around ?? ShapeOf(parent), SpatialFunction.Difference))
            .Select(piece => Of(piece, child, FindingKind.OutsideParent, parent.Code));

    /// <summary>Share of an area that lies in a shape, 0 to 1.</summary>
    public double ShareIn(PlannedArea area, Shape shape)
    {
        var own = ShapeOf(area);
        return own.Area <= 0 ? 0 : Math.Min(1, Overlay(own, shape, SpatialFunction.Intersection).Area / own.Area);
    }

    public Shape ShapeOf(PlannedArea area) => shapes.TryGetValue(area, out var known) ? known : shapes[area] = plane.Shape(area.Polygons);

    public static Shape Overlay(Shape a, Shape b, SpatialFunction operation) => OverlayNGRobust.Overlay(a, b, operation);

    private List<Finding> Overlaps(IReadOnlyList<PlannedArea> areas)
    {
        var tree = new STRtree<int>();
        for (var i = 0; i < areas.Count; i++)
            tree.Insert(ShapeOf(areas[i]).EnvelopeInternal, i);
        var findings = new List<Finding>();
        for (var i = 0; i < areas.Count; i++)
        {
            foreach (var j in tree.Query(ShapeOf(areas[i]).EnvelopeInternal).Where(j => j > i).Order())
            {
                var (first, second) = areas[i].Row >= areas[j].Row ? (areas[i], areas[j]) : (areas[j], areas[i]);
                findings.AddRange(
                    Pieces(Overlay(ShapeOf(first), ShapeOf(second), SpatialFunction.Intersection))
                        .Select(piece => Of(piece, first, FindingKind.Overlap, second.Code))
                );
            }
        }
        return findings;
    }

    private IEnumerable<Finding> Gaps(PlannedArea parent, Shape around, IReadOnlyList<PlannedArea> children)
    {
        var left = around;
        foreach (var child in children)
            left = Overlay(left, ShapeOf(child), SpatialFunction.Difference);
        return Pieces(left).Select(piece => Of(piece, parent, FindingKind.Gap, Nearest(piece, children)));
    }

    /// <summary>The child that has most of the gap's border: whose edge has to move.</summary>
    private string Nearest(Shape gap, IReadOnlyList<PlannedArea> children) =>
        children.Where(c => ShapeOf(c).EnvelopeInternal.Intersects(gap.EnvelopeInternal)).MinBy(c => ShapeOf(c).Distance(gap))?.Code ?? "";

    private Finding Of(Shape piece, PlannedArea area, FindingKind kind, string other) =>
        new(
            area.Row,
            Width(piece) < SliverWidthMetres ? FindingKind.Sliver : kind,
            area.Code,
            other,
            Math.Round(piece.Area, 1),
            Place(piece.InteriorPoint.Coordinate)
        );

    private LonLat Place(Coordinate c) => Rings.Rounded(plane.Degrees(c));

    private static double Width(Shape piece) => 2 * piece.Area / piece.Length;

    private static IEnumerable<Shape> Pieces(Shape all) =>
        Enumerable
            .Range(0, all.NumGeometries)
            .Select(all.GetGeometryN)
            .Where(g => g is Polygon && g.Area >= LeastPiece && Width(g) >= LeastWidthMetres);
}
