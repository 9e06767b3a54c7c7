using Gezhi.Platform.Actors;

namespace Gezhi.Cases.Contract;

/// <summary>Which of the cases that a person may see are counted or listed live. 实时查询</summary>
/// <param name="Area">Only inside this area; null: wherever the person may look.</param>
/// <param name="PartLength">Digits of the areas that <see cref="Parts"/> name: 9, 12, 15 or 17.</param>
public sealed record LiveAsk(Actor Actor, string? Area, int PartLength)
{
    /// <summary>In the answer's address: no unit yet.</summary>
    public const string NoUnit = "-";

    /// <summary>Only in these parts of the area; empty: all. The district's own code means cases without a place.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>One: the beginning of the category key; several: whole keys; empty: all.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Empty: all.</summary>
    public IReadOnlyList<Channel> Channels { get; init; } = [];

    /// <summary>Lead units, <see cref="NoUnit"/> for those without; empty: all.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>Null: all.</summary>
    public LiveOutcome? Outcome { get; init; }

    /// <summary>Local hour of today, 0 to 23, in which it was reported, filed or closed; null: the whole day. Says nothing for what is open.</summary>
    public int? Hour { get; init; }

    /// <summary>UTC: open at this instant instead of now; null: now. Only with <see cref="LiveKey.Open"/>.</summary>
    public DateTime? OpenAt { get; init; }
}
