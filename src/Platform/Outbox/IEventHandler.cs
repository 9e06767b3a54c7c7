using Gezhi.Platform.Data;

namespace Gezhi.Platform.Outbox;

/// <summary>Does something after an event, at least once; effects in the database exactly once. 事件处理</summary>
public interface IEventHandler
{
    /// <summary>Stable name; part of the delivery's key.</summary>
    string Name { get; }

    /// <summary>Whether the event concerns the handler; asked before a delivery is written, so that nobody is owed nothing.</summary>
    bool Wants(EventRow happened);

    /// <summary>Those of a batch for which there is anything to do; with this one look the others are done. By default all of them.</summary>
    /// <param name="batch">Events the handler wants.</param>
    /// <param name="db">To be read only.</param>
    /// <param name="ct">As in <see cref="Handle"/>.</param>
    Task<IReadOnlyCollection<EventRow>> Sift(IReadOnlyCollection<EventRow> batch, GezhiDb db, CancellationToken ct) =>
        Task.FromResult(batch);

    /// <summary>Handles one event. Rows added to <paramref name="db"/> are saved together with the mark that it is done.</summary>
    /// <param name="ct">Ends when the host stops and when the call has taken <see cref="Deliveries.LongestCall"/>; pass it on. A handler that does not heed it
    /// holds up its own deliveries, nobody else's.</param>
    /// <remarks>One context serves a batch of deliveries: read with AsNoTracking what is not to be changed.</remarks>
    Task Handle(EventRow happened, GezhiDb db, DateTime now, CancellationToken ct);
}
