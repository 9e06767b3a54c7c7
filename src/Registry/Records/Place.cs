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

    /// <summary>WGS-84 degrees; null when not placed.</summary>
    public double? Lon { get; internal set; }

    /// <summary>WGS-84 degrees; null when not placed.</summary>
    public double? Lat { get; internal set; }

    public override RecordKind Kind => RecordKind.Place;

    /// <summary>A stall changes hands within weeks.</summary>
    public override int FreshDays => Type == PlaceKind.Stall ? 30 : base.FreshDays;
}

/// <summary>Kinds of places; the first nine are the small premises of fire safety (九小场所). 场所类型</summary>
public enum PlaceKind
{
    /// <summary>小学校或幼儿园</summary>
    SmallSchool,

    /// <summary>小医院</summary>
    SmallClinic,

    /// <summary>小商店</summary>
    SmallShop,

    /// <summary>小餐饮</summary>
    SmallEatery,

    /// <summary>小旅馆</summary>
    SmallInn,

    /// <summary>小歌舞娱乐</summary>
    SmallEntertainment,

    /// <summary>小网吧</summary>
    SmallNetBar,

    /// <summary>小美容洗浴</summary>
    SmallBeauty,

    /// <summary>小生产加工</summary>
    SmallWorkshop,

    /// <summary>市场</summary>
    Market,

    /// <summary>充电点</summary>
    Charging,

    /// <summary>出租房</summary>
    RentedRoom,

    /// <summary>摊位</summary>
    Stall,

    /// <summary>其他场所</summary>
    Other,
}

internal sealed class PlaceTable : IEntityTypeConfiguration<Place>
{
    public void Configure(EntityTypeBuilder<Place> row)
    {
        RecordTable.Shape(row, "registry_place");
        row.Property(p => p.Name).HasMaxLength(100);
        row.HasIndex(p => new { p.DistrictId, p.BuildingId });
        row.HasIndex(p => new { p.DistrictId, p.OrganisationId });
    }
}
