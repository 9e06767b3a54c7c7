using Gezhi.Identity.SecondFactors;
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
        var session = visitor.Before is { } ticket
            ? await db.Sessions.FirstOrDefaultAsync(s => s.Id == ticket.SessionId && s.StartedAt >= since, ct)
            : null;
        // A changed password opens a session as well: it shows nothing of the second factor.
        if (
            session is null
            || (
                session.Method is SignInMethod.Password or SignInMethod.Invitation
                && await SecondFactorRule.IsSetUp(db, session.AccountId, ct)
            )
        )
            throw new RuleViolation("session.not-fresh");
    }
}
