using Gezhi.Indicators.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Workforce.Evaluation;

/// <summary>Writes schemes: draft, what it would change in the last month, in force from the next month on by a second person. 考核办法维护</summary>
public sealed class KeepSchemes(GezhiDb db, SchemeBook schemes, AccountMonths months, ReckonMonths reckoning, TimeProvider clock)
{
    private const double Hundredths = 100;

    /// <param name="Parts">Weights in hundredths of a per cent; they sum to 10,000.</param>
    /// <param name="Reason">For everybody who is evaluated.</param>
    /// <param name="Version">The version the person saw; null: whatever it is.</param>
    public sealed record Command(IReadOnlyList<SchemePart>? Parts, [property: Needed, Longest(200)] string Reason, int? Version = null);

    /// <param name="SchemeKey">Whose next version is drafted.</param>
    public sealed record Beginning([property: Needed, Longest(40)] string SchemeKey);

    /// <param name="Version">The version the person saw.</param>
    public sealed record Step(int? Version = null);

    /// <param name="FromMonth">yyyyMM; null while it is a draft.</param>
    public sealed record Draft(
        Guid Id,
        string SchemeKey,
        int VersionNo,
        SchemeState State,
        IReadOnlyList<SchemePart> Parts,
        string Reason,
        int? FromMonth,
        Guid? WrittenBy,
        int Version
    );

    /// <param name="Now">Points by the version in force, 0 to 100; null: none.</param>
    /// <param name="Then">By the draft.</param>
    public sealed record Change(string SubjectCode, string AreaCode, double? Now, string? NowGrade, double? Then, string? ThenGrade);

    /// <param name="Month">The last frozen month; 0: there is none, nothing can be shown.</param>
    /// <param name="Moved">How many get another grade.</param>
    public sealed record Difference(int Month, int Subjects, int Moved, double MeanChange, IReadOnlyList<Change> Largest);

    /// <param name="Month">The first month of its versions that is still to come; 0: none.</param>
    public sealed record View(Scheme Scheme, IReadOnlyList<Scheme> Versions, Draft? Draft, int Month);

    public static void Map(IEndpointRouteBuilder read, IEndpointRouteBuilder keep)
    {
        read.MapGet("/schemes", async (KeepSchemes feature, CancellationToken ct) => TypedResults.Ok(await feature.All(ct)))
            .WithSummary("考核办法 · Schemes in force, all their versions and drafts");
        keep.MapPost(
                "/schemes",
                (Beginning command, KeepSchemes feature, Actor actor, CancellationToken ct) => feature.Begin(command, actor, ct)
            )
            .WithSummary("新建考核办法草稿 · Begin the next version; where there is a draft already, that one");
        keep.MapGet(
                "/schemes/{schemeId:guid}/difference",
                (Guid schemeId, KeepSchemes feature, CancellationToken ct) => feature.Compare(schemeId, ct)
            )
            .WithSummary("新旧办法对照 · What a draft would change in the last month");
        keep.MapPost(
                "/schemes/{schemeId:guid}",
                (Guid schemeId, Command command, KeepSchemes feature, Actor actor, CancellationToken ct) =>
                    feature.Save(schemeId, command, actor, ct)
            )
            .WithSummary("修改考核办法草稿 · Change a draft");
        keep.MapPost(
                "/schemes/{schemeId:guid}/publication",
                (Guid schemeId, Step step, KeepSchemes feature, Actor actor, CancellationToken ct) =>
                    feature.Publish(schemeId, step, actor, ct)
            )
            .WithSummary("发布考核办法 · Publish from the next month on, by a second person");
        keep.MapDelete(
                "/schemes/{schemeId:guid}",
                (Guid schemeId, KeepSchemes feature, Actor actor, CancellationToken ct) => feature.Drop(schemeId, actor, ct)
            )
            .WithSummary("删除考核办法草稿 · Drop a draft");
    }

    /// <summary>In the order in which they are shown.</summary>
    public async Task<IReadOnlyList<View>> All(CancellationToken ct)
    {
        var month = ThisMonth;
        var drafts = await db.Set<SchemeRow>().AsNoTracking().Where(s => s.State == SchemeState.Draft).ToListAsync(ct);
        return
        [
            .. (await schemes.All(ct))
                .GroupBy(s => s.Key, StringComparer.Ordinal)
                .Select(g => new View(
                    g.Last(s => s.FromMonth <= month),
                    [.. g],
                    drafts.Find(d => d.SchemeKey == g.Key) is { } draft ? Of(draft) : null,
                    g.FirstOrDefault(s => s.FromMonth > month)?.FromMonth ?? 0
                )),
        ];
    }

