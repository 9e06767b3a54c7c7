using Gezhi.Indicators.Definitions;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Indicators.Rollups;

/// <summary>What the roll-ups of a district are busy with, besides following the feed. 汇总阶段</summary>
public enum RollupPhase
{
    /// <summary>初次汇总: cases from before the roll-ups are taken in.</summary>
    Filling,

    /// <summary>跟随: nothing else to do.</summary>
    Following,

    /// <summary>逐案核对: the nightly recount, case after case.</summary>
    RecountingCases,

    /// <summary>逐日核对: the nightly recount, day after day.</summary>
    RecountingDays,
}

/// <summary>How far the roll-ups of a district have come; saved with what they took in, so nothing counts twice or is missed. 汇总进度</summary>
public sealed class RollupProgress : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }

    /// <summary>Feed position up to which everything is taken in.</summary>
    public long LastSeq { get; set; }

    public RollupPhase Phase { get; set; }

    /// <summary>Last case of the filling or recount; empty: none yet.</summary>
    public Guid CaseAfter { get; set; }

    /// <summary>Last day of the recount; null: none yet.</summary>
    public DateOnly? DayAfter { get; set; }

    /// <summary>Local day of the last whole recount; null: never.</summary>
    public DateOnly? RecountedOn { get; set; }

    /// <summary>UTC; when it was whole.</summary>
    public DateTime? RecountedAt { get; set; }

    /// <summary>Differences found by the last or the running recount.</summary>
    public int RecountFound { get; set; }

    /// <summary>UTC; up to when the figures are up to date.</summary>
    public DateTime? CurrentAt { get; set; }

    public int Version { get; set; } = 1;
}

/// <summary>What a recount found different and put right; written, never changed. 核对差异</summary>
public sealed class RollupDifference : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public DateTime At { get; init; }

    /// <summary>The case whose contribution was wrong; null: a day's sum was.</summary>
    public Guid? CaseId { get; init; }

    /// <summary>The day whose sum was wrong; null: a case was.</summary>
    public DateOnly? On { get; init; }

    public Basis? Basis { get; init; }

    /// <summary>What stood there, in a line.</summary>
    public string Before { get; init; } = "";

    /// <summary>What is right, in a line.</summary>
    public string After { get; init; } = "";
}

internal sealed class RollupProgressTable : IEntityTypeConfiguration<RollupProgress>
{
    public void Configure(EntityTypeBuilder<RollupProgress> row)
    {
        row.ToTable("indicators_progress");
        row.HasKey(p => p.DistrictId);
    }
}

internal sealed class RollupDifferenceTable : IEntityTypeConfiguration<RollupDifference>
{
    public void Configure(EntityTypeBuilder<RollupDifference> row)
    {
        row.ToTable("indicators_difference");
        row.HasKey(d => new { d.DistrictId, d.Id });
        row.HasIndex(d => new { d.DistrictId, d.At });
    }
}
