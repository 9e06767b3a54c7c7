using Gezhi.Cases.Contract;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Protection;

namespace Gezhi.Cases;

/// <summary>What one person or source said, once, in one channel. Never deleted by joining. 诉求</summary>
public sealed class Report : ITenantRow, IVersioned
{
    /// <summary>Longest text, characters.</summary>
    public const int LongestText = 10_000;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>回执编号: 12 random Base32 characters; whoever holds it sees the progress.</summary>
    public string ReceiptNo { get; init; } = "";

    /// <summary>The case it hangs on now.</summary>
    public Guid CaseId { get; set; }

    /// <summary>The case that was opened for it: Split leads back here.</summary>
    public Guid OwnCaseId { get; init; }

    public Channel Channel { get; init; }

    /// <summary>The channel's own number; null when it has none.</summary>
    public string? ChannelNo { get; init; }

    /// <summary>The connected system it came from; null for people and files.</summary>
    public Guid? SourceId { get; init; }

    /// <summary>Keyed hash of all that the system said under its number: the same number with other content is refused. Null for people.</summary>
    public byte[]? SaidHash { get; init; }

    public string Text { get; init; } = "";
    public DateTime CreatedAt { get; init; }

    /// <summary>When it was said, by the device or the source; null when unknown.</summary>
    public DateTime? SaidAt { get; init; }

    /// <summary>WGS-84 degrees.</summary>
    public double? Lon { get; init; }

    /// <summary>WGS-84 degrees.</summary>
    public double? Lat { get; init; }

    /// <summary>Reference in which the point arrived.</summary>
    public CoordinateReference? Reference { get; init; }

    /// <summary>As the device said; null when unknown.</summary>
    public double? AccuracyMetres { get; init; }

    public string PlaceText { get; init; } = "";

    /// <summary>Category the reporter chose; null when none.</summary>
    public string? CategoryKey { get; init; }

    /// <summary>Sealed phone of the reporter; null when anonymous.</summary>
    [Sensitive(
        "把进度和结果告诉诉求人",
        What = "电话",
        Until = "事情办结满设定天数（默认三年）自动删除；有争议时保全",
        Field = Reporting.ContactFields.Reporter,
        Index = nameof(ContactIndex)
    )]
    public byte[]? Contact { get; set; }

    /// <summary>Blind index of the phone.</summary>
    [Sensitive("把进度和结果告诉诉求人", What = "电话", Until = "事情办结满设定天数（默认三年）自动删除；有争议时保全")]
    public byte[]? ContactIndex { get; set; }

    /// <summary>Sealed phone of the neighbour for whom it was reported (代报); kept apart from the reporter's.</summary>
    [Sensitive(
        "代报时联系被代报人",
        What = "电话",
        Until = "事情办结满设定天数（默认三年）自动删除；有争议时保全",
        Field = Reporting.ContactFields.Neighbour,
        Index = nameof(NeighbourContactIndex)
    )]
    public byte[]? NeighbourContact { get; set; }

    [Sensitive("代报时联系被代报人", What = "电话", Until = "事情办结满设定天数（默认三年）自动删除；有争议时保全")]
    public byte[]? NeighbourContactIndex { get; set; }

    /// <summary>代报: said for somebody else.</summary>
    public bool IsForNeighbour { get; init; }

    /// <summary>Staff account that took it down; null when the resident did.</summary>
    public Guid? TakenBy { get; init; }

    /// <summary>Language for answers: zh-CN or en.</summary>
    public string Language { get; init; } = "zh-CN";

    /// <summary>16 random bytes, so that the hash of an erased text tells nothing; null once the text is erased by law.</summary>
    public byte[]? Salt { get; set; } = TimelineText.NewSalt();

    public DateTime? WithdrawnAt { get; set; }

    /// <summary>UTC; the reporter asked to be called back while the matter is open; null: did not.</summary>
    public DateTime? CallAskedAt { get; set; }

    /// <summary>是否解决; null until rated. Handler and grid never see who said it.</summary>
    public bool? IsSolved { get; set; }

    /// <summary>满意度 1–5; null until rated.</summary>
    public int? Satisfaction { get; set; }

    public string? RatingText { get; set; }
    public DateTime? RatedAt { get; set; }
    public int Version { get; set; } = 1;

    /// <summary>Salted hash of what was said, where and when: stands in the first row of the case's timeline and so in the receipt.</summary>
    /// <returns>Null when the text was erased by law.</returns>
    internal byte[]? ContentHash() =>
        Salt is null ? null : Chain.Hash(Salt, Text, PlaceText, CategoryKey, Channel.ToString(), ChannelNo, SaidAt, Lon, Lat);
}

/// <summary>What a file shows. 照片类别</summary>
public enum EvidenceKind
{
    /// <summary>As reported.</summary>
    Report,

    /// <summary>处置前.</summary>
    Before,

    /// <summary>处置后.</summary>
    After,

    /// <summary>核实.</summary>
    Confirm,

    /// <summary>核查.</summary>
    Check,
}

/// <summary>A photo, video or voice note on a case. 证据</summary>
public sealed class Evidence : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>The case for which it was made; it follows its report to another case.</summary>
    public Guid CaseId { get; set; }

    /// <summary>The report it came with; null when staff added it.</summary>
    public Guid? ReportId { get; init; }

    public string FileHash { get; init; } = "";
    public EvidenceKind Kind { get; init; }
    public DateTime At { get; init; }

    /// <summary>When it was taken, by the camera; null when unknown.</summary>
    public DateTime? TakenAt { get; init; }

    /// <summary>Where it was taken, WGS-84; null when unknown.</summary>
    public double? Lon { get; init; }

    public double? Lat { get; init; }
}

/// <summary>How a reporter was told. 告知</summary>
public sealed class Notice : ITenantRow
{
    /// <summary>Medium of a notice that was kept because no sender is configured; it is not sent later.</summary>
    public const string NoMedium = "none";

    /// <summary>Medium of a notice that was kept because the person answered 退订.</summary>
    public const string Stopped = "stopped";

    public int DistrictId { get; init; }
    public Guid ReportId { get; init; }
    public Guid CaseId { get; init; }

    /// <summary>Row of the case's timeline.</summary>
    public int Sequence { get; init; }

    public string Medium { get; init; } = "";

    /// <summary>When it was claimed for sending.</summary>
    public DateTime At { get; set; }

    /// <summary>The gateway took it, or it lies in the outgoing post.</summary>
    public bool IsSent { get; set; }
}
