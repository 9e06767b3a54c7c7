using Gezhi.Identity.Accounts;
using Gezhi.Identity.Government;
using Gezhi.Identity.Passkeys;
using Gezhi.Identity.Sessions;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.SecondFactors;

/// <summary>Takes app, recovery codes and passkeys of an account away, when the person lost them all. 清除二次验证</summary>
internal sealed class ResetSecondFactor(
    GezhiDb db,
    ReadAccounts accounts,
    AdministratorGuard guard,
    EndSessions sessions,
    Standings standings,
    TimeProvider clock
)
{
    /// <exception cref="RuleViolation"><c>account.own</c>; <c>account.administrator</c>: theirs is reset on the machine itself.</exception>
    public async Task Run(Guid accountId, Actor actor, CancellationToken ct)
    {
        var account = await accounts.One(accountId, ct);
        await guard.Demand(account, actor, ct);
        var now = clock.UtcNow;
        await AddTo(db, accountId, ct);
        await sessions.AddEndOfAll(accountId, now, ct);
        db.Audit(actor, "second-factor.reset", accountId, account.UserName, now);
        await db.Save(ct);
        standings.Drop(db.DistrictId, accountId);
    }

    /// <summary>Part of the change that is being made; the caller saves.</summary>
    public static async Task AddTo(GezhiDb db, Guid accountId, CancellationToken ct)
    {
        db.RemoveRange(await db.Set<SecondFactor>().Where(f => f.AccountId == accountId).ToListAsync(ct));
        await AddOtherDoors(db, accountId, ct);
    }

    /// <summary>Passkeys and the government account: ways in that somebody else may have added. Part of the change that is being made.</summary>
    public static async Task AddOtherDoors(GezhiDb db, Guid accountId, CancellationToken ct)
    {
        db.RemoveRange(await db.Set<Passkey>().Where(p => p.AccountId == accountId).ToListAsync(ct));
        db.RemoveRange(await db.Set<GovernmentLink>().Where(l => l.AccountId == accountId).ToListAsync(ct));
    }
}
