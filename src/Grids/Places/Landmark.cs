using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Grids.Places;

/// <summary>A place that people name instead of a coordinate. 地标</summary>
public sealed class Landmark : ITenantRow
{
    public const int LongestEnglish = 120;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>Crossing, Address, Compound, School, Market, Clinic, BusStop, MetroExit, Park, Place.</summary>
    public string Kind { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>Empty where nobody has translated it.</summary>
    public string NameEn { get; init; } = "";

    public string Address { get; init; } = "";

    /// <summary>WGS-84 degrees.</summary>
    public double Lon { get; init; }

    /// <summary>WGS-84 degrees.</summary>
    public double Lat { get; init; }

    public string AreaCode { get; init; } = "";
}

/// <summary>A road, water or park of the base map. 底图要素</summary>
public sealed class MapFeature : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>main-road, road, water or park.</summary>
    public string Kind { get; init; } = "";

    public string Name { get; init; } = "";

    /// <summary>Empty where nobody has translated it.</summary>
    public string NameEn { get; init; } = "";

    /// <summary>Lines or rings of [lon, lat] pairs as JSON, WGS-84.</summary>
    public string Shape { get; init; } = "";

    /// <summary>Metres; null where it does not matter.</summary>
    public double? WidthMetres { get; init; }
}

internal sealed class LandmarkTable : IEntityTypeConfiguration<Landmark>
{
    public void Configure(EntityTypeBuilder<Landmark> row)
    {
        row.ToTable("grids_landmark");
        row.HasKey(l => new { l.DistrictId, l.Id });
        row.Property(l => l.Kind).HasMaxLength(16);
        row.Property(l => l.NameEn).HasMaxLength(Landmark.LongestEnglish);
        row.Property(l => l.AreaCode).HasMaxLength(17);
    }
}

internal sealed class MapFeatureTable : IEntityTypeConfiguration<MapFeature>
{
    public void Configure(EntityTypeBuilder<MapFeature> row)
    {
        row.ToTable("grids_map_feature");
        row.HasKey(f => new { f.DistrictId, f.Id });
        row.Property(f => f.Kind).HasMaxLength(16);
        row.Property(f => f.NameEn).HasMaxLength(Landmark.LongestEnglish);
        row.Property(f => f.Shape).HasMaxLength(1_000_000);
    }
}
