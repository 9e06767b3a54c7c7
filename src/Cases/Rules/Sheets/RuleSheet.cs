using System.Globalization;
using Gezhi.Cases.CasePages;
using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Contract;
using Gezhi.Grids.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Tables;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Rules.Sheets;

/// <summary>Rules as rows of a table; the same columns are read and written. 权责清单表格</summary>
internal sealed class RuleSheet(IStringLocalizer T, StaffWords words, AreaWords areas)
{
    public static readonly SheetColumn[] Columns =
    [
        new("编号", 16),
        new("类别编码", 24),
        new("类别名称", 24),
        new("区域编码", 16),
        new("区域名称", 18),
        new("场所", 10),
        new("渠道", 14),
        new("缓急", 8),
        new("星期", 16),
        new("时段", 14),
        new("主办单位", 22),
        new("主办单位名称", 22),
        new("协办单位", 22),
        new("立案条件", 10),
        new("先核实", 8),
        new("自动立案", 10),
        new("自动派遣", 10),
        new("须拍照", 8),
        new("依据", 40),
        new("停止", 8),
    ];

    /// <summary>A rule as cells.</summary>
    public IEnumerable<string?> Row(ResponsibilityRule rule, CatalogueOf catalogue, Func<string, string> unitName) =>
        [
            rule.No,
            rule.CategoryPrefix,
            catalogue.NameOf(rule.CategoryPrefix),
            rule.AreaPrefix,
            rule.AreaPrefix.Length == 0 ? T["全区"].Value : areas.Name(rule.AreaPrefix),
            rule.PlaceKind is { } kind ? RuleWords.PlaceKind(T, kind) : null,
            rule.Channel is { } channel ? words.ChannelInFull(channel) : null,
            rule.IsUrgent is { } urgent ? (urgent ? T["紧急"].Value : T["非紧急"].Value) : null,
            rule.Window is { } days ? Digits(days.Weekdays) : null,
            rule.Window?.Hours,
            rule.LeadUnitCode,
            unitName(rule.LeadUnitCode),
            rule.HelperUnitCodes,
            ConditionNo(rule, catalogue),
            YesNo(rule.NeedsConfirm),
            YesNo(rule.AutoFile),
            YesNo(rule.AutoDispatch),
            YesNo(rule.PhotoNeeded),
            rule.Basis,
            null,
        ];

    private string? YesNo(bool value) => value ? T["是"].Value : null;

    private static string Digits(int bits) => string.Concat(Enumerable.Range(0, 7).Where(d => (bits & (1 << d)) != 0).Select(d => d + 1));

