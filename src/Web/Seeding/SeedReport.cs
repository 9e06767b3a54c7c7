using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Geo;

namespace Gezhi.Web.Seeding;

/// <summary>An invented report with the history its case is to get. 示例诉求</summary>
/// <param name="No">1 up, oldest first.</param>
/// <param name="CategoryKey">What it is, for filing.</param>
/// <param name="ConditionOrder">Filing condition of the category, 1 up.</param>
/// <param name="ChosenKey">What the reporter chose; null when nothing, sometimes wrong.</param>
/// <param name="Title">Short title for lists.</param>
/// <param name="Text">What was said, 8–200 characters.</param>
/// <param name="PlaceText">The place in the reporter's words, as it stands in the text too unless the text leaves it out.</param>
/// <param name="Landmark">Name of the landmark meant.</param>
/// <param name="At">WGS-84, inside the district.</param>
/// <param name="AreaCode">Micro-grid, 17 digits.</param>
/// <param name="ChannelNo">The channel's own number; null for the resident page, patrols and visits.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="Phone">Reaches nobody; null when none was left.</param>
/// <param name="NeighbourPhone">Set when reported for somebody else (代报).</param>
/// <param name="PhotoScene">Name of a picture in seed/photos without ending; null: no photo.</param>
/// <param name="FinalState">State after the last move of the plan.</param>
/// <param name="SameAsNo">The earlier report that says the same; null when it is the first.</param>
/// <param name="IsLate">Handed in, or still open, after the limit; null when no limit runs.</param>
/// <param name="Moves">What happened, in order; the first is Report or SolveOnSpot.</param>
/// <param name="Rating">Null when not rated.</param>
public sealed record SeedReport(
    int No,
    string CategoryKey,
    int ConditionOrder,
    string? ChosenKey,
    string Title,
    string Text,
    string PlaceText,
    string Landmark,
    LonLat At,
    string AreaCode,
    Channel Channel,
    string? ChannelNo,
    DateTime CreatedAt,
    bool IsUrgent,
    string? Phone,
    string? NeighbourPhone,
    string? PhotoScene,
    CaseState FinalState,
    int? SameAsNo,
    bool? IsLate,
    IReadOnlyList<SeedMove> Moves,
    SeedRating? Rating
);

/// <summary>One move of a case's invented history. 流转</summary>
/// <param name="At">UTC, never after the "now" the reports were made for.</param>
/// <param name="MinutesAfter">Whole minutes since the move before.</param>
/// <param name="By">Role that does it; null for the reporter.</param>
/// <param name="Text">Reason, finding, result or answer; null where none is needed.</param>
/// <param name="Detail">Second text: the legal channel of Decline, the body of Transfer (110, 119, …).</param>
/// <param name="TheirNo">The number the other body gave, of Transfer only.</param>
/// <param name="Wanted">What AskApproval asks for: Extend, Shelve or Void.</param>
/// <param name="Until">End of shelving, UTC; of AskApproval and Shelve only.</param>
public sealed record SeedMove(
    CaseAction Action,
    DateTime At,
    int MinutesAfter,
    Role? By,
    string? Text = null,
    string? Detail = null,
    string? TheirNo = null,
    CaseAction? Wanted = null,
    DateTime? Until = null
);

/// <summary>What the reporter thought of it. 评价</summary>
/// <param name="Satisfaction">1–5.</param>
/// <param name="At">UTC.</param>
public sealed record SeedRating(bool IsSolved, int Satisfaction, string? Text, DateTime At);
