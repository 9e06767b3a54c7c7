using Gezhi.Identity.Posts;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;

namespace Gezhi.Identity.Accounts;

/// <summary>Keeps one administrator's hands off the other administrators' accounts. 管理员账号保护</summary>
/// <remarks>
/// Who could reset or disable the security or audit administrator alone could act as them or blind them. So the security administrator ends the
/// post first, and gives it back after: two people, both in the audit trail.
/// </remarks>
internal sealed class AdministratorGuard(ReadAccounts accounts)
{
    /// <exception cref="RuleViolation"><c>account.own</c> or <c>account.administrator</c>.</exception>
    public async Task Demand(Account account, Actor actor, CancellationToken ct)
    {
        if (account.Id == actor.AccountId)
            throw new RuleViolation("account.own");
        if ((await accounts.RolesToCome(account.Id, ct)).Any(Separation.IsAdministrator))
            throw new RuleViolation("account.administrator");
    }
}
