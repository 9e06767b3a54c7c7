using Gezhi.Platform.Actors;

namespace Gezhi.Platform.Fieldwork;

/// <summary>One thing that a device keeps for the shift, without its content. 同步标记</summary>
/// <param name="Id">Unique among its kind; no line break.</param>
/// <param name="V">Opaque text that changes whenever the content does; no line break.</param>
public sealed record SyncMark(string Id, string V);

/// <summary>One thing that a device keeps for the shift. 同步条目</summary>
/// <param name="Id">As in its mark.</param>
/// <param name="V">As in its mark.</param>
/// <param name="Data">Written as JSON with camelCase names; what the device shows without network. The fewest fields that serve.</param>
public sealed record SyncItem(string Id, string V, object Data);

/// <summary>Says what of one kind a worker's device keeps: tasks, grids, phone numbers, words. Registered as scoped. 离线数据来源</summary>
/// <remarks>Gives only what the actor may see now: what is missing from the next answer is deleted on the device.</remarks>
public interface ISyncItems
{
    /// <summary>Kind of its items, e.g. <c>task</c>; stable, devices keep it.</summary>
    string Kind { get; }

    /// <summary>All of the actor's items, without content; read with every contact, so it must be cheap.</summary>
    Task<IReadOnlyList<SyncMark>> Marks(Actor actor, DateTime now, CancellationToken ct);

    /// <summary>Items with their content.</summary>
    /// <param name="ids">At most <see cref="Most"/>; those that are no longer the actor's are left out of the answer.</param>
    Task<IReadOnlyList<SyncItem>> Items(IReadOnlyCollection<string> ids, Actor actor, DateTime now, CancellationToken ct);

    /// <summary>Most items asked for at a time.</summary>
    const int Most = 100;
}
