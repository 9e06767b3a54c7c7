using System.Numerics;
using System.Runtime.CompilerServices;
using Gezhi.Platform.Geo;

namespace Gezhi.Grids.Locating;

/// <summary>Finds the grid of a point in memory. 网格定位</summary>
/// <remarks>
/// A raster lies over the layer. Most cells lie wholly inside one grid and give the answer at once; cells with borders keep those
/// borders and test them without rounding errors; crowded cells hold a finer raster. Immutable, safe for any number of threads.
/// A point on a shared border belongs to exactly one grid: the one a hair to the east of it, and less than that to the north.
/// Where grids overlap, the one first in the list is found.
/// </remarks>
public sealed class GridIndex
{
    private readonly IReadOnlyList<GridShape> _shapes;
    private readonly BoundingBox[] _boxes;
    private readonly int[] _cells;
    private readonly Raster[] _rasters;
    private readonly Divide[] _divides;
    private readonly Leaf[] _leaves;
    private readonly LeafEdge[] _edges;
    private readonly int[] _candidates;

    /// <exception cref="ArgumentException">A ring has fewer than three different points or a coordinate out of range, or a code comes twice.</exception>
    public GridIndex(IReadOnlyList<GridShape> shapes)
    {
        ShapeCheck.Check(shapes);
        _shapes = [.. shapes];
        _boxes = [.. shapes.Select(shape => shape.Box)];
        Box = _boxes.Aggregate(BoundingBox.Empty, (all, box) => all.With(box));
        var build = new GridIndexBuild(EdgeTable.Of(_shapes));
        build.Run(Box, shapes.Count);
        _cells = [.. build.Cells];
        _rasters = [.. build.Rasters];
        _divides = [.. build.Divides];
        _leaves = [.. build.Leaves];
        _edges = [.. build.Edges];
        _candidates = [.. build.Candidates];
    }

    public int Count => _shapes.Count;

    /// <summary>The smallest rectangle around all grids; empty when there are none.</summary>
    public BoundingBox Box { get; }

    public IReadOnlyList<GridShape> Shapes => _shapes;

    /// <summary>Bytes held by the index, without the shapes themselves.</summary>
    public long MemoryBytes =>
        _cells.LongLength * sizeof(int)
        + _candidates.LongLength * sizeof(int)
        + _rasters.LongLength * Unsafe.SizeOf<Raster>()
        + _divides.LongLength * Unsafe.SizeOf<Divide>()
        + _leaves.LongLength * Unsafe.SizeOf<Leaf>()
        + _edges.LongLength * Unsafe.SizeOf<LeafEdge>()
        + _boxes.LongLength * Unsafe.SizeOf<BoundingBox>();

    /// <summary>How the cells are spread, for benchmarks.</summary>
    public GridIndexSize Size => new(_cells.Length, _rasters.Length, _divides.Length, _leaves.Length, _edges.Length, MemoryBytes);

    /// <summary>Code of the grid at a point.</summary>
    /// <returns>Null when no grid covers the point.</returns>
    public string? Locate(double lon, double lat) => Find(lon, lat) is >= 0 and var grid ? _shapes[grid].Code : null;

    /// <summary>Ordinal in <see cref="Shapes"/> of the grid at a point.</summary>
    /// <returns>−1 when no grid covers the point, also for a coordinate that is not a number.</returns>
    public int Find(double lon, double lat)
    {
        if (!Box.Contains(lon, lat))
            return -1;
        var raster = 0;
        while (true)
        {
            var cell = _cells[_rasters[raster].CellOf(lon, lat)];
            var target = cell >> 2;
            switch ((CellKind)(cell & 3))
            {
                case CellKind.Inside:
                    return target - 1;
                case CellKind.Divided:
                    ref readonly var divide = ref _divides[target];
                    return divide.Edge.HasOnItsLeft(lon, lat) ? divide.GridOnLeft : divide.GridOnRight;
                case CellKind.Finer:
                    raster = target;
                    break;
                default:
                    return FindInLeaf(target, lon, lat);
            }
        }
    }

    /// <summary>The grid whose border is nearest to a point that lies just outside all grids; a covering grid at 0 metres otherwise.</summary>
    /// <param name="lon">WGS-84 degrees.</param>
    /// <param name="lat">WGS-84 degrees.</param>
    /// <param name="withinMetres">How far to look, 0 to 50,000; on a local plane, at most 1 % off.</param>
    /// <returns>Null when there is none within that distance.</returns>
    public NearestGrid? Nearest(double lon, double lat, double withinMetres)
    {
        if (Find(lon, lat) is >= 0 and var grid)
            return new NearestGrid(grid, _shapes[grid].Code, 0);
        var plane = new LocalPlane(lon, lat);
        var reach = plane.Box(withinMetres);
        NearestGrid? best = null;
        for (var i = 0; i < _boxes.Length; i++)
        {
            if (!_boxes[i].Touches(reach))
                continue;
            var metres = plane.MetresTo(_shapes[i]);
            if (metres <= withinMetres && (best is null || metres < best.Metres))
                best = new NearestGrid(i, _shapes[i].Code, metres);
        }

        return best;
    }

    /// <summary>Ordinals of the grids that share at least one point with a rectangle, ascending.</summary>
    public IReadOnlyList<int> Within(BoundingBox box)
    {
        var found = new List<int>();
        for (var i = 0; i < _boxes.Length; i++)
        {
            if (_boxes[i].Touches(box) && (box.Contains(_boxes[i]) || ShapeMeeting.Meets(_shapes[i], box)))
                found.Add(i);
        }

        return found;
    }

    private int FindInLeaf(int ordinal, double lon, double lat)
    {
        do
        {
            ref readonly var leaf = ref _leaves[ordinal];
            var inside = leaf.Inside;
            foreach (ref readonly var edge in _edges.AsSpan(leaf.FirstEdge, leaf.EdgeCount))
            {
                if (LeafTest.Crosses(in edge, leaf.ReferenceLon, lon, lat))
                    inside ^= edge.Toggles;
            }

            if (inside != 0)
                return _candidates[leaf.FirstCandidate + BitOperations.TrailingZeroCount(inside)];
            ordinal = leaf.More;
        } while (ordinal != 0);
        return -1;
    }
}
