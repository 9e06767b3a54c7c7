using Gezhi.Cases.Joint;
using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Cases.Oversight;

/// <summary>Gives another unit a part of the work; the lead unit stays responsible, the case waits for all parts. 协办、联办</summary>
public sealed class AssistCase(CaseDesk desk, UnitDirectory units, GiveTask tasks)
{
    /// <param name="UnitCode">The co-handler.</param>
    /// <param name="Note">Its task.</param>
    /// <param name="DueAt">UTC; until when; null: the case's own deadline, or two working days where that is over.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command(
        [property: Needed, Longest(32)] string UnitCode,
        [property: Needed, Longest(1000)] string Note,
        DateTime? DueAt = null,
        int? Version = null
    );

    public static void Map(IEndpointRouteBuilder cases) =>
        cases
            .MapPost(
                "/{caseId:guid}/helpers",
                (Guid caseId, Command command, AssistCase feature, Actor actor, CancellationToken ct) =>
                    feature.Run(caseId, command, actor, ct)
            )
            .WithSummary("协办 · Give another unit a part of the work");

    /// <exception cref="RuleViolation"><c>joint.open</c>: it has a task that is not handed in.</exception>
    public async Task<MoveResult> Run(Guid caseId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var step = desk.StepFor(Permission.Dispatch, subject, actor, command.Note) with { UnitCode = command.UnitCode };
        if (await units.Find(command.UnitCode, ct) is not { IsActive: true } || command.UnitCode == subject.LeadUnitCode)
            throw new InvalidInput(nameof(command.UnitCode), "unit.unknown");
        var due = Due(subject, command, step.Now);
        if (!await tasks.Run(subject, command.UnitCode, due, step, ct))
            throw new RuleViolation("joint.open");
        return await desk.Save(subject, ct);
    }

    private DateTime Due(Case subject, Command command, DateTime now)
    {
        if (command.DueAt is null)
            return subject.DueAt > now
                ? subject.DueAt.Value
                : desk.Timetable.CalendarOf(command.UnitCode).DueAt(now, new TimeLimit(2, LimitUnit.WorkDay)).CutToMilliseconds();
        var asked = command.DueAt.Value.ToUniversalTime().CutToMilliseconds();
        return asked > now ? asked : throw new InvalidInput(nameof(command.DueAt), "input.past");
    }
}
