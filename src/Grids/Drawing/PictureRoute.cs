using System.Globalization;
using System.Text;
using Gezhi.Grids.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Gezhi.Grids.Drawing;

/// <summary>The drawn map as an image: previews, and the picture to press in browsers without script. 地图图片接口</summary>
internal static class PictureRoute
{
    private const double UsualZoom = 16;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapGet("/map/pick.svg", Answer)
            .AllowAnonymous()
            .WithSummary(
                "地图图片 · The map as a picture; lon, lat, zoom, width, height, pin=lon,lat, accuracy in metres, theme=light|dark"
            )
            .WithTags("Grids 网格");

    private static FileContentHttpResult Answer([AsParameters] Asked asked, HttpContext http, BaseMap map, Districts districts)
    {
        var ground = map.Current;
        var view = View(asked, ground, districts.Default.ToString(CultureInfo.InvariantCulture));
        LonLat? pin = asked.Pin is null ? null : Point(asked.Pin) ?? throw new InvalidInput("pin", "input.out-of-range");
        var svg = MapPicture.Svg(ground, view, new MapMarks(pin, asked.Accuracy), asked.Theme == "dark" ? MapInk.Dark : MapInk.Light);
        http.Response.Headers.CacheControl = "public, max-age=3600";
        http.Response.Headers.Vary = "Cookie, Accept-Language"; // names are in the reader's language
        return TypedResults.Bytes(
            Encoding.UTF8.GetBytes(svg),
            "image/svg+xml",
            entityTag: new EntityTagHeaderValue($"\"{ground.Version}-{CultureInfo.CurrentUICulture.TwoLetterISOLanguageName}\"")
        );
    }

    /// <summary>What the address may say.</summary>
    internal sealed record Asked
    {
        /// <summary>Centre, WGS-84 degrees; with Lat, else the whole district.</summary>
        public double? Lon { get; init; }

        /// <summary>Centre, WGS-84 degrees.</summary>
        public double? Lat { get; init; }

        /// <summary>8 to 19; 16 when left out or beyond.</summary>
        public double? Zoom { get; init; }

        /// <summary>Pixels, 40 to 1600; 358 when left out.</summary>
        public int? Width { get; init; }

        /// <summary>Pixels, 40 to 1600; 240 when left out.</summary>
        public int? Height { get; init; }

        /// <summary>"lon,lat" of a mark.</summary>
        public string? Pin { get; init; }

        /// <summary>Metres around the mark.</summary>
        public double? Accuracy { get; init; }

        /// <summary>light or dark.</summary>
        public string? Theme { get; init; }
    }

    private static MapView View(Asked asked, MapGround ground, string district)
    {
        var (width, height) = (Math.Clamp(asked.Width ?? 358, 40, 1_600), Math.Clamp(asked.Height ?? 240, 40, 1_600));
        if (asked is not { Lon: { } lon, Lat: { } lat })
            return MapView.Around(ground.ExtentOf(district) ?? ground.Extent, width, height);
        if (new LonLat(lon, lat) is not { IsValid: true } centre)
            throw new InvalidInput("lon", "input.out-of-range");
        return new MapView(
            centre,
            asked.Zoom is { } zoom and >= MapView.FarthestZoom and <= MapView.NearestZoom ? zoom : UsualZoom,
            width,
            height
        );
    }

    private static LonLat? Point(string text) =>
        text.Split(',') is [var lon, var lat]
        && double.TryParse(lon, NumberStyles.Float, CultureInfo.InvariantCulture, out var x)
        && double.TryParse(lat, NumberStyles.Float, CultureInfo.InvariantCulture, out var y)
        && new LonLat(x, y) is { IsValid: true } point
            ? point
            : null;
}
