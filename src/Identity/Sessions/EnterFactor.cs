using Gezhi.Identity.Accounts;
using Gezhi.Identity.SecondFactors;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Sessions;

/// <summary>The second step of a sign-in: a code of the app, or a recovery code. 输入动态验证码</summary>
internal sealed class EnterFactor(GezhiDb db, SecondStep second, SignIn signIn, FieldCipher cipher, TimeProvider clock)
{
    /// <param name="Step">From the first step.</param>
    /// <param name="Code">Six digits of the app, or a recovery code.</param>
    public sealed record Command([property: Needed] string Step, [property: Needed, Longest(40)] string Code);

    /// <exception cref="InvalidInput"><c>second-factor.wrong</c>; <c>second-factor.too-late</c>: begin again with the password.</exception>
    public async Task<SignIn.SignedIn> Run(Command command, Visitor visitor, CancellationToken ct)
    {
        Input.Check(command);
        if (second.Open(command.Step) is not { } held)
            throw new InvalidInput("Step", "second-factor.too-late");
        var now = clock.UtcNow;
        var account = await Begin(held, now, ct);
        var factor = await db.Set<SecondFactor>().FirstOrDefaultAsync(f => f.AccountId == account.Id && f.ConfirmedAt != null, ct);
        if (factor?.Accepts(command.Code, cipher, now) != true)
        {
            db.Forget();
            var action = account.IsLocked(now) ? "sign-in.locked" : "sign-in.failed";
            db.Audit(Actor.Anonymous(db.DistrictId), action, account.Id, $"{SignInMethod.Code} {visitor.Address}", now);
            await db.Save(ct);
            throw new InvalidInput("Code", "second-factor.wrong");
        }
        var method = held.Method == SignInMethod.Government ? SignInMethod.GovernmentAndCode : SignInMethod.PasswordAndCode;
        return await signIn.Open(account, method, visitor, ct); // saves the code as used; of two at once one meets a changed version
    }

    /// <summary>Counts the try before the code is looked at, and saves it; tries that come at once are counted one after the other.</summary>
    private async Task<Account> Begin(SecondStep.Held held, DateTime now, CancellationToken ct)
    {
        for (var round = 0; round <= Account.MostTries; round++)
        {
            var account = await db.Accounts.FirstOrDefaultAsync(a => a.Id == held.AccountId && a.SecurityStamp == held.Stamp, ct);
            if (account is null)
                break;
            if (!account.BeginTry(now))
                throw new InvalidInput("Code", "second-factor.wrong"); // locked or disabled: the same answer
            try
            {
                await db.Save(ct);
                return account;
            }
            catch (StaleVersion)
            {
                db.Forget();
            }
        }
        throw new InvalidInput("Step", "second-factor.too-late");
    }
}
