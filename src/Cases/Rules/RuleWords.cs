using System.Globalization;
using Gezhi.Cases.Gaps;
using Gezhi.Cases.HandOver;
using Gezhi.Cases.Rules.Drafting;
using Gezhi.Cases.Rules.Trying;
using Gezhi.Grids.Contract;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Rules;

/// <summary>How rules, drafts, gaps and places in between are read out. 权责用语</summary>
internal static class RuleWords
{
    public static string PlaceKind(IStringLocalizer T, AreaKind kind) =>
        kind switch
        {
            AreaKind.Market => T["市场"],
            AreaKind.School => T["学校"],
            AreaKind.Hospital => T["医院"],
            AreaKind.Tower => T["楼宇"],
            AreaKind.Station => T["车站"],
            AreaKind.NightMarket => T["夜市"],
            AreaKind.Ordinary => T["普通网格"],
            _ => kind.ToString(),
        };

    /// <summary>A window as stored in a reason: "31 08:00-18:00".</summary>
    public static string Window(IStringLocalizer T, string stored)
    {
        var parts = stored.Split(' ', 2);
        return parts.Length == 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            ? $"{Days(T, days)} {parts[1]}"
            : stored;
    }

    public static string Window(IStringLocalizer T, RuleWindow window) => $"{Days(T, window.Weekdays)} {window.Hours}";

    public static string Days(IStringLocalizer T, int bits) =>
        bits switch
        {
            RuleWindow.EveryDay => T["每天"],
            31 => T["周一至周五"],
            96 => T["周末"],
            _ => string.Join(T["、"], DayNames(T).Where((_, i) => (bits & (1 << i)) != 0)),
        };

    /// <summary>Monday first.</summary>
    public static IReadOnlyList<string> DayNames(IStringLocalizer T) =>
        [T["周一"], T["周二"], T["周三"], T["周四"], T["周五"], T["周六"], T["周日"]];

    public static string Kind(IStringLocalizer T, ChangeKind kind) =>
        kind switch
        {
            ChangeKind.Add => T["新增"],
            ChangeKind.Replace => T["修改"],
            ChangeKind.End => T["停止"],
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };

    public static string State(IStringLocalizer T, DraftState state) =>
        state switch
        {
            DraftState.Open => T["起草中"],
            DraftState.Asked => T["待审批"],
            DraftState.Approved => T["已批准"],
            DraftState.Dropped => T["已放弃"],
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };

    public static string State(IStringLocalizer T, TrialState state) =>
        state switch
        {
            TrialState.Waiting => T["排队中"],
            TrialState.Running => T["试跑中"],
            TrialState.Done => T["已完成"],
            TrialState.Cancelled => T["已取消"],
            TrialState.Failed => T["没有跑成"],
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };

    public static string Cause(IStringLocalizer T, GapCause cause) =>
        cause switch
        {
            GapCause.NoRule => T["没有规则"],
            GapCause.Conflict => T["规则冲突"],
            GapCause.SentBack => T["单位退单"],
            GapCause.Place => T["在建或未移交"],
            _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, null),
        };

    public static string Sort(IStringLocalizer T, PlaceSort sort) =>
        sort switch
        {
            PlaceSort.Road => T["道路"],
            PlaceSort.Bridge => T["桥涵"],
            PlaceSort.Water => T["河道沟渠"],
            PlaceSort.Green => T["绿地"],
            PlaceSort.Component => T["管线井盖杆件"],
            PlaceSort.Building => T["建筑广场"],
            _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, null),
        };

    public static string State(IStringLocalizer T, HandOverState state) =>
        state switch
        {
            HandOverState.UnderConstruction => T["在建"],
            HandOverState.NotHandedOver => T["建成未移交"],
            HandOverState.HandedOver => T["已移交"],
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
        };
}
