using System.Globalization;

namespace Gezhi.Grids.Editing;

/// <summary>Names of new areas, in the manner of those around them. 区域命名</summary>
internal static class AreaNames
{
    /// <summary>民主路社区第7网格, 民主路社区第7网格3微网格; a part of a dedicated grid is called after it.</summary>
    public static string Of(string parentName, string code, string? dedicated = null)
    {
        var number = int.Parse(code.AsSpan(code.Length == 17 ? 15 : 12), CultureInfo.InvariantCulture);
        return dedicated is not null ? $"{dedicated}（{number}）"
            : code.Length == 17 ? $"{parentName}{number}微网格"
            : $"{parentName}第{number}网格";
    }
}
