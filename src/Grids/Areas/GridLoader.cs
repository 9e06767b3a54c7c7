using Gezhi.Grids.Locating;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Areas;

/// <summary>Reads today's boundaries of all districts into memory. 网格载入</summary>
public sealed class GridLoader(GezhiDb db, GridMap map, Districts districts, WorkCalendar calendar, TimeProvider clock)
{
    /// <summary>Builds a new snapshot and puts it in place of the old one.</summary>
    public async Task Load(CancellationToken ct)
    {
        var today = calendar.LocalDay(clock.UtcNow);
        var (ordinary, dedicated, names) = (new List<GridShape>(), new List<GridShape>(), new Dictionary<string, string>());
        foreach (var district in districts.All)
        {
            var areas = await db.In(district)
                .Areas.AsNoTracking()
                .Where(a => a.ValidFrom <= today && (a.ValidTo == null || a.ValidTo >= today))
                .ToListAsync(ct);
            foreach (var area in areas)
                names[area.Code] = area.NameZh;
            var parents = areas.Where(a => a.Kind == AreaKind.Ordinary && a.Code.Length > 6).Select(a => ParentOf(a.Code)).ToHashSet();
            ordinary.AddRange(Shapes(areas.Where(a => a.Kind == AreaKind.Ordinary && !parents.Contains(a.Code))));
            dedicated.AddRange(Shapes(areas.Where(a => a.Kind != AreaKind.Ordinary)));
        }
        map.Replace(
            new GridSnapshot(
                today,
                new Dictionary<GridLayer, IReadOnlyList<GridShape>> { [GridLayer.Ordinary] = ordinary, [GridLayer.Dedicated] = dedicated },
                names
            )
        );
    }

    private static IEnumerable<GridShape> Shapes(IEnumerable<Area> areas) =>
        areas.Where(a => a.Shape is not null).Select(a => new GridShape(a.Code, AreaShape.Read(a.Shape!)));

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
