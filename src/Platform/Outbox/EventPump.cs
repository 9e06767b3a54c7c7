using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Live;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Platform.Outbox;

/// <summary>Numbers the feed and seals the audit trail: one node per district at a time, by a leased row. Never waits for a handler. 事件泵</summary>
public sealed class EventPump(
    IServiceScopeFactory scopes,
    IEnumerable<IEventHandler> handlers,
    Deliveries deliveries,
    Wake wake,
    LiveFeed live,
    Districts districts,
    NodeName node,
    TimeProvider clock,
    ILogger<EventPump> log
) : Loop(clock, log)
{
    private const int Batch = 500;

    /// <summary>How long a node that died keeps the others waiting.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    /// <summary>Pause between two busy rounds: what comes meanwhile is numbered in one commit instead of many.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(50);

    /// <summary>The lease keeps other nodes away, this keeps the rounds of this node apart.</summary>
    private readonly SemaphoreSlim oneRound = new(1, 1);

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        var next = wake.Next;
        var busy = false;
        foreach (var district in districts.All)
            busy |= await TryNumber(district, ct);
        if (!busy)
            await Wake.Wait(next, Poll, ct);
        return Gather;
    }

    /// <summary>One whole round for one district: numbers, seals, delivers. True when there was something to do.</summary>
    public async Task<bool> Round(int district, CancellationToken ct)
    {
        var numbered = await Number(district, ct);
        var delivered = await deliveries.Deliver(district, ct);
        return numbered > 0 || delivered;
    }

    /// <summary>Gives the districts of this node back, so that the next one need not wait for the lease to run out.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        foreach (var district in districts.All)
            await TryRelease(district, cancellationToken);
    }

    public override void Dispose()
    {
        base.Dispose(); // first: it tells the loop to end
        oneRound.Dispose();
    }

    private async Task<bool> TryNumber(int district, CancellationToken ct)
    {
        try
        {
            return await Number(district, ct) > 0;
        }
        catch (Exception e) when (e is StaleVersion or DuplicateKey)
        {
            return false; // another node holds the district
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Log.PumpFailed(LogTo, district, e.GetType().Name);
            await Task.Delay(Poll, ct);
            return false;
        }
    }

    private async Task TryRelease(int district, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
            if (await db.Set<FeedHead>().FirstOrDefaultAsync(h => h.Node == node.Value, ct) is not { } head)
                return;
            head.LeasedUntil = Now;
            await db.Save(ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Log.PumpFailed(LogTo, district, e.GetType().Name); // the lease runs out by itself
        }
    }

    /// <summary>How many rows were numbered; null when another node holds the district.</summary>
    private async Task<int?> Number(int district, CancellationToken ct)
    {
        await oneRound.WaitAsync(ct);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return await Number(scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district), ct);
        }
        finally
        {
            oneRound.Release();
        }
    }

    private async Task<int?> Number(GezhiDb db, CancellationToken ct)
    {
        var now = Now;
        var head = await db.Set<FeedHead>().FirstOrDefaultAsync(ct);
        await live.CatchUp(db, head?.LastSeq ?? 0, ct);
        if (head is not null && head.Node != node.Value && head.LeasedUntil > now)
            return null;
        var audit = await db.Set<AuditRow>().Where(a => a.Seq == null).OrderBy(a => a.Id).Take(Batch).ToListAsync(ct);
        var isNews = audit.Count > 0 || await db.Set<EventRow>().AnyAsync(e => e.Seq == null, ct);
        if (!isNews && head?.Node == node.Value && head.LeasedUntil > now + (Lease / 2))
            return 0;
        if (head is null)
            db.Add(head = new FeedHead { DistrictId = db.DistrictId });
        head.Node = node.Value;
        head.LeasedUntil = now + Lease;
        foreach (var row in audit)
            row.Seal(head);
        List<EventRow> rows = [];
        List<Delivery> owed = [];
        await db.Together(
            async () =>
            {
                rows = await FeedNumbers.Give(db, head.LastSeq, Batch, ct);
                head.LastSeq += rows.Count;
                owed = await Owed(db, rows, now, ct);
                owed.ForEach(db.Append);
                await db.Save(ct);
            },
            ct
        );
        live.Publish(db.DistrictId, rows);
        deliveries.WakeFor(owed);
        return rows.Count + audit.Count;
    }

    /// <summary>What each handler is owed of newly numbered events: those it wants and finds something to do for.</summary>
    private async Task<List<Delivery>> Owed(GezhiDb db, List<EventRow> rows, DateTime now, CancellationToken ct)
    {
        var owed = new List<Delivery>();
        foreach (var handler in handlers)
            if (rows.FindAll(handler.Wants) is { Count: > 0 } wanted)
                owed.AddRange(
                    (await handler.Sift(wanted, db, ct)).Select(row => new Delivery
                    {
                        DistrictId = row.DistrictId,
                        EventId = row.Id,
                        Handler = handler.Name,
                        NextAt = now,
                    })
                );
        return owed;
    }
}
