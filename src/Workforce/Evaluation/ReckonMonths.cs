using System.Text.Json;
using Gezhi.Indicators.Contract;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Gezhi.Workforce.Evaluation;

/// <summary>Reckons a month that is frozen, once, and writes revisions after decisions. 月度考核</summary>
public sealed class ReckonMonths(GezhiDb db, AccountMonths months, SchemeBook schemes, Subjects subjects, ILogger<ReckonMonths> log)
{
    private const int GridLength = 15;
    private const double Hundredths = 100;

    /// <summary>Reckons the oldest frozen month that waits for it.</summary>
    /// <returns>False: none does.</returns>
    public async Task<bool> Run(DateTime now, CancellationToken ct)
    {
        var done = await db.Set<EvaluationMonth>().AsNoTracking().Select(m => m.Month).ToListAsync(ct);
        if ((await months.Frozen(ct)).Select(m => m.Month).FirstOrDefault(m => !done.Contains(m)) is not (> 0 and var month))
            return false;
        var lines = await months.Of(month, ct);
        var results = await Results(month, lines, await schemes.In(month, ct), now, ct);
        foreach (var result in results)
            db.Append(result);
        db.Append(
            new EvaluationMonth
            {
                DistrictId = db.DistrictId,
                Month = month,
                ReckonedAt = now,
                Results = results.Count,
            }
        );
        await db.Together(
            async () =>
            {
                await db.Save(ct);
                await Revise(month, now, ct); // what was left out before it was reckoned stands beside it at once
                await db.Save(ct);
            },
            ct
        );
        Log.Reckoned(log, month, db.DistrictId, results.Count);
        return true;
    }

    /// <summary>Results as they would be written for these schemes; subjects without any case have none.</summary>
    public async Task<IReadOnlyList<Result>> Results(
        int month,
        IReadOnlyList<AccountLine> lines,
        IReadOnlyList<Scheme> of,
        DateTime now,
        CancellationToken ct
    )
    {
        var (from, to) = DaysOf(month);
        var byGrid = lines.ToLookup(l => l.AreaCode[..Math.Min(GridLength, l.AreaCode.Length)], StringComparer.Ordinal);
        var byUnit = lines.ToLookup(l => l.UnitCode, StringComparer.Ordinal);
        var mix = new CaseMix(AccountFigure.All, lines, from, to);
        var results = new List<Result>();
        foreach (var scheme in of)
        foreach (var subject in await subjects.Of(scheme.Kind, lines, from, to, ct))
        {
            IReadOnlyCollection<AccountLine> own = subject.Kind switch
            {
                SubjectKind.Unit => [.. byUnit[subject.Code]],
                SubjectKind.Grid => [.. byGrid[subject.Code]],
                SubjectKind.Worker when subject.Spans.All(s => s.AreaCode.Length >= GridLength) =>
                [
                    .. subject.Spans.Select(s => s.AreaCode[..GridLength]).Distinct(StringComparer.Ordinal).SelectMany(g => byGrid[g]),
                ],
                _ => lines,
            };
            var score = Scoring.Of(scheme.Parts, own, from, to, subject.Counts, mix, months.LeastCases);
            if (score.Cases > 0)
                results.Add(Row(month, scheme, subject, score, 0, 0, now));
        }
        return results;
    }

    /// <summary>A result from what was kept with its month, by the version it was reckoned by; a revision without what was left out at that time. 按当月办法重算</summary>
    public async Task<Result> Again(Result row, CancellationToken ct)
    {
        var scheme = (await schemes.All(ct)).First(s => s.Key == row.SchemeKey && s.Version == row.SchemeVersion);
        return Again(row, scheme, await months.Of(row.Month, ct), await LeftOut(row, ct), row.Revision, row.ReckonedAt);
    }

