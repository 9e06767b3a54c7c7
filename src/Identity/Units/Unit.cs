using Gezhi.Identity.Contract;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Identity.Units;

/// <summary>Who can be made responsible for a case. 处置部门</summary>
internal sealed class Unit : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }

    /// <summary>Stable, made by people: letters, digits, hyphen.</summary>
    public string Code { get; init; } = "";

    public string NameZh { get; set; } = "";
    public string NameEn { get; set; } = "";
    public UnitKind Kind { get; set; }

    /// <summary>Area the unit belongs to; the district for its bureaus.</summary>
    public string AreaCode { get; set; } = "";

    /// <summary>An inactive unit keeps its cases and gets no new ones.</summary>
    public bool IsActive { get; set; } = true;

    public int Version { get; set; } = 1;
}

internal sealed class UnitTable : IEntityTypeConfiguration<Unit>
{
    public void Configure(EntityTypeBuilder<Unit> row)
    {
        row.ToTable("identity_unit");
        row.HasKey(r => new { r.DistrictId, r.Code });
        row.Property(r => r.Code).HasMaxLength(40);
        row.Property(r => r.NameZh).HasMaxLength(60);
        row.Property(r => r.NameEn).HasMaxLength(100);
        row.Property(r => r.AreaCode).HasMaxLength(17);
    }
}

internal static class UnitSet
{
    extension(GezhiDb db)
    {
        public DbSet<Unit> Units => db.Set<Unit>();
    }
}
