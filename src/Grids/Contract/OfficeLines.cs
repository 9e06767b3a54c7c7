using Gezhi.Grids.Staffing;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Grids.Contract;

/// <summary>A phone that hangs on the wall. 公示电话</summary>
/// <param name="Id">Stable as long as the seat is.</param>
/// <param name="AreaCode">Of the office.</param>
/// <param name="Title">E.g. "民主路社区值班室"; names no person.</param>
/// <param name="Hours">When somebody answers; null when not said.</param>
public sealed record OfficeLine(Guid Id, string AreaCode, string Title, string Phone, string? Hours);

/// <summary>Published phones of offices and seats; personal phones are not among them. 公示电话查询</summary>
public sealed class OfficeLines(GezhiDb db)
{
    private const int Most = 200;

    private static readonly int[] Lengths = [6, 9, 12, 15, 17];

    /// <summary>Those of the areas and of everything around them, in the order of the codes. 周边公示电话</summary>
    /// <param name="areas">Area codes.</param>
    /// <param name="on">Local day.</param>
    public async Task<IReadOnlyList<OfficeLine>> Around(IReadOnlyCollection<string> areas, DateOnly on, CancellationToken ct)
    {
        var around = areas.SelectMany(a => Lengths.Where(l => l <= a.Length).Select(l => a[..l])).Distinct().ToList();
        return await db.Set<Seat>()
            .AsNoTracking()
            .Where(s => around.Contains(s.AreaCode) && s.PublicPhone != null && s.ValidFrom <= on && (s.ValidTo == null || s.ValidTo > on))
            .OrderBy(s => s.AreaCode)
            .ThenBy(s => s.Id)
            .Take(Most)
            .Select(s => new OfficeLine(s.Id, s.AreaCode, s.Title, s.PublicPhone!, s.Hours))
            .ToListAsync(ct);
    }
}
