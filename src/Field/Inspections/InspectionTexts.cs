using System.Globalization;
using Gezhi.Platform.Text;
using Gezhi.Registry.Contract;
using Microsoft.Extensions.Localization;

namespace Gezhi.Field.Inspections;

/// <summary>Kinds, answers and states of inspections by name. 检查用语</summary>
public sealed class InspectionTexts(IStringLocalizer T)
{
    /// <summary>Whether the reader reads English.</summary>
    public static bool IsEnglish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";

    /// <summary>What was found, as the reader reads it; the record itself is Chinese.</summary>
    /// <param name="item">The item as asked; null when its checklist does not know it.</param>
    public string Found(string finding, ChecklistItem? item)
    {
        if (!IsEnglish || item is null)
            return finding;
        var parts = finding.Split('；', 2);
        var said = item.Kind switch
        {
            ItemKind.Number when Between(parts[0], "实测 ", "，要求") is { } measured => T[
                "实测 {0}，要求{1}",
                Measured(measured, item),
                Within(item.Least, item.Most, item.UnitEn ?? item.Unit)
            ],
            _ when Between(parts[0], "现场情况为“", "”") is { } value => T[
                "现场情况为“{0}”",
                item.Kind == ItemKind.YesNo ? T[value] : item.Choice(value, true)
            ],
            _ => parts[0],
        };
        return parts.Length > 1 ? $"{said}; {parts[1]}" : said;
    }

    private static string Measured(string measured, ChecklistItem item) =>
        item.Unit is { } unit && measured.EndsWith(unit, StringComparison.Ordinal)
            ? $"{measured[..^unit.Length]} {item.UnitEn ?? unit}"
            : measured;

    private static string? Between(string text, string before, string after) =>
        text.StartsWith(before, StringComparison.Ordinal) && text.IndexOf(after, before.Length, StringComparison.Ordinal) is > 0 and var end
            ? text[before.Length..end]
            : null;

    /// <summary>What was found, in Chinese, because it goes into the case and the notice: 选“否”；说明.</summary>
    public static string Finding(ChecklistItem item, ItemAnswer answer)
    {
        var found = item.Kind switch
        {
            ItemKind.Number => string.Create(
                CultureInfo.InvariantCulture,
                $"实测 {answer.Measured:0.##}{item.Unit}，要求{Limits(item.Least, item.Most, item.Unit)}"
            ),
            ItemKind.YesNo => $"现场情况为“{(answer.Value == ChecklistItem.Yes ? "是" : "否")}”",
            _ => $"现场情况为“{answer.Value}”",
        };
        return PlainText.Clean(answer.Note) is { Length: > 0 } note ? $"{found}；{note}" : found;
    }

    /// <summary>Limits in the reader's language.</summary>
    public string Within(double? least, double? most, string? unit) =>
        string.Join(
            CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? ", " : "、",
            [
                .. least is { } from ? [T["不小于 {0}", Measure(from, unit)].Value] : Array.Empty<string>(),
                .. most is { } to ? [T["不大于 {0}", Measure(to, unit)].Value] : Array.Empty<string>(),
            ]
        );

