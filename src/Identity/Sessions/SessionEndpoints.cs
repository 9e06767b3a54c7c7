using Gezhi.Identity.Passkeys;
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
        session
            .MapPost("/code", Second)
            .WithSummary("登录第二步 · The code of the app, when the first step asked for it")
            .AllowAnonymous()
            .RequireRateLimiting(Limits.SignIn);
        session
            .MapPost("/passkey/options", (SignInByPasskey signIn, HttpContext http) => signIn.Ask(http))
            .WithSummary("通行密钥登录的参数 · What the browser needs to sign in by passkey")
            .AllowAnonymous()
            .RequireRateLimiting(Limits.SignIn);
        session
            .MapPost("/passkey", Passkey)
            .WithSummary("通行密钥登录 · Sign in by passkey")
            .AllowAnonymous()
            .RequireRateLimiting(Limits.SignIn);
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
    /// <param name="NeedsNewPassword">Posts rest until a new password is chosen.</param>
    /// <param name="NeedsSecondFactor">Posts rest until a second factor is set up.</param>
    internal sealed record MeView(
        string Name,
        ActorKind Kind,
        int DistrictId,
        bool NeedsNewPassword,
        bool NeedsSecondFactor,
        IReadOnlyList<ActorPost> Posts
    );

    /// <param name="Step">Null: signed in. Else for <c>/api/session/code</c>, within five minutes.</param>
    internal sealed record Begun(bool NeedsNewPassword, bool NeedsSecondFactor, string? Step);

    private static async Task<IResult> Begin(SignIn.Command command, SignIn signIn, HttpContext context, CancellationToken ct)
    {
        var answer = await signIn.Run(command, Visitor.Of(context), ct);
        return answer.SignedIn is { } done ? await Done(done, signIn, context) : Results.Ok(new Begun(false, false, answer.Step));
    }

    private static async Task<IResult> Second(
        EnterFactor.Command command,
        EnterFactor type,
        SignIn signIn,
        HttpContext context,
        CancellationToken ct
    ) => await Done(await type.Run(command, Visitor.Of(context), ct), signIn, context);

    private static async Task<IResult> Passkey(
        SignInByPasskey.Command command,
        SignInByPasskey byPasskey,
        SignIn signIn,
        HttpContext context,
        CancellationToken ct
    ) => await Done(await byPasskey.Run(command, context, ct), signIn, context);

    private static async Task<IResult> Done(SignIn.SignedIn done, SignIn signIn, HttpContext context)
    {
        await signIn.HandOut(context, done);
        return Results.Ok(new Begun(done.NeedsNewPassword, done.NeedsSecondFactor, null));
    }

    private static MeView Me(Actor actor, HttpContext context) =>
        new(
            actor.Name,
            actor.Kind,
            actor.DistrictId,
            context.Features.Get<Standing>()?.NeedsNewPassword ?? false,
            context.Features.Get<Standing>()?.NeedsSecondFactor ?? false,
            actor.Posts
        );

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
