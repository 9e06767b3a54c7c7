using Gezhi.Cases.Contract;
using Gezhi.Cases.Deadlines;
using Gezhi.Cases.Messages;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Joint;

/// <summary>A co-handler accepts its part and hands it in; the dispatcher may release it with a reason. 联办任务</summary>
public sealed class JointTasks(CaseDesk desk, TellPeople people)
{
    /// <param name="Version">The version the person saw.</param>
    public sealed record Acceptance(int? Version = null);

    /// <param name="Result">What was done.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Part([property: Needed, Longest(1000)] string Result, int? Version = null);

    /// <param name="UnitCode">The co-handler.</param>
    /// <param name="Reason">Why the case need not wait for it.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Release(
        [property: Needed, Longest(32)] string UnitCode,
        [property: Needed, Longest(1000)] string Reason,
        int? Version = null
    );

    public static void Map(IEndpointRouteBuilder cases)
    {
        cases
            .MapPost(
                "/{caseId:guid}/task/acceptance",
                (Guid caseId, Acceptance command, JointTasks feature, Actor actor, CancellationToken ct) =>
                    feature.Accept(caseId, command, actor, ct)
            )
            .WithSummary("协办接单 · A co-handler accepts");
        cases
            .MapPost(
                "/{caseId:guid}/task/arrival",
                (Guid caseId, Acceptance command, JointTasks feature, Actor actor, CancellationToken ct) =>
                    feature.Arrive(caseId, command, actor, ct)
            )
            .WithSummary("协办到场 · A co-handler is there");
        cases
            .MapPost(
                "/{caseId:guid}/task/hand-in",
                async (Guid caseId, HttpRequest request, JointTasks feature, Actor actor, CancellationToken ct) =>
                {
                    var (command, files) = await FormOrJson.Read<Part>(request, ct);
                    return await feature.HandIn(caseId, command, files, actor, ct);
                }
            )
            .WithSummary("协办反馈 · A co-handler hands in")
            .DisableAntiforgery();
    }

    public static void MapRelease(IEndpointRouteBuilder cases) =>
        cases
            .MapPost(
                "/{caseId:guid}/task/release",
                (Guid caseId, Release command, JointTasks feature, Actor actor, CancellationToken ct) =>
                    feature.LetGo(caseId, command, actor, ct)
            )
            .WithSummary("解除协办 · Release a co-handler");

    /// <exception cref="RuleViolation"><c>joint.no-task</c>.</exception>
    public async Task<MoveResult> Accept(Guid caseId, Acceptance command, Actor actor, CancellationToken ct)
    {
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var (task, step) = await Mine(subject, actor, null, ct);
        subject.Remark(CaseAction.AcceptTask, step);
        task.Accept(step.Now);
        return await desk.Save(subject, ct);
    }

    /// <summary>到场: the co-handler is there; said once or more often, the record shows each.</summary>
    /// <exception cref="RuleViolation"><c>joint.no-task</c>.</exception>
    public async Task<MoveResult> Arrive(Guid caseId, Acceptance command, Actor actor, CancellationToken ct)
    {
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var (task, step) = await Mine(subject, actor, null, ct);
        task.Accept(step.Now); // whoever is there has accepted
        subject.Remark(CaseAction.ReportIn, step);
        return await desk.Save(subject, ct);
    }

    /// <exception cref="RuleViolation"><c>joint.no-task</c>.</exception>
    public async Task<MoveResult> HandIn(Guid caseId, Part command, IReadOnlyList<IncomingFile> photos, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var (task, step) = await Mine(subject, actor, command.Result, ct);
        var files = await desk.KeepFiles(subject, photos, EvidenceKind.After, null, ct);
        subject.Remark(CaseAction.HandInTask, step with { Evidence = [.. files.Select(f => f.Hash)] });
        task.HandIn(step.Note!, actor.AccountId, step.Now);
        desk.Db.Tell(await people.At(LadderLevel.Holder, Stage.Handle, subject, ct), MessageKind.TaskDone, subject, step.Note!, step.Now);
        return await desk.Save(subject, ct);
    }

    /// <exception cref="RuleViolation"><c>joint.no-task</c>: that unit owes nothing.</exception>
    public async Task<MoveResult> LetGo(Guid caseId, Release command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var step = desk.StepFor(Permission.Dispatch, subject, actor, command.Reason) with { UnitCode = command.UnitCode };
        var task =
            await desk.Db.Owing(caseId).FirstOrDefaultAsync(h => h.UnitCode == command.UnitCode, ct)
            ?? throw new RuleViolation("joint.no-task");
        subject.Remark(CaseAction.ReleaseTask, step);
        task.Release(step.Note!, step.Now);
        return await desk.Save(subject, ct);
    }

    /// <summary>The open task of one of the actor's units.</summary>
    private async Task<(CaseHelper Task, Step Step)> Mine(Case subject, Actor actor, string? note, CancellationToken ct)
    {
        foreach (var owed in await desk.Db.Owing(subject.Id).ToListAsync(ct))
            if (CaseDesk.WorkPost(actor, subject.AreaCode, owed.UnitCode, await desk.IsGroundWork(owed.UnitCode, ct)) is { } post)
                return (owed, new Step(actor, post, desk.Now) { Note = CaseDesk.Text(note), UnitCode = owed.UnitCode });
        throw new RuleViolation("joint.no-task");
    }
}
