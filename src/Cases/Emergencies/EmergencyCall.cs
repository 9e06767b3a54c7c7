using Gezhi.Grids.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Geo;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Emergencies;

/// <summary>Somebody who was called to an emergency, and what they answered. 应召人员</summary>
public sealed class EmergencyCall : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid EmergencyId { get; init; }
    public Guid Id { get; init; }

    /// <summary>Null for a named seat without account: others note its answers.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>Seat of the response group; null for everybody else.</summary>
    public Guid? SeatId { get; init; }

    /// <summary>For colleagues only.</summary>
    public string Name { get; init; } = "";

    public string Title { get; init; } = "";
    public ResponseTask Task { get; init; }
    public bool IsLead { get; init; }
    public DateTime CalledAt { get; init; }

    /// <summary>A message left the house; null when none did.</summary>
    public DateTime? MessagedAt { get; internal set; }

    public DateTime? AcknowledgedAt { get; private set; }

    /// <summary>WGS-84 degrees, where the device was; null when it did not say.</summary>
    public double? AcknowledgedLon { get; private set; }

    public double? AcknowledgedLat { get; private set; }
    public DateTime? ArrivedAt { get; private set; }

    /// <summary>Time of the device at the arrival; null when it did not say.</summary>
    public DateTime? ArrivedDeviceAt { get; private set; }

    public double? ArrivedLon { get; private set; }
    public double? ArrivedLat { get; private set; }
    public DateTime? LeftAt { get; private set; }

    /// <summary>The emergency has ended.</summary>
    public DateTime? EndedAt { get; internal set; }

    public int Version { get; set; } = 1;

    /// <summary>On the ground now.</summary>
    public bool IsThere => ArrivedAt is not null && LeftAt is null;

    /// <returns>False: it was said before.</returns>
    internal bool Acknowledge(LonLat? place, DateTime now)
    {
        if (AcknowledgedAt is not null)
            return false;
        (AcknowledgedAt, AcknowledgedLon, AcknowledgedLat) = (now, place?.Lon, place?.Lat);
        return true;
    }

    /// <summary>Whoever arrives has also heard the alarm.</summary>
    /// <returns>False: they are there already.</returns>
    internal bool Arrive(LonLat? place, DateTime? deviceAt, DateTime now)
    {
        if (IsThere)
            return false;
        AcknowledgedAt ??= now;
        ArrivedAt ??= now;
        ArrivedDeviceAt ??= deviceAt;
        (ArrivedLon, ArrivedLat, LeftAt) = (place?.Lon ?? ArrivedLon, place?.Lat ?? ArrivedLat, null);
        return true;
    }

    /// <returns>False: they were not there, or have left before.</returns>
    internal bool Leave(DateTime now)
    {
        if (!IsThere)
            return false;
        LeftAt = now;
        return true;
    }
}

/// <summary>A call as others see it: where the person was is for them and for whoever commands. 应召情况</summary>
/// <param name="AcknowledgedLon">WGS-84 degrees; null for everybody else, and after <see cref="PlaceSweep.KeptDays"/> days for all.</param>
public sealed record CallView(
    Guid Id,
    Guid? AccountId,
    Guid? SeatId,
    string Name,
    string Title,
    ResponseTask Task,
    bool IsLead,
    DateTime CalledAt,
    DateTime? MessagedAt,
    DateTime? AcknowledgedAt,
    double? AcknowledgedLon,
    double? AcknowledgedLat,
    DateTime? ArrivedAt,
    DateTime? ArrivedDeviceAt,
    double? ArrivedLon,
    double? ArrivedLat,
    DateTime? LeftAt
)
{
    /// <summary>On the ground now.</summary>
    public bool IsThere => ArrivedAt is not null && LeftAt is null;

    /// <param name="withPlace">The reader commands, or it is their own call.</param>
    internal static CallView Of(EmergencyCall call, bool withPlace) =>
        new(
            call.Id,
            call.AccountId,
            call.SeatId,
            call.Name,
            call.Title,
            call.Task,
            call.IsLead,
            call.CalledAt,
            call.MessagedAt,
            call.AcknowledgedAt,
            withPlace ? call.AcknowledgedLon : null,
            withPlace ? call.AcknowledgedLat : null,
            call.ArrivedAt,
            call.ArrivedDeviceAt,
            withPlace ? call.ArrivedLon : null,
            withPlace ? call.ArrivedLat : null,
            call.LeftAt
        );
}

internal sealed class EmergencyCallTable : IEntityTypeConfiguration<EmergencyCall>
{
    public void Configure(EntityTypeBuilder<EmergencyCall> row)
    {
        row.ToTable("cases_emergency_call");
        row.HasKey(c => new { c.DistrictId, c.Id });
        row.HasIndex(c => new
            {
                c.DistrictId,
                c.EmergencyId,
                c.AccountId,
            })
            .IsUnique();
        row.HasIndex(c => new
        {
            c.DistrictId,
            c.AccountId,
            c.EndedAt,
        });
        row.HasOne<Emergency>().WithMany().HasForeignKey(c => new { c.DistrictId, c.EmergencyId }).OnDelete(DeleteBehavior.Restrict);
    }
}
