using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Emergencies;

/// <summary>Which report upward it is. 快报类别</summary>
public enum FlashStage
{
    /// <summary>首报.</summary>
    First,

    /// <summary>续报.</summary>
    FollowUp,

    /// <summary>终报.</summary>
    Final,
}

/// <summary>A report upward about an emergency, owed by a time. 快报</summary>
public sealed class FlashReport : ITenantRow, IVersioned
{
    /// <summary>Longest text, characters.</summary>
    public const int LongestText = 1500;

    public int DistrictId { get; init; }
    public Guid EmergencyId { get; init; }
    public Guid Id { get; init; }

    /// <summary>From 1, in the order in which they were owed.</summary>
    public int No { get; init; }

    public FlashStage Stage { get; init; }

    /// <summary>UTC.</summary>
    public DateTime DueAt { get; init; }

    /// <summary>The limit went by unsent; what is late stays late.</summary>
    public DateTime? OverdueAt { get; internal set; }

    /// <summary>Owed no more: the emergency ended before.</summary>
    public DateTime? DroppedAt { get; internal set; }

    public string? Text { get; private set; }

    /// <summary>Receiver in words.</summary>
    public string? SentTo { get; private set; }

    public DateTime? SentAt { get; private set; }
    public Guid? SentBy { get; private set; }
    public DateTime? ReceivedAt { get; private set; }
    public Guid? ReceivedBy { get; private set; }
    public int Version { get; set; } = 1;

    public bool IsOwed => SentAt is null && DroppedAt is null;

    /// <exception cref="RuleViolation"><c>flash.sent</c>.</exception>
    internal void Send(string text, string to, Guid? by, DateTime now)
    {
        if (!IsOwed)
            throw new RuleViolation("flash.sent");
        (Text, SentTo, SentAt, SentBy) = (text, to, now, by);
    }

    /// <exception cref="RuleViolation"><c>flash.not-sent</c>, <c>flash.received</c>, <c>flash.own</c>.</exception>
    internal void Receive(Guid? by, DateTime now)
    {
        if (SentAt is null)
            throw new RuleViolation("flash.not-sent");
        if (ReceivedAt is not null)
            throw new RuleViolation("flash.received");
        if (by is not null && by == SentBy)
            throw new RuleViolation("flash.own");
        (ReceivedAt, ReceivedBy) = (now, by);
    }
}

internal sealed class FlashReportTable : IEntityTypeConfiguration<FlashReport>
{
    public void Configure(EntityTypeBuilder<FlashReport> row)
    {
        row.ToTable("cases_flash_report");
        row.HasKey(r => new { r.DistrictId, r.Id });
        row.Property(r => r.Text).HasMaxLength(FlashReport.LongestText * 2);
        row.HasIndex(r => new
            {
                r.DistrictId,
                r.EmergencyId,
                r.No,
            })
            .IsUnique();
        row.HasIndex(r => new
        {
            r.DistrictId,
            r.SentAt,
            r.DroppedAt,
        });
        row.HasOne<Emergency>().WithMany().HasForeignKey(r => new { r.DistrictId, r.EmergencyId }).OnDelete(DeleteBehavior.Restrict);
    }
}
