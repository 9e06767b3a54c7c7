using Gezhi.Cases.Contract;
using Gezhi.Grids.Contract;
using Gezhi.Indicators.Definitions;
using Gezhi.Indicators.Months;
using Gezhi.Indicators.Reading;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Indicators.Reports;

/// <summary>Which report somebody asks for. 报表查询</summary>
/// <param name="Scope">Of exactly one area.</param>
/// <param name="Topic">With <see cref="ReportKind.Topic"/>.</param>
public sealed record ReportAsk(ReportPeriod Period, IndicatorScope Scope, ReportTopic? Topic)
{
    /// <summary>The area it is about.</summary>
    public string AreaCode => Scope.Narrowed!;

    /// <summary>Stable name: the same report, made again, has the same key.</summary>
    public string Key =>
        Topic is { } topic ? $"topic/{topic.Id:N}/{AreaCode}" : $"{Period.Kind.ToString().ToLowerInvariant()}/{Period.Text}/{AreaCode}";

    /// <summary>Address of its page.</summary>
    public string Href => Path(Period.Kind, Topic?.Id.ToString() ?? Period.Text, Topic is null ? AreaCode : null);

    /// <summary>Address of a report.</summary>
    public static string Path(ReportKind kind, string period, string? areaCode) =>
        $"/reports/{kind.ToString().ToLowerInvariant()}/{period}{(areaCode is null ? "" : "?area=" + areaCode)}";
}

