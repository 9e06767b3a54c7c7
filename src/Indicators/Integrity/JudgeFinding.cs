using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Indicators.Integrity;

/// <summary>A person who is not concerned says what a finding is. Nothing follows from it by itself. 判断诚信线索</summary>
public sealed class JudgeFinding(GezhiDb db, TimeProvider clock)
{
    /// <param name="Reason">Why; always needed.</param>
    /// <param name="Version">As the person saw it.</param>
    public sealed record Command(
        [property: Needed] FindingOutcome? Outcome,
        [property: Needed, Longest(Finding.LongestText)] string Reason,
        int? Version = null
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/{findingId:guid}/judgement",
                async (Guid findingId, Command command, JudgeFinding feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Run(findingId, command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("判断诚信线索 · Judge a finding");

    /// <exception cref="NotFound">No such finding, or not one for this person.</exception>
    /// <exception cref="RuleViolation"><c>integrity.judged</c>, <c>integrity.too-early</c>.</exception>
    public async Task Run(Guid findingId, Command command, Actor actor, CancellationToken ct)
    {
        if (!actor.Can(Permission.JudgeIntegrity))
            throw new Forbidden(Permission.JudgeIntegrity);
        Input.Check(command);
        var finding =
            await db.Set<Finding>().Judged(actor).FirstOrDefaultAsync(f => f.Id == findingId, ct) ?? throw new NotFound("finding");
        if (command.Version is { } seen && seen != finding.Version)
            throw new StaleVersion(finding.Version);
        var now = clock.UtcNow;
        finding.Judge(command.Outcome!.Value, command.Reason.Trim(), actor.AccountId, now);
        db.Audit(actor, "integrity.judged", finding.Id, command.Outcome.Value.ToString(), now);
        await db.Save(ct);
    }
}
