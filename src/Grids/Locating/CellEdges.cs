namespace Gezhi.Grids.Locating;

/// <summary>Which edges come into each cell of a raster. 格内边</summary>
/// <remarks>
/// Cells are taken a little larger than they are, so that a point which rounding puts into the cell next door
/// still meets every border it has to.
/// </remarks>
internal sealed class CellEdges
{
    private readonly int[] _first;
    private readonly int[] _edges;

    public CellEdges(EdgeTable table, ReadOnlySpan<int> edges, in Raster raster)
    {
        var pairs = new List<(int Cell, int Edge)>(edges.Length * 3);
        foreach (var edge in edges)
            Walk(table[edge], edge, in raster, pairs);
        _first = new int[raster.Columns * raster.Rows + 1];
        foreach (var (cell, _) in pairs)
            _first[cell + 1]++;
        for (var i = 1; i < _first.Length; i++)
            _first[i] += _first[i - 1];
        var next = (int[])_first.Clone();
        _edges = new int[pairs.Count];
        foreach (var (cell, edge) in pairs)
            _edges[next[cell]++] = edge;
    }

    public ReadOnlySpan<int> this[int cell] => _edges.AsSpan(_first[cell].._first[cell + 1]);

    /// <summary>How much larger than itself a cell is taken, in degrees.</summary>
    public static double Margin(double cellDegrees) => cellDegrees * 1e-6 + 1e-12;

    private static void Walk(in Edge edge, int ordinal, in Raster raster, List<(int Cell, int Edge)> pairs)
    {
        var (lonMargin, latMargin) = (Margin(raster.ColumnDegrees), Margin(raster.RowDegrees));
        var lastRow = Row(edge.By + latMargin, raster);
        for (var row = Row(edge.Ay - latMargin, raster); row <= lastRow; row++)
        {
            var south = raster.South + row * raster.RowDegrees - latMargin;
            var north = raster.South + (row + 1) * raster.RowDegrees + latMargin;
            if (edge.Ay > north || edge.By < south)
                continue;
            var (from, to) = (LonAt(edge, south), LonAt(edge, north));
            var lastColumn = Column(Math.Max(from, to) + lonMargin, raster);
            for (var column = Column(Math.Min(from, to) - lonMargin, raster); column <= lastColumn; column++)
            {
                if (column >= 0 && column < raster.Columns)
                    pairs.Add((row * raster.Columns + column, ordinal));
            }
        }
    }

    private static double LonAt(in Edge edge, double lat)
    {
        if (lat <= edge.Ay)
            return edge.Ax;
        return lat >= edge.By ? edge.Bx : edge.Ax + (lat - edge.Ay) / (edge.By - edge.Ay) * (edge.Bx - edge.Ax);
    }

    private static int Row(double lat, in Raster raster) =>
        (int)Math.Clamp(Math.Floor((lat - raster.South) * raster.RowsPerDegree), 0, raster.Rows - 1);

    /// <summary>−1 left of the raster, <see cref="Raster.Columns"/> right of it.</summary>
    private static int Column(double lon, in Raster raster) =>
        (int)Math.Clamp(Math.Floor((lon - raster.West) * raster.ColumnsPerDegree), -1, raster.Columns);
}
