using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Indicators.Reading;
using Gezhi.Platform.Ui;
using Gezhi.Platform.Ui.Charts;
using Microsoft.AspNetCore.Components;

namespace Gezhi.Indicators.Pages;

/// <summary>Reads a stretch of days from the roll-ups. 统计页</summary>
public sealed partial class StatisticsPage : FigureFace
{
    private const int MostRows = 15;
    private const int MostSources = 5;
    private const int WeeksBefore = 4;
    private const int GridLength = 15;
    private const int MicroGridLength = 17;
    private const int StreetLength = 9;
    private const int CommunityLength = 12;

    private static readonly string[] Compared =
    [
        "reported",
        "filed",
        "closed",
        "close_ontime_rate",
        "close_ontime_rate_strict",
        "close_rate",
        "rework_rate",
        "return_rate",
        "reopen_rate",
        "first_answer_minutes",
        "handling_minutes",
        "satisfaction_rate",
        "solved_in_grid_rate",
        FigureList.FoundFirst,
    ];

    private static readonly string[] ByPart =
    [
        "filed",
        "close_ontime_rate",
        "close_ontime_rate_strict",
        "close_rate",
        "late_open",
        "rework_rate",
        FigureList.FoundFirst,
    ];

    private IReadOnlyDictionary<string, FigureValue> values = new Dictionary<string, FigureValue>();
    private IReadOnlyDictionary<string, FigureValue> before = new Dictionary<string, FigureValue>();
    private IReadOnlyDictionary<string, FigureValue> lastYear = new Dictionary<string, FigureValue>();
    private IReadOnlyList<FigureDefinition> compared = [];
    private IReadOnlyList<Attention.Point> points = [];
    private IReadOnlyList<(string, string)> areas = [];
    private IReadOnlyList<Rank.Row> ranked = [];
    private IReadOnlyList<Tally> byChannel = [];
    private IReadOnlyDictionary<string, long> heat = new Dictionary<string, long>();
    private IReadOnlyList<(int Month, IReadOnlyDictionary<string, FigureValue> Values)> months = [];
    private readonly List<PartTable> tables = [];
    private Dictionary<string, long> filedByDay = [];
    private Dictionary<string, long> closedByDay = [];
    private DateTime? current;
    private int gridLength;

    /// <summary>By what the heat map is drawn: grid, micro; null: as fits the area.</summary>
    [SupplyParameterFromQuery(Name = "heat")]
    private string? Heat { get; set; }

    /// <summary>In a street or a community both fit; a district has too many micro-grids, a grid is one grid.</summary>
    private bool MayChooseGrid => Root.Length is >= StreetLength and <= CommunityLength;

    private string HeatHref(string by) => "/statistics" + Ask.Query([("heat", by)]) + "#heat";

    private sealed record PartTable(string Title, string Head, IReadOnlyList<FigureDefinition> Columns, IReadOnlyList<PartRow> Rows);

    private sealed record PartRow(string Name, FigureAsk Ask, IReadOnlyDictionary<string, FigureValue> Values);

    protected override async Task Fetch()
    {
        Ask = Ask with { Frozen = null }; // a frozen month is looked at figure by figure
        compared = [.. Compared.Select(k => Figures.Definition(k, Ask))];
        values = await Figures.Values(Ask, Aborted);
        before = await Figures.Values(Ask.Before, Aborted);
        lastYear = await Figures.Values(Ask.LastYear, Aborted);
        current = await Figures.CurrentAt(Aborted);
        byChannel = await Figures.Tallies(Ask, Basis.Filed, Split.Channel, Aborted);
        points = await Noticing.Run(Ask, Actor, Aborted);
        areas = AreaChoices.Of(AreaNames, Ask.Scope, Db.DistrictId);
        gridLength = !MayChooseGrid
            ? Root.Length >= CommunityLength
                ? MicroGridLength
                : GridLength
            : Heat == "grid"
                ? GridLength
                : Heat == "micro" || Root.Length >= CommunityLength
                    ? MicroGridLength
                    : GridLength;
        heat = Sums(await Figures.Tallies(Ask, Basis.Reported, Split.Area, Aborted, gridLength));
        if (Ask.Days > 1)
        {
            var wide = Ask with { From = Ask.From.AddDays(-7 * WeeksBefore) };
            filedByDay = Sums(
                (await Figures.Tallies(wide, Basis.Filed, Split.Day, Aborted)).Where(t => (t.Marks & Mark.Filed) != Mark.None)
            );
            closedByDay = Sums(await Figures.Tallies(wide, Basis.Closed, Split.Day, Aborted));
        }
        await ReadAreas();
        await ReadParts(Split.Category, T["类别前 {0}", MostRows], T["类别"], part => Ask with { Category = part, IsWholeCategory = true });
        await ReadParts(Split.Unit, T["主办单位"], T["主办单位"], part => Ask with { Unit = part });
        months = await Frozen.Of(Root, Aborted);
    }

