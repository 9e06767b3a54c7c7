using Gezhi.Platform.Geo;

namespace Gezhi.Grids.Topology;

/// <summary>What may be wrong with boundaries. 边界问题</summary>
public enum FindingKind
{
    /// <summary>The feature could not be read. 读不出来</summary>
    Unreadable,

    /// <summary>编码格式不对</summary>
    BadCode,

    /// <summary>编码重复</summary>
    DuplicateCode,

    /// <summary>编码不属于本区</summary>
    ForeignCode,

    /// <summary>级别不在导入范围</summary>
    WrongLevel,

    /// <summary>没有名称</summary>
    NoName,

    /// <summary>户数不是数字</summary>
    BadHouseholds,

    /// <summary>上级区域不存在</summary>
    NoParent,

    /// <summary>坐标超出经纬度范围</summary>
    OutOfRange,

    /// <summary>经纬度写反</summary>
    SwappedAxes,

    /// <summary>坐标系是 GCJ-02</summary>
    ShiftedGcj02,

    /// <summary>坐标系是 BD-09</summary>
    ShiftedBd09,

    /// <summary>不在本区</summary>
    OutsideDistrict,

    /// <summary>边界自相交</summary>
    SelfCrossing,

    /// <summary>碎片太小</summary>
    TooSmall,

    /// <summary>不在上级区域里</summary>
    OutsideParent,

    /// <summary>上级区域里的空白</summary>
    Gap,

    /// <summary>重叠</summary>
    Overlap,

    /// <summary>细缝</summary>
    Sliver,

    /// <summary>不相邻，不能合并</summary>
    NotAdjacent,

    /// <summary>没有分成几块</summary>
    NotDivided,

    /// <summary>文件里只有这几项经纬度写反</summary>
    SwappedHere,
}

/// <summary>One thing that is wrong, where, and how much. 检查结果</summary>
/// <param name="Row">Number of the feature in the file, from 1; 0 when it does not come from a file or the file as a whole is meant.</param>
/// <param name="AreaCode">The area concerned; empty when it has no usable code.</param>
/// <param name="Other">The other area, or the value that is wrong; empty when there is none.</param>
/// <param name="SquareMetres">Size of the gap, overlap or part outside; 0 where it means nothing.</param>
/// <param name="At">A point to look at; null when there is none.</param>
/// <param name="Blocks">True: nothing is applied while it stands.</param>
public sealed record Finding(
    int Row,
    FindingKind Kind,
    string AreaCode,
    string Other = "",
    double SquareMetres = 0,
    LonLat? At = null,
    bool Blocks = true
);
