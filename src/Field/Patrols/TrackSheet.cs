using System.Globalization;
using System.Text;
using Gezhi.Platform.Geo;

namespace Gezhi.Field.Patrols;

/// <summary>A way drawn above a picture of the ground, in pixels of Web Mercator. 轨迹示意图</summary>
public sealed class TrackSheet
{
    public const int Width = 640;
    public const int Height = 420;
    private const int Side = 40;
    private const double NearestZoom = 17.5;
    private readonly double zoom;
    private readonly LonLat centre;

    /// <param name="way">At least one point.</param>
    public TrackSheet(IReadOnlyList<LonLat> way)
    {
        var all = way.Select(World).ToList();
        var (west, east) = (all.Min(p => p.X), all.Max(p => p.X));
        var (north, south) = (all.Min(p => p.Y), all.Max(p => p.Y));
        var fit = Math.Min((Width - (2 * Side)) / Math.Max(1e-9, east - west), (Height - (2 * Side)) / Math.Max(1e-9, south - north));
        zoom = Math.Round(Math.Clamp(Math.Log2(fit / 256), 8, NearestZoom), 2);
        var middle = Unworld((west + east) / 2, (north + south) / 2);
        centre = new LonLat(Math.Round(middle.Lon, 5), Math.Round(middle.Lat, 5));
        var path = new StringBuilder();
        foreach (var (x, y) in way.Select(Pixel))
            path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{x:0.#} {y:0.#}");
        Way = path.ToString();
        (From, To) = (Spot(way[0]), Spot(way[^1]));
    }

    /// <summary>Path data.</summary>
    public string Way { get; }

    /// <summary>Pixels of the first point.</summary>
    public (string X, string Y) From { get; }

    /// <summary>Pixels of the last point.</summary>
    public (string X, string Y) To { get; }

    /// <summary>Address of the picture beneath; it says where, not who, and is drawn for this person only.</summary>
    public string Picture(bool isDark) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"/map/pick.svg?lon={centre.Lon:0.#####}&lat={centre.Lat:0.#####}&zoom={zoom:0.##}&width={Width}&height={Height}{(isDark ? "&theme=dark" : "")}"
        );

    private (string X, string Y) Spot(LonLat place)
    {
        var (x, y) = Pixel(place);
        return (x.ToString("0.#", CultureInfo.InvariantCulture), y.ToString("0.#", CultureInfo.InvariantCulture));
    }

    private (double X, double Y) Pixel(LonLat place)
    {
        var (here, middle, size) = (World(place), World(centre), 256 * Math.Pow(2, zoom));
        return ((Width / 2d) + ((here.X - middle.X) * size), (Height / 2d) + ((here.Y - middle.Y) * size));
    }

    /// <summary>0 to 1 from the north-west.</summary>
    private static (double X, double Y) World(LonLat place)
    {
        var sin = Math.Sin(place.Lat * Math.PI / 180);
        return ((place.Lon + 180) / 360, 0.5 - (Math.Log((1 + sin) / (1 - sin)) / (4 * Math.PI)));
    }

    private static LonLat Unworld(double x, double y) =>
        new((x * 360) - 180, Math.Atan(Math.Sinh(Math.PI * (1 - (2 * y)))) * 180 / Math.PI);
}
