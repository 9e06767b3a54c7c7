using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Open311.RequestUpdates;

/// <summary>An update that another platform sent; its words stand on the record of the case. 收到的更新</summary>
internal sealed class ReceivedUpdate : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public Guid SourceId { get; init; }

    /// <summary>Their number, or a hash of what they sent.</summary>
    public string No { get; init; } = "";

    /// <summary>The case opened for the report.</summary>
    public Guid CaseId { get; init; }

    /// <summary>The case and the row of its timeline where the words stand.</summary>
    public Guid OnCaseId { get; init; }

    public int Sequence { get; init; }

    /// <summary>What the other platform thinks of it, in its words; empty when it did not say.</summary>
    public string Status { get; init; } = "";

    public DateTime At { get; init; }
}

internal sealed class ReceivedUpdateTable : IEntityTypeConfiguration<ReceivedUpdate>
{
    public void Configure(EntityTypeBuilder<ReceivedUpdate> row)
    {
        row.ToTable("open311_update");
        row.HasKey(u => new { u.DistrictId, u.Id });
        row.Property(u => u.No).HasMaxLength(64);
        row.Property(u => u.Status).HasMaxLength(40);
        row.HasIndex(u => new
            {
                u.DistrictId,
                u.SourceId,
                u.No,
            })
            .IsUnique();
    }
}
