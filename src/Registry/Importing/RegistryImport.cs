using System.Text.Json;
using Gezhi.Platform.Data;
using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Registry.Importing;

/// <summary>What the rows of a file are. 导入内容</summary>
public enum ImportKind
{
    /// <summary>楼栋</summary>
    Buildings,

    /// <summary>房屋与人员: a row is a person behind a door, or a door with the number of its residents.</summary>
    Residents,

    /// <summary>商户与单位</summary>
    Organisations,

    /// <summary>场所点位</summary>
    Places,

    /// <summary>部件</summary>
    Components,
}

/// <summary>Where a file stands. 导入状态</summary>
public enum ImportState
{
    /// <summary>等待核对</summary>
    Waiting,

    /// <summary>已核对: a person looks at what would happen; nothing is in the registry yet.</summary>
    Checked,

    /// <summary>正在导入</summary>
    Running,

    /// <summary>已导入</summary>
    Done,

    /// <summary>正在撤销</summary>
    Undoing,

    /// <summary>已撤销</summary>
    Undone,

    /// <summary>读不出: the file broke off or is no table; the reason is kept.</summary>
    Broken,
}

/// <summary>What is done with a row whose record is in the registry already. 重复处理</summary>
public enum KnownPolicy
{
    /// <summary>不动台账</summary>
    Leave,

    /// <summary>补上空着的: what the registry does not know is taken from the file, what it knows stays.</summary>
    Fill,
}

/// <summary>A file for the registry: checked first, then taken in, and taken back as a whole if need be. 台账导入</summary>
public sealed class RegistryImport : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }

    /// <summary>Also the id of the sealed file.</summary>
    public Guid Id { get; init; }

    public ImportKind Kind { get; init; }
    public string FileName { get; init; } = "";

    /// <summary>Where the file comes from, e.g. 物业台账; stands as the source of what it brings, and its columns are remembered by it.</summary>
    public string Source { get; init; } = "";

    /// <summary>Bytes.</summary>
    public long Length { get; internal set; }

    /// <summary>Headings of the file, JSON; each one once.</summary>
    public string Headings { get; internal set; } = "[]";

    /// <summary>Rows above the headings that were passed over: titles in merged cells.</summary>
    public int HeadingRow { get; internal set; }

    /// <summary>Field → heading, JSON.</summary>
    public string Chosen { get; internal set; } = "{}";

    public ImportState State { get; internal set; }
    public KnownPolicy Policy { get; internal set; }

    /// <summary>Rows of the file, known after the check.</summary>
    public int Rows { get; internal set; }

    /// <summary>Last row of the file that was looked at in this state and is durable: where a new start goes on.</summary>
    public int DoneRow { get; internal set; }

    /// <summary>Rows looked at in this state.</summary>
    public int Seen { get; internal set; }

    /// <summary>Rows that can be, or were, taken as new.</summary>
    public int Good { get; internal set; }

    /// <summary>Rows that are wrong.</summary>
    public int Refused { get; internal set; }

    /// <summary>Rows that stand in the file before.</summary>
    public int Repeated { get; internal set; }

    /// <summary>Rows whose record is in the registry already.</summary>
    public int Known { get; internal set; }

    /// <summary>Of these, records that were filled from the file.</summary>
    public int Filled { get; internal set; }

    /// <summary>Records that were added.</summary>
    public int Added { get; internal set; }

    /// <summary>Records that were taken back; what somebody changed since stays.</summary>
    public int Withdrawn { get; internal set; }

    /// <summary>Records that came with the file and stayed when it was taken back, because somebody has used them since.</summary>
    public int Kept { get; internal set; }

    /// <summary>Why the file is broken: a problem code; null otherwise.</summary>
    public string? Code { get; internal set; }

    /// <summary>Areas of the person who began it, parted by blanks: rows outside are refused.</summary>
    public string AreaCodes { get; internal set; } = "";

    public Guid? By { get; init; }

    /// <summary>UTC.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>UTC: when a person let it in; no record of it is older. Null before.</summary>
    public DateTime? BegunAt { get; internal set; }

    /// <summary>UTC; null while it is at work or waits for a person.</summary>
    public DateTime? EndedAt { get; internal set; }

    /// <summary>UTC: the sealed file is kept until then; null when it is gone.</summary>
    public DateTime? KeptUntil { get; internal set; }

    /// <summary>UTC; another node may take over after it.</summary>
    public DateTime? LeasedUntil { get; internal set; }

    public int Version { get; set; } = 1;

    public bool IsAtWork => State is ImportState.Waiting or ImportState.Running or ImportState.Undoing;

    public IReadOnlyList<string> HeadingList => JsonSerializer.Deserialize<List<string>>(Headings)!;

    public IReadOnlyDictionary<string, string> Map => JsonSerializer.Deserialize<Dictionary<string, string>>(Chosen)!;

    public IReadOnlyList<string> Areas => AreaCodes.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>What there is to say of a row. 行结论</summary>
public enum NoteState
{
    /// <summary>有错</summary>
    Refused,

