using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Indicators.OpenData;

/// <summary>One version of a month of open data: a draft until a person releases it, unchanged ever after. 开放数据版本</summary>
public sealed class OpenRelease : ITenantRow, IVersioned
{
    /// <summary>Longest reason of a correction or a withdrawal, characters.</summary>
    public const int LongestReason = 300;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>yyyyMM.</summary>
    public int Month { get; init; }

    /// <summary>1, and one more for every correction.</summary>
    public int VersionNo { get; init; }

    /// <summary>Why it was corrected; empty for the first. Published.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Hex, see <see cref="OpenFiles.Fingerprint"/>.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>See <see cref="OpenSummary"/>.</summary>
    public string Summary { get; private set; } = "";

    /// <summary>Cells of enough cases that are held back for the sake of others; for who looks at the draft.</summary>
    public int HeldForOthers { get; private set; }

    /// <summary>Cases of the month that are in no table, for their category; for who looks at the draft.</summary>
    public int LeftOut { get; private set; }

    public string LicenceId { get; private set; } = "";
    public string LicenceName { get; private set; } = "";
    public string LicenceUrl { get; private set; } = "";

    /// <summary>UTC.</summary>
    public DateTime DraftedAt { get; private set; }

    public Guid? DraftedBy { get; private set; }

    /// <summary>UTC; null: a draft.</summary>
    public DateTime? ReleasedAt { get; private set; }

    public Guid? ReleasedBy { get; private set; }

    /// <summary>Signed by the post; published.</summary>
    public string PostTitle { get; private set; } = "";

    /// <summary>UTC; its files are given out no more; null: they are.</summary>
    public DateTime? WithdrawnAt { get; private set; }

    public Guid? WithdrawnBy { get; private set; }

    /// <summary>Why it was withdrawn; published.</summary>
    public string WithdrawnReason { get; private set; } = "";

    public int Version { get; set; } = 1;

    /// <summary>Made, or made anew, from the frozen month.</summary>
    internal void Draft(OpenContent content, OpenTable.Held held, int leftOut, string fingerprint, Guid? by, DateTime now)
    {
        OnlyDraft();
        (Reason, Sha256, Summary) = (content.Reason, fingerprint, OpenSummary.Of(content).Write());
        (HeldForOthers, LeftOut) = (held.HeldForOthers, leftOut);
        (LicenceId, LicenceName, LicenceUrl) = (content.LicenceId, content.LicenceName, content.LicenceUrl);
        (DraftedBy, DraftedAt) = (by, now);
    }

    /// <exception cref="RuleViolation"><c>open-data.released</c>.</exception>
    internal void Release(Guid? by, string postTitle, DateTime now)
    {
        OnlyDraft();
        (ReleasedBy, PostTitle, ReleasedAt) = (by, postTitle, now);
    }

    /// <exception cref="RuleViolation"><c>open-data.not-released</c>.</exception>
    internal void Withdraw(Guid? by, string reason, DateTime now)
    {
        if (ReleasedAt is null)
            throw new RuleViolation("open-data.not-released");
        if (WithdrawnAt is null)
            (WithdrawnBy, WithdrawnReason, WithdrawnAt) = (by, reason, now);
    }

    internal void OnlyDraft()
    {
        if (ReleasedAt is not null)
            throw new RuleViolation("open-data.released");
    }
}

/// <summary>A file of a version. 开放数据文件</summary>
public sealed class OpenFile : ITenantRow
{
    /// <summary>Longest text, characters: a district at its size takes a tenth.</summary>
    public const int LongestText = 10_000_000;

    public int DistrictId { get; init; }
    public Guid ReleaseId { get; init; }

    /// <summary>See <see cref="OpenFiles.Kinds"/>.</summary>
    public string Name { get; init; } = "";

    /// <summary>As it is given out, with its byte-order mark.</summary>
    public string Text { get; internal set; } = "";

    /// <summary>Of the bytes in UTF-8, hex.</summary>
    public string Sha256 { get; internal set; } = "";

    /// <summary>In UTF-8.</summary>
    public int Bytes { get; internal set; }
}

internal sealed class OpenReleaseTable : IEntityTypeConfiguration<OpenRelease>
{
    public void Configure(EntityTypeBuilder<OpenRelease> row)
    {
        row.ToTable("indicators_open_release");
        row.HasKey(r => new { r.DistrictId, r.Id });
        row.Property(r => r.Reason).HasMaxLength(OpenRelease.LongestReason);
        row.Property(r => r.Sha256).HasMaxLength(64);
        row.Property(r => r.Summary).HasMaxLength(200_000);
        row.Property(r => r.LicenceId).HasMaxLength(60);
        row.Property(r => r.LicenceName).HasMaxLength(200);
        row.Property(r => r.LicenceUrl).HasMaxLength(300);
        row.Property(r => r.PostTitle).HasMaxLength(80);
        row.Property(r => r.WithdrawnReason).HasMaxLength(OpenRelease.LongestReason);
        row.HasIndex(r => new
            {
                r.DistrictId,
                r.Month,
                r.VersionNo,
            })
            .IsUnique();
    }
}

internal sealed class OpenFileTable : IEntityTypeConfiguration<OpenFile>
{
    public void Configure(EntityTypeBuilder<OpenFile> row)
    {
        row.ToTable("indicators_open_file");
        row.HasKey(f => new
        {
            f.DistrictId,
            f.ReleaseId,
            f.Name,
        });
        row.Property(f => f.Name).HasMaxLength(40);
        row.Property(f => f.Text).HasMaxLength(OpenFile.LongestText);
        row.Property(f => f.Sha256).HasMaxLength(64);
    }
}
