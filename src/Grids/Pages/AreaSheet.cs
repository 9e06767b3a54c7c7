using Gezhi.Grids.Areas;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Text;

namespace Gezhi.Grids.Pages;

/// <summary>An area in the tree. 区域行</summary>
/// <param name="Households">户数, own or summed from the micro-grids; null when nothing below is counted.</param>
public sealed record AreaLine(string Code, AreaLevel Level, AreaKind Kind, string NameZh, string NameEn, int? Households)
{
    /// <summary>The households the district's norm wants here; null where there is none. 网格规模</summary>
    public (int Least, int Most)? Norm { get; init; } = new GridSettings().NormOf(Level, isRural: false);

    /// <summary>Whether the count lies outside the norm.</summary>
    public bool IsOutsideNorm => Norm is { } norm && Households is { } count && (count < norm.Least || count > norm.Most);
}

/// <summary>A worker with more micro-grids than one person can know. 超负荷</summary>
public sealed record Overload(string Name, string Title, int MicroGrids);

/// <summary>Who works in an area, and where nobody does. 人员配置</summary>
/// <param name="Staff">Posts at the area itself and, in a grid, below it.</param>
/// <param name="Vacant">Grids without a grid worker.</param>
/// <param name="Overloaded">Most micro-grids first.</param>
public sealed record AreaStaffing(IReadOnlyList<GridStaff> Staff, IReadOnlyList<AreaLine> Vacant, IReadOnlyList<Overload> Overloaded)
{
    /// <summary>A grid has at most 500 households, a micro-grid at least 50: more than ten are more than one grid.</summary>
    public const int MostMicroGrids = 10;

    /// <summary>Finds vacancies and overload among the posts of an area.</summary>
    /// <param name="area">The area looked at.</param>
    /// <param name="below">All areas inside it.</param>
    /// <param name="staff">All posts inside it.</param>
    public static AreaStaffing Of(string area, IReadOnlyList<AreaLine> below, IReadOnlyList<GridStaff> staff)
    {
        var workers = staff.Where(s => s.Role == Role.GridWorker).ToList();
        var micro = below.Where(a => a.Level == AreaLevel.MicroGrid).Select(a => a.Code).ToList();
        var manned = workers.Where(w => w.AreaCode.Length >= 15).Select(w => w.AreaCode[..15]).ToHashSet();
        return new AreaStaffing(
            [.. staff.Where(s => area.Length >= 15 || s.AreaCode == area)],
            [.. below.Where(a => a is { Level: AreaLevel.Grid, Kind: AreaKind.Ordinary } && !manned.Contains(a.Code))],
            [
                .. workers
                    .GroupBy(w => w.AccountId)
                    .Select(w => new Overload(
                        w.First().Name,
                        w.First().Title,
                        micro.Count(m => w.Any(post => m.StartsWith(post.AreaCode, StringComparison.Ordinal)))
                    ))
                    .Where(w => w.MicroGrids > MostMicroGrids)
                    .OrderByDescending(w => w.MicroGrids),
            ]
        );
    }
}

/// <summary>All that the page of an area shows. 区域页</summary>
/// <param name="On">Local day whose boundaries these are.</param>
/// <param name="Area">The area.</param>
/// <param name="Source">Where its boundary comes from.</param>
/// <param name="ValidFrom">First local day.</param>
/// <param name="ValidTo">Last local day; null while it stands.</param>
/// <param name="Path">From the district to the area.</param>
/// <param name="Children">One step below.</param>
/// <param name="Staffing">Null when the reader may not see it.</param>
public sealed record AreaSheet(
    DateOnly On,
    AreaLine Area,
    string Source,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    IReadOnlyList<AreaLine> Path,
    IReadOnlyList<AreaLine> Children,
    AreaStaffing? Staffing
);
