using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gezhi.Platform.Files;

/// <summary>How many files wait for the virus scanner; degraded while any does. Nothing is asked of the database where no scanner is configured. 隔离检查</summary>
public sealed class QuarantineCheck(IServiceScopeFactory scopes, Districts districts, VirusScan scan, TimeProvider clock) : IHealthCheck
{
    /// <summary>Name of the number in the answer.</summary>
    public const string Files = "filesInQuarantine";

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(20);
    private volatile Counted? counted;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (counted is not { } known || clock.UtcNow - known.At > Fresh)
            counted = known = new Counted(scan.IsOn ? await Count(cancellationToken) : 0, clock.UtcNow);
        var data = new Dictionary<string, object> { [Files] = known.Files };
        return known.Files == 0 ? HealthCheckResult.Healthy(data: data) : HealthCheckResult.Degraded(data: data);
    }

    private async Task<int> Count(CancellationToken ct)
    {
        var waiting = 0;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>();
        foreach (var district in districts.All)
            waiting += await db.In(district).Set<StoredFile>().CountAsync(f => f.Scan == ScanState.Waiting, ct);
        return waiting;
    }

    private sealed record Counted(int Files, DateTime At);
}
