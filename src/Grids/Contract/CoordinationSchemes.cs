using Gezhi.Grids.Charter;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Contract;

/// <summary>Who sits in the coordination of a place: a unit or a role in an area. 协同席位</summary>
/// <param name="SchemeId">The scheme it belongs to.</param>
/// <param name="Scheme">Chinese name of the scheme, e.g. "1+4+3+1".</param>
/// <param name="NameZh">Name of the seat.</param>
/// <param name="NameEn">Empty where nobody has translated it.</param>
/// <param name="UnitCode">The unit, with the area's codes put in; null when a role sits here.</param>
/// <param name="Role">The role whose nearest holder around <paramref name="AreaCode"/> sits here; null when a unit does.</param>
/// <param name="AreaCode">The place asked for.</param>
/// <param name="IsStanding">常驻; false: 随叫随到.</param>
public sealed record CoordinationSeat(
    Guid SchemeId,
    string Scheme,
    string NameZh,
    string NameEn,
    string? UnitCode,
    Role? Role,
    string AreaCode,
    bool IsStanding
);

/// <summary>Reads the coordination scheme that holds at a place, for climbing, joint cases and emergencies. 协同方案读取</summary>
public sealed class CoordinationSchemes
{
    private readonly GezhiDb db;
    private readonly WorkCalendar calendar;
    private readonly TimeProvider clock;

    internal CoordinationSchemes(GezhiDb db, WorkCalendar calendar, TimeProvider clock) =>
        (this.db, this.calendar, this.clock) = (db, calendar, clock);

    /// <summary>Seats of the scheme of the nearest area around the place, in their order; empty where no scheme holds. 席位</summary>
    /// <param name="areaCode">6 to 17 digits.</param>
    /// <param name="ct">Stops the reading.</param>
    /// <exception cref="FormatException">Not an area code.</exception>
    public async Task<IReadOnlyList<CoordinationSeat>> SeatsFor(string areaCode, CancellationToken ct)
    {
        var (area, today) = (AreaCode.Parse(areaCode), calendar.LocalDay(clock.UtcNow));
        var around = area.Path.Select(a => a.Value).ToList();
        var scheme = await db
            .CoordinationSchemeRows.AsNoTracking()
            .Where(s => around.Contains(s.AreaCode) && s.ValidFrom <= today && (s.ValidTo == null || s.ValidTo > today))
            .OrderByDescending(s => s.AreaCode.Length)
            .ThenByDescending(s => s.ValidFrom)
            .ThenByDescending(s => s.Id)
            .FirstOrDefaultAsync(ct);
        if (scheme is null)
            return [];
        var rows = await db.CoordinationSeatRows.AsNoTracking().Where(s => s.SchemeId == scheme.Id).OrderBy(s => s.No).ToListAsync(ct);
        return
        [
            .. rows.Select(s => new CoordinationSeat(
                    scheme.Id,
                    scheme.NameZh,
                    s.NameZh,
                    s.NameEn,
                    UnitAt(s.UnitCode, area),
                    s.Role,
                    area.Value,
                    s.IsStanding
                ))
                .Where(s => s.UnitCode?.Contains('{', StringComparison.Ordinal) != true),
        ];
    }

    /// <summary>The code with the street and community of a place put in; what the place is too wide for stays as it is.</summary>
    internal static string? UnitAt(string? unitCode, AreaCode area) =>
        unitCode
            ?.Replace("{street}", area.At(AreaLevel.Street)?.Value ?? "{street}", StringComparison.Ordinal)
            .Replace("{community}", area.At(AreaLevel.Community)?.Value ?? "{community}", StringComparison.Ordinal);
}
