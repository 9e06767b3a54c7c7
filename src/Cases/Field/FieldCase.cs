using Gezhi.Cases.Contract;
using Gezhi.Platform.Files;
using Gezhi.Platform.Geo;

namespace Gezhi.Cases.Field;

/// <summary>Everything a worker on the ground needs about one case. 现场案情</summary>
/// <param name="CaseNo">案卷编号; null until filed.</param>
/// <param name="LeadUnitCode">主办; null before dispatch.</param>
/// <param name="ConditionId">Filing condition; null until filed.</param>
/// <param name="RuleId">Rule of the dispatch; null when a person decided.</param>
/// <param name="DueAt">UTC handling deadline; null before dispatch and while shelved.</param>
/// <param name="StageDueAt">UTC end of the present stage; null when nothing runs.</param>
/// <param name="BeganAt">UTC begin of the limit that presses now.</param>
/// <param name="HandledBy">Account that handed in last; null before.</param>
/// <param name="Version">To be sent with the next command.</param>
public sealed record FieldCase(
    Guid Id,
    string? CaseNo,
    CaseState State,
    string Title,
    string? CategoryKey,
    string AreaCode,
    double? Lon,
    double? Lat,
    string PlaceText,
    bool IsUrgent,
    string? LeadUnitCode,
    Guid? ConditionId,
    Guid? RuleId,
    DateTime CreatedAt,
    DateTime? DueAt,
    DateTime? StageDueAt,
    DateTime BeganAt,
    DateTime? ArrivedAt,
    int ReworkCount,
    int ExtensionCount,
    Guid? HandledBy,
    int Version
)
{
    /// <summary>Made of the reporter's words: numbers of people in it are hidden.</summary>
    public string Title { get; init; } = Answers.PhonesInText.Hide(Title);

    public IReadOnlyList<Saying> Reports { get; init; } = [];
    public IReadOnlyList<Picture> Pictures { get; init; } = [];

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Move> Moves { get; init; } = [];

    public LonLat? Place => Lon is { } lon && Lat is { } lat ? new LonLat(lon, lat) : null;

    public bool IsLate(DateTime now) => CaseFlow.OpenStates.Contains(State) && State != CaseState.Shelved && StageDueAt < now;

    /// <summary>Used part of the limit by the wall clock, 0 to 1 and more.</summary>
    public double UsedShare(DateTime now) =>
        StageDueAt is not { } due ? 0
        : due <= BeganAt ? 1.01
        : Math.Max(0, (now - BeganAt) / (due - BeganAt));

    /// <summary>What one report said. 诉求内容</summary>
    /// <param name="HasContact">A phone was left.</param>
    public sealed record Saying(Guid Id, string Text, Channel Channel, DateTime At, bool HasContact, bool IsForNeighbour)
    {
        /// <summary>Phones and identity numbers are hidden: the worker calls by way of the centre.</summary>
        public string Text { get; init; } = Answers.PhonesInText.Hide(Text);
    }

    /// <summary>A file on the case. 照片</summary>
    public sealed record Picture(string Hash, EvidenceKind Kind, FileKind FileKind, DateTime At);

    /// <summary>One step of the timeline. 流转</summary>
    /// <param name="Note">For colleagues; null when none.</param>
    public sealed record Move(int Sequence, CaseAction Action, string PostTitle, Guid? AccountId, DateTime At, string? Note)
    {
        /// <summary>May hold what the reporter added: numbers of people are hidden.</summary>
        public string? Note { get; init; } = Note is null ? null : Answers.PhonesInText.Hide(Note);
    }
}
