using Gezhi.Identity.Notices;
using Gezhi.Identity.Sessions;
using Gezhi.Platform.Actors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Identity.Residents;

/// <summary>Phone and code as an API, beside the page. 居民登录接口</summary>
internal static class ResidentEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/resident-session").WithTags("Session 登录").AllowAnonymous();
        api.MapPost("/code", Ask).WithSummary("获取验证码 · Send a one-time code to a phone").RequireRateLimiting(Limits.Code);
        api.MapPost("", Begin).WithSummary("居民登录 · A resident signs in with a code").RequireRateLimiting(Limits.SignIn);
        KeepDevices.Map(routes.MapGroup("/api/my").WithTags("Me 我的").RequireResident());
    }

    private static async Task<IResult> Ask(AskCode.Command command, AskCode ask, CancellationToken ct)
    {
        await ask.Run(command, ct);
        return Results.NoContent();
    }

    private static async Task<IResult> Begin(EnterCode.Command command, EnterCode enter, HttpContext context, CancellationToken ct)
    {
        await enter.HandOut(context, await enter.Run(command, Visitor.Of(context), ct));
        return Results.NoContent();
    }
}
