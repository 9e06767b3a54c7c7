using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Cases.Oversight;

/// <summary>Urges, supervises, instructs or hands up a case: said on the record, the state stays. 催办、督办、批示、呈报</summary>
public sealed class RemarkCase(CaseDesk desk)
{
    /// <param name="Action">Urge, Supervise, Note or Climb.</param>
    /// <param name="Note">What is asked.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command(CaseAction Action, [property: Needed, Longest(1000)] string Note, int? Version = null);

    public static void Map(IEndpointRouteBuilder cases) =>
        cases
            .MapPost(
                "/{caseId:guid}/remarks",
                (Guid caseId, Command command, RemarkCase feature, Actor actor, CancellationToken ct) =>
                    feature.Run(caseId, command, actor, ct)
            )
            .WithSummary("催办、督办、批示、呈报 · Urge, supervise, instruct, hand up");

    public async Task<MoveResult> Run(Guid caseId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (command.Action is not (CaseAction.Urge or CaseAction.Supervise or CaseAction.Note or CaseAction.Climb))
            throw new InvalidInput(nameof(command.Action), "input.invalid");
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var permission = command.Action == CaseAction.Climb ? Permission.Handle : Permission.Supervise;
        subject.Remark(command.Action, desk.StepFor(permission, subject, actor, command.Note));
        return await desk.Save(subject, ct);
    }
}
