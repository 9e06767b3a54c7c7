using System.Collections.Concurrent;
using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Indicators.Reading;
using Gezhi.Indicators.Rollups;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Indicators.Response;

/// <summary>What response analysis is asked for: the cases reported in some days, a clock, groups to compare. 响应查询</summary>
/// <param name="Figures">Days of the report, area, category, channel, unit.</param>
/// <param name="By">Groups to compare; <see cref="Split.None"/>: one curve.</param>
/// <param name="Step">Whose curves are drawn.</param>
public sealed record ResponseAsk(FigureAsk Figures, ResponseClock Clock, Split By, ResponseStep Step)
{
    /// <summary>As it stands in addresses, with a leading question mark.</summary>
    public string Query(params ReadOnlySpan<(string Name, string? Value)> more) =>
        Figures.Query([
            ("clock", Clock == ResponseClock.Calendar ? null : Clock.ToString()),
            ("by", By == Split.None ? null : By.ToString()),
            ("step", Step == ResponseStep.Handling ? null : Step.ToString()),
            .. more,
        ]);

    /// <exception cref="InvalidInput">A word that is none of those known.</exception>
    /// <exception cref="NotFound">An area that is none of the reader's.</exception>
    public static ResponseAsk Read(IQueryCollection query, Actor actor, DateOnly today) =>
        new(
            FigureAsk.Read(query, actor, today) with
            {
                Frozen = null,
            },
            Word(query, "clock", ResponseClock.Calendar),
            Word(query, "by", Split.None) is var by and not Split.Day ? by : throw new InvalidInput("by", "indicators.days"),
            Word(query, "step", ResponseStep.Handling)
        );

    internal static T Word<T>(IQueryCollection query, string name, T usual)
        where T : struct, Enum =>
        query[name].ToString() is { Length: > 0 } text ? Named.One<T>(text) ?? throw new InvalidInput(name, "indicators.days") : usual;
}

/// <summary>Answers of response analysis as the roll-ups stood at one version. 响应缓存</summary>
public sealed class ResponseMemory
{
    private const int Most = 200;
    private readonly ConcurrentDictionary<string, (int Version, ReadResponse.Answer Answer)> kept = new(StringComparer.Ordinal);

    /// <summary>Known, or worked out now.</summary>
    public async Task<ReadResponse.Answer> Get(string question, int version, Func<Task<ReadResponse.Answer>> work)
    {
        if (kept.TryGetValue(question, out var known) && known.Version == version)
            return known.Answer;
        var answer = await work();
        if (kept.Count >= Most)
            kept.Clear();
        kept[question] = (version, answer);
        return answer;
    }
}

/// <summary>Medians, p90 and curves with open cases counted, and where the time goes, from the lines of cases. 响应分析</summary>
public sealed class ReadResponse(GezhiDb db, CaseHistories histories, ResponseMemory memory, TimeProvider clock)
{
    /// <summary>Most groups that are compared.</summary>
    public const int MostGroups = 4;

    /// <summary>How long one step took.</summary>
    /// <param name="Cases">Those that came to its beginning.</param>
    /// <param name="Median">Minutes; null: not yet reached.</param>
    /// <param name="MedianLow">95 % interval; null: not reached.</param>
    /// <param name="P90">Minutes within which nine of ten were through; null: not yet reached.</param>
    public sealed record StepTimes(
        ResponseStep Step,
        int Cases,
        int Reached,
        int Waiting,
        int Left,
        int? Median,
        int? MedianLow,
        int? MedianHigh,
        int? P90
    );

    /// <summary>One group with the curve of the step that was asked for.</summary>
    /// <param name="Part">Area, category, channel or unit; empty: all, or what has none.</param>
    /// <param name="Curve">As far as it is drawn.</param>
    public sealed record Group(string Part, StepTimes Times, SurvivalCurve Curve);

    /// <summary>How long cases stood in a state.</summary>
    /// <param name="Cases">That ever stood in it.</param>
    /// <param name="Now">That stand in it now.</param>
    /// <param name="Minutes">All stays together.</param>
    /// <param name="Share">Of the time of all states, 0 to 1; null when no time passed at all.</param>
    /// <param name="Median">Of one stay, running ones counted as censored; null: not yet reached.</param>
    public sealed record StateTimes(CaseState State, int Cases, int Stays, int Now, long Minutes, double? Share, int? Median);

