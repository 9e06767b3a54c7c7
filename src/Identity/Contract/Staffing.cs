using Gezhi.Identity.Posts;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Contract;

/// <summary>Who holds a post today. 在岗人员</summary>
/// <param name="PostId">The post.</param>
/// <param name="AccountId">The person's account.</param>
/// <param name="Name">For colleagues only, never for the public.</param>
/// <param name="Role">What the post is for.</param>
/// <param name="AreaCode">6 to 17 digits; null for a unit's post.</param>
/// <param name="UnitCode">The unit; null for an area post.</param>
/// <param name="Title">What the public may see, e.g. "Z3 网格员".</param>
public sealed record StaffView(Guid PostId, Guid AccountId, string Name, Role Role, string? AreaCode, string? UnitCode, string Title)
{
    /// <summary>First local day.</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>First local day without the post; null: until further notice.</summary>
    public DateOnly? ValidTo { get; init; }
}

/// <summary>Reads who works where today, in the district the database is turned to. 人员配置</summary>
/// <remarks>Disabled accounts are left out. Answered from memory; a change on this node shows at once, one on another node within 30 s.</remarks>
public sealed class Staffing
{
    private readonly GezhiDb db;
    private readonly LocalDay day;
    private readonly StaffSnapshots snapshots;

    internal Staffing(GezhiDb db, LocalDay day, StaffSnapshots snapshots) => (this.db, this.day, this.snapshots) = (db, day, snapshots);

    /// <summary>Posts of a role in exactly this area. 本区域在岗</summary>
    public async Task<List<StaffView>> PostsAt(string areaCode, Role role, CancellationToken ct) =>
        [.. (await Today(ct)).At(areaCode, role)];

    /// <summary>Posts of a role in the smallest area around this one that has any: the micro-grid, else its grid, its community… 就近在岗</summary>
    public async Task<IReadOnlyList<StaffView>> Nearest(string areaCode, Role role, CancellationToken ct) =>
        (await Today(ct)).Nearest(areaCode, role);

    /// <summary>All posts inside an area, itself included, in the order of the area codes; at most <paramref name="most"/>. 辖区在岗</summary>
    public async Task<List<StaffView>> Below(string areaCode, int most, CancellationToken ct) =>
        [.. (await Today(ct)).Below(areaCode).Take(most)];

    /// <summary>Posts of a unit, whatever the role. 部门在岗</summary>
    public async Task<List<StaffView>> PostsOf(string unitCode, CancellationToken ct) => [.. (await Today(ct)).Of(unitCode)];

    /// <summary>Names for colleagues, of people who left as well; accounts that do not exist are left out. 姓名</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> Names(IReadOnlyCollection<Guid> accountIds, CancellationToken ct)
    {
        if (accountIds.Count == 0)
            return new Dictionary<Guid, string>();
        var names = (await Today(ct)).Names;
        return accountIds.Where(names.ContainsKey).ToDictionary(id => id, id => names[id]);
    }

    /// <summary>Posts of a role held at any time between two local days, by people who left as well, in the order of areas. 时段内在岗</summary>
    public async Task<List<StaffView>> HeldBetween(DateOnly from, DateOnly to, Role role, CancellationToken ct)
    {
        var names = (await Today(ct)).Names;
        return
        [
            .. (
                await db
                    .Posts.AsNoTracking()
                    .Where(p => p.Role == role && p.ValidFrom <= to && (p.ValidTo == null || p.ValidTo > from))
                    .OrderBy(p => p.AreaCode)
                    .ThenBy(p => p.Id)
                    .ToListAsync(ct)
            ).Select(p => new StaffView(
                p.Id,
                p.AccountId,
                names.GetValueOrDefault(p.AccountId, ""),
                p.Role,
                p.AreaCode,
                p.UnitCode,
                p.Title
            )
            {
                ValidFrom = p.ValidFrom,
                ValidTo = p.ValidTo,
            }),
        ];
    }

    private ValueTask<StaffSnapshot> Today(CancellationToken ct) => snapshots.Of(db, day.Today, ct);
}
