namespace Gezhi.Web.Seeding.Making;

/// <summary>How areas are called in daily use. 区域名称</summary>
internal static class AreaNames
{
    private static readonly string[] Bodies = ["居民管理委员会", "居民委员会", "管理委员会", "拟居委会", "委员会", "委会"];

    /// <summary>马寨社区居民管理委员会 → 马寨社区, 罗沟村委会 → 罗沟村, 郑州火车站地区拟居委会 → 郑州火车站地区.</summary>
    public static string Short(string officialName) =>
        Array.Find(Bodies, body => officialName.EndsWith(body, StringComparison.Ordinal)) is { } body
            ? officialName[..^body.Length]
            : officialName;

    public static string Grid(string community, int number) => $"{community}第{number}网格";

    public static string MicroGrid(string grid, int number) => $"{grid}{number}微网格";
}
