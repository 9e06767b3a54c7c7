using Gezhi.Identity.Posts;
using Gezhi.Identity.Sessions;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Accounts;

/// <summary>Closes an account to sign-ins at once, or opens it again; its history stays. 停用、启用、解锁账号</summary>
internal sealed class DisableAccount(
    GezhiDb db,
    ReadAccounts accounts,
    AdministratorGuard guard,
    EndSessions sessions,
    Standings standings,
    StaffSnapshots staff,
    PostCover cover,
    LocalDay day,
    TimeProvider clock
)
{
    /// <exception cref="RuleViolation">
    /// <c>account.own</c>, <c>account.administrator</c>; <c>account.handover-needed</c>: open matters would be left without owner.
    /// </exception>
    public async Task Disable(Guid accountId, Actor actor, CancellationToken ct)
    {
        var account = await accounts.One(accountId, ct);
        await guard.Demand(account, actor, ct);
        if (account.DisabledAt is not null)
            return;
        var now = clock.UtcNow;
        if (await LeftAlone(account.Id, ct) is > 0 and var alone)
            throw new RuleViolation("account.handover-needed", alone);
        account.DisabledAt = now;
        await sessions.AddEndOfAll(account.Id, now, ct);
        await Save(account, actor, "account.disabled", now, ct);
    }

    /// <summary>Matters on the posts of today that nobody would answer for: the posts are handed over first.</summary>
    private async Task<int> LeftAlone(Guid accountId, CancellationToken ct)
    {
        var alone = new HashSet<Guid>();
        foreach (var post in await db.PostsOn(day.Today).Where(p => p.AccountId == accountId).ToListAsync(ct))
            alone.UnionWith((await cover.LeftAlone(post, day.Today, ct)).Select(d => d.SubjectId));
        return alone.Count;
    }

    /// <summary>Opens a disabled account again.</summary>
    public async Task Enable(Guid accountId, Actor actor, CancellationToken ct)
    {
        var account = await accounts.One(accountId, ct);
        if (account.DisabledAt is null)
            return;
        account.DisabledAt = null;
        await Save(account, actor, "account.enabled", clock.UtcNow, ct);
    }

    /// <summary>Ends a lock before its time.</summary>
    public async Task Unlock(Guid accountId, Actor actor, CancellationToken ct)
    {
        var account = await accounts.One(accountId, ct);
        if (account.LockedUntil is null && account.FailedTries == 0)
            return;
        account.Unlock();
        await Save(account, actor, "account.unlocked", clock.UtcNow, ct);
    }

    private async Task Save(Account account, Actor actor, string action, DateTime now, CancellationToken ct)
    {
        db.Audit(actor, action, account.Id, account.UserName, now);
        await db.Save(ct);
        standings.Drop(account.DistrictId, account.Id);
        staff.Drop(account.DistrictId);
    }
}
