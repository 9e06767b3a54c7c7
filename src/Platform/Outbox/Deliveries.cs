using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Gezhi.Platform.Outbox;

/// <summary>Brings numbered events to their handlers. Each handler of each district has a lane of its own: a slow one delays only itself. 投递</summary>
/// <remarks>Works only for the districts whose lease this node holds; the pump renews it.</remarks>
public sealed class Deliveries : Loop
{
    /// <summary>A call of a handler that takes longer has failed.</summary>
    public static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(30);

    private const int Batch = 100;
    private const int MostAttempts = 10;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>What was delivered is marked at least this often, however slow the handler is.</summary>
    private static readonly TimeSpan LongestBatch = TimeSpan.FromSeconds(5);

    private readonly IServiceScopeFactory scopes;
    private readonly NodeName node;
    private readonly TimeProvider clock;
    private readonly Lane[] lanes;

    public Deliveries(
        IServiceScopeFactory scopes,
        IEnumerable<IEventHandler> handlers,
        Districts districts,
        NodeName node,
        TimeProvider clock,
        ILogger<Deliveries> log
    )
        : base(clock, log)
    {
        (this.scopes, this.node, this.clock) = (scopes, node, clock);
        lanes = [.. districts.All.SelectMany(d => handlers.Select(h => new Lane(d, h)))];
    }

    /// <summary>Wakes the lanes that have something to do; the others sleep on.</summary>
    internal void WakeFor(IReadOnlyCollection<Delivery> owed)
    {
        var due = owed.Select(d => (d.DistrictId, d.Handler)).ToHashSet();
        foreach (var lane in lanes.Where(l => due.Contains((l.District, l.Handler.Name))))
            lane.Due.Up();
    }

    /// <summary>Runs all lanes until the host stops.</summary>
    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        await Task.WhenAll(lanes.Select(lane => Keep(lane, ct)));
        return null;
    }

    /// <summary>Delivers once what is due in a district, one handler after the other. True when there was something.</summary>
    public async Task<bool> Deliver(int district, CancellationToken ct)
    {
        var any = false;
        foreach (var lane in lanes.Where(l => l.District == district))
            any |= await Deliver(lane, ct);
        return any;
    }

    public override void Dispose()
    {
        base.Dispose(); // first: it tells the lanes to end
        foreach (var lane in lanes)
            lane.Dispose();
    }

    private async Task Keep(Lane lane, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var next = lane.Due.Next;
            if (!await TryDeliver(lane, ct))
                await Wake.Wait(next, Poll, ct);
        }
    }

    private async Task<bool> TryDeliver(Lane lane, CancellationToken ct)
    {
        try
        {
            return await Deliver(lane, ct);
        }
        catch (StaleVersion)
        {
            return false; // another node took the lease and delivered the same
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            Log.PumpFailed(LogTo, lane.District, e.GetType().Name);
            return false;
        }
    }

    /// <summary>Deliveries that wrote nothing of their own are marked together, in one commit for the batch.</summary>
    private async Task<bool> Deliver(Lane lane, CancellationToken ct)
    {
        using var turn = await lane.Turn(ct);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(lane.District);
        var now = Now;
        var due = await db.Set<Delivery>()
            .Where(d => d.Handler == lane.Handler.Name && d.NextAt <= now)
            .Where(d => db.Set<FeedHead>().Any(h => h.Node == node.Value && h.LeasedUntil > now))
            .OrderBy(d => d.NextAt)
            .Take(Batch)
            .AsNoTracking()
            .ToListAsync(ct);
        if (due.Count == 0)
            return false;
        var ids = due.Select(d => d.EventId).ToList();
        var events = await db.Set<EventRow>().AsNoTracking().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, ct);
        var began = clock.GetTimestamp();
        var done = new List<Guid>();
        foreach (var delivery in due.TakeWhile(_ => clock.GetElapsedTime(began) < LongestBatch))
            if (await DeliverOne(db, lane.Handler, events[delivery.EventId], delivery, ct))
                done.Add(delivery.EventId);
        await MarkDone(db, lane.Handler.Name, done, ct);
        await db.Save(ct);
        return true;
    }

    /// <returns>True: done, wrote nothing, and is still to be marked.</returns>
    private async Task<bool> DeliverOne(GezhiDb db, IEventHandler handler, EventRow happened, Delivery delivery, CancellationToken ct)
    {
        var now = Now;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(LongestCall);
        try
        {
            await handler.Handle(happened, db, now, limit.Token);
            if (db.Appended == 0 && OwnRows(db).Count == 0)
                return true;
            db.Attach(delivery);
            delivery.Attempts++;
            delivery.DoneAt = now;
            delivery.NextAt = null;
            await db.Save(ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            PutOff(db, delivery, now, e);
        }
        return false;
    }

    private async Task MarkDone(GezhiDb db, string handler, List<Guid> events, CancellationToken ct)
    {
        if (events.Count == 0)
            return;
        var now = Now;
        using var turn = await db.Dialect.WriteTurn(false, ct);
        await db.Set<Delivery>()
            .Where(d => d.Handler == handler && d.DoneAt == null && events.Contains(d.EventId))
            .ExecuteUpdateAsync(
                d =>
                    d.SetProperty(x => x.Attempts, x => x.Attempts + 1)
                        .SetProperty(x => x.DoneAt, now)
                        .SetProperty(x => x.NextAt, (DateTime?)null),
                ct
            );
    }

    /// <summary>Lets go of what the handler left behind; the marks of the batch stay and are saved with it.</summary>
    private void PutOff(GezhiDb db, Delivery delivery, DateTime now, Exception failure)
    {
        db.ForgetAppended();
        foreach (var row in OwnRows(db))
            row.State = EntityState.Detached;
        if (db.Entry(delivery).State == EntityState.Detached)
            db.Attach(delivery);
        if (delivery.DoneAt is null)
            delivery.Attempts++;
        delivery.DoneAt = null;
        delivery.LastError = failure.GetType().Name;
        var dead = delivery.Attempts >= MostAttempts || failure is Notify.MessageNotSent { IsFinal: true };
        delivery.DeadAt = dead ? now : null;
        delivery.NextAt = dead ? null : now + TimeSpan.FromSeconds(Math.Pow(2, delivery.Attempts));
        Log.DeliveryFailed(LogTo, delivery.Handler, delivery.EventId, delivery.Attempts, delivery.LastError);
    }

    /// <summary>What a handler has in its hands, besides the deliveries of the batch.</summary>
    private static List<EntityEntry> OwnRows(GezhiDb db) =>
        [.. db.ChangeTracker.Entries().Where(e => e.Entity is not Delivery && e.State != EntityState.Unchanged)];

    /// <summary>One handler in one district; one batch at a time in this process.</summary>
    private sealed class Lane(int district, IEventHandler handler) : IDisposable
    {
        private readonly SemaphoreSlim one = new(1, 1);

        public int District => district;

        public IEventHandler Handler => handler;

        /// <summary>Woken by the pump when it has written deliveries for this handler.</summary>
        public Wake Due { get; } = new();

        public async Task<IDisposable> Turn(CancellationToken ct)
        {
            await one.WaitAsync(ct);
            return new Held(one);
        }

        public void Dispose() => one.Dispose();

        private sealed class Held(SemaphoreSlim one) : IDisposable
        {
            public void Dispose() => one.Release();
        }
    }
}
