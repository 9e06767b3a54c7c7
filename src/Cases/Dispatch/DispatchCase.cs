using Gezhi.Cases.Gaps;
using Gezhi.Cases.Joint;
using Gezhi.Cases.Rules;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Cases.Dispatch;

/// <summary>Gives a case to the unit that answers for it, and stores why. 派遣、改派</summary>
public sealed class DispatchCase(CaseDesk desk, ProposeDispatch proposals, UnitDirectory units, GapRegister gaps)
{
    /// <param name="UnitCode">The unit; null takes the proposal.</param>
    /// <param name="Note">For the unit.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command(
        [property: Longest(32)] string? UnitCode = null,
        [property: Longest(1000)] string? Note = null,
        int? Version = null
    );

    public static void Map(IEndpointRouteBuilder cases) =>
        cases
            .MapPost(
                "/{caseId:guid}/dispatches",
                (Guid caseId, Command command, DispatchCase feature, Actor actor, CancellationToken ct) =>
                    feature.Run(caseId, command, actor, ct)
            )
            .WithSummary("派遣 · Dispatch or reassign");

    /// <exception cref="RuleViolation"><c>dispatch.no-unit</c>, <c>case.other-dispatcher</c>, <c>case.move-not-allowed</c>.</exception>
    public async Task<MoveResult> Run(Guid caseId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var step = desk.StepFor(Permission.Dispatch, subject, actor, command.Note);
        var proposal = await proposals.Run(subject, null, ct) ?? throw new RuleViolation("case.category-needed");
        var unit = command.UnitCode ?? proposal.UnitCode ?? throw new RuleViolation("dispatch.no-unit");
        if (await units.Find(unit, ct) is not { IsActive: true } known)
            throw new InvalidInput(nameof(command.UnitCode), "unit.unknown");
        var follows = unit == proposal.UnitCode && proposal.Reason.Kind != ProposalKind.Conflict;
        var reason = follows ? proposal.Reason : proposal.Reason with { Kind = ProposalKind.ByHand };
        if (follows && proposal.Reason.Kind == ProposalKind.Gap)
            step = step with { PublicText = GapRegister.PublicText(known) };
        subject.Dispatch(unit, follows ? proposal.Rule?.Id : null, reason.ToJson(), desk.Timetable.CalendarOf(unit), step);
        await gaps.Note(subject, proposal, step.Now, ct);
        foreach (var helper in follows ? proposal.Rule?.HelperUnitCodes?.Split(',') ?? [] : [])
            await AddHelper(subject, helper, step.Now, ct);
        return await desk.Save(subject, ct);
    }

    private async Task AddHelper(Case subject, string unitCode, DateTime now, CancellationToken ct)
    {
        if (await desk.Db.FindAsync<CaseHelper>([subject.DistrictId, subject.Id, unitCode], ct) is null)
            desk.Db.Add(
                new CaseHelper
                {
                    DistrictId = subject.DistrictId,
                    CaseId = subject.Id,
                    UnitCode = unitCode,
                    At = now,
                }
            );
    }
}
