using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Field.Inspections;

/// <summary>Where a hazard stands. 隐患状态</summary>
public enum HazardState
{
    /// <summary>整改中.</summary>
    Open,

    /// <summary>待复查: said to be rectified.</summary>
    Rectified,

    /// <summary>已销号: a re-inspection found it right.</summary>
    Closed,

    /// <summary>当场整改: put right before the inspector left, with a photo.</summary>
    FixedOnSpot,

    /// <summary>已作废: the inspection that found it was voided.</summary>
    Voided,
}

/// <summary>Something an inspection failed: one hazard, one case, until a re-inspection finds it right. 隐患</summary>
public sealed class Hazard : ITenantRow, IVersioned, IInArea
{
    /// <summary>Days after the rectification within which somebody looks again.</summary>
    public const int RecheckDays = 3;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>The inspection that found it; when that one is voided, the next one that counts and found the same.</summary>
    public Guid InspectionId { get; internal set; }
    public RecordKind Record { get; init; }
    public Guid SubjectId { get; init; }
    public string Title { get; init; } = "";
    public string Coarse { get; init; } = "";
    public string Address { get; init; } = "";
    public string AreaCode { get; init; } = "";

    /// <summary>Of all versions of the checklist.</summary>
    public Guid LineId { get; init; }
    public Guid ChecklistId { get; init; }
    public int ItemNumber { get; init; }

    /// <summary>The item as asked.</summary>
    public string ItemText { get; init; } = "";

    /// <summary>What was found.</summary>
    public string Finding { get; init; } = "";
    public Severity Severity { get; init; }
    public string CategoryKey { get; init; } = "";

    /// <summary>UTC.</summary>
    public DateTime FoundAt { get; init; }

    /// <summary>Last local day to rectify.</summary>
    public DateOnly DueOn { get; private set; }
    public HazardState State { get; private set; }

    /// <summary>The case that works on it; null when put right on the spot.</summary>
    public Guid? CaseId { get; private set; }

    /// <summary>UTC; when the unit said that it is done.</summary>
    public DateTime? RectifiedAt { get; private set; }

    /// <summary>Last local day for the re-inspection; null when none is due.</summary>
    public DateOnly? RecheckOn { get; private set; }

    /// <summary>UTC.</summary>
    public DateTime? ClosedAt { get; private set; }

    /// <summary>How often a re-inspection found it as before.</summary>
    public int FailedRechecks { get; private set; }
    public int Version { get; set; } = 1;

    public bool IsOpen => State is HazardState.Open or HazardState.Rectified;

    /// <summary>Whether it is past its day.</summary>
    public bool IsOverdue(DateOnly today) =>
        (State == HazardState.Open && DueOn < today) || (State == HazardState.Rectified && RecheckOn < today);

    public void Begin(DateOnly dueOn, Guid? caseId) => (DueOn, CaseId, State) = (dueOn, caseId, HazardState.Open);

    public void FixOnSpot(DateTime now, DateOnly today) =>
        (DueOn, State, RectifiedAt, ClosedAt) = (today, HazardState.FixedOnSpot, now, now);

    /// <summary>The unit has handed in: somebody looks again.</summary>
    public void Rectify(DateTime now, DateOnly today)
    {
        if (State != HazardState.Open)
            return;
        (State, RectifiedAt, RecheckOn) = (HazardState.Rectified, now, today.AddDays(RecheckDays));
    }

    /// <summary>A re-inspection found it right. 销号</summary>
    /// <exception cref="RuleViolation"><c>hazard.closed</c>.</exception>
    public void Close(DateTime now)
    {
        NeedsOpen();
        (State, ClosedAt, RecheckOn) = (HazardState.Closed, now, null);
        RectifiedAt ??= now;
    }

    /// <summary>A re-inspection found it as before. 再次挂出</summary>
    /// <param name="caseId">The case that works on it from now on.</param>
    /// <exception cref="RuleViolation"><c>hazard.closed</c>.</exception>
    public void RaiseAgain(DateOnly dueOn, Guid? caseId)
    {
        NeedsOpen();
        (State, DueOn, CaseId, RectifiedAt, RecheckOn) = (HazardState.Open, dueOn, caseId, null, null);
        FailedRechecks++;
    }

    /// <summary>The inspection that found it is voided, but a later one that counts found the same: it stands on that one.</summary>
    public void StandOn(Guid inspectionId) => InspectionId = inspectionId;

    /// <summary>The inspection that found it does not count. 作废</summary>
    public void Void(DateTime now) => (State, ClosedAt, RecheckOn) = (HazardState.Voided, now, null);

    private void NeedsOpen()
    {
        if (!IsOpen)
            throw new RuleViolation("hazard.closed");
    }
}

internal sealed class HazardTable : IEntityTypeConfiguration<Hazard>
{
    public void Configure(EntityTypeBuilder<Hazard> row)
    {
        row.ToTable("field_hazard");
        row.HasKey(h => new { h.DistrictId, h.Id });
        row.Property(h => h.Title).HasMaxLength(200);
        row.Property(h => h.Coarse).HasMaxLength(200);
        row.Property(h => h.Address).HasMaxLength(300);
        row.Property(h => h.AreaCode).HasMaxLength(17);
        row.Property(h => h.ItemText).HasMaxLength(200);
        row.Property(h => h.Finding).HasMaxLength(600);
        row.Property(h => h.CategoryKey).HasMaxLength(60);
        row.HasIndex(h => new { h.DistrictId, h.SubjectId });
        row.HasIndex(h => new { h.DistrictId, h.CaseId });
        row.HasIndex(h => new { h.DistrictId, h.InspectionId });
        row.HasIndex(h => new
        {
            h.DistrictId,
            h.State,
            h.AreaCode,
        });
        row.HasOne<Inspection>().WithMany().HasForeignKey(h => new { h.DistrictId, h.InspectionId }).OnDelete(DeleteBehavior.Restrict);
    }
}