    /// <summary>A way from one state to another.</summary>
    /// <param name="Cases">That went it at least once.</param>
    /// <param name="Times">How often it was gone.</param>
    /// <param name="Median">Minutes in the state before, of those that went it.</param>
    public sealed record WayTimes(CaseState From, CaseState To, int Cases, int Times, int Median);

    /// <param name="Cases">Reported in these days.</param>
    /// <param name="OnSpot">Of these, solved on the spot: nothing was waited for, and they are left out.</param>
    /// <param name="Groups">Those compared, the largest first; one when nothing is compared.</param>
    /// <param name="GroupCount">How many groups there are altogether.</param>
    /// <param name="Test">Whether the curves may be one and the same; null: nothing to compare.</param>
    /// <param name="DrawTo">Minutes at the right edge of the curves: a little beyond the slowest p90.</param>
    /// <param name="CurrentAt">UTC; up to when open cases are counted.</param>
    public sealed record Answer(
        int Cases,
        int OnSpot,
        IReadOnlyList<StepTimes> Steps,
        IReadOnlyList<Group> Groups,
        int GroupCount,
        LogRank.Result? Test,
        int DrawTo,
        IReadOnlyList<StateTimes> States,
        IReadOnlyList<WayTimes> Ways,
        DateTime CurrentAt
    );

    /// <summary>What the interface tells: without the points of the curves.</summary>
    public sealed record Told(
        DateTime CurrentAt,
        int Cases,
        int OnSpot,
        IReadOnlyList<StepTimes> Steps,
        IReadOnlyList<ToldGroup> Groups,
        IReadOnlyList<StateTimes> States,
        IReadOnlyList<WayTimes> Ways
    );

