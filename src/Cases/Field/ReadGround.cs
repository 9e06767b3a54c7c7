using Gezhi.Grids.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Geo;

namespace Gezhi.Cases.Field;

/// <summary>Outlines of the worker's own grids, as of today. 责任网格边界</summary>
public sealed class ReadGround(AreaExtent extent)
{
    /// <summary>Outer rings; empty where no boundary is known.</summary>
    public IReadOnlyList<LonLat[]> Run(Actor actor) =>
        [.. extent.Drawn(FieldAreas.Of(actor)).SelectMany(a => a.Polygons).Select(polygon => polygon[0])];

    /// <summary>Middle of the outlines: where a round begins when the position is not known; null without outlines.</summary>
    public static LonLat? Middle(IReadOnlyList<LonLat[]> rings) =>
        rings.Count == 0 ? null : BoundingBox.Of(rings.SelectMany(r => r)).Middle;
}