    /// <exception cref="NotFound">No such version.</exception>
    public async Task<Draft> Find(Guid schemeId, CancellationToken ct) =>
        Of(await db.Set<SchemeRow>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == schemeId, ct) ?? throw new NotFound("scheme"));

    public async Task<Draft> Begin(Beginning command, Actor actor, CancellationToken ct)
    {
        EvaluationScope.NeedsKeeper(actor);
        Input.Check(command);
        var versions = (await schemes.All(ct)).Where(s => s.Key == command.SchemeKey).ToList();
        if (versions.Count == 0)
            throw new NotFound("scheme");
        var line = db.Set<SchemeRow>().Where(s => s.SchemeKey == command.SchemeKey);
        if (await line.FirstOrDefaultAsync(s => s.State == SchemeState.Draft, ct) is { } there)
            return Of(there);
        var draft = new SchemeRow
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(clock.UtcNow),
            SchemeKey = command.SchemeKey,
            VersionNo = versions[^1].Version + 1,
            WrittenBy = actor.AccountId,
            WrittenAt = clock.UtcNow,
        };
        draft.Set(versions[^1].Parts);
        db.Add(draft);
        await db.Save(ct);
        return Of(draft);
    }

    /// <exception cref="InvalidInput">See <see cref="Scheme.Check"/>.</exception>
    public async Task<Draft> Save(Guid schemeId, Command command, Actor actor, CancellationToken ct)
    {
        var draft = await FindDraft(schemeId, command.Version, actor, ct);
        Input.Check(command);
        Scheme.Check(command.Parts ?? []);
        draft.Set(command.Parts!);
        (draft.Reason, draft.WrittenBy, draft.WrittenAt) = (PlainText.CleanLine(command.Reason), actor.AccountId, clock.UtcNow);
        await db.Save(ct);
        return Of(draft);
    }

    /// <summary>Holds from the next month on: nobody is judged by what was not known beforehand.</summary>
    /// <exception cref="RuleViolation"><c>evaluation.own-draft</c>, <c>evaluation.no-reason</c>.</exception>
    public async Task<Draft> Publish(Guid schemeId, Step step, Actor actor, CancellationToken ct)
    {
        var draft = await FindDraft(schemeId, step.Version, actor, ct);
        if (!actor.Can(Permission.DecideEvaluation))
            throw new Forbidden(Permission.DecideEvaluation);
        if (draft.WrittenBy == actor.AccountId)
            throw new RuleViolation("evaluation.own-draft");
        if (draft.Reason.Length == 0)
            throw new RuleViolation("evaluation.no-reason");
        Scheme.Check(draft.Parts());
        var today = months.LocalDay(clock.UtcNow);
        var next = new DateOnly(today.Year, today.Month, 1).AddMonths(1);
        var fromMonth = (next.Year * 100) + next.Month;
        (draft.State, draft.FromMonth, draft.PublishedBy, draft.PublishedAt) = (
            SchemeState.Published,
            fromMonth,
            actor.AccountId,
            clock.UtcNow
        );
        db.Audit(actor, "evaluation.scheme-published", draft.Id, $"{draft.SchemeKey} {draft.VersionNo} {fromMonth}", clock.UtcNow);
        await db.Save(ct);
        return Of(draft);
    }

    /// <returns>What was dropped.</returns>
    public async Task<Draft> Drop(Guid schemeId, Actor actor, CancellationToken ct)
    {
        var draft = await FindDraft(schemeId, null, actor, ct);
        db.Remove(draft);
        await db.Save(ct);
        return Of(draft);
    }

    /// <summary>Both versions on the cases of the last frozen month.</summary>
    public async Task<Difference> Compare(Guid schemeId, CancellationToken ct)
    {
        var draft = await db.Set<SchemeRow>().AsNoTracking().FirstOrDefaultAsync(s => s.Id == schemeId, ct) ?? throw new NotFound("scheme");
        if ((await months.Frozen(ct)) is not [.., var last])
            return new Difference(0, 0, 0, 0, []);
        var before = (await schemes.In(last.Month, ct)).First(s => s.Key == draft.SchemeKey);
        var lines = await months.Of(last.Month, ct);
        var now = await reckoning.Results(last.Month, lines, [before], clock.UtcNow, ct);
        var then = (await reckoning.Results(last.Month, lines, [draft.Of(before)], clock.UtcNow, ct)).ToDictionary(
            r => r.SubjectCode,
            StringComparer.Ordinal
        );
        var changes = now.Where(n => then.ContainsKey(n.SubjectCode)).Select(n => Of(n, then[n.SubjectCode])).ToList();
        var both = changes.Where(c => c is { Now: not null, Then: not null }).ToList();
        return new Difference(
            last.Month,
            changes.Count,
            changes.Count(c => c.NowGrade != c.ThenGrade),
            both.Count == 0 ? 0 : both.Average(c => c.Then!.Value - c.Now!.Value),
            [
                .. changes
                    .Where(c => c.Now != c.Then)
                    .OrderByDescending(c => Math.Abs((c.Then ?? 0) - (c.Now ?? 0)))
                    .ThenBy(c => c.SubjectCode, StringComparer.Ordinal)
                    .Take(20),
            ]
        );
    }

    private static Change Of(Result now, Result then) =>
        new(now.SubjectCode, now.AreaCode, now.Points / Hundredths, GradeOf(now), then.Points / Hundredths, GradeOf(then));

    private static string? GradeOf(Result row) => row.Points is { } points ? $"{Grades.Of(points / Hundredths)}" : null;

    private int ThisMonth
    {
        get
        {
            var today = months.LocalDay(clock.UtcNow);
            return (today.Year * 100) + today.Month;
        }
    }

    private async Task<SchemeRow> FindDraft(Guid schemeId, int? version, Actor actor, CancellationToken ct)
    {
        EvaluationScope.NeedsKeeper(actor);
        var draft = await db.Set<SchemeRow>().FirstOrDefaultAsync(s => s.Id == schemeId, ct) ?? throw new NotFound("scheme");
        if (draft.State != SchemeState.Draft)
            throw new RuleViolation("evaluation.not-draft");
        if (version is { } seen && seen != draft.Version)
            throw new StaleVersion(draft.Version);
        return draft;
    }

    private static Draft Of(SchemeRow s) =>
        new(s.Id, s.SchemeKey, s.VersionNo, s.State, s.Parts(), s.Reason, s.FromMonth, s.WrittenBy, s.Version);
}
