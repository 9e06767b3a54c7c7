using System.Threading.RateLimiting;
using Gezhi.Platform.Gates;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Cases.Resident;

/// <summary>How often one address may report, by the form and by the API together. 提交限速</summary>
/// <remarks>The page asks by itself, because the middleware's answer would throw away what was typed; the API's policy asks <see cref="Of"/>.</remarks>
public sealed class ReportGate(IConfiguration configuration) : IDisposable
{
    private readonly PartitionedRateLimiter<string> limiter = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetTokenBucketLimiter(address, _ => Knocks.AMinute(configuration.GetValue("Limits:ReportsAMinute", 30)))
    );

    /// <returns>How long to wait; null when the form may be sent now.</returns>
    internal TimeSpan? Ask(HttpContext http)
    {
        using var lease = limiter.AttemptAcquire(Knocks.Address(http));
        return lease.Wait();
    }

    /// <summary>The same gate for the rate limiting of the API.</summary>
    public RateLimitPartition<string> Of(HttpContext http) =>
        RateLimitPartition.Get(Knocks.Address(http), address => new Door(limiter, address));

    public void Dispose() => limiter.Dispose();

    /// <summary>One address's share of the gate; holds nothing itself, so the middleware may drop it at any time.</summary>
    private sealed class Door(PartitionedRateLimiter<string> gate, string address) : RateLimiter
    {
        public override TimeSpan? IdleDuration => TimeSpan.FromDays(1);

        public override RateLimiterStatistics? GetStatistics() => gate.GetStatistics(address);

        protected override RateLimitLease AttemptAcquireCore(int permitCount) => gate.AttemptAcquire(address, permitCount);

        protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
            gate.AcquireAsync(address, permitCount, cancellationToken);
    }
}
