using Gezhi.Cases.Answers;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Joint;
using Gezhi.Cases.Oversight;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Closing;

/// <summary>Closes a checked case with an answer to everyone who reported it. 结案</summary>
public sealed class CloseCase(CaseDesk desk, JointParts joint)
{
    /// <param name="Answer">In plain words; told to every reporter in their own channel.</param>
    /// <param name="Version">The version the person saw.</param>
    /// <param name="LooksFirst">True: house words, names, phones and blanks are refused at the field and nothing is done; send again without it to insist.</param>
    public sealed record Command([property: Needed, Longest(1000), NoBlank] string Answer, int? Version = null, bool LooksFirst = false);

    public static void Map(IEndpointRouteBuilder cases) =>
        cases
            .MapPost(
                "/{caseId:guid}/closure",
                async (Guid caseId, Command command, CloseCase feature, AnswerForms answers, Actor actor, CancellationToken ct) =>
                {
                    Input.Check(command);
                    if (command.LooksFirst)
                        await answers.Demand(AnswerKind.Close, caseId, command.Answer, null, actor, ct);
                    return await feature.Run(caseId, command, actor, ct);
                }
            )
            .WithSummary("结案 · Close with an answer");

    /// <exception cref="RuleViolation"><c>joint.missing</c>, <c>order.unanswered</c>.</exception>
    public async Task<MoveResult> Run(Guid caseId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var step = desk.StepFor(Permission.Close, subject, actor) with { PublicText = CaseDesk.Text(command.Answer) };
        await joint.Demand(caseId, ct);
        if (await desk.Db.Set<Order>().AnyAsync(o => o.CaseId == caseId && o.Action == CaseAction.Note && o.AnsweredAt == null, ct))
            throw new RuleViolation("order.unanswered");
        subject.Close(step, await desk.Db.Reports.AnyAsync(r => r.CaseId == caseId && r.Contact != null && r.WithdrawnAt == null, ct));
        return await desk.Save(subject, ct);
    }
}
