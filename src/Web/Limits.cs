using System.Globalization;
using System.Threading.RateLimiting;
using Gezhi.Cases.Reporting;
using Gezhi.Cases.Resident;
using Gezhi.Grids.Contract;
using Gezhi.Platform.Actors;

namespace Gezhi.Web;

/// <summary>How often the public may knock. 访问频率</summary>
internal static class Limits
{
    public static void AddLimits(this IServiceCollection services) =>
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy(
                ReportLimit.Name,
                http =>
                    http.Actor()?.Kind is ActorKind.Staff or ActorKind.Channel
                        ? RateLimitPartition.GetNoLimiter("staff")
                        : http.RequestServices.GetRequiredService<ReportGate>().Of(http)
            );
            limiter.AddPolicy(
                ReceiptLimit.Name,
                http =>
                    RateLimitPartition.GetTokenBucketLimiter(
                        http.Connection.RemoteIpAddress?.ToString() ?? "",
                        _ => Bucket(http, "Limits:ReceiptsAMinute", 240)
                    )
            );
            limiter.AddPolicy(
                ContactLimit.Name,
                http =>
                    RateLimitPartition.GetTokenBucketLimiter(
                        http.Connection.RemoteIpAddress?.ToString() ?? "",
                        _ => Bucket(http, "Limits:ContactCodesAMinute", 60)
                    )
            );
            limiter.OnRejected = (context, _) =>
            {
                var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(30);
                context.HttpContext.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(
                    CultureInfo.InvariantCulture
                );
                return ValueTask.CompletedTask;
            };
        });

    private static TokenBucketRateLimiterOptions Bucket(HttpContext http, string setting, int usual)
    {
        var configuration = http.RequestServices.GetRequiredService<IConfiguration>();
        var aMinute = configuration.GetValue(setting, usual);
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = aMinute,
            TokensPerPeriod = Math.Max(1, aMinute / 6),
            ReplenishmentPeriod = TimeSpan.FromSeconds(10),
            QueueLimit = 0,
        };
    }
}
