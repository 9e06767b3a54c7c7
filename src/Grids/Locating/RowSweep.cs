namespace Gezhi.Grids.Locating;

/// <summary>Goes through the cells of a raster from east to west and knows which grids contain each reference point. 扫描线</summary>
internal sealed class RowSweep
{
    private readonly EdgeTable _table;
    private readonly Raster _raster;
    private readonly long[] _keys;
    private readonly int[] _edges;
    private int _next;

    public RowSweep(EdgeTable table, ReadOnlySpan<int> edges, in Raster raster)
    {
        (_table, _raster) = (table, raster);
        var keys = new List<long>(edges.Length * 2);
        var items = new List<int>(edges.Length * 2);
        foreach (var edge in edges)
            Meet(edge, keys, items);
        _keys = [.. keys];
        _edges = [.. items];
        Array.Sort(_keys, _edges);
    }

    /// <summary>The grids around the reference point of the last cell, ascending.</summary>
    public List<int> Inside { get; } = [];

    /// <summary>Begins a row with the grids around its easternmost reference point; null when nothing but <c>edges</c> lies east of it.</summary>
    public void StartRow(int row, IEnumerable<int>? insideAtEast)
    {
        Inside.Clear();
        if (insideAtEast is not null)
            Inside.AddRange(insideAtEast);
        while (_next < _keys.Length && _keys[_next] <= Key(row, _raster.Columns))
        {
            if (insideAtEast is null)
                Toggle(Inside, _table.OwnersOf(_edges[_next]));
            _next++;
        }
    }

    /// <summary>Moves west to a column; every column of the row has to be visited.</summary>
    public void MoveTo(int column, int row)
    {
        while (_next < _keys.Length && _keys[_next] <= Key(row, column + 1))
            Toggle(Inside, _table.OwnersOf(_edges[_next++]));
    }

    public static void Toggle(List<int> sorted, ReadOnlySpan<int> owners)
    {
        foreach (var owner in owners)
        {
            var at = sorted.BinarySearch(owner);
            if (at >= 0)
                sorted.RemoveAt(at);
            else
                sorted.Insert(~at, owner);
        }
    }

    private void Meet(int ordinal, List<long> keys, List<int> items)
    {
        ref readonly var edge = ref _table[ordinal];
        var first = Math.Max(0, RowNear(edge.Ay) - 1);
        var last = Math.Min(_raster.Rows - 1, RowNear(edge.By) + 1);
        for (var row = first; row <= last; row++)
        {
            if (!edge.SpansLatitude(_raster.ReferenceLat(row)))
                continue;
            var columnsLeft = ColumnsLeftOf(edge, _raster.ReferenceLat(row));
            if (columnsLeft == 0)
                continue;
            keys.Add(Key(row, columnsLeft));
            items.Add(ordinal);
        }
    }

    /// <summary>How many reference points of a row lie left of an edge: guessed by division, then made exact.</summary>
    private int ColumnsLeftOf(in Edge edge, double lat)
    {
        var lon = edge.Ax + (lat - edge.Ay) / (edge.By - edge.Ay) * (edge.Bx - edge.Ax);
        var columns = (int)Math.Clamp((lon - _raster.West) * _raster.ColumnsPerDegree - 0.5, 0, _raster.Columns);
        while (columns > 0 && !edge.HasOnItsLeft(_raster.ReferenceLon(columns - 1), lat))
            columns--;
        while (columns < _raster.Columns && edge.HasOnItsLeft(_raster.ReferenceLon(columns), lat))
            columns++;
        return columns;
    }

    private int RowNear(double lat) => (int)Math.Clamp((lat - _raster.South) * _raster.RowsPerDegree - 0.5, -2, _raster.Rows + 1);

    private long Key(int row, int columnsLeft) => (long)row * (_raster.Columns + 1) + (_raster.Columns - columnsLeft);
}
