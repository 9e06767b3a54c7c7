using Gezhi.Grids.Areas;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Contract;

/// <summary>An area that stands today. 现行区域</summary>
/// <param name="Code">6 to 17 digits.</param>
/// <param name="ValidFrom">Since when its boundary is this one.</param>
public sealed record StandingArea(string Code, AreaKind Kind, DateOnly ValidFrom);

/// <summary>What kind of place an area is, for comparing it with its like. 区域特征</summary>
/// <param name="Households">户数; null when not counted.</param>
public sealed record AreaTraits(string Code, AreaKind Kind, bool IsRural, int? Households);

/// <summary>Names of an area and the middle of its boundary, for what is published by area. 区域位置</summary>
/// <param name="NameEn">Empty where nobody has translated it.</param>
/// <param name="Middle">Centre of gravity of its largest piece, WGS-84; null when the boundary is not known.</param>
public sealed record AreaPlace(string Code, string NameZh, string NameEn, LonLat? Middle);

/// <summary>The areas of the context's district that stand today, without their boundaries, as the database has them. 现行区域册</summary>
public sealed class StandingAreas
{
    private readonly WorkCalendar calendar;
    private readonly TimeProvider clock;

    internal StandingAreas(WorkCalendar calendar, TimeProvider clock) => (this.calendar, this.clock) = (calendar, clock);

    /// <summary>In the order of their codes.</summary>
    public async Task<IReadOnlyList<StandingArea>> Of(GezhiDb db, CancellationToken ct) =>
        await db.AreasOn(calendar.LocalDay(clock.UtcNow))
            .AsNoTracking()
            .OrderBy(a => a.Code)
            .ThenBy(a => a.Kind)
            .Select(a => new StandingArea(a.Code, a.Kind, a.ValidFrom))
            .ToListAsync(ct);

    /// <summary>Traits of the areas that stood on a local day, by code. 某日区域特征</summary>
    public static async Task<IReadOnlyDictionary<string, AreaTraits>> TraitsOn(GezhiDb db, DateOnly day, CancellationToken ct) =>
        (await db.AreasOn(day).AsNoTracking().Select(a => new AreaTraits(a.Code, a.Kind, a.IsRural, a.Households)).ToListAsync(ct))
            .GroupBy(a => a.Code)
            .ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);

    /// <summary>Names and middles of the areas that stood on a local day, by code. 某日区域位置</summary>
    public static async Task<IReadOnlyDictionary<string, AreaPlace>> PlacesOn(GezhiDb db, DateOnly day, CancellationToken ct)
    {
        var places = new Dictionary<string, AreaPlace>(StringComparer.Ordinal);
        var rows = db.AreasOn(day)
            .AsNoTracking()
            .OrderBy(a => a.Code)
            .ThenBy(a => a.ValidFrom)
            .Select(a => new
            {
                a.Code,
                a.NameZh,
                a.NameEn,
                a.Shape,
            });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(ct))
        {
            var pieces = row.Shape is null ? [] : AreaShape.Read(row.Shape);
            places[row.Code] = new AreaPlace(row.Code, row.NameZh, row.NameEn, pieces.Count > 0 ? Drawing.LabelSpot.Of(pieces) : null);
        }
        return places;
    }

    /// <summary>Kind of each dedicated grid by its code. 专属网格类别</summary>
    public async Task<IReadOnlyDictionary<string, AreaKind>> Dedicated(GezhiDb db, CancellationToken ct) =>
        (
            await db.AreasOn(calendar.LocalDay(clock.UtcNow))
                .AsNoTracking()
                .Where(a => a.Kind != AreaKind.Ordinary)
                .Select(a => new { a.Code, a.Kind })
                .ToListAsync(ct)
        )
            .GroupBy(a => a.Code)
            .ToDictionary(g => g.Key, g => g.First().Kind, StringComparer.Ordinal);
}
