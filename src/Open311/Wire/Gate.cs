using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Open311.Wire;

/// <summary>How often one address may knock, key or not; a key has a share of its own besides. 访问频率</summary>
internal sealed class Gate(IConfiguration configuration) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetTokenBucketLimiter(address, _ => Bucket(configuration.GetValue("Limits:Open311AMinute", 1200)))
    );

    /// <returns>How long to wait; null when the request may go on.</returns>
    public TimeSpan? Wait(HttpContext http)
    {
        using var lease = limiter.AttemptAcquire(http.Connection.RemoteIpAddress?.ToString() ?? "");
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(10);
    }

    public void Dispose() => limiter.Dispose();

    private static TokenBucketRateLimiterOptions Bucket(int aMinute) =>
        new()
        {
            TokenLimit = aMinute,
            TokensPerPeriod = Math.Max(1, aMinute / 6),
            ReplenishmentPeriod = TimeSpan.FromSeconds(10),
            QueueLimit = 0,
        };
}
