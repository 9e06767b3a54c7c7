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

/// <summary>Whom a finding concerns says how it came about, before anybody judges. 说明诚信线索</summary>
public sealed class AnswerFinding(GezhiDb db, TimeProvider clock)
{
    /// <param name="Version">As the person saw it.</param>
    public sealed record Command([property: Needed, Longest(Finding.LongestText)] string Text, int? Version = null);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/{findingId:guid}/answer",
                async (Guid findingId, Command command, AnswerFinding feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.Run(findingId, command, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("说明诚信线索 · Answer a finding about oneself");

    /// <exception cref="NotFound">No such finding, or about somebody else.</exception>
    /// <exception cref="RuleViolation"><c>integrity.judged</c>.</exception>
    public async Task Run(Guid findingId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var finding =
            await db.Set<Finding>().Concerning(actor).FirstOrDefaultAsync(f => f.Id == findingId, ct) ?? throw new NotFound("finding");
        if (command.Version is { } seen && seen != finding.Version)
            throw new StaleVersion(finding.Version);
        var now = clock.UtcNow;
        finding.Explain(command.Text.Trim(), actor.AccountId, now);
        db.Audit(actor, "integrity.answered", finding.Id, "", now);
        await db.Save(ct);
    }
}
