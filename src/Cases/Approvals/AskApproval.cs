using Gezhi.Cases.Deadlines;
using Gezhi.Cases.Messages;
using Gezhi.Cases.Oversight;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Approvals;

/// <summary>Asks for more time, for shelving or for voiding; a second person decides. 申请延期、挂账、作废</summary>
public sealed class AskApproval(CaseDesk desk, TellPeople people)
{
    /// <param name="Kind">Extend and Shelve are asked by the unit, Void by the intake operator.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Until">End of shelving, UTC; needed for Shelve only.</param>
    /// <param name="Version">The version the person saw.</param>
    /// <param name="DeviceAt">Time of the device.</param>
    public sealed record Command(
        [property: Needed] ApprovalKind? Kind,
        [property: Needed, Longest(1000)] string Reason,
        DateTime? Until = null,
        int? Version = null,
        DateTime? DeviceAt = null
    );

    public static void Map(IEndpointRouteBuilder cases) =>
        cases
            .MapPost(
                "/{caseId:guid}/approvals",
                (Guid caseId, Command command, AskApproval feature, Actor actor, CancellationToken ct) =>
                    feature.Run(caseId, command, actor, ct)
            )
            .WithSummary("申请延期、挂账、作废 · Ask for an approval");

    /// <exception cref="RuleViolation"><c>approval.open</c>: one is still undecided.</exception>
    public async Task<MoveResult> Run(Guid caseId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var kind =
            command.Kind is { } asked && Enum.IsDefined(asked) ? asked : throw new InvalidInput(nameof(command.Kind), "input.invalid");
        if (kind == ApprovalKind.Shelve && command.Until is null)
            throw new InvalidInput(nameof(command.Until), "input.required");
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var step =
            kind == ApprovalKind.Void
                ? desk.StepFor(Permission.File, subject, actor, command.Reason)
                : await desk.WorkStep(subject, actor, command.Reason, ct);
        step = step with { DeviceAt = command.DeviceAt };
        if (!CaseFlow.Table.Allows(subject.State, kind.Move()))
            throw new RuleViolation("case.move-not-allowed", subject.State, kind.Move());
        Promise(subject, kind);
        if (await desk.Db.Waiting(caseId).AnyAsync(ct))
            throw new RuleViolation("approval.open");
        subject.AskApproval(step);
        var decideBy = desk.Limits.DueAt(Stage.Decide, step.Now).CutToMilliseconds();
        desk.Db.SetTimer(ApprovalTimer.Name, caseId, decideBy, step.Now, new TimerNo(subject.Sequence));
        var deciders = await kind.Deciders(people, subject, ct);
        desk.Db.Tell(deciders.Where(d => d != actor.AccountId), MessageKind.ApprovalAsked, subject, step.Note!, step.Now);
        desk.Db.Add(
            new Approval
            {
                DistrictId = subject.DistrictId,
                CaseId = caseId,
                No = subject.Sequence,
                Kind = kind,
                Reason = step.Note!,
                AskedBy = actor.AccountId,
                AskedAt = step.Now,
                Until = command.Until?.ToUniversalTime(),
                DecideBy = decideBy,
            }
        );
        return await desk.Save(subject, ct);
    }

    /// <summary>What could not be granted is not asked: the deciders see only what they can decide.</summary>
    private void Promise(Case subject, ApprovalKind kind)
    {
        if (kind != ApprovalKind.Extend)
            return;
        if (subject.ExtensionCount >= desk.Limits.MostExtensions)
            throw new RuleViolation("case.extension-limit", desk.Limits.MostExtensions);
        if (subject.DueAt < desk.Now)
            throw new RuleViolation("case.extension-late");
    }
}
