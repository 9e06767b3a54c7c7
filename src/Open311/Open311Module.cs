using Gezhi.Open311.Catalogue;
using Gezhi.Open311.Contract;
using Gezhi.Open311.Discovery;
using Gezhi.Open311.Requests;
using Gezhi.Open311.RequestUpdates;
using Gezhi.Open311.Wire;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Open311;

/// <summary>Open311 GeoReport v2: other platforms report here and fetch the answers. Open311接口</summary>
public static class Open311Module
{
    private const string V2 = "/open311/v2";

    public static IServiceCollection AddOpen311(this IServiceCollection services)
    {
        services.AddSingleton<Gate>();
        foreach (var feature in Features)
            services.AddScoped(feature);
        services.AddScoped(provider => new QuestionBook(provider.GetRequiredService<GezhiDb>()));
        services.AddSingleton(new NavItem(89, "/open311", "对外接口", Permission.KeepDeadlines));
        return services;
    }

    /// <summary>What clients do beside the specification; call it before routing.</summary>
    public static IApplicationBuilder UseOpen311(this IApplicationBuilder app) => app.UseOldHabits();

    public static IEndpointRouteBuilder MapOpen311(this IEndpointRouteBuilder routes)
    {
        KeepQuestions.Map(routes.MapGroup("/api"));
        Get<ShowDiscovery>(routes, "/open311/discovery.{format}", (f, _, ask, ct) => f.Run(ask, ct));
        Get<ShowDiscovery>(routes, "/open311/discovery", (f, _, ask, ct) => f.Run(ask, ct));
        Get<ShowDiscovery>(routes, $"{V2}/discovery", (f, _, ask, ct) => f.Run(ask, ct));
        MapV2(routes, V2);
        MapV2(routes, V2 + "/{jurisdiction:int:length(6)}");
        Get<ShowDiscovery>(
            routes,
            $"{V2}/{{**unknown}}",
            (_, http, _, _) => throw Refusal.Missing($"There is nothing at {http.Request.Path}.")
        );
        Post<ShowDiscovery>(routes, $"{V2}/{{**unknown}}", (_, _, _) => throw Refusal.Missing("Nothing can be posted there."));
        return routes;
    }

    private static void MapV2(IEndpointRouteBuilder routes, string root)
    {
        routes
            .MapGet(
                root + "/requests.csv",
                (HttpContext http, Door door, ExportRequests f) => door.Stream(http, (ask, ct) => f.Run(http, ask, ct))
            )
            .AllowAnonymous()
            .ExcludeFromDescription();
        Get<ShowDiscovery>(routes, root + "/discovery.{format}", (f, _, ask, ct) => f.Run(ask, ct));
        Get<ServiceList>(routes, root + "/services.{format}", (f, _, ask, ct) => f.List(ask, ct));
        Get<ServiceList>(routes, root + "/services/{id}.{format}", (f, http, _, ct) => f.Define(Id(http), ct));
        Get<ReadRequests>(routes, root + "/requests.{format}", (f, _, ask, ct) => f.List(ask, ct));
        Get<ReadRequests>(routes, root + "/requests/{id}.{format}", (f, http, ask, ct) => f.One(Id(http), ask, ct));
        Get<Tokens>(routes, root + "/tokens/{id}.{format}", (f, http, _, ct) => f.Run(Id(http), ct));
        Get<ListUpdates>(routes, root + "/servicerequestupdates.{format}", (f, _, ask, ct) => f.Run(ask, ct));
        Post<PostRequest>(routes, root + "/requests.{format}", (f, ask, ct) => f.Run(ask, ct));
        Post<PostUpdate>(routes, root + "/servicerequestupdates.{format}", (f, ask, ct) => f.Run(ask, ct));
    }

    private static void Get<T>(IEndpointRouteBuilder routes, string pattern, Func<T, HttpContext, Ask, CancellationToken, Task<Answer>> run)
        where T : notnull =>
        routes
            .MapGet(
                pattern,
                (HttpContext http, Door door) =>
                    door.Serve(http, (ask, ct) => run(http.RequestServices.GetRequiredService<T>(), http, ask, ct))
            )
            .AllowAnonymous()
            .ExcludeFromDescription();

    private static void Post<T>(IEndpointRouteBuilder routes, string pattern, Func<T, Ask, CancellationToken, Task<Answer>> run)
        where T : notnull =>
        routes
            .MapPost(
                pattern,
                (HttpContext http, Door door) => door.Serve(http, (ask, ct) => run(http.RequestServices.GetRequiredService<T>(), ask, ct))
            )
            .AllowAnonymous()
            .DisableAntiforgery()
            .ExcludeFromDescription();

    private static string Id(HttpContext http) => http.GetRouteValue("id") as string ?? "";

    private static readonly Type[] Features =
    [
        typeof(Door),
        typeof(ShowDiscovery),
        typeof(ServiceList),
        typeof(KeepQuestions),
        typeof(RequestView),
        typeof(ReadRequests),
        typeof(ExportRequests),
        typeof(PostRequest),
        typeof(Tokens),
        typeof(ListUpdates),
        typeof(PostUpdate),
    ];
}
