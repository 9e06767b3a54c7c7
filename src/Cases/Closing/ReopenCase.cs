using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Cases.Closing;

/// <summary>The shift leader opens a closed case again: the reporter is dissatisfied, or a sample failed. 重办</summary>
public sealed class ReopenCase(CaseDesk desk)
{
    /// <param name="Reason">Why the work goes on.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command([property: Needed, Longest(1000)] string Reason, int? Version = null);

    public static void Map(IEndpointRouteBuilder cases) =>
        cases
            .MapDelete(
                "/{caseId:guid}/closure",
                (Guid caseId, [Microsoft.AspNetCore.Mvc.FromBody] Command command, ReopenCase feature, Actor actor, CancellationToken ct) =>
                    feature.Run(caseId, command, actor, ct)
            )
            .WithSummary("重办 · Reopen");

    public async Task<MoveResult> Run(Guid caseId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        subject.Reopen(desk.StepFor(Permission.Reopen, subject, actor, command.Reason), desk.Limits);
        await Reviews.OpenReviews.End(desk.Db, subject, null, actor.AccountId, desk.Now, ct);
        return await desk.Save(subject, ct);
    }
}
