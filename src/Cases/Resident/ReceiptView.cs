using Gezhi.Platform.Files;

namespace Gezhi.Cases.Resident;

/// <summary>What a resident reads about the own report; holds no name, the phone only masked, and nothing of other reporters. 回执内容</summary>
/// <param name="ReceiptNo">In groups, as shown.</param>
/// <param name="Hash">Hash of the first row of the record, hex: who keeps it can prove that the record was not changed.</param>
/// <param name="ReportedAt">UTC.</param>
/// <param name="State">Where it stands, for programs.</param>
/// <param name="StateText">Where it stands, in the reader's words.</param>
/// <param name="IsEnded">Nothing more is going to happen by itself.</param>
/// <param name="Promise">What happens next and until when, in a sentence; null when nothing is due.</param>
/// <param name="PromisedAt">The instant of the promise, UTC; null when none was given.</param>
/// <param name="Place">As typed or found.</param>
/// <param name="Category">Plain word; null when not chosen.</param>
/// <param name="Text">What the reporter said.</param>
/// <param name="Steps">In order of time.</param>
/// <param name="Files">What came with this report.</param>
/// <param name="CanWithdraw">The reporter may still take it back.</param>
/// <param name="CanRate">The reporter may rate now.</param>
/// <param name="Rating">The reporter's own rating; null until given.</param>
/// <param name="IsForNeighbour">代报.</param>
/// <param name="GetsMessages">A phone was left.</param>
/// <param name="Phone">That phone, masked; null when none was left.</param>
/// <param name="IsUrgent">The reporter sees danger.</param>
/// <param name="HasPoint">The place is known on the map.</param>
public sealed record ReceiptView(
    string ReceiptNo,
    string Hash,
    DateTime ReportedAt,
    ReceiptState State,
    string StateText,
    bool IsEnded,
    string? Promise,
    DateTime? PromisedAt,
    string Place,
    string? Category,
    string Text,
    IReadOnlyList<ReceiptView.Step> Steps,
    IReadOnlyList<ReceiptView.File> Files,
    bool CanWithdraw,
    bool CanRate,
    ReceiptView.Grade? Rating,
    bool IsForNeighbour,
    bool GetsMessages,
    string? Phone,
    bool IsUrgent,
    bool HasPoint
)
{
    /// <summary>Whether the record stands unchanged, and which anchor covers it.</summary>
    public Anchors.ReadAnchors.Standing? Standing { get; init; }

    /// <summary>Other people who reported the same matter; they are counted, not named.</summary>
    public int Others { get; init; }

    /// <summary>Where the reporter said it is: WGS-84; null when not known. For finding the same matter nearby.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public double? Lon { get; init; }

    [System.Text.Json.Serialization.JsonIgnore]
    public double? Lat { get; init; }

    /// <summary>Category as known now; null when none was chosen.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string? CategoryKey { get; init; }

    /// <summary>More can be said about it: it is still open.</summary>
    public bool CanSupplement { get; init; }

    /// <summary>Who looks at the rating again; null unless the reporter was not content.</summary>
    public Again? Review { get; init; }

    /// <summary>The reporter may say that somebody asked for a good rating.</summary>
    public bool CanTellPressure { get; init; }

    /// <summary>The reporter has said so.</summary>
    public bool ToldPressure { get; init; }

    /// <summary>Its photos are not for the public: somebody, or a child, can be recognised and nobody agreed.</summary>
    public bool ArePhotosHidden { get; init; }

    /// <param name="OwnerTitle">Post of who reviews, never a name.</param>
    /// <param name="DueAt">UTC; by then there is an answer.</param>
    /// <param name="IsLate">That time has passed without one.</param>
    /// <param name="DecidedAt">UTC; null while it is open.</param>
    /// <param name="IsReopened">The matter is worked on again.</param>
    /// <param name="Answer">In plain words; null for none.</param>
    public sealed record Again(string OwnerTitle, DateTime DueAt, bool IsLate, DateTime? DecidedAt, bool IsReopened, string? Answer);

    /// <param name="Text">What happened, in plain words; the post, never a name.</param>
    /// <param name="Said">What was said to the reporters; null for nothing.</param>
    /// <param name="At">UTC.</param>
    /// <param name="State">Colour and shape of the step.</param>
    public sealed record Step(string Text, string? Said, DateTime At, ReceiptState State);

    /// <param name="Hash">Name of the file below the receipt's address.</param>
    /// <param name="Kind">Photo, video or voice note.</param>
    /// <param name="Preview">Only a photo that is Ready can be looked at.</param>
    public sealed record File(string Hash, FileKind Kind, PreviewState Preview);

    /// <param name="IsSolved">是否解决.</param>
    /// <param name="Satisfaction">满意度 1–5.</param>
    /// <param name="Text">Own words; null for none.</param>
    /// <param name="At">UTC.</param>
    public sealed record Grade(bool IsSolved, int Satisfaction, string? Text, DateTime At);
}

/// <summary>Where a report stands, as told to residents. 进度</summary>
public enum ReceiptState
{
    /// <summary>已收到.</summary>
    Received,

    /// <summary>已安排.</summary>
    Arranged,

    /// <summary>处理中.</summary>
    InProgress,

    /// <summary>现场处理完，正在检查.</summary>
    Checking,

    /// <summary>需要更长时间.</summary>
    OnHold,

    /// <summary>已办好.</summary>
    Done,

    /// <summary>不归这里办、已转、已撤回、已结束.</summary>
    Ended,
}