    private static string Measure(double number, string? unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:0.##} {unit}").TrimEnd();

    /// <summary>Limits in Chinese, for the record.</summary>
    private static string Limits(double? least, double? most, string? unit) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(least is { } from ? $"不小于 {from:0.##}{unit}" : "")}{(least is not null && most is not null ? "、" : "")}{(most is { } to ? $"不大于 {to:0.##}{unit}" : "")}"
        );

    public string Kind(InspectedKind kind) =>
        kind switch
        {
            InspectedKind.SmallSchool => T["小学校或幼儿园"],
            InspectedKind.SmallClinic => T["小医院"],
            InspectedKind.SmallShop => T["小商店"],
            InspectedKind.SmallEatery => T["小餐饮"],
            InspectedKind.SmallInn => T["小旅馆"],
            InspectedKind.SmallEntertainment => T["小歌舞娱乐"],
            InspectedKind.SmallNetBar => T["小网吧"],
            InspectedKind.SmallBeauty => T["小美容洗浴"],
            InspectedKind.SmallWorkshop => T["小生产加工"],
            InspectedKind.Market => T["市场"],
            InspectedKind.Charging => T["充电点"],
            InspectedKind.RentedRoom => T["出租房"],
            InspectedKind.Stall => T["摊位"],
            InspectedKind.Other => T["其他场所"],
            InspectedKind.RentedDwelling => T["出租房屋（只查房，不查人）"],
            InspectedKind.HighRise => T["高层建筑（十层及以上）"],
            InspectedKind.MixedBuilding => T["商住混用楼"],
            InspectedKind.SelfBuilt => T["自建房"],
            InspectedKind.Crowded => T["人员密集场所"],
            InspectedKind.Woodland => T["林地"],
            InspectedKind.Farmland => T["农田（秸秆）"],
            _ => T["商户"],
        };

    public string Kinds(IEnumerable<InspectedKind> kinds) =>
        string.Join(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? ", " : "、", kinds.Select(Kind));

    public string Kind(ItemKind kind) =>
        kind switch
        {
            ItemKind.YesNo => T["是或否"],
            ItemKind.Number => T["数值"],
            ItemKind.Choice => T["单选"],
            _ => T["拍照"],
        };

    public string Photo(PhotoRule rule) =>
        rule switch
        {
            PhotoRule.Never => T["不要求照片"],
            PhotoRule.WhenFailed => T["不合格时必须拍照"],
            _ => T["必须拍照"],
        };

    public string Severity(Severity severity) =>
        severity switch
        {
            Inspections.Severity.Minor => T["一般"],
            Inspections.Severity.Serious => T["较大"],
            _ => T["重大"],
        };

    public string State(ChecklistState state) =>
        state switch
        {
            ChecklistState.Draft => T["草稿"],
            ChecklistState.InForce => T["执行中"],
            _ => T["已停用"],
        };

    public static string Look(ChecklistState state) =>
        state switch
        {
            ChecklistState.Draft => "new",
            ChecklistState.InForce => "done",
            _ => "hold",
        };

    public string State(HazardState state, bool isOverdue) =>
        state switch
        {
            HazardState.Open => isOverdue ? T["整改超期"] : T["整改中"],
            HazardState.Rectified => isOverdue ? T["复查超期"] : T["待复查"],
            HazardState.Closed => T["已销号"],
            HazardState.Voided => T["已作废"],
            _ => T["当场整改"],
        };

    public static string Look(HazardState state, bool isOverdue) =>
        isOverdue
            ? "late"
            : state switch
            {
                HazardState.Open => "doing",
                HazardState.Rectified => "check",
                HazardState.Voided => "hold",
                _ => "done",
            };

    public string Mark(ItemMark mark) =>
        mark switch
        {
            ItemMark.Passed => T["合格"],
            ItemMark.Failed => T["不合格"],
            _ => T["已记录"],
        };

    public static string Look(ItemMark mark) =>
        mark switch
        {
            ItemMark.Passed => "done",
            ItemMark.Failed => "late",
            _ => "hold",
        };

    /// <summary>An answer as people read it.</summary>
    public string Answer(ItemKind kind, string? value, double? measured, string? unit) =>
        kind switch
        {
            ItemKind.Number => string.Create(CultureInfo.InvariantCulture, $"{measured:0.##} {unit}").Trim(),
            ItemKind.Photo => T["见照片"],
            _ => Value(value),
        };

    /// <summary>A value of an answer or a condition.</summary>
    public string Value(string? value) =>
        value switch
        {
            ChecklistItem.Yes => T["是"],
            ChecklistItem.No => T["否"],
            ChecklistItem.Passed => T["合格"],
            ChecklistItem.Failed => T["不合格"],
            _ => value ?? "—",
        };
}