    private async Task ReadAreas()
    {
        var columns = ByPart.Select(k => Figures.Definition(k, Ask)).ToList();
        var share = Figures.Definition("close_ontime_rate", Ask);
        var parts = (await Figures.Parts(Ask, Basis.Filed, Split.Area, ByPart, Aborted))
            .Where(p => p.Part.Length == Ask.Scope.PartLength(Db.DistrictId))
            .ToList();
        var shown = parts.Where(p => p.Values[share.Key].Value is not null && !Figures.IsTooFew(share, p.Values[share.Key])).ToList();
        if (Settings.IsRanking)
            shown = [.. shown.OrderByDescending(p => p.Values[share.Key].Value).ThenBy(p => p.Part, StringComparer.Ordinal)];
        ranked =
        [
            .. shown.Select(p => new Rank.Row(
                AreaName(p.Part),
                ReadFigures.Text(share, p.Values[share.Key]),
                p.Values[share.Key].Value ?? 0,
                "/indicators/close_ontime_rate" + In(p.Part).Query()
            )),
        ];
        tables.Add(
            new PartTable(T["各区域"], T["区域"], columns, [.. parts.Select(p => new PartRow(AreaName(p.Part), In(p.Part), p.Values))])
        );
    }

    private async Task ReadParts(Split by, string title, string head, Func<string, FigureAsk> narrow)
    {
        var columns = ByPart.Select(k => Figures.Definition(k, Ask)).ToList();
        var rows = new List<PartRow>();
        foreach (
            var (part, of) in (await Figures.Parts(Ask, Basis.Filed, by, ByPart, Aborted))
                .Where(p => p.Part.Length > 0 && p.Values["filed"].Whole > 0)
                .OrderByDescending(p => p.Values["filed"].Whole)
                .ThenBy(p => p.Part, StringComparer.Ordinal)
                .Take(MostRows)
        )
            rows.Add(
                new PartRow(
                    by == Split.Unit ? await Names.UnitName(part, Aborted) : await Histories.NameOf(part, Aborted),
                    narrow(part),
                    of
                )
            );
        tables.Add(new PartTable(title, head, columns, rows));
    }

    private FigureAsk In(string area) => Ask with { Scope = Ask.Scope with { Narrowed = area } };

    private IReadOnlyList<KpiFigure> Strip =>
        [
            Key("reported"),
            Key("filed"),
            Key("closed"),
            Key("close_ontime_rate", "close_ontime_rate_strict"),
            Key("handling_minutes"),
            Key("satisfaction_rate"),
        ];

    private KpiFigure Key(string key, string? strictKey = null)
    {
        var figure = Figures.Definition(key, Ask);
        var value = values[key];
        var strict = strictKey is null ? null : T["严格 {0}", Text(Figures.Definition(strictKey, Ask), values[strictKey])].Value;
        var change = Change(figure, value, before[key]);
        return new KpiFigure(
            figure.Name.ToString(),
            Figures.IsTooFew(figure, value) ? null : Short(figure, value),
            $"/indicators/{key}{Ask.Query()}"
        )
        {
            Unit =
                value.Value is null || Figures.IsTooFew(figure, value) ? null
                : figure.Kind == FigureKind.Share ? "%"
                : figure.Measure is not (Measure.None or Measure.Stars) ? (IsLong(value) ? T["小时"].Value : T["分"].Value)
                : null,
            Change = change.Length > 0 ? change : null,
            IsGood = IsBetter(figure, value, before[key]) != false,
            Note =
                strict
                ?? (
                    Figures.IsTooFew(figure, value) ? T["{0} 件，太少", value.Whole].Value
                    : change.Length > 0 ? T["比上期"].Value
                    : Behind(figure, value)
                ),
            Tone = figure.Key == "close_ontime_rate" && value.Value < Settings.Goal && !Figures.IsTooFew(figure, value) ? "warn" : null,
        };
    }

