using System.Globalization;
using Gezhi.Grids.Locating;

namespace Gezhi.Grids.Contract;

/// <summary>Names and places of today's areas, from memory. 区域名册</summary>
public sealed class AreaBook
{
    private readonly GridMap map;

    internal AreaBook(GridMap map) => this.map = map;

    /// <summary>Name in the reader's language; null when no area of today has the code.</summary>
    public string? NameOf(string areaCode) =>
        CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? map.Current.EnglishNameOf(areaCode) : map.Current.NameOf(areaCode);

    /// <summary>Codes of today of an area and of everything below it, in order.</summary>
    public IReadOnlyList<string> Under(string areaCode) => map.Current.Under(areaCode);

    /// <summary>Finest ordinary area at a point of WGS-84 degrees; null outside the district.</summary>
    public string? At(double lon, double lat) => map.Current.At(lon, lat).Ordinary;
}
