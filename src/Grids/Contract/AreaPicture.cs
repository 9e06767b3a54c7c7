using Gezhi.Platform.Geo;
using Microsoft.AspNetCore.Components;

namespace Gezhi.Grids.Contract;

/// <summary>An area drawn for a page of another module, which puts its own points over it. 区域底图</summary>
public sealed class AreaPicture
{
    private readonly MapPicture picture;

    internal AreaPicture(MapPicture picture) => this.picture = picture;

    /// <summary>The area with its border drawn strong.</summary>
    /// <param name="areaCode">6 to 17 digits.</param>
    /// <param name="width">Pixels of the drawing; a page may show it at any size.</param>
    /// <param name="height">Pixels.</param>
    /// <param name="title">What it says to those who do not see it.</param>
    public DrawnPicture Of(string areaCode, int width, int height, string title)
    {
        var view = picture.Around(areaCode, width, height);
        return new DrawnPicture(
            picture.Inline(view, new MapMarks(AreaCode: areaCode, Title: title)),
            (lon, lat) => view.ToPixel(new LonLat(lon, lat))
        );
    }
}

/// <summary>A drawn area. 底图</summary>
/// <param name="Drawing">An SVG of the size asked for.</param>
/// <param name="PixelOf">From WGS-84 degrees, longitude first, to pixels from the upper left corner.</param>
public sealed record DrawnPicture(RenderFragment Drawing, Func<double, double, (double X, double Y)> PixelOf);
