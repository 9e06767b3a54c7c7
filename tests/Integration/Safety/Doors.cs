using Gezhi.Platform.Actors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Tests.Integration.Safety;

/// <summary>One way into the running host: an endpoint and a method.</summary>
internal sealed record Door(string Method, string Pattern, RouteEndpoint Endpoint)
{
    public bool IsPublic => Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    public bool IsForResidents => Endpoint.Metadata.GetMetadata<RequiresResidentAttribute>() is not null;

    /// <summary>A page or a picture for people; else an answer for programs.</summary>
    public bool IsForPeople => !Pattern.StartsWith("/api/", StringComparison.Ordinal);

    public bool TakesFormsOnly =>
        Endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is { } takes && !takes.ContentTypes.Contains("application/json");

    public string Name => $"{Method} {Pattern}";

    private Permission[][] Needed => [.. Endpoint.Metadata.OfType<RequiresPermissionAttribute>().Select(p => p.AnyOf.ToArray())];

    /// <summary>Roles that may come in, by the door's own words; the others may not.</summary>
    public bool LetsIn(Role role) => Needed.All(anyOf => anyOf.Any(p => RolePermissions.Has(role, p)));

    /// <summary>The address with every place filled: ids of a case, an account…, else ids of nobody.</summary>
    public string Address(IReadOnlyDictionary<string, string>? ids = null)
    {
        var address = Pattern;
        foreach (var parameter in Endpoint.RoutePattern.Parameters)
        {
            var stars = parameter.IsCatchAll ? (parameter.EncodeSlashes ? "*" : "**") : "";
            var start = address.IndexOf("{" + stars + parameter.Name, StringComparison.Ordinal);
            var end = address.IndexOf('}', start);
            address = address[..start] + (ids?.GetValueOrDefault(parameter.Name) ?? Nobody(parameter)) + address[(end + 1)..];
        }
        return address;
    }

    private static string Nobody(Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter) =>
        parameter.Name switch
        {
            _ when parameter.ParameterPolicies.Any(p => p.Content == "int") => "1",
            "hash" => new string('0', 64),
            "size" => "original",
            "code" => "U1",
            _ => "01993f2e-0000-7000-8000-000000000000",
        };

    /// <summary>Every door of the host that is not a static file.</summary>
    public static IReadOnlyList<Door> Of(Town town) =>
        [
            .. town
                .Services.GetRequiredService<EndpointDataSource>()
                .Endpoints.OfType<RouteEndpoint>()
                .Where(e => e.Metadata.All(m => m.GetType().Name != "StaticAssetDescriptor") && !IsOfTheFramework(e))
                .SelectMany(e =>
                    (e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]).Select(m => new Door(
                        m,
                        "/" + e.RoutePattern.RawText!.Trim('/'),
                        e
                    ))
                )
                .OrderBy(d => d.Name, StringComparer.Ordinal),
        ];

    /// <summary>Blazor's own: answers nothing without a token of a redirect that it made itself; a file that is not there.</summary>
    private static bool IsOfTheFramework(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText is "/_framework/opaque-redirect" or "{**path:file}" or "{*path:nonfile}";
}
