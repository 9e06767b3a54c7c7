using Gezhi.Cases.Contract;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Indicators.Reports;

/// <summary>A set of conditions over some days, saved with a name: an area with a category, channel or unit. 专题</summary>
public sealed class ReportTopic : ITenantRow, IVersioned
{
    /// <summary>Longest name, characters.</summary>
    public const int LongestName = 40;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public string Name { get; set; } = "";

    /// <summary>6 to 17 digits.</summary>
    public string AreaCode { get; set; } = "";

    /// <summary>Beginning of the category key; null: all.</summary>
    public string? Category { get; set; }

    public Channel? Channel { get; set; }

    /// <summary>Lead unit; null: all.</summary>
    public string? UnitCode { get; set; }

    /// <summary>First local day.</summary>
    public DateOnly From { get; set; }

    /// <summary>Last local day.</summary>
    public DateOnly To { get; set; }

    public DateTime CreatedAt { get; init; }
    public Guid? CreatedBy { get; init; }

    /// <summary>Post of who saved it.</summary>
    public string PostTitle { get; init; } = "";

    /// <summary>UTC; when it was taken off the list; null: it stands. Its released reports stay.</summary>
    public DateTime? EndedAt { get; set; }

    public int Version { get; set; } = 1;
}

/// <summary>What a person remarked on a report; every version stays. 报表备注</summary>
public sealed class ReportRemark : ITenantRow
{
    /// <summary>Longest text, characters.</summary>
    public const int Longest = 2000;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>See <see cref="ReportAsk.Key"/>.</summary>
    public string ReportKey { get; init; } = "";

    /// <summary>1, 2, 3…; the last one holds.</summary>
    public int VersionNo { get; init; }

    /// <summary>Empty: the remark was taken back.</summary>
    public string Text { get; init; } = "";

    public DateTime At { get; init; }
    public Guid? AccountId { get; init; }

    /// <summary>Signed by the post.</summary>
    public string PostTitle { get; init; } = "";
}

/// <summary>A report as it was given out: written once, never changed; what is put right later is another issue. 签发的报表</summary>
public sealed class ReleasedReport : ITenantRow
{
    /// <summary>Longest reason of a further issue, characters.</summary>
    public const int LongestReason = 200;

    /// <summary>Longest content, characters; a district with a hundred areas and a whole year of days takes less than a third.</summary>
    public const int LongestContent = 1_000_000;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>See <see cref="ReportAsk.Key"/>.</summary>
    public string ReportKey { get; init; } = "";

    /// <summary>第几期: 1, and one more for every correction.</summary>
    public int IssueNo { get; init; }

    public ReportKind Kind { get; init; }

    /// <summary>First local day.</summary>
    public DateOnly From { get; init; }

    /// <summary>Last local day.</summary>
    public DateOnly To { get; init; }

    /// <summary>6 to 17 digits.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>Name of the topic; null for other kinds.</summary>
    public string? TopicName { get; init; }

    /// <summary>All of it, see <see cref="ReportContent"/>.</summary>
    public string Content { get; init; } = "";

    /// <summary>SHA-256 of <see cref="Content"/> in UTF-8, then of the remark.</summary>
    public byte[] Sha256 { get; init; } = [];

    /// <summary>The remark that held then; empty: none.</summary>
    public string Remark { get; init; } = "";

    /// <summary>Who signed the remark; empty: none.</summary>
    public string RemarkBy { get; init; } = "";

    /// <summary>Why another issue; empty for the first.</summary>
    public string Reason { get; init; } = "";

    public DateTime ReleasedAt { get; init; }
    public Guid? ReleasedBy { get; init; }

    /// <summary>Signed by the post.</summary>
    public string PostTitle { get; init; } = "";
}

internal sealed class ReportTopicTable : IEntityTypeConfiguration<ReportTopic>
{
    public void Configure(EntityTypeBuilder<ReportTopic> row)
    {
        row.ToTable("indicators_topic");
        row.HasKey(t => new { t.DistrictId, t.Id });
        row.Property(t => t.Name).HasMaxLength(ReportTopic.LongestName);
        row.Property(t => t.AreaCode).HasMaxLength(17);
        row.Property(t => t.Category).HasMaxLength(60);
        row.Property(t => t.UnitCode).HasMaxLength(32);
        row.Property(t => t.PostTitle).HasMaxLength(80);
    }
}

internal sealed class ReportRemarkTable : IEntityTypeConfiguration<ReportRemark>
{
    public void Configure(EntityTypeBuilder<ReportRemark> row)
    {
        row.ToTable("indicators_report_remark");
        row.HasKey(r => new { r.DistrictId, r.Id });
        row.Property(r => r.ReportKey).HasMaxLength(80);
        row.Property(r => r.Text).HasMaxLength(ReportRemark.Longest);
        row.Property(r => r.PostTitle).HasMaxLength(80);
        row.HasIndex(r => new
            {
                r.DistrictId,
                r.ReportKey,
                r.VersionNo,
            })
            .IsUnique();
    }
}

internal sealed class ReleasedReportTable : IEntityTypeConfiguration<ReleasedReport>
{
    public void Configure(EntityTypeBuilder<ReleasedReport> row)
    {
        row.ToTable("indicators_report");
        row.HasKey(r => new { r.DistrictId, r.Id });
        row.Property(r => r.ReportKey).HasMaxLength(80);
        row.Property(r => r.AreaCode).HasMaxLength(17);
        row.Property(r => r.TopicName).HasMaxLength(ReportTopic.LongestName);
        row.Property(r => r.Content).HasMaxLength(ReleasedReport.LongestContent);
        row.Property(r => r.Sha256).HasMaxLength(32);
        row.Property(r => r.Remark).HasMaxLength(ReportRemark.Longest);
        row.Property(r => r.RemarkBy).HasMaxLength(80);
        row.Property(r => r.Reason).HasMaxLength(ReleasedReport.LongestReason);
        row.Property(r => r.PostTitle).HasMaxLength(80);
        row.HasIndex(r => new
            {
                r.DistrictId,
                r.ReportKey,
                r.IssueNo,
            })
            .IsUnique();
        row.HasIndex(r => new { r.DistrictId, r.AreaCode });
    }
}
