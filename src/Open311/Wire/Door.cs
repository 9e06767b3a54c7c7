using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Open311.Wire;

/// <summary>One request as the features see it. 请求</summary>
/// <param name="Caller">Who showed a key that opens this door; null: anybody.</param>
/// <param name="Now">UTC.</param>
/// <param name="Base">Address of the interface, with a slash at its end, which FixMyStreet needs.</param>
/// <param name="IdempotencyKey">Header of that name; null when there is none.</param>
internal sealed record Ask(GezhiDb Db, Parameters Given, Source? Caller, DateTime Now, Uri Base, string? IdempotencyKey)
{
    /// <exception cref="Refusal">403: nobody showed a key.</exception>
    public Source Known =>
        Caller
        ?? throw new Refusal(
            403,
            Given["api_key"] is null ? "api_key is missing." : "This api_key is not known here, or it was withdrawn."
        );
}

/// <summary>
/// The door of the protocol: district, key, rate, form of the answer and its errors, the same for every address. 协议入口
/// </summary>
internal sealed class Door(
    GezhiDb db,
    SourceKeys keys,
    Gate gate,
    Districts districts,
    ProblemMapper problems,
    TimeProvider clock,
    IConfiguration configuration
)
{
    /// <summary>Longest body, bytes: some photos.</summary>
    private const long LongestBody = 64 << 20;

    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    /// <summary>Answers in the form that the ending of the address, else the header <c>Accept</c>, asks for.</summary>
    public async Task Serve(HttpContext http, Func<Ask, CancellationToken, Task<Answer>> run)
    {
        var ending = http.GetRouteValue("format") as string;
        var format = Formats.Of(ending) ?? Formats.Accepted(http.Request.Headers.Accept);
        Source? caller = null;
        var answer = await Guarded(
            async ct =>
            {
                if (ending is not null && Formats.Of(ending) is null)
                    throw Refusal.Missing($"There is no form '{ending}' here; ask for .xml or .json.");
                var ask = await Asked(http, ct);
                caller = ask.Caller;
                return await run(ask, ct);
            },
            http.RequestAborted
        );
        if (caller is not null && answer.Status == StatusCodes.Status400BadRequest && HttpMethods.IsPost(http.Request.Method))
            await keys.Failed(db, caller, "open311.refused", null, http.RequestAborted);
        await Write(http, format, answer, caller);
    }

    /// <summary>Lets a feature write for itself, in the same district and under the same limits.</summary>
    public async Task Stream(HttpContext http, Func<Ask, CancellationToken, Task> write)
    {
        var refused = await Guarded(
            async ct =>
            {
                await write(await Asked(http, ct), ct);
                return null!;
            },
            http.RequestAborted
        );
        if (refused is not null && !http.Response.HasStarted)
            await Write(http, Format.Xml, refused, null);
    }

    private async Task<Ask> Asked(HttpContext http, CancellationToken ct)
    {
        if (gate.Wait(http) is { } wait)
            throw TooOften(wait);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
            body.MaxRequestBodySize = LongestBody;
        var isPost = HttpMethods.IsPost(http.Request.Method);
        if (isPost && !http.Request.Query.ContainsKey("api_key") && keys.Barred(http) is { } barred)
            throw TooOften(barred); // before a long body is read
        var given = await Parameters.Read(http.Request, ct);
        var district = DistrictOf(http.GetRouteValue("jurisdiction") as string ?? given["jurisdiction_id"], given["api_key"]);
        db.In(district);
        var caller = await keys.Find(db, given["api_key"], Channel.Open311, ct);
        if (
            (
                caller is not null ? keys.Wait(caller)
                : isPost ? keys.Stranger(http)
                : null
            ) is
            { } rest
        )
            throw TooOften(rest);
        var request = http.Request;
        var root = PublicAddress.Of(request, configuration);
        var key = request.Headers["Idempotency-Key"].FirstOrDefault(k => !string.IsNullOrWhiteSpace(k));
        return new Ask(db, given, caller, clock.UtcNow, new Uri($"{root}/open311/v2/"), key);
    }

    /// <summary>An empty jurisdiction is none; a key knows its district.</summary>
    /// <exception cref="Refusal">404: no such jurisdiction here.</exception>
    private int DistrictOf(string? jurisdiction, string? key)
    {
        if (string.IsNullOrWhiteSpace(jurisdiction))
            return SourceKeys.DistrictOf(key) is { } own && districts.All.Contains(own) ? own : districts.Default;
        return int.TryParse(jurisdiction, NumberStyles.None, CultureInfo.InvariantCulture, out var named) && districts.All.Contains(named)
            ? named
            : throw Refusal.Missing(
                $"jurisdiction_id '{jurisdiction}' is not served here; it is a 6-digit code such as {districts.Default}."
            );
    }

    private async Task<Answer> Guarded(Func<CancellationToken, Task<Answer>> run, CancellationToken ct)
    {
        try
        {
            return await run(ct);
        }
        catch (Refusal e)
        {
            var answer = new Answer(e.Status, Body.Errors(e.Status, e.Descriptions));
            return e.RetryAfterSeconds is { } seconds ? answer with { Headers = After(seconds) } : answer;
        }
        catch (Exception e) when (problems.Explain(e, English) is { } problem)
        {
            var status = problem.Status is 403 or 404 or 429 or 503 ? problem.Status : StatusCodes.Status400BadRequest;
            var said = problem.Errors is { Count: > 0 } errors
                ? errors.SelectMany(f => f.Value.Select(v => f.Key.Length > 0 ? $"{f.Key}: {v}" : v))
                : [$"{problem.Title}. {problem.Detail}"];
            var answer = new Answer(status, Body.Errors(status, said));
            return status == StatusCodes.Status503ServiceUnavailable ? answer with { Headers = After(5) } : answer;
        }
    }

    private static async Task Write(HttpContext http, Format format, Answer answer, Source? caller)
    {
        var bytes =
            format == Format.Xml
                ? XmlAnswer.Write(answer.Body)
                : JsonAnswer.Write(answer.Body, caller?.Has(SourceSwitches.StringBooleans) ?? false);
        var response = http.Response;
        response.StatusCode = answer.Status;
        response.ContentType = format.MediaType(answer.IsBareType);
        response.Headers.CacheControl = caller is null ? "no-cache" : "private, no-store";
        response.Headers.Vary = "Accept, Accept-Language";
        foreach (var (name, value) in answer.Headers)
            response.Headers[name] = value;
        response.ContentLength = bytes.Length;
        await response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private static Refusal TooOften(TimeSpan wait) =>
        new(429, "Too many requests. Wait as long as Retry-After says, then go on.")
        {
            RetryAfterSeconds = (int)Math.Ceiling(wait.TotalSeconds),
        };

    private static Dictionary<string, string> After(int seconds) =>
        new() { ["Retry-After"] = Math.Max(1, seconds).ToString(CultureInfo.InvariantCulture) };
}
