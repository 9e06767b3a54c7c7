using Gezhi.Platform.Actors;
using Gezhi.Registry.Contract;
using Gezhi.Registry.Records;

namespace Gezhi.Registry.Keeping;

/// <summary>A record of any kind. 任一台账记录</summary>
internal static class AnyRecord
{
    /// <summary>The record to be changed, as the person saw it.</summary>
    public static async Task<RegistryRecord> ToKeep(
        this Ledger ledger,
        RecordKind kind,
        Guid id,
        int version,
        Actor actor,
        CancellationToken ct
    ) =>
        kind switch
        {
            RecordKind.Building => await ledger.ToKeep<Building>(id, version, actor, ct),
            RecordKind.Dwelling => await ledger.ToKeep<Dwelling>(id, version, actor, ct),
            RecordKind.Household => await ledger.ToKeep<Household>(id, version, actor, ct),
            RecordKind.Person => await ledger.ToKeep<Person>(id, version, actor, ct),
            RecordKind.Place => await ledger.ToKeep<Place>(id, version, actor, ct),
            RecordKind.Component => await ledger.ToKeep<Component>(id, version, actor, ct),
            RecordKind.Organisation => await ledger.ToKeep<Organisation>(id, version, actor, ct),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
}
