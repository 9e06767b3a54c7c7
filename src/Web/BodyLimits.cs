using Microsoft.AspNetCore.Http.Features;

namespace Gezhi.Web;

/// <summary>How much one request may bring, by what it brings: photos and films may be long, words may not. 请求大小</summary>
/// <remarks>
/// The server's own limit is that of six photos and a film. Doors of other systems (channels, Open311) set their own, since an order may carry its photos
/// inside; so does the import of ledgers. How slowly a body may come in is bounded by Kestrel itself (240 bytes a second, headers within 30 s).
/// </remarks>
internal static class BodyLimits
{
    /// <summary>A command or a batch of field entries, bytes.</summary>
    public const long LongestJson = 8L << 20;

    /// <summary>A form without files, bytes.</summary>
    public const long LongestForm = 4L << 20;

    /// <summary>A form on which a stranger types a few words, bytes: a text far too long is answered in words, not by a broken line.</summary>
    public const long LongestWords = 1L << 20;

    /// <summary>Pages of strangers that take words alone.</summary>
    private static readonly HashSet<string> WordsOnly = new(StringComparer.Ordinal)
    {
        "/sign-in",
        "/sign-in/second",
        "/sign-out",
        "/my/sign-in",
        "/join/{Token}",
        "/contact",
        "/contact/{Code}",
        "/help",
        "/receipt",
        "/anchors",
        "/docs/api",
        "/error/{status:int}",
        "/api/session",
        "/api/session/code",
        "/api/session/passkey",
        "/api/session/passkey/options",
        "/api/resident-session",
        "/api/resident-session/code",
    };

    /// <summary>After routing, before anything reads the body.</summary>
    public static IApplicationBuilder UseBodyLimits(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
            {
                if (Longest(http) is { } bytes && http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                    size.MaxRequestBodySize = bytes;
                return next(http);
            }
        );

    private static long? Longest(HttpContext http)
    {
        var pattern = "/" + (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText?.Trim('/');
        if (WordsOnly.Contains(pattern))
            return LongestWords;
        if (HasOwn(http.Request.Path))
            return null;
        var type = http.Request.ContentType ?? "";
        return type.Contains("json", StringComparison.OrdinalIgnoreCase) ? LongestJson
            : type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) ? LongestForm
            : null;
    }

    private static bool HasOwn(PathString path) =>
        path.StartsWithSegments("/open311", StringComparison.OrdinalIgnoreCase)
        || path.StartsWithSegments("/api/channels", StringComparison.OrdinalIgnoreCase);
}
