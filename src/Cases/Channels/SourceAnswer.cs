using Gezhi.Cases.Contract;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Channels;

/// <summary>A step that is owed to a connected system: posted to it, fetched by it, or written into its returned file. 待送答复</summary>
internal sealed class SourceAnswer : ITenantRow
{
    public int DistrictId { get; init; }

    /// <summary>The event's id; a repeated post carries the same.</summary>
    public Guid Id { get; init; }

    public Guid SourceId { get; init; }
    public Guid ReportId { get; init; }

    /// <summary>The case and row of the timeline that is told.</summary>
    public Guid CaseId { get; init; }

    public int Sequence { get; init; }
    public string? ChannelNo { get; init; }
    public string ReceiptNo { get; init; } = "";
    public CaseAction Action { get; init; }

    /// <summary>In plain words. Whoever erases the text of a step by law erases this as well.</summary>
    public string Text { get; set; } = "";

    public DateTime At { get; init; }

    /// <summary>It was posted, or fetched; null while it is owed.</summary>
    public DateTime? LeftAt { get; set; }

    /// <summary>UTC; the partner refused it for good: a dead letter that holds up nothing. Null: it did not.</summary>
    public DateTime? RefusedAt { get; set; }

    public StepTold Told() => new(Id, ChannelNo, ReceiptNo, Action.ToString(), StateOf(Action), Text, At, IsFinal(Action));

    /// <summary>Nothing follows unless it is reopened.</summary>
    public static bool IsFinal(CaseAction action) =>
        action is CaseAction.Close or CaseAction.SolveOnSpot or CaseAction.Decline or CaseAction.Transfer;

    /// <summary>A stable public word of the state that the step leads to.</summary>
    public static string StateOf(CaseAction action) =>
        action switch
        {
            CaseAction.Report or CaseAction.Confirm => "received",
            CaseAction.File or CaseAction.Dispatch or CaseAction.Reopen => "arranged",
            CaseAction.Close or CaseAction.SolveOnSpot => "done",
            CaseAction.Decline => "declined",
            CaseAction.Transfer => "passedOn",
            CaseAction.Join => "joined",
            CaseAction.Shelve => "needsLonger",
            _ => "inProgress",
        };
}

internal sealed class SourceAnswerTable : IEntityTypeConfiguration<SourceAnswer>
{
    public void Configure(EntityTypeBuilder<SourceAnswer> row)
    {
        row.ToTable("cases_source_answer");
        row.HasKey(a => new { a.DistrictId, a.Id });
        row.Property(a => a.ChannelNo).HasMaxLength(64);
        row.Property(a => a.ReceiptNo).HasMaxLength(12);
        row.Property(a => a.Text).HasMaxLength(Timelines.TimelineText.Longest * 4);
        row.HasIndex(a => new
        {
            a.DistrictId,
            a.SourceId,
            a.LeftAt,
            a.Id,
        });
        row.HasIndex(a => new { a.DistrictId, a.ReportId });
    }
}
