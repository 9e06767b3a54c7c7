using Gezhi.Platform.Geo;

namespace Gezhi.Grids.Locating;

/// <summary>The ground a grid covers. 网格范围</summary>
/// <param name="Code">Area code of the grid, unique within its layer.</param>
/// <param name="Polygons">Polygons → rings → points, the first ring the outline, the others holes; rings may be open or closed.</param>
public sealed record GridShape(string Code, IReadOnlyList<LonLat[][]> Polygons)
{
    public IEnumerable<LonLat[]> Rings => Polygons.SelectMany(polygon => polygon);

    public BoundingBox Box => BoundingBox.Of(Polygons.SelectMany(polygon => polygon[0]));
}