/// <summary>Makes a report from the figures: day, week, month or topic of one area. 生成报表</summary>
public sealed class ReadReport(
    GezhiDb db,
    ReadFigures figures,
    FigureList list,
    FigureSettings settings,
    Attention noticing,
    CaseHistories histories,
    EmergencyLog emergencies,
    AreaBook areas
)
{
    /// <summary>Most rows of one table.</summary>
    public const int MostRows = 15;
    private const int MostOpen = 10;
    private const int MostEmergencies = 200;
    private static readonly DateOnly Long = new(2000, 1, 1);

    /// <summary>Figures of every report, in the order in which they are shown.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    [
        "reported",
        "filed",
        "dispatched",
        "closed",
        "due",
        "close_ontime_rate",
        "due_strict",
        "close_ontime_rate_strict",
        "close_rate",
        "late_open",
        "shelved",
        "return_rate",
        "rework_rate",
        "reopen_rate",
        "first_answer_minutes",
        "arrival_minutes",
        "handling_minutes",
        "satisfaction_rate",
        "satisfaction_stars",
        "resolve_rate",
        "solved_in_grid_rate",
        FigureList.FoundFirst,
    ];

    /// <summary>Figures of the tables; all of them belong to the day of filing.</summary>
    public static IReadOnlyList<string> PartKeys { get; } =
    ["filed", "close_ontime_rate", "close_ontime_rate_strict", "late_open", "return_rate", "rework_rate"];

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/reports/{kind}/{period}",
                async (string kind, string period, string? area, ReadReport feature, HttpContext http, Actor actor, CancellationToken ct) =>
                {
                    http.Response.Headers.CacheControl = "no-store";
                    return TypedResults.Ok(await feature.Run(await feature.Find(kind, period, area, actor, ct), ct));
                }
            )
            .WithSummary(
                "报表 · A report: kind day, week, month or topic; period 2026-03-05, 2026-W10, 2026-03 or the topic's id; query: area"
            );

    /// <summary>The report of an address.</summary>
    /// <exception cref="NotFound">No such kind, period or topic, or an area that is none of the reader's.</exception>
    public async Task<ReportAsk> Find(string kind, string period, string? area, Actor actor, CancellationToken ct)
    {
        var of = Named.One<ReportKind>(kind) ?? throw new NotFound("report");
        if (of == ReportKind.Topic)
        {
            var topic = Guid.TryParse(period, out var id)
                ? await db.Set<ReportTopic>().AsNoTracking().FirstOrDefaultAsync(t => t.Id == id, ct)
                : null;
            return topic is null
                ? throw new NotFound("report")
                : new ReportAsk(new ReportPeriod(of, topic.From, topic.To), OneArea(actor, topic.AreaCode), topic);
        }
        var days = ReportPeriod.Read(of, period) ?? throw new NotFound("report");
        return days.From > figures.Today ? throw new NotFound("report") : new ReportAsk(days, OneArea(actor, area), null);
    }

    /// <summary>A report is of one area, so that everybody who reads it reads the same.</summary>
    /// <exception cref="NotFound">None of the reader's.</exception>
    public IndicatorScope OneArea(Actor actor, string? area)
    {
        var own = IndicatorScope.Of(actor);
        var asked =
            area is { Length: > 0 } ? area
            : own.Areas.Count > 0 ? own.Areas[0]
            : throw new NotFound("area");
        _ = IndicatorScope.Of(actor, asked);
        return areas.NameOf(asked) is null ? throw new NotFound("area") : new IndicatorScope([asked], [], asked);
    }

    public async Task<ReportContent> Run(ReportAsk asked, CancellationToken ct)
    {
        var (period, today) = (asked.Period, figures.Today);
        var isRunning = period.IsRunning(today);
        var until =
            !isRunning ? period.To
            : today < period.From ? period.From
            : today; // a topic may lie ahead
        var gone = until.DayNumber - period.From.DayNumber + 1;
        var (beforeFrom, beforeTo) = isRunning ? period.Before.First(gone) : (period.Before.From, period.Before.To);
        var (yearFrom, yearTo) = isRunning ? period.LastYear.First(gone) : (period.LastYear.From, period.LastYear.To);
        var frozen = period.Kind == ReportKind.Month ? await Frozen(ct) : [];
        var content = new ReportContent
        {
            Kind = period.Kind,
            From = period.From,
            To = period.To,
            Until = until,
            BeforeFrom = beforeFrom,
            BeforeTo = beforeTo,
            YearFrom = yearFrom,
            YearTo = yearTo,
            AreaCode = asked.AreaCode,
            Category = asked.Topic?.Category,
            Channel = asked.Topic?.Channel,
            Unit = asked.Topic?.UnitCode,
            TopicName = asked.Topic?.Name,
            MadeAt = figures.Now,
            CurrentAt = await figures.CurrentAt(ct),
            FrozenAt = frozen.TryGetValue(FigureList.MonthOf(period.From), out var at) ? at : null,
            IsBeforeFrozen = !isRunning && frozen.ContainsKey(FigureList.MonthOf(beforeFrom)),
            IsYearFrozen = !isRunning && frozen.ContainsKey(FigureList.MonthOf(yearFrom)),
            IsRunning = isRunning,
            LeastCases = settings.LeastCases,
            Lines = [],
            Tables = [],
            Days = [],
            Points = [],
            Oldest = [],
            Raised = [],
            Ended = [],
        };
        var live = content.Ask with { Frozen = null };
        var (raised, ended) = await Emergencies(content, ct);
        return content with
        {
            Lines = await Lines(content, ct),
            Tables = await Tables(content, ct),
            Days = await Days(content, ct),
            Points = await noticing.OfRegister(live, ct),
            Oldest = await Oldest(live, today, ct),
            Raised = raised,
            Ended = ended,
        };
    }

    private async Task<Dictionary<int, DateTime>> Frozen(CancellationToken ct) =>
        await db.Set<FrozenMonth>().AsNoTracking().ToDictionaryAsync(m => m.Month, m => m.FrozenAt, ct);

    private async Task<IReadOnlyList<ReportLine>> Lines(ReportContent content, CancellationToken ct)
    {
        var now = await figures.Values(content.Ask, ct);
        var before = await figures.Values(content.AskBefore, ct);
        var year = await figures.Values(content.AskLastYear, ct);
        var since = content.FrozenAt is null ? null : await figures.Values(content.Ask with { Frozen = null }, ct);
        return
        [
            .. Keys.Select(key => new ReportLine(
                key,
                list.Find(key, content.Month)!.Version,
                now[key],
                before[key],
                year[key],
                since?[key]
            )),
        ];
    }

    private async Task<IReadOnlyList<ReportTable>> Tables(ReportContent content, CancellationToken ct)
    {
        var tables = new List<ReportTable>();
        foreach (var by in new[] { Split.Area, Split.Category, Split.Unit, Split.Channel })
        {
            var before = (await figures.Parts(content.AskBefore, Basis.Filed, by, ["filed"], ct)).ToDictionary(
                p => p.Part,
                p => p.Values["filed"].Whole,
                StringComparer.Ordinal
            );
            var parts = (await figures.Parts(content.Ask, Basis.Filed, by, PartKeys, ct))
                .Where(p => p.Part.Length > 0 && p.Values["filed"].Whole > 0)
                .Select(p => new ReportPart(p.Part, p.Values, before.GetValueOrDefault(p.Part)))
                .ToList();
            var ordered =
                by == Split.Area
                    ? parts // by code: areas are not ranked
                    : [.. parts.OrderByDescending(p => p.Values["filed"].Whole).ThenBy(p => p.Part, StringComparer.Ordinal).Take(MostRows)];
            tables.Add(new ReportTable(by, ordered, parts.Count));
        }
        return tables;
    }

    private async Task<IReadOnlyList<ReportDay>> Days(ReportContent content, CancellationToken ct)
    {
        if (content.From == content.Until)
            return [];
        var reported = await ByDay(content.Ask, Basis.Reported, Mark.None, ct);
        var filed = await ByDay(content.Ask, Basis.Filed, Mark.Filed, ct);
        var closed = await ByDay(content.Ask, Basis.Closed, Mark.Closed, ct);
        return
        [
            .. Enumerable
                .Range(0, content.Until.DayNumber - content.From.DayNumber + 1)
                .Select(content.From.AddDays)
                .Select(day => new ReportDay(day, On(reported, day), On(filed, day), On(closed, day))),
        ];
    }

    private static long On(Dictionary<string, long> byDay, DateOnly day) => byDay.GetValueOrDefault(FigureAsk.Day(day));

    private async Task<Dictionary<string, long>> ByDay(FigureAsk ask, Basis basis, Mark mark, CancellationToken ct) =>
        (await figures.Tallies(ask, basis, Split.Day, ct))
            .Where(t => (t.Marks & mark) == mark)
            .GroupBy(t => t.Part, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(t => t.Cases), StringComparer.Ordinal);

    /// <summary>Filed and not closed, whenever they were reported up to the last day.</summary>
    private async Task<IReadOnlyList<ReportOpenCase>> Oldest(FigureAsk live, DateOnly today, CancellationToken ct)
    {
        var (filed, closed) = ((long)Mark.Filed, (long)Mark.Closed);
        var rows = await live.Apply(Slices.OfFacts(db, Basis.Reported, Long, live.To))
            .Where(s => (s.Marks & filed) != 0 && (s.Marks & closed) == 0)
            .OrderBy(s => s.On)
            .ThenBy(s => s.CaseId)
            .Take(MostOpen)
            .ToListAsync(ct);
        return rows.ConvertAll(s => new ReportOpenCase(
            s.CaseId,
            s.On,
            today.DayNumber - s.On.DayNumber,
            s.AreaCode,
            s.CategoryKey,
            s.UnitCode
        ));
    }

    private async Task<(IReadOnlyList<EmergencyBrief> Raised, IReadOnlyList<EmergencyBrief> Ended)> Emergencies(
        ReportContent content,
        CancellationToken ct
    )
    {
        if (content.Kind == ReportKind.Topic && (content.Category ?? content.Unit) is not null)
            return ([], []); // an alarm has neither
        var (from, until) = (
            histories.Calendar.LocalMidnightUtc(content.From),
            histories.Calendar.LocalMidnightUtc(content.Until.AddDays(1))
        );
        var all = await emergencies.Between(content.AreaCode, from, until, MostEmergencies, ct);
        return ([.. all.Where(e => e.RaisedAt >= from)], [.. all.Where(e => e.EndedAt >= from && e.EndedAt < until)]);
    }
}
