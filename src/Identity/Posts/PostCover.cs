using Gezhi.Identity.Accounts;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Posts;

/// <summary>A person who may take over a post. 接任人选</summary>
/// <param name="HoldsIt">Holds a post of this role that reaches the place already; otherwise gets the post with the handover.</param>
internal sealed record Successor(Guid AccountId, string UserName, string Name, string Title, bool HoldsIt);

/// <summary>Who else answers for what hangs on a post: the same post, else the level above. 岗位顶替</summary>
internal sealed class PostCover(GezhiDb db, UnitDirectory units, ReadPostDuties? readDuties = null)
{
    /// <summary>Whom a matter climbs to when nobody holds the same post, by the length of the area code they stand at.</summary>
    private static readonly (Role Role, int Length)[] Above =
    [
        (Role.GridLead, 15),
        (Role.CommunitySecretary, 12),
        (Role.Leader, 9),
        (Role.ShiftLeader, 6),
        (Role.Leader, 6),
    ];

    /// <summary>What hangs on the post now; empty when nobody fills the slot.</summary>
    public async Task<IReadOnlyList<PostDuty>> Duties(Post post, CancellationToken ct) =>
        readDuties is null ? [] : await readDuties(post.AccountId, post.Role, post.AreaCode, post.UnitCode, ct);

    /// <summary>Matters that nobody would answer for from that day on: what hangs on the name, and all when no colleague holds the same.</summary>
    public async Task<IReadOnlyList<PostDuty>> LeftAlone(Post post, DateOnly on, CancellationToken ct)
    {
        var duties = await Duties(post, ct);
        return duties.Count == 0 ? []
            : await Colleague(post, on, ct) is null ? duties
            : [.. duties.Where(d => d.Kind is DutyKind.Promised or DutyKind.Decision)];
    }

    /// <summary>Whoever holds the same post on that day, else the level above; null when there is nobody.</summary>
    public async Task<Successor?> Usual(Post post, DateOnly on, CancellationToken ct)
    {
        if (await Colleague(post, on, ct) is { } colleague)
            return colleague;
        if (await Place(post, ct) is not { } place)
            return null;
        var around = place.Path.Select(a => a.Value).ToList();
        var roles = Above.Select(a => a.Role).Distinct().ToList();
        var held = await People(on, post.AccountId).Where(p => roles.Contains(p.Role) && around.Contains(p.AreaCode!)).ToListAsync(ct);
        return Above
            .Select(above => held.Find(p => p.Role == above.Role && p.AreaCode!.Length == above.Length))
            .OfType<Held>()
            .Select(p => p.As(false))
            .FirstOrDefault();
    }

    /// <summary>As <see cref="Usual"/>, of one person.</summary>
    public async Task<bool> Holds(Guid accountId, Post post, DateOnly on, CancellationToken ct) =>
        (await Same(post, on, ct)).Exists(p => p.AccountId == accountId);

    private async Task<Successor?> Colleague(Post post, DateOnly on, CancellationToken ct) =>
        (await Same(post, on, ct)).OrderByDescending(p => p.AreaCode?.Length ?? 0).Select(p => p.As(true)).FirstOrDefault();

    /// <summary>Others whose posts of the same role reach as far as this one.</summary>
    private async Task<List<Held>> Same(Post post, DateOnly on, CancellationToken ct)
    {
        var same = People(on, post.AccountId).Where(p => p.Role == post.Role);
        if (post.AreaCode is not { } code)
            return await same.Where(p => p.UnitCode == post.UnitCode).ToListAsync(ct);
        var around = AreaCode.Parse(code).Path.Select(a => a.Value).ToList();
        return await same.Where(p => around.Contains(p.AreaCode!)).ToListAsync(ct);
    }

    private IQueryable<Held> People(DateOnly on, Guid without) =>
        db.PostsOn(on)
            .Where(p => p.AccountId != without)
            .Join(
                db.Set<Account>().Where(a => a.DisabledAt == null),
                p => p.AccountId,
                a => a.Id,
                (p, a) =>
                    new Held
                    {
                        AccountId = a.Id,
                        UserName = a.UserName,
                        Name = a.Name,
                        Role = p.Role,
                        AreaCode = p.AreaCode,
                        UnitCode = p.UnitCode,
                        Title = p.Title,
                    }
            )
            .OrderBy(p => p.UserName);

    private async Task<AreaCode?> Place(Post post, CancellationToken ct)
    {
        var code = post.AreaCode ?? (post.UnitCode is { } unit ? (await units.Find(unit, ct))?.AreaCode : null);
        return AreaCode.TryParse(code, out var area) ? area : null;
    }

    private sealed class Held
    {
        public Guid AccountId { get; init; }
        public string UserName { get; init; } = "";
        public string Name { get; init; } = "";
        public Role Role { get; init; }
        public string? AreaCode { get; init; }
        public string? UnitCode { get; init; }
        public string Title { get; init; } = "";

        public Successor As(bool holdsIt) => new(AccountId, UserName, Name, Title, holdsIt);
    }
}
