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
        services.AddRequestDecompression();
        foreach (var feature in Features)
            services.AddScoped(feature);
        services.AddScoped(provider => new QuestionBook(provider.GetRequiredService<GezhiDb>()));
        services.AddSingleton(new NavItem(89, "/open311", "对外接口", Permission.KeepDeadlines) { Group = NavGroup.Rules });
        return services;
    }

    /// <summary>What clients do beside the specification; call it before routing.</summary>
    public static IApplicationBuilder UseOpen311(this IApplicationBuilder app) => app.UseOldHabits();

    public static IEndpointRouteBuilder MapOpen311(this IEndpointRouteBuilder routes)
    {
        KeepQuestions.Map(routes.MapGroup("/api"));
        Get<ShowDiscovery>(routes, "/open311/discovery", (f, _, ask, ct) => f.Run(ask, ct));
        MapV2(routes, V2);
        MapV2(routes, V2 + "/{jurisdiction:int:length(6)}");
        const string Unknown = V2 + "/{**unknown}";
        Serve(routes.MapGet, Unknown, http => throw Refusal.Missing($"There is nothing at {http.Request.Path}."));
        Serve(routes.MapPost, Unknown, _ => throw Refusal.Missing("Nothing can be posted there."));
        Serve((p, h) => routes.MapMethods(p, ["PUT", "PATCH", "DELETE"], h), Unknown, _ => throw Refusal.NoMethod());
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
        routes
            .MapGet(
                root + "/photos/{id}/{file}",
                (HttpContext http, Door door, Photos f) => door.Stream(http, (ask, ct) => f.Send(http, ask, ct))
            )
            .AllowAnonymous()
            .ExcludeFromDescription();
        Get<ShowDiscovery>(routes, root + "/discovery", (f, _, ask, ct) => f.Run(ask, ct));
        Get<ServiceList>(routes, root + "/services", (f, _, ask, ct) => f.List(ask, ct));
        Get<ServiceList>(routes, root + "/services/{id}", (f, http, _, ct) => f.Define(Id(http), ct));
        Get<ReadRequests>(routes, root + "/requests", (f, _, ask, ct) => f.List(ask, ct));
        Get<ReadRequests>(routes, root + "/requests/{id}", (f, http, ask, ct) => f.One(Id(http), ask, ct));
        Get<Tokens>(routes, root + "/tokens/{id}", (f, http, _, ct) => f.Run(Id(http), ct));
        Get<ListUpdates>(routes, root + "/servicerequestupdates", (f, _, ask, ct) => f.Run(ask, ct));
        Post<PostRequest>(routes, root + "/requests", (f, ask, ct) => f.Run(ask, ct));
        Post<PostUpdate>(routes, root + "/servicerequestupdates", (f, ask, ct) => f.Run(ask, ct));
    }

    /// <summary>With an ending, which counts, and without one, when the header Accept says what is wanted.</summary>
    private static void Get<T>(IEndpointRouteBuilder routes, string path, Func<T, HttpContext, Ask, CancellationToken, Task<Answer>> run)
        where T : notnull
    {
        foreach (var pattern in new[] { path + ".{format}", path })
            routes
                .MapGet(
                    pattern,
                    (HttpContext http, Door door) =>
                        door.Serve(http, (ask, ct) => run(http.RequestServices.GetRequiredService<T>(), http, ask, ct))
                )
                .AllowAnonymous()
                .ExcludeFromDescription();
    }

    private static void Post<T>(IEndpointRouteBuilder routes, string path, Func<T, Ask, CancellationToken, Task<Answer>> run)
        where T : notnull
    {
        foreach (var pattern in new[] { path + ".{format}", path })
            routes
                .MapPost(
                    pattern,
                    (HttpContext http, Door door) =>
                        door.Serve(http, (ask, ct) => run(http.RequestServices.GetRequiredService<T>(), ask, ct))
                )
                .AllowAnonymous()
                .DisableAntiforgery()
                .ExcludeFromDescription();
    }

    /// <summary>What is nowhere else answers in the words of the protocol as well.</summary>
    private static void Serve(Func<string, Delegate, RouteHandlerBuilder> map, string pattern, Func<HttpContext, Task<Answer>> run) =>
        map(pattern, (HttpContext http, Door door) => door.Serve(http, (_, _) => run(http)))
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
        typeof(Notes),
        typeof(Photos),
        typeof(ReadRequests),
        typeof(ExportRequests),
        typeof(PostRequest),
        typeof(Tokens),
        typeof(ListUpdates),
        typeof(PostUpdate),
    ];
}
