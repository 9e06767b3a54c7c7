using System.Runtime.InteropServices;
using Gezhi.Platform.Geo;

namespace Gezhi.Grids.Tiles;

/// <summary>One square of the web map. 瓦片编号</summary>
/// <param name="Zoom">0 (the world in one tile) to 24.</param>
/// <param name="X">Column from 180° W, 0 to 2^Zoom − 1.</param>
/// <param name="Y">Row from 85.05° N, 0 to 2^Zoom − 1.</param>
/// <remarks>Web Mercator, EPSG:3857, in the XYZ numbering.</remarks>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TileAddress(int Zoom, int X, int Y)
{
    public const int MaxZoom = 24;

    /// <summary>Web Mercator ends here, so that the world is a square.</summary>
    public const double MaxLat = 85.0511287798066;

    /// <summary>Whether there is such a tile; ask this of numbers from outside.</summary>
    public bool IsValid => Zoom is >= 0 and <= MaxZoom && X >= 0 && Y >= 0 && X < Side && Y < Side;

    /// <summary>The ground the tile shows.</summary>
    public BoundingBox Box => new(LonOf(X), LatOf(Y + 1), LonOf(X + 1), LatOf(Y));

    private int Side => 1 << Zoom;

    /// <summary>The tile that shows a place.</summary>
    public static TileAddress Of(LonLat place, int zoom)
    {
        var side = 1 << zoom;
        var (x, y) = WorldOf(place);
        return new TileAddress(zoom, Math.Clamp((int)(x * side), 0, side - 1), Math.Clamp((int)(y * side), 0, side - 1));
    }

    /// <summary>Place in the square world: 0 west to 1 east, 0 north to 1 south.</summary>
    public static (double X, double Y) WorldOf(LonLat place)
    {
        var lat = Math.Clamp(place.Lat, -MaxLat, MaxLat) * Math.PI / 180;
        return ((place.Lon + 180) / 360, 0.5 - Math.Asinh(Math.Tan(lat)) / (2 * Math.PI));
    }

    private double LonOf(int x) => (double)x / Side * 360 - 180;

    private double LatOf(int y) => Math.Atan(Math.Sinh(Math.PI * (1 - 2.0 * y / Side))) * 180 / Math.PI;
}
