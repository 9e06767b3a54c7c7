using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Gezhi.Platform.Problems;

/// <summary>A refusal as people and programs read it. 问题</summary>
public sealed record Problem(
    int Status,
    string Code,
    string Title,
    string Detail,
    IReadOnlyDictionary<string, string[]>? Errors = null,
    int? Current = null
);

/// <summary>Why a request was refused before any handler saw it; the error page tells it. 拒绝原因</summary>
public sealed record RefusedCode(string Value);

/// <summary>The one place where exceptions become answers. 问题映射</summary>
public sealed class ProblemMapper(ProblemTexts texts, IProblemDetailsService details, ILogger<ProblemMapper> log) : IExceptionHandler
{
    /// <summary>What the exception means to the reader; null when it is a fault of ours and nothing of it may be shown.</summary>
    public Problem? Explain(Exception exception, CultureInfo culture) =>
        exception switch
        {
            InvalidInput e => Make(400, "input.invalid", culture) with
            {
                Errors = e.Errors.ToDictionary(f => f.Key, f => f.Value.Select(code => texts.Find(code, culture).Detail).ToArray()),
            },
            Forbidden => Make(403, "actor.forbidden", culture),
            NotFound => Make(404, "not-found", culture),
            RuleViolation e => Make(409, e.Code, culture, [.. e.Args]),
            DuplicateKey => Make(409, "duplicate", culture),
            StaleVersion e => Make(412, "stale-version", culture) with { Current = e.Current },
            Files.FileNotKept => Make(503, "file.not-kept", culture),
            BadHttpRequestException { StatusCode: 413 } => Make(413, "input.too-large", culture),
            BadHttpRequestException => Make(400, "input.unreadable", culture),
            Microsoft.AspNetCore.Antiforgery.AntiforgeryValidationException => Make(400, "input.form-expired", culture),
            _ when Busy.Is(exception) => Make(503, "busy", culture),
            InvalidDataException e when e.Message.Contains("limit", StringComparison.OrdinalIgnoreCase) => Make(
                413,
                "input.too-large",
                culture
            ),
            InvalidDataException => Make(400, "input.unreadable", culture),
            IOException { Source: FormReader } => Make(400, "input.unreadable", culture),
            _ => null,
        };

    /// <summary>Reads forms; a form with files that ends in the middle is no fault of ours.</summary>
    private const string FormReader = "Microsoft.AspNetCore.WebUtilities";

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken ct)
    {
        if (exception is OperationCanceledException && context.RequestAborted.IsCancellationRequested)
        {
            context.Response.StatusCode = 499;
            return true;
        }
        var culture = CultureInfo.CurrentUICulture;
        var known = Explain(exception, culture);
        if (known is null or { Status: >= 500 })
            Log.Fault(log, exception, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "no route");
        var problem = known ?? Make(500, "fault", culture);
        context.Response.StatusCode = problem.Status;
        if (problem.Status == StatusCodes.Status503ServiceUnavailable)
            context.Response.Headers.RetryAfter = Busy.RetryAfterSeconds;
        if (!WantsJson(context.Request))
            return true; // without a body, so that the page of this status answers; see UseStatusCodePages
        return await details.TryWriteAsync(new ProblemDetailsContext { HttpContext = context, ProblemDetails = Details(problem, context) });
    }

    /// <summary>Refuses a request before any handler saw it: sign-in, rights, rate. People get the page shell of the status.</summary>
    public async Task Refuse(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        context.Features.Set(new RefusedCode(code));
        if (WantsJson(context.Request))
            await Answer(context, status, code);
    }

    /// <summary>Answers a program.</summary>
    public async Task Answer(HttpContext context, int status, string code) =>
        await details.TryWriteAsync(
            new ProblemDetailsContext
            {
                HttpContext = context,
                ProblemDetails = Details(Make(status, code, CultureInfo.CurrentUICulture), context),
            }
        );

    /// <summary>Programs get ProblemDetails; people get a page.</summary>
    public static bool WantsJson(HttpRequest request) =>
        request.Path.StartsWithSegments("/api", StringComparison.Ordinal)
        || request.Headers.Accept.Any(a => a is not null && a.Contains("application/json", StringComparison.OrdinalIgnoreCase));

    private static ProblemDetails Details(Problem problem, HttpContext context)
    {
        var details = new ProblemDetails
        {
            Status = problem.Status,
            Title = problem.Title,
            Detail = problem.Detail,
        };
        details.Extensions["code"] = problem.Code;
        details.Extensions["traceId"] = System.Diagnostics.Activity.Current?.Id ?? context.TraceIdentifier;
        if (problem.Errors is not null)
            details.Extensions["errors"] = problem.Errors;
        if (problem.Current is not null)
            details.Extensions["currentVersion"] = problem.Current;
        return details;
    }

    private Problem Make(int status, string code, CultureInfo culture, params object[] args)
    {
        var text = texts.Find(code, culture, args);
        return new Problem(status, code, text.Title, text.Detail);
    }
}
