using System.Globalization;
using Gezhi.Identity.Accounts;
using Gezhi.Identity.Passkeys;
using Gezhi.Identity.SecondFactors;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Sessions;

/// <summary>Whether a right password is enough, and the token with which the second step goes on. 登录第二步</summary>
internal sealed class SecondStep(GezhiDb db, SecondFactorRule rule, ShortToken tokens, Districts districts)
{
    private const string Purpose = "second-step";

    /// <param name="Stamp">The account's security stamp: a password changed in between makes the token worthless.</param>
    public sealed record Held(Guid AccountId, string Stamp, SignInMethod Method);

    /// <summary>Null: the account has no second factor.</summary>
    public async Task<SignIn.Answer?> Ask(Account account, SignInMethod method, CancellationToken ct)
    {
        var hasApp = await db.Set<SecondFactor>().AnyAsync(f => f.AccountId == account.Id && f.ConfirmedAt != null, ct);
        if (!hasApp && !await db.Set<Passkey>().AnyAsync(p => p.AccountId == account.Id, ct))
            return null;
        var district = account.DistrictId.ToString(CultureInfo.InvariantCulture);
        var step = tokens.Seal(Purpose, district, account.Id.ToString(), account.SecurityStamp, method.ToString());
        return new SignIn.Answer(null, step, hasApp);
    }

    /// <summary>Whether a post asks for a second factor and none is there.</summary>
    public async Task<bool> IsMissing(Guid accountId, IReadOnlyCollection<Role> roles, CancellationToken ct) =>
        rule.IsRequired(roles) && !await SecondFactorRule.IsSetUp(db, accountId, ct);

    /// <summary>Whom the token lets go on, with the database turned to the district; null when it is too old or none of ours.</summary>
    public Held? Open(string? step)
    {
        if (
            tokens.Open(Purpose, step) is not [var code, var account, var stamp, var method]
            || !int.TryParse(code, CultureInfo.InvariantCulture, out var district)
            || !districts.All.Contains(district)
        )
            return null;
        db.In(district);
        return new Held(Guid.Parse(account), stamp, Named.One<SignInMethod>(method)!.Value);
    }
}
