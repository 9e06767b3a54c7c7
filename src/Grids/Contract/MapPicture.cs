using System.Collections.Concurrent;
using System.Globalization;
using Gezhi.Grids.Drawing;
using Gezhi.Platform.Geo;
using Microsoft.AspNetCore.Components;

namespace Gezhi.Grids.Contract;

/// <summary>What stands on a drawn map besides the ground. 图上标记</summary>
/// <param name="Pin">The marked place; null for none.</param>
/// <param name="AccuracyMetres">Radius of the circle around the pin; null draws none.</param>
/// <param name="AreaCode">The area whose border is drawn strong; null for none.</param>
/// <param name="Title">What the picture says to those who do not see it; null marks it as decoration.</param>
public sealed record MapMarks(LonLat? Pin = null, double? AccuracyMetres = null, string? AreaCode = null, string? Title = null)
{
    /// <summary>Address that an area leads to when pressed; null draws no links.</summary>
    public Func<DrawnArea, string>? Link { get; init; }

    /// <summary>Which areas are links.</summary>
    public IReadOnlyList<DrawnArea> Linked { get; init; } = [];
}

/// <summary>Draws the ground as SVG: for browsers without script, previews and pages. 地图图片</summary>
public sealed class MapPicture(BaseMap map)
{
    /// <summary>Pictures kept, some 15 KB each: a case is opened again and again while people work at it.</summary>
    private const int MostKept = 500;

    private Pictures kept = new(map.Current);

    /// <summary>The place of a press on a picture, from its upper left corner in pixels of <paramref name="view"/>.</summary>
    public static LonLat ToLonLat(double x, double y, MapView view) => view.ToLonLat(x, y);

    /// <summary>The view that holds an area; the whole map when the area is not drawn.</summary>
    /// <param name="areaCode">6 to 17 digits.</param>
    public MapView Around(string areaCode, int width, int height) =>
        MapView.Around(map.Current.ExtentOf(areaCode) ?? map.Current.Extent, width, height);

    /// <summary>The district as "west,south,east,north", as the map scripts want it; empty when it is not drawn.</summary>
    public string ExtentText(string areaCode) =>
        map.Current.ExtentOf(areaCode) is { } box ? FormattableString.Invariant($"{box.West},{box.South},{box.East},{box.North}") : "";

    /// <summary>A whole SVG document, for an image element.</summary>
    public string Svg(MapView view, MapMarks marks, MapInk ink) => Svg(map.Current, view, marks, ink);

    /// <summary>As <see cref="Svg(MapView, MapMarks, MapInk)"/>, of another ground.</summary>
    public static string Svg(MapGround ground, MapView view, MapMarks marks, MapInk ink) =>
        new MapDrawing(ground, view, marks, ink).Whole();

    /// <summary>The same picture inside a page, in the page's own colours.</summary>
    public RenderFragment Inline(MapView view, MapMarks? marks = null)
    {
        var svg = Kept(view, marks ?? new MapMarks());
        return builder => builder.AddMarkupContent(0, svg);
    }

    private string Kept(MapView view, MapMarks marks)
    {
        var pictures = kept;
        if (!ReferenceEquals(pictures.Ground, map.Current) || pictures.Drawn.Count >= MostKept)
            pictures = kept = new Pictures(map.Current);
        return marks.Link is null
            ? pictures.Drawn.GetOrAdd(
                (view, marks, CultureInfo.CurrentUICulture.Name),
                wanted => Svg(pictures.Ground, wanted.Item1, wanted.Item2, MapInk.Page)
            )
            : Svg(pictures.Ground, view, marks, MapInk.Page);
    }

    /// <summary>As <see cref="Inline(MapView, MapMarks?)"/>, of another ground.</summary>
    public static RenderFragment Inline(MapGround ground, MapView view, MapMarks? marks = null) =>
        builder => builder.AddMarkupContent(0, Svg(ground, view, marks ?? new MapMarks(), MapInk.Page));

    /// <summary>What was drawn of one ground; replaced whole, so that no picture of yesterday's ground stays.</summary>
    private sealed record Pictures(MapGround Ground)
    {
        public ConcurrentDictionary<(MapView, MapMarks, string Language), string> Drawn { get; } = [];
    }
}
