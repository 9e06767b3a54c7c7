using Gezhi.Registry.Contract;
using Gezhi.Registry.Records;
using Gezhi.Registry.Revealing;
using Gezhi.Registry.Searching;

namespace Gezhi.Registry.Reading;

/// <summary>A record as its page and the API show it: masks, never what is sealed. 台账详情</summary>
/// <param name="Version">To be sent back with a change.</param>
/// <param name="FreshUntilOn">Last day on which it counts as confirmed in time.</param>
/// <param name="ValidTo">First day on which it is no longer so; null while it is.</param>
/// <param name="MayKeep">Whether the reader may change it and open fields.</param>
public sealed record RecordView(
    RecordKind Kind,
    Guid Id,
    int Version,
    string Title,
    string Address,
    string AreaCode,
    string AreaName,
    string Source,
    DateOnly ConfirmedOn,
    DateOnly FreshUntilOn,
    bool IsFresh,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    bool MayKeep
)
{
    /// <summary>Fields in clear, in the order to show.</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>Sealed fields that are kept, masked.</summary>
    public IReadOnlyList<SealedFact> Sealed { get; init; } = [];

    /// <summary>Of a person: last local day on which nothing of it is deleted; null: not held.</summary>
    public DateOnly? HeldUntil { get; init; }

    /// <summary>WGS-84 degrees, of the record or its building; null when not placed.</summary>
    public double? Lon { get; init; }

    /// <summary>WGS-84 degrees; null when not placed.</summary>
    public double? Lat { get; init; }

    /// <summary>What the record is part of, from the building downwards.</summary>
    public IReadOnlyList<Above> Above { get; init; } = [];

    /// <summary>What hangs on the record, in force; at most <see cref="ReadRecord.MostWithin"/>.</summary>
    public IReadOnlyList<SearchRegistry.Row> Within { get; init; } = [];

    /// <summary>Of a household: who lives and lived here. Of a person: where they live and lived.</summary>
    public IReadOnlyList<Stay> Stays { get; init; } = [];

    /// <summary>What was done to the record, newest first; at most <see cref="ReadRecord.MostHistory"/>.</summary>
    public IReadOnlyList<Step> History { get; init; } = [];
}

/// <summary>One field in clear. 字段</summary>
/// <param name="Name">Stable name, as in the command that saves it.</param>
/// <param name="Value">As stored: names of enumerations, ISO dates; empty when nothing is known.</param>
public sealed record Fact(string Name, string Value);

/// <summary>One sealed field. 敏感字段</summary>
/// <param name="Mask">What may be shown.</param>
public sealed record SealedFact(SealedField Field, string Mask);

/// <summary>A record around this one. 上级记录</summary>
public sealed record Above(RecordKind Kind, Guid Id, string Title);

/// <summary>A person in a household for a while. 居住记录</summary>
/// <param name="Id">The person, on the page of a household; the household, on the page of a person.</param>
/// <param name="Title">Mask of the name, or the address.</param>
/// <param name="ValidTo">First local day without; null while it lasts.</param>
public sealed record Stay(Guid Id, string Title, MemberRelation Relation, DateOnly ValidFrom, DateOnly? ValidTo);

/// <summary>One change. 变更记录</summary>
/// <param name="At">UTC.</param>
/// <param name="Who">Name, for colleagues; null for the program.</param>
/// <param name="Detail">Fields, source or reason.</param>
public sealed record Step(DateTime At, string? Who, ChangeKind Action, string Detail);
