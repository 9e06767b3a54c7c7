using Gezhi.Grids.Contract;
using Gezhi.Grids.Drawing;
using Gezhi.Grids.Geometry;
using Gezhi.Grids.Locating;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Areas;

/// <summary>Reads today's boundaries and base map of all districts into memory. 网格载入</summary>
public sealed class GridLoader(
    GezhiDb db,
    GridMap map,
    BaseMap baseMap,
    AreaShelf shelf,
    Districts districts,
    WorkCalendar calendar,
    TimeProvider clock
)
{
    /// <summary>Builds a new snapshot and a new ground and puts them in place of the old ones. Locating is new first, the drawn map right after.</summary>
    /// <remarks>One at a time: each load reads what was committed before it began, so the last one to finish is the newest.</remarks>
    public async Task Load(CancellationToken ct)
    {
        await map.Loading.WaitAsync(ct);
        try
        {
            await LoadAll(ct);
        }
        finally
        {
            map.Loading.Release();
        }
    }

    private async Task LoadAll(CancellationToken ct)
    {
        var (today, own) = (calendar.LocalDay(clock.UtcNow), db.DistrictId);
        var gathered = new Gathered();
        var drawn = new List<(int District, List<ShapedArea> Areas)>();
        foreach (var district in districts.All)
        {
            var settings = await db.In(district).Settings(ct);
            var areas = await shelf.Read(db, today, ct);
            gathered.Add(district, areas, settings);
            gathered.Add(await shelf.ReadCells(db, today, ct));
            drawn.Add((district, areas));
        }
        map.Replace(gathered.Snapshot(today)); // nobody who asks where a point lies waits for roads and labels
        map.Changes = gathered.Changes;
        shelf.KeepOnly(gathered.Ids);
        await Draw(drawn, gathered.Cells, today, ct);
        db.In(own);
    }

    private async Task Draw(
        List<(int District, List<ShapedArea> Areas)> drawn,
        IReadOnlyList<GridShape> cells,
        DateOnly today,
        CancellationToken ct
    )
    {
        using var ground = new GroundBuilder();
        foreach (var (district, areas) in drawn)
        {
            var (features, landmarks) = (
                await db.In(district).MapFeatures.AsNoTracking().ToListAsync(ct),
                await db.Landmarks.AsNoTracking().ToListAsync(ct)
            );
            ground.Add(areas.Where(a => a.Shape.Count > 0).Select(a => (a.Row, a.Shape)), features, landmarks);
        }
        ground.Add(cells);
        baseMap.Replace(ground.Build(today));
    }

    /// <summary>The pieces of one snapshot.</summary>
    private sealed class Gathered
    {
        private readonly List<GridShape> ordinary = [];
        private readonly List<(int Rank, double Size, GridShape Shape)> dedicated = [];
        private readonly Dictionary<string, string> names = [];
        private readonly Dictionary<string, string> english = [];

        public List<GridShape> Cells { get; } = [];
        public HashSet<Guid> Ids { get; } = [];
        public Dictionary<int, long> Changes { get; } = [];

        public void Add(int district, List<ShapedArea> areas, GridSettings settings)
        {
            Changes[district] = settings.Changes;
            var parents = areas
                .Where(a => a.Row.Kind == AreaKind.Ordinary && a.Shape.Count > 0 && a.Row.Code.Length > 6)
                .Select(a => a.Planned.ParentCode)
                .ToHashSet();
            foreach (var (row, shape) in areas)
            {
                names[row.Code] = row.NameZh;
                if (row.NameEn.Length > 0)
                    english[row.Code] = row.NameEn;
                Ids.Add(row.Id);
                if (shape.Count == 0 || (row.Kind == AreaKind.Ordinary && parents.Contains(row.Code)))
                    continue;
                var grid = new GridShape(row.Code, shape);
                if (row.Kind == AreaKind.Ordinary)
                    ordinary.Add(grid);
                else
                    dedicated.Add((settings.RankOf(row.Kind), shape.Sum(p => Math.Abs(RingArea.SquareDegrees(p[0]))), grid));
            }
        }

        public void Add(IEnumerable<(Guid Id, GridShape Shape)> cells)
        {
            foreach (var (id, shape) in cells)
            {
                Ids.Add(id);
                Cells.Add(shape);
            }
        }

        /// <summary>Where dedicated grids lie over each other the index finds the first: by the district's order of kinds, then the smaller one.</summary>
        public GridSnapshot Snapshot(DateOnly today) =>
            new(
                today,
                new Dictionary<GridLayer, IReadOnlyList<GridShape>>
                {
                    [GridLayer.Ordinary] = ordinary,
                    [GridLayer.Dedicated] =
                    [
                        .. dedicated
                            .OrderBy(d => d.Rank)
                            .ThenBy(d => d.Size)
                            .ThenBy(d => d.Shape.Code, StringComparer.Ordinal)
                            .Select(d => d.Shape),
                    ],
                    [GridLayer.Unit] = Cells,
                },
                names,
                english
            );
    }
}
