using System.Collections.Frozen;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Geo;

namespace Gezhi.Grids.Drawing;

/// <summary>A road as drawn. 道路</summary>
/// <param name="IsMain">主干道.</param>
public sealed record DrawnRoad(string Name, bool IsMain, IReadOnlyList<LonLat[]> Lines)
{
    /// <summary>Empty where nobody has translated the name.</summary>
    public string NameEn { get; init; } = "";

    /// <summary>In the reader's language.</summary>
    public string Shown => Names.Shown(Name, NameEn);

    public BoundingBox Box { get; } = BoundingBox.Of(Lines.SelectMany(line => line));
}

/// <summary>A water or park as drawn. 水面、绿地</summary>
public sealed record DrawnPatch(string Name, IReadOnlyList<LonLat[][]> Polygons)
{
    /// <summary>Empty where nobody has translated the name.</summary>
    public string NameEn { get; init; } = "";

    public BoundingBox Box { get; } = BoundingBox.Of(Polygons.SelectMany(polygon => polygon[0]));
}

/// <summary>A named place as drawn. 地名</summary>
/// <param name="Kind">As <see cref="Places.Landmark.Kind"/>.</param>
public sealed record DrawnPlace(string Name, string Kind, LonLat At)
{
    /// <summary>Empty where nobody has translated the name.</summary>
    public string NameEn { get; init; } = "";

    /// <summary>In the reader's language.</summary>
    public string Shown => Names.Shown(Name, NameEn);
}

/// <summary>A unit grid as drawn. 单元网格图形</summary>
public sealed record DrawnCell(string Code, IReadOnlyList<LonLat[][]> Polygons)
{
    public BoundingBox Box { get; } = BoundingBox.Of(Polygons.SelectMany(polygon => polygon[0]));
}

/// <summary>All that maps draw of the districts served, as it stands on one day; never changed after it is made. 底图</summary>
/// <param name="On">Local day of the boundaries.</param>
/// <param name="Version">Changes with any row drawn, so that browsers keep what they have until then.</param>
public sealed record MapGround(
    DateOnly On,
    string Version,
    IReadOnlyList<DrawnArea> Areas,
    IReadOnlyList<DrawnRoad> Roads,
    IReadOnlyList<DrawnPatch> Waters,
    IReadOnlyList<DrawnPatch> Parks,
    IReadOnlyList<DrawnPlace> Places
)
{
    public static MapGround Empty { get; } = new(DateOnly.MinValue, "0", [], [], [], [], []);

    /// <summary>The unit grids, a sheet of their own.</summary>
    public IReadOnlyList<DrawnCell> Cells { get; init; } = [];

    /// <summary>What lies in it.</summary>
    public BoundingBox Extent { get; } =
        Areas.Select(a => a.Box).Concat(Roads.Select(r => r.Box)).Aggregate(BoundingBox.Empty, (box, next) => box.With(next));

    /// <summary>English names of places, roads, waters and parks by the Chinese ones, of those that have one. 地名英译</summary>
    public FrozenDictionary<string, string> English { get; } =
        Roads
            .Select(r => (r.Name, r.NameEn))
            .Concat(Waters.Concat(Parks).Select(p => (p.Name, p.NameEn)))
            .Concat(Places.Select(p => (p.Name, p.NameEn)))
            .Where(n => n.NameEn.Length > 0)
            .DistinctBy(n => n.Name)
            .ToFrozenDictionary(n => n.Name, n => n.NameEn);

    /// <summary>The box of an area and what lies in it; null when nothing of it is drawn.</summary>
    /// <param name="areaCode">6 to 17 digits.</param>
    public BoundingBox? ExtentOf(string areaCode)
    {
        var box = Areas
            .Where(a => a.Code.StartsWith(areaCode, StringComparison.Ordinal))
            .Aggregate(BoundingBox.Empty, (sum, next) => sum.With(next.Box));
        return box.IsEmpty ? null : box;
    }
}
