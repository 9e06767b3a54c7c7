using Gezhi.Platform.Data;

namespace Gezhi.Platform.Outbox;

/// <summary>Does something after an event, at least once; effects in the database exactly once. 事件处理</summary>
public interface IEventHandler
{
    /// <summary>Stable name; part of the delivery's key.</summary>
    string Name { get; }

    /// <summary>Whether events of this kind concern the handler.</summary>
    bool Wants(string kind);

    /// <summary>Handles one event. Rows added to <paramref name="db"/> are saved together with the mark that it is done.</summary>
    Task Handle(EventRow happened, GezhiDb db, DateTime now, CancellationToken ct);
}
