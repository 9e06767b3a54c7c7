using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Diagnostics;

namespace Gezhi.Web.Shell;

/// <summary>A refusal without a body becomes a page for people and a problem for programs. 状态页</summary>
internal static class StatusPages
{
    /// <summary>
    /// Runs when the pipeline is walked again for the error page. That page is always asked for by GET: a refused form would be checked for its token
    /// a second time and end as another refusal.
    /// </summary>
    public static Task Answer(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not { } first)
            return next(context);
        var (path, request) = (context.Request.Path, context.Request);
        request.Path = first.OriginalPath;
        var isProgram = ProblemMapper.WantsJson(request);
        request.Path = path;
        if (isProgram)
            return context
                .RequestServices.GetRequiredService<ProblemMapper>()
                .Answer(context, context.Response.StatusCode, CodeOf(context.Response.StatusCode, context));
        if (!HttpMethods.IsHead(request.Method))
            request.Method = HttpMethods.Get;
        request.ContentType = null;
        return next(context);
    }

    /// <summary>The code that was given for the refusal, else what the status usually means.</summary>
    public static string CodeOf(int status, HttpContext? context) =>
        context?.Features.Get<RefusedCode>()?.Value
        ?? status switch
        {
            400 or 415 => "input.unreadable",
            401 => "actor.sign-in",
            403 => "actor.forbidden",
            404 or 405 => "not-found",
            413 => "input.too-large",
            429 => "too-many-requests",
            503 => "busy",
            _ => "fault",
        };
}
