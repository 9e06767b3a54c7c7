using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Grids.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Microsoft.Extensions.Localization;

namespace Gezhi.Indicators.Reading;

/// <summary>What deserves attention: rising topics, units near overload, many returns, grids without a report for long, limits that end together, cases nobody wants. 值得关注</summary>
public sealed class Attention(
    GezhiDb db,
    ReadFigures figures,
    ReadBehind behind,
    CaseHistories histories,
    LiveWork live,
    AreaBook areas,
    IStringLocalizer T
)
{
    private const int Week = 7;

    /// <summary>Days without any report after which a grid is quiet.</summary>
    public const int QuietDays = 14;

    /// <summary>Digits of a grid.</summary>
    public const int GridLength = 15;

    /// <param name="Kind">Status kind for colour and shape.</param>
    /// <param name="Text">What is unusual, with the numbers.</param>
    /// <param name="Href">Exactly the cases behind it; for quiet grids the list of the grids.</param>
    public sealed record Point(string Kind, string Label, string Text, string Href);

    /// <param name="ask">Its area, category, channel and unit; the days are those up to its last one.</param>
    public async Task<IReadOnlyList<Point>> Run(FigureAsk ask, Actor actor, CancellationToken ct)
    {
        var doing = await live.ByUnit(
            LiveKey.Doing,
            new LiveAsk(actor, ask.Scope.Narrowed, ask.Scope.PartLength(db.DistrictId))
            {
                Categories = ask.Category is { } category ? [category] : [],
                Channels = ask.Channel is { } channel ? [channel] : [],
                Units = ask.Unit is { } unit ? [unit] : [],
            },
            ct
        );
        return [.. await Overloaded(ask, doing, await ClosedByUnit(ask, ct), ct), .. await OfRegister(ask, ct)];
    }

    /// <summary>What the roll-ups say; worth a minute's memory.</summary>
    public async Task<IReadOnlyList<Point>> OfRegister(FigureAsk ask, CancellationToken ct) =>
        [.. await Rising(ask, ct), .. await Returned(ask, ct), .. await Quiet(ask, ct)];

    /// <summary>What a moment says.</summary>
    /// <param name="closedByUnit">Of <see cref="ClosedByUnit"/>.</param>
    public async Task<IReadOnlyList<Point>> OfMoment(
        FigureAsk ask,
        LiveMoment moment,
        IReadOnlyDictionary<string, long> closedByUnit,
        CancellationToken ct
    )
    {
        var length = ask.Scope.PartLength(db.DistrictId);
        var soon = moment
            .Cells.Where(c => c.AreaCode.Length >= length)
            .GroupBy(c => c.AreaCode[..length], StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => LiveMoment.Count(LiveKey.Soon, g), StringComparer.Ordinal);
        var closed = moment
            .Today.Where(c => c.ClosedAt > moment.At.AddHours(-1))
            .GroupBy(c => c.PartCode, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        var doing = moment
            .Cells.Where(c => c.UnitCode is not null)
            .GroupBy(c => c.UnitCode!, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => LiveMoment.Count(LiveKey.Doing, g), StringComparer.Ordinal);
        var sentBack = moment.Count(LiveKey.SentBack);
        var points = AttentionRules
            .Hurried(soon, closed)
            .Select(f => new Point(
                "late",
                areas.NameOf(f.Key) ?? f.Key,
                T["{0} 件一小时内到期，过去一小时办结 {1} 件", f.Number, f.Beside],
                new LiveQuery(ask.Scope.Narrowed) { Parts = f.Key }.Href(LiveKey.Soon)
            ))
            .ToList();
        points.AddRange(await Overloaded(ask, doing, closedByUnit, ct));
        if (sentBack > 0)
            points.Add(
                new Point(
                    "hold",
                    T["退单"],
                    T["{0} 件退单两次以上，可能是管理空白，请裁定责任单位", sentBack],
                    new LiveQuery(ask.Scope.Narrowed).Href(LiveKey.SentBack)
                )
            );
        return points;
    }

    /// <summary>Closed in the last seven days, by unit.</summary>
    public async Task<IReadOnlyDictionary<string, long>> ClosedByUnit(FigureAsk ask, CancellationToken ct)
    {
        var week = ask with { From = ask.To.AddDays(1 - Week) };
        return await Counts("closed", week, Basis.Closed, Split.Unit, ct);
    }

    /// <summary>Grids of today without any report in two weeks. 无上报网格</summary>
    public async Task<IReadOnlyList<string>> QuietGrids(FigureAsk ask, CancellationToken ct)
    {
        var grids = areas.Under(ask.Scope.Root(db.DistrictId)).Where(code => code.Length == GridLength).ToList();
        return grids.Count == 0
            ? []
            : AttentionRules.Quiet(
                grids,
                await Counts("reported", ask with { From = ask.To.AddDays(1 - QuietDays) }, Basis.Reported, Split.Area, ct, GridLength)
            );
    }

    /// <summary>Categories that rise against the four weeks before.</summary>
    private async Task<IReadOnlyList<Point>> Rising(FigureAsk ask, CancellationToken ct)
    {
        var week = ask with { From = ask.To.AddDays(1 - Week) };
        var before = ask with { From = week.From.AddDays(-Week * AttentionRules.WeeksBefore), To = week.From.AddDays(-1) };
        var points = new List<Point>();
        foreach (
            var found in AttentionRules.Rising(
                await Counts("filed", week, Basis.Filed, Split.Category, ct),
                await Counts("filed", before, Basis.Filed, Split.Category, ct)
            )
        )
            points.Add(
                new Point(
                    "doing",
                    await histories.NameOf(found.Key, ct),
                    T["近 7 天立案 {0} 件，此前四周每周平均 {1} 件", found.Number, Round(found.Beside)],
                    "/indicators/filed" + (week with { Category = found.Key }).Query()
                )
            );
        return points;
    }

    private async Task<IReadOnlyList<Point>> Overloaded(
        FigureAsk ask,
        IReadOnlyDictionary<string, int> doing,
        IReadOnlyDictionary<string, long> closed,
        CancellationToken ct
    )
    {
        var points = new List<Point>();
        foreach (var found in AttentionRules.Overloaded(doing, closed))
            points.Add(
                new Point(
                    "late",
                    await behind.UnitName(found.Key, ct),
                    T["处置中 {0} 件，近 7 天结案 {1} 件", found.Number, found.Beside],
                    new LiveQuery(ask.Scope.Narrowed)
                    {
                        Units = found.Key,
                        Category = ask.Category,
                        Channels = ask.Channel?.ToString(),
                    }.Href(LiveKey.Doing)
                )
            );
        return points;
    }

    /// <summary>By category: a returned case has no unit.</summary>
    private async Task<IReadOnlyList<Point>> Returned(FigureAsk ask, CancellationToken ct)
    {
        var month = ask with { From = ask.To.AddDays(-29) };
        var definition = figures.Definition("return_rate", month);
        var points = new List<Point>();
        foreach (
            var found in AttentionRules.Returned(
                (await figures.Tallies(month, Basis.Filed, Split.Category, ct))
                    .GroupBy(t => t.Part, StringComparer.Ordinal)
                    .Select(g => (g.Key, Value: definition.Of(g)))
                    .Select(c => (c.Key, c.Value.Counted, c.Value.Whole))
            )
        )
            points.Add(
                new Point(
                    "hold",
                    await histories.NameOf(found.Key, ct),
                    T["近 30 天派遣 {0} 件，退单 {1} 件，权责可能不清", found.Beside, found.Number],
                    "/indicators/return_rate" + (month with { Category = found.Key }).Query(("part", nameof(BehindPart.Counted)))
                )
            );
        return points;
    }

    /// <summary>Nothing to report, or nobody who does.</summary>
    private async Task<IReadOnlyList<Point>> Quiet(FigureAsk ask, CancellationToken ct)
    {
        if (ask is not { Category: null, Channel: null, Unit: null })
            return []; // silence about one kind of matter says nothing
        var quiet = await QuietGrids(ask, ct);
        if (quiet.Count == 0)
            return [];
        var some = string.Join(T["、"], quiet.Take(AttentionRules.Most).Select(g => areas.NameOf(g) ?? g));
        return
        [
            new Point(
                "new",
                T["无上报"],
                quiet.Count <= AttentionRules.Most
                    ? T["{0} 近 {1} 天没有任何上报", some, QuietDays]
                    : T["{0} 个网格近 {1} 天没有任何上报，如{2}", quiet.Count, QuietDays, some],
                "/indicators/quiet-grids" + (ask with { From = ask.To.AddDays(1 - QuietDays) }).Query()
            ),
        ];
    }

    /// <summary>A figure of cases by parts, by its definition: what the list behind it holds and no case more.</summary>
    private async Task<Dictionary<string, long>> Counts(
        string key,
        FigureAsk ask,
        Basis basis,
        Split by,
        CancellationToken ct,
        int? areaLength = null
    )
    {
        var definition = figures.Definition(key, ask);
        return (await figures.Tallies(ask, basis, by, ct, areaLength))
            .GroupBy(t => t.Part, StringComparer.Ordinal)
            .Select(g => (g.Key, Cases: definition.Of(g).Counted))
            .Where(g => g.Cases > 0)
            .ToDictionary(g => g.Key, g => g.Cases, StringComparer.Ordinal);
    }

    private static string Round(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}
