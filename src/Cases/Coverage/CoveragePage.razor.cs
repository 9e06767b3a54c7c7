using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Rules;
using Gezhi.Cases.Rules.Pages;

namespace Gezhi.Cases.Coverage;

/// <summary>Counts the cells of the table. 覆盖图页</summary>
public sealed partial class CoveragePage : RulePage
{
    private static readonly int[] Lengths = [6, 9, 12, 15, 17];

    private CoverageMap map = null!;
    private string area = "";
    private string? major;
    private string? category;
    private List<string> children = [];
    private List<Column> columns = [];
    private CoverCount total;

    private IEnumerable<string> Rows => children.Count > 0 ? children : [area];

    protected override async Task Fetch()
    {
        await base.Fetch();
        map = await Coverage.Live(Aborted);
        area = Query("area") is { } wanted && map.Knows(wanted) ? wanted : District;
        if (!map.Knows(area))
            throw new Platform.Problems.NotFound("area");
        category = map.Categories.Contains(Query("category")) ? Query("category") : null;
        major = Catalogue.Find(Query("major")) is { ParentKey: null } known ? known.Key : null;
        var below = Array.Find(Lengths, n => n > area.Length);
        children = [.. map.Codes.Where(c => c.Length == below && c.StartsWith(area, StringComparison.Ordinal))];
        columns = major is null
            ? Majors()
            : [.. Of(major).Select(c => new Column(c.Key, c.Name(), [c.Key])).OrderByDescending(c => Worst(Count(c.Keys, area)))]; // what nobody owns stands in sight
        total = map.Categories.Aggregate(default(CoverCount), (sum, key) => sum + map.Count(key, area));
    }

    private List<Column> Majors() =>
        [
            .. Catalogue
                .Categories.Where(c => c.ParentKey is null)
                .Select(c => new Column(c.Key, c.Name(), [.. Of(c.Key).Select(m => m.Key)]))
                .Where(c => c.Keys.Count > 0),
        ];

    private IEnumerable<Category> Of(string majorKey) => Catalogue.Categories.Where(c => c.ParentKey == majorKey && c.IsInUse);

    private CoverCount Count(IReadOnlyList<string> keys, string code) =>
        keys.Aggregate(default(CoverCount), (sum, key) => sum + map.Count(key, code));

    private static CoverState Worst(CoverCount count) =>
        count.Nobody > 0 ? CoverState.Nobody
        : count.Contested > 0 ? CoverState.Contested
        : count.Partly > 0 ? CoverState.Partly
        : CoverState.Owned;

    private static string Short(CoverCount count) =>
        (count.Total - count.Owned) switch
        {
            < 1000 and var n => n.ToString(System.Globalization.CultureInfo.InvariantCulture),
            var n => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{n / 1000d:0.#}k"),
        };

    private string Say(CoverCount count) =>
        count.Total == count.Owned
            ? T["都有人管"]
            : T["无人管 {0}，有争议 {1}，部分 {2}，有人管 {3}", count.Nobody, count.Contested, count.Partly, count.Owned];

    private string Name(CoverState state) =>
        state switch
        {
            CoverState.Owned => T["有人管"],
            CoverState.Contested => T["有争议"],
            CoverState.Partly => T["只有部分规则"],
            _ => T["无人管"],
        };

    /// <summary>When the rule speaks that covers a part, and that nobody answers otherwise.</summary>
    private string? Missing(Cover cover) =>
        Shelf.At(Now).Rules.FirstOrDefault(r => r.No == cover.RuleNo) is { } rule
            ? T[
                "{0} 只管“{1}”，由{2}负责；其余没有规则",
                rule.No,
                string.Join(T["、"], Limits(RuleContent.Of(rule))),
                Unit(cover.Unit)
            ].Value
            : null;

    /// <summary>All units that share the week, the most specific one first.</summary>
    private string Owners(Cover cover)
    {
        var others = (cover.Other ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (others.Length == 0)
            return Unit(cover.Unit);
        var rules = Shelf.At(Now).Rules.Where(r => others.Contains(r.No, StringComparer.Ordinal));
        return string.Join(T["、"], rules.Select(r => r.LeadUnitCode).Prepend(cover.Unit!).Distinct().Select(u => Unit(u)));
    }

    private static string Class(CoverState state) => state.ToString().ToLowerInvariant();

    private static string Mark(CoverState state) =>
        state switch
        {
            CoverState.Owned => "✓",
            CoverState.Contested => "≠",
            CoverState.Partly => "◐",
            _ => "▲",
        };

    private double Share(int part) => total.Total == 0 ? 0 : Math.Round(100d * part / total.Total, 1);

    private IEnumerable<string> Path() => Lengths.Where(n => n <= area.Length).Select(n => area[..n]);

    private static string Link(string code, string? major, string? category) =>
        $"/coverage?area={code}"
        + (major is null ? "" : $"&major={Uri.EscapeDataString(major)}")
        + (category is null ? "" : $"&category={Uri.EscapeDataString(category)}");

    /// <summary>From a major class to its categories, from a category to who answers where.</summary>
    private string ColumnLink(string key, string? code = null) =>
        major is null ? Link(code ?? area, key, null) : Link(code ?? area, major, key);

    private string Decide(string key, string code, Cover cover) =>
        $"/rules/change?category={Uri.EscapeDataString(key)}&area={(code == District ? "" : code)}&unit={cover.Unit}";

    private sealed record Column(string Key, string Name, IReadOnlyList<string> Keys);
}
