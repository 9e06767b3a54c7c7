using Gezhi.Grids.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Grids.Readiness;

/// <summary>One member of the response group of a grid. 应急小组成员</summary>
public sealed class ResponseSeat : ITenantRow
{
    /// <summary>Longest name and title, characters.</summary>
    public const int LongestName = 40;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>The grid, 15 digits.</summary>
    public string AreaCode { get; init; } = "";

    public ResponseTask Task { get; init; }

    /// <summary>The member of staff; null for a named seat without account (property manager, shopkeeper).</summary>
    public Guid? AccountId { get; init; }

    public string Name { get; init; } = "";
    public string Title { get; init; } = "";

    /// <summary>Sealed under <see cref="ReadinessPhones.Seat"/>; null when none is kept.</summary>
    [Sensitive("突发事件时召集", What = "电话", Basis = LegalBasis.Emergency, Until = "离开岗位前保存", Field = ReadinessPhones.Seat)]
    public byte[]? PhoneSealed { get; init; }

    /// <summary>Leads the task.</summary>
    public bool IsLead { get; init; }
}

/// <summary>Names under which phones of this folder are sealed. 电话字段</summary>
public static class ReadinessPhones
{
    public const string Seat = "grids.response-seat.phone";
    public const string Stock = "grids.stock.phone";
    public const string Segment = "grids.segment.phone";
}

internal sealed class ResponseSeatTable : IEntityTypeConfiguration<ResponseSeat>
{
    public void Configure(EntityTypeBuilder<ResponseSeat> row)
    {
        row.ToTable("grids_response_seat");
        row.HasKey(s => new { s.DistrictId, s.Id });
        row.Property(s => s.AreaCode).HasMaxLength(17);
        row.Property(s => s.PhoneSealed).HasMaxLength(200);
        row.HasIndex(s => new { s.DistrictId, s.AreaCode });
        row.HasIndex(s => new { s.DistrictId, s.AccountId });
    }
}
