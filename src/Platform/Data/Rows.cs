namespace Gezhi.Platform.Data;

/// <summary>A row that belongs to one district; the district is the first column of every key (rule R1). 租户表</summary>
public interface ITenantRow
{
    /// <summary>6-digit administrative code of the district.</summary>
    int DistrictId { get; }
}

/// <summary>A small table shared by all districts, written rarely (rule R1). 参考表</summary>
public interface IReferenceRow;

/// <summary>A row of one node or of the whole installation, never joined with business rows (rule R1). 本地表</summary>
public interface ILocalRow;

/// <summary>A row that more than one person may change: the version the person saw must still stand. 乐观版本</summary>
public interface IVersioned
{
    /// <summary>Counts up with every change; starts at 1.</summary>
    int Version { get; set; }
}
