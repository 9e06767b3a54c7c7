using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Registry.Records;

/// <summary>What was done to a record, when and by whom; appended, never changed. It names the fields, never what stands in them. 台账变更</summary>
public sealed class RegistryChange : ITenantRow
{
    public int DistrictId { get; init; }
    public Guid Id { get; init; }

    /// <summary>The record.</summary>
    public Guid SubjectId { get; init; }

    /// <summary>UTC.</summary>
    public DateTime At { get; init; }

    /// <summary>Null for the program itself.</summary>
    public Guid? AccountId { get; init; }

    public ChangeKind Action { get; init; }

    /// <summary>The file by which it was changed; null for what people did themselves. That a record came with a file stands on the record.</summary>
    public Guid? ImportId { get; init; }

    /// <summary>Names of the fields parted by blanks, a source or a reason.</summary>
    public string Detail { get; init; } = "";
}

/// <summary>What can happen to a record. 变更类别</summary>
public enum ChangeKind
{
    /// <summary>登记</summary>
    Added,

    /// <summary>修改</summary>
    Mended,

    /// <summary>核实无误</summary>
    Confirmed,

    /// <summary>停用</summary>
    Ended,

    /// <summary>迁入</summary>
    MovedIn,

    /// <summary>迁出</summary>
    MovedOut,

    /// <summary>撤销导入: taken back with the file it came with.</summary>
    Withdrawn,
}

internal sealed class RegistryChangeTable : IEntityTypeConfiguration<RegistryChange>
{
    public void Configure(EntityTypeBuilder<RegistryChange> row)
    {
        row.ToTable("registry_change");
        row.HasKey(c => new { c.DistrictId, c.Id });
        row.HasIndex(c => new
        {
            c.DistrictId,
            c.SubjectId,
            c.At,
        });
        row.HasIndex(c => new
            {
                c.DistrictId,
                c.ImportId,
                c.SubjectId,
            })
            .HasFilter("import_id IS NOT NULL");
    }
}
