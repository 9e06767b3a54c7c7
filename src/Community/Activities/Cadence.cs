using Gezhi.Platform.Data;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Community.Activities;

/// <summary>How often something goes on. 活动频次</summary>
public enum CadenceEvery
{
    /// <summary>街道每月.</summary>
    Month,

    /// <summary>小区每周.</summary>
    Week,

    /// <summary>楼栋每天.</summary>
    Day,
}

/// <summary>A promise that something goes on in an area so often. 频次约定</summary>
public sealed class ActivityCadence : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>What lies in it counts.</summary>
    public string AreaCode { get; init; } = "";
    public CadenceEvery Every { get; init; }

    /// <summary>Local day.</summary>
    public DateOnly SinceOn { get; init; }

    /// <summary>Local day, the last one; null: goes on.</summary>
    public DateOnly? UntilOn { get; private set; }
    public int Version { get; set; } = 1;

    internal void End(DateOnly today) => UntilOn ??= today;
}

/// <summary>Which promises were kept and which were missed, period by period. 频次核对</summary>
public static class CadenceTable
{
    /// <summary>Most periods that are told, the newest first.</summary>
    public const int Most = 12;

    /// <param name="FromOn">Local, first day.</param>
    /// <param name="ToOn">Local, last day.</param>
    /// <param name="Held">Activities in it.</param>
    /// <param name="IsOver">Its last day is past: kept or missed; else it can still be kept.</param>
    public sealed record Period(DateOnly FromOn, DateOnly ToOn, int Held, bool IsOver)
    {
        public bool IsKept => Held > 0;

        public bool IsMissed => IsOver && Held == 0;
    }

    /// <summary>Months, weeks from Monday, or days, the newest first; one that began before the promise did does not count, nor one that ends after it.</summary>
    /// <param name="held">Local days on which something went on.</param>
    public static IReadOnlyList<Period> Of(CadenceEvery every, DateOnly since, DateOnly? until, DateOnly today, IEnumerable<DateOnly> held)
    {
        var days = held.Where(d => d <= today).ToList();
        var periods = new List<Period>();
        var from = First(every, today);
        while (periods.Count < Most && from >= since)
        {
            var to = Next(every, from).AddDays(-1);
            if (until is not { } end || to <= end)
                periods.Add(new Period(from, to, days.Count(d => d >= from && d <= to), to < today));
            from = First(every, from.AddDays(-1));
        }
        return periods;
    }

    /// <summary>First day of the period in which a day lies.</summary>
    private static DateOnly First(CadenceEvery every, DateOnly day) =>
        every switch
        {
            CadenceEvery.Month => new DateOnly(day.Year, day.Month, 1),
            CadenceEvery.Week => day.AddDays(-(((int)day.DayOfWeek + 6) % 7)),
            _ => day,
        };

    private static DateOnly Next(CadenceEvery every, DateOnly from) =>
        every switch
        {
            CadenceEvery.Month => from.AddMonths(1),
            CadenceEvery.Week => from.AddDays(7),
            _ => from.AddDays(1),
        };

    /// <summary>Streets promise by the month, communities and grids by the week, grids and micro grids by the day.</summary>
    public static bool Fits(CadenceEvery every, AreaLevel level) =>
        every switch
        {
            CadenceEvery.Month => level is AreaLevel.Street or AreaLevel.Community,
            CadenceEvery.Week => level is AreaLevel.Community or AreaLevel.Grid,
            _ => level is AreaLevel.Grid or AreaLevel.MicroGrid,
        };
}

internal sealed class ActivityCadenceTable : IEntityTypeConfiguration<ActivityCadence>
{
    public void Configure(EntityTypeBuilder<ActivityCadence> row)
    {
        row.ToTable("community_cadence");
        row.HasKey(c => new { c.DistrictId, c.Id });
        row.Property(c => c.AreaCode).HasMaxLength(17);
        row.HasIndex(c => new { c.DistrictId, c.AreaCode });
    }
}