    public sealed record ToldGroup(string Part, StepTimes Times);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/response",
                async (ReadResponse feature, ReadFigures figures, HttpContext http, Actor actor, CancellationToken ct) =>
                {
                    http.Response.Headers.CacheControl = "no-store";
                    var answer = await feature.Run(ResponseAsk.Read(http.Request.Query, actor, figures.Today), ct);
                    return TypedResults.Ok(
                        new Told(
                            answer.CurrentAt,
                            answer.Cases,
                            answer.OnSpot,
                            answer.Steps,
                            [.. answer.Groups.Select(g => new ToldGroup(g.Part, g.Times))],
                            answer.States,
                            answer.Ways
                        )
                    );
                }
            )
            .WithSummary(
                "响应分析 · Medians and p90 with open cases counted; query: from, to, area, category, channel, unit, clock, by, step"
            );

    public async Task<Answer> Run(ResponseAsk ask, CancellationToken ct)
    {
        var progress = await db.Set<RollupProgress>().AsNoTracking().Select(p => new { p.Version, p.CurrentAt }).FirstOrDefaultAsync(ct);
        var now = progress?.CurrentAt ?? clock.UtcNow;
        return await memory.Get(
            string.Create(CultureInfo.InvariantCulture, $"{db.DistrictId} {ask.Figures.Scope.Key}{ask.Query()}"),
            progress?.Version ?? 0,
            () => Work(ask, now, ct)
        );
    }

    private async Task<Answer> Work(ResponseAsk ask, DateTime now, CancellationToken ct)
    {
        var length = ask.Figures.Scope.PartLength(db.DistrictId);
        var minute = PathText.MinuteOf(now);
        var first = PathText.MinuteOf(histories.Calendar.LocalMidnightUtc(ask.Figures.From));
        var passage = new Passage(new WorkClock(ask.Clock, histories.Calendar, Math.Min(first, minute), minute), minute, ask.Step);
        await foreach (
            var row in Rows(ask.Figures.Apply(Slices.OfPaths(db, ask.Figures.From, ask.Figures.To)), ask.By).WithCancellation(ct)
        )
            passage.Add(row.ReportedMinute, row.Path, ask.By != Split.None, PartOf(row, ask.By, length));
        var shown =
            ask.By == Split.None
                ? [("", new Passage.Group(passage.All.Steps[(int)ask.Step]))]
                : passage
                    .Groups.Where(g => g.Key.Length > 0)
                    .OrderByDescending(g => g.Value.Cases)
                    .ThenBy(g => g.Key, StringComparer.Ordinal)
                    .Take(MostGroups)
                    .Select(g => (g.Key, g.Value))
                    .ToList();
        var steps = Enum.GetValues<ResponseStep>().Select(s => (Sample: passage.All.Steps[(int)s], Step: s)).ToList();
        var curves = shown.ConvertAll(g => SurvivalCurve.OfCoded(g.Item2.Asked.Coded));
        var drawTo = Math.Max(
            10,
            curves.Count == 0 ? 0 : curves.Max(c => c.Within(.9) is { } p90 ? (int)Math.Min(c.Longest, p90 * 1.15 + 1) : c.Longest)
        );
        var whole = passage.Stays.Sum(s => s?.Minutes ?? 0);
        return new Answer(
            passage.Cases,
            passage.OnSpot,
            steps.ConvertAll(s => Times(s.Step, s.Sample, SurvivalCurve.OfCoded(s.Sample.Coded))),
            [.. shown.Select((g, i) => new Group(g.Item1, Times(ask.Step, g.Item2.Asked, curves[i]), curves[i].Drawn(drawTo)))],
            ask.By == Split.None ? 1 : passage.Groups.Count,
            shown.Count > 1 ? LogRank.Of(curves, [.. shown.Select(g => g.Item2.Asked.Coded)]) : null,
            drawTo,
            [
                .. passage
                    .Stays.Select((s, i) => (Stay: s, State: (CaseState)i))
                    .Where(s => s.Stay is not null)
                    .Select(s => new StateTimes(
                        s.State,
                        s.Stay!.Cases,
                        s.Stay.Coded.Count,
                        s.Stay.Now,
                        s.Stay.Minutes,
                        whole == 0 ? null : (double)s.Stay.Minutes / whole,
                        SurvivalCurve.Within(s.Stay.Coded, .5)
                    )),
            ],
            [
                .. passage
                    .Ways.Select((w, i) => (Way: w, From: (CaseState)(i / Passage.States), To: (CaseState)(i % Passage.States)))
                    .Where(w => w.Way is not null)
                    .Select(w => new WayTimes(w.From, w.To, w.Way!.Cases, w.Way.Coded.Count, SurvivalCurve.Within(w.Way.Coded, .5) ?? 0))
                    .OrderByDescending(w => w.Times)
                    .ThenBy(w => w.From)
                    .ThenBy(w => w.To),
            ],
            now
        );
    }

    private static StepTimes Times(ResponseStep step, Passage.Sample sample, SurvivalCurve curve)
    {
        var (low, high) = curve.Between(.5);
        return new StepTimes(
            step,
            sample.Coded.Count,
            sample.Reached,
            sample.Waiting,
            sample.Left,
            curve.Within(.5),
            low,
            high,
            curve.Within(.9)
        );
    }

    /// <summary>Only the columns that are needed: a line is some fifty bytes.</summary>
    private static IAsyncEnumerable<Row> Rows(IQueryable<Slice> slices, Split by) =>
        (
            by switch
            {
                Split.Area => slices.Select(s => new Row
                {
                    ReportedMinute = s.ReportedMinute,
                    Path = s.Path,
                    Part = s.AreaCode,
                }),
                Split.Category => slices.Select(s => new Row
                {
                    ReportedMinute = s.ReportedMinute,
                    Path = s.Path,
                    Part = s.CategoryKey,
                }),
                Split.Unit => slices.Select(s => new Row
                {
                    ReportedMinute = s.ReportedMinute,
                    Path = s.Path,
                    Part = s.UnitCode,
                }),
                Split.Channel => slices.Select(s => new Row
                {
                    ReportedMinute = s.ReportedMinute,
                    Path = s.Path,
                    Channel = s.Channel,
                }),
                _ => slices.Select(s => new Row { ReportedMinute = s.ReportedMinute, Path = s.Path }),
            }
        ).AsAsyncEnumerable();

    private static ReadOnlySpan<char> PartOf(Row row, Split by, int length) =>
        by switch
        {
            Split.None => default,
            Split.Channel => ChannelNames[(int)row.Channel],
            Split.Area => row.Part.Length >= length ? row.Part.AsSpan(0, length) : default,
            _ => row.Part,
        };

    /// <summary>By the number of the channel.</summary>
    private static readonly string[] ChannelNames =
    [
        .. Enumerable.Range(0, Enum.GetValues<Channel>().Max(c => (int)c) + 1).Select(c => ((Channel)c).ToString()),
    ];

    private sealed class Row
    {
        public int ReportedMinute { get; init; }
        public string Path { get; init; } = "";
        public string Part { get; init; } = "";
        public Channel Channel { get; init; }
    }
}
