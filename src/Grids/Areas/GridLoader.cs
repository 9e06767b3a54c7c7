using Gezhi.Grids.Drawing;
using Gezhi.Grids.Locating;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Areas;

/// <summary>Reads today's boundaries and base map of all districts into memory. 网格载入</summary>
public sealed class GridLoader(GezhiDb db, GridMap map, BaseMap baseMap, Districts districts, WorkCalendar calendar, TimeProvider clock)
{
    /// <summary>Builds a new snapshot and a new ground and puts them in place of the old ones.</summary>
    public async Task Load(CancellationToken ct)
    {
        var today = calendar.LocalDay(clock.UtcNow);
        var (ordinary, dedicated, names) = (new List<GridShape>(), new List<GridShape>(), new Dictionary<string, string>());
        using var ground = new GroundBuilder();
        foreach (var district in districts.All)
        {
            var areas = await db.In(district)
                .Areas.AsNoTracking()
                .Where(a => a.ValidFrom <= today && (a.ValidTo == null || a.ValidTo >= today))
                .ToListAsync(ct);
            foreach (var area in areas)
                names[area.Code] = area.NameZh;
            var parents = areas.Where(a => a.Kind == AreaKind.Ordinary && a.Code.Length > 6).Select(a => ParentOf(a.Code)).ToHashSet();
            var shaped = areas
                .AsParallel()
                .AsOrdered()
                .Where(a => a.Shape is not null)
                .Select(a => (Row: a, Polygons: AreaShape.Read(a.Shape!)))
                .ToList();
            ordinary.AddRange(Shapes(shaped.Where(a => a.Row.Kind == AreaKind.Ordinary && !parents.Contains(a.Row.Code))));
            dedicated.AddRange(Shapes(shaped.Where(a => a.Row.Kind != AreaKind.Ordinary)));
            ground.Add(shaped, await db.MapFeatures.AsNoTracking().ToListAsync(ct), await db.Landmarks.AsNoTracking().ToListAsync(ct));
        }
        var drawn = Task.Run(() => ground.Build(today), ct);
        map.Replace(
            new GridSnapshot(
                today,
                new Dictionary<GridLayer, IReadOnlyList<GridShape>> { [GridLayer.Ordinary] = ordinary, [GridLayer.Dedicated] = dedicated },
                names
            )
        );
        baseMap.Replace(await drawn);
    }

    private static IEnumerable<GridShape> Shapes(IEnumerable<(Area Row, IReadOnlyList<LonLat[][]> Polygons)> areas) =>
        areas.Select(a => new GridShape(a.Row.Code, a.Polygons));

    private static string ParentOf(string code) =>
        code[
            ..(
                code.Length switch
                {
                    17 => 15,
                    15 => 12,
                    12 => 9,
                    _ => 6,
                }
            )
        ];
}
