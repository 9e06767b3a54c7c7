using Gezhi.Platform.Actors;

namespace Gezhi.Registry.Contract;

/// <summary>Something that was done at a record by another module, shown on the page of the record. 记录往来</summary>
/// <param name="At">UTC.</param>
/// <param name="Look">Kind of status: new, doing, check, done, late, hold.</param>
/// <param name="Title">In the reader's language.</param>
/// <param name="Text">More words; null for none.</param>
/// <param name="Post">Title of the post that did it; never a name.</param>
/// <param name="Href">Its page; null when the reader may not open it.</param>
public sealed record RecordEvent(DateTime At, string Look, string Title, string? Text, string? Post, string? Href);

/// <summary>What a module shows and offers on the page of a record. 记录插页</summary>
/// <param name="Title">Head of the card, in the reader's language.</param>
/// <param name="Events">Newest first.</param>
/// <param name="Act">Words of the button; null for none.</param>
/// <param name="ActHref">Where the button leads.</param>
public sealed record RecordInset(string Title, IReadOnlyList<RecordEvent> Events, string? Act, string? ActHref);

/// <summary>Slot: modules above the registry add a card to the page of a record that the reader may see. 记录插页来源</summary>
/// <returns>Null when there is nothing to show and nothing to do.</returns>
public delegate ValueTask<RecordInset?> ReadRecordInset(RecordKind kind, Guid id, Actor actor, CancellationToken ct);