    /// <summary>文件内重复</summary>
    Repeated,

    /// <summary>台账已有</summary>
    Known,

    /// <summary>台账已有，已补充</summary>
    Filled,

    /// <summary>台账已有，这一行不动</summary>
    Left,
}

/// <summary>A row of a file of which there is something to say; rows that are simply taken have none. No cell of it is kept here. 行说明</summary>
internal sealed class ImportNote : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid ImportId { get; init; }

    /// <summary>Row of the file as a spreadsheet counts.</summary>
    public int RowNo { get; init; }

    public NoteState State { get; set; }

    /// <summary>Problem code; null when nothing is wrong.</summary>
    public string? Code { get; set; }

    /// <summary>Field to blame; null for the row as a whole.</summary>
    public string? Field { get; set; }

    /// <summary>The record that is there already; null when there is none.</summary>
    public Guid? RecordId { get; set; }

    /// <summary>What kind of record it is; null when there is none.</summary>
    public RecordKind? RecordKind { get; set; }

    /// <summary>The row that says the same; null when there is none.</summary>
    public int? OfRow { get; set; }

    /// <summary>Fields that the file knows and the registry does not, parted by blanks.</summary>
    public string Fills { get; set; } = "";

    /// <summary>Fields in which file and registry differ, parted by blanks; the registry stays.</summary>
    public string Differs { get; set; } = "";

    /// <summary>Version of the record after it was filled; null when it was not.</summary>
    public int? FilledVersion { get; set; }
}

/// <summary>Why a record stays when its file is taken back. 撤销保留原因</summary>
public enum KeptReason
{
    /// <summary>改过或核实过</summary>
    Changed,

    /// <summary>里面还有台账: something that did not come with the file, or stays itself.</summary>
    Holds,

    /// <summary>登记了证照</summary>
    Licensed,

    /// <summary>抽查过</summary>
    Sampled,

    /// <summary>有检查或隐患</summary>
    Inspected,

    /// <summary>有走访或核实记录</summary>
    Visited,

    /// <summary>有上门服务</summary>
    Served,

    /// <summary>依法保全</summary>
    Held,
}

/// <summary>A record that stayed when its file was taken back. 撤销保留</summary>
internal sealed class ImportKept : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid ImportId { get; init; }
    public Guid RecordId { get; init; }
    public RecordKind Kind { get; init; }
    public KeptReason Reason { get; init; }
}

/// <summary>How the columns of a source were read the last time. 列对应记忆</summary>
internal sealed class ImportMemory : ITenantRow
{
    public int DistrictId { get; init; }
    public ImportKind Kind { get; init; }
    public string Source { get; init; } = "";

    /// <summary>Field → heading, JSON.</summary>
    public string Chosen { get; set; } = "{}";
}

internal sealed class RegistryImportTable : IEntityTypeConfiguration<RegistryImport>
{
    public void Configure(EntityTypeBuilder<RegistryImport> row)
    {
        row.ToTable("registry_import");
        row.HasKey(i => new { i.DistrictId, i.Id });
        row.Property(i => i.Source).HasMaxLength(60);
        row.Property(i => i.Headings).HasMaxLength(40_000);
        row.Property(i => i.Chosen).HasMaxLength(8_000);
        row.Property(i => i.Code).HasMaxLength(60);
        row.Property(i => i.AreaCodes).HasMaxLength(2_000);
        row.Ignore(i => i.HeadingList);
        row.Ignore(i => i.Map);
        row.Ignore(i => i.Areas);
        row.Ignore(i => i.IsAtWork);
        row.HasIndex(i => new { i.DistrictId, i.State });
        row.HasIndex(i => new { i.DistrictId, i.CreatedAt });
    }
}

internal sealed class ImportNoteTable : IEntityTypeConfiguration<ImportNote>
{
    public void Configure(EntityTypeBuilder<ImportNote> row)
    {
        row.ToTable("registry_import_note");
        row.HasKey(n => new
        {
            n.DistrictId,
            n.ImportId,
            n.RowNo,
        });
        row.Property(n => n.Code).HasMaxLength(60);
        row.Property(n => n.Field).HasMaxLength(40);
        row.HasIndex(n => new
        {
            n.DistrictId,
            n.ImportId,
            n.State,
        });
    }
}

internal sealed class ImportKeptTable : IEntityTypeConfiguration<ImportKept>
{
    public void Configure(EntityTypeBuilder<ImportKept> row)
    {
        row.ToTable("registry_import_kept");
        row.HasKey(k => new
        {
            k.DistrictId,
            k.ImportId,
            k.RecordId,
        });
    }
}

internal sealed class ImportMemoryTable : IEntityTypeConfiguration<ImportMemory>
{
    public void Configure(EntityTypeBuilder<ImportMemory> row)
    {
        row.ToTable("registry_import_memory");
        row.HasKey(m => new
        {
            m.DistrictId,
            m.Kind,
            m.Source,
        });
        row.Property(m => m.Source).HasMaxLength(60);
        row.Property(m => m.Chosen).HasMaxLength(8_000);
    }
}
