using Gezhi.Platform.Actors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Primitives;

namespace Gezhi.Platform.Ui;

/// <summary>Headers that keep foreign script, frames and sniffing out of every answer. 安全响应头</summary>
public static class SecurityHeaders
{
    /// <summary>No inline script or style anywhere: a page that needs either is wrong, not this policy.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; media-src 'self' blob:; "
        + "font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'; worker-src 'self'";

    /// <summary>Adds the headers; call it first, so that errors carry them as well.</summary>
    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app)
    {
        var overTlsOnly = app.ApplicationServices.GetRequiredService<IWebHostEnvironment>().IsProduction();
        return app.Use(
            (context, next) =>
            {
                context.Response.OnStarting(() =>
                {
                    Set(context.Response.Headers, overTlsOnly && context.Request.IsHttps);
                    KeepFromOthers(context);
                    return Task.CompletedTask;
                });
                return next(context);
            }
        );
    }

    /// <summary>What is shown to somebody who is signed in stays in no cache, unless the answer has said itself how long it may be kept.</summary>
    private static void KeepFromOthers(HttpContext context)
    {
        var headers = context.Response.Headers;
        if (
            context.Actor()?.AccountId is not null
            && StringValues.IsNullOrEmpty(headers.CacheControl)
            && StringValues.IsNullOrEmpty(headers.ETag)
        )
            headers.CacheControl = "private, no-store";
    }

    private static void Set(IHeaderDictionary headers, bool strictTransport)
    {
        if (StringValues.IsNullOrEmpty(headers.ContentSecurityPolicy)) // an answer may have set a stricter one
            headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "geolocation=(self), camera=(self), microphone=(self), payment=(), usb=(), browsing-topics=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (strictTransport)
            headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
    }
}
