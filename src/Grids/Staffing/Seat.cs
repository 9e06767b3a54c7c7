using Gezhi.Grids.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Grids.Staffing;

/// <summary>Somebody without account who belongs to the staffing of an area, from a day to a day. 席位</summary>
/// <remarks>Gives no right to anything: who needs to see a matter is called to it, who needs to work in the system gets a post.</remarks>
public sealed class Seat : ITenantRow, IVersioned
{
    /// <summary>Name under which the phone is sealed.</summary>
    public const string PhoneField = "grids.seat.phone";

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public StaffKind Kind { get; init; }

    /// <summary>9 to 17 digits.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>For colleagues; the public sees the title.</summary>
    public string Name { get; set; } = "";

    /// <summary>What the public sees, e.g. "3号楼楼栋长"; names no person.</summary>
    public string Title { get; set; } = "";

    /// <summary>The person's own phone, sealed; null when not known. Opened one at a time, with a purpose.</summary>
    [Sensitive("找到网格上的工作人员", What = "电话", Basis = LegalBasis.Employment, Until = "离开岗位前保存", Field = PhoneField)]
    public byte[]? PhoneSealed { get; set; }

    /// <summary>Phone of the office that may hang on the wall; null when there is none.</summary>
    public string? PublicPhone { get; set; }

    /// <summary>Reception hours of an elected representative, a public text; null for none.</summary>
    public string? Hours { get; set; }

    /// <summary>First local day.</summary>
    public DateOnly ValidFrom { get; set; }

    /// <summary>First local day on which the seat is empty; null: until further notice.</summary>
    public DateOnly? ValidTo { get; set; }

    public int Version { get; set; } = 1;
}

internal sealed class SeatTable : IEntityTypeConfiguration<Seat>
{
    public void Configure(EntityTypeBuilder<Seat> row)
    {
        row.ToTable("grids_seat");
        row.HasKey(s => new { s.DistrictId, s.Id });
        row.Property(s => s.AreaCode).HasMaxLength(17);
        row.Property(s => s.Name).HasMaxLength(60);
        row.Property(s => s.Title).HasMaxLength(60);
        row.Property(s => s.PhoneSealed).HasMaxLength(200);
        row.Property(s => s.PublicPhone).HasMaxLength(30);
        row.HasIndex(s => new { s.DistrictId, s.AreaCode });
    }
}

/// <summary>The feature's tables on the context. 席位表</summary>
public static class SeatSets
{
    extension(GezhiDb db)
    {
        public DbSet<Seat> Seats => db.Set<Seat>();

        /// <summary>Seats held on a local day inside an area, itself included.</summary>
        /// <param name="areaCode">6 to 17 digits.</param>
        public IQueryable<Seat> SeatsBelow(string areaCode, DateOnly day)
        {
            var end = areaCode + ":"; // ':' follows '9'
            return db.Set<Seat>()
                .AsNoTracking()
                .Where(s => s.ValidFrom <= day && (s.ValidTo == null || s.ValidTo > day))
                .Where(s => s.AreaCode.CompareTo(areaCode) >= 0 && s.AreaCode.CompareTo(end) < 0);
        }
    }
}
