using Gezhi.Indicators.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

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

/// <summary>The cases behind a result, component by component, and those left out of it. 考核案件</summary>
public sealed class EvaluationCases(GezhiDb db, AccountMonths months)
{
    private readonly Dictionary<(int Month, string Scheme, string Subject), IReadOnlyList<AccountLine>> read = [];

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

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/{scheme}/{subject}/cases",
                async (
                    string scheme,
                    string subject,
                    string? month,
                    string? figure,
                    string? side,
                    string? after,
                    ReadEvaluation reading,
                    EvaluationCases feature,
                    Actor actor,
                    CancellationToken ct
                ) =>
                    TypedResults.Ok(
                        await feature.Cases(
                            scheme,
                            subject,
                            await reading.Month(month, ct),
                            figure ?? "",
                            SideOf(side),
                            after,
                            ReadEvaluation.Most,
                            actor,
                            ct
                        )
                    )
            )
            .WithSummary("考核明细 · Cases behind a component; side: Whole, Counted, Rest");

    internal static PartSide SideOf(string? text) =>
        text is { Length: > 0 } ? Named.One<PartSide>(text) ?? throw new InvalidInput("side", "input.invalid") : PartSide.Whole;

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
    internal async Task<IReadOnlyList<Out>> LeftOut(Result row, Actor actor, CancellationToken ct)
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
}
