using System.Globalization;
using System.Threading.RateLimiting;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Identity;

/// <summary>How often one address may try to come in. 频率限制</summary>
/// <remarks>
/// Per address and node: <c>Limits:SignInsPerMinute</c> (60), <c>Limits:CodesPerTenMinutes</c> (60). Whole offices and mobile networks share an
/// address, so these stop machines only; accounts and phones have limits of their own.
/// </remarks>
internal static class Limits
{
    public const string SignIn = "sign-in";
    public const string Code = "code";

    public static IServiceCollection AddLimits(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRateLimiter(options =>
        {
            options.AddPolicy(SignIn, PerAddress(configuration.GetValue("Limits:SignInsPerMinute", 60), TimeSpan.FromMinutes(1)));
            options.AddPolicy(Code, PerAddress(configuration.GetValue("Limits:CodesPerTenMinutes", 60), TimeSpan.FromMinutes(10)));
        });
        services.PostConfigure<RateLimiterOptions>(options => options.OnRejected = Refuse); // whoever limits, the answer is the same
        return services;
    }

    /// <summary>Only what is sent counts; looking at the page is free.</summary>
    private static Func<HttpContext, RateLimitPartition<string>> PerAddress(int most, TimeSpan window) =>
        context =>
            HttpMethods.IsPost(context.Request.Method)
                ? RateLimitPartition.GetFixedWindowLimiter(
                    context.Connection.RemoteIpAddress?.ToString() ?? "",
                    _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = window }
                )
                : RateLimitPartition.GetNoLimiter("");

    private static async ValueTask Refuse(OnRejectedContext context, CancellationToken ct)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
        context.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds))
            .ToString(CultureInfo.InvariantCulture);
        await context
            .HttpContext.RequestServices.GetRequiredService<ProblemMapper>()
            .Refuse(context.HttpContext, StatusCodes.Status429TooManyRequests, "too-many-requests");
    }
}
