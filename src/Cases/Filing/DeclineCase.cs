using Gezhi.Cases.Answers;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Cases.Filing;

/// <summary>Declines a report, with the reason and the legal channel told to the reporter. 不予受理</summary>
public sealed class DeclineCase(CaseDesk desk)
{
    /// <param name="Reason">Told to the reporter, in plain words.</param>
    /// <param name="LegalChannel">Where to turn instead, e.g. court, petition office, the property company; told as well.</param>
    /// <param name="Version">The version the person saw.</param>
    /// <param name="LooksFirst">True: house words, names, phones and blanks are refused at the field and nothing is done; send again without it to insist.</param>
    public sealed record Command(
        [property: Needed, Longest(500), NoBlank] string Reason,
        [property: Needed, Longest(200), NoBlank] string LegalChannel,
        int? Version = null,
        bool LooksFirst = false
    );

    public static void Map(IEndpointRouteBuilder cases) =>
        cases
            .MapPost(
                "/{caseId:guid}/refusal",
                async (Guid caseId, Command command, DeclineCase feature, AnswerForms answers, Actor actor, CancellationToken ct) =>
                {
                    Input.Check(command);
                    if (command.LooksFirst)
                        await answers.Demand(AnswerKind.Decline, caseId, command.Reason, command.LegalChannel, actor, ct);
                    return await feature.Run(caseId, command, actor, ct);
                }
            )
            .WithSummary("不予受理 · Decline a report");

    public async Task<MoveResult> Run(Guid caseId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        subject.Decline(
            desk.StepFor(Permission.File, subject, actor) with
            {
                PublicText = CaseDesk.Text($"{command.Reason}\n{command.LegalChannel}"),
            }
        );
        return await desk.Save(subject, ct);
    }
}
