using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Live;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gezhi.Platform.Outbox;

/// <summary>Numbers the feed, seals the audit trail and delivers events: one node per district at a time, by a leased row. 事件泵</summary>
public sealed class EventPump(
    IServiceScopeFactory scopes,
    IEnumerable<IEventHandler> handlers,
    Wake wake,
    LiveFeed live,
    Districts districts,
    NodeName node,
    TimeProvider clock,
    ILogger<EventPump> log
) : BackgroundService
{
    private const int Batch = 500;
    private const int MostAttempts = 10;
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    /// <summary>The lease keeps other nodes away, this keeps the rounds of this node apart.</summary>
    private readonly SemaphoreSlim oneRound = new(1, 1);

    /// <summary>Pause between two busy rounds: what comes meanwhile is numbered in one commit instead of many.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(50);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = wake.Next;
            var busy = false;
            foreach (var district in districts.All)
                busy |= await TryRound(district, stoppingToken);
            if (!busy)
                await Sleep(next, Poll, stoppingToken);
            await Sleep(Task.Delay(Gather, stoppingToken), Gather, stoppingToken);
        }
    }

    /// <summary>One round for one district: numbers, seals, delivers. True when there was something to do.</summary>
    public async Task<bool> Round(int district, CancellationToken ct)
    {
        await oneRound.WaitAsync(ct);
        try
        {
            var numbered = await Number(district, ct);
            var delivered = numbered is not null && await Deliver(district, ct);
            return numbered > 0 || delivered;
        }
        finally
        {
            oneRound.Release();
        }
    }

    public override void Dispose()
    {
        oneRound.Dispose();
        base.Dispose();
    }

    private static async Task Sleep(Task next, TimeSpan longest, CancellationToken ct)
    {
        try
        {
            await Wake.Wait(next, longest, ct);
        }
        catch (OperationCanceledException)
        {
            // The host stops; the loop's condition ends it.
        }
    }

    private async Task<bool> TryRound(int district, CancellationToken ct)
    {
        try
        {
            return await Round(district, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception e) when (e is StaleVersion or DuplicateKey)
        {
            return false; // another node holds the district
        }
        catch (Exception e) when (e is DbUpdateException or System.Data.Common.DbException or TimeoutException or InvalidOperationException)
        {
            Log.PumpFailed(log, district, e.GetType().Name);
            await Sleep(Task.Delay(Timeout.Infinite, ct), Poll, ct);
            return false;
        }
    }

    /// <summary>How many rows were numbered; null when another node holds the district.</summary>
    private async Task<int?> Number(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var now = clock.UtcNow;
        var rows = await db.Set<EventRow>().Where(e => e.Seq == null).OrderBy(e => e.Id).Take(Batch).ToListAsync(ct);
        var audit = await db.Set<AuditRow>().Where(a => a.Seq == null).OrderBy(a => a.Id).Take(Batch).ToListAsync(ct);
        var head = await db.Set<FeedHead>().FirstOrDefaultAsync(ct);
        if (head is not null && head.Node != node.Value && head.LeasedUntil > now)
            return null;
        if (head is null)
            db.Add(head = new FeedHead { DistrictId = district });
        if (rows.Count + audit.Count == 0 && head.Node == node.Value && head.LeasedUntil > now + (Lease / 2))
            return 0;
        head.Node = node.Value;
        head.LeasedUntil = now + Lease;
        foreach (var row in rows)
        {
            row.Seq = ++head.LastSeq;
            foreach (var handler in handlers.Where(h => h.Wants(row)))
                db.Add(
                    new Delivery
                    {
                        DistrictId = district,
                        EventId = row.Id,
                        Handler = handler.Name,
                        NextAt = now,
                    }
                );
        }
        foreach (var row in audit)
            row.Seal(head);
        await db.Save(ct);
        live.Publish(district, rows);
        return rows.Count + audit.Count;
    }

    /// <summary>Delivers what is due. Deliveries that wrote nothing of their own are marked together, in one commit for the batch.</summary>
    private async Task<bool> Deliver(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var now = clock.UtcNow;
        var due = await db.Set<Delivery>().Where(d => d.NextAt <= now).OrderBy(d => d.NextAt).Take(100).ToListAsync(ct);
        if (due.Count == 0)
            return false;
        var ids = due.Select(d => d.EventId).Distinct().ToList();
        var events = await db.Set<EventRow>().AsNoTracking().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, ct);
        foreach (var delivery in due)
            await DeliverOne(db, events[delivery.EventId], delivery, ct);
        await db.Save(ct);
        return true;
    }

    private async Task DeliverOne(GezhiDb db, EventRow happened, Delivery delivery, CancellationToken ct)
    {
        var now = clock.UtcNow;
        try
        {
            await handlers.First(h => h.Name == delivery.Handler).Handle(happened, db, now, ct);
            delivery.Attempts++;
            delivery.DoneAt = now;
            delivery.NextAt = null;
            if (OwnRows(db).Count > 0)
                await db.Save(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            PutOff(db, delivery, now, e);
        }
    }

    /// <summary>Lets go of what the handler left behind; the marks of the batch stay and are saved with it.</summary>
    private void PutOff(GezhiDb db, Delivery delivery, DateTime now, Exception failure)
    {
        foreach (var row in OwnRows(db))
            row.State = EntityState.Detached;
        if (delivery.DoneAt is null)
            delivery.Attempts++;
        delivery.DoneAt = null;
        delivery.LastError = failure.GetType().Name;
        var dead = delivery.Attempts >= MostAttempts;
        delivery.DeadAt = dead ? now : null;
        delivery.NextAt = dead ? null : now + TimeSpan.FromSeconds(Math.Pow(2, delivery.Attempts));
        Log.DeliveryFailed(log, delivery.Handler, delivery.EventId, delivery.Attempts, delivery.LastError);
    }

    /// <summary>What a handler has in its hands, besides the deliveries of the batch.</summary>
    private static List<EntityEntry> OwnRows(GezhiDb db) =>
        [.. db.ChangeTracker.Entries().Where(e => e.Entity is not Delivery && e.State != EntityState.Unchanged)];
}
