using Gezhi.Grids.Drawing;
using Gezhi.Platform.Geo;

namespace Gezhi.Grids.Contract;

/// <summary>Where areas of today lie: the box around one, the outlines of several. 区域范围</summary>
public sealed class AreaExtent
{
    private readonly BaseMap map;

    internal AreaExtent(BaseMap map) => this.map = map;

    /// <summary>"west,south,east,north" in WGS-84 degrees; empty when the area is not drawn.</summary>
    public string Text(string areaCode) =>
        Box(areaCode) is { } box ? FormattableString.Invariant($"{box.West},{box.South},{box.East},{box.North}") : "";

    /// <summary>The box around an area and what lies in it; null when nothing of it is drawn.</summary>
    public BoundingBox? Box(string areaCode) => map.Current.ExtentOf(areaCode);

    /// <summary>The areas with these codes, as they are drawn; those that are not drawn are left out.</summary>
    public IReadOnlyList<DrawnArea> Drawn(IEnumerable<string> areaCodes)
    {
        var wanted = areaCodes.ToHashSet(StringComparer.Ordinal);
        return [.. map.Current.Areas.Where(a => wanted.Contains(a.Code))];
    }
}
