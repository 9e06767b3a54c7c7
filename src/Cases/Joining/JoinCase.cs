using Gezhi.Cases.Contract;
using Gezhi.Cases.Joint;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Cases.Joining;

/// <summary>The same matter came twice: its reports follow the other case, everyone is still answered. 并单、拆单</summary>
/// <remarks>
/// A case whose co-handlers still owe a part is not joined: they were promised an end, and the case that goes on has parts of its own. The
/// dispatcher releases them with a reason first.
/// </remarks>
public sealed class JoinCase(CaseDesk desk, JointParts joint, Joins joins)
{
    /// <param name="ToCaseId">The case that goes on.</param>
    /// <param name="Note">Why it is the same.</param>
    /// <param name="Version">The version the person saw of the case that ends.</param>
    public sealed record Command(Guid ToCaseId, [property: Longest(1000)] string? Note = null, int? Version = null);

    /// <param name="Reason">Why it is not the same.</param>
    /// <param name="Version">The version the person saw of the joined case.</param>
    public sealed record Undo([property: Needed, Longest(1000)] string Reason, int? Version = null);

    public static void Map(IEndpointRouteBuilder cases)
    {
        cases
            .MapPost(
                "/{caseId:guid}/join",
                (Guid caseId, Command command, JoinCase feature, Actor actor, CancellationToken ct) =>
                    feature.Run(caseId, command, actor, ct)
            )
            .WithSummary("并单 · Join to another case");
        cases
            .MapDelete(
                "/{caseId:guid}/join",
                (Guid caseId, [Microsoft.AspNetCore.Mvc.FromBody] Undo command, JoinCase feature, Actor actor, CancellationToken ct) =>
                    feature.Split(caseId, command, actor, ct)
            )
            .WithSummary("拆单 · Undo a join");
    }

    /// <exception cref="RuleViolation"><c>case.join-self</c>, <c>case.join-ended</c>, <c>joint.missing</c>, <c>case.move-not-allowed</c>.</exception>
    public async Task<MoveResult> Run(Guid caseId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var other = await desk.Find(command.ToCaseId, null, actor, ct);
        var step = desk.StepFor(Permission.File, subject, actor, command.Note);
        actor.Require(Permission.File, other.AreaCode);
        if (!CaseFlow.OpenStates.Contains(other.State))
            throw new RuleViolation("case.join-ended");
        await joint.Demand(caseId, ct);
        await joins.Join([subject], other, _ => step, ct);
        return await desk.Save(subject, ct);
    }

    /// <summary>Undoes a join: the case comes back as it was, with the reports that it had, also when the other was joined on meanwhile.</summary>
    public async Task<MoveResult> Split(Guid caseId, Undo command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        if (subject.JoinedToId is null)
            throw new RuleViolation("case.move-not-allowed", subject.State, CaseAction.Split);
        var step = desk.StepFor(Permission.File, subject, actor, command.Reason);
        await joins.Split([subject], _ => step, ct);
        return await desk.Save(subject, ct);
    }
}
