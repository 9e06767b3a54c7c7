using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Catalogue;

/// <summary>How sure a mapping is. 对照状态</summary>
public enum MapState
{
    /// <summary>建议: by number or name, nobody has looked.</summary>
    Proposed,

    /// <summary>已确认: an editor has.</summary>
    Confirmed,

    /// <summary>无对应: an editor says that the other scheme has none.</summary>
    NoCounterpart,
}

/// <summary>What a code of one scheme is in another. 类别对照</summary>
/// <remarks>One row per code and other scheme. A proposal is only shown; figures across schemes use confirmed rows.</remarks>
public sealed class CategoryMap : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }

    /// <summary><c>gb30428/event/0110</c>.</summary>
    public string FromKey { get; init; } = "";

    /// <summary>Short name of the other scheme.</summary>
    public string ToScheme { get; init; } = "";

    /// <summary>Category there; null when there is none.</summary>
    public string? ToKey { get; set; }

    public MapState State { get; set; }

    /// <summary>Where a proposal comes from: <c>number</c>, <c>name</c> or <c>table</c>.</summary>
    public string Basis { get; init; } = "";

    public Guid? ConfirmedBy { get; set; }
    public DateTime? ConfirmedAt { get; set; }
    public int Version { get; set; } = 1;
}

internal sealed class CategoryMapTable : IEntityTypeConfiguration<CategoryMap>
{
    public void Configure(EntityTypeBuilder<CategoryMap> row)
    {
        row.ToTable("cases_category_map");
        row.HasKey(m => new
        {
            m.DistrictId,
            m.FromKey,
            m.ToScheme,
        });
        row.Property(m => m.FromKey).HasMaxLength(60);
        row.Property(m => m.ToScheme).HasMaxLength(16);
        row.Property(m => m.ToKey).HasMaxLength(60);
        row.Property(m => m.Basis).HasMaxLength(16);
    }
}
