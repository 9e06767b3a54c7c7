using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Registry.Records;

/// <summary>Ground that is inspected: the nine kinds of small premises, markets, charging points, rented rooms, stalls. 场所</summary>
public sealed class Place : RegistryRecord
{
    public string Name { get; internal set; } = "";
    public PlaceKind Type { get; internal set; }

    /// <summary>As people would find it.</summary>
    public string Address { get; internal set; } = "";

    /// <summary>The building it is in; null for open ground.</summary>
    public Guid? BuildingId { get; internal set; }

    /// <summary>Who runs it; null when nobody is on the books.</summary>
    public Guid? OrganisationId { get; internal set; }

    /// <summary>The market in which a stall stands; null for everything else.</summary>
    public Guid? MarketId { get; internal set; }

    /// <summary>WGS-84 degrees; null when not placed.</summary>
    public double? Lon { get; internal set; }

    /// <summary>WGS-84 degrees; null when not placed.</summary>
    public double? Lat { get; internal set; }

    public override RecordKind Kind => RecordKind.Place;

    /// <summary>A stall changes hands within weeks.</summary>
    public override int FreshDays => Type == PlaceKind.Stall ? 30 : base.FreshDays;
}

internal sealed class PlaceTable : IEntityTypeConfiguration<Place>
{
    public void Configure(EntityTypeBuilder<Place> row)
    {
        RecordTable.Shape(row, "registry_place");
        row.Property(p => p.Name).HasMaxLength(100);
        row.HasIndex(p => new { p.DistrictId, p.BuildingId });
        row.HasIndex(p => new { p.DistrictId, p.OrganisationId });
        row.HasIndex(p => new { p.DistrictId, p.Name });
        row.HasIndex(p => new { p.DistrictId, p.MarketId });
    }
}
