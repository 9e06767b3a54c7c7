using Gezhi.Indicators.Definitions;

namespace Gezhi.Indicators.OpenData;

/// <summary>Which categories a table was made of; kept with it, so that a correction counts the same cases. 公开范围</summary>
/// <param name="Opened">Beginnings of keys that somebody opened besides the standards.</param>
/// <param name="Closed">Beginnings of keys that somebody closed besides those that are always closed.</param>
public sealed record OpenScope(IReadOnlyList<string> Opened, IReadOnlyList<string> Closed)
{
    /// <summary>Whether cases of a category are counted at all: in a cell, in a total, anywhere.</summary>
    /// <param name="categoryKey">Empty when nobody has sorted the case yet: such a case may be anything.</param>
    public bool Counts(string categoryKey) =>
        categoryKey.Length > 0
        && !Begins(categoryKey, OpenRules.Never)
        && !Begins(categoryKey, Closed)
        && (Begins(categoryKey, OpenRules.Standards) || Begins(categoryKey, Opened));

    private static bool Begins(string key, IReadOnlyList<string> beginnings) =>
        beginnings.Any(b => key.StartsWith(b, StringComparison.Ordinal));
}

/// <summary>What open data is made of, and what it never says. 开放数据规则</summary>
public static class OpenRules
{
    /// <summary>Never published, whatever is configured: quarrels, help and visits to people, complaints about people, beggars, accidents.</summary>
    public static readonly IReadOnlyList<string> Never =
    [
        "local/matter/S1", // 矛盾纠纷
        "local/matter/S2", // 民生服务: certification, hardship, care
        "local/matter/S4", // 走访服务
        "local/matter/S5", // 建议咨询: tips and complaints about somebody
        "gb47678/matter/09003", // 流浪乞讨
        "gb30428/matter/0403",
        "cjt214/matter/0502",
        "gb30428/matter/05", // 突发事件
        "cjt214/matter/04",
    ];

    /// <summary>What public space is made of, by the published standards; all else is closed until somebody opens it.</summary>
    public static readonly IReadOnlyList<string> Standards = ["gb47678/", "gb30428/", "cjt214/"];

    /// <summary>Opened unless configured otherwise: hazards at places.</summary>
    public const string UsuallyOpened = "local/matter/S3";

    /// <summary>A cell of fewer cases is never published; a district may ask for more.</summary>
    public const int Least = 5;

    /// <summary>The figures that are published, both of them numbers of cases; shares would say their numerators.</summary>
    public static readonly IReadOnlyList<string> Figures = ["filed", "closed"];

    /// <summary>In words, for the dictionary and the page.</summary>
    public static readonly Words LeftOut = new(
        "邻里、家庭等矛盾纠纷，帮扶、照料和走访，建议、投诉和举报，流浪乞讨，突发事件，还没有分类的，以及本区自设而没有选定公开的类别，一律不公开，也不计入任何合计。",
        "Quarrels, help, care and visits, suggestions, complaints and tips, begging, accidents, what nobody has sorted yet, and categories of the district’s own that nobody has opened are never published and in no total."
    );

    /// <summary>In words, for the dictionary and the page.</summary>
    public static Words Blank(int least) =>
        new(
            $"空着：没有，或者不足 {least} 件，或者为了不让别处的小数被推算出来而隐去。没有列出的组合也是这样。",
            $"Empty: none, or fewer than {least}, or held back so that a small number elsewhere cannot be reckoned. The same holds for combinations that are not listed."
        );

    /// <summary>In words, for the dictionary and the page.</summary>
    public static readonly Words Places = new(
        "地点只到区域：坐标是该区域的中心，不是任何一件事的位置。",
        "Places are areas only: coordinates are the middle of the area, never where a matter is."
    );
}
