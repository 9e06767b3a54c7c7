using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Registry.Records;

/// <summary>One flat or shop of a building: building, unit, room. 房屋</summary>
public sealed class Dwelling : RegistryRecord
{
    public Guid BuildingId { get; init; }

    /// <summary>单元 without the word; empty where the building has none.</summary>
    public string Unit { get; internal set; } = "";

    /// <summary>室 without the word.</summary>
    public string Room { get; internal set; } = "";

    public DwellingUse Use { get; internal set; }

    public override RecordKind Kind => RecordKind.Dwelling;

    /// <summary>Rented rooms change hands sooner.</summary>
    public override int FreshDays => Use == DwellingUse.Rented ? 90 : base.FreshDays;

    /// <summary>2单元501室.</summary>
    public string DoorText => $"{(Unit.Length > 0 ? Unit + "单元" : "")}{Room}室";
}

internal sealed class DwellingTable : IEntityTypeConfiguration<Dwelling>
{
    public void Configure(EntityTypeBuilder<Dwelling> row)
    {
        RecordTable.Shape(row, "registry_dwelling");
        row.Property(d => d.Unit).HasMaxLength(10);
        row.Property(d => d.Room).HasMaxLength(10);
        row.Ignore(d => d.DoorText);
        row.HasIndex(d => new
            {
                d.DistrictId,
                d.BuildingId,
                d.Unit,
                d.Room,
            })
            .IsUnique();
    }
}
