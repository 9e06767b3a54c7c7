namespace Gezhi.Cases.Contract;

/// <summary>
/// One reported matter as doors to the outside read it: the case that was opened for the report, and where it stands now, on whichever case it hangs.
/// What of this leaves the house is for the door to decide. 对外案件
/// </summary>
/// <param name="Id">The case opened for the report; stays the same when it is joined.</param>
/// <param name="JoinedToId">The case it was joined to; null when it stands alone.</param>
/// <param name="State">State of the case on which it hangs now.</param>
/// <param name="IsOpen">Somebody still owes something.</param>
/// <param name="CategoryKey">Null until somebody chose one.</param>
/// <param name="ReportedAt">UTC.</param>
/// <param name="UpdatedAt">UTC; its last public step; of a closed one the closing.</param>
/// <param name="DueAt">UTC; when it should be handled; null when nothing runs.</param>
/// <param name="ClosedAt">UTC; null while open.</param>
/// <param name="FiledAt">UTC; when somebody looked and filed it; null before.</param>
/// <param name="AreaName">Street and community; empty while the place is not known.</param>
/// <param name="Lon">WGS-84 degrees, exact; null when not known.</param>
/// <param name="Lat">WGS-84 degrees, exact; null when not known.</param>
/// <param name="PlaceText">As said; may name a dwelling.</param>
/// <param name="Text">As said; phones and citizen numbers in it are hidden, no door to the outside needs them.</param>
/// <param name="Channel">How it came in.</param>
/// <param name="SourceId">The connected system it came from; null for people.</param>
/// <param name="ChannelNo">That system's own number; null when it has none.</param>
/// <param name="CaseNo">Number of the case on which it hangs now; null before filing.</param>
/// <param name="ReportCount">How many reported the case on which it hangs now.</param>
/// <param name="UnitCode">Who leads; null before dispatch.</param>
/// <param name="Step">Its last public step in plain words, in the reader's language.</param>
/// <param name="Said">What the reporters were told with it; null when nothing. For them, not for everybody.</param>
public sealed record PublicCase(
    Guid Id,
    Guid? JoinedToId,
    CaseState State,
    bool IsOpen,
    string? CategoryKey,
    DateTime ReportedAt,
    DateTime UpdatedAt,
    DateTime? DueAt,
    DateTime? ClosedAt,
    DateTime? FiledAt,
    string AreaName,
    double? Lon,
    double? Lat,
    string PlaceText,
    string Text,
    Channel Channel,
    Guid? SourceId,
    string? ChannelNo,
    string? CaseNo,
    int ReportCount,
    string? UnitCode,
    string Step,
    string? Said
);

/// <summary>A public step of a matter: what its reporter is told. 对外进展</summary>
/// <param name="CaseId">The case opened for the report.</param>
/// <param name="OnCaseId">The case that moved; another one once it is joined.</param>
/// <param name="Sequence">Row of that case's timeline, from 1.</param>
/// <param name="At">UTC; when it happened and could be seen, never earlier.</param>
/// <param name="Words">In plain words, in the reader's language.</param>
/// <param name="Said">What the reporters were told with it; for them only.</param>
/// <param name="SourceId">The connected system the report came from; null for people.</param>
/// <param name="ChannelNo">That system's own number; null when it has none.</param>
/// <param name="CaseNo">Number of the case that moved; null before filing.</param>
public sealed record PublicStep(
    Guid CaseId,
    Guid OnCaseId,
    int Sequence,
    CaseAction Action,
    CaseState To,
    DateTime At,
    string Words,
    string? Said,
    string? CategoryKey,
    Channel Channel,
    Guid? SourceId,
    string? ChannelNo,
    string? CaseNo
);

/// <summary>A photo that a connected system sent with a report. 对外照片</summary>
/// <param name="CaseId">The case opened for the report.</param>
/// <param name="Hash">SHA-256 of the original, 64 lower-case hex digits.</param>
/// <param name="IsMasked">Its sender answers for it that a person masks faces and plates before a photo is published.</param>
public sealed record PublicPhoto(Guid CaseId, string Hash, bool IsMasked);

/// <summary>A category under which can be reported, in the reader's language. 对外类别</summary>
/// <param name="Key"><c>scheme/kind/code</c>.</param>
/// <param name="Group">Its major class; empty when it has none.</param>
/// <param name="Description">When such a matter is filed; empty when no condition says it.</param>
/// <param name="Words">Everyday words for it.</param>
public sealed record PublicCategory(string Key, string Name, string Group, string Description, IReadOnlyList<string> Words);

/// <summary>Which matters a door asks for; null means any. 对外查询</summary>
public sealed record PublicCaseQuery
{
    /// <summary>UTC; reported at or after.</summary>
    public DateTime? From { get; init; }

    /// <summary>UTC; reported at or before.</summary>
    public DateTime? To { get; init; }

    /// <summary>Also those that were not reported but moved between <see cref="From"/> and <see cref="To"/>; for windows of a day at most.</summary>
    public bool OrMoved { get; init; }

    /// <summary>UTC; last public step at or after.</summary>
    public DateTime? UpdatedFrom { get; init; }

    /// <summary>UTC; last public step at or before.</summary>
    public DateTime? UpdatedTo { get; init; }

    /// <summary>Whether somebody still owes something. 是否在办</summary>
    public bool? IsOpen { get; init; }

    /// <summary>Any of these categories. 类别</summary>
    public IReadOnlyCollection<string>? CategoryKeys { get; init; }

    /// <summary>Channels of the house itself, which are nobody else's.</summary>
    public IReadOnlyCollection<Channel> WithoutChannels { get; init; } = [];

    /// <summary>WGS-84 degrees; the edges belong to it, except east and north.</summary>
    public (double West, double South, double East, double North)? Box { get; init; }

    /// <summary>Part of what was said in matters that somebody has filed, or that <see cref="OwnSourceId"/> sent; only where what was said is public.</summary>
    public string? Words { get; init; }

    /// <summary>A scheme of categories that is nobody else's; null: all are shown.</summary>
    public string? WithoutScheme { get; init; }

    /// <summary>What this connected system reported is among them, whatever the channel, category or state.</summary>
    public Guid? OwnSourceId { get; init; }

    /// <summary>Matters left out at the beginning. 跳过</summary>
    public int Skip { get; init; }

    /// <summary>Most matters. 最多条数</summary>
    public int Take { get; init; } = 1000;
}
