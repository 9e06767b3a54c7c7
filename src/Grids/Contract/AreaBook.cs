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

    /// <summary>The area that counts for a case at a point of WGS-84 degrees: a dedicated grid before the ordinary one under it; null outside the district.</summary>
    public string? CountsAt(double lon, double lat) => map.Current.At(lon, lat).Counts;

    /// <summary>Cell of digital city management at a point of WGS-84 degrees; null where none is known. 单元网格</summary>
    public string? UnitGridAt(double lon, double lat) => map.Current.Locate(GridLayer.Unit, lon, lat);

    /// <summary>Finds the dedicated grid at points of WGS-84 degrees, for many of them by the same boundaries. 专属网格</summary>
    /// <returns>A function of longitude and latitude; it answers null where there is none.</returns>
    public Func<double, double, string?> DedicatedToday()
    {
        var layer = map.Current.Layer(GridLayer.Dedicated);
        return (lon, lat) => layer.Locate(lon, lat);
    }
}
