using System.Globalization;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Geo;

namespace Gezhi.Cases.Resident;

/// <summary>Remembers in a hidden field which picture was pressed: a browser without script sends pixels only. 按图定位</summary>
internal static class PressedMap
{
    /// <summary><c>lon,lat,zoom</c>; the size is always the same.</summary>
    public static string Text(MapView view) =>
        string.Create(CultureInfo.InvariantCulture, $"{view.Centre.Lon:0.######},{view.Centre.Lat:0.######},{view.Zoom:0.###}");

    /// <summary>Null for anything but <see cref="Text"/>.</summary>
    public static MapView? Read(string text, int width, int height) =>
        text.Split(',') is [var lon, var lat, var zoom]
        && Number(lon) is { } x
        && Number(lat) is { } y
        && new LonLat(x, y) is { IsValid: true, Lat: > -85 and < 85 } centre
        && Number(zoom) is { } near and >= MapView.FarthestZoom and <= MapView.NearestZoom
            ? new MapView(centre, near, width, height)
            : null;

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
