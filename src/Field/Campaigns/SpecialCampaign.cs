using Gezhi.Field.Inspections;
using Gezhi.Platform.Data;
using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Field.Campaigns;

/// <summary>Kinds of places × area × period × checklist: each place of the list is inspected once. 专项行动</summary>
public sealed class SpecialCampaign : ITenantRow, IVersioned, IInArea
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public string Title { get; init; } = "";

    /// <summary>Names of <see cref="InspectedKind"/>, parted by blanks.</summary>
    public string KindList { get; init; } = "";
    public string AreaCode { get; init; } = "";

    /// <summary>All versions of this checklist count.</summary>
    public Guid LineId { get; init; }
    public DateOnly FromOn { get; init; }

    /// <summary>Last local day.</summary>
    public DateOnly UntilOn { get; init; }

    /// <summary>Null for what came with the seed.</summary>
    public Guid? StartedBy { get; init; }
    public DateTime StartedAt { get; init; }

    /// <summary>UTC; by its last day, or earlier by hand; null while it runs.</summary>
    public DateTime? EndedAt { get; set; }

    /// <summary>Why it was ended before its day; null otherwise.</summary>
    public string? EndedWhy { get; set; }
    public int Version { get; set; } = 1;

    public bool IsRunning(DateOnly today) => EndedAt is null && FromOn <= today && today <= UntilOn;

    /// <summary>An inspection by the checklist ticks off its place in the campaigns that run. Part of the change that is being made.</summary>
    internal static async Task Met(GezhiDb db, Inspection inspection, Guid lineId, DateOnly today, CancellationToken ct)
    {
        var targets = await db.Set<CampaignTarget>()
            .Where(t =>
                t.SubjectId == inspection.SubjectId
                && t.InspectionId == null
                && db.Set<SpecialCampaign>()
                    .Any(c => c.Id == t.CampaignId && c.LineId == lineId && c.EndedAt == null && c.FromOn <= today && c.UntilOn >= today)
            )
            .ToListAsync(ct);
        foreach (var target in targets)
            (target.InspectionId, target.InspectedAt) = (inspection.Id, inspection.MadeAt);
    }
}

/// <summary>A place of a campaign's list; frozen when it starts. 专项行动对象</summary>
public sealed class CampaignTarget : ITenantRow, IVersioned, IInArea
{
    public int DistrictId { get; init; }
    public Guid CampaignId { get; init; }
    public Guid SubjectId { get; init; }
    public RecordKind Record { get; init; }
    public string Title { get; init; } = "";
    public string Coarse { get; init; } = "";
    public string Address { get; init; } = "";
    public string AreaCode { get; init; } = "";

    /// <summary>The inspection that ticked it off; null while it waits.</summary>
    public Guid? InspectionId { get; set; }
    public DateTime? InspectedAt { get; set; }

    /// <summary>Why it is left out; null when it is not.</summary>
    public string? LeftOutWhy { get; set; }
    public Guid? LeftOutBy { get; set; }
    public int Version { get; set; } = 1;
}

internal sealed class SpecialCampaignTable : IEntityTypeConfiguration<SpecialCampaign>
{
    public void Configure(EntityTypeBuilder<SpecialCampaign> row)
    {
        row.ToTable("field_special");
        row.HasKey(c => new { c.DistrictId, c.Id });
        row.Property(c => c.Title).HasMaxLength(60);
        row.Property(c => c.KindList).HasMaxLength(400);
        row.Property(c => c.AreaCode).HasMaxLength(17);
        row.Property(c => c.EndedWhy).HasMaxLength(200);
        row.HasIndex(c => new { c.DistrictId, c.UntilOn });
    }
}

internal sealed class CampaignTargetTable : IEntityTypeConfiguration<CampaignTarget>
{
    public void Configure(EntityTypeBuilder<CampaignTarget> row)
    {
        row.ToTable("field_special_target");
        row.HasKey(t => new
        {
            t.DistrictId,
            t.CampaignId,
            t.SubjectId,
        });
        row.Property(t => t.Title).HasMaxLength(200);
        row.Property(t => t.Coarse).HasMaxLength(200);
        row.Property(t => t.Address).HasMaxLength(300);
        row.Property(t => t.AreaCode).HasMaxLength(17);
        row.Property(t => t.LeftOutWhy).HasMaxLength(200);
        row.HasIndex(t => new { t.DistrictId, t.SubjectId });
        row.HasIndex(t => new
        {
            t.DistrictId,
            t.CampaignId,
            t.AreaCode,
        });
        row.HasOne<SpecialCampaign>().WithMany().HasForeignKey(t => new { t.DistrictId, t.CampaignId }).OnDelete(DeleteBehavior.Cascade);
    }
}
