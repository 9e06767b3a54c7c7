using Gezhi.Identity.Invitations;
using Gezhi.Identity.Passkeys;
using Gezhi.Identity.Posts;
using Gezhi.Identity.SecondFactors;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Accounts;

/// <summary>One account as administrators see it: no phone, no rights beyond today's roles. 账号条目</summary>
internal sealed record AccountRow(
    Guid Id,
    string UserName,
    string Name,
    bool IsLocked,
    bool IsDisabled,
    bool HasPassword,
    DateTime? LastSignInAt,
    int Version
)
{
    /// <summary>Roles held today.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [];

    /// <summary>An app or a passkey is set up.</summary>
    public bool HasSecondFactor { get; init; }

    /// <summary>A letter of invitation is out.</summary>
    public bool IsInvited { get; init; }
}

/// <summary>A page of accounts in the order of user names. 账号列表</summary>
/// <param name="Next">User name after which the next page begins; null at the end.</param>
internal sealed record AccountPage(IReadOnlyList<AccountRow> Rows, string? Next);

/// <summary>Reads the accounts of the district. 查账号</summary>
internal sealed class ReadAccounts(GezhiDb db, LocalDay day, TimeProvider clock)
{
    private const int PageLength = 50;

    /// <param name="find">Beginning of the user name, or part of the person's name; empty for all.</param>
    /// <param name="after">Where the last page ended; null from the start.</param>
    public async Task<AccountPage> Page(string? find, string? after, CancellationToken ct)
    {
        var accounts = db.Accounts.AsNoTracking();
        if (PlainText.CleanLine(find) is { Length: > 0 } words)
        {
            var upper = words.ToUpperInvariant();
            accounts = accounts.Where(a => a.NormalizedUserName.StartsWith(upper) || a.Name.Contains(words));
        }
        if (!string.IsNullOrEmpty(after))
            accounts = accounts.Where(a => a.NormalizedUserName.CompareTo(after) > 0);
        var now = clock.UtcNow;
        var rows = await accounts
            .OrderBy(a => a.NormalizedUserName)
            .Take(PageLength + 1)
            .Select(a => new AccountRow(
                a.Id,
                a.UserName,
                a.Name,
                a.LockedUntil > now,
                a.DisabledAt != null,
                a.PasswordHash != null,
                a.LastSignInAt,
                a.Version
            )
            {
                HasSecondFactor =
                    db.Set<SecondFactor>().Any(f => f.AccountId == a.Id && f.ConfirmedAt != null)
                    || db.Set<Passkey>().Any(p => p.AccountId == a.Id),
                IsInvited = db.Set<Invitation>().Any(i => i.AccountId == a.Id && i.EndedAt == null && i.ExpiresAt > now),
            })
            .ToListAsync(ct);
        var shown = rows.Take(PageLength).ToList();
        return new AccountPage(await WithRoles(shown, ct), rows.Count > PageLength ? shown[^1].UserName.ToUpperInvariant() : null);
    }

    /// <exception cref="NotFound">No such account in the district.</exception>
    public async Task<Account> One(Guid accountId, CancellationToken ct) =>
        await db.Accounts.FirstOrDefaultAsync(a => a.Id == accountId, ct) ?? throw new NotFound("account");

    /// <summary>Roles of the posts held today, also those that rest until the person has set up a second factor.</summary>
    public async Task<IReadOnlyList<Role>> Roles(Guid accountId, CancellationToken ct) =>
        await db.PostsOn(day.Today).Where(p => p.AccountId == accountId).Select(p => p.Role).Distinct().ToListAsync(ct);

    /// <summary>Roles of the posts held today and of those that begin later.</summary>
    public async Task<IReadOnlyList<Role>> RolesToCome(Guid accountId, CancellationToken ct)
    {
        var today = day.Today;
        return await db
            .Posts.Where(p => p.AccountId == accountId && (p.ValidTo == null || p.ValidTo > today))
            .Select(p => p.Role)
            .Distinct()
            .ToListAsync(ct);
    }

    private async Task<List<AccountRow>> WithRoles(List<AccountRow> rows, CancellationToken ct)
    {
        var ids = rows.ConvertAll(r => r.Id);
        var posts = await db.PostsOn(day.Today)
            .Where(p => ids.Contains(p.AccountId))
            .Select(p => new { p.AccountId, p.Role })
            .Distinct()
            .ToListAsync(ct);
        var byAccount = posts.ToLookup(p => p.AccountId, p => p.Role);
        return rows.ConvertAll(r => r with { Roles = [.. byAccount[r.Id].Order()] });
    }
}
