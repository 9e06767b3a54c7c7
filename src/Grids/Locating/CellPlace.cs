using System.Runtime.InteropServices;

namespace Gezhi.Grids.Locating;

/// <summary>One cell of a raster while it is being built. 格位</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CellPlace(Raster Raster, int Column, int Row)
{
    public double West => Raster.West + Column * Raster.ColumnDegrees;

    public double South => Raster.South + Row * Raster.RowDegrees;

    public double ReferenceLon => Raster.ReferenceLon(Column);

    public double ReferenceLat => Raster.ReferenceLat(Row);

    public Raster Divided(int side) => new(West, South, Raster.ColumnsPerDegree * side, Raster.RowsPerDegree * side, side, side, 0);

    public EdgeKind KindOf(in Edge edge) =>
        GoesThrough(edge) ? EdgeKind.Through
        : edge.SpansLongitude(ReferenceLon) ? EdgeKind.ShortOverReference
        : EdgeKind.Short;

    /// <summary>An edge that spans the cell from top to bottom or from side to side acts like an endless line inside it.</summary>
    private bool GoesThrough(in Edge edge)
    {
        var latMargin = CellEdges.Margin(Raster.RowDegrees);
        if (edge.Ay <= South - latMargin && edge.By >= South + Raster.RowDegrees + latMargin)
            return true;
        var lonMargin = CellEdges.Margin(Raster.ColumnDegrees);
        return Math.Min(edge.Ax, edge.Bx) <= West - lonMargin && Math.Max(edge.Ax, edge.Bx) >= West + Raster.ColumnDegrees + lonMargin;
    }
}
