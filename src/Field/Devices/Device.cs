using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Field.Devices;

/// <summary>A phone or browser that keeps work of one person for a shift without network. 现场设备</summary>
public sealed class Device : ITenantRow
{
    public int DistrictId { get; init; }

    /// <summary>Made on the device.</summary>
    public Guid Id { get; init; }

    /// <summary>Whose work it keeps; another person at the same phone enrols it anew.</summary>
    public Guid AccountId { get; init; }

    /// <summary>As the device calls itself, e.g. "Pixel 5 · Chromium".</summary>
    public string Name { get; internal set; } = "";

    public DateTime EnrolledAt { get; init; }

    /// <summary>UTC, to the minute.</summary>
    public DateTime LastContactAt { get; internal set; }

    /// <summary>UTC; null while it may be used. From then on its next contact deletes what it keeps.</summary>
    public DateTime? RevokedAt { get; internal set; }

    /// <summary>The account that revoked it.</summary>
    public Guid? RevokedBy { get; internal set; }

    /// <summary>UTC; when it was told to delete everything; null before that contact.</summary>
    public DateTime? WipedAt { get; internal set; }
}

internal sealed class DeviceTable : IEntityTypeConfiguration<Device>
{
    public void Configure(EntityTypeBuilder<Device> row)
    {
        row.ToTable("field_device");
        row.HasKey(d => new { d.DistrictId, d.Id });
        row.Property(d => d.Name).HasMaxLength(400);
        row.HasIndex(d => new { d.DistrictId, d.AccountId });
        row.HasIndex(d => new { d.DistrictId, d.LastContactAt });
    }
}
