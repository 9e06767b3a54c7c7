using System.Globalization;
using Gezhi.Cases.Catalogue;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Rules;
using Gezhi.Grids.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Text;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.CasePages;

/// <summary>Why a unit was proposed or chosen, in sentences. 派遣理由用语</summary>
public sealed class ReasonWords(IStringLocalizer T, StaffWords words, AreaWords areas, UnitDirectory units)
{
    /// <summary>What decided, in one sentence.</summary>
    public string Headline(DispatchReason reason) =>
        reason.Kind switch
        {
            ProposalKind.Rule => reason.Book is { } book
                ? T["按权责规则 {0} 第 {1} 版", reason.RuleNo ?? "", book]
                : T["按权责规则 {0}", reason.RuleNo ?? ""],
            ProposalKind.Place => T["按移交清单：{0}", reason.Place ?? ""],
            ProposalKind.Conflict => T["规则冲突：{0} 与别的规则同样具体，请人工决定", reason.RuleNo ?? ""],
            ProposalKind.Gap when reason.Place is { } place => T["管理空白：{0} 还没有移交，先由应急处置组接手", place],
            ProposalKind.Gap => T["管理空白：没有适用的规则，先由应急处置组接手"],
            ProposalKind.ByHand => T["人工选择，未采用系统建议"],
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason.Kind, null),
        };

    /// <summary>Why it won, what else matched, who was passed over: a line each.</summary>
    public async Task<IReadOnlyList<string>> Lines(DispatchReason reason, CatalogueOf catalogue, CancellationToken ct)
    {
        var lines = new List<string>();
        if (reason.MatchedBy.Count > 0)
            lines.Add(T["依据：{0}", string.Join(T["，"], reason.MatchedBy.Select(by => Matched(by, catalogue)))]);
        if (reason.Beaten is { Count: > 0 } beaten)
            foreach (var rule in beaten)
                lines.Add(await Beaten(rule, ct));
        else if (reason.Others.Count > 0)
            lines.Add(T["也适用但不如它具体：{0}", string.Join(T["、"], reason.Others)]);
        foreach (var skipped in reason.Skipped)
        {
            var name = await NameOf(skipped.UnitCode, ct);
            lines.Add(skipped.Why == "returned" ? T["跳过 {0}：已经退过这个案件", name] : T["跳过 {0}：已停用", name]);
        }
        return lines;
    }

    /// <summary>A rule that matched too, and in what it says less.</summary>
    private async Task<string> Beaten(BeatenRule rule, CancellationToken ct)
    {
        var unit = await NameOf(rule.UnitCode, ct);
        return rule.Why switch
        {
            "category" => T["未用 {0}（{1}）：类别没有它具体", rule.No, unit],
            "area" => T["未用 {0}（{1}）：区域没有它具体", rule.No, unit],
            "place" => T["未用 {0}（{1}）：没有限定场所", rule.No, unit],
            "window" => T["未用 {0}（{1}）：没有限定时段", rule.No, unit],
            "channel" => T["未用 {0}（{1}）：没有限定渠道", rule.No, unit],
            "urgency" => T["未用 {0}（{1}）：没有限定缓急", rule.No, unit],
            "skipped" => T["未用 {0}（{1}）：单位被跳过", rule.No, unit],
            "tie" => T["与 {0}（{1}）同样具体，单位不同", rule.No, unit],
            _ => T["与 {0}（{1}）同样具体，单位相同", rule.No, unit],
        };
    }

    private async Task<string> NameOf(string unitCode, CancellationToken ct) =>
        (await units.Find(unitCode, ct))?.Name(CultureInfo.CurrentUICulture) ?? unitCode;

    private string Matched(string by, CatalogueOf catalogue)
    {
        var (kind, value) = by.IndexOf(':', StringComparison.Ordinal) is >= 0 and var at ? (by[..at], by[(at + 1)..]) : (by, "");
        return kind switch
        {
            "category" => T["类别“{0}”", catalogue.NameOf(value)],
            "area" => T["区域“{0}”", areas.Name(value)],
            "place" => Named.One<AreaKind>(value) is { } place ? T["场所“{0}”", RuleWords.PlaceKind(T, place)] : value,
            "window" => T["时段“{0}”", RuleWords.Window(T, value)],
            "channel" => Named.One<Channel>(value) is { } channel ? T["渠道“{0}”", words.ChannelInFull(channel)] : value,
            "urgent" => T["紧急事项"],
            "not-urgent" => T["非紧急事项"],
            _ => by,
        };
    }
}