    private static string? Short(FigureDefinition figure, FigureValue value) =>
        value.Value is null ? null
        : figure.Measure is not (Measure.None or Measure.Stars) && IsLong(value) ? Hours(value)
        : ReadFigures.Text(figure, value).TrimEnd('%');

    private IReadOnlyList<DateOnly> Days => [.. Enumerable.Range(0, Ask.Days).Select(Ask.From.AddDays)];

    private IReadOnlyList<LineChart.Line> Lines =>
        [
            new(T["立案数"], "s1", [.. Days.Select(d => Count(filedByDay, d))], IsMain: true),
            new(T["结案数"], "s2", [.. Days.Select(d => Count(closedByDay, d))]),
            new(T["前四周同日均值"], "past", [.. Days.Select(Usual)]),
        ];

    /// <summary>Null for days to come.</summary>
    private double? Count(Dictionary<string, long> byDay, DateOnly day) => day > Figures.Today ? null : byDay.GetValueOrDefault(Day(day));

    private double? Usual(DateOnly day) =>
        Enumerable.Range(1, WeeksBefore).Sum(w => (double)filedByDay.GetValueOrDefault(Day(day.AddDays(-7 * w)))) / WeeksBefore;

    private IReadOnlyList<(int, string)> Marks
    {
        get
        {
            var last = Ask.Days - 1;
            return
            [
                .. new[] { 0, last / 3, last * 2 / 3, last }
                    .Distinct()
                    .Select(i => (i, Ask.From.AddDays(i).ToString("M-d", CultureInfo.InvariantCulture))),
            ];
        }
    }

    private IReadOnlyList<Sankey.Part> FlowFrom
    {
        get
        {
            var filed = Figures.Definition("filed", Ask);
            var all = byChannel
                .GroupBy(t => t.Part, StringComparer.Ordinal)
                .Select(g => (Name: Histories.NameOf(Enum.Parse<Channel>(g.Key)), Count: (int)filed.Of(g).Whole))
                .Where(c => c.Count > 0)
                .OrderByDescending(c => c.Count)
                .ThenBy(c => c.Name, StringComparer.Ordinal)
                .ToList();
            var parts = all.Take(MostSources).Select((c, i) => new Sankey.Part(c.Name, c.Count, $"s{(i % 5) + 1}")).ToList();
            if (all.Count > MostSources)
                parts.Add(new Sankey.Part(T["其他渠道"], all.Skip(MostSources).Sum(c => c.Count), "s6"));
            return parts;
        }
    }

    private IReadOnlyList<Sankey.Part> FlowTo
    {
        get
        {
            int With(Func<Mark, bool> holds) =>
                (int)byChannel.Where(t => (t.Marks & Mark.Filed) != Mark.None && holds(t.Marks)).Sum(t => t.Cases);
            Sankey.Part[] parts =
            [
                new(T["按期结案"], With(m => (m & Mark.ClosedOnTime) != Mark.None), "s1"),
                new(T["超期结案"], With(m => (m & (Mark.Closed | Mark.ClosedOnTime)) == Mark.Closed), "s2"),
                new(T["办理中"], With(m => (m & (Mark.Closed | Mark.LateOpen | Mark.Shelved)) == Mark.None), "s3"),
                new(T["挂账"], With(m => (m & Mark.Shelved) != Mark.None), "s5"),
                new(T["超期未结"], With(m => (m & Mark.LateOpen) != Mark.None), "late"),
            ];
            return [.. parts.Where(p => p.Value > 0)];
        }
    }

    private static Dictionary<string, long> Sums(IEnumerable<Tally> tallies) =>
        tallies.GroupBy(t => t.Part, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(t => t.Cases), StringComparer.Ordinal);
}
