using Gezhi.Grids.Geometry;
using Gezhi.Platform.Geo;

namespace Gezhi.Grids.Locating;

/// <summary>Whether a shape and a rectangle share a point. 相交判断</summary>
internal static class ShapeMeeting
{
    public static bool Meets(GridShape shape, BoundingBox box)
    {
        var cornerInside = false;
        foreach (var ring in shape.Rings)
        {
            var from = ring[^1];
            foreach (var to in ring)
            {
                if (from != to)
                {
                    var edge = Edge.Between(from, to);
                    if (Meets(edge, box))
                        return true;
                    cornerInside ^= edge.SpansLatitude(box.South) && edge.HasOnItsLeft(box.West, box.South);
                }

                from = to;
            }
        }

        return cornerInside;
    }

    private static bool Meets(Edge edge, BoundingBox box)
    {
        if (Math.Max(edge.Ax, edge.Bx) < box.West || Math.Min(edge.Ax, edge.Bx) > box.East || edge.By < box.South || edge.Ay > box.North)
            return false;
        var southWest = Side(edge, box.West, box.South);
        var southEast = Side(edge, box.East, box.South);
        var northWest = Side(edge, box.West, box.North);
        var northEast = Side(edge, box.East, box.North);
        var allLeft = southWest > 0 && southEast > 0 && northWest > 0 && northEast > 0;
        var allRight = southWest < 0 && southEast < 0 && northWest < 0 && northEast < 0;
        return !allLeft && !allRight;
    }

    private static double Side(Edge edge, double x, double y) => Orientation.Of(edge.Ax, edge.Ay, edge.Bx, edge.By, x, y);
}
