using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Sessions;

/// <summary>Begins a session; the cookie follows once it is saved. 开始会话</summary>
internal sealed class StartSession(GezhiDb db, Standings standings, SessionLimits limits, TimeProvider clock)
{
    /// <summary>Adds the session and its audit row to the change that is being made; the caller saves.</summary>
    public async Task<Ticket> Add(Actor who, string stamp, SignInMethod method, Visitor visitor, CancellationToken ct)
    {
        var now = clock.UtcNow;
        if (visitor.Before is { } before && before.DistrictId == who.DistrictId)
            if (await db.Sessions.FirstOrDefaultAsync(s => s.Id == before.SessionId, ct) is { EndedAt: null } last)
                last.EndedAt = now;
        var session = new Session
        {
            DistrictId = who.DistrictId,
            Id = Ids.New(now),
            AccountId = who.AccountId!.Value,
            Kind = who.Kind,
            Method = method,
            StartedAt = now,
            SeenAt = now,
            EndsAt =
                now
                + (
                    method == SignInMethod.Wall ? limits.WallLongest
                    : who.Kind == ActorKind.Staff ? limits.StaffLongest
                    : limits.ResidentLongest
                ),
            Address = visitor.Address,
            Device = visitor.Device,
        };
        db.Add(session);
        db.Audit(who, "sign-in.done", who.AccountId, $"{method} {visitor.Address}", now);
        return new Ticket(who.Kind, who.DistrictId, session.AccountId, session.Id, stamp);
    }

    /// <summary>Hands out the cookie of a saved session. A cookie of before is worth nothing any more.</summary>
    public Task HandOut(HttpContext context, Ticket ticket, bool isAdministrator) =>
        HandOut(context, ticket, isAdministrator, isWall: false);

    /// <summary>The same for a screen on a wall: it stays when the browser is closed and asks for no work in between.</summary>
    public async Task HandOut(HttpContext context, Ticket ticket, bool isAdministrator, bool isWall)
    {
        standings.Drop(ticket.DistrictId, ticket.AccountId);
        var now = clock.GetUtcNow();
        var isStaff = ticket.Kind == ActorKind.Staff;
        var idle =
            isWall ? limits.WallLongest
            : isAdministrator ? limits.AdministratorIdle
            : isStaff ? limits.StaffIdle
            : limits.ResidentLongest;
        await context.SignInAsync(
            SessionCookie.Scheme,
            ticket.Principal(),
            new AuthenticationProperties
            {
                IsPersistent = !isStaff || isWall,
                IssuedUtc = now,
                ExpiresUtc = now + idle,
            }
        );
    }
}
