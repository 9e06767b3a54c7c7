using Gezhi.Identity.Accounts;
using Gezhi.Identity.Notices;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Sessions;

/// <summary>Ends sessions: this one, another of mine, or all of an account. 退出登录</summary>
internal sealed class EndSessions(GezhiDb db, Standings standings, TimeProvider clock)
{
    /// <summary>Signs out here. Harmless when nobody is signed in.</summary>
    public async Task Current(Actor actor, HttpContext context, CancellationToken ct)
    {
        if (context.Features.Get<Ticket>() is { } ticket)
            await One(actor, ticket.SessionId, ct);
        await Leave(context);
    }

    /// <summary>The next person at this browser finds no photo in its cache. What waits in its storage to be sent stays.</summary>
    private static Task Leave(HttpContext context)
    {
        context.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return context.SignOutAsync(SessionCookie.Scheme);
    }

    /// <summary>Ends one of the actor's own sessions; one that is over already stays as it is.</summary>
    /// <exception cref="NotFound">It is not the actor's session.</exception>
    public async Task One(Actor actor, Guid sessionId, CancellationToken ct)
    {
        var session =
            await db.Sessions.FirstOrDefaultAsync(s => s.Id == sessionId && s.AccountId == actor.AccountId, ct)
            ?? throw new NotFound("session");
        var now = clock.UtcNow;
        if (session.EndedAt is not null)
            return;
        session.EndedAt = now;
        if (actor.Kind == ActorKind.Resident) // who signs out wants to hear nothing more there; staff hear again once they sign in again
        {
            var others = db.Sessions.Where(s => s.AccountId == actor.AccountId && s.Id != sessionId && s.EndedAt == null && s.EndsAt > now);
            var mine = db.Set<PushDevice>().Where(d => d.OwnerId == actor.AccountId && !others.Any(s => s.Id == d.SessionId));
            db.RemoveRange(await mine.ToListAsync(ct));
        }
        db.Audit(actor, "sign-out.done", actor.AccountId, "", now);
        await db.Save(ct);
        standings.Drop(session.DistrictId, session.AccountId);
    }

    /// <summary>Signs the actor out on every device, this one included. 全部退出</summary>
    public async Task Everywhere(Actor actor, HttpContext context, CancellationToken ct)
    {
        var now = clock.UtcNow;
        if (actor.Kind == ActorKind.Resident)
            db.RemoveRange(await db.Set<PushDevice>().Where(d => d.OwnerId == actor.AccountId).ToListAsync(ct));
        await AddEndOfAll(actor.AccountId!.Value, now, ct);
        db.Audit(actor, "sign-out.everywhere", actor.AccountId, "", now);
        await db.Save(ct);
        standings.Drop(actor.DistrictId, actor.AccountId.Value);
        await Leave(context);
    }

    /// <summary>The system administrator signs somebody out everywhere: a telephone was lost. 让账号退出</summary>
    /// <exception cref="NotFound">No such account.</exception>
    public async Task OfAccount(Guid accountId, Actor actor, CancellationToken ct)
    {
        var account = await db.Accounts.FirstOrDefaultAsync(a => a.Id == accountId, ct) ?? throw new NotFound("account");
        var now = clock.UtcNow;
        await AddEndOfAll(accountId, now, ct);
        db.Audit(actor, "account.signed-out", accountId, account.UserName, now);
        await db.Save(ct);
        standings.Drop(account.DistrictId, accountId);
    }

    /// <summary>Ends all sessions of an account as part of the change that is being made; the caller saves and drops the standing.</summary>
    /// <param name="but">The session in hand, when it may go on; null ends it too.</param>
    public async Task AddEndOfAll(Guid accountId, DateTime now, CancellationToken ct, Guid? but = null)
    {
        foreach (var open in await db.Sessions.Where(s => s.AccountId == accountId && s.EndedAt == null && s.EndsAt > now).ToListAsync(ct))
            if (open.Id != but)
                open.EndedAt = now;
    }
}
