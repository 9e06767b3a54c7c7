using Gezhi.Platform.Data;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Deadlines;

/// <summary>How long a stage may take in this district. 环节时限</summary>
public sealed class StageLimit : ITenantRow
{
    public int DistrictId { get; init; }
    public Stage Stage { get; init; }
    public int Minutes { get; set; }

    /// <summary>False: by the wall clock, nights included.</summary>
    public bool InWorkingTime { get; set; }
}

/// <summary>A unit's own windows from a moment on. 部门工作时段</summary>
/// <remarks>Appended, never changed: the newest holds, the older ones say what held before.</remarks>
public sealed class UnitHours : ITenantRow
{
    public int DistrictId { get; init; }
    public string UnitCode { get; init; } = "";

    /// <summary>1, 2, 3… per unit.</summary>
    public int No { get; init; }

    /// <summary>"08:00-12:00,14:00-18:00"; empty: the district's windows again.</summary>
    public string Windows { get; init; } = "";

    /// <summary>Works on holidays and weekends too.</summary>
    public bool IsEveryDay { get; init; }

    public DateTime At { get; init; }
    public Guid? By { get; init; }
}

/// <summary>What a calendar version brought. 日历版本类别</summary>
public enum CalendarKind
{
    /// <summary>放假安排: the notice of a year; it takes the place of the one before.</summary>
    Notice,

    /// <summary>地方调整: single local days.</summary>
    LocalDays,
}

/// <summary>A holiday notice or local days, in the order they were taken in. 日历版本</summary>
public sealed class CalendarVersion : ITenantRow
{
    public int DistrictId { get; init; }

    /// <summary>1, 2, 3… without gaps; 0 is what the product ships.</summary>
    public int No { get; init; }

    public CalendarKind Kind { get; init; }

    /// <summary>Year of the notice; of the first day for local days.</summary>
    public int Year { get; init; }

    /// <summary>Where it comes from, for people: title of the notice.</summary>
    public string Title { get; init; } = "";

    /// <summary>The days as JSON: <c>[{"On","Name","IsWorking"}]</c>.</summary>
    public string Days { get; init; } = "[]";

    public DateTime At { get; init; }
    public Guid? By { get; init; }

    /// <summary>The days.</summary>
    public IReadOnlyList<CalendarDay> Read() => System.Text.Json.JsonSerializer.Deserialize<List<CalendarDay>>(Days)!;
}

/// <summary>Whom a rung reaches. 升级层级</summary>
public enum LadderLevel
{
    /// <summary>承办人: who holds the case at this stage.</summary>
    Holder,

    /// <summary>微网格长.</summary>
    MicroGrid,

    /// <summary>网格长.</summary>
    Grid,

    /// <summary>社区.</summary>
    Community,

    /// <summary>街道.</summary>
    Street,

    /// <summary>区中心.</summary>
    District,

    /// <summary>市级: the district's leaders hand the matter on; nobody of the city has an account here.</summary>
    City,
}

/// <summary>One rung of the escalation ladder: at this point of a stage's limit, these people are told. 升级阶梯</summary>
public sealed class LadderRung : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Stage Stage { get; set; }

    /// <summary>Beginning of the category key; empty for all.</summary>
    public string CategoryPrefix { get; set; } = "";

    /// <summary>Only urgent or only other cases; null for both.</summary>
    public bool? IsUrgent { get; set; }

    /// <summary>Used part of the limit; 100 is the deadline.</summary>
    public int Percent { get; set; }

    /// <summary>And so many minutes more, by the same clock.</summary>
    public int MoreMinutes { get; set; }

    public LadderLevel Level { get; set; }

    /// <summary>The case is also handed up to that level, and its unit is called.</summary>
    public bool Climbs { get; set; }

    public bool IsActive { get; set; } = true;
    public int Version { get; set; } = 1;

    /// <summary>Whether the rung speaks of such a case.</summary>
    internal bool Fits(Case subject, Stage stage) =>
        IsActive
        && Stage == stage
        && (IsUrgent is null || IsUrgent == subject.IsUrgent)
        && (CategoryPrefix.Length == 0 || subject.CategoryKey?.StartsWith(CategoryPrefix, StringComparison.Ordinal) == true);
}

/// <summary>A rung that has fired: once per case and clock. 已升级</summary>
public sealed class FiredRung : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid CaseId { get; init; }

    /// <summary>Which run of which clock: see <see cref="CaseClock.Key"/>.</summary>
    public string Clock { get; init; } = "";

    public Guid RungId { get; init; }
    public Stage Stage { get; init; }
    public int Percent { get; init; }
    public int MoreMinutes { get; init; }
    public LadderLevel Level { get; init; }
    public DateTime At { get; init; }

    /// <summary>Row of the timeline; 0: past long before the ladder was put up, nobody was told.</summary>
    public int Sequence { get; init; }
}

/// <summary>All open cases are worked out again, a batch at a time. 重算</summary>
public sealed class Recomputation : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>Why, for the rows of the timelines.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Only cases led by this unit; null for all.</summary>
    public string? UnitCode { get; init; }

    public DateTime At { get; init; }

    /// <summary>Last case looked at; null at the beginning.</summary>
    public Guid? Cursor { get; set; }

    /// <summary>1, then 2 for what another node still reckoned by the old calendar.</summary>
    public int Pass { get; set; } = 1;

    public int Seen { get; set; }
    public int Changed { get; set; }
    public DateTime? DoneAt { get; set; }
    public int Version { get; set; } = 1;
}

internal sealed class StageLimitTable : IEntityTypeConfiguration<StageLimit>
{
    public void Configure(EntityTypeBuilder<StageLimit> row)
    {
        row.ToTable("cases_stage_limit");
        row.HasKey(l => new { l.DistrictId, l.Stage });
    }
}

internal sealed class UnitHoursTable : IEntityTypeConfiguration<UnitHours>
{
    public void Configure(EntityTypeBuilder<UnitHours> row)
    {
        row.ToTable("cases_unit_hours");
        row.HasKey(h => new
        {
            h.DistrictId,
            h.UnitCode,
            h.No,
        });
        row.Property(h => h.UnitCode).HasMaxLength(32);
    }
}

internal sealed class CalendarVersionTable : IEntityTypeConfiguration<CalendarVersion>
{
    public void Configure(EntityTypeBuilder<CalendarVersion> row)
    {
        row.ToTable("cases_calendar");
        row.HasKey(v => new { v.DistrictId, v.No });
        row.Property(v => v.Days).HasMaxLength(12_000);
    }
}

internal sealed class LadderRungTable : IEntityTypeConfiguration<LadderRung>
{
    public void Configure(EntityTypeBuilder<LadderRung> row)
    {
        row.ToTable("cases_ladder");
        row.HasKey(r => new { r.DistrictId, r.Id });
        row.Property(r => r.CategoryPrefix).HasMaxLength(60);
    }
}

internal sealed class FiredRungTable : IEntityTypeConfiguration<FiredRung>
{
    public void Configure(EntityTypeBuilder<FiredRung> row)
    {
        row.ToTable("cases_rung");
        row.HasKey(r => new
        {
            r.DistrictId,
            r.CaseId,
            r.Clock,
            r.RungId,
        });
        row.Property(r => r.Clock).HasMaxLength(40);
    }
}

internal sealed class RecomputationTable : IEntityTypeConfiguration<Recomputation>
{
    public void Configure(EntityTypeBuilder<Recomputation> row)
    {
        row.ToTable("cases_recompute");
        row.HasKey(r => new { r.DistrictId, r.Id });
        row.Property(r => r.UnitCode).HasMaxLength(32);
    }
}
