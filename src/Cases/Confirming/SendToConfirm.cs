using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Cases.Confirming;

/// <summary>Asks the worker of the grid whether a report is true, before filing. 派核实</summary>
public sealed class SendToConfirm(CaseDesk desk)
{
    /// <param name="Note">What to look at.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command([property: Longest(1000)] string? Note = null, int? Version = null);

    public static void Map(IEndpointRouteBuilder cases) =>
        cases
            .MapPost(
                "/{caseId:guid}/confirmation-requests",
                (Guid caseId, Command command, SendToConfirm feature, Actor actor, CancellationToken ct) =>
                    feature.Run(caseId, command, actor, ct)
            )
            .WithSummary("派核实 · Ask the grid worker to confirm");

    public async Task<MoveResult> Run(Guid caseId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        if (subject.AreaCode.Length < 15)
            throw new RuleViolation("case.place-needed");
        subject.AskToConfirm(desk.StepFor(Permission.File, subject, actor, command.Note), desk.Limits);
        return await desk.Save(subject, ct);
    }
}
