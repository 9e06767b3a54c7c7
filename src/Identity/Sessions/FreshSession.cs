using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Sessions;

/// <summary>What changes how somebody signs in asks for a sign-in of a moment ago: a page left open must not be enough. 近期登录</summary>
internal sealed class FreshSession(GezhiDb db, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    /// <exception cref="RuleViolation"><c>session.not-fresh</c>.</exception>
    public async Task Demand(Visitor visitor, CancellationToken ct)
    {
        var since = clock.UtcNow - Life;
        if (visitor.Before is not { } ticket || !await db.Sessions.AnyAsync(s => s.Id == ticket.SessionId && s.StartedAt >= since, ct))
            throw new RuleViolation("session.not-fresh");
    }
}
