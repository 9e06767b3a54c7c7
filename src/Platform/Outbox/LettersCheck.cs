using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Gezhi.Platform.Outbox;

/// <summary>How many deliveries and timers were given up and wait for a person; counted at most once a minute. 死信检查</summary>
/// <remarks>The server works on with dead letters, so they do not make it unhealthy.</remarks>
public sealed class LettersCheck(IServiceScopeFactory scopes, Districts districts, TimeProvider clock) : IHealthCheck
{
    /// <summary>Name of the number in the answer.</summary>
    public const string DeadLetters = "deadLetters";

    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private volatile Counted? counted;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (counted is not { } known || clock.UtcNow - known.At > Fresh)
            counted = known = new Counted(await Count(cancellationToken), clock.UtcNow);
        return HealthCheckResult.Healthy(data: new Dictionary<string, object> { [DeadLetters] = known.Letters });
    }

    private async Task<int> Count(CancellationToken ct)
    {
        var letters = 0;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>();
        foreach (var district in districts.All)
        {
            letters += await db.In(district).Set<Delivery>().CountAsync(d => d.DeadAt != null, ct);
            letters += await db.Set<TimerRow>().CountAsync(t => t.DeadAt != null, ct);
            letters += await db.Set<Parcel>().CountAsync(p => p.DeadAt != null, ct);
        }
        return letters;
    }

    private sealed record Counted(int Letters, DateTime At);
}
