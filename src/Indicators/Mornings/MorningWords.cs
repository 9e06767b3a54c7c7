using Gezhi.Cases.Contract;
using Gezhi.Grids.Contract;
using Gezhi.Indicators.Definitions;
using Microsoft.Extensions.Localization;

namespace Gezhi.Indicators.Mornings;

/// <summary>A place and why it was drawn, in plain words. 今早五处用语</summary>
public sealed class MorningWords(CaseHistories histories, PlaceAt places, AreaBook areas, IStringLocalizer T)
{
    /// <summary>Why, with the numbers that made it so.</summary>
    public async Task<string> Reason(DrawnPlace place, MorningFormula formula, CancellationToken ct)
    {
        var parts = new List<string>();
        if (place.Recent > 0)
            parts.Add(T["近 {0} 天 {1} 件", formula.RecentDays, place.Recent]);
        if (place.Reopened > 0)
            parts.Add(T["其中重办 {0} 件", place.Reopened]);
        if (place.Season > 0)
            parts.Add(T["去年这时候 {0} 件", place.Season]);
        if (place.Weekday > 1)
            parts.Add(T["近 {0} 周逢这一天 {1} 件", formula.WeekdayWeeks, place.Weekday]);
        parts.Add(
            place.IdleDays is { } days
                ? days == 0
                    ? T["今天有人到过"]
                    : T["{0} 天没人到过", days]
                : T["近 {0} 周没有人到过的记录", formula.MostIdleWeeks]
        );
        return $"{await histories.NameOf(place.CategoryKey, ct)}{T["："]}{string.Join(T["，"], parts)}";
    }

    /// <summary>By the nearest known place; else the smallest area. A door is never named.</summary>
    public async Task<string> Name(DrawnPlace place, CancellationToken ct)
    {
        var named = await places.Run(place.At, ct);
        return named.Name ?? areas.NameOf(place.AreaCode) ?? named.Area ?? place.AreaCode;
    }

    /// <summary>Name of the figure, for the register and its page.</summary>
    public static Words Figure => MorningFormulas.Name;
}
