using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Field.Patrols;

/// <summary>How a visit is known. 到点方式</summary>
public enum VisitBy
{
    /// <summary>轨迹经过</summary>
    Track,

    /// <summary>打卡</summary>
    CheckIn,
}

/// <summary>A key place was visited on a day: one row a day, whoever came and however often. 到点</summary>
/// <remarks>Coverage is counted from these rows alone; who and when is forgotten together with the track, that it was visited stays.</remarks>
public sealed class PlaceVisit : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid KeyPlaceId { get; init; }

    /// <summary>The day of the plan, local.</summary>
    public DateOnly VisitedOn { get; init; }

    /// <summary>False: checked in outside of the hours of the plan; does not count.</summary>
    public bool IsInWindow { get; set; }

    public VisitBy By { get; set; }

    /// <summary>UTC; null once forgotten.</summary>
    public DateTime? At { get; set; }

    /// <summary>Who came; null once forgotten.</summary>
    public Guid? AccountId { get; set; }

    /// <summary>SHA-256 of the photo; null without.</summary>
    public string? PhotoHash { get; set; }
}

internal sealed class PlaceVisitTable : IEntityTypeConfiguration<PlaceVisit>
{
    public void Configure(EntityTypeBuilder<PlaceVisit> row)
    {
        row.ToTable("field_place_visit");
        row.HasKey(v => new { v.DistrictId, v.Id });
        row.Property(v => v.PhotoHash).HasMaxLength(64);
        row.HasOne<KeyPlace>().WithMany().HasForeignKey(v => new { v.DistrictId, v.KeyPlaceId });
        row.HasIndex(v => new
            {
                v.DistrictId,
                v.KeyPlaceId,
                v.VisitedOn,
            })
            .IsUnique();
        row.HasIndex(v => new { v.DistrictId, v.At });
    }
}
