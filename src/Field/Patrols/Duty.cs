using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Field.Patrols;

/// <summary>From when to when a worker was on duty; outside of it no place of theirs is taken. 在岗</summary>
public sealed class Duty : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }

    /// <summary>The worker's own area, 6 to 17 digits.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>UTC, by the clock of the device, never later than the server's.</summary>
    public DateTime BeganAt { get; init; }

    /// <summary>UTC; null while on duty.</summary>
    public DateTime? EndedAt { get; set; }

    /// <summary>Nobody ended it: the longest duty was over. An end that was made before and comes later still counts.</summary>
    public bool IsEndedByClock { get; set; }

    /// <summary>Whether this moment lies on duty.</summary>
    /// <param name="mostHours">The longest a duty lasts when nobody ends it.</param>
    public bool Holds(DateTime at, int mostHours) => at >= BeganAt && at <= EndAt(mostHours);

    /// <summary>UTC; when it is over at the latest.</summary>
    public DateTime EndAt(int mostHours) => EndedAt ?? BeganAt.AddHours(mostHours);
}

/// <summary>A piece of the way of one worker on duty, sealed; only the worker opens it, and it is deleted after some weeks. 巡查轨迹</summary>
public sealed class Track : ITenantRow
{
    /// <summary>Name under which the points are sealed.</summary>
    internal const string Sealed = "field.track";

    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid DutyId { get; init; }
    public Guid AccountId { get; init; }

    /// <summary>UTC of the first point.</summary>
    public DateTime FromAt { get; init; }

    /// <summary>UTC of the last point.</summary>
    public DateTime UntilAt { get; init; }

    /// <summary>JSON list of [Unix seconds, lon, lat, accuracy in metres].</summary>
    [Sensitive(
        "工作人员在岗轨迹",
        What = "轨迹",
        Basis = LegalBasis.Employment,
        Until = "满设定天数（最长 90 天）自动删除",
        Field = Sealed
    )]
    public byte[] PointsSealed { get; init; } = [];

    public int Count { get; init; }

    /// <summary>Length of the way.</summary>
    public double Metres { get; init; }
}

internal sealed class DutyTable : IEntityTypeConfiguration<Duty>
{
    public void Configure(EntityTypeBuilder<Duty> row)
    {
        row.ToTable("field_duty");
        row.HasKey(d => new { d.DistrictId, d.Id });
        row.Property(d => d.AreaCode).HasMaxLength(17);
        row.HasIndex(d => new
        {
            d.DistrictId,
            d.AccountId,
            d.BeganAt,
        });
        row.HasIndex(d => new { d.DistrictId, d.BeganAt });
    }
}

internal sealed class TrackTable : IEntityTypeConfiguration<Track>
{
    public void Configure(EntityTypeBuilder<Track> row)
    {
        row.ToTable("field_track");
        row.HasKey(t => new { t.DistrictId, t.Id });
        row.HasOne<Duty>().WithMany().HasForeignKey(t => new { t.DistrictId, t.DutyId });
        row.HasIndex(t => new { t.DistrictId, t.DutyId });
        row.HasIndex(t => new { t.DistrictId, t.UntilAt });
    }
}
