using Gezhi.Platform.Geo;

namespace Gezhi.Grids.Locating;

/// <summary>Builds the cells of a <see cref="GridIndex"/>. 建索引</summary>
internal sealed class GridIndexBuild(EdgeTable table)
{
    /// <summary>Root cells per grid: enough that most cells lie inside one grid, few enough to stay near the processor.</summary>
    private const int RootCellsPerGrid = 64;

    private const int MaxRootCells = 4_000_000;

    /// <summary>A cell with more edges than this gets a finer raster.</summary>
    private const int CrowdedAbove = 6;

    private const int MaxDepth = 5;
    private const int MaxFinerSide = 16;

    /// <summary>About 10 cm: below this borders are tested, not divided further.</summary>
    private const double SmallestCellDegrees = 1e-6;

    private readonly LeafBuild _leaves = new(table);

    public List<int> Cells { get; } = [];

    public List<Raster> Rasters { get; } = [];

    public List<Divide> Divides => _leaves.Divides;

    public List<Leaf> Leaves => _leaves.Leaves;

    public List<LeafEdge> Edges => _leaves.Edges;

    public List<int> Candidates => _leaves.Candidates;

    public void Run(BoundingBox box, int grids)
    {
        if (box.IsEmpty)
            return;
        var width = Math.Max(box.East - box.West, SmallestCellDegrees);
        var height = Math.Max(box.North - box.South, SmallestCellDegrees);
        var cells = Math.Clamp((double)grids * RootCellsPerGrid, 64, MaxRootCells);
        var shape = width * Math.Cos(box.Middle.Lat * Math.PI / 180) / height;
        var columns = (int)Math.Clamp(Math.Sqrt(cells * shape), 1, cells);
        var rows = (int)Math.Clamp(cells / columns, 1, cells);
        var all = Enumerable.Range(0, table.Count).Where(edge => table.OwnersOf(edge).Length > 0).ToArray();
        AddRaster(new Raster(box.West, box.South, columns / width, rows / height, columns, rows, 0), all, insideAtEast: null, depth: 0);
    }

    /// <summary>Adds a raster with everything below it and returns its ordinal.</summary>
    private int AddRaster(Raster raster, ReadOnlySpan<int> edges, Func<double, double, List<int>>? insideAtEast, int depth)
    {
        raster = raster with { FirstCell = Cells.Count };
        var ordinal = Rasters.Count;
        Rasters.Add(raster);
        Cells.AddRange(Enumerable.Repeat(0, raster.Columns * raster.Rows));
        var cellEdges = new CellEdges(table, edges, in raster);
        var sweep = new RowSweep(table, edges, in raster);
        for (var row = 0; row < raster.Rows; row++)
        {
            sweep.StartRow(row, insideAtEast?.Invoke(raster.ReferenceLon(raster.Columns - 1), raster.ReferenceLat(row)));
            for (var column = raster.Columns - 1; column >= 0; column--)
            {
                sweep.MoveTo(column, row);
                var cell = row * raster.Columns + column;
                Cells[raster.FirstCell + cell] = CellValue(new CellPlace(raster, column, row), cellEdges[cell], sweep.Inside, depth);
            }
        }

        return ordinal;
    }

    private int CellValue(CellPlace place, ReadOnlySpan<int> edges, List<int> inside, int depth)
    {
        if (edges.IsEmpty && inside.Count <= 1)
            return Value(CellKind.Inside, inside.Count == 0 ? 0 : inside[0] + 1);
        var mayDivide = depth < MaxDepth && Math.Min(place.Raster.ColumnDegrees, place.Raster.RowDegrees) > SmallestCellDegrees;
        if (edges.Length <= CrowdedAbove || !mayDivide)
        {
            var (kind, target) = _leaves.Add(place, edges, inside);
            return Value(kind, target);
        }

        var side = Math.Clamp((int)Math.Ceiling(Math.Sqrt(edges.Length)), 2, MaxFinerSide);
        var crossings = _leaves.Crossings(place, edges);
        var insideThere = inside.ToArray();
        return Value(CellKind.Finer, AddRaster(place.Divided(side), edges, InsideAt, depth + 1));

        List<int> InsideAt(double lon, double lat)
        {
            var there = new List<int>(insideThere);
            foreach (var (edge, owner) in crossings)
            {
                if (
                    LeafTest.Crosses(in edge, place.ReferenceLon, lon, lat)
                    != LeafTest.ReferenceCrosses(in edge, place.ReferenceLon, place.ReferenceLat)
                )
                    RowSweep.Toggle(there, table.OwnersOf(owner));
            }

            return there;
        }
    }

    private static int Value(CellKind kind, int target) => target << 2 | (int)kind;
}
