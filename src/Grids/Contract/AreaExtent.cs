using Gezhi.Grids.Drawing;

namespace Gezhi.Grids.Contract;

/// <summary>Where maps open: the box around an area of today. 区域范围</summary>
public sealed class AreaExtent
{
    private readonly BaseMap map;

    internal AreaExtent(BaseMap map) => this.map = map;

    /// <summary>"west,south,east,north" in WGS-84 degrees; empty when the area is not drawn.</summary>
    public string Text(string areaCode) =>
        map.Current.ExtentOf(areaCode) is { } box ? FormattableString.Invariant($"{box.West},{box.South},{box.East},{box.North}") : "";
}
