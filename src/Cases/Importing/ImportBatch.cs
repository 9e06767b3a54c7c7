using System.Text.Json;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Cases.Importing;

/// <summary>Where an uploaded file stands. 导入状态</summary>
public enum ImportState
{
    /// <summary>待核对: waits for its check.</summary>
    Waiting,

    /// <summary>已核对: a person looks at what would happen.</summary>
    Checked,

    /// <summary>正在导入.</summary>
    Running,

    /// <summary>已导入.</summary>
    Done,

    /// <summary>正在撤销.</summary>
    Undoing,

    /// <summary>已撤销: what nobody has touched yet was withdrawn.</summary>
    Undone,
}

/// <summary>What became of a row. 行结果</summary>
public enum ImportRowState
{
    Waiting,

    /// <summary>Checked: would be taken.</summary>
    Good,

    /// <summary>Checked: would be taken, and an operator must place it.</summary>
    Placeless,
    Taken,

    /// <summary>Was here before under the same number.</summary>
    Repeat,
    Refused,
    Withdrawn,
}

/// <summary>A file of another channel, uploaded in the browser: checked first, then taken in row by row. 导入文件</summary>
internal sealed class ImportBatch : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public string FileName { get; init; } = "";
    public Channel Channel { get; init; }

    /// <summary>The connected system whose export it is; null for a file of nobody.</summary>
    public Guid? SourceId { get; init; }

    public CoordinateReference Reference { get; set; }

    /// <summary>Headings of the file, JSON.</summary>
    public string Headings { get; init; } = "[]";

    /// <summary>Field → heading as a person chose it, JSON; what is missing is found by the usual names.</summary>
    public string Chosen { get; set; } = "{}";

    public ImportState State { get; set; }
    public int Rows { get; init; }

    /// <summary>Rows looked at in this state.</summary>
    public int Done { get; set; }

    public Guid? By { get; init; }
    public DateTime CreatedAt { get; init; }
    public DateTime? EndedAt { get; set; }

    /// <summary>UTC; the cells of its rows were deleted; null while they are here.</summary>
    public DateTime? CellsGoneAt { get; set; }

    /// <summary>Another node may take over after it.</summary>
    public DateTime? LeasedUntil { get; set; }

    public int Version { get; set; } = 1;

    public bool IsAtWork => State is ImportState.Waiting or ImportState.Running or ImportState.Undoing;

    /// <exception cref="Platform.Problems.InvalidInput">Neither title nor text is found.</exception>
    public ColumnMap Map() => new(HeadingList, JsonSerializer.Deserialize<Dictionary<string, string>>(Chosen)!);

    public IReadOnlyList<string> HeadingList => JsonSerializer.Deserialize<List<string>>(Headings)!;
}

/// <summary>One row of an uploaded file; its cells are sealed, because people's phones stand in them. 导入行</summary>
internal sealed class ImportRow : ITenantRow
{
    /// <summary>Name under which cells are sealed.</summary>
    public const string Field = "import.cells";

    public int DistrictId { get; init; }
    public Guid BatchId { get; init; }

    /// <summary>Row of the file as a spreadsheet counts.</summary>
    public int RowNo { get; init; }

    [Sensitive(
        "导入其他渠道的诉求",
        What = "导入的表格内容",
        Until = "处理完满设定天数（默认 180 天）自动删除；每行的结果保留",
        Field = Field
    )]
    public byte[] Cells { get; init; } = [];
    public ImportRowState State { get; set; }
    public Guid? ReportId { get; set; }

    /// <summary>Why it was refused: problem code, and the column where one is to blame.</summary>
    public string? Code { get; set; }

    public string? Column { get; set; }
}

internal sealed class ImportBatchTable : IEntityTypeConfiguration<ImportBatch>
{
    public void Configure(EntityTypeBuilder<ImportBatch> row)
    {
        row.ToTable("cases_import");
        row.HasKey(b => new { b.DistrictId, b.Id });
        row.Property(b => b.FileName).HasMaxLength(240);
        row.Property(b => b.Headings).HasMaxLength(40_000);
        row.Property(b => b.Chosen).HasMaxLength(4_000);
        row.HasIndex(b => new { b.DistrictId, b.State });
        row.HasIndex(b => new { b.DistrictId, b.CellsGoneAt });
    }
}

internal sealed class ImportRowTable : IEntityTypeConfiguration<ImportRow>
{
    public void Configure(EntityTypeBuilder<ImportRow> row)
    {
        row.ToTable("cases_import_row");
        row.HasKey(r => new
        {
            r.DistrictId,
            r.BatchId,
            r.RowNo,
        });
        row.Property(r => r.Code).HasMaxLength(60);
        row.Property(r => r.Column).HasMaxLength(240);
        row.HasIndex(r => new
        {
            r.DistrictId,
            r.BatchId,
            r.State,
        });
    }
}
