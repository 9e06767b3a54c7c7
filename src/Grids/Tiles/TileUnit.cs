using System.Runtime.InteropServices;

namespace Gezhi.Grids.Tiles;

/// <summary>A point of the whole-number raster of a tile; y grows southward. 瓦片坐标</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TileUnit(int X, int Y);

/// <summary>A point on a tile before rounding. 瓦片位置</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TilePlace(double X, double Y)
{
    public TileUnit Rounded => new((int)Math.Round(X), (int)Math.Round(Y));
}
