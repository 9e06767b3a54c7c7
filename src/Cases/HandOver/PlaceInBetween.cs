using System.Text.Json;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.HandOver;

/// <summary>What lies in between. 地物类别</summary>
public enum PlaceSort
{
    /// <summary>道路.</summary>
    Road,

    /// <summary>桥涵.</summary>
    Bridge,

    /// <summary>河道、沟渠.</summary>
    Water,

    /// <summary>绿地.</summary>
    Green,

    /// <summary>管线、井盖、杆件.</summary>
    Component,

    /// <summary>建筑、广场.</summary>
    Building,
}

/// <summary>How far the hand-over has come on a day. 移交状态</summary>
public enum HandOverState
{
    /// <summary>在建.</summary>
    UnderConstruction,

    /// <summary>建成未移交.</summary>
    NotHandedOver,

    /// <summary>已移交.</summary>
    HandedOver,
}

/// <summary>A place or set of components between its builder and whoever will keep it. 在建与未移交地物</summary>
/// <remarks>Asked before the rules. The unit follows from the day, so a hand-over needs no job: on its date the proposal names another unit.</remarks>
public sealed class PlaceInBetween : ITenantRow, IVersioned
{
    public const int LongestName = 60;
    public const int LongestNote = 500;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public string Name { get; set; } = "";
    public PlaceSort Sort { get; set; }

    /// <summary>Everything below this area code; null when a point or an outline says where.</summary>
    public string? AreaPrefix { get; set; }

    /// <summary>Centre, WGS-84 degrees; null without a circle.</summary>
    public double? Lon { get; set; }

    /// <summary>Centre, WGS-84 degrees; null without a circle.</summary>
    public double? Lat { get; set; }

    /// <summary>1–5,000; null without a circle.</summary>
    public int? RadiusMetres { get; set; }

    /// <summary>Outline as JSON [[lon,lat],…], WGS-84, open or closed; null without one.</summary>
    public string? Ring { get; set; }

    /// <summary>Beginnings of category keys, separated by commas: the list of matters this is about.</summary>
    public string CategoryPrefixes { get; set; } = "";

    /// <summary>Local day from which it was built; null while under construction.</summary>
    public DateOnly? BuiltOn { get; set; }

    /// <summary>Who answers until the hand-over (the builder's unit); null: nobody.</summary>
    public string? KeeperUnitCode { get; set; }

    /// <summary>Who takes it over; null while that is not agreed.</summary>
    public string? ToUnitCode { get; set; }

    /// <summary>First local day of the new unit; null while that is not agreed.</summary>
    public DateOnly? HandedOverOn { get; set; }

    /// <summary>Who built it, what is missing, minutes; null for nothing.</summary>
    public string? Note { get; set; }

    /// <summary>Taken off the register: decides nothing any more.</summary>
    public bool IsRemoved { get; set; }

    public DateTime ChangedAt { get; set; }
    public int Version { get; set; } = 1;

    /// <summary>How far it has come on a local day.</summary>
    public HandOverState StateOn(DateOnly day) =>
        HandedOverOn is { } from && ToUnitCode is not null && from <= day ? HandOverState.HandedOver
        : BuiltOn is { } built && built <= day ? HandOverState.NotHandedOver
        : HandOverState.UnderConstruction;

    /// <summary>Who answers on a local day; null: nobody yet.</summary>
    public string? UnitOn(DateOnly day) => StateOn(day) == HandOverState.HandedOver ? ToUnitCode : KeeperUnitCode;

    /// <summary>Corners of the outline, WGS-84; empty without one.</summary>
    public IReadOnlyList<double[]> Corners() => Ring is null ? [] : JsonSerializer.Deserialize<double[][]>(Ring)!;
}

internal sealed class PlaceInBetweenTable : IEntityTypeConfiguration<PlaceInBetween>
{
    public void Configure(EntityTypeBuilder<PlaceInBetween> row)
    {
        row.ToTable("cases_place");
        row.HasKey(p => new { p.DistrictId, p.Id });
        row.Property(p => p.Name).HasMaxLength(PlaceInBetween.LongestName * 2);
        row.Property(p => p.AreaPrefix).HasMaxLength(17);
        row.Property(p => p.Ring).HasMaxLength(20_000);
        row.Property(p => p.CategoryPrefixes).HasMaxLength(2000);
        row.Property(p => p.KeeperUnitCode).HasMaxLength(40);
        row.Property(p => p.ToUnitCode).HasMaxLength(40);
        row.Property(p => p.Note).HasMaxLength(PlaceInBetween.LongestNote * 2);
        row.HasIndex(p => new { p.DistrictId, p.HandedOverOn });
    }
}
