using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Registry.Records;

/// <summary>A building with its address in parts; parts may be missing in old yards and villages. 楼栋</summary>
public sealed class Building : RegistryRecord
{
    /// <summary>小区、院; empty when it stands in none.</summary>
    public string Compound { get; internal set; } = "";

    /// <summary>路街巷.</summary>
    public string Road { get; internal set; } = "";

    /// <summary>门牌 without 号; empty when none was given.</summary>
    public string DoorNo { get; internal set; } = "";

    /// <summary>楼号 without 号楼, e.g. 3 or A; empty for a house that stands alone.</summary>
    public string BuildingNo { get; internal set; } = "";

    /// <summary>俗称: what people call it, any number of names parted by commas.</summary>
    public string Aliases { get; internal set; } = "";

    public BuildingUse Use { get; internal set; }

    /// <summary>Storeys above ground; null when nobody counted.</summary>
    public int? Floors { get; internal set; }

    /// <summary>WGS-84 degrees; null when not placed.</summary>
    public double? Lon { get; internal set; }

    /// <summary>WGS-84 degrees; null when not placed.</summary>
    public double? Lat { get; internal set; }

    public override RecordKind Kind => RecordKind.Building;

    /// <summary>德化街12号百年里小区3号楼. Missing parts are left out.</summary>
    public string Address =>
        $"{Road}{(DoorNo.Length > 0 ? DoorNo + "号" : "")}{Compound}{(BuildingNo.Length > 0 ? BuildingNo + "号楼" : "")}";
}

internal sealed class BuildingTable : IEntityTypeConfiguration<Building>
{
    public void Configure(EntityTypeBuilder<Building> row)
    {
        RecordTable.Shape(row, "registry_building");
        row.Property(b => b.Compound).HasMaxLength(60);
        row.Property(b => b.Road).HasMaxLength(60);
        row.Property(b => b.DoorNo).HasMaxLength(20);
        row.Property(b => b.BuildingNo).HasMaxLength(10);
        row.Property(b => b.Aliases).HasMaxLength(120);
        row.Ignore(b => b.Address);
    }
}
