using System.Security.Cryptography;
using System.Text.Json;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Fieldwork;

namespace Gezhi.Field.Inspections;

/// <summary>Places that a worker inspects today, for the phone. 离线待查场所</summary>
internal sealed class PlaceItems(ReadDue due) : ISyncItems
{
    private Guid? knownOf;
    private List<SyncItem>? known;

    public string Kind => "place";

    public async Task<IReadOnlyList<SyncMark>> Marks(Actor actor, DateTime now, CancellationToken ct) =>
        [.. (await All(actor, ct)).Select(i => new SyncMark(i.Id, i.V))];

    public async Task<IReadOnlyList<SyncItem>> Items(IReadOnlyCollection<string> ids, Actor actor, DateTime now, CancellationToken ct) =>
        [.. (await All(actor, ct)).Where(i => ids.Contains(i.Id))];

    /// <summary>One request asks for marks and then batch after batch: what is due is worked out once.</summary>
    private async Task<List<SyncItem>> All(Actor actor, CancellationToken ct)
    {
        if (known is null || knownOf != actor.AccountId)
            (knownOf, known) = (actor.AccountId, [.. (await due.Run(actor, ct)).Select(p => InspectMark.Item(p.Id, p))]);
        return known;
    }
}

/// <summary>Checklists in force, for the phone of who inspects. 离线检查表</summary>
internal sealed class ChecklistItems(ReadChecklists checklists) : ISyncItems
{
    public string Kind => "checklist";

    public async Task<IReadOnlyList<SyncMark>> Marks(Actor actor, DateTime now, CancellationToken ct) =>
        [.. (await All(actor, ct)).Select(i => new SyncMark(i.Id, i.V))];

    public async Task<IReadOnlyList<SyncItem>> Items(IReadOnlyCollection<string> ids, Actor actor, DateTime now, CancellationToken ct) =>
        [.. (await All(actor, ct)).Where(i => ids.Contains(i.Id))];

    private async Task<List<SyncItem>> All(Actor actor, CancellationToken ct) =>
        actor.Can(Permission.Inspect)
            ? [.. (await checklists.InForce(ct)).Select(c => InspectMark.Item(c.Id, new OfflineChecklist(c.Name, c.VersionNo, c.Read())))]
            : [];
}

/// <summary>A checklist as the device keeps it. 离线检查表内容</summary>
internal sealed record OfflineChecklist(string Title, int VersionNo, IReadOnlyList<ChecklistItem> Items);

/// <summary>A version text that changes with the content. 内容标记</summary>
internal static class InspectMark
{
    public static SyncItem Item(Guid id, object data) =>
        new(
            id.ToString(),
            Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(data, data.GetType(), FieldJson.Options)))[..16],
            data
        );
}
