using System.Globalization;
using Gezhi.Grids.Changing;
using Gezhi.Grids.Contract;
using Gezhi.Grids.Topology;

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

    /// <summary>Minzhu Road Community Grid 7, Minzhu Road Community Grid 7 Micro-grid 3; empty where the area around has no English name.</summary>
    private static string English(string parentName, string code) =>
        parentName.Length == 0 ? ""
        : code.Length == 17 ? $"{parentName} Micro-grid {int.Parse(code.AsSpan(15), CultureInfo.InvariantCulture)}"
        : $"{parentName} Grid {int.Parse(code.AsSpan(12), CultureInfo.InvariantCulture)}";

    /// <summary>English names of what a draft begins: by number where the Chinese one is, kept where the name stays, none where somebody gave another.</summary>
    public static Draft InEnglish(Draft draft, IReadOnlyList<PlannedArea> before)
    {
        var known = before.ToDictionary(a => a.Code);
        foreach (var area in draft.Began.OrderBy(a => a.Code.Length))
            known[area.Code] = area with { NameEn = NameIn(area, known) };
        return draft with { Began = [.. draft.Began.Select(a => known[a.Code])] };
    }

    private static string NameIn(PlannedArea area, Dictionary<string, PlannedArea> known) =>
        area.ParentCode is { } around
        && known.TryGetValue(around, out var parent)
        && area.Kind == AreaKind.Ordinary
        && area.Code.Length is 15 or 17
        && area.NameZh == Of(parent.NameZh, area.Code)
            ? English(parent.NameEn, area.Code)
        : known.TryGetValue(area.Code, out var was) && was.NameZh == area.NameZh ? was.NameEn
        : "";
}
