using Gezhi.Identity.Units;

namespace Gezhi.Identity.Contract;

/// <summary>Names of units from memory, for words on pages. 部门名称</summary>
public sealed class UnitNames
{
    private readonly UnitSnapshots snapshots;

    internal UnitNames(UnitSnapshots snapshots) => this.snapshots = snapshots;

    /// <summary>English name of a unit by its Chinese one; null when no unit read since the start has both.</summary>
    public string? EnglishOf(string nameZh) => snapshots.EnglishOf(nameZh);
}
