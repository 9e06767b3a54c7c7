using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Gaps;
using Gezhi.Cases.Joint;
using Gezhi.Cases.Rules;
using Gezhi.Cases.Timelines;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Dispatch;

/// <summary>Gives a case to the unit that answers for it, and stores why. 派遣、改派</summary>
public sealed class DispatchCase(CaseDesk desk, ProposeDispatch proposals, UnitDirectory units, GapRegister gaps, GiveTask tasks)
{
    /// <param name="UnitCode">The unit; null takes the proposal, unless rules contradict each other: then a person chooses.</param>
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

    /// <exception cref="RuleViolation"><c>dispatch.conflict</c>, <c>dispatch.no-unit</c>, <c>case.other-dispatcher</c>, <c>case.move-not-allowed</c>.</exception>
    public Task<MoveResult> Run(Guid caseId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        return gaps.Together(caseId, command.Version, version => Once(caseId, command with { Version = version }, actor, ct), ct);
    }

    private async Task<MoveResult> Once(Guid caseId, Command command, Actor actor, CancellationToken ct)
    {
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var step = desk.StepFor(Permission.Dispatch, subject, actor, command.Note);
        if (await DecidedBefore(subject, actor, ct))
            throw new RuleViolation("case.other-dispatcher");
        var proposal = await proposals.Run(subject, null, ct) ?? throw new RuleViolation("case.category-needed");
        if (command.UnitCode is null && proposal.Reason.Kind == ProposalKind.Conflict)
            throw new RuleViolation("dispatch.conflict", await Contesting(proposal, ct));
        var unit = command.UnitCode ?? proposal.UnitCode ?? throw new RuleViolation("dispatch.no-unit");
        if (await units.Find(unit, ct) is not { IsActive: true } known)
            throw new InvalidInput(nameof(command.UnitCode), "unit.unknown");
        var follows = unit == proposal.UnitCode && proposal.Reason.Kind != ProposalKind.Conflict;
        var reason = follows ? proposal.Reason : proposal.Reason with { Kind = ProposalKind.ByHand };
        if (follows && proposal.Reason.Kind == ProposalKind.Gap)
            step = step with { PublicText = GapRegister.PublicText(known) };
        subject.Dispatch(unit, follows ? proposal.Rule?.Id : null, reason.ToJson(), desk.Timetable.CalendarOf(unit), step);
        await gaps.Note(subject, proposal, follows, step.Now, ct);
        if (follows && proposal.Rule is { HelperUnitCodes: { } helpers } rule)
            await GiveTasks(subject, rule, helpers.Split(','), step, ct);
        return await desk.Save(subject, ct);
    }

    /// <summary>Names of the units between which rules cannot decide.</summary>
    private async Task<string> Contesting(DispatchProposal proposal, CancellationToken ct)
    {
        var names = new List<string>();
        foreach (var code in proposal.Contesting)
            names.Add((await units.Find(code, ct))?.Name(CultureInfo.CurrentUICulture) ?? code);
        return string.Join(" / ", names);
    }

    /// <summary>Who decided on what came back does not decide on it again; a rule in between does not change that.</summary>
    private async Task<bool> DecidedBefore(Case subject, Actor actor, CancellationToken ct)
    {
        if (subject.SendBackCount == 0 || actor.AccountId is not { } me)
            return false;
        var rows = desk.Db.Timeline.Where(t => t.CaseId == subject.Id);
        var back = await rows.Where(t => t.Action == CaseAction.SendBack).MaxAsync(t => (int?)t.Sequence, ct);
        return me
            == await rows.Where(t =>
                    t.Sequence < back && t.AccountId != null && (t.Action == CaseAction.Dispatch || t.Action == CaseAction.Reassign)
                )
                .OrderByDescending(t => t.Sequence)
                .Select(t => t.AccountId)
                .FirstOrDefaultAsync(ct);
    }

    /// <summary>The rule's helpers get a part of the work with the date of the case: it waits for them as for those a dispatcher named.</summary>
    private async Task GiveTasks(Case subject, ResponsibilityRule rule, IEnumerable<string> helpers, Step step, CancellationToken ct)
    {
        var task = step with { Note = step.Note ?? $"按权责清单 {rule.No} 协办", PublicText = null, RuleId = rule.Id };
        var due = subject.DueAt > step.Now ? subject.DueAt.Value : (DateTime?)null;
        foreach (var helper in helpers)
            if (helper != subject.LeadUnitCode && await units.Find(helper, ct) is { IsActive: true })
                await tasks.Run(subject, helper, due ?? desk.Timetable.CalendarOf(helper).DueAt(step.Now, TwoDays), task, ct);
    }

    /// <summary>Where the case's own deadline is over.</summary>
    private static TimeLimit TwoDays => new(2, LimitUnit.WorkDay);
}
