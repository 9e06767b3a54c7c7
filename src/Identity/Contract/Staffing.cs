using Gezhi.Identity.Accounts;
using Gezhi.Identity.Posts;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Text;
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
public sealed record StaffView(Guid PostId, Guid AccountId, string Name, Role Role, string? AreaCode, string? UnitCode, string Title);

/// <summary>Reads who works where today, in the district the database is turned to. 人员配置</summary>
/// <remarks>Disabled accounts are left out. Read from the database at every call.</remarks>
public sealed class Staffing
{
    private readonly GezhiDb db;
    private readonly LocalDay day;

    internal Staffing(GezhiDb db, LocalDay day) => (this.db, this.day) = (db, day);

    /// <summary>Posts of a role in exactly this area. 本区域在岗</summary>
    public Task<List<StaffView>> PostsAt(string areaCode, Role role, CancellationToken ct) =>
        Views(Today.Where(p => p.Role == role && p.AreaCode == areaCode), ct);

    /// <summary>Posts of a role in the smallest area around this one that has any: the micro-grid, else its grid, its community… 就近在岗</summary>
    public async Task<IReadOnlyList<StaffView>> Nearest(string areaCode, Role role, CancellationToken ct)
    {
        string[] around = [.. AreaCode.Parse(areaCode).Path.Select(a => a.Value)];
        var found = await Views(Today.Where(p => p.Role == role && p.AreaCode != null && around.Contains(p.AreaCode)), ct);
        return [.. found.GroupBy(v => v.AreaCode!.Length).OrderByDescending(g => g.Key).FirstOrDefault() ?? Enumerable.Empty<StaffView>()];
    }

    /// <summary>All posts inside an area, itself included, in the order of the area codes; at most <paramref name="most"/>. 辖区在岗</summary>
    public Task<List<StaffView>> Below(string areaCode, int most, CancellationToken ct)
    {
        var last = areaCode.PadRight(17, '9'); // digits only, so that every collation agrees on the range
        var inside = Today.Where(p => p.AreaCode != null && p.AreaCode.CompareTo(areaCode) >= 0 && p.AreaCode.CompareTo(last) <= 0);
        return Views(inside.OrderBy(p => p.AreaCode).ThenBy(p => p.Id).Take(most), ct);
    }

    /// <summary>Posts of a unit, whatever the role. 部门在岗</summary>
    public Task<List<StaffView>> PostsOf(string unitCode, CancellationToken ct) => Views(Today.Where(p => p.UnitCode == unitCode), ct);

    /// <summary>Names for colleagues; accounts that do not exist are left out. 姓名</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> Names(IReadOnlyCollection<Guid> accountIds, CancellationToken ct) =>
        accountIds.Count == 0
            ? new Dictionary<Guid, string>()
            : await db.Accounts.Where(a => accountIds.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, ct);

    private IQueryable<Post> Today => db.PostsOn(day.Today);

    private Task<List<StaffView>> Views(IQueryable<Post> posts, CancellationToken ct) =>
        posts
            .Join(db.Accounts.Where(a => a.DisabledAt == null), p => p.AccountId, a => a.Id, (p, a) => new { Post = p, a.Name })
            .OrderBy(x => x.Post.AreaCode)
            .ThenBy(x => x.Post.Id)
            .Select(x => new StaffView(x.Post.Id, x.Post.AccountId, x.Name, x.Post.Role, x.Post.AreaCode, x.Post.UnitCode, x.Post.Title))
            .ToListAsync(ct);
}
