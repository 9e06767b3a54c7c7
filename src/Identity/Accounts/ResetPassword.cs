using Gezhi.Identity.SecondFactors;
using Gezhi.Identity.Sessions;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Identity;

namespace Gezhi.Identity.Accounts;

/// <summary>Gives an account a new password, shown once; every session of the account ends. 重置口令</summary>
internal sealed class ResetPassword(
    GezhiDb db,
    ReadAccounts accounts,
    AdministratorGuard guard,
    UserManager<Account> users,
    EndSessions sessions,
    Standings standings,
    TimeProvider clock
)
{
    /// <exception cref="RuleViolation"><c>account.administrator</c>: else one administrator could act as another.</exception>
    public async Task<string> Run(Guid accountId, Actor actor, CancellationToken ct)
    {
        var account = await accounts.One(accountId, ct);
        await guard.Demand(account, actor, ct);
        return await Reset(account, actor, ct);
    }

    /// <summary>Without the guard: for the first administrators and for the operator of the machine.</summary>
    public async Task<string> Reset(Account account, Actor actor, CancellationToken ct)
    {
        var password = OneTimePassword.New(account.UserName);
        var now = clock.UtcNow;
        await sessions.AddEndOfAll(account.Id, now, ct);
        await ResetSecondFactor.AddOtherDoors(db, account.Id, ct);
        account.MustChangePassword = true;
        account.PasswordHash = null;
        account.Unlock();
        db.Audit(actor, "account.password-reset", account.Id, account.UserName, now);
        (await users.AddPasswordAsync(account, password)).Demand("Password");
        standings.Drop(account.DistrictId, account.Id);
        return password;
    }
}
