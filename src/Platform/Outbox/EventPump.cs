using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Live;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
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

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = wake.Next;
            var busy = false;
            foreach (var district in districts.All)
                busy |= await TryRound(district, stoppingToken);
            if (!busy)
                await Sleep(next, stoppingToken);
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

    private static async Task Sleep(Task next, CancellationToken ct)
    {
        try
        {
            await Wake.Wait(next, Poll, ct);
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
            await Sleep(Task.Delay(Timeout.Infinite, ct), ct);
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
            foreach (var handler in handlers.Where(h => h.Wants(row.Kind)))
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

    private async Task<bool> Deliver(int district, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var now = clock.UtcNow;
        var due = await db.Set<Delivery>().AsNoTracking().Where(d => d.NextAt <= now).OrderBy(d => d.NextAt).Take(100).ToListAsync(ct);
        foreach (var delivery in due)
            await DeliverOne(district, delivery, ct);
        return due.Count > 0;
    }

    private async Task DeliverOne(int district, Delivery due, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var happened = await db.Set<EventRow>().AsNoTracking().FirstAsync(e => e.Id == due.EventId, ct);
        var delivery = await db.Set<Delivery>().FirstAsync(d => d.EventId == due.EventId && d.Handler == due.Handler, ct);
        var now = clock.UtcNow;
        try
        {
            await handlers.First(h => h.Name == due.Handler).Handle(happened, db, now, ct);
            delivery.Attempts++;
            delivery.DoneAt = now;
            delivery.NextAt = null;
            await db.Save(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            await PutOff(district, due, now, e, ct);
        }
    }

    private async Task PutOff(int district, Delivery due, DateTime now, Exception failure, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
        var delivery = await db.Set<Delivery>().FirstAsync(d => d.EventId == due.EventId && d.Handler == due.Handler, ct);
        delivery.Attempts++;
        delivery.LastError = failure.GetType().Name;
        var dead = delivery.Attempts >= MostAttempts;
        delivery.DeadAt = dead ? now : null;
        delivery.NextAt = dead ? null : now + TimeSpan.FromSeconds(Math.Pow(2, delivery.Attempts));
        await db.Save(ct);
        Log.DeliveryFailed(log, due.Handler, due.EventId, delivery.Attempts, delivery.LastError);
    }
}
