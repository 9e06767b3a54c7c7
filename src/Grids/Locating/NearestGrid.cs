namespace Gezhi.Grids.Locating;

/// <summary>The grid nearest to a point outside all grids. 最近网格</summary>
/// <param name="Ordinal">Place in <see cref="GridIndex.Shapes"/>.</param>
/// <param name="Code">Area code.</param>
/// <param name="Metres">Distance from the point to the border, 0 when the grid covers the point.</param>
public sealed record NearestGrid(int Ordinal, string Code, double Metres);

/// <summary>What an index is made of. 索引规模</summary>
public sealed record GridIndexSize(int Cells, int Rasters, int Divides, int Leaves, int LeafEdges, long MemoryBytes);
