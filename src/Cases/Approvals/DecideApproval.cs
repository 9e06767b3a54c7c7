using Gezhi.Cases.Messages;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Approvals;

/// <summary>The second person decides; never the one who asked. 审批</summary>
public sealed class DecideApproval(CaseDesk desk)
{
    /// <param name="IsGranted">Granted or refused.</param>
    /// <param name="Note">Needed when refused.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command([property: Needed] bool? IsGranted, [property: Longest(1000)] string? Note = null, int? Version = null);

    public static void Map(IEndpointRouteBuilder cases)
    {
        cases
            .MapPost(
                "/{caseId:guid}/approvals/decision",
                (Guid caseId, Command command, DecideApproval feature, Actor actor, CancellationToken ct) =>
                    feature.Run(caseId, command, actor, ct)
            )
            .WithSummary("审批 · Decide what was asked");
        cases
            .MapDelete(
                "/{caseId:guid}/shelving",
                (Guid caseId, int? version, DecideApproval feature, Actor actor, CancellationToken ct) =>
                    feature.Resume(caseId, version, actor, ct)
            )
            .WithSummary("恢复 · End the shelving");
    }

    /// <exception cref="RuleViolation"><c>approval.none</c>, <c>approval.own</c>.</exception>
    public async Task<MoveResult> Run(Guid caseId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (command.IsGranted == false && CaseDesk.Text(command.Note) is null)
            throw new InvalidInput(nameof(command.Note), "input.required");
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var asked =
            await desk.Db.Waiting(caseId).OrderByDescending(a => a.No).FirstOrDefaultAsync(ct) ?? throw new RuleViolation("approval.none");
        if (asked.AskedBy == actor.AccountId)
            throw new RuleViolation("approval.own");
        var step = desk.StepFor(asked.Kind.Decides(), subject, actor, command.Note);
        (asked.IsGranted, asked.DecidedBy, asked.DecidedAt) = (command.IsGranted == true, actor.AccountId, step.Now);
        Carry(subject, asked, step);
        if (asked.AskedBy is { } asker)
            desk.Db.Tell(
                [asker],
                MessageKind.ApprovalDecided,
                subject,
                command.IsGranted == true ? "同意" : $"不同意：{step.Note}",
                step.Now
            );
        return await desk.Save(subject, ct);
    }

    /// <summary>Ends the shelving by hand; the clock goes on.</summary>
    public async Task<MoveResult> Resume(Guid caseId, int? version, Actor actor, CancellationToken ct)
    {
        var subject = await desk.Find(caseId, version, actor, ct);
        subject.Resume(desk.CalendarOf(subject), desk.StepFor(Permission.Dispatch, subject, actor));
        return await desk.Save(subject, ct);
    }

    private void Carry(Case subject, Approval asked, Timelines.Step step)
    {
        if (asked.IsGranted != true)
            subject.RefuseApproval(step);
        else if (asked.Kind == ApprovalKind.Extend)
            subject.Extend(asked.AskedAt, desk.CalendarOf(subject), step, desk.Limits);
        else if (asked.Kind == ApprovalKind.Shelve)
            subject.Shelve(asked.Until!.Value, step, desk.Limits);
        else
            subject.Void(step);
    }
}
