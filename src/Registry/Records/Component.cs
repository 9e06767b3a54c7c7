using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gezhi.Registry.Records;

/// <summary>A thing of the city that somebody must keep in order: a manhole cover, a lamp, a hydrant. 部件</summary>
/// <remarks>Fields of the national list of 2026; street and community are those of the area.</remarks>
public sealed class Component : RegistryRecord
{
    /// <summary>管理部件标识码: 17 digits, the district's own first.</summary>
    public string Code { get; init; } = "";

    public string Name { get; internal set; } = "";

    /// <summary>主管部门代码, a credit code; null when unknown.</summary>
    public string? DepartmentUscc { get; internal set; }

    /// <summary>主管部门名称; empty when unknown.</summary>
    public string Department { get; internal set; } = "";

    /// <summary>权属单位名称; empty when unknown.</summary>
    public string Owner { get; internal set; } = "";

    /// <summary>养护单位名称; empty when unknown.</summary>
    public string Carer { get; internal set; } = "";

    /// <summary>所在单元网格标识码, 15 digits; null when unknown.</summary>
    public string? UnitGridCode { get; internal set; }

    public ComponentState State { get; internal set; }

    /// <summary>初始日期: local day of the first survey; null when unknown.</summary>
    public DateOnly? SurveyedOn { get; internal set; }

    /// <summary>变更日期: local day of the last change; null after the first survey.</summary>
    public DateOnly? ChangedOn { get; internal set; }

    /// <summary>As people would find it.</summary>
    public string Address { get; internal set; } = "";

    /// <summary>WGS-84 degrees (CGCS2000 is the same here); null when not placed.</summary>
    public double? Lon { get; internal set; }

    /// <summary>WGS-84 degrees; null when not placed.</summary>
    public double? Lat { get; internal set; }

    public override RecordKind Kind => RecordKind.Component;
}

internal sealed class ComponentTable : IEntityTypeConfiguration<Component>
{
    public void Configure(EntityTypeBuilder<Component> row)
    {
        RecordTable.Shape(row, "registry_component");
        row.Property(c => c.Code).HasMaxLength(17);
        row.Property(c => c.Name).HasMaxLength(60);
        row.Property(c => c.DepartmentUscc).HasMaxLength(18);
        row.Property(c => c.Department).HasMaxLength(100);
        row.Property(c => c.Owner).HasMaxLength(100);
        row.Property(c => c.Carer).HasMaxLength(100);
        row.Property(c => c.UnitGridCode).HasMaxLength(15);
        row.HasIndex(c => new { c.DistrictId, c.Code }).IsUnique();
    }
}
