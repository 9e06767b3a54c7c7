using Gezhi.Identity.Accounts;
using Gezhi.Identity.Sessions;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Identity;

namespace Gezhi.Identity.Me;

/// <summary>A person chooses a new password; every session ends and this browser gets a fresh one. 修改口令</summary>
internal sealed class ChangePassword(
    GezhiDb db,
    ReadAccounts accounts,
    UserManager<Account> users,
    EndSessions sessions,
    SignIn signIn,
    Standings standings,
    TimeProvider clock
)
{
    public sealed record Command(
        [property: Needed, Longest(64)] string CurrentPassword,
        [property: Needed, Longest(200)] string NewPassword
    );

    /// <exception cref="InvalidInput"><c>password.wrong</c> and the codes of the password rule.</exception>
    /// <exception cref="RuleViolation"><c>password.locked</c>: too many wrong tries.</exception>
    public async Task<SignIn.SignedIn> Run(Command command, Actor actor, Visitor visitor, CancellationToken ct)
    {
        Input.Check(command);
        var account = await accounts.One(actor.AccountId!.Value, ct);
        var now = clock.UtcNow;
        if (!account.BeginTry(now))
            throw new RuleViolation("password.locked");
        await db.Save(ct);
        if (!await users.CheckPasswordAsync(account, command.CurrentPassword))
            throw new InvalidInput("CurrentPassword", "password.wrong");
        account.Unlock();
        await db.Save(ct);
        await sessions.AddEndOfAll(account.Id, now, ct);
        account.MustChangePassword = false;
        db.Audit(actor, "account.password-changed", account.Id, "", now);
        (await users.ChangePasswordAsync(account, command.CurrentPassword, command.NewPassword)).Demand("NewPassword");
        var signedIn = await signIn.Open(account, SignInMethod.Password, visitor, ct);
        standings.Drop(account.DistrictId, account.Id);
        return signedIn;
    }
}
