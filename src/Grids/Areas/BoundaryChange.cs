using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Grids.Areas;

/// <summary>How boundaries were changed. 变更方式</summary>
public enum BoundaryChangeKind
{
    /// <summary>移点</summary>
    Redraw,

    /// <summary>拆分</summary>
    Split,

    /// <summary>合并</summary>
    Merge,

    /// <summary>新画</summary>
    Draw,

    /// <summary>撤销</summary>
    End,

    /// <summary>导入</summary>
    Import,
}

/// <summary>One change of boundaries, kept for ever: who, when, from which day, what became what. 边界变更</summary>
public sealed class BoundaryChange : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }
    public DateTime At { get; init; }
    public Guid? AccountId { get; init; }
    public BoundaryChangeKind Kind { get; init; }

    /// <summary>First local day of the new boundaries.</summary>
    public DateOnly EffectiveOn { get; init; }

    /// <summary>The area around everything that changed.</summary>
    public string AreaCode { get; init; } = "";

    /// <summary>Codes with new ground, comma-separated, the first hundred.</summary>
    public string Codes { get; init; } = "";

    /// <summary>What became what: "old&gt;new" pairs, comma-separated; only where a code ended. 编码沿革</summary>
    public string Successions { get; init; } = "";

    /// <summary>Why, in the editor's words; may be empty.</summary>
    public string Note { get; init; } = "";
}

internal sealed class BoundaryChangeTable : IEntityTypeConfiguration<BoundaryChange>
{
    public void Configure(EntityTypeBuilder<BoundaryChange> row)
    {
        row.ToTable("grids_change");
        row.HasKey(c => new { c.DistrictId, c.Id });
        row.Property(c => c.AreaCode).HasMaxLength(17);
        row.Property(c => c.Codes).HasMaxLength(2_000);
        row.Property(c => c.Successions).HasMaxLength(8_000);
        row.Property(c => c.Note).HasMaxLength(200);
    }
}
