using System.Runtime.InteropServices;

namespace Gezhi.Grids.Locating;

/// <summary>One border crossing a whole cell and nothing else: the grid left of it and the grid right of it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Divide(Edge Edge, int GridOnLeft, int GridOnRight);

/// <summary>A border near a cell and the candidates of that cell it switches on or off.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct LeafEdge(Edge Edge, uint Toggles, EdgeKind Kind);

/// <summary>How much of an edge has to be looked at inside its cell.</summary>
internal enum EdgeKind
{
    /// <summary>Ends in or near the cell, and does not meet the upright line through the reference point.</summary>
    Short,

    /// <summary>Ends in or near the cell and meets the upright line through the reference point.</summary>
    ShortOverReference,

    /// <summary>Divides the whole cell like an endless line.</summary>
    Through,
}

/// <summary>A cell with borders in it. 边界格</summary>
/// <param name="FirstEdge">Where its edges begin.</param>
/// <param name="EdgeCount">How many edges.</param>
/// <param name="FirstCandidate">Where its candidates begin; bit n of a mask means candidate n.</param>
/// <param name="Inside">The candidates that contain the reference point, combined with the sides of the reference point.</param>
/// <param name="ReferenceLon">Longitude of the reference point; its latitude has gone into <paramref name="Inside"/>.</param>
/// <param name="More">Ordinal of a leaf with further candidates of the same cell, 0 for none.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Leaf(int FirstEdge, int EdgeCount, int FirstCandidate, uint Inside, double ReferenceLon, int More);

/// <summary>A raster of cells; the root covers the layer, others lie inside one crowded cell. 栅格</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Raster(
    double West,
    double South,
    double ColumnsPerDegree,
    double RowsPerDegree,
    int Columns,
    int Rows,
    int FirstCell
)
{
    public double ColumnDegrees => 1 / ColumnsPerDegree;

    public double RowDegrees => 1 / RowsPerDegree;

    public double ReferenceLon(int column) => West + (column + 0.5) / ColumnsPerDegree;

    public double ReferenceLat(int row) => South + (row + 0.5) / RowsPerDegree;

    public int CellOf(double lon, double lat)
    {
        var column = Math.Clamp((int)((lon - West) * ColumnsPerDegree), 0, Columns - 1);
        var row = Math.Clamp((int)((lat - South) * RowsPerDegree), 0, Rows - 1);
        return FirstCell + row * Columns + column;
    }
}
