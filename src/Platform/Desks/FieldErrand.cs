using Gezhi.Platform.Actors;
using Microsoft.Extensions.Localization;

namespace Gezhi.Platform.Desks;

/// <summary>Something beside the tasks that waits for somebody in the field: how many, and where. 随手要办的事</summary>
/// <param name="Text">In the reader's words, with the number in it.</param>
/// <param name="Note">More about it, or empty; no name of a person.</param>
/// <param name="Href">Its page.</param>
public sealed record FieldErrand(string Text, string Note, string Href);

/// <summary>Slot: a module puts a line below the tasks of the day. 外勤待办来源</summary>
public interface IFieldErrands
{
    /// <summary>From top to bottom.</summary>
    int Order { get; }

    /// <summary>Null when nothing waits, or it is nothing of the reader's.</summary>
    Task<FieldErrand?> Of(Actor actor, IStringLocalizer T, CancellationToken ct);
}
