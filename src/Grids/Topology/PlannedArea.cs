using Gezhi.Grids.Areas;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Geo;

namespace Gezhi.Grids.Topology;

/// <summary>An area as it stands, or as somebody wants it to stand. 拟定区域</summary>
/// <param name="Code">6 to 17 digits; may be ill-formed while a file is being checked.</param>
/// <param name="NameEn">Empty where nobody has translated it.</param>
/// <param name="Households">户数; null when not counted.</param>
/// <param name="IsRural">A village: its grids have the rural norm. 农村</param>
/// <param name="Polygons">Open rings, outlines anticlockwise, holes clockwise; WGS-84 degrees; empty when the boundary is not known.</param>
internal sealed record PlannedArea(
    string Code,
    AreaKind Kind,
    string NameZh,
    string NameEn,
    int? Households,
    bool IsRural,
    IReadOnlyList<LonLat[][]> Polygons
)
{
    /// <summary>Number of the feature in the file, from 1; 0 when it does not come from a file.</summary>
    public int Row { get; init; }

    /// <summary>Null for the district and for an ill-formed code.</summary>
    public string? ParentCode =>
        Code.Length switch
        {
            17 => Code[..15],
            15 => Code[..12],
            12 => Code[..9],
            9 => Code[..6],
            _ => null,
        };

    /// <summary>Name in the reader's language.</summary>
    public string Shown =>
        NameEn.Length > 0 && System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? NameEn : NameZh;

    public IEnumerable<LonLat[]> AllRings => Polygons.SelectMany(polygon => polygon);

    public static PlannedArea Of(Area row) =>
        new(
            row.Code,
            row.Kind,
            row.NameZh,
            row.NameEn,
            row.Households,
            row.IsRural,
            row.Shape is null ? [] : Rings.Normal(AreaShape.Read(row.Shape))
        );

    /// <summary>Whether both cover the same ground by the same points.</summary>
    public bool HasShapeOf(PlannedArea other) =>
        ReferenceEquals(Polygons, other.Polygons) || AreaShape.Write(Polygons) == AreaShape.Write(other.Polygons);
}
