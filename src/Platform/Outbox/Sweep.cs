using Gezhi.Platform.Data;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Platform.Outbox;

/// <summary>Deletes what only served its time: idempotency keys, done deliveries and timers, old events. Dead deliveries and their events stay. 过期清理</summary>
public sealed class Sweep(
    IServiceScopeFactory scopes,
    IConfiguration configuration,
    Districts districts,
    TimeProvider clock,
    ILogger<Sweep> log
) : Loop(clock, log)
{
    /// <summary>Most rows of one table in one transaction, so that nobody waits long for a lock.</summary>
    private const int Most = 2_000;

    private readonly int keyDays = configuration.GetValue("Sweep:OnceKeyDays", 7);
    private readonly int deliveryDays = configuration.GetValue("Sweep:DeliveryDays", 30);
    private readonly int timerDays = configuration.GetValue("Sweep:TimerDays", 30);
    private readonly int eventDays = configuration.GetValue("Sweep:EventDays", 90);

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        var deleted = 0;
        foreach (var district in districts.All)
            deleted += await Clean(district, ct);
        return deleted > 0 ? TimeSpan.FromSeconds(1) : TimeSpan.FromHours(1);
    }

    /// <summary>Deletes at most <see cref="Most"/> rows of each table.</summary>
    /// <returns>How many rows went.</returns>
    public async Task<int> Clean(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var (now, deleted) = (Now, 0);
        await db.Together(async () => deleted += await Keys(db, now.AddDays(-keyDays), ct), ct);
        await db.Together(async () => deleted += await Delivered(db, Ids.Before(now.AddDays(-deliveryDays)), ct), ct);
        await db.Together(async () => deleted += await Events(db, Ids.Before(now.AddDays(-eventDays)), ct), ct);
        await db.Together(async () => deleted += await Timers(db, Ids.Before(now.AddDays(-timerDays)), ct), ct);
        return deleted;
    }

    private static async Task<int> Timers(GezhiDb db, Guid until, CancellationToken ct)
    {
        var old = db.Set<TimerRow>().Where(t => t.Id < until && t.DoneAt != null);
        var last = await old.OrderBy(t => t.Id).Skip(Most).Select(t => (Guid?)t.Id).FirstOrDefaultAsync(ct) ?? until;
        return await old.Where(t => t.Id < last).ExecuteDeleteAsync(ct);
    }

    private static async Task<int> Keys(GezhiDb db, DateTime until, CancellationToken ct)
    {
        var old = db.Set<OnceRow>().Where(r => r.At < until);
        var last = await old.OrderBy(r => r.At).Skip(Most).Select(r => (DateTime?)r.At).FirstOrDefaultAsync(ct) ?? until;
        return await old.Where(r => r.At < last).ExecuteDeleteAsync(ct);
    }

    private static async Task<int> Delivered(GezhiDb db, Guid until, CancellationToken ct)
    {
        var old = db.Set<Delivery>().Where(d => d.EventId < until && d.DoneAt != null);
        var last = await old.OrderBy(d => d.EventId).Skip(Most).Select(d => (Guid?)d.EventId).FirstOrDefaultAsync(ct) ?? until;
        return await old.Where(d => d.EventId < last).ExecuteDeleteAsync(ct);
    }

    private static async Task<int> Events(GezhiDb db, Guid until, CancellationToken ct)
    {
        var old = db.Set<EventRow>().Where(e => e.Id < until && e.Seq != null && !db.Set<Delivery>().Any(d => d.EventId == e.Id));
        var last = await old.OrderBy(e => e.Id).Skip(Most).Select(e => (Guid?)e.Id).FirstOrDefaultAsync(ct) ?? until;
        return await old.Where(e => e.Id < last).ExecuteDeleteAsync(ct);
    }
}
