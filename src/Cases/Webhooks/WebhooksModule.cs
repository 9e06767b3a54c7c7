using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Cases.Webhooks;

/// <summary>Programs elsewhere are told of what happens to cases. 事件推送</summary>
internal static class WebhooksModule
{
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddLoop<WebhookWatch>();
        services.AddSingleton<IEventHandler, WebhookPlan>();
        services.AddSingleton<IParcelCarrier, WebhookCarrier>();
        services.AddScoped<KeepWebhooks>();
        return services.AddSingleton(new NavItem(96, "/admin/webhooks", "事件推送", Permission.SeeOperations) { Group = NavGroup.Running });
    }

    public static void MapWebhooks(this IEndpointRouteBuilder api)
    {
        var hooks = api.MapGroup("/webhooks").WithTags("Webhooks 事件推送").RequirePermission(Permission.SeeOperations);
        hooks.MapGet("", (KeepWebhooks keep, CancellationToken ct) => keep.All(ct)).WithSummary("事件推送列表 · List webhooks");
        hooks
            .MapPost(
                "",
                (KeepWebhooks.Command command, KeepWebhooks keep, Actor actor, CancellationToken ct) => keep.Make(command, actor, ct)
            )
            .WithSummary("登记推送地址 · Make a webhook; its secret is shown this once");
        var one = hooks.MapGroup("/{webhookId:guid}");
        one.MapPut(
                "",
                (Guid webhookId, KeepWebhooks.Command command, KeepWebhooks keep, Actor actor, CancellationToken ct) =>
                    Done(keep.Change(webhookId, command, actor, ct))
            )
            .WithSummary("修改推送地址 · Change a webhook");
        one.MapDelete("", (Guid webhookId, KeepWebhooks keep, Actor actor, CancellationToken ct) => Done(keep.Drop(webhookId, actor, ct)))
            .WithSummary("删除推送地址 · Delete a webhook");
        one.MapPut(
                "/on",
                (Guid webhookId, KeepWebhooks keep, Actor actor, CancellationToken ct) => Done(keep.Turn(webhookId, true, actor, ct))
            )
            .WithSummary("打开推送 · Switch a webhook on");
        one.MapDelete(
                "/on",
                (Guid webhookId, KeepWebhooks keep, Actor actor, CancellationToken ct) => Done(keep.Turn(webhookId, false, actor, ct))
            )
            .WithSummary("关掉推送 · Switch a webhook off");
        one.MapPost("/secret", (Guid webhookId, KeepWebhooks keep, Actor actor, CancellationToken ct) => keep.Renew(webhookId, actor, ct))
            .WithSummary("换签名密钥 · A new secret");
        one.MapPost("/ping", (Guid webhookId, KeepWebhooks keep, CancellationToken ct) => Done(keep.Ping(webhookId, ct)))
            .WithSummary("测试消息 · Send a test message");
        one.MapGet("/deliveries", (Guid webhookId, KeepWebhooks keep, CancellationToken ct) => keep.Deliveries(webhookId, ct))
            .WithSummary("最近的推送 · The last deliveries");
        one.MapPost(
                "/deliveries/{deliveryId:guid}/again",
                (Guid webhookId, Guid deliveryId, KeepWebhooks keep, Actor actor, CancellationToken ct) =>
                    Done(keep.Again(webhookId, deliveryId, actor, ct))
            )
            .WithSummary("再发一次 · Send a delivery again");
    }

    private static async Task<IResult> Done(Task work)
    {
        await work;
        return Results.NoContent();
    }
}
