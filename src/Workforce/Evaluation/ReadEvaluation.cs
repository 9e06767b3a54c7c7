using System.Globalization;
using Gezhi.Indicators.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Workforce.Evaluation;

/// <summary>Results for pages, files and the API alike: of those whom the reader may see. 读考核</summary>
public sealed class ReadEvaluation(
    GezhiDb db,
    SchemeBook schemes,
    AccountMonths months,
    EvaluationCases cases,
    EvaluationNames names,
    IConfiguration configuration,
    TimeProvider clock
)
{
    /// <summary>Most results of one page.</summary>
    public const int Most = 100;
    private const int MonthsShown = 12;
    private const double Hundredths = 100;

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
        IReadOnlyList<EvaluationCases.Out> LeftOut,
        DateOnly AppealUntil,
        bool IsOwn,
        bool MayDecide,
        IReadOnlyList<(int Month, double? Points, string? Grade)> Before
    );

    public static void Map(IEndpointRouteBuilder api)
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
    }

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
        var (latest, frozen) = await cases.Rows(schemeKey, subjectCode, month, actor, ct);
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
            await cases.LeftOut(latest, actor, ct),
            Until(frozen.ReckonedAt),
            EvaluationScope.IsOwn(actor, schemeKey, subjectCode),
            EvaluationScope.Decides(actor, schemeKey, subjectCode, latest.AreaCode),
            before
        );
    }

    /// <summary>Last local day for an appeal against what was reckoned then.</summary>
    public DateOnly Until(DateTime reckonedAt) => months.LocalDay(reckonedAt).AddDays(AppealDays);

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
        var people = await names.People(
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
                        : await names.NameOf(r.Kind, r.SubjectCode, ct),
                    r.Kind,
                    r.AreaCode,
                    names.Group(r.Kind, r.GroupKey),
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

    /// <summary>"86.4"; null for none.</summary>
    public static string? Number(double? points) => points?.ToString("0.0", CultureInfo.InvariantCulture);
}
