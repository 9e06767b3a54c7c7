using System.Threading.RateLimiting;
using Gezhi.Platform.Gates;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Open311.Wire;

/// <summary>How often one address may knock, key or not; a key has a share of its own besides. 访问频率</summary>
internal sealed class Gate : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> limiter = Knocks.PerAddress("Limits:Open311AMinute", 1200);

    /// <returns>How long to wait; null when the request may go on.</returns>
    public TimeSpan? Wait(HttpContext http)
    {
        using var lease = limiter.AttemptAcquire(http);
        return lease.Wait();
    }

    public void Dispose() => limiter.Dispose();
}
