using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Registry.Licensing;

/// <summary>A permit of an organisation: food, fire safety, hygiene. Public by law. 证照</summary>
public sealed class Licence : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid OrganisationId { get; init; }

    /// <summary>e.g. 食品经营许可证.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>证照编号; empty when nobody saw it.</summary>
    public string No { get; internal set; } = "";

    /// <summary>Last local day; null when it has no end.</summary>
    public DateOnly? UntilOn { get; internal set; }

    public int Version { get; set; } = 1;
}

internal sealed class LicenceTable : IEntityTypeConfiguration<Licence>
{
    public void Configure(EntityTypeBuilder<Licence> row)
    {
        row.ToTable("registry_licence");
        row.HasKey(l => new { l.DistrictId, l.Id });
        row.Property(l => l.Name).HasMaxLength(60);
        row.Property(l => l.No).HasMaxLength(40);
        row.HasIndex(l => new { l.DistrictId, l.OrganisationId });
    }
}
