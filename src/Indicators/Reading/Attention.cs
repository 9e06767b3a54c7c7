using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Grids.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Platform.Data;
using Microsoft.Extensions.Localization;

namespace Gezhi.Indicators.Reading;

/// <summary>What deserves attention, found by four rules over the roll-ups: rising topics, units near overload, many returns, grids without a report for long. 值得关注</summary>
public sealed class Attention(
    GezhiDb db,
    ReadFigures figures,
    ReadBehind behind,
    CaseHistories histories,
    AreaBook areas,
    IStringLocalizer T
)
{
    private const int Week = 7;
    private const int WeeksBefore = 4;
    private const int FewestRising = 5;
    private const double RisingTimes = 2;
    private const int FewestOpen = 10;
    private const double OverloadWeeks = 2;
    private const int FewestReturned = 5;
    private const double ManyReturned = .2;
    private const int QuietDays = 14;
    private const int Most = 3;
    private const int GridLength = 15;

    /// <param name="Kind">Status kind for colour and shape.</param>
    /// <param name="Text">What is unusual, with the numbers.</param>
    /// <param name="Href">The cases behind it; null: there are none, that is the point.</param>
    public sealed record Point(string Kind, string Label, string Text, string? Href);

    /// <param name="ask">Its area, category, channel and unit; the days are those up to its last one.</param>
    public async Task<IReadOnlyList<Point>> Run(FigureAsk ask, CancellationToken ct) =>
        [.. await Rising(ask, ct), .. await Overloaded(ask, ct), .. await Returned(ask, ct), .. await Quiet(ask, ct)];

    /// <summary>Categories with at least five cases in a week, twice as many as in the mean week of the four before.</summary>
    private async Task<IReadOnlyList<Point>> Rising(FigureAsk ask, CancellationToken ct)
    {
        var week = ask with { From = ask.To.AddDays(1 - Week) };
        var before = ask with { From = week.From.AddDays(-Week * WeeksBefore), To = week.From.AddDays(-1) };
        var now = Sums(await figures.Tallies(week, Basis.Filed, Split.Category, ct));
        var then = Sums(await figures.Tallies(before, Basis.Filed, Split.Category, ct));
        var points = new List<Point>();
        foreach (
            var (key, count) in now.Where(c => c.Key.Length > 0 && c.Value >= FewestRising)
                .Where(c => c.Value >= RisingTimes * then.GetValueOrDefault(c.Key) / WeeksBefore)
                .OrderByDescending(c => c.Value)
                .ThenBy(c => c.Key, StringComparer.Ordinal)
                .Take(Most)
        )
            points.Add(
                new Point(
                    "doing",
                    await histories.NameOf(key, ct),
                    T["近 7 天立案 {0} 件，此前四周每周平均 {1} 件", count, Round(then.GetValueOrDefault(key) / (double)WeeksBefore)],
                    "/indicators/filed" + (week with { Category = key }).Query()
                )
            );
        return points;
    }

    /// <summary>Units with at least ten open cases, more than they close in two weeks.</summary>
    private async Task<IReadOnlyList<Point>> Overloaded(FigureAsk ask, CancellationToken ct)
    {
        var quarter = ask with { From = ask.To.AddDays(-90) };
        var open = (await figures.Tallies(quarter, Basis.Filed, Split.Unit, ct))
            .Where(t => t.Part.Length > 0 && (t.Marks & (Mark.Filed | Mark.Closed | Mark.Shelved)) == Mark.Filed)
            .GroupBy(t => t.Part, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(t => t.Cases), StringComparer.Ordinal);
        var week = ask with { From = ask.To.AddDays(1 - Week) };
        var closed = Sums(await figures.Tallies(week, Basis.Closed, Split.Unit, ct));
        var points = new List<Point>();
        foreach (
            var (unit, count) in open.Where(u => u.Value >= FewestOpen && u.Value >= OverloadWeeks * closed.GetValueOrDefault(u.Key))
                .OrderByDescending(u => u.Value)
                .ThenBy(u => u.Key, StringComparer.Ordinal)
                .Take(Most)
        )
            points.Add(
                new Point(
                    "late",
                    await behind.UnitName(unit, ct),
                    T["在办 {0} 件，近 7 天结案 {1} 件", count, closed.GetValueOrDefault(unit)],
                    $"/cases?unit={Uri.EscapeDataString(unit)}"
                )
            );
        return points;
    }

    /// <summary>Units that sent back at least a fifth of what was dispatched to them, five cases or more; by category, because a returned case has no unit.</summary>
    private async Task<IReadOnlyList<Point>> Returned(FigureAsk ask, CancellationToken ct)
    {
        var month = ask with { From = ask.To.AddDays(-29) };
        var definition = figures.Definition("return_rate", month);
        var points = new List<Point>();
        foreach (
            var (category, value) in (await figures.Tallies(month, Basis.Filed, Split.Category, ct))
                .GroupBy(t => t.Part, StringComparer.Ordinal)
                .Select(g => (g.Key, Value: definition.Of(g)))
                .Where(c => c.Value.Counted >= FewestReturned && c.Value.Value >= ManyReturned)
                .OrderByDescending(c => c.Value.Counted)
                .ThenBy(c => c.Key, StringComparer.Ordinal)
                .Take(Most)
        )
            points.Add(
                new Point(
                    "hold",
                    await histories.NameOf(category, ct),
                    T["近 30 天派遣 {0} 件，退单 {1} 件，权责可能不清", value.Whole, value.Counted],
                    "/indicators/return_rate" + (month with { Category = category }).Query(("part", nameof(BehindPart.Counted)))
                )
            );
        return points;
    }

    /// <summary>Grids of today without any report in two weeks: nothing to report, or nobody who does.</summary>
    private async Task<IReadOnlyList<Point>> Quiet(FigureAsk ask, CancellationToken ct)
    {
        var grids = areas.Under(ask.Scope.Root(db.DistrictId)).Where(code => code.Length == GridLength).ToList();
        if (grids.Count == 0)
            return [];
        var weeks = ask with { From = ask.To.AddDays(1 - QuietDays) };
        var heard = Sums(await figures.Tallies(weeks, Basis.Reported, Split.Area, ct, GridLength));
        var quiet = grids.Where(g => !heard.ContainsKey(g)).ToList();
        if (quiet.Count == 0)
            return [];
        var some = string.Join(T["、"], quiet.Take(Most).Select(g => areas.NameOf(g) ?? g));
        return
        [
            new Point(
                "new",
                T["无上报"],
                quiet.Count <= Most
                    ? T["{0} 近 {1} 天没有任何上报", some, QuietDays]
                    : T["{0} 个网格近 {1} 天没有任何上报，如{2}", quiet.Count, QuietDays, some],
                null
            ),
        ];
    }

    private static Dictionary<string, long> Sums(IEnumerable<Tally> tallies) =>
        tallies
            .GroupBy(t => t.Part, StringComparer.Ordinal)
            .Select(g => (g.Key, Cases: g.Where(t => t.Cases > 0).Sum(t => t.Cases)))
            .Where(g => g.Cases > 0)
            .ToDictionary(g => g.Key, g => g.Cases, StringComparer.Ordinal);

    private static string Round(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
