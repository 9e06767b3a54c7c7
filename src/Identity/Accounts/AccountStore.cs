using Gezhi.Platform;
using Gezhi.Platform.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Accounts;

/// <summary>Gives ASP.NET Core Identity our accounts, in the district the database is turned to. 账号存储</summary>
/// <remarks>Audit rows and sessions that were added before are saved in the same transaction.</remarks>
internal sealed class AccountStore(GezhiDb db, TimeProvider clock)
    : IUserPasswordStore<Account>,
        IUserSecurityStampStore<Account>,
        IUserLockoutStore<Account>
{
    private const int HashesKept = 5;

    public async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancellationToken)
    {
        db.Add(user);
        return await Save("DuplicateUserName", cancellationToken);
    }

    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancellationToken) =>
        await Save("DuplicateUserName", cancellationToken);

    /// <remarks>Accounts are disabled, never deleted: cases and audit rows name them.</remarks>
    public Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("accounts are disabled, not deleted");

    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id)
            ? db.Accounts.FirstOrDefaultAsync(a => a.Id == id, cancellationToken)
            : Task.FromResult<Account?>(null);

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        db.Accounts.FirstOrDefaultAsync(a => a.NormalizedUserName == normalizedUserName, cancellationToken);

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.Id.ToString());

    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.UserName);

    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.NormalizedUserName);

    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.PasswordHash is not null);

    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.SecurityStamp);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult<DateTimeOffset?>(user.LockedUntil is { } until ? new DateTimeOffset(until, TimeSpan.Zero) : null);

    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(user.FailedTries);

    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task<int> IncrementAccessFailedCountAsync(Account user, CancellationToken cancellationToken) =>
        Task.FromResult(++user.FailedTries);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancellationToken) =>
        Set(() => user.UserName = userName ?? "");

    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancellationToken) =>
        Set(() => user.NormalizedUserName = normalizedName ?? "");

    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancellationToken) =>
        Set(() => user.SecurityStamp = stamp);

    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancellationToken) =>
        Set(() =>
        {
            user.PasswordHash = passwordHash;
            if (passwordHash is null)
                return;
            user.PasswordSetAt = clock.UtcNow;
            user.FormerHashes = string.Join('\n', user.FormerHashes.Split('\n').Prepend(passwordHash).Where(h => h != "").Take(HashesKept));
        });

    public Task SetLockoutEndDateAsync(Account user, DateTimeOffset? lockoutEnd, CancellationToken cancellationToken) =>
        Set(() => user.LockedUntil = lockoutEnd?.UtcDateTime.CutToMilliseconds());

    public Task ResetAccessFailedCountAsync(Account user, CancellationToken cancellationToken) => Set(() => user.FailedTries = 0);

    /// <remarks>Every account can be locked; there is no switch.</remarks>
    public Task SetLockoutEnabledAsync(Account user, bool enabled, CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        // The context belongs to the request.
    }

    private async Task<IdentityResult> Save(string duplicate, CancellationToken ct)
    {
        try
        {
            await db.Save(ct);
            return IdentityResult.Success;
        }
        catch (Gezhi.Platform.Problems.DuplicateKey)
        {
            return IdentityResult.Failed(new IdentityError { Code = duplicate });
        }
    }

    private static Task Set(Action change)
    {
        change();
        return Task.CompletedTask;
    }
}
