namespace Gezhi.Cases.Joining;

/// <summary>Words after which a person must read a report, however many like it come in. 险情用语</summary>
internal static class Danger
{
    private static readonly string[] Words =
    [
        "被困",
        "困在",
        "救命",
        "救援",
        "触电",
        "漏电",
        "电线掉",
        "落水",
        "溺",
        "冲走",
        "失联",
        "受伤",
        "流血",
        "骨折",
        "昏",
        "晕倒",
        "窒息",
        "中毒",
        "煤气",
        "燃气",
        "着火",
        "起火",
        "冒烟",
        "爆炸",
        "塌",
        "倒塌",
        "砸",
        "掉下",
        "坠",
        "老人一个人",
        "孩子",
        "小孩",
        "孕妇",
        "轮椅",
        "出不来",
        "进水快",
        "没过",
        "齐腰",
        "trapped",
        "drown",
        "injur",
        "help me",
        "fire",
        "collapse",
        "electr",
    ];

    /// <summary>Whether the text names one.</summary>
    public static bool IsIn(string text) => Array.Exists(Words, word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
