using System.Globalization;
using Gezhi.Grids.Topology;
using Gezhi.Platform.Problems;
using Microsoft.Extensions.Localization;

namespace Gezhi.Grids.Editing;

/// <summary>What is wrong and what to do, in the reader's language. 问题说明</summary>
internal sealed class FindingWords(IStringLocalizer T, ProblemTexts problems)
{
    public FindingView View(Finding finding) =>
        new(
            finding.Row,
            finding.Kind,
            finding.AreaCode,
            finding.Other,
            finding.Blocks,
            finding.At?.Lon,
            finding.At?.Lat,
            What(finding),
            Remedy(finding.Kind)
        );

    /// <summary>What is wrong.</summary>
    public string What(Finding f)
    {
        var size = f.SquareMetres.ToString("0.#", CultureInfo.InvariantCulture);
        return f.Kind switch
        {
            FindingKind.Unreadable => T["这一项读不出来：{0}", problems.Find(f.Other, CultureInfo.CurrentUICulture, f.Row).Detail],
            FindingKind.BadCode => T["编码“{0}”不对：应为 9、12、15 或 17 位数字", f.Other],
            FindingKind.DuplicateCode => T["编码 {0} 与第 {1} 项重复", f.AreaCode, f.Other],
            FindingKind.ForeignCode => T["编码 {0} 不属于本区", f.AreaCode],
            FindingKind.WrongLevel => T["编码 {0} 不是 15 位", f.Other],
            FindingKind.NoName => T["没有名称，将按编码命名"],
            FindingKind.BadHouseholds => T["户数“{0}”不是 0 到 100000 的整数", f.Other],
            FindingKind.NoParent => T["上级区域 {0} 不存在", f.Other],
            FindingKind.OutOfRange => T["坐标 {0} 超出经纬度范围", f.Other],
            FindingKind.SwappedAxes => T["经度和纬度写反了"],
            FindingKind.SwappedHere => T["只有第 {0} 项（{1}）的经度和纬度写反了", f.Row, f.AreaCode],
            FindingKind.ShiftedGcj02 => T["坐标像是 GCJ-02（火星坐标），整体偏移约 {0} 米", size],
            FindingKind.ShiftedBd09 => T["坐标像是 BD-09（百度坐标），整体偏移约 {0} 米", size],
            FindingKind.OutsideDistrict => T["有 {0} 平方米在本区以外", size],
            FindingKind.SelfCrossing => T["边界自己交叉"],
            FindingKind.TooSmall => T["只有 {0} 平方米，太小了", size],
            FindingKind.OutsideParent => f.SquareMetres > 0
                ? T["有 {0} 平方米在上级区域 {1} 以外", size, f.Other]
                : T["大部分不在上级区域 {0} 里", f.Other],
            FindingKind.Gap => T["{0} 里有 {1} 平方米不属于任何下级区域", f.AreaCode, size],
            FindingKind.Overlap => T["与 {0} 重叠 {1} 平方米", f.Other, size],
            FindingKind.Sliver => T["与 {0} 之间有 {1} 平方米的细缝或窄条重叠", f.Other, size],
            FindingKind.NotAdjacent => T["{0} 彼此不相邻，合不成一块", f.Other],
            FindingKind.NotDivided => T["画的线没有把它分成两块"],
            _ => throw new ArgumentOutOfRangeException(nameof(f)),
        };
    }

    /// <summary>What to do about it.</summary>
    public string Remedy(FindingKind kind) =>
        kind switch
        {
            FindingKind.Unreadable => T["在制图软件里检查这一项，重新导出。"],
            FindingKind.BadCode or FindingKind.ForeignCode or FindingKind.WrongLevel or FindingKind.DuplicateCode => T[
                "改正编码字段，或换一个字段作编码。"
            ],
            FindingKind.NoName => T["可以在列对应里选名称字段。"],
            FindingKind.BadHouseholds => T["改成整数，或不导入户数。"],
            FindingKind.NoParent => T["先导入上级区域，或改正编码。"],
            FindingKind.OutOfRange => T["把文件转换成 WGS-84 或 CGCS2000 经纬度再导入。"],
            FindingKind.SwappedAxes => T["勾选“经纬度写反，互换后读取”再检查。"],
            FindingKind.SwappedHere => T["其他项是对的，不要勾选互换：在制图软件里把这一项的经纬度对调，重新导出。"],
            FindingKind.ShiftedGcj02 => T["坐标系选 GCJ-02 再检查，系统会转换。"],
            FindingKind.ShiftedBd09 => T["坐标系选 BD-09 再检查，系统会转换。"],
            FindingKind.OutsideDistrict or FindingKind.OutsideParent => T["把边界移回上级区域内，或改正编码。"],
            FindingKind.SelfCrossing => T["把交叉处的点移开。"],
            FindingKind.TooSmall => T["删去这一块，或并入邻近区域。"],
            FindingKind.Gap => T["把相邻区域的边移过来补上；确实不属于任何网格的，勾选允许空白。"],
            FindingKind.Overlap or FindingKind.Sliver => T["让两边共用同一条边（打开吸附）。"],
            FindingKind.NotAdjacent => T["只能合并有公共边的区域。"],
            FindingKind.NotDivided => T["从边界外起笔，穿过区域，在另一侧边界外结束，线不要自己交叉。"],
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
}
