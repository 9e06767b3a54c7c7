using System.Globalization;
using Gezhi.Identity.Passkeys;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Accounts;

/// <summary>Gives ASP.NET Core Identity our accounts, in the district the database is turned to. 账号存储</summary>
/// <remarks>Audit rows and sessions that were added before are saved in the same transaction.</remarks>
internal sealed class AccountStore(GezhiDb db, Districts districts, TimeProvider clock)
    : IUserPasswordStore<Account>,
        IUserSecurityStampStore<Account>,
        IUserLockoutStore<Account>,
        IUserPasskeyStore<Account>
{
    private const int HashesKept = 5;

    /// <summary>What a passkey keeps of its owner: district and id, so that it is found before anybody has said where.</summary>
    public static string Handle(Account account) => string.Create(CultureInfo.InvariantCulture, $"{account.DistrictId}.{account.Id}");

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

    /// <remarks>Turns the database to the district of the handle: the framework asks for the owner of a passkey before anybody has said where.</remarks>
    public Task<Account?> FindByIdAsync(string userId, CancellationToken cancellationToken)
    {
        if (
            userId.Split('.') is not [var code, var text]
            || !int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var district)
            || !districts.All.Contains(district)
            || !Guid.TryParse(text, out var id)
        )
            return Task.FromResult<Account?>(null);
        db.In(district);
        return db.Accounts.FirstOrDefaultAsync(a => a.Id == id, cancellationToken);
    }

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        db.Accounts.FirstOrDefaultAsync(a => a.NormalizedUserName == normalizedUserName, cancellationToken);

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancellationToken) => Task.FromResult(Handle(user));

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

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(Account user, CancellationToken cancellationToken) =>
        (await db.Set<Passkey>().AsNoTracking().Where(p => p.AccountId == user.Id).ToListAsync(cancellationToken)).ConvertAll(p =>
            p.Info()
        );

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        (
            await db.Set<Passkey>()
                .AsNoTracking()
                .FirstOrDefaultAsync(p => p.AccountId == user.Id && p.CredentialId == credentialId, cancellationToken)
        )?.Info();

    public async Task<Account?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) =>
        await db.Set<Passkey>()
            .Where(p => p.CredentialId == credentialId)
            .Join(db.Accounts, p => p.AccountId, a => a.Id, (p, a) => a)
            .FirstOrDefaultAsync(cancellationToken);

    /// <remarks>Not by the framework: <see cref="KeepPasskeys"/> and <see cref="SignInByPasskey"/> write the row with its audit row.</remarks>
    public Task AddOrUpdatePasskeyAsync(Account user, UserPasskeyInfo passkey, CancellationToken cancellationToken) =>
        throw new NotSupportedException("passkeys are kept by KeepPasskeys");

    /// <inheritdoc cref="AddOrUpdatePasskeyAsync"/>
    public Task RemovePasskeyAsync(Account user, byte[] credentialId, CancellationToken cancellationToken) =>
        throw new NotSupportedException("passkeys are kept by KeepPasskeys");

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
