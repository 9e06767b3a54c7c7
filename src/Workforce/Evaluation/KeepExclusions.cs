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

/// <summary>Cases left out by a leader's own decision, and taken back in. 剔除案件</summary>
public sealed class KeepExclusions(GezhiDb db, EvaluationCases cases, ReckonMonths reckoning, TellEvaluated telling, TimeProvider clock)
{
    /// <param name="Month">yyyyMM.</param>
    /// <param name="IsForAll">For all areas, units and workers; only by a post of the whole district.</param>
    public sealed record Command(
        int Month,
        [property: Needed, Longest(40)] string Scheme,
        [property: Needed, Longest(40)] string Subject,
        Guid CaseId,
        ExclusionReason Why,
        [property: Needed, Longest(400)] string Reason,
        bool IsForAll = false
    );

    /// <param name="Version">The version the person saw.</param>
    public sealed record Ending([property: Needed, Longest(400)] string Reason, int? Version = null);

    public sealed record Kept(Guid Id, int Month, Guid CaseId, bool IsStanding, int Revised, int Version);

    public static void Map(IEndpointRouteBuilder decide)
    {
        decide
            .MapPost(
                "/exclusions",
                (Command command, KeepExclusions feature, Actor actor, CancellationToken ct) => feature.LeaveOut(command, actor, ct)
            )
            .WithSummary("剔除案件 · Leave a case out of a month, with a reason");
        decide
            .MapPost(
                "/exclusions/{exclusionId:guid}/end",
                (Guid exclusionId, Ending command, KeepExclusions feature, Actor actor, CancellationToken ct) =>
                    feature.TakeBack(exclusionId, command, actor, ct)
            )
            .WithSummary("恢复计入 · Count it again, with a reason");
    }

    /// <exception cref="RuleViolation"><c>evaluation.own-decision</c>, <c>evaluation.for-all</c>, <c>evaluation.not-counted</c>, <c>evaluation.left-out</c>.</exception>
    public async Task<Kept> LeaveOut(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (!Enum.IsDefined(command.Why))
            throw new InvalidInput(nameof(command.Why), "input.invalid");
        var month = EvaluationScope.MonthOf($"{command.Month}");
        var (latest, _) = await cases.Rows(command.Scheme, command.Subject, month, actor, ct);
        Demand(actor, command.Scheme, command.Subject, latest.AreaCode, command.IsForAll);
        if (!await cases.Counts(latest, command.CaseId, ct))
            throw new RuleViolation("evaluation.not-counted");
        var standing = await db.Set<Exclusion>()
            .Where(x => x.Month == month && x.CaseId == command.CaseId && x.EndedAt == null)
            .ToListAsync(ct);
        if (standing.Exists(x => x.IsFor(command.Scheme, latest.Kind, command.Subject)))
            throw new RuleViolation("evaluation.left-out");
        var now = clock.UtcNow;
        var exclusion = new Exclusion
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            Month = month,
            CaseId = command.CaseId,
            SchemeKey = command.IsForAll ? "" : command.Scheme,
            SubjectCode = command.IsForAll ? "" : command.Subject,
            Why = command.Why,
            Reason = PlainText.Clean(command.Reason),
            DecidedBy = actor.AccountId!.Value,
            DecidedAt = now,
        };
        db.Add(exclusion);
        db.Audit(actor, "evaluation.left-out", exclusion.Id, $"{month} {command.CaseId} {command.Why}", now);
        var revised = await Revise(reckoning, telling, month, exclusion.Reason, null, now, ct);
        await db.Save(ct);
        return Of(exclusion, revised);
    }

    /// <exception cref="RuleViolation"><c>evaluation.own-decision</c>, <c>evaluation.counts-again</c>, <c>evaluation.for-all</c>.</exception>
    public async Task<Kept> TakeBack(Guid exclusionId, Ending command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var exclusion = await db.Set<Exclusion>().FirstOrDefaultAsync(x => x.Id == exclusionId, ct) ?? throw new NotFound("exclusion");
        if (command.Version is { } seen && seen != exclusion.Version)
            throw new StaleVersion(exclusion.Version);
        if (exclusion.SubjectCode.Length == 0)
        {
            if (!EvaluationScope.DecidesForAll(actor))
                throw new RuleViolation("evaluation.for-all");
        }
        else
        {
            var (latest, _) = await cases.Rows(exclusion.SchemeKey, exclusion.SubjectCode, exclusion.Month, actor, ct);
            Demand(actor, exclusion.SchemeKey, exclusion.SubjectCode, latest.AreaCode, false);
        }
        if (exclusion.EndedAt is not null)
            throw new RuleViolation("evaluation.counts-again");
        var now = clock.UtcNow;
        (exclusion.EndedAt, exclusion.EndedBy, exclusion.EndReason) = (now, actor.AccountId, PlainText.Clean(command.Reason));
        db.Audit(actor, "evaluation.taken-back", exclusion.Id, $"{exclusion.Month} {exclusion.CaseId}", now);
        var revised = await Revise(reckoning, telling, exclusion.Month, exclusion.EndReason, null, now, ct);
        await db.Save(ct);
        return Of(exclusion, revised);
    }

    /// <summary>Writes the next revisions and tells those whose result they are; of the appeal's own result the appeal tells.</summary>
    internal static async Task<int> Revise(
        ReckonMonths reckoning,
        TellEvaluated telling,
        int month,
        string reason,
        Appeal? of,
        DateTime now,
        CancellationToken ct
    )
    {
        var written = await reckoning.Revise(month, now, ct);
        foreach (var row in written.Where(r => of is null || r.SchemeKey != of.SchemeKey || r.SubjectCode != of.SubjectCode))
            await telling.Changed(row.SchemeKey, row.Kind, row.SubjectCode, row.AreaCode, month, reason, [], now, ct);
        return written.Count;
    }

    private static void Demand(Actor actor, string schemeKey, string subjectCode, string areaCode, bool isForAll)
    {
        if (EvaluationScope.IsOwn(actor, schemeKey, subjectCode))
            throw new RuleViolation("evaluation.own-decision");
        if (!EvaluationScope.Decides(actor, schemeKey, subjectCode, areaCode))
            throw new Forbidden(Permission.DecideEvaluation);
        if (isForAll && !EvaluationScope.DecidesForAll(actor))
            throw new RuleViolation("evaluation.for-all");
    }

    private static Kept Of(Exclusion x, int revised) => new(x.Id, x.Month, x.CaseId, x.EndedAt is null, revised, x.Version);
}
