using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Grids.Readiness;

/// <summary>A piece of a stretch of river, road or wall with one named post. 责任段</summary>
public sealed class Segment : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>金水河.</summary>
    public string Stretch { get; init; } = "";

    /// <summary>From the beginning of the stretch, from 1.</summary>
    public int No { get; init; }

    public string FromText { get; init; } = "";
    public string ToText { get; init; } = "";

    /// <summary>The street it lies in, 9 digits; the district when it lies in several.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>段长.</summary>
    public string PostTitle { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>Sealed under <see cref="ReadinessPhones.Segment"/>.</summary>
    [Sensitive("突发事件时找到责任人", What = "电话", Basis = LegalBasis.Emergency, Until = "换人前保存", Field = ReadinessPhones.Segment)]
    public byte[]? PhoneSealed { get; init; }

    /// <summary>The course as <c>lon,lat lon,lat</c> in WGS-84 degrees; null when only the two ends are named.</summary>
    public string? Course { get; init; }
}

internal sealed class SegmentTable : IEntityTypeConfiguration<Segment>
{
    public void Configure(EntityTypeBuilder<Segment> row)
    {
        row.ToTable("grids_segment");
        row.HasKey(s => new { s.DistrictId, s.Id });
        row.Property(s => s.AreaCode).HasMaxLength(17);
        row.Property(s => s.PhoneSealed).HasMaxLength(200);
        row.Property(s => s.Course).HasMaxLength(8000);
        row.HasIndex(s => new
            {
                s.DistrictId,
                s.Stretch,
                s.No,
            })
            .IsUnique();
    }
}
