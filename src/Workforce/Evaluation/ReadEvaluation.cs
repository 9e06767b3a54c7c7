using System.Globalization;
using Gezhi.Grids.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Indicators.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Tables;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Localization;

namespace Gezhi.Workforce.Evaluation;

/// <summary>Which cases of a component are listed. 明细范围</summary>
public enum PartSide
{
    /// <summary>分母.</summary>
    Whole,

    /// <summary>分子.</summary>
    Counted,

    /// <summary>未计入分子的.</summary>
    Rest,
}

/// <summary>Results for pages, files and the API alike: of those whom the reader may see. 读考核</summary>
public sealed class ReadEvaluation(
    GezhiDb db,
    SchemeBook schemes,
    AccountMonths months,
    AreaBook areas,
    UnitDirectory units,
    Staffing staffing,
    IConfiguration configuration,
    TimeProvider clock,
    IStringLocalizer T
)
{
    /// <summary>Most results of one page.</summary>
    public const int Most = 100;
    private const int MostInFile = 20_000;
    private const int MonthsShown = 12;
    private const double Hundredths = 100;
    private readonly Dictionary<(int Month, string Scheme, string Subject), IReadOnlyList<AccountLine>> read = [];

    /// <param name="Subject">Code of the area or unit, account of a person.</param>
    /// <param name="Name">In the reader's language; of a person for colleagues only.</param>
    /// <param name="Points">0 to 100; null: none.</param>
    /// <param name="Grade">A to E, "B–C" where the interval reaches both; null without points.</param>
    /// <param name="Expected">What the district would have made of the same mix, 0 to 100.</param>
    /// <param name="GroupMean">Mean of its group, 0 to 100; null: nobody of it has points.</param>
    /// <param name="Revision">0: as frozen.</param>
    public sealed record Line(
        string Subject,
        string Name,
        SubjectKind Kind,
        string AreaCode,
        string Group,
        double? Points,
        double Low,
        double High,
        string? Grade,
        double? Expected,
        double? GroupMean,
        int Cases,
        int Excluded,
        int Revision
    );

    /// <param name="Next">Send as <c>after</c>; null at the end.</param>
    public sealed record Page(
        int Month,
        string Scheme,
        int SchemeVersion,
        bool IsRanked,
        int Count,
        IReadOnlyList<Line> Items,
        string? Next
    );

    /// <param name="Value">0 to 1, null: nothing to divide by.</param>
    public sealed record Part(
        string Figure,
        string Name,
        string Formula,
        string Note,
        int Version,
        double WeightPercent,
        long Counted,
        long Whole,
        double? Value,
        double Low,
        double High,
        double? Expected
    );

    /// <param name="CaseNo">Null until filed.</param>
    public sealed record Out(
        Guid Id,
        Guid CaseId,
        string? CaseNo,
        ExclusionReason Why,
        string Reason,
        DateTime At,
        bool IsStanding,
        string? EndReason,
        bool IsForAll,
        int Version
    );

    /// <param name="Frozen">Revision 0, which never changes; the same as the line when nothing was left out.</param>
    /// <param name="AppealUntil">Last local day for an appeal.</param>
    public sealed record One(
        int Month,
        Scheme Scheme,
        Line Now,
        Line Frozen,
        DateTime ReckonedAt,
        double MissingPercent,
        int? Households,
        IReadOnlyList<Part> Parts,
        IReadOnlyList<Out> LeftOut,
        DateOnly AppealUntil,
        bool IsOwn,
        bool MayDecide,
        IReadOnlyList<(int Month, double? Points, string? Grade)> Before
    );

    /// <param name="Day">Local day by which it counts.</param>
    /// <param name="IsLeftOut">By decision: it stands in the list and in no number.</param>
    public sealed record CaseLine(
        Guid CaseId,
        string? CaseNo,
        string State,
        string AreaCode,
        string CategoryKey,
        string Category,
        DateOnly Day,
        bool IsCounted,
        bool IsLeftOut,
        bool IsVoid
    );

    /// <param name="Count">How many the component stands on, without those left out.</param>
    public sealed record CasePage(string Figure, PartSide Side, int Count, IReadOnlyList<CaseLine> Items, string? Next);

    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder pages)
    {
        api.MapGet(
                "",
                async (string? month, string? scheme, string? after, ReadEvaluation feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(await feature.Run(await feature.Month(month, ct), scheme ?? "grid", after, Most, actor, ct))
            )
            .WithSummary("考核评价 · Results of a month that the reader may see; query: month, scheme, after");
        api.MapGet(
                "/{scheme}/{subject}",
                async (string scheme, string subject, string? month, ReadEvaluation feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(await feature.Find(scheme, subject, await feature.Month(month, ct), actor, ct))
            )
            .WithSummary("考核结果 · One result with its components, what was left out and earlier months");
        api.MapGet(
                "/{scheme}/{subject}/cases",
                async (
                    string scheme,
                    string subject,
                    string? month,
                    string? figure,
                    string? side,
                    string? after,
                    ReadEvaluation feature,
                    Actor actor,
                    CancellationToken ct
                ) =>
                    TypedResults.Ok(
                        await feature.Cases(
                            scheme,
                            subject,
                            await feature.Month(month, ct),
                            figure ?? "",
                            SideOf(side),
                            after,
                            Most,
                            actor,
                            ct
                        )
                    )
            )
            .WithSummary("考核明细 · Cases behind a component; side: Whole, Counted, Rest");
        foreach (var format in new[] { "csv", "xlsx" })
        {
            pages
                .MapGet(
                    $"/results.{format}",
                    async (string? month, string? scheme, ReadEvaluation feature, Actor actor, CancellationToken ct) =>
                    {
                        var of = await feature.Month(month, ct);
                        return Answer(
                            await feature.File(of, scheme ?? "grid", format == "csv", actor, ct),
                            $"evaluation-{scheme ?? "grid"}-{of}",
                            format
                        );
                    }
                )
                .ExcludeFromDescription();
            pages
                .MapGet(
                    $"/{{scheme}}/{{subject}}/cases.{format}",
                    async (
                        string scheme,
                        string subject,
                        string? month,
                        string? figure,
                        string? side,
                        ReadEvaluation feature,
                        Actor actor,
                        CancellationToken ct
                    ) =>
                    {
                        var of = await feature.Month(month, ct);
                        var file = await feature.CaseFile(scheme, subject, of, figure ?? "", SideOf(side), format == "csv", actor, ct);
                        return Answer(file, $"evaluation-{scheme}-{figure}-{of}", format);
                    }
                )
                .ExcludeFromDescription();
        }
    }

    private static Microsoft.AspNetCore.Http.HttpResults.FileContentHttpResult Answer(byte[] file, string name, string format) =>
        TypedResults.File(file, format == "csv" ? "text/csv; charset=utf-8" : SheetWriter.ContentType, $"{name}.{format}");

    internal static PartSide SideOf(string? text) =>
        text is { Length: > 0 } ? Named.One<PartSide>(text) ?? throw new InvalidInput("side", "input.invalid") : PartSide.Whole;

    public DateTime Now => clock.UtcNow;

    public DateOnly Today => months.LocalDay(clock.UtcNow);

    public DateTime Local(DateTime at) => months.Local(at);

    /// <summary>Number and state of cases.</summary>
    public Task<IReadOnlyDictionary<Guid, Cases.Contract.CaseLabel>> Labels(IReadOnlyList<Guid> caseIds, CancellationToken ct) =>
        months.Labels(caseIds, ct);

    public int LeastCases => months.LeastCases;

    public bool IsRanking => months.IsRanking;

    /// <summary>Local days after the reckoning in which an appeal can be made. <c>Evaluation:AppealDays</c></summary>
    public int AppealDays { get; } = Math.Clamp(configuration.GetValue("Evaluation:AppealDays", 15), 1, 365);

    /// <summary>Months that were reckoned, newest first.</summary>
    public Task<List<int>> Months(CancellationToken ct) =>
        db.Set<EvaluationMonth>().AsNoTracking().OrderByDescending(m => m.Month).Select(m => m.Month).ToListAsync(ct);

    /// <summary>What was asked for; without it the newest that was reckoned, 0 when there is none.</summary>
    /// <exception cref="InvalidInput">It is no month.</exception>
    public async Task<int> Month(string? asked, CancellationToken ct) =>
        asked is { Length: > 0 } ? EvaluationScope.MonthOf(asked) : await db.Set<EvaluationMonth>().MaxAsync(m => (int?)m.Month, ct) ?? 0;

    /// <summary>Whether there is a result.</summary>
    public Task<bool> Has(string schemeKey, string subjectCode, int month, CancellationToken ct) =>
        db.Set<Result>().AnyAsync(r => r.Month == month && r.SchemeKey == schemeKey && r.SubjectCode == subjectCode, ct);

    /// <exception cref="NotFound">No such scheme.</exception>
    public async Task<Page> Run(int month, string schemeKey, string? after, int take, Actor actor, CancellationToken ct)
    {
        var scheme = await Scheme(schemeKey, month, ct);
        var all = await Latest(month, schemeKey, ct);
        var means = Means(all);
        var seen = all.Where(r => EvaluationScope.Sees(actor, r.SchemeKey, r.Kind, r.SubjectCode, r.AreaCode));
        var sorted = (
            months.IsRanking && scheme.Kind != SubjectKind.Worker
                ? seen.OrderByDescending(r => r.Points ?? -1).ThenBy(r => r.SubjectCode, StringComparer.Ordinal)
                : seen.OrderBy(r => r.AreaCode, StringComparer.Ordinal).ThenBy(r => r.SubjectCode, StringComparer.Ordinal)
        ).ToList();
        var begin = after is { Length: > 0 } ? sorted.FindIndex(r => r.SubjectCode == after) + 1 : 0;
        var shown = sorted.Skip(begin).Take(take).ToList();
        return new Page(
            month,
            schemeKey,
            shown.FirstOrDefault()?.SchemeVersion ?? scheme.Version,
            months.IsRanking && scheme.Kind != SubjectKind.Worker,
            sorted.Count,
            await Lines(shown, means, ct),
            begin + shown.Count < sorted.Count ? shown[^1].SubjectCode : null
        );
    }

    /// <exception cref="NotFound">There is none, or it is none of the reader's.</exception>
    public async Task<One> Find(string schemeKey, string subjectCode, int month, Actor actor, CancellationToken ct)
    {
        var (latest, frozen) = await Rows(schemeKey, subjectCode, month, actor, ct);
        var scheme = (await schemes.All(ct)).First(s => s.Key == schemeKey && s.Version == latest.SchemeVersion);
        var means = Means(await Latest(month, schemeKey, ct));
        var lines = await Lines([latest, frozen], means, ct);
        var before = (
            await db.Set<Result>()
                .AsNoTracking()
                .Where(r => r.SchemeKey == schemeKey && r.SubjectCode == subjectCode)
                .OrderByDescending(r => r.Month)
                .ThenByDescending(r => r.Revision)
                .Select(r => new
                {
                    r.Month,
                    r.Revision,
                    r.Points,
                    r.Low,
                    r.High,
                })
                .ToListAsync(ct)
        ).GroupBy(r => r.Month).Take(MonthsShown).Select(g => g.First()).Select(r => (r.Month, Of(r.Points), r.Points is null ? null : Grades.Span(r.Low / Hundredths, r.High / Hundredths))).ToList();
        return new One(
            month,
            scheme,
            lines[0],
            lines[1],
            frozen.ReckonedAt,
            latest.MissingWeight / Hundredths,
            latest.Households,
            [.. latest.Parts().Select(PartOf)],
            await LeftOut(latest, actor, ct),
            Until(frozen.ReckonedAt),
            EvaluationScope.IsOwn(actor, schemeKey, subjectCode),
            EvaluationScope.Decides(actor, schemeKey, subjectCode, latest.AreaCode),
            before
        );
    }

    /// <summary>Last local day for an appeal against what was reckoned then.</summary>
    public DateOnly Until(DateTime reckonedAt) => months.LocalDay(reckonedAt).AddDays(AppealDays);

    /// <summary>The cases behind a component: as many as its numbers say, and beside them those left out.</summary>
    public async Task<CasePage> Cases(
        string schemeKey,
        string subjectCode,
        int month,
        string figureKey,
        PartSide side,
        string? after,
        int take,
        Actor actor,
        CancellationToken ct
    )
    {
        var (latest, _) = await Rows(schemeKey, subjectCode, month, actor, ct);
        var figure =
            latest.Parts().Any(p => p.Figure == figureKey) && AccountFigure.Find(figureKey) is { } found
                ? found
                : throw new NotFound("figure");
        var leftOut = (await Standing(month, ct))
            .Where(x => x.IsFor(schemeKey, latest.Kind, subjectCode))
            .Select(x => x.CaseId)
            .ToHashSet();
        var behind = (await Behind(latest, figure, ct))
            .Where(l => side == PartSide.Whole || figure.Counts(l) == (side == PartSide.Counted))
            .OrderByDescending(l => l.On(figure.Day))
            .ThenByDescending(l => l.CaseId)
            .ToList();
        var begin = Guid.TryParseExact(after, "N", out var last) ? behind.FindIndex(l => l.CaseId == last) + 1 : 0;
        var shown = behind.Skip(begin).Take(take).ToList();
        var labels = await months.Labels([.. shown.Select(l => l.CaseId)], ct);
        var items = new List<CaseLine>();
        foreach (var line in shown)
            items.Add(
                new CaseLine(
                    line.CaseId,
                    labels.GetValueOrDefault(line.CaseId)?.CaseNo,
                    labels.GetValueOrDefault(line.CaseId)?.State ?? "",
                    line.AreaCode,
                    line.CategoryKey,
                    await months.CategoryName(line.CategoryKey, ct),
                    line.On(figure.Day)!.Value,
                    figure.Counts(line),
                    leftOut.Contains(line.CaseId),
                    line.IsVoid
                )
            );
        return new CasePage(
            figureKey,
            side,
            behind.Count(l => !leftOut.Contains(l.CaseId)),
            items,
            begin + shown.Count < behind.Count ? shown[^1].CaseId.ToString("N") : null
        );
    }

    /// <summary>Whether the case is in any component of the result.</summary>
    internal async Task<bool> Counts(Result row, Guid caseId, CancellationToken ct)
    {
        foreach (var part in row.Parts())
            if ((await Behind(row, AccountFigure.Find(part.Figure)!, ct)).Any(l => l.CaseId == caseId))
                return true;
        return false;
    }

    /// <summary>The newest revision and the frozen one.</summary>
    internal async Task<(Result Latest, Result Frozen)> Rows(
        string schemeKey,
        string subjectCode,
        int month,
        Actor actor,
        CancellationToken ct
    )
    {
        var rows = await db.Set<Result>()
            .AsNoTracking()
            .Where(r => r.Month == month && r.SchemeKey == schemeKey && r.SubjectCode == subjectCode)
            .OrderBy(r => r.Revision)
            .ToListAsync(ct);
        if (rows.Count == 0 || !EvaluationScope.Sees(actor, schemeKey, rows[0].Kind, subjectCode, rows[0].AreaCode))
            throw new NotFound("evaluation");
        return (rows[^1], rows[0]);
    }

    /// <summary>Name of a subject in the reader's language.</summary>
    public async Task<string> NameOf(SubjectKind kind, string code, CancellationToken ct) =>
        kind switch
        {
            SubjectKind.Unit => (await units.Find(code, ct))?.Name(CultureInfo.CurrentUICulture) ?? code,
            SubjectKind.Worker => Guid.TryParseExact(code, "N", out var id)
                ? (await staffing.Names([id], ct)).GetValueOrDefault(id, "—")
                : "—",
            SubjectKind.Desk => T["区级中心"],
            _ => areas.NameOf(code) ?? code,
        };

    /// <summary>A group in words.</summary>
    public string Group(SubjectKind kind, string key) =>
        kind == SubjectKind.Unit && Named.One<UnitKind>(key) is { } unit
            ? unit switch
            {
                UnitKind.Bureau => T["区直部门"],
                UnitKind.Street => T["街道办事处"],
                UnitKind.Utility => T["公用企业"],
                UnitKind.Contractor => T["作业单位"],
                UnitKind.ResponseGroup => T["应急处置组"],
                UnitKind.Community => T["社区（村）"],
                _ => T["联动力量"],
            }
            : key switch
            {
                Groups.Residential => T["居住为主"],
                Groups.Village => T["村庄"],
                Groups.Commercial => T["商业、车站"],
                Groups.Night => T["夜间经济"],
                Groups.Campus => T["学校、医院"],
                _ => "",
            };

    private async Task<IReadOnlyList<AccountLine>> Behind(Result row, AccountFigure figure, CancellationToken ct)
    {
        var (from, to) = ReckonMonths.DaysOf(row.Month);
        var subject = Subject.Of(row);
        return [.. Scoring.Behind(figure, await Lines(row, subject, ct), from, to, subject.Counts)];
    }

    /// <summary>Read once for all components of a page.</summary>
    private async Task<IReadOnlyList<AccountLine>> Lines(Result row, Subject subject, CancellationToken ct)
    {
        if (!read.TryGetValue((row.Month, row.SchemeKey, row.SubjectCode), out var lines))
            read[(row.Month, row.SchemeKey, row.SubjectCode)] = lines = await months.Of(
                row.Month,
                ct,
                row.Kind switch
                {
                    SubjectKind.Worker => [.. subject.Spans.Select(s => s.AreaCode).Distinct(StringComparer.Ordinal)],
                    SubjectKind.Grid or SubjectKind.Street => [row.SubjectCode],
                    _ => null,
                },
                row.Kind == SubjectKind.Unit ? row.SubjectCode : null
            );
        return lines;
    }

    private async Task<List<Exclusion>> Standing(int month, CancellationToken ct) =>
        await db.Set<Exclusion>().AsNoTracking().Where(x => x.Month == month && x.EndedAt == null).ToListAsync(ct);

    /// <summary>Only what touches this result: an exclusion for all that lies elsewhere is no news here.</summary>
    private async Task<IReadOnlyList<Out>> LeftOut(Result row, Actor actor, CancellationToken ct)
    {
        var all = (
            await db.Set<Exclusion>()
                .AsNoTracking()
                .Where(x => x.Month == row.Month)
                .OrderBy(x => x.DecidedAt)
                .ThenBy(x => x.Id)
                .ToListAsync(ct)
        )
            .Where(x => x.IsFor(row.SchemeKey, row.Kind, row.SubjectCode))
            .ToList();
        if (all.Count == 0)
            return [];
        var mine = new HashSet<Guid>();
        foreach (var part in row.Parts())
            mine.UnionWith((await Behind(row, AccountFigure.Find(part.Figure)!, ct)).Select(l => l.CaseId));
        var here = all.Where(x => mine.Contains(x.CaseId)).ToList();
        var labels = await months.Labels([.. here.Select(x => x.CaseId).Distinct()], ct);
        return
        [
            .. here.Select(x => new Out(
                x.Id,
                x.CaseId,
                labels.GetValueOrDefault(x.CaseId)?.CaseNo,
                x.Why,
                x.Reason,
                x.DecidedAt,
                x.EndedAt is null,
                x.EndedAt is null ? null : x.EndReason,
                x.SubjectCode.Length == 0,
                x.Version
            )),
        ];
    }

    private static Part PartOf(PartScore part)
    {
        var figure = AccountFigure.Find(part.Figure)!;
        return new Part(
            part.Figure,
            figure.Name.ToString(),
            figure.Formula.ToString(),
            figure.Note.ToString(),
            part.FigureVersion,
            part.Weight / Hundredths,
            part.Counted,
            part.Whole,
            part.Value,
            part.Low,
            part.High,
            part.Expected
        );
    }

    private async Task<Scheme> Scheme(string key, int month, CancellationToken ct) =>
        (await schemes.In(month, ct)).FirstOrDefault(s => s.Key == key) ?? throw new NotFound("scheme");

    /// <summary>The newest revision of each, without what lists do not need.</summary>
    private async Task<IReadOnlyList<Brief>> Latest(int month, string schemeKey, CancellationToken ct) =>
        [
            .. (
                await db.Set<Result>()
                    .AsNoTracking()
                    .Where(r => r.Month == month && r.SchemeKey == schemeKey)
                    .Select(r => new Brief(
                        r.SchemeKey,
                        r.SubjectCode,
                        r.Revision,
                        r.Kind,
                        r.SchemeVersion,
                        r.AreaCode,
                        r.GroupKey,
                        r.Points,
                        r.Low,
                        r.High,
                        r.Expected,
                        r.Cases,
                        r.Excluded
                    ))
                    .ToListAsync(ct)
            )
                .GroupBy(r => r.SubjectCode, StringComparer.Ordinal)
                .Select(g => g.MaxBy(r => r.Revision)!),
        ];

    private sealed record Brief(
        string SchemeKey,
        string SubjectCode,
        int Revision,
        SubjectKind Kind,
        int SchemeVersion,
        string AreaCode,
        string GroupKey,
        int? Points,
        int Low,
        int High,
        int? Expected,
        int Cases,
        int Excluded
    )
    {
        public static Brief Of(Result r) =>
            new(
                r.SchemeKey,
                r.SubjectCode,
                r.Revision,
                r.Kind,
                r.SchemeVersion,
                r.AreaCode,
                r.GroupKey,
                r.Points,
                r.Low,
                r.High,
                r.Expected,
                r.Cases,
                r.Excluded
            );
    }

    private static Dictionary<string, double> Means(IEnumerable<Brief> all) =>
        all.Where(r => r.Points is not null)
            .GroupBy(r => r.GroupKey, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Average(r => r.Points!.Value) / Hundredths, StringComparer.Ordinal);

    private Task<IReadOnlyList<Line>> Lines(IEnumerable<Result> rows, Dictionary<string, double> means, CancellationToken ct) =>
        Lines([.. rows.Select(Brief.Of)], means, ct);

    private async Task<IReadOnlyList<Line>> Lines(IReadOnlyList<Brief> rows, Dictionary<string, double> means, CancellationToken ct)
    {
        var people = await staffing.Names(
            [
                .. rows.Where(r => r.Kind == SubjectKind.Worker)
                    .Select(r => Guid.TryParseExact(r.SubjectCode, "N", out var id) ? id : Guid.Empty),
            ],
            ct
        );
        var lines = new List<Line>();
        foreach (var r in rows)
            lines.Add(
                new Line(
                    r.SubjectCode,
                    r.Kind == SubjectKind.Worker
                        ? people.GetValueOrDefault(Guid.TryParseExact(r.SubjectCode, "N", out var id) ? id : Guid.Empty, "—")
                        : await NameOf(r.Kind, r.SubjectCode, ct),
                    r.Kind,
                    r.AreaCode,
                    Group(r.Kind, r.GroupKey),
                    Of(r.Points),
                    r.Low / Hundredths,
                    r.High / Hundredths,
                    r.Points is null ? null : Grades.Span(r.Low / Hundredths, r.High / Hundredths),
                    Of(r.Expected),
                    means.TryGetValue(r.GroupKey, out var mean) ? mean : null,
                    r.Cases,
                    r.Excluded,
                    r.Revision
                )
            );
        return lines;
    }

    private static double? Of(int? hundredths) => hundredths / Hundredths;

    private async Task<byte[]> File(int month, string schemeKey, bool isCsv, Actor actor, CancellationToken ct)
    {
        var page = await Run(month, schemeKey, null, MostInFile, actor, ct);
        IReadOnlyList<SheetColumn> columns =
        [
            new(T["编码"], 20),
            new(T["考核对象"], 24),
            new(T["同类分组"], 14),
            new(T["得分"], 10),
            new(T["评级"], 10),
            new(T["区间下限"], 10),
            new(T["区间上限"], 10),
            new(T["期望得分"], 10),
            new(T["同类平均"], 10),
            new(T["案件数"], 10),
            new(T["剔除"], 10),
        ];
        var rows = page
            .Items.Select(i =>
                (IReadOnlyList<string?>)
                    [
                        i.Kind == SubjectKind.Worker ? i.AreaCode : i.Subject,
                        i.Name,
                        i.Group,
                        Number(i.Points) ?? T["没有得分"],
                        i.Grade,
                        i.Points is null ? null : Number(i.Low),
                        i.Points is null ? null : Number(i.High),
                        Number(i.Expected),
                        Number(i.GroupMean),
                        i.Cases.ToString(CultureInfo.InvariantCulture),
                        i.Excluded.ToString(CultureInfo.InvariantCulture),
                    ]
            )
            .ToList();
        return isCsv ? SheetWriter.WriteCsv(columns, rows) : SheetWriter.Write(T["考核评价"], columns, rows);
    }

    private async Task<byte[]> CaseFile(
        string schemeKey,
        string subjectCode,
        int month,
        string figureKey,
        PartSide side,
        bool isCsv,
        Actor actor,
        CancellationToken ct
    )
    {
        var page = await Cases(schemeKey, subjectCode, month, figureKey, side, null, MostInFile, actor, ct);
        IReadOnlyList<SheetColumn> columns =
        [
            new(T["案卷编号"], 22),
            new(T["计入日"], 12),
            new(T["区域编码"], 20),
            new(T["类别"], 24),
            new(T["状态"], 12),
            new(T["计入分子"], 10),
            new(T["剔除"], 10),
        ];
        var rows = page
            .Items.Select(i =>
                (IReadOnlyList<string?>)
                    [
                        i.CaseNo,
                        i.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                        i.AreaCode,
                        i.Category,
                        i.State,
                        i.IsCounted ? T["是"] : T["否"],
                        i.IsLeftOut ? T["是"] : T["否"],
                    ]
            )
            .ToList();
        return isCsv
            ? SheetWriter.WriteCsv(columns, rows)
            : SheetWriter.Write(AccountFigure.Find(figureKey)!.Name.ToString(), columns, rows);
    }

    /// <summary>"86.4"; null for none.</summary>
    public static string? Number(double? points) => points?.ToString("0.0", CultureInfo.InvariantCulture);
}
