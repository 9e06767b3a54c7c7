using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Cases.Resident;

/// <summary>How often one address may send the form. 提交限速</summary>
/// <remarks>Asked by the page itself, not by the middleware, whose answer would throw away what was typed.</remarks>
public sealed class ReportGate(IConfiguration configuration) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetTokenBucketLimiter(address, _ => Bucket(configuration.GetValue("Limits:ReportsAMinute", 30)))
    );

    /// <returns>How long to wait; null when the form may be sent now.</returns>
    internal TimeSpan? Ask(HttpContext http)
    {
        using var lease = limiter.AttemptAcquire(http.Connection.RemoteIpAddress?.ToString() ?? "");
        if (lease.IsAcquired)
            return null;
        return lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(30);
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
