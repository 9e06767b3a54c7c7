using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Field.Patrols;

/// <summary>On which days and between which hours a grid is walked, and which places are looked at. 巡查计划</summary>
public sealed class PatrolPlan : ITenantRow, IVersioned
{
    public const int EveryDay = 0b111_1111;

    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>Community, grid or micro-grid, 12 to 17 digits.</summary>
    public string AreaCode { get; init; } = "";

    public string Name { get; set; } = "";

    /// <summary>Days of the week, one bit each: Monday 1, Tuesday 2 … Sunday 64.</summary>
    public int Days { get; set; }

    /// <summary>Local minute of the day on which the window opens, 0–1439.</summary>
    public int FromMinute { get; set; }

    /// <summary>Local minute on which it closes; not after <see cref="FromMinute"/>: on the next day.</summary>
    public int UntilMinute { get; set; }

    /// <summary>First local day.</summary>
    public DateOnly ValidFrom { get; init; }

    /// <summary>First local day without; null: until further notice.</summary>
    public DateOnly? ValidTo { get; set; }

    public int Version { get; set; } = 1;

    public bool CrossesMidnight => UntilMinute <= FromMinute;

    /// <summary>Whether it is walked on that local day.</summary>
    public bool RunsOn(DateOnly day) => day >= ValidFrom && (ValidTo is not { } end || day < end) && (Days & Bit(day)) != 0;

    /// <summary>The day of the plan in whose window this local time lies; null when it lies in none.</summary>
    public DateOnly? DayOf(DateTime local)
    {
        var (day, minute) = (DateOnly.FromDateTime(local), local.TimeOfDay.TotalMinutes);
        if (CrossesMidnight && minute < UntilMinute)
            return RunsOn(day.AddDays(-1)) ? day.AddDays(-1) : null;
        return minute >= FromMinute && (CrossesMidnight || minute < UntilMinute) && RunsOn(day) ? day : null;
    }

    /// <summary>Local time at which the window of that day is over.</summary>
    public DateTime EndOf(DateOnly day) => day.ToDateTime(TimeOnly.MinValue).AddMinutes(UntilMinute).AddDays(CrossesMidnight ? 1 : 0);

    private static int Bit(DateOnly day) => 1 << (((int)day.DayOfWeek + 6) % 7);
}

/// <summary>A place that is looked at on patrol. 关键点位</summary>
public sealed class KeyPlace : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid PlanId { get; init; }
    public string Name { get; init; } = "";

    /// <summary>WGS-84 degrees.</summary>
    public double Lon { get; init; }

    /// <summary>WGS-84 degrees.</summary>
    public double Lat { get; init; }

    /// <summary>The place of the registry (场所); null for a point set on the map.</summary>
    public Guid? RegistryPlaceId { get; init; }

    /// <summary>Due again so many days after the last visit; 1: on every day of the plan.</summary>
    public int EveryDays { get; init; }

    /// <summary>First local day.</summary>
    public DateOnly AddedOn { get; init; }

    /// <summary>First local day without; null: until further notice.</summary>
    public DateOnly? EndedOn { get; set; }

    public bool IsThereOn(DateOnly day) => day >= AddedOn && (EndedOn is not { } end || day < end);
}

internal sealed class PatrolPlanTable : IEntityTypeConfiguration<PatrolPlan>
{
    public void Configure(EntityTypeBuilder<PatrolPlan> row)
    {
        row.ToTable("field_patrol_plan");
        row.HasKey(p => new { p.DistrictId, p.Id });
        row.Property(p => p.AreaCode).HasMaxLength(17);
        row.Property(p => p.Name).HasMaxLength(240);
        row.HasIndex(p => new { p.DistrictId, p.AreaCode });
    }
}

internal sealed class KeyPlaceTable : IEntityTypeConfiguration<KeyPlace>
{
    public void Configure(EntityTypeBuilder<KeyPlace> row)
    {
        row.ToTable("field_key_place");
        row.HasKey(p => new { p.DistrictId, p.Id });
        row.Property(p => p.Name).HasMaxLength(240);
        row.HasOne<PatrolPlan>().WithMany().HasForeignKey(p => new { p.DistrictId, p.PlanId });
        row.HasIndex(p => new { p.DistrictId, p.PlanId });
    }
}
