using Gezhi.Cases.Contract;
using Gezhi.Cases.Messages;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Oversight;

/// <summary>Who holds the case answers what was supervised or instructed. 回复督办、批示</summary>
public sealed class AnswerOrder(CaseDesk desk)
{
    /// <param name="Note">The answer.</param>
    /// <param name="No">Row of the timeline that is answered; null: the oldest that waits.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command([property: Needed, Longest(1000)] string Note, int? No = null, int? Version = null);

    public static void Map(IEndpointRouteBuilder cases) =>
        cases
            .MapPost(
                "/{caseId:guid}/answers",
                (Guid caseId, Command command, AnswerOrder feature, Actor actor, CancellationToken ct) =>
                    feature.Run(caseId, command, actor, ct)
            )
            .WithSummary("回复督办、批示 · Answer a supervision or note");

    /// <exception cref="RuleViolation"><c>order.none</c>, <c>order.own</c>.</exception>
    public async Task<MoveResult> Run(Guid caseId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var waiting = desk.Db.Set<Order>().Where(o => o.CaseId == caseId && o.AnsweredAt == null);
        var order =
            await (command.No is { } no ? waiting.Where(o => o.No == no) : waiting).OrderBy(o => o.No).FirstOrDefaultAsync(ct)
            ?? throw new RuleViolation("order.none");
        if (order.GivenBy == actor.AccountId)
            throw new RuleViolation("order.own");
        var step = await Step(subject, actor, command.Note, ct);
        subject.Remark(CaseAction.Answer, step);
        (order.AnsweredAt, order.AnsweredBy, order.AnswerNo) = (step.Now, actor.AccountId, subject.Sequence);
        if (order.AnswerBy < step.Now)
            order.LateAt ??= step.Now;
        if (order.GivenBy is { } giver)
            desk.Db.Tell([giver], MessageKind.OrderAnswered, subject, step.Note!, step.Now);
        return await desk.Save(subject, ct);
    }

    /// <summary>The unit that leads; before a dispatch whoever files or dispatches.</summary>
    private async ValueTask<Timelines.Step> Step(Case subject, Actor actor, string text, CancellationToken ct)
    {
        if (subject.LeadUnitCode is not null)
            return await desk.WorkStep(subject, actor, text, ct);
        var permission = actor.PostFor(Permission.Dispatch, subject.AreaCode) is null ? Permission.File : Permission.Dispatch;
        return desk.StepFor(permission, subject, actor, text);
    }
}
