using Gezhi.Grids.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Geo;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Grids.Importing;

/// <summary>Where an import stands. 导入状态</summary>
public enum ImportState
{
    /// <summary>Uploaded and looked through; nothing is in force. 已检查</summary>
    Checked,

    /// <summary>已生效</summary>
    Applied,

    /// <summary>已放弃</summary>
    Dropped,
}

/// <summary>What the features of a file are. 导入对象</summary>
public enum ImportLayer
{
    /// <summary>Streets, communities, grids, micro-grids: the length of the code says which. 网格</summary>
    Areas,

    /// <summary>专属网格</summary>
    Dedicated,

    /// <summary>单元网格</summary>
    UnitGrids,
}

/// <summary>How a file is to be read. 列对应</summary>
/// <param name="KindField">Dedicated grids: the attribute that says what for; null: all are <paramref name="Kind"/>.</param>
/// <param name="EndsMissing">Areas of the same parents and level that the file does not bring end on that day.</param>
internal sealed record ImportMapping(
    ImportLayer Layer,
    string? CodeField,
    string? NameField,
    string? HouseholdsField,
    string? KindField,
    AreaKind Kind,
    CoordinateReference Reference,
    bool SwapsAxes,
    bool AllowsGaps,
    bool EndsMissing,
    DateOnly On
);

/// <summary>An uploaded file of boundaries on its way through dry run and approval. 边界导入</summary>
public sealed class GridImport : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public DateTime At { get; init; }
    public Guid? AccountId { get; init; }
    public string FileName { get; init; } = "";

    /// <summary>Where the file store keeps it.</summary>
    public string Folder { get; init; } = "";

    /// <summary>SHA-256 of the file, lower-case hexadecimal.</summary>
    public string Hash { get; init; } = "";

    /// <summary>GeoJSON or Shapefile.</summary>
    public string Format { get; init; } = "";

    /// <summary>Names of the attributes, one a line.</summary>
    public string Fields { get; init; } = "";

    /// <summary><see cref="ImportMapping"/> as JSON.</summary>
    public string Mapping { get; set; } = "";

    public ImportState State { get; set; }

    public int Rows { get; init; }
    public int Errors { get; set; }
    public int Warnings { get; set; }

    /// <summary>How many areas begin, change or end; of the last check.</summary>
    public string Counts { get; set; } = "";

    /// <summary>The first findings as JSON.</summary>
    public string Findings { get; set; } = "";

    /// <summary>UTC; null until applied.</summary>
    public DateTime? AppliedAt { get; set; }

    public int Version { get; set; } = 1;
}

internal sealed class GridImportTable : IEntityTypeConfiguration<GridImport>
{
    public void Configure(EntityTypeBuilder<GridImport> row)
    {
        row.ToTable("grids_import");
        row.HasKey(i => new { i.DistrictId, i.Id });
        row.Property(i => i.FileName).HasMaxLength(200);
        row.Property(i => i.Folder).HasMaxLength(10);
        row.Property(i => i.Hash).HasMaxLength(64);
        row.Property(i => i.Format).HasMaxLength(20);
        row.Property(i => i.Fields).HasMaxLength(20_000);
        row.Property(i => i.Mapping).HasMaxLength(2_000);
        row.Property(i => i.Counts).HasMaxLength(100);
        row.Property(i => i.Findings).HasMaxLength(500_000);
    }
}
