using System.Collections.Concurrent;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Cases.Webhooks;

/// <summary>Knows in which districts anybody subscribed at all, so that the others write nothing for webhooks. 订阅概况</summary>
/// <remarks>A first subscription counts at once on the node where it is made and within 10 s on the others.</remarks>
internal sealed class WebhookWatch(IServiceScopeFactory scopes, Districts districts, TimeProvider clock, ILogger<WebhookWatch> log)
    : Loop(clock, log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<int, bool> any = new();

    /// <summary>True also as long as nobody has looked.</summary>
    public bool MayWant(int district) => !any.TryGetValue(district, out var some) || some;

    /// <summary>Somebody subscribed here a moment ago.</summary>
    public void Heard(int district) => any[district] = true;

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>();
        foreach (var district in districts.All)
            any[district] = await db.In(district).Set<Webhook>().AnyAsync(w => w.IsOn, ct);
        return Pause;
    }
}
