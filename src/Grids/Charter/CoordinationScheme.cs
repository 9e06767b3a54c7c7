using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Grids.Charter;

/// <summary>A named list of seats that work together in an area, e.g. "1+4+X" or 五联五动. 协同方案</summary>
/// <remarks>The pattern is a name; no meaning of its digits is built in.</remarks>
public sealed class CoordinationScheme : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>Holds inside this area, 6 to 15 digits; the longest code around a place wins.</summary>
    public string AreaCode { get; set; } = "";

    public string NameZh { get; set; } = "";
    public string NameEn { get; set; } = "";

    /// <summary>First local day.</summary>
    public DateOnly ValidFrom { get; set; }

    /// <summary>First local day without it; null while it holds.</summary>
    public DateOnly? ValidTo { get; set; }

    public int Version { get; set; } = 1;
}

/// <summary>One seat of a scheme: a unit or a role in the area, standing or on call. 协同席位</summary>
public sealed class CoordinationSeatRow : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid SchemeId { get; init; }

    /// <summary>1 up, the order in which they are shown.</summary>
    public int No { get; init; }

    public string NameZh { get; init; } = "";
    public string NameEn { get; init; } = "";

    /// <summary>
    /// The unit; <c>{street}</c> and <c>{community}</c> stand for the codes around the place, e.g. <c>response-{street}</c>; null when a role
    /// sits here.
    /// </summary>
    public string? UnitCode { get; init; }

    /// <summary>The role whose nearest holder sits here; null when a unit does.</summary>
    public Role? Role { get; init; }

    /// <summary>常驻; false: comes when called.</summary>
    public bool IsStanding { get; init; }
}

internal sealed class CoordinationSchemeTable : IEntityTypeConfiguration<CoordinationScheme>
{
    public void Configure(EntityTypeBuilder<CoordinationScheme> row)
    {
        row.ToTable("grids_coordination_scheme");
        row.HasKey(s => new { s.DistrictId, s.Id });
        row.Property(s => s.AreaCode).HasMaxLength(15);
        row.Property(s => s.NameZh).HasMaxLength(60);
        row.Property(s => s.NameEn).HasMaxLength(100);
        row.HasIndex(s => new { s.DistrictId, s.AreaCode });
    }
}

internal sealed class CoordinationSeatTable : IEntityTypeConfiguration<CoordinationSeatRow>
{
    public void Configure(EntityTypeBuilder<CoordinationSeatRow> row)
    {
        row.ToTable("grids_coordination_seat");
        row.HasKey(s => new
        {
            s.DistrictId,
            s.SchemeId,
            s.No,
        });
        row.Property(s => s.NameZh).HasMaxLength(60);
        row.Property(s => s.NameEn).HasMaxLength(100);
        row.Property(s => s.UnitCode).HasMaxLength(60);
    }
}
