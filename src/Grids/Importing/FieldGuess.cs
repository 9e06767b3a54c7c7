using Gezhi.Grids.Contract;
using Gezhi.Platform.Geo;

namespace Gezhi.Grids.Importing;

/// <summary>Which column is which, by its name, so that most files need no mapping by hand. 列名识别</summary>
internal static class FieldGuess
{
    private static readonly string[] Codes =
    [
        "code",
        "编码",
        "代码",
        "网格编码",
        "网格编号",
        "gridcode",
        "grid_code",
        "bm",
        "dm",
        "wgbm",
        "id",
        "编号",
    ];
    private static readonly string[] Names = ["name", "名称", "网格名称", "gridname", "grid_name", "mc", "wgmc", "namezh"];
    private static readonly string[] Counts = ["households", "户数", "household", "hs", "总户数"];
    private static readonly string[] Kinds = ["kind", "类别", "网格类别", "类型", "type", "lb"];

    public static ImportMapping Of(GridFile file, ImportLayer layer, DateOnly on) =>
        new(
            layer,
            First(file, Codes),
            First(file, Names),
            First(file, Counts),
            layer == ImportLayer.Dedicated ? First(file, Kinds) : null,
            AreaKind.Market,
            CoordinateReference.Wgs84,
            SwapsAxes: false,
            AllowsGaps: false,
            EndsMissing: false,
            on
        );

    private static string? First(GridFile file, string[] words) =>
        words
            .Select(w => file.Fields.FirstOrDefault(f => string.Equals(f.Trim(), w, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(f => f is not null);
}

/// <summary>Chinese words of the kinds of dedicated grids. 网格类别用语</summary>
internal static class KindWords
{
    private static readonly (AreaKind Kind, string Word)[] Words =
    [
        (AreaKind.NightMarket, "夜市"),
        (AreaKind.Market, "市场"),
        (AreaKind.School, "学校"),
        (AreaKind.Hospital, "医院"),
        (AreaKind.Tower, "楼宇"),
        (AreaKind.Station, "车站"),
    ];

    /// <summary>The kind whose word the text holds; null when none.</summary>
    public static AreaKind? Of(string text) =>
        Array.Find(Words, w => text.Contains(w.Word, StringComparison.Ordinal)) is { Word: not null } found ? found.Kind : null;

    /// <summary>The word of a kind, a key of the interface texts.</summary>
    public static string Word(AreaKind kind) => Array.Find(Words, w => w.Kind == kind).Word ?? "普通网格";
}
