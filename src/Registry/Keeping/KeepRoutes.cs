using Gezhi.Platform.Actors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Registry.Keeping;

/// <summary>The two doors of every kind of record: POST adds, PUT mends. 登记与修改接口</summary>
internal static class KeepRoutes
{
    public static void Keeps<TCommand, TFeature>(
        this IEndpointRouteBuilder api,
        string kind,
        string what,
        Func<TFeature, Guid?, TCommand, Actor, CancellationToken, Task<Guid>> run
    )
        where TFeature : notnull
    {
        api.MapPost(
                $"/{kind}",
                async (TCommand command, TFeature feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(new { Id = await run(feature, null, command, actor, ct) })
            )
            .WithSummary($"登记{what}: add");
        api.MapPut(
                $"/{kind}/{{id:guid}}",
                async (Guid id, TCommand command, TFeature feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(new { Id = await run(feature, id, command, actor, ct) })
            )
            .WithSummary($"修改{what}: mend");
    }
}
