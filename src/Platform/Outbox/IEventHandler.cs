using Gezhi.Platform.Data;

namespace Gezhi.Platform.Outbox;

/// <summary>Does something after an event, at least once; effects in the database exactly once. 事件处理</summary>
public interface IEventHandler
{
    /// <summary>Stable name; part of the delivery's key.</summary>
    string Name { get; }

    /// <summary>Whether the event may concern the handler, by what it says itself; asked before a delivery is written.</summary>
    bool Wants(EventRow happened);

    /// <summary>Those of a batch for which there is anything to do; of the others the handler never hears. By default all of them.</summary>
    /// <param name="batch">Newly numbered events that the handler wants.</param>
    /// <param name="db">To be read only, briefly: the pump waits, and with it everybody who writes to SQLite.</param>
    /// <param name="ct">Ends when the host stops.</param>
    Task<IReadOnlyCollection<EventRow>> Sift(IReadOnlyCollection<EventRow> batch, GezhiDb db, CancellationToken ct) =>
        Task.FromResult(batch);

    /// <summary>Handles one event. Rows added to <paramref name="db"/> are saved together with the mark that it is done.</summary>
    /// <param name="ct">Ends when the host stops and when the call has taken <see cref="Deliveries.LongestCall"/>; pass it on. A handler that does not heed it
    /// holds up its own deliveries, nobody else's.</param>
    /// <remarks>One context serves a batch of deliveries: read with AsNoTracking what is not to be changed.</remarks>
    Task Handle(EventRow happened, GezhiDb db, DateTime now, CancellationToken ct);
}
