using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Identity.Posts;

/// <summary>The sheet on which a post and what hangs on it goes from one person to another; both sign. 岗位交接单</summary>
internal sealed class Handover : ITenantRow, IVersioned
{
    /// <summary>Kind of the timer that moves the duties on the day.</summary>
    public const string TimerKind = "identity.handover";

    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>The post that ends.</summary>
    public Guid PostId { get; init; }

    public Role Role { get; init; }
    public string? AreaCode { get; init; }
    public string? UnitCode { get; init; }
    public string Title { get; init; } = "";
    public Guid FromAccountId { get; init; }
    public Guid ToAccountId { get; init; }

    /// <summary>The post the successor was given for it; null when one was held already.</summary>
    public Guid? GivenPostId { get; init; }

    /// <summary>First local day on which the successor has it.</summary>
    public DateOnly On { get; init; }

    public string Remark { get; init; } = "";

    /// <summary>The security administrator; null when the day came and the system chose by the rule.</summary>
    public Guid? ArrangedBy { get; init; }

    public DateTime ArrangedAt { get; init; }

    /// <summary>When the duties went over; null before the day.</summary>
    public DateTime? MovedAt { get; set; }

    public DateTime? FromSignedAt { get; set; }
    public DateTime? ToSignedAt { get; set; }
    public int Version { get; set; } = 1;
}

/// <summary>One matter on the sheet, as it stood when it went over. 交接事项</summary>
internal sealed class HandoverItem : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid HandoverId { get; init; }
    public Guid SubjectId { get; init; }
    public string? No { get; init; }
    public DutyKind Kind { get; init; }
    public string AreaCode { get; init; } = "";
    public DateTime? DueAt { get; init; }
}

internal sealed class HandoverTable : IEntityTypeConfiguration<Handover>
{
    public void Configure(EntityTypeBuilder<Handover> row)
    {
        row.ToTable("identity_handover");
        row.HasKey(h => new { h.DistrictId, h.Id });
        row.Property(h => h.AreaCode).HasMaxLength(17);
        row.Property(h => h.UnitCode).HasMaxLength(40);
        row.Property(h => h.Title).HasMaxLength(60);
        row.HasIndex(h => new { h.DistrictId, h.PostId }).IsUnique();
        row.HasIndex(h => new { h.DistrictId, h.FromAccountId });
        row.HasIndex(h => new { h.DistrictId, h.ToAccountId });
    }
}

internal sealed class HandoverItemTable : IEntityTypeConfiguration<HandoverItem>
{
    public void Configure(EntityTypeBuilder<HandoverItem> row)
    {
        row.ToTable("identity_handover_item");
        row.HasKey(i => new
        {
            i.DistrictId,
            i.HandoverId,
            i.SubjectId,
        });
        row.Property(i => i.No).HasMaxLength(30);
        row.Property(i => i.AreaCode).HasMaxLength(17);
    }
}

internal static class HandoverSet
{
    extension(GezhiDb db)
    {
        public DbSet<Handover> Handovers => db.Set<Handover>();

        public DbSet<HandoverItem> HandoverItems => db.Set<HandoverItem>();
    }
}
