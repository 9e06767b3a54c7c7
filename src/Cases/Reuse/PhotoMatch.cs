using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Reuse;

/// <summary>What a person found about two photos that look alike. 照片判断</summary>
public enum MatchFinding
{
    /// <summary>同一地点正常: the same place or thing, rightly photographed alike.</summary>
    SamePlace,

    /// <summary>重复使用: an old photo stands for new work.</summary>
    Reused,
}

/// <summary>A photo of a case is nearly that of another case: shown to a person, who decides; by itself it says nothing about anybody. 疑似重复照片</summary>
public sealed class PhotoMatch : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>Where the photo came later.</summary>
    public Guid CaseId { get; init; }

    public string FileHash { get; init; } = "";

    /// <summary>Where it had been before.</summary>
    public Guid OtherCaseId { get; init; }

    public string OtherHash { get; init; } = "";

    /// <summary>Bits in which they differ, 0–7; null: the very same file.</summary>
    public int? Distance { get; init; }

    public DateTime FoundAt { get; init; }

    /// <summary>Null until a person decided.</summary>
    public MatchFinding? Finding { get; private set; }

    public string? Note { get; private set; }
    public Guid? DecidedBy { get; private set; }
    public DateTime? DecidedAt { get; private set; }
    public int Version { get; set; } = 1;

    internal void Decide(MatchFinding finding, string? note, Guid? by, DateTime now)
    {
        if (Finding is not null)
            throw new RuleViolation("photo.decided");
        (Finding, Note, DecidedBy, DecidedAt) = (finding, note, by, now);
    }
}

/// <summary>Up to which photo of a district all have been compared. 比对进度</summary>
public sealed class PhotoProgress : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }

    /// <summary>Evidence; ids grow with time.</summary>
    public Guid UpTo { get; set; }

    public int Version { get; set; } = 1;
}

internal sealed class PhotoMatchTable : IEntityTypeConfiguration<PhotoMatch>
{
    public void Configure(EntityTypeBuilder<PhotoMatch> row)
    {
        row.ToTable("cases_photo_match");
        row.HasKey(m => new { m.DistrictId, m.Id });
        row.Property(m => m.FileHash).HasMaxLength(64);
        row.Property(m => m.OtherHash).HasMaxLength(64);
        row.Property(m => m.Note).HasMaxLength(4000);
        row.HasIndex(m => new
            {
                m.DistrictId,
                m.CaseId,
                m.FileHash,
                m.OtherCaseId,
            })
            .IsUnique();
        row.HasIndex(m => new { m.DistrictId, m.OtherCaseId });
        row.HasIndex(m => new { m.DistrictId, m.DecidedAt });
        row.HasOne<Case>().WithMany().HasForeignKey(m => new { m.DistrictId, m.CaseId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PhotoProgressTable : IEntityTypeConfiguration<PhotoProgress>
{
    public void Configure(EntityTypeBuilder<PhotoProgress> row)
    {
        row.ToTable("cases_photo_progress");
        row.HasKey(p => p.DistrictId);
    }
}
