using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Filing;
using Gezhi.Cases.Timelines;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases;

internal sealed class CaseTable : IEntityTypeConfiguration<Case>
{
    public void Configure(EntityTypeBuilder<Case> row)
    {
        row.ToTable("cases_case");
        row.HasKey(c => new { c.DistrictId, c.Id });
        row.Property(c => c.CaseNo).HasMaxLength(20);
        row.Property(c => c.Title).HasMaxLength(Case.LongestTitle * 2);
        row.Property(c => c.CategoryKey).HasMaxLength(60);
        row.Property(c => c.AreaCode).HasMaxLength(17);
        row.Property(c => c.CoverHash).HasMaxLength(64);
        row.Property(c => c.LeadUnitCode).HasMaxLength(32);
        row.Property(c => c.DispatchReason).HasMaxLength(2000);
        row.Property(c => c.Pauses).HasMaxLength(2000);
        row.Property(c => c.LastHash).HasMaxLength(32);
        row.HasIndex(c => new { c.DistrictId, c.CaseNo }).IsUnique();
        row.HasIndex(c => new
        {
            c.DistrictId,
            c.State,
            c.CreatedAt,
        });
        row.HasIndex(c => new { c.DistrictId, c.CreatedAt });
        row.HasIndex(c => new
        {
            c.DistrictId,
            c.LeadUnitCode,
            c.State,
            c.StageDueAt,
        });
        row.HasIndex(c => new
        {
            c.DistrictId,
            c.AreaCode,
            c.State,
        });
        row.HasIndex(c => new { c.DistrictId, c.ClosedAt });
        row.HasIndex(c => new { c.DistrictId, c.JoinedToId });
    }
}

internal sealed class ReportTable : IEntityTypeConfiguration<Report>
{
    public void Configure(EntityTypeBuilder<Report> row)
    {
        row.ToTable("cases_report");
        row.HasKey(r => new { r.DistrictId, r.Id });
        row.Property(r => r.ReceiptNo).HasMaxLength(12);
        row.Property(r => r.ChannelNo).HasMaxLength(64);
        row.Property(r => r.Text).HasMaxLength(Report.LongestText * 2);
        row.Property(r => r.CategoryKey).HasMaxLength(60);
        row.Property(r => r.Contact).HasMaxLength(200);
        row.Property(r => r.ContactIndex).HasMaxLength(16);
        row.Property(r => r.NeighbourContact).HasMaxLength(200);
        row.Property(r => r.NeighbourContactIndex).HasMaxLength(16);
        row.Property(r => r.Language).HasMaxLength(8);
        row.Property(r => r.RatingText).HasMaxLength(2000);
        row.HasIndex(r => new { r.DistrictId, r.ReceiptNo }).IsUnique();
        row.Property(r => r.Salt).HasMaxLength(16);
        row.HasIndex(r => new { r.DistrictId, r.CaseId });
        row.HasIndex(r => new { r.DistrictId, r.OwnCaseId });
        row.HasIndex(r => new
        {
            r.DistrictId,
            r.TakenBy,
            r.CreatedAt,
        });
        row.HasIndex(r => new
        {
            r.DistrictId,
            r.Channel,
            r.ChannelNo,
        });
        row.Property(r => r.SaidHash).HasMaxLength(16);
        // Only rows of connected systems: people's reports, the many, pay nothing for it.
        row.HasIndex(r => new
            {
                r.DistrictId,
                r.SourceId,
                r.ChannelNo,
            })
            .IsUnique()
            .HasFilter("source_id IS NOT NULL AND channel_no IS NOT NULL");
        row.HasIndex(r => new { r.DistrictId, r.ContactIndex });
        row.HasIndex(r => new { r.DistrictId, r.RatedAt });
        row.HasOne<Case>().WithMany().HasForeignKey(r => new { r.DistrictId, r.CaseId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class EvidenceTable : IEntityTypeConfiguration<Evidence>
{
    public void Configure(EntityTypeBuilder<Evidence> row)
    {
        row.ToTable("cases_evidence");
        row.HasKey(e => new { e.DistrictId, e.Id });
        row.Property(e => e.FileHash).HasMaxLength(64);
        row.HasIndex(e => new { e.DistrictId, e.CaseId });
        row.HasIndex(e => new { e.DistrictId, e.FileHash });
        row.HasOne<Case>().WithMany().HasForeignKey(e => new { e.DistrictId, e.CaseId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TimelineTable : IEntityTypeConfiguration<TimelineRow>
{
    public void Configure(EntityTypeBuilder<TimelineRow> row)
    {
        row.ToTable("cases_timeline");
        row.HasKey(t => new
        {
            t.DistrictId,
            t.CaseId,
            t.Sequence,
        });
        row.Property(t => t.PostTitle).HasMaxLength(60);
        row.Property(t => t.UnitCode).HasMaxLength(32);
        row.Property(t => t.NoteHash).HasMaxLength(32);
        row.Property(t => t.PublicHash).HasMaxLength(32);
        row.Property(t => t.Evidence).HasMaxLength(800);
        row.Property(t => t.PreviousHash).HasMaxLength(32);
        row.Property(t => t.Hash).HasMaxLength(32);
        row.HasIndex(t => new
        {
            t.DistrictId,
            t.AccountId,
            t.At,
        });
        row.HasOne<Case>().WithMany().HasForeignKey(t => new { t.DistrictId, t.CaseId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class TimelineTextTable : IEntityTypeConfiguration<TimelineText>
{
    public void Configure(EntityTypeBuilder<TimelineText> row)
    {
        row.ToTable("cases_timeline_text");
        row.HasKey(t => new
        {
            t.DistrictId,
            t.CaseId,
            t.Sequence,
        });
        row.Property(t => t.Salt).HasMaxLength(16);
        row.Property(t => t.Note).HasMaxLength(TimelineText.Longest * 4);
        row.Property(t => t.PublicText).HasMaxLength(TimelineText.Longest * 4);
    }
}

internal sealed class NoticeTable : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> row)
    {
        row.ToTable("cases_notice");
        row.HasKey(n => new
        {
            n.DistrictId,
            n.ReportId,
            n.CaseId,
            n.Sequence,
        });
        row.Property(n => n.Medium).HasMaxLength(16);
    }
}

internal sealed class CategoryTable : IEntityTypeConfiguration<Category>
{
    public void Configure(EntityTypeBuilder<Category> row)
    {
        row.ToTable("cases_category");
        row.HasKey(c => c.Key);
        row.Property(c => c.Key).HasMaxLength(60);
        row.Property(c => c.Scheme).HasMaxLength(16);
        row.Property(c => c.Kind).HasMaxLength(16);
        row.Property(c => c.Code).HasMaxLength(16);
        row.Property(c => c.ParentKey).HasMaxLength(60);
        row.Property(c => c.Words).HasMaxLength(400);
    }
}

internal sealed class ConditionTable : IEntityTypeConfiguration<FilingCondition>
{
    public void Configure(EntityTypeBuilder<FilingCondition> row)
    {
        row.ToTable("cases_condition");
        row.HasKey(c => new { c.DistrictId, c.Id });
        row.Property(c => c.CategoryKey).HasMaxLength(60);
        row.HasIndex(c => new { c.DistrictId, c.CategoryKey });
        row.Ignore(c => c.Limit);
    }
}

internal sealed class CaseNumberTable : IEntityTypeConfiguration<CaseNumberDay>
{
    public void Configure(EntityTypeBuilder<CaseNumberDay> row)
    {
        row.ToTable("cases_number");
        row.HasKey(n => new { n.DistrictId, n.Day });
    }
}
