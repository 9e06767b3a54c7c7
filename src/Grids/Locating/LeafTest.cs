using System.Runtime.CompilerServices;

namespace Gezhi.Grids.Locating;

/// <summary>Whether an edge lies between a point and the reference point of its cell. 跨边判断</summary>
/// <remarks>
/// The way goes level from the point to the upright line through the reference point and then along that line; each crossing
/// switches inside and outside. What depends on the reference point alone is already in <see cref="Leaf.Inside"/>.
/// </remarks>
internal static class LeafTest
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Crosses(in LeafEdge leafEdge, double referenceLon, double lon, double lat)
    {
        var edge = leafEdge.Edge;
        if (leafEdge.Kind == EdgeKind.Through)
            return edge.HasOnItsLeft(lon, lat);
        var level = edge.SpansLatitude(lat);
        if (!level && leafEdge.Kind == EdgeKind.Short)
            return false;
        var cornerIsLeft = edge.HasOnItsLeft(referenceLon, lat);
        var upright = leafEdge.Kind == EdgeKind.ShortOverReference && cornerIsLeft;
        return level ? upright ^ cornerIsLeft ^ edge.HasOnItsLeft(lon, lat) : upright;
    }

    /// <summary>The part of the test that depends on the reference point alone.</summary>
    public static bool ReferenceCrosses(in LeafEdge leafEdge, double referenceLon, double referenceLat) =>
        leafEdge.Kind != EdgeKind.Short && leafEdge.Edge.HasOnItsLeft(referenceLon, referenceLat);
}
