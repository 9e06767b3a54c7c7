using Gezhi.Cases.Dispatch;
using Gezhi.Cases.Gaps;
using Gezhi.Cases.Rules;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Cases.Handling;

/// <summary>The unit says that the matter is not its own; another dispatcher decides next. 退单</summary>
/// <remarks>Wrong owner, not bad work: that is 返工.</remarks>
public sealed class SendBackCase(CaseDesk desk, ProposeDispatch proposals, GapRegister gaps)
{
    /// <param name="Reason">Why it is not ours, and whose it is.</param>
    /// <param name="Version">The version the person saw.</param>
    /// <param name="DeviceAt">Time of the device.</param>
    public sealed record Command([property: Needed, Longest(1000)] string Reason, int? Version = null, DateTime? DeviceAt = null);

    public static void Map(IEndpointRouteBuilder cases) =>
        cases
            .MapPost(
                "/{caseId:guid}/returns",
                (Guid caseId, Command command, SendBackCase feature, Actor actor, CancellationToken ct) =>
                    feature.Run(caseId, command, actor, ct)
            )
            .WithSummary("退单 · Send back to the dispatcher");

    public Task<MoveResult> Run(Guid caseId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        return gaps.Together(caseId, command.Version, version => Once(caseId, command with { Version = version }, actor, ct), ct);
    }

    private async Task<MoveResult> Once(Guid caseId, Command command, Actor actor, CancellationToken ct)
    {
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var step = (await desk.WorkStep(subject, actor, command.Reason, ct)) with { DeviceAt = command.DeviceAt };
        var last = subject.LeadUnitCode!;
        subject.SendBack(step, desk.Limits);
        await GiveToInterim(subject, [.. await proposals.ReturnedBy(subject, ct), last], step.Now, ct);
        return await desk.Save(subject, ct);
    }

    /// <summary>The second "not ours" leaves the case without owner: the response group has it in the same move, the register asks whose it is.</summary>
    private async Task GiveToInterim(Case subject, IReadOnlyList<string> returnedBy, DateTime now, CancellationToken ct)
    {
        if (await gaps.NoteSentBack(subject, returnedBy, now, ct) is not { } interim)
            return;
        var reason = new DispatchReason(
            ProposalKind.Gap,
            null,
            [],
            [],
            [.. returnedBy.Distinct(StringComparer.Ordinal).Select(unit => new SkippedUnit(unit, "returned"))]
        );
        subject.Dispatch(
            interim.Code,
            null,
            reason.ToJson(),
            desk.Timetable.CalendarOf(interim.Code),
            new Step(Actor.System(subject.DistrictId), null, now) { PublicText = GapRegister.PublicText(interim) }
        );
    }
}
