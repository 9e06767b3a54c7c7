using Gezhi.Platform.Data;
using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Registry.Exporting;

/// <summary>Where a request for an export stands. 导出状态</summary>
public enum ExportState
{
    /// <summary>待审批</summary>
    Waiting,

    /// <summary>已同意: the file can be fetched until its time is over.</summary>
    Approved,

    /// <summary>未同意</summary>
    Refused,
}

/// <summary>For what a list leaves the registry. 导出用途</summary>
public enum ExportPurpose
{
    /// <summary>应急处置</summary>
    Emergency,

    /// <summary>安全检查</summary>
    Inspection,

    /// <summary>上门服务</summary>
    Service,

    /// <summary>统计报表</summary>
    Statistics,

    /// <summary>移交工作</summary>
    HandOver,
}

/// <summary>Somebody asks for a list; a large one, and every list of people, needs a second person. 台账导出</summary>
/// <remarks>People are masked in every list: a whole number is opened one at a time on the page of the person, never by the hundred.</remarks>
public sealed class RegistryExport : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public RecordKind Kind { get; init; }
    public string AreaCode { get; init; } = "";

    /// <summary>The consents of people, instead of their records.</summary>
    public bool IsOfConsents { get; init; }

    public ExportPurpose Purpose { get; init; }

    /// <summary>What exactly it is for, in the asker's words; no names.</summary>
    public string Note { get; init; } = "";

    /// <summary>Records at the time of asking; a file never has more.</summary>
    public int Rows { get; init; }

    /// <summary>The highest number of an entry when it was asked for: what came later is not in the list, however long the file stays open.</summary>
    public long LastNumber { get; init; }

    public ExportState State { get; internal set; }
    public Guid By { get; init; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>Who decided; null while nobody has, and when no second person was needed.</summary>
    public Guid? DecidedBy { get; internal set; }

    /// <summary>UTC; null while nobody has.</summary>
    public DateTime? DecidedAt { get; internal set; }

    /// <summary>Why it was refused; null otherwise.</summary>
    public string? Reason { get; internal set; }

    /// <summary>UTC: until then the file can be fetched; null while it cannot.</summary>
    public DateTime? OpenUntil { get; internal set; }

    /// <summary>How often the file was fetched.</summary>
    public int Fetched { get; internal set; }

    public int Version { get; set; } = 1;
}

internal sealed class RegistryExportTable : IEntityTypeConfiguration<RegistryExport>
{
    public void Configure(EntityTypeBuilder<RegistryExport> row)
    {
        row.ToTable("registry_export");
        row.HasKey(e => new { e.DistrictId, e.Id });
        row.Property(e => e.AreaCode).HasMaxLength(17);
        row.Property(e => e.Note).HasMaxLength(100);
        row.Property(e => e.Reason).HasMaxLength(100);
        row.HasIndex(e => new
        {
            e.DistrictId,
            e.State,
            e.CreatedAt,
        });
        row.HasIndex(e => new
        {
            e.DistrictId,
            e.By,
            e.CreatedAt,
        });
    }
}
