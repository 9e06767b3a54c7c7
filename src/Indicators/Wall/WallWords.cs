using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Grids.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Indicators.Reading;
using Gezhi.Platform.Ui;
using Gezhi.Platform.Ui.Charts;
using Microsoft.Extensions.Localization;

namespace Gezhi.Indicators.Wall;

/// <summary>What stands on a wall and a leader's page, in words; every number with the address of its list. 大屏用语</summary>
public sealed class WallWords(
    ReadFigures figures,
    ReadBehind behind,
    CaseHistories histories,
    FigureSettings settings,
    LiveWork live,
    AreaBook areas,
    IStringLocalizer T
)
{
    /// <summary>A share of fewer cases than this says nothing: the number itself is told.</summary>
    private const int LeastToCompare = 30;

    private const string OnTime = "close_ontime_rate";
    private const string Strict = "close_ontime_rate_strict";
    private const string Stars = "satisfaction_stars";

    /// <summary>Key figures of the wall.</summary>
    public IReadOnlyList<KpiFigure> Strip(WallView view) =>
        [
            Filed(view),
            Live(view, LiveKey.Doing) with
            {
                Note = view.Moment.Count(LiveKey.Shelved) is > 0 and var shelved ? T["其中挂账 {0} 件", shelved].Value : null,
            },
            Live(view, LiveKey.Soon) with
            {
                Tone = view.Moment.Count(LiveKey.Soon) > 0 ? "warn" : null,
                Note = Most(view, LiveKey.Soon),
            },
            Live(view, LiveKey.Late) with
            {
                Tone = view.Moment.Count(LiveKey.Late) > 0 ? "late" : null,
                Note = Most(view, LiveKey.Late),
            },
            Share(view) with
            {
                Note = StrictNote(view),
            },
            Satisfaction(view) with
            {
                Note = RatingNote(view),
            },
        ];

    /// <summary>Five figures for a leader, each beside something.</summary>
    public IReadOnlyList<KpiFigure> Five(WallView view)
    {
        var (open, late, then) = (view.Moment.Count(LiveKey.Open), view.Moment.Count(LiveKey.Late), view.Register.OpenAtMidnight);
        return
        [
            Filed(view),
            Live(view, LiveKey.Open) with
            {
                Change = open == then ? "＝" : Arrow(open - then) + Math.Abs(open - then).ToString("N0", CultureInfo.InvariantCulture),
                IsGood = open <= then,
                Note = T["比今早 0 时"],
            },
            Live(view, LiveKey.Late) with
            {
                Tone = late > 0 ? "late" : null,
                Note = open > 0 ? T["占未结 {0}", Percent((double)late / open, "0.0")].Value : null,
            },
            Share(view) with
            {
                Change = Points(view, OnTime),
                IsGood = !(Value(view, OnTime).Value < Before(view, OnTime).Value),
                Note = Points(view, OnTime) is null ? StrictNote(view) : T["个百分点，比前 30 天"].Value,
            },
            Satisfaction(view) with
            {
                Change = Value(view, Stars).Value is { } now && Before(view, Stars).Value is { } before ? Moved(now - before) : null,
                IsGood = !(Value(view, Stars).Value < Before(view, Stars).Value),
                Note = Before(view, Stars).Value is null ? RatingNote(view) : T["比前 30 天"].Value,
            },
        ];
    }

    /// <summary>Name of an area; the words for none when only the district is known.</summary>
    public string AreaName(string code) => code.Length < 9 ? T["未定位"] : areas.NameOf(code) ?? code;

    /// <summary>What the root is called.</summary>
    public string RootName(string code) => areas.NameOf(code) ?? code;

    /// <summary>Local clock of an instant.</summary>
    public string Clock(DateTime at) => live.Local(at).ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>On-time closing by part: in the order of the codes, or by the figure where ranking was decided; parts of one level only.</summary>
    public IReadOnlyList<Rank.Row> Ranked(WallView view)
    {
        var definition = figures.Definition(OnTime, view.Register.Ask);
        var shown = view.Register.Parts.Where(p => p.Value.Value is not null && !figures.IsTooFew(definition, p.Value));
        if (settings.IsRanking)
            shown = shown.OrderByDescending(p => p.Value.Value).ThenBy(p => p.Part, StringComparer.Ordinal);
        return
        [
            .. shown.Select(p => new Rank.Row(
                AreaName(p.Part),
                ReadFigures.Text(definition, p.Value),
                p.Value.Value ?? 0,
                $"/indicators/{OnTime}" + In(view, p.Part).Query()
            )),
        ];
    }

    /// <summary>One case of the queue: what kind of matter and roughly where; neither the reporter's words nor a door.</summary>
    public async Task<QueueRow.Row> Row(LiveLine line, CancellationToken ct) =>
        new(
            line.CaseId.ToString(),
            $"/cases/{line.CaseNo ?? line.CaseId.ToString()}",
            line.Kind,
            line.State,
            line.CategoryKey is null ? T["待分类"] : await histories.NameOf(line.CategoryKey, ct),
            live.Local(line.CreatedAt)
                .ToString(live.DayOf(line.CreatedAt) == live.DayOf(live.Time) ? "HH:mm" : "MM-dd", CultureInfo.InvariantCulture),
            Coarse(line.AreaCode),
            line.Left,
            line.UsedShare,
            line.Sort
        )
        {
            IsUrgent = line.IsUrgent,
            Reports = line.Reports,
            BarClass = line.BarClass,
        };

    /// <summary>Street and community, nothing finer.</summary>
    public string Coarse(string areaCode) =>
        areaCode.Length < 9 ? T["未定位"]
        : areaCode.Length < 12 ? AreaName(areaCode)
        : $"{AreaName(areaCode[..9])} · {AreaName(areaCode[..12])}";

    /// <summary>Steps and bands of today's filed cases.</summary>
    public async Task<(IReadOnlyList<FlowChart.Column> Columns, IReadOnlyList<(int, int, int, double)> Links)> Flow(
        WallView view,
        bool isByCategory,
        CancellationToken ct
    )
    {
        var flow = isByCategory ? view.FlowByCategory : view.Flow;
        var query = new LiveQuery(view.Register.Ask.Scope.Narrowed);
        var categories = new Dictionary<string, string>(StringComparer.Ordinal);
        if (isByCategory)
            foreach (var stop in flow.Columns[1].Where(s => s.Key != DayFlow.Rest))
                categories[stop.Key] = await histories.NameOf(stop.Key, ct);
        var units = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var code in flow.Columns[2].Where(s => s.Key != DayFlow.Rest))
            units[code.Key] = code.Key == LiveAsk.NoUnit ? T["未派遣"] : await behind.UnitName(code.Key, ct);
        string List(DayFlow.Stop stop) => string.Join(',', stop.Members);
        FlowChart.Column Step(string name, int column, Func<DayFlow.Stop, int, FlowChart.Stop> stop) =>
            new(name, [.. flow.Columns[column].Select(stop)]);
        return (
            [
                Step(
                    T["来源"],
                    0,
                    (s, i) =>
                        new(
                            s.Key == DayFlow.Rest ? T["其他"] : Source(s.Key),
                            s.Count,
                            SourceCss(s.Key),
                            (query with { Channels = string.Join(',', s.Members.SelectMany(ChannelsOf)) }).Href(LiveKey.FiledToday)
                        )
                ),
                isByCategory
                    ? Step(
                        T["类别"],
                        1,
                        (s, i) =>
                            new(
                                s.Key == DayFlow.Rest ? T["其他"] : Short(categories[s.Key]),
                                s.Count,
                                "s6",
                                (query with { Category = List(s) }).Href(LiveKey.FiledToday)
                            )
                    )
                    : Step(
                        PartName(view),
                        1,
                        (s, i) =>
                            new(
                                s.Key == DayFlow.Rest ? T["其他"] : Short(AreaName(s.Key)),
                                s.Count,
                                "s6",
                                (query with { Parts = List(s) }).Href(LiveKey.FiledToday)
                            )
                    ),
                Step(
                    T["主办单位"],
                    2,
                    (s, i) =>
                        new(
                            s.Key == DayFlow.Rest ? T["其他"] : Within(view, units[s.Key]),
                            s.Count,
                            "s6",
                            (query with { Units = List(s) }).Href(LiveKey.FiledToday)
                        )
                ),
                Step(
                    T["现状"],
                    3,
                    (s, i) =>
                    {
                        var outcome = Enum.Parse<LiveOutcome>(s.Key);
                        return new(Outcome(outcome), s.Count, Css(outcome), (query with { Outcome = outcome }).Href(LiveKey.FiledToday));
                    }
                ),
            ],
            [.. flow.Links.Select(l => (l.Column, l.From, l.To, (double)l.Count))]
        );
    }

    /// <summary>What the parts of the area are.</summary>
    public string PartName(WallView view) =>
        view.PartLength switch
        {
            9 => T["街道"],
            12 => T["社区"],
            _ => T["网格"],
        };

    /// <summary>The same register for one part.</summary>
    public static FigureAsk In(WallView view, string part) =>
        view.Register.Ask with
        {
            Scope = view.Register.Ask.Scope with { Narrowed = part },
        };

    private static KpiFigure Live(WallView view, LiveKey key) =>
        new(
            LiveFigures.Of(key).Name.ToString(),
            view.Moment.Count(key).ToString("N0", CultureInfo.InvariantCulture),
            new LiveQuery(view.Register.Ask.Scope.Narrowed).Href(key)
        );

    private KpiFigure Filed(WallView view)
    {
        var (now, then) = (view.Moment.Count(LiveKey.FiledToday), view.FiledThen);
        var weekday = live.Local(view.At).ToString("ddd", CultureInfo.CurrentCulture);
        var change = then < LeastToCompare ? (double?)null : (now - then) / (double)then;
        return Live(view, LiveKey.FiledToday) with
        {
            Change =
                change is null ? null
                : change == 0 ? "＝"
                : Arrow(change.Value) + Percent(Math.Abs(change.Value), "0"),
            IsGood = true, // more or fewer is neither good nor bad
            Note =
                change is not null ? T["比上{0}", weekday]
                : then > 0 ? T["上{0}此时 {1}", weekday, then]
                : T["上{0}此时没有", weekday],
        };
    }

    private KpiFigure Share(WallView view)
    {
        var (definition, value) = (figures.Definition(OnTime, view.Register.Ask), Value(view, OnTime));
        var hidden = value.Value is null || figures.IsTooFew(definition, value);
        return new KpiFigure(
            definition.Name.ToString(),
            hidden ? null : (value.Value!.Value * 100).ToString("0.0", CultureInfo.InvariantCulture),
            $"/indicators/{OnTime}" + view.Register.Ask.Query()
        )
        {
            Unit = hidden ? null : "%",
            Tone = !hidden && value.Value < settings.Goal ? "warn" : null,
        };
    }

    private KpiFigure Satisfaction(WallView view)
    {
        var (definition, value) = (figures.Definition(Stars, view.Register.Ask), Value(view, Stars));
        return new KpiFigure(
            T["市民满意"],
            value.Value is null || figures.IsTooFew(definition, value)
                ? null
                : value.Value.Value.ToString("0.0", CultureInfo.InvariantCulture),
            $"/indicators/{Stars}" + view.Register.Ask.Query()
        );
    }

    private string StrictNote(WallView view)
    {
        var strict = Value(view, Strict);
        return strict.Value is { } value && !figures.IsTooFew(figures.Definition(Strict, view.Register.Ask), strict)
                ? T["严格 {0} · {1} 件", Percent(value, "0.0"), strict.Whole]
            : strict.Whole > 0 ? T["{0} 件，太少", strict.Whole]
            : T["近 30 天没有应结案件"];
    }

    private string RatingNote(WallView view) =>
        Value(view, Stars).Whole is > 0 and var ratings ? T["/ 5 · {0} 份", ratings] : T["近 30 天还没有评价"];

    private string? Points(WallView view, string key)
    {
        var definition = figures.Definition(key, view.Register.Ask);
        var (now, before) = (Value(view, key), Before(view, key));
        return
            now.Value is not { } a || before.Value is not { } b || figures.IsTooFew(definition, now) || figures.IsTooFew(definition, before)
            ? null
            : Moved((a - b) * 100);
    }

    private string? Most(WallView view, LiveKey key)
    {
        var (part, count) = view
            .Moment.Cells.Where(c => c.AreaCode.Length >= view.PartLength)
            .GroupBy(c => c.AreaCode[..view.PartLength], StringComparer.Ordinal)
            .Select(g => (g.Key, Count: LiveMoment.Count(key, g)))
            .OrderByDescending(g => g.Count)
            .ThenBy(g => g.Key, StringComparer.Ordinal)
            .FirstOrDefault();
        return count > 0 ? T["{0} {1} 件", Short(AreaName(part)), count].Value : null;
    }

    private string Source(string source) =>
        source switch
        {
            "resident" => T["市民上报"],
            "patrol" => T["网格巡查"],
            "hotline" => T["热线来访"],
            "sensor" => T["视频感知"],
            _ => T["转来交办"],
        };

    private static IEnumerable<string> ChannelsOf(string source) =>
        Enum.GetValues<Channel>().Where(c => ReadWall.SourceOf(c) == source).Select(c => c.ToString());

    private static string SourceCss(string source) =>
        source switch
        {
            "resident" => "s3",
            "patrol" => "s1",
            "hotline" => "s2",
            "sensor" => "s4",
            _ => "s5",
        };

    private string Outcome(LiveOutcome outcome) =>
        outcome switch
        {
            LiveOutcome.DoneOnTime => T["按时办结"],
            LiveOutcome.Doing => T["办理中"],
            LiveOutcome.Late => T["超时"],
            LiveOutcome.Ended => T["作废并案"],
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
        };

    private static string Css(LiveOutcome outcome) =>
        outcome switch
        {
            LiveOutcome.DoneOnTime => "s1",
            LiveOutcome.Doing => "s2",
            LiveOutcome.Late => "late",
            _ => "s6",
        };

    private static FigureValue Value(WallView view, string key) => view.Register.Values[key];

    private static FigureValue Before(WallView view, string key) => view.Register.Before[key];

    /// <summary>淮河路街道 → 淮河路: there is little room.</summary>
    private static string Short(string name) =>
        name.Length > 2 && (name.EndsWith("街道", StringComparison.Ordinal) || name.EndsWith("社区", StringComparison.Ordinal))
            ? name[..^2]
            : name;

    /// <summary>二七区城市管理局 → 城市管理局: everything here is of the district.</summary>
    private string Within(WallView view, string name)
    {
        var district = areas.NameOf(view.Root[..6]);
        return district is { Length: > 0 } && name.Length > district.Length + 1 && name.StartsWith(district, StringComparison.Ordinal)
            ? name[district.Length..].Trim()
            : name;
    }

    /// <summary>To one decimal; what rounds to nothing did not move.</summary>
    private static string Moved(double change) =>
        Math.Round(change, 1) == 0 ? "＝" : Arrow(change) + Math.Abs(change).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Arrow(double change) =>
        change > 0 ? "▲ "
        : change < 0 ? "▼ "
        : "＝ ";

    private static string Percent(double share, string format) => (share * 100).ToString(format, CultureInfo.InvariantCulture) + "%";
}
