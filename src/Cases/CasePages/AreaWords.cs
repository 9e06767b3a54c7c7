using Gezhi.Grids.Contract;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.CasePages;

/// <summary>Areas by name, as of today's boundaries. 区域用语</summary>
public sealed class AreaWords(AreaBook book, PlaceNames places, IStringLocalizer T)
{
    private static readonly int[] Lengths = [9, 12, 15, 17];

    /// <summary>Name of one area; its code when nobody named it.</summary>
    public string Name(string code) => book.NameOf(code) ?? code;

    /// <summary>The street around an area; the words for "not placed yet" when only the district is known.</summary>
    public string Street(string areaCode) => areaCode.Length < 9 ? T["待定位"] : Name(areaCode[..9]);

    /// <summary>Street, community, grid, micro-grid, joined by dots.</summary>
    public string Path(string areaCode) => areaCode.Length < 9 ? T["待定位"] : string.Join(" · ", Names(areaCode));

    /// <summary>"单元网格 410103010004012": the cell of digital city management at a point; null where none is known. 单元网格</summary>
    public string? UnitGrid(double lon, double lat) => book.UnitGridAt(lon, lat) is { } code ? T["单元网格 {0}", code].Value : null;

    /// <summary>Each name without the name of the area around it: 二道街社区, 第 10 网格, 5 微网格.</summary>
    private IEnumerable<string> Names(string areaCode)
    {
        var around = "";
        foreach (var length in Lengths.Where(length => length <= areaCode.Length))
        {
            var name = Name(areaCode[..length]);
            yield return around.Length > 0 && name.Length > around.Length && name.StartsWith(around, StringComparison.Ordinal)
                ? name[around.Length..].Trim()
                : name;
            around = name;
        }
    }

    /// <summary>"建中街街道 · 德化街与解放路口": where a list says it happened.</summary>
    public string Where(string areaCode, string placeText) =>
        placeText.Length == 0 ? Street(areaCode) : $"{Street(areaCode)} · {Place(placeText)}";

    /// <summary>A place as it was said; known places and the product's own words for "no position" in the language of the reader.</summary>
    public string Place(string placeText) =>
        placeText == "位置未定，按责任网格中心" ? T["位置未定，按责任网格中心"].Value : places.Read(placeText);
}
