using Gezhi.Platform.Actors;

namespace Gezhi.Cases.Timelines;

/// <summary>Who moves a case, when, with which words and evidence: everything a timeline row needs besides the action. 流转要素</summary>
/// <param name="Actor">Who.</param>
/// <param name="Post">By which post; null for residents and the system.</param>
/// <param name="Now">Server time, UTC, milliseconds.</param>
internal sealed record Step(Actor Actor, ActorPost? Post, DateTime Now)
{
    public DateTime? DeviceAt { get; init; }
    public string? Note { get; init; }

    /// <summary>Salted hash of text that lies elsewhere: what was reported; null for every other move.</summary>
    public byte[]? ContentHash { get; init; }

    public string? PublicText { get; init; }
    public string? UnitCode { get; init; }
    public Guid? RuleId { get; init; }
    public IReadOnlyList<string> Evidence { get; init; } = [];
}
