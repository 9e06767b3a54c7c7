using System.Globalization;
using Gezhi.Grids.Drawing;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Text;

namespace Gezhi.Grids.Contract;

/// <summary>An area as drawn on a map. 区域图形</summary>
/// <param name="Polygons">Polygons → rings → points, the first ring the outline; WGS-84 degrees.</param>
public sealed record DrawnArea(string Code, AreaLevel Level, AreaKind Kind, string Name, IReadOnlyList<LonLat[][]> Polygons)
{
    /// <summary>Empty where nobody has translated the name.</summary>
    public string NameEn { get; init; } = "";

    /// <summary>In the reader's language.</summary>
    public string Shown => Names.Shown(Name, NameEn);

    /// <summary>What the area lies in, for leaving out what is not seen.</summary>
    public BoundingBox Box { get; } = BoundingBox.Of(Polygons.SelectMany(polygon => polygon[0]));

    /// <summary>Where its name stands: the middle of its largest piece. 标注点</summary>
    public LonLat LabelAt { get; } = LabelSpot.Of(Polygons);
}

/// <summary>Which of two names a reader gets. 名称语言</summary>
internal static class Names
{
    public static string Shown(string name, string english) =>
        english.Length > 0 && CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? english : name;
}
