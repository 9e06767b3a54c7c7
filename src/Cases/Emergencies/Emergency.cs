using Gezhi.Grids.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Emergencies;

/// <summary>An alarm that was raised, bound to a case; what happens in it stands on the timeline of that case. 警情</summary>
public sealed class Emergency : ITenantRow, IVersioned
{
    /// <summary>Longest words of a review, characters.</summary>
    public const int LongestReview = 1000;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid CaseId { get; init; }
    public EmergencyKind Kind { get; init; }

    /// <summary>1 特别重大 to 4 一般.</summary>
    public int Severity { get; init; }

    /// <summary>演练: the same, but nothing leaves the house.</summary>
    public bool IsDrill { get; init; }

    /// <summary>6 to 17 digits.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>WGS-84 degrees; null when the place is not known.</summary>
    public double? Lon { get; init; }

    /// <summary>WGS-84 degrees; null when the place is not known.</summary>
    public double? Lat { get; init; }

    public string PlaceText { get; init; } = "";
    public DateTime RaisedAt { get; init; }
    public Guid? RaisedBy { get; init; }
    public string RaisedTitle { get; init; } = "";

    /// <summary>Plan that was started; null when no plan stands for the kind.</summary>
    public Guid? PlanId { get; init; }

    public string PlanTitle { get; init; } = "";
    public int? PlanVersionNo { get; init; }

    /// <summary>Unique while it is open, so that two taps are one emergency; null afterwards.</summary>
    public string? OpenKey { get; internal set; }

    /// <summary>People brought out.</summary>
    public int PeopleOut { get; private set; }

    /// <summary>People known to be inside; null before anybody counted.</summary>
    public int? PeopleInside { get; private set; }

    /// <summary>How often those who did not answer were reminded.</summary>
    public int ReminderRound { get; internal set; }

    /// <summary>All-clear or call-off; null while it is open.</summary>
    public DateTime? EndedAt { get; private set; }

    public Guid? EndedBy { get; private set; }

    /// <summary>误报.</summary>
    public bool IsCalledOff { get; private set; }

    public string? EndNote { get; private set; }

    /// <summary>做得好的; null before the review.</summary>
    public string? Well { get; private set; }

    /// <summary>要改进的.</summary>
    public string? Wrong { get; private set; }

    public DateTime? ReviewedAt { get; private set; }
    public int Version { get; set; } = 1;

    public bool IsOpen => EndedAt is null;

    /// <summary>One open alarm of a kind in a grid; where the grid is not known, one per case.</summary>
    internal static string KeyOf(EmergencyKind kind, string areaCode, Guid caseId, bool isDrill) =>
        $"{(isDrill ? "drill" : "real")}/{kind}/{(areaCode.Length >= 15 ? areaCode[..15] : caseId.ToString("N"))}";

    /// <exception cref="RuleViolation"><c>emergency.ended</c>.</exception>
    internal void Count(int peopleOut, int peopleInside)
    {
        NeedsOpen();
        (PeopleOut, PeopleInside) = (peopleOut, peopleInside);
    }

    /// <param name="staffInside">People of ours who arrived and have not left.</param>
    /// <param name="staffAccounted">The commander says that they are all accounted for.</param>
    /// <exception cref="RuleViolation"><c>emergency.not-counted</c>, <c>emergency.still-inside</c>, <c>emergency.staff-inside</c>, <c>emergency.ended</c>.</exception>
    internal void Clear(Guid? by, int staffInside, bool staffAccounted, string? note, DateTime now)
    {
        NeedsOpen();
        if (PeopleInside is not { } inside)
            throw new RuleViolation("emergency.not-counted");
        if (inside > 0)
            throw new RuleViolation("emergency.still-inside", inside);
        if (staffInside > 0 && !staffAccounted)
            throw new RuleViolation("emergency.staff-inside", staffInside);
        End(by, note, false, now);
    }

    /// <exception cref="RuleViolation"><c>emergency.ended</c>.</exception>
    internal void CallOff(Guid? by, string reason, DateTime now)
    {
        NeedsOpen();
        End(by, reason, true, now);
    }

    /// <exception cref="RuleViolation"><c>emergency.open</c>: a review comes after the end.</exception>
    internal void Review(string well, string wrong, DateTime now)
    {
        if (IsOpen)
            throw new RuleViolation("emergency.open");
        (Well, Wrong, ReviewedAt) = (well, wrong, now);
    }

    internal void NeedsOpen()
    {
        if (!IsOpen)
            throw new RuleViolation("emergency.ended");
    }

    private void End(Guid? by, string? note, bool isCalledOff, DateTime now) =>
        (EndedAt, EndedBy, EndNote, IsCalledOff, OpenKey) = (now, by, note, isCalledOff, null);
}

internal sealed class EmergencyTable : IEntityTypeConfiguration<Emergency>
{
    public void Configure(EntityTypeBuilder<Emergency> row)
    {
        row.ToTable("cases_emergency");
        row.HasKey(e => new { e.DistrictId, e.Id });
        row.Property(e => e.AreaCode).HasMaxLength(17);
        row.Property(e => e.OpenKey).HasMaxLength(80);
        row.Property(e => e.EndNote).HasMaxLength(1000);
        row.Property(e => e.Well).HasMaxLength(Emergency.LongestReview * 2);
        row.Property(e => e.Wrong).HasMaxLength(Emergency.LongestReview * 2);
        row.HasIndex(e => new { e.DistrictId, e.OpenKey }).IsUnique();
        row.HasIndex(e => new { e.DistrictId, e.CaseId });
        row.HasIndex(e => new { e.DistrictId, e.RaisedAt });
    }
}
