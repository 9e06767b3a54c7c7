using Gezhi.Cases.Contract;
using Gezhi.Grids.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Protection;

namespace Gezhi.Indicators.OpenData;

/// <summary>Makes the table of a month from its counts: sorts them into areas and categories, holds back, names what is left. 开放数据制表</summary>
/// <remarks>Pure: the same counts, names and settings give the same content to the byte.</remarks>
internal static class OpenTable
{
    private const string Rest = "-";
    private static readonly string[] AreaLevels = ["district", "street", "community", "grid"];
    private static readonly string[] CategoryLevels = ["all", "major", "line"];
    private static readonly int[] Digits = [9, 12, 15];

    private static readonly Words[] NotPlaced =
    [
        new("未定到街道", "Street not known"),
        new("未定到社区", "Community not known"),
        new("未定到网格", "Grid not known"),
    ];

    /// <summary>Cases of one figure in one area and category. 计数</summary>
    public readonly record struct Count(string Area, string Category, int Cases);

    /// <summary>What was held back, for the person who looks at the draft. 隐去情况</summary>
    /// <param name="Shown">Cells that are shown.</param>
    /// <param name="HeldForOthers">Cells of enough cases that are held back for the sake of others.</param>
    public readonly record struct Held(int Shown, int HeldForOthers);

    /// <summary>Fills rows, areas and categories of a content that has everything else.</summary>
    /// <param name="counts">Of each figure, in their order; only cases that the scope counts.</param>
    /// <param name="before">What the version before showed: nothing else may be shown now; null: there is none.</param>
    /// <param name="closed">Whether a category is closed now that was open in the version before; it stays in the totals and is shown nowhere.</param>
    public static (OpenContent Content, Held Held) Fill(
        OpenContent content,
        int district,
        int areaDigits,
        IReadOnlyList<IReadOnlyList<Count>> counts,
        IReadOnlyDictionary<string, AreaPlace> places,
        IReadOnlyDictionary<string, CategoryLine> names,
        OpenContent? before,
        Func<string, bool> closed
    )
    {
        var root = district.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var shown = new SortedDictionary<(string Area, string Category), int?[]>(Cells);
        var levels = new Dictionary<string, (int Area, int Category)>(StringComparer.Ordinal);
        var held = new Held();
        for (var figure = 0; figure < counts.Count; figure++)
        {
            var table = new CrossTable(
                counts[figure].Select(c => (AreaPath(c.Area, root, areaDigits), CategoryPath(c.Category, names), c.Cases))
            );
            var earlier = before is null ? null : Shown(before, figure);
            var suppression = new Suppression(
                table,
                content.Least,
                (area, category) =>
                    earlier?.Contains((table.Areas.KeyOf(area), table.Categories.KeyOf(category))) == false
                    || (category != 0 && closed(table.Categories.KeyOf(category)))
            );
            held = new Held(held.Shown + suppression.Last, held.HeldForOthers + suppression.First - suppression.Last);
            for (var area = 0; area < table.Areas.Count; area++)
            for (var category = 0; category < table.Categories.Count; category++)
                if (suppression.IsShown(area, category))
                {
                    var cell = (table.Areas.KeyOf(area), table.Categories.KeyOf(category));
                    if (!shown.TryGetValue(cell, out var values))
                        shown[cell] = values = new int?[counts.Count];
                    values[figure] = table[area, category];
                    levels["a" + cell.Item1] = (table.Areas.LevelOf(area), 0);
                    levels["c" + cell.Item2] = (0, table.Categories.LevelOf(category));
                }
        }
        var areas = shown.Keys.Select(c => c.Area).Distinct().ToList();
        var categories = shown.Keys.Select(c => c.Category).Distinct().Order(StringComparer.Ordinal).ToList();
        return (
            content with
            {
                Areas = [.. areas.Select(a => Area(a, levels["a" + a].Area, root, places))],
                Categories = [.. categories.Select(c => Category(c, levels["c" + c].Category, names))],
                Rows =
                [
                    .. shown.Select(s => new OpenRow(
                        areas.BinarySearch(s.Key.Area, StringComparer.Ordinal),
                        categories.BinarySearch(s.Key.Category, StringComparer.Ordinal),
                        s.Value
                    )),
                ],
            },
            held
        );
    }

    /// <summary>Cells of a figure that a content shows, by the keys of its trees.</summary>
    private static HashSet<(string, string)> Shown(OpenContent content, int figure) =>
        [
            .. content
                .Rows.Where(r => r.Values[figure] is not null)
                .Select(r => (Of(content.Areas[r.Area].Code), content.Categories[r.Category].Key is var c && c == "all" ? "" : c)),
        ];

    private static string Of(string areaCode) => areaCode.Length == 6 ? "" : areaCode;

    private static readonly Comparer<(string Area, string Category)> Cells = Comparer<(string Area, string Category)>.Create(
        (x, y) => string.CompareOrdinal(x.Area, y.Area) is var area && area != 0 ? area : string.CompareOrdinal(x.Category, y.Category)
    );

    /// <summary>Down to the smallest area; what lies in none of an area's parts gets a part of its own, so that parts add up.</summary>
    internal static IReadOnlyList<string> AreaPath(string code, string root, int finest)
    {
        var path = new List<string>();
        var last = root;
        foreach (var digits in Digits.Where(d => d <= finest))
        {
            if (code.Length < digits || !code.StartsWith(root, StringComparison.Ordinal))
            {
                path.Add(last + Rest);
                break;
            }
            path.Add(last = code[..digits]);
        }
        return path;
    }

    internal static IReadOnlyList<string> CategoryPath(string key, IReadOnlyDictionary<string, CategoryLine> names)
    {
        var major = names.GetValueOrDefault(key)?.ParentKey ?? key;
        return [major, major == key ? key + Rest : key];
    }

    private static OpenArea Area(string key, int level, string root, IReadOnlyDictionary<string, AreaPlace> places)
    {
        var code = key.Length == 0 ? root : key;
        if (code.EndsWith(Rest, StringComparison.Ordinal))
        {
            var within = places.GetValueOrDefault(code[..^1]);
            var words = NotPlaced[level - 1];
            return new OpenArea(
                code,
                AreaLevels[level],
                within is null || level == 1 ? words.Zh : $"{within.NameZh}（{words.Zh}）",
                within is not { NameEn.Length: > 0 } || level == 1 ? words.En : $"{within.NameEn} ({words.En})",
                null,
                null
            );
        }
        var place = places.GetValueOrDefault(code);
        return new OpenArea(
            code,
            AreaLevels[level],
            place?.NameZh ?? code,
            place is { NameEn.Length: > 0 } ? place.NameEn : place?.NameZh ?? code,
            Round(place?.Middle, m => m.Lon),
            Round(place?.Middle, m => m.Lat)
        );
    }

    /// <summary>Some ten metres: more would say nothing of the middle of an area.</summary>
    private static double? Round(LonLat? middle, Func<LonLat, double> of) => middle is { } at ? Math.Round(of(at), 4) : null;

    private static OpenCategory Category(string key, int level, IReadOnlyDictionary<string, CategoryLine> names)
    {
        if (key.Length == 0)
            return new OpenCategory("all", CategoryLevels[0], "全部公开类别", "All published categories");
        var isRest = key.EndsWith(Rest, StringComparison.Ordinal);
        var line = names.GetValueOrDefault(isRest ? key[..^1] : key);
        var (zh, en) = (line?.NameZh ?? key, line?.NameEn ?? key);
        return new OpenCategory(key, CategoryLevels[level], isRest ? zh + "（未细分）" : zh, isRest ? en + " (not divided)" : en);
    }
}
