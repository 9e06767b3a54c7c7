using Gezhi.Grids.Tiles;
using Gezhi.Platform.Geo;

namespace Gezhi.Grids.Contract;

/// <summary>The piece of ground that a drawn map shows. 图幅</summary>
/// <param name="Centre">WGS-84 degrees.</param>
/// <param name="Zoom">8 to 19, as web maps count: at 16 a pixel is about 2 m wide here, each step halves it.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <remarks>Web Mercator, as the map with script.</remarks>
public sealed record MapView(LonLat Centre, double Zoom, int Width, int Height)
{
    /// <summary>From here the district is a spot. 最远级别</summary>
    public const double FarthestZoom = 8;

    /// <summary>From here a door is seen. 最近级别</summary>
    public const double NearestZoom = 19;
    private const double EquatorMetres = 40_075_016.69;

    private double WorldPixels => 256 * Math.Pow(2, Zoom);

    /// <summary>Ground metres of a pixel at the centre.</summary>
    public double MetresPerPixel => EquatorMetres * Math.Cos(Centre.Lat * Math.PI / 180) / WorldPixels;

    /// <summary>What is seen.</summary>
    public BoundingBox Box
    {
        get
        {
            var (upperLeft, lowerRight) = (ToLonLat(0, 0), ToLonLat(Width, Height));
            return new BoundingBox(upperLeft.Lon, lowerRight.Lat, lowerRight.Lon, upperLeft.Lat);
        }
    }

    /// <summary>The view that holds a whole extent with a margin; the far view of nowhere for an empty extent.</summary>
    public static MapView Around(BoundingBox extent, int width, int height, int marginPixels = 12)
    {
        if (extent.IsEmpty)
            return new MapView(default, FarthestZoom, width, height);
        var (west, north) = TileAddress.WorldOf(new LonLat(extent.West, extent.North));
        var (east, south) = TileAddress.WorldOf(new LonLat(extent.East, extent.South));
        var wide = Math.Max(1, width - (2 * marginPixels)) / Math.Max(1e-12, east - west);
        var high = Math.Max(1, height - (2 * marginPixels)) / Math.Max(1e-12, south - north);
        var zoom = Math.Log2(Math.Min(wide, high) / 256);
        return new MapView(PlaceOf((west + east) / 2, (north + south) / 2), Math.Clamp(zoom, FarthestZoom, NearestZoom), width, height);
    }

    /// <summary>Pixel of a place from the upper left corner; outside the picture where the place is.</summary>
    public (double X, double Y) ToPixel(LonLat place)
    {
        var (at, centre) = (TileAddress.WorldOf(place), TileAddress.WorldOf(Centre));
        return ((Width / 2.0) + ((at.X - centre.X) * WorldPixels), (Height / 2.0) + ((at.Y - centre.Y) * WorldPixels));
    }

    /// <summary>Place of a pixel.</summary>
    public LonLat ToLonLat(double x, double y)
    {
        var centre = TileAddress.WorldOf(Centre);
        return PlaceOf(centre.X + ((x - (Width / 2.0)) / WorldPixels), centre.Y + ((y - (Height / 2.0)) / WorldPixels));
    }

    /// <summary>The next view, nearer around a place.</summary>
    /// <param name="place">New centre.</param>
    /// <param name="steps">Zoom steps; negative goes away.</param>
    public MapView CloserTo(LonLat place, double steps = 2) =>
        this with
        {
            Centre = place,
            Zoom = Math.Clamp(Zoom + steps, FarthestZoom, NearestZoom),
        };

    private static LonLat PlaceOf(double x, double y) =>
        new((x * 360) - 180, Math.Atan(Math.Sinh(Math.PI * (1 - (2 * y)))) * 180 / Math.PI);
}
