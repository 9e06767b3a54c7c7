using System.Collections.Frozen;
using Gezhi.Identity.Accounts;
using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Posts;

/// <summary>One immutable snapshot per district and day of who holds which post. 在岗快照</summary>
internal sealed class StaffSnapshots(TimeProvider clock)
{
    private readonly Remembered<int, StaffSnapshot> byDistrict = new(clock, TimeSpan.FromSeconds(30), most: 1000);

    public async ValueTask<StaffSnapshot> Of(GezhiDb db, DateOnly day, CancellationToken ct)
    {
        Task<StaffSnapshot> Fresh() => Read(db, day, ct);
        var known = await byDistrict.Get(db.DistrictId, Fresh);
        return known.Day == day ? known : await byDistrict.Get(db.DistrictId, Fresh, youngerThan: clock.UtcNow);
    }

    /// <summary>To be called after a change of accounts or posts is saved.</summary>
    public void Drop(int district) => byDistrict.Drop(district);

    private static async Task<StaffSnapshot> Read(GezhiDb db, DateOnly day, CancellationToken ct)
    {
        var accounts = await db
            .Accounts.AsNoTracking()
            .Select(a => new
            {
                a.Id,
                a.Name,
                IsDisabled = a.DisabledAt != null,
            })
            .ToListAsync(ct);
        var enabled = accounts.Where(a => !a.IsDisabled).ToDictionary(a => a.Id, a => a.Name);
        var posts = await db.PostsOn(day).ToListAsync(ct);
        return new StaffSnapshot(
            day,
            accounts.ToFrozenDictionary(a => a.Id, a => a.Name),
            [
                .. posts
                    .Where(p => enabled.ContainsKey(p.AccountId))
                    .OrderBy(p => p.AreaCode, StringComparer.Ordinal)
                    .ThenBy(p => p.Id)
                    .Select(p => new StaffView(p.Id, p.AccountId, enabled[p.AccountId], p.Role, p.AreaCode, p.UnitCode, p.Title)
                    {
                        ValidFrom = p.ValidFrom,
                        ValidTo = p.ValidTo,
                    }),
            ]
        );
    }
}

/// <summary>Names of all accounts, and the posts of people who may sign in, ordered by area.</summary>
internal sealed class StaffSnapshot(DateOnly day, FrozenDictionary<Guid, string> names, StaffView[] posts)
{
    private readonly ILookup<string, StaffView> byArea = posts.Where(p => p.AreaCode is not null).ToLookup(p => p.AreaCode!);
    private readonly ILookup<string, StaffView> byUnit = posts.Where(p => p.UnitCode is not null).ToLookup(p => p.UnitCode!);

    public DateOnly Day => day;

    public FrozenDictionary<Guid, string> Names => names;

    public IEnumerable<StaffView> At(string areaCode, Role role) => byArea[areaCode].Where(p => p.Role == role);

    public IEnumerable<StaffView> Of(string unitCode) => byUnit[unitCode];

    /// <summary>In the smallest area around this one that has any.</summary>
    public IReadOnlyList<StaffView> Nearest(string areaCode, Role role) =>
        AreaCode
            .Parse(areaCode)
            .Path.OrderByDescending(a => a.Value.Length)
            .Select(a => At(a.Value, role).ToList())
            .FirstOrDefault(p => p.Count > 0)
        ?? [];

    public IEnumerable<StaffView> Below(string areaCode) =>
        posts.Where(p => p.AreaCode?.StartsWith(areaCode, StringComparison.Ordinal) == true);
}
