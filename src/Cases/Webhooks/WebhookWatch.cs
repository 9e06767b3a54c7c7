using System.Collections.Concurrent;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Cases.Webhooks;

/// <summary>Knows what is subscribed to in each district, so that steps which nobody wants write nothing for webhooks. 订阅概况</summary>
/// <remarks>A subscription that was made or changed counts at once on the node where that was done and within 10 s on the others.</remarks>
internal sealed class WebhookWatch(IServiceScopeFactory scopes, Districts districts, TimeProvider clock, ILogger<WebhookWatch> log)
    : Loop(clock, log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<int, Standing> known = new();

    /// <summary>True also as long as nobody has looked.</summary>
    public bool MayWant(int district, string kind, string areaCode) =>
        !known.TryGetValue(district, out var standing) || standing.Hooks is not { } hooks || hooks.Exists(w => w.Wants(kind, areaCode));

    /// <summary>Somebody changed a subscription here a moment ago: look again before anything is left out.</summary>
    public void Heard(int district) => known[district] = new Standing(null);

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        foreach (var district in districts.All)
            await Look(district, ct);
        return Pause;
    }

    internal async Task Look(int district, CancellationToken ct)
    {
        var before = known.GetOrAdd(district, _ => new Standing(null));
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var hooks = await db.Set<Webhook>().AsNoTracking().Where(w => w.IsOn).ToListAsync(ct);
        known.TryUpdate(district, new Standing(hooks), before); // not when somebody changed one meanwhile
    }

    /// <summary>What was found at one look; null: not looked since the last change. Compared by itself, so no record.</summary>
    private sealed class Standing(List<Webhook>? hooks)
    {
        public List<Webhook>? Hooks => hooks;
    }
}
