using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Open311.Wire;

/// <summary>
/// What clients in the wild do and the specification does not say: double slashes where an endpoint that ends in one was joined with a path that
/// begins with one, none where neither has one, HEAD instead of GET, a browser asking first whether it may, a packed body. Before routing. 客户端习惯
/// </summary>
internal static partial class OldHabits
{
    private const string Root = "/open311";

    public static IApplicationBuilder UseOldHabits(this IApplicationBuilder app) =>
        app.Use(Serve).UseWhen(http => IsOurs(http.Request.Path.Value ?? ""), ours => ours.UseRequestDecompression());

    private static Task Serve(HttpContext http, RequestDelegate next)
    {
        var path = http.Request.Path.Value ?? "";
        if (path.Contains("//", StringComparison.Ordinal) && Slashes().Replace(path, "/") is var single && IsOurs(single))
            http.Request.Path = path = single;
        if (Joined().Match(path) is { Success: true } joined)
            http.Request.Path = path = $"{Root}/v2/{joined.Groups["path"].Value}";
        if (!IsOurs(path))
            return next(http);
        var method = http.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method))
            http.Response.Headers.AccessControlAllowOrigin = "*"; // reading is for everybody; no cookie counts here
        if (HttpMethods.IsOptions(method))
            return Allow(http);
        return HttpMethods.IsHead(method) ? Head(http, next) : next(http);
    }

    private static bool IsOurs(string path) =>
        path.StartsWith(Root + "/v2/", StringComparison.OrdinalIgnoreCase)
        || path.StartsWith(Root + "/discovery", StringComparison.OrdinalIgnoreCase);

    private static Task Allow(HttpContext http)
    {
        http.Response.StatusCode = StatusCodes.Status204NoContent;
        http.Response.Headers.Allow = "GET, HEAD, POST, OPTIONS";
        http.Response.Headers.AccessControlAllowMethods = "GET, HEAD";
        http.Response.Headers.AccessControlAllowHeaders = "*";
        http.Response.Headers.AccessControlMaxAge = "86400";
        return Task.CompletedTask;
    }

    /// <summary>As GET, without the body.</summary>
    private static async Task Head(HttpContext http, RequestDelegate next)
    {
        http.Request.Method = HttpMethods.Get;
        var body = http.Response.Body;
        http.Response.Body = Stream.Null;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = body;
            http.Request.Method = HttpMethods.Head;
        }
    }

    /// <summary>v2services: an endpoint without a slash at its end and a path without one at its beginning.</summary>
    [GeneratedRegex(
        "^/open311/v2(?<path>(discovery|services|requests|tokens|servicerequestupdates)[./].*)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Joined();

    [GeneratedRegex("/{2,}", RegexOptions.None, 1000)]
    private static partial Regex Slashes();
}
