using Gezhi.Platform.Actors;

namespace Gezhi.Registry.Contract;

/// <summary>Something that was done at a record by another module, shown on the page of the record. 记录往来</summary>
/// <param name="At">UTC.</param>
/// <param name="Look">Kind of status: new, doing, check, done, late, hold.</param>
/// <param name="Title">In the reader's language.</param>
/// <param name="Text">More words; null for none.</param>
/// <param name="Post">Title of the post that did it; never a name.</param>
/// <param name="Href">Its page; null when the reader may not open it.</param>
public sealed record RecordEvent(DateTime At, string Look, string Title, string? Text, string? Post, string? Href)
{
    /// <summary>The whole local day is meant, not an instant of it.</summary>
    public bool IsDay { get; init; }
}

/// <summary>What a module shows and offers on the page of a record. 记录插页</summary>
/// <param name="Title">Head of the card, in the reader's language.</param>
/// <param name="Events">Newest first.</param>
/// <param name="Act">Words of the button; null for none.</param>
/// <param name="ActHref">Where the button leads.</param>
public sealed record RecordInset(string Title, IReadOnlyList<RecordEvent> Events, string? Act, string? ActHref);

/// <summary>The record whose page is read, as other modules need it to find what is theirs. 台账页对象</summary>
/// <param name="Title">Name as shown; of a person the mask.</param>
/// <param name="Lon">WGS-84 degrees, of the record or its building; null when not placed.</param>
/// <param name="Lat">WGS-84 degrees; null when not placed.</param>
/// <param name="Inside">Records in it that the reader may see: of a building its dwellings, merchants and places. Households and people are not among them.</param>
public sealed record RecordSubject(
    RecordKind Kind,
    Guid Id,
    string AreaCode,
    string Title,
    string Address,
    double? Lon,
    double? Lat,
    IReadOnlyList<Guid> Inside
)
{
    /// <summary>The record and what is in it.</summary>
    public IReadOnlyList<Guid> WithInside => [Id, .. Inside];
}

/// <summary>Slot: modules above the registry add their lines to the page of a record that the reader may see. 记录插页来源</summary>
/// <remarks>The page puts the lines of all modules in one order of time.</remarks>
/// <returns>Null when there is nothing to show and nothing to do.</returns>
public delegate ValueTask<RecordInset?> ReadRecordInset(RecordSubject subject, Actor actor, CancellationToken ct);

/// <summary>What another module has done with a record. 记录使用</summary>
public enum RecordUse
{
    /// <summary>检查、隐患</summary>
    Inspected,

    /// <summary>走访、核实</summary>
    Visited,

    /// <summary>上门服务</summary>
    Served,
}

/// <summary>Slot: modules above the registry say which of the records they point to, so that these are not taken away with the file they came with. 记录使用查询</summary>
/// <returns>Of the records asked for those that are used, each with one use.</returns>
public delegate ValueTask<IReadOnlyDictionary<Guid, RecordUse>> ReadRecordUses(IReadOnlyCollection<Guid> recordIds, CancellationToken ct);
