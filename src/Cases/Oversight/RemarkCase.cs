using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Oversight;

/// <summary>Urges, supervises, instructs, hands up or appeals: said on the record, the state stays. 催办、督办、批示、呈报、申诉</summary>
public sealed class RemarkCase(CaseDesk desk)
{
    /// <param name="Action">Urge, Supervise, Note, Climb, or Appeal by the unit against a closed case.</param>
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
            .WithSummary("催办、督办、批示、呈报、申诉 · Urge, supervise, instruct, hand up, appeal");

    /// <exception cref="RuleViolation"><c>case.appealed</c>: a unit appeals once.</exception>
    public async Task<MoveResult> Run(Guid caseId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (command.Action is not (CaseAction.Urge or CaseAction.Supervise or CaseAction.Note or CaseAction.Climb or CaseAction.Appeal))
            throw new InvalidInput(nameof(command.Action), "input.invalid");
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var step = command.Action switch
        {
            CaseAction.Climb => desk.StepFor(Permission.Handle, subject, actor, command.Note),
            CaseAction.Appeal => await desk.WorkStep(subject, actor, command.Note, ct),
            _ => desk.StepFor(Permission.Supervise, subject, actor, command.Note),
        };
        if (command.Action == CaseAction.Appeal && await HasAppealed(caseId, ct))
            throw new RuleViolation("case.appealed");
        subject.Remark(command.Action, step);
        return await desk.Save(subject, ct);
    }

    private Task<bool> HasAppealed(Guid caseId, CancellationToken ct) =>
        desk.Db.Timeline.AnyAsync(t => t.CaseId == caseId && t.Action == CaseAction.Appeal, ct);
}