    /// <summary>Writes the next revision of every result that decisions have changed; saved by the caller.</summary>
    /// <returns>Those that were written.</returns>
    public async Task<IReadOnlyList<Result>> Revise(int month, DateTime now, CancellationToken ct)
    {
        var exclusions = await Exclusions(month, ct);
        if (exclusions.Count == 0 || !await db.Set<EvaluationMonth>().AnyAsync(m => m.Month == month, ct))
            return [];
        var (from, to) = DaysOf(month);
        var lines = await months.Of(month, ct);
        var touched = exclusions.Select(x => x.CaseId).ToHashSet();
        var moved = lines.Where(l => touched.Contains(l.CaseId)).ToList();
        var all = await schemes.All(ct);
        var written = new List<Result>();
        var latest = (await db.Set<Result>().AsNoTracking().Where(r => r.Month == month).ToListAsync(ct))
            .GroupBy(r => (r.SchemeKey, r.SubjectCode))
            .Select(g => g.MaxBy(r => r.Revision)!)
            .OrderBy(r => r.SchemeKey, StringComparer.Ordinal)
            .ThenBy(r => r.SubjectCode, StringComparer.Ordinal);
        foreach (var row in latest)
        {
            var subject = Subject.Of(row);
            if (
                !moved.Exists(l =>
                    Enum.GetValues<AccountDay>().Any(d => l.On(d) is { } on && on >= from && on <= to && subject.Counts(l, on))
                )
            )
                continue;
            var scheme = all.First(s => s.Key == row.SchemeKey && s.Version == row.SchemeVersion);
            var standing = exclusions
                .Where(x => x.EndedAt is null && x.IsFor(row.SchemeKey, row.Kind, row.SubjectCode))
                .Select(x => x.CaseId)
                .ToHashSet();
            var next = Again(row, scheme, lines, standing, row.Revision + 1, now);
            if (next.Content == row.Content && next.Excluded == row.Excluded)
                continue;
            db.Append(next);
            written.Add(next);
        }
        return written;
    }

    private Result Again(
        Result row,
        Scheme scheme,
        IReadOnlyList<AccountLine> lines,
        IReadOnlySet<Guid> leftOut,
        int revision,
        DateTime now
    )
    {
        var (from, to) = DaysOf(row.Month);
        var subject = Subject.Of(row);
        var mix = new CaseMix(scheme.Parts.Select(p => AccountFigure.Find(p.Figure)!), lines, from, to);
        var score = Scoring.Of(
            scheme.Parts,
            [.. lines.Where(l => !leftOut.Contains(l.CaseId))],
            from,
            to,
            subject.Counts,
            mix,
            months.LeastCases
        );
        var without = lines.Count(l =>
            leftOut.Contains(l.CaseId)
            && scheme.Parts.Any(p => Scoring.Behind(AccountFigure.Find(p.Figure)!, [l], from, to, subject.Counts).Any())
        );
        return Row(row.Month, scheme, subject, score, without, revision, now);
    }

    /// <summary>What was left out when the revision was written.</summary>
    private async Task<IReadOnlySet<Guid>> LeftOut(Result row, CancellationToken ct) =>
        (await Exclusions(row.Month, ct))
            .Where(x => row.Revision > 0 && x.DecidedAt <= row.ReckonedAt && (x.EndedAt is null || x.EndedAt > row.ReckonedAt))
            .Where(x => x.IsFor(row.SchemeKey, row.Kind, row.SubjectCode))
            .Select(x => x.CaseId)
            .ToHashSet();

    /// <summary>Those in the database and those of the change that is being made.</summary>
    private async Task<List<Exclusion>> Exclusions(int month, CancellationToken ct)
    {
        var kept = await db.Set<Exclusion>().Where(x => x.Month == month).ToListAsync(ct);
        return [.. kept.Union(db.Set<Exclusion>().Local.Where(x => x.Month == month))];
    }

    private Result Row(int month, Scheme scheme, Subject subject, Score score, int excluded, int revision, DateTime now) =>
        new()
        {
            DistrictId = db.DistrictId,
            Month = month,
            SchemeKey = scheme.Key,
            SubjectCode = subject.Code,
            Revision = revision,
            Kind = subject.Kind,
            SchemeVersion = scheme.Version,
            AreaCode = subject.AreaCode,
            GroupKey = subject.GroupKey,
            ReckonedAt = now,
            Points = In(score.Points),
            Low = In(score.Low)!.Value,
            High = In(score.High)!.Value,
            Expected = In(score.Expected),
            Cases = score.Cases,
            Excluded = excluded,
            MissingWeight = score.MissingWeight,
            Households = subject.Households,
            Content = JsonSerializer.Serialize(score.Parts),
            Spans = subject.SpansAsJson(),
        };

    private static int? In(double? points) => points is { } p ? (int)Math.Round(p * Hundredths, MidpointRounding.AwayFromZero) : null;

    /// <summary>First and last day of a month.</summary>
    public static (DateOnly From, DateOnly To) DaysOf(int month)
    {
        var first = new DateOnly(month / 100, month % 100, 1);
        return (first, first.AddMonths(1).AddDays(-1));
    }
}
