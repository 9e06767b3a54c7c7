using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Platform.Gates;

/// <summary>How often somebody may knock, and how long to wait after too often: the same everywhere. 访问频率</summary>
public static class Knocks
{
    /// <summary>Told where a gate cannot say it.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(10);

    /// <summary>A bucket that holds a minute's share and is filled again every ten seconds.</summary>
    public static TokenBucketRateLimiterOptions AMinute(int most) =>
        new()
        {
            TokenLimit = most,
            TokensPerPeriod = Math.Max(1, most / 6),
            ReplenishmentPeriod = TimeSpan.FromSeconds(10),
            QueueLimit = 0,
        };

    /// <summary>Whose share it is when nobody says who knocks.</summary>
    public static string Address(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";

    /// <summary>Each address its own share.</summary>
    /// <param name="setting">Where the configuration says how many a minute.</param>
    /// <param name="usual">When it does not.</param>
    public static RateLimitPartition<string> PartitionOf(HttpContext http, string setting, int usual) =>
        RateLimitPartition.GetTokenBucketLimiter(
            Address(http),
            _ => AMinute(http.RequestServices.GetRequiredService<IConfiguration>().GetValue(setting, usual))
        );

    /// <inheritdoc cref="PartitionOf"/>
    public static PartitionedRateLimiter<HttpContext> PerAddress(string setting, int usual) =>
        PartitionedRateLimiter.Create<HttpContext, string>(http => PartitionOf(http, setting, usual));

    /// <returns>Null: come in. Else how long to wait, for Retry-After; never nothing.</returns>
    public static TimeSpan? Wait(this RateLimitLease lease) =>
        lease.IsAcquired ? null
        : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) && wait > TimeSpan.Zero ? wait
        : Usual;
}
