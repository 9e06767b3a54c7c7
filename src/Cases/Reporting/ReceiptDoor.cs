using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Cases.Reporting;

/// <summary>Doors where something is reported as data or as a form with files: the same key gets the same receipt. 上报接口</summary>
internal static class ReceiptDoor
{
    /// <summary>What a feature does with what was said; the text is the idempotency key.</summary>
    public delegate Task<CreateReport.Receipt> Take<TFeature, TCommand>(
        TFeature feature,
        TCommand command,
        IReadOnlyList<IncomingFile> files,
        string? key,
        Actor actor,
        CancellationToken ct
    );

    public static RouteHandlerBuilder MapReport<TFeature, TCommand>(
        this IEndpointRouteBuilder api,
        string path,
        Take<TFeature, TCommand> take
    )
        where TFeature : notnull
        where TCommand : notnull =>
        api.MapPost(
                path,
                async (HttpRequest request, TFeature feature, Actor actor, CancellationToken ct) =>
                {
                    var (command, files) = await FormOrJson.Read<TCommand>(request, ct);
                    var key = OwnKey(request, request.Headers["Idempotency-Key"].FirstOrDefault(), actor);
                    var receipt = await take(feature, command, files, key, actor, ct);
                    return TypedResults.Created($"/receipt/{receipt.ReceiptNo}", receipt);
                }
            )
            .Accepts<TCommand>("application/json", "multipart/form-data");

    /// <summary>The key bound to whoever sends it: account, or the cookie that every browser has that once saw a form.</summary>
    public static string? OwnKey(HttpRequest request, string? key, Actor actor) =>
        Once.Bound(key, actor.AccountId, request.Cookies.FirstOrDefault(c => c.Key.EndsWith("gezhi-form", StringComparison.Ordinal)).Value);
}
