using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Field.Verification;

/// <summary>What a verification found; there is no fifth answer and no room for remarks. A household that does not want it is not written down at all. 核实结果</summary>
public enum CheckOutcome
{
    /// <summary>一致</summary>
    Same,

    /// <summary>有变化</summary>
    Changed,

    /// <summary>已搬走</summary>
    Moved,

    /// <summary>未见到</summary>
    NotMet,
}

/// <summary>What became of it. 核实状态</summary>
public enum CheckState
{
    /// <summary>已记录: nothing to change.</summary>
    Noted,

    /// <summary>待审批: a second person decides.</summary>
    Proposed,

    /// <summary>已同意: the registry was changed.</summary>
    Approved,

    /// <summary>未同意: the registry stays as it is.</summary>
    Declined,
}

/// <summary>The registry beside reality for one household: the outcome, and what is proposed to change. 人户核实</summary>
public sealed class HouseholdCheck : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid HouseholdId { get; init; }

    /// <summary>17 digits.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>百年里3号楼.</summary>
    public string Building { get; init; } = "";

    /// <summary>3-2-501.</summary>
    public string Door { get; init; } = "";
    public CheckOutcome Outcome { get; init; }

    /// <summary>Of the household in the registry, as the worker saw it.</summary>
    public int RegistryVersion { get; init; }

    /// <summary>What the registry said then.</summary>
    public int? WasResidents { get; init; }
    public HouseholdType WasType { get; init; }

    /// <summary>Proposed; null when not asked.</summary>
    public int? Residents { get; init; }
    public HouseholdType Type { get; init; }

    public CheckState State { get; private set; }

    /// <summary>UTC; when it was noted.</summary>
    public DateTime At { get; init; }

    /// <summary>Who noted it and told the household what for.</summary>
    public Guid AccountId { get; init; }

    /// <summary>UTC; null while it waits.</summary>
    public DateTime? DecidedAt { get; private set; }

    /// <summary>Never who noted it.</summary>
    public Guid? DecidedBy { get; private set; }

    public int Version { get; set; } = 1;

    /// <summary>Changed and moved wait for a second person.</summary>
    public static CheckState First(CheckOutcome outcome) =>
        outcome is CheckOutcome.Changed or CheckOutcome.Moved ? CheckState.Proposed : CheckState.Noted;

    internal void Begin() => State = First(Outcome);

    /// <param name="now">UTC.</param>
    /// <exception cref="RuleViolation"><c>check.decided</c>, <c>check.own</c>: nobody decides on their own proposal.</exception>
    public void Decide(bool isApproved, Guid by, DateTime now)
    {
        if (State != CheckState.Proposed)
            throw new RuleViolation("check.decided");
        if (by == AccountId)
            throw new RuleViolation("check.own");
        (State, DecidedAt, DecidedBy) = (isApproved ? CheckState.Approved : CheckState.Declined, now, by);
    }
}

internal sealed class HouseholdCheckTable : IEntityTypeConfiguration<HouseholdCheck>
{
    public void Configure(EntityTypeBuilder<HouseholdCheck> row)
    {
        row.ToTable("field_household_check");
        row.HasKey(c => new { c.DistrictId, c.Id });
        row.Property(c => c.AreaCode).HasMaxLength(17);
        row.Property(c => c.Building).HasMaxLength(200);
        row.Property(c => c.Door).HasMaxLength(60);
        row.HasIndex(c => new
        {
            c.DistrictId,
            c.State,
            c.AreaCode,
        });
        row.HasIndex(c => new { c.DistrictId, c.HouseholdId });
    }
}
