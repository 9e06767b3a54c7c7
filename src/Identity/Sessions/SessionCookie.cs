using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Sessions;

/// <summary>When the cookie of the request runs out, UTC. 会话到期</summary>
internal sealed record CookieEnd(DateTime At);

/// <summary>Turns the cookie into an actor, or into nothing when the session is over; answers who may not come in. 会话 Cookie</summary>
internal sealed class SessionCookie(GezhiDb db, Standings standings, ProblemMapper problems, TimeProvider clock)
    : CookieAuthenticationEvents
{
    public const string Scheme = "gezhi";

    /// <summary>Requests with this header are made by the page, not by the person: they do not keep a session awake.</summary>
    public const string BackgroundHeader = "Gezhi-Background";

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var http = context.HttpContext;
        if (Ticket.Of(context.Principal) is { } ticket)
        {
            var standing = await standings.Of(db.In(ticket.DistrictId), ticket, http.RequestAborted);
            if (standing?.ActorOf(ticket) is { } actor)
            {
                http.Features.Set(ticket);
                if (standing.Walls.Contains(ticket.SessionId))
                {
                    if (!HungWall.Opens(http.Request))
                    {
                        context.RejectPrincipal(); // nobody there; the screen keeps its cookie for the wall
                        return;
                    }
                    http.Features.Set(new HungWall.Mark());
                }
                http.Features.Set(actor);
                http.Features.Set(standing);
                http.Features.Set(new CookieEnd(context.Properties.ExpiresUtc?.UtcDateTime ?? clock.UtcNow));
                return;
            }
        }
        context.RejectPrincipal();
        await http.SignOutAsync(Scheme);
    }

    public override async Task CheckSlidingExpiration(CookieSlidingExpirationContext context)
    {
        var request = context.HttpContext.Request;
        if (request.Headers.ContainsKey(BackgroundHeader) || request.Headers.Accept.Contains("text/event-stream"))
            context.ShouldRenew = false;
        if (!context.ShouldRenew || Ticket.Of(context.Principal) is not { } ticket)
            return;
        var ct = context.HttpContext.RequestAborted;
        db.In(ticket.DistrictId);
        if (await db.Sessions.FirstOrDefaultAsync(s => s.Id == ticket.SessionId, ct) is { } session)
        {
            session.SeenAt = clock.UtcNow;
            await db.Save(ct);
        }
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        var http = context.HttpContext;
        if (ProblemMapper.WantsJson(http.Request))
            return problems.Refuse(http, StatusCodes.Status401Unauthorized, "actor.sign-in");
        if (IsAskedByScript(http.Request))
        {
            http.Response.StatusCode = StatusCodes.Status401Unauthorized; // a script would take the sign-in page for its answer and ask again at once
            return http.Response.CompleteAsync();
        }
        var isForResidents = http.GetEndpoint()?.Metadata.GetMetadata<RequiresResidentAttribute>() is not null;
        http.Response.Redirect(
            (isForResidents ? "/my/sign-in" : "/sign-in") + "?returnUrl=" + Uri.EscapeDataString(ReturnUrl(http.Request))
        );
        return Task.CompletedTask;
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        var http = context.HttpContext;
        var (code, page) = http.Features.Get<Standing>() switch
        {
            { NeedsNewPassword: true } => ("password.change-first", "/me/password"),
            { NeedsSecondFactor: true } => ("second-factor.set-up-first", "/me/second-factor"),
            _ => ("actor.forbidden", ""),
        };
        if (page == "" || ProblemMapper.WantsJson(http.Request))
            return problems.Refuse(http, StatusCodes.Status403Forbidden, code);
        http.Response.Redirect(page);
        return Task.CompletedTask;
    }

    /// <summary>A part of a page or a stream, fetched without a person pressing anything; what htmx boosts is a person's own press.</summary>
    private static bool IsAskedByScript(HttpRequest request) =>
        request.Headers.Accept.Any(a => a is not null && a.Contains("text/event-stream", StringComparison.OrdinalIgnoreCase))
        || request.Headers.ContainsKey(BackgroundHeader)
        || request.Headers.ContainsKey("X-Requested-With")
        || (request.Headers.ContainsKey("HX-Request") && !request.Headers.ContainsKey("HX-Boosted"));

    /// <summary>Where to go on after the sign-in; a form that was sent cannot be sent again, so its page.</summary>
    private static string ReturnUrl(HttpRequest request) => request.PathBase + request.Path + request.QueryString;
}
