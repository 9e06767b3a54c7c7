using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Grids.Areas;

/// <summary>A cell of digital city management, about 10,000 m². 单元网格</summary>
/// <remarks>
/// Its 15-digit code looks like that of a grid and is another thing: it has a table of its own, so that the two are never mixed.
/// Source: CJJ/T 213, GB/T 30428.1 (district 6 + street 3 + community 3 + sequence 3).
/// </remarks>
public sealed class UnitGrid : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>15 digits.</summary>
    public string Code { get; init; } = "";

    /// <summary>May be empty.</summary>
    public string Name { get; set; } = "";

    /// <summary>As <see cref="Area.Shape"/>.</summary>
    public string Shape { get; set; } = "";

    public string Source { get; set; } = "";

    /// <summary>First local day.</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>Last local day; null while it stands.</summary>
    public DateOnly? ValidTo { get; set; }

    public int Version { get; set; } = 1;
}

internal sealed class UnitGridTable : IEntityTypeConfiguration<UnitGrid>
{
    public void Configure(EntityTypeBuilder<UnitGrid> row)
    {
        row.ToTable("grids_unit_grid");
        row.HasKey(c => new { c.DistrictId, c.Id });
        row.Property(c => c.Code).HasMaxLength(15);
        row.Property(c => c.Name).HasMaxLength(60);
        row.Property(c => c.Shape).HasMaxLength(100_000);
        row.Property(c => c.Source).HasMaxLength(60);
        row.HasIndex(c => new
            {
                c.DistrictId,
                c.Code,
                c.ValidFrom,
            })
            .IsUnique();
    }
}
