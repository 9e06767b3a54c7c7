using Gezhi.Identity.Invitations;
using Gezhi.Identity.SecondFactors;
using Gezhi.Identity.Sessions;
using Gezhi.Platform.Actors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Identity.Accounts;

/// <summary>Accounts over the API, for the system administrator. 账号接口</summary>
internal static class AccountEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var accounts = routes.MapGroup("/api/accounts").WithTags("Accounts 账号").RequirePermission(Permission.ManageAccounts);
        accounts
            .MapGet("", (string? find, string? after, ReadAccounts read, CancellationToken ct) => read.Page(find, after, ct))
            .WithSummary("账号列表 · List accounts");
        accounts.MapPost("", Create).WithSummary("新建账号 · Create an account");
        accounts.MapPost("/{accountId:guid}/password", Reset).WithSummary("重置密码 · Reset a password");
        accounts
            .MapPost(
                "/{accountId:guid}/disabling",
                (Guid accountId, DisableAccount disable, Actor actor, CancellationToken ct) => Done(disable.Disable(accountId, actor, ct))
            )
            .WithSummary("停用账号 · Disable an account");
        accounts
            .MapDelete(
                "/{accountId:guid}/disabling",
                (Guid accountId, DisableAccount disable, Actor actor, CancellationToken ct) => Done(disable.Enable(accountId, actor, ct))
            )
            .WithSummary("启用账号 · Enable an account");
        MapSignIns(accounts);
        accounts
            .MapDelete(
                "/{accountId:guid}/lock",
                (Guid accountId, DisableAccount disable, Actor actor, CancellationToken ct) => Done(disable.Unlock(accountId, actor, ct))
            )
            .WithSummary("解锁账号 · Unlock an account");
    }

    private static void MapSignIns(RouteGroupBuilder accounts)
    {
        accounts
            .MapPost(
                "/{accountId:guid}/invitation",
                async (Guid accountId, Invite invite, Actor actor, CancellationToken ct) =>
                    Results.Ok(await invite.Run(accountId, actor, ct))
            )
            .WithSummary("邀请 · A letter with a link that opens once; password and sessions of before end");
        accounts
            .MapDelete(
                "/{accountId:guid}/second-factor",
                (Guid accountId, ResetSecondFactor reset, Actor actor, CancellationToken ct) => Done(reset.Run(accountId, actor, ct))
            )
            .WithSummary("清除二次验证 · Take app and passkeys away, when the person lost them");
        accounts
            .MapDelete(
                "/{accountId:guid}/sessions",
                (Guid accountId, EndSessions end, Actor actor, CancellationToken ct) => Done(end.OfAccount(accountId, actor, ct))
            )
            .WithSummary("让该账号全部退出 · End all sessions of an account");
    }

    private static async Task<IResult> Create(CreateAccount.Command command, CreateAccount create, Actor actor, CancellationToken ct)
    {
        var created = await create.Run(command, actor, ct);
        return Results.Created($"/api/accounts/{created.Id}", created);
    }

    private static async Task<IResult> Reset(Guid accountId, ResetPassword reset, Actor actor, CancellationToken ct) =>
        Results.Ok(new { Password = await reset.Run(accountId, actor, ct) });

    private static async Task<IResult> Done(Task work)
    {
        await work;
        return Results.NoContent();
    }
}
