using Gezhi.Platform.Actors;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Identity.Sessions;

/// <summary>The session as a thing: POST begins it, GET tells who I am, DELETE ends it. 会话接口</summary>
internal static class SessionEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var session = routes.MapGroup("/api/session").WithTags("Session 登录");
        session.MapPost("", Begin).WithSummary("登录 · Sign in").AllowAnonymous().RequireRateLimiting(Limits.SignIn);
        session.MapGet("", Me).WithSummary("我是谁 · Who is signed in, with today's posts").RequireAuthorization();
        session.MapDelete("", End).WithSummary("退出登录 · Sign out").RequireAuthorization();
        routes.MapPost("/sign-out", SignOutForm).AllowAnonymous().ExcludeFromDescription();
        routes
            .MapGet("/api/form-token", FormToken)
            .WithSummary("表单令牌 · A token for forms that a script sends")
            .AllowAnonymous()
            .WithTags("Session 登录");
    }

    /// <summary>Who I am and which posts I hold today.</summary>
    internal sealed record MeView(string Name, ActorKind Kind, int DistrictId, bool NeedsNewPassword, IReadOnlyList<ActorPost> Posts);

    private static async Task<IResult> Begin(SignIn.Command command, SignIn signIn, HttpContext context, CancellationToken ct)
    {
        var signedIn = await signIn.Run(command, Visitor.Of(context), ct);
        await signIn.HandOut(context, signedIn);
        return Results.Ok(new { signedIn.NeedsNewPassword });
    }

    private static MeView Me(Actor actor, HttpContext context) =>
        new(actor.Name, actor.Kind, actor.DistrictId, context.Features.Get<Standing>()?.NeedsNewPassword ?? false, actor.Posts);

    private static async Task<IResult> End(Actor actor, EndSessions end, HttpContext context, CancellationToken ct)
    {
        await end.Current(actor, context, ct);
        return Results.NoContent();
    }

    private static async Task<IResult> SignOutForm(
        Actor actor,
        EndSessions end,
        IAntiforgery forms,
        HttpContext context,
        CancellationToken ct
    )
    {
        await forms.ValidateRequestAsync(context);
        await end.Current(actor, context, ct);
        return Results.LocalRedirect(actor.Kind == ActorKind.Staff ? "/sign-in" : "/");
    }

    /// <summary>A fresh antiforgery token, fetched right before an outbox replays a form.</summary>
    private static IResult FormToken(IAntiforgery forms, HttpContext context)
    {
        var tokens = forms.GetAndStoreTokens(context);
        context.Response.Headers.CacheControl = "no-store";
        return Results.Ok(
            new
            {
                tokens.HeaderName,
                tokens.FormFieldName,
                Token = tokens.RequestToken,
            }
        );
    }
}
