using Gezhi.Platform;
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
        where TCommand : class
        where TFeature : notnull
    {
        api.MapPost(
                $"/{kind}",
                async (TCommand? command, TFeature feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(new WrittenId(await run(feature, null, Sent(command), actor, ct)))
            )
            .WithSummary($"登记{what}: add");
        api.MapPut(
                $"/{kind}/{{id:guid}}",
                async (Guid id, TCommand command, TFeature feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(new WrittenId(await run(feature, id, Sent(command), actor, ct)))
            )
            .WithSummary($"修改{what}: mend");
    }

    /// <summary>Of a generic type the binder does not see that a body is needed.</summary>
    private static TCommand Sent<TCommand>(TCommand? command)
        where TCommand : class => command ?? throw new BadHttpRequestException("no body");
}
