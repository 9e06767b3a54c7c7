using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Gezhi.Field.Patrols;

/// <summary>How days, hours and shares of patrols are read. 巡查用语</summary>
public sealed class PatrolWords(IStringLocalizer T)
{
    /// <summary>"08:30".</summary>
    public static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");

    /// <summary>"08:30–18:00"; over midnight the second is said to be on the next day.</summary>
    public string Hours(PatrolPlan plan) =>
        plan.CrossesMidnight
            ? T["{0} 至次日 {1}", Clock(plan.FromMinute), Clock(plan.UntilMinute)]
            : $"{Clock(plan.FromMinute)}–{Clock(plan.UntilMinute)}";

    /// <summary>"每天", "周一 周三".</summary>
    public string Days(int days) =>
        days == PatrolPlan.EveryDay
            ? T["每天"]
            : string.Join(' ', Enumerable.Range(0, 7).Where(i => (days & (1 << i)) != 0).Select(i => Weekday(i)));

    /// <param name="index">0 for Monday.</param>
    public string Weekday(int index) =>
        index switch
        {
            0 => T["周一"],
            1 => T["周二"],
            2 => T["周三"],
            3 => T["周四"],
            4 => T["周五"],
            5 => T["周六"],
            _ => T["周日"],
        };

    /// <summary>"每天", "每 3 天".</summary>
    public string Every(int days) => days == 1 ? T["每次都到"] : T["每 {0} 天到一次", days];

    public string State(PlaceState state) =>
        state switch
        {
            PlaceState.Visited => T["已到"],
            PlaceState.Missed => T["漏巡"],
            _ => T["待巡"],
        };

    /// <summary>"92%"; "—" without a value.</summary>
    public static string Share(double? share) => share is { } value ? value.ToString("0%", CultureInfo.InvariantCulture) : "—";

    /// <summary>"240 米", "1.3 公里".</summary>
    public string Length(double metres) =>
        metres < 995
            ? T["{0} 米", Math.Round(metres / 10) * 10]
            : T["{0} 公里", (metres / 1000).ToString("0.0", CultureInfo.InvariantCulture)];
}
