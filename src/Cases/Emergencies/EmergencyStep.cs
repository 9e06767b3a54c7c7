using Gezhi.Grids.Contract;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Emergencies;

/// <summary>A step of the started plan, or a task that was added for a working group. 预案步骤</summary>
public sealed class EmergencyStep : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid EmergencyId { get; init; }

    /// <summary>From 1; added tasks follow those of the plan.</summary>
    public int No { get; init; }

    public ResponseTask Task { get; init; }
    public string Text { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime DueAt { get; init; }

    /// <summary>Not of the plan: added on the spot.</summary>
    public bool IsAdded { get; init; }

    public DateTime? DoneAt { get; private set; }
    public Guid? DoneBy { get; private set; }
    public string DoneTitle { get; private set; } = "";
    public int Version { get; set; } = 1;

    /// <summary>Marks it done.</summary>
    internal EmergencyStep Finished(Guid? by, string title, DateTime now)
    {
        (DoneAt, DoneBy, DoneTitle) = (now, by, title);
        return this;
    }
}

/// <summary>Something to mend after an emergency, with an owner and a date. 改进措施</summary>
public sealed class EmergencyMeasure : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid EmergencyId { get; init; }
    public Guid Id { get; init; }
    public string Text { get; init; } = "";
    public string Owner { get; init; } = "";
    public DateOnly DueOn { get; init; }
    public DateTime? DoneAt { get; private set; }
    public int Version { get; set; } = 1;

    /// <summary>Done once; what is done stays done.</summary>
    internal void Finish(DateTime now) => DoneAt ??= now;
}

internal sealed class EmergencyStepTable : IEntityTypeConfiguration<EmergencyStep>
{
    public void Configure(EntityTypeBuilder<EmergencyStep> row)
    {
        row.ToTable("cases_emergency_step");
        row.HasKey(s => new
        {
            s.DistrictId,
            s.EmergencyId,
            s.No,
        });
        row.Property(s => s.Text).HasMaxLength(400);
        row.HasOne<Emergency>().WithMany().HasForeignKey(s => new { s.DistrictId, s.EmergencyId }).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class EmergencyMeasureTable : IEntityTypeConfiguration<EmergencyMeasure>
{
    public void Configure(EntityTypeBuilder<EmergencyMeasure> row)
    {
        row.ToTable("cases_emergency_measure");
        row.HasKey(m => new { m.DistrictId, m.Id });
        row.Property(m => m.Text).HasMaxLength(400);
        row.HasIndex(m => new { m.DistrictId, m.EmergencyId });
        row.HasOne<Emergency>().WithMany().HasForeignKey(m => new { m.DistrictId, m.EmergencyId }).OnDelete(DeleteBehavior.Restrict);
    }
}