    private static string? ConditionNo(ResponsibilityRule rule, CatalogueOf catalogue)
    {
        var condition = catalogue.InForce(rule.ConditionId);
        var at = condition is null ? -1 : catalogue.ConditionsOf(rule.CategoryPrefix).ToList().FindIndex(c => c.Id == condition.Id);
        return at < 0 ? null : (at + 1).ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>Turns a row into what a rule says; what it cannot read it says by column. 表格行解析</summary>
internal sealed class RuleRowReader(IStringLocalizer T, StaffWords words, CatalogueOf catalogue, IReadOnlyList<UnitView> units)
{
    private readonly ILookup<string, UnitView> byName = units.ToLookup(u => u.NameZh, StringComparer.Ordinal);
    private readonly HashSet<string> codes = units.Select(u => u.Code).ToHashSet(StringComparer.Ordinal);

    public RuleContent Read(SheetRow row, List<RowFault> faults)
    {
        var category = Category(row, faults);
        var window = Window(row, faults);
        return new RuleContent(
            category,
            Unit(row, "主办单位", row["主办单位"].Length > 0 ? row["主办单位"] : row["主办单位名称"], faults),
            row["区域编码"],
            row["协办单位"].Length == 0
                ? null
                : string.Join(',', Drafting.DraftDesk.Split(row["协办单位"]).Select(u => Unit(row, "协办单位", u, faults))),
            OneOf<AreaKind>(row, "场所", k => RuleWords.PlaceKind(T, k), faults),
            window?.Weekdays,
            window?.FromMinute,
            window?.ToMinute,
            OneOf<Channel>(row, "渠道", words.ChannelInFull, faults),
            Urgency(row, faults),
            Condition(row, category, faults),
            YesNo(row, "先核实", faults),
            YesNo(row, "自动立案", faults),
            YesNo(row, "自动派遣", faults),
            YesNo(row, "须拍照", faults),
            row["依据"].Length == 0 ? null : row["依据"]
        );
    }

    public bool Ends(SheetRow row, List<RowFault> faults) => YesNo(row, "停止", faults);

    private string Category(SheetRow row, List<RowFault> faults)
    {
        var text = row["类别编码"];
        var full = catalogue.Categories.Any(c => c.Key.StartsWith(text, StringComparison.Ordinal));
        if (text.Length > 0 && full)
            return text;
        var found = catalogue
            .Categories.Where(c => c.IsInUse && (c.Code == text || (text.Length == 0 && c.NameZh == row["类别名称"])))
            .ToList();
        if (found.Count == 1)
            return found[0].Key;
        faults.Add(
            new RowFault(
                row.RowNo,
                "类别编码",
                found.Count == 0 ? T["没有这个类别：{0}", text] : T["不止一个类别的编码是 {0}，请写全", text]
            )
        );
        return text;
    }

    private string Unit(SheetRow row, string column, string text, List<RowFault> faults)
    {
        if (codes.Contains(text))
            return text;
        var named = byName[text].ToList();
        if (named.Count == 1)
            return named[0].Code;
        faults.Add(new RowFault(row.RowNo, column, text.Length == 0 ? T["缺少单位"] : T["没有这个在用单位：{0}", text]));
        return text;
    }

    private T1? OneOf<T1>(SheetRow row, string column, Func<T1, string> name, List<RowFault> faults)
        where T1 : struct, Enum
    {
        var text = row[column];
        if (text.Length == 0)
            return null;
        foreach (var value in Enum.GetValues<T1>())
            if (name(value) == text || string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase))
                return value;
        faults.Add(new RowFault(row.RowNo, column, T["看不懂：{0}", text]));
        return null;
    }

    private bool? Urgency(SheetRow row, List<RowFault> faults)
    {
        var text = row["缓急"];
        if (text.Length == 0)
            return null;
        if (text == T["紧急"] || text is "紧急" or "urgent")
            return true;
        if (text == T["非紧急"] || text is "非紧急" or "一般" or "normal")
            return false;
        faults.Add(new RowFault(row.RowNo, "缓急", T["看不懂：{0}", text]));
        return null;
    }

    private RuleWindow? Window(SheetRow row, List<RowFault> faults)
    {
        var (days, hours) = (row["星期"], row["时段"]);
        if (days.Length == 0 && hours.Length == 0)
            return null;
        var bits = 0;
        foreach (var digit in days)
            bits |= digit is >= '1' and <= '7' ? 1 << (digit - '1') : 128;
        if (days.Length == 0)
            bits = RuleWindow.EveryDay;
        if (bits < 128 && RuleWindow.TryParse(hours.Length == 0 ? "00:00-24:00" : hours, bits, out var window))
            return window;
        faults.Add(new RowFault(row.RowNo, bits >= 128 ? "星期" : "时段", T["星期写 1 到 7，时段写成 08:00-18:00"]));
        return null;
    }

    private Guid? Condition(SheetRow row, string category, List<RowFault> faults)
    {
        var text = row["立案条件"];
        if (text.Length == 0)
            return null;
        var conditions = catalogue.ConditionsOf(category).ToList();
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var no) && no >= 1 && no <= conditions.Count)
            return conditions[no - 1].Id;
        faults.Add(new RowFault(row.RowNo, "立案条件", T["这个类别有 {0} 个立案条件，没有第 {1} 个", conditions.Count, text]));
        return null;
    }

    private bool YesNo(SheetRow row, string column, List<RowFault> faults)
    {
        var text = row[column];
        if (text.Length == 0 || text is "否" or "no" or "0")
            return false;
        if (text == T["是"] || text is "是" or "yes" or "1" or "√")
            return true;
        faults.Add(new RowFault(row.RowNo, column, T["请写“是”或留空"]));
        return false;
    }
}
