using Gezhi.Identity.Notices;
using Gezhi.Identity.Passkeys;
using Gezhi.Identity.SecondFactors;
using Gezhi.Identity.Sessions;
using Gezhi.Platform.Actors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Identity.Me;

/// <summary>The own password and sessions over the API. 我的账号接口</summary>
internal static class MeEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var me = routes.MapGroup("/api/me").WithTags("Me 我的").RequireStaff();
        me.MapGet("", Read).WithSummary("我的账号 · My account, posts and sessions");
        ChooseNotices.Map(me);
        KeepDevices.Map(me);
        SetUpSecondFactor.Map(me);
        KeepPasskeys.Map(me);
        me.MapPut("/password", Change).WithSummary("修改密码 · Change my password").RequireRateLimiting(Limits.SignIn);
        me.MapDelete(
                "/sessions/{sessionId:guid}",
                async (Guid sessionId, Actor actor, EndSessions end, CancellationToken ct) =>
                {
                    await end.One(actor, sessionId, ct);
                    return Results.NoContent();
                }
            )
            .WithSummary("让一台设备退出 · End one of my sessions");
        me.MapDelete(
                "/sessions",
                async (Actor actor, EndSessions end, HttpContext context, CancellationToken ct) =>
                {
                    await end.Everywhere(actor, context, ct);
                    return Results.NoContent();
                }
            )
            .WithSummary("所有设备退出 · End all my sessions");
        routes.MapGet("/staff", (Actor actor) => Results.LocalRedirect(Home.Of(actor))).RequireStaff().ExcludeFromDescription();
    }

    private static async Task<IResult> Read(ReadMe read, Actor actor, HttpContext context, CancellationToken ct)
    {
        var me = await read.Run(actor, ct);
        var current = context.Features.Get<Ticket>()?.SessionId;
        return Results.Ok(
            new
            {
                me.UserName,
                me.Name,
                me.PasswordSetAt,
                Posts = me.Posts.Select(p => new
                {
                    p.Role,
                    p.AreaCode,
                    p.UnitCode,
                    p.Title,
                    p.ValidFrom,
                    p.ValidTo,
                }),
                Sessions = me.Sessions.Select(s => new
                {
                    s.Id,
                    s.Method,
                    s.Device,
                    s.Address,
                    s.StartedAt,
                    s.SeenAt,
                    IsThis = s.Id == current,
                }),
                me.SignIns,
            }
        );
    }

    private static async Task<IResult> Change(
        ChangePassword.Command command,
        ChangePassword change,
        SignIn signIn,
        Actor actor,
        HttpContext context,
        CancellationToken ct
    )
    {
        await signIn.HandOut(context, await change.Run(command, actor, Visitor.Of(context), ct));
        return Results.NoContent();
    }
}
