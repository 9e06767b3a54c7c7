using Gezhi.Identity.Accounts;
using Gezhi.Identity.Posts;
using Gezhi.Identity.Sessions;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Me;

/// <summary>What a member of staff sees about the own account. 我的账号</summary>
internal sealed record MyAccount(
    string UserName,
    string Name,
    DateTime? PasswordSetAt,
    IReadOnlyList<Post> Posts,
    IReadOnlyList<Session> Sessions,
    IReadOnlyList<MySignIn> SignIns
);

/// <summary>A sign-in or a refused one. 登录记录</summary>
/// <param name="Detail">Method and address.</param>
internal sealed record MySignIn(DateTime At, string Action, string Detail);

/// <summary>Reads the own account. 查我的账号</summary>
internal sealed class ReadMe(GezhiDb db, LocalDay day, TimeProvider clock)
{
    private const int Shown = 12;

    public async Task<MyAccount> Run(Actor actor, CancellationToken ct)
    {
        var now = clock.UtcNow;
        var today = day.Of(now);
        var id = actor.AccountId!.Value;
        var account = await db.Accounts.AsNoTracking().FirstAsync(a => a.Id == id, ct);
        var posts = await db
            .Posts.AsNoTracking()
            .Where(p => p.AccountId == id && (p.ValidTo == null || p.ValidTo > today))
            .OrderBy(p => p.ValidFrom)
            .ThenBy(p => p.Id)
            .ToListAsync(ct);
        var sessions = await db
            .Sessions.AsNoTracking()
            .Where(s => s.AccountId == id && s.EndsAt > now && s.EndedAt == null)
            .OrderByDescending(s => s.Id)
            .ToListAsync(ct);
        var signIns = await db.Set<AuditRow>()
            .Where(a => a.SubjectId == id && a.Action.StartsWith("sign-in."))
            .OrderByDescending(a => a.Id)
            .Take(Shown)
            .Select(a => new MySignIn(a.At, a.Action, a.Detail))
            .ToListAsync(ct);
        return new MyAccount(account.UserName, account.Name, account.PasswordSetAt, posts, sessions, signIns);
    }
}
