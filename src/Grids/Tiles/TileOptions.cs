namespace Gezhi.Grids.Tiles;

/// <summary>How finely a tile is drawn. 瓦片精度</summary>
/// <param name="Extent">Units along a side; the MVT default.</param>
/// <param name="Buffer">Units kept beyond each side, so that borders do not end at the seam.</param>
/// <param name="ToleranceUnits">How far a simplified line may leave the true one; 2 units are an eighth of a pixel of a 256-pixel tile.</param>
/// <param name="SmallestSquareUnits">Rings with less area are dropped; 256 square units are one pixel of a 256-pixel tile.</param>
public sealed record TileOptions(int Extent = 4_096, int Buffer = 64, double ToleranceUnits = 2, double SmallestSquareUnits = 256)
{
    public static TileOptions Default { get; } = new();
}
