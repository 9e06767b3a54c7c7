using Gezhi.Cases.Answers;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Cases.Filing;

/// <summary>Hands a matter to 110/119/120 or another system, with their number. 转办</summary>
public sealed class TransferCase(CaseDesk desk)
{
    /// <param name="To">Who has it now, e.g. 110; told to the reporter.</param>
    /// <param name="TheirNo">Their number; null when they gave none.</param>
    /// <param name="Note">For colleagues.</param>
    /// <param name="Version">The version the person saw.</param>
    /// <param name="LooksFirst">True: house words, names, phones and blanks are refused at the field and nothing is done; send again without it to insist.</param>
    /// <param name="Answer">Told to the reporter in plain words, before who has it now; null for nothing more.</param>
    public sealed record Command(
        [property: Needed, Longest(60)] string To,
        [property: Longest(64)] string? TheirNo = null,
        [property: Longest(1000)] string? Note = null,
        int? Version = null,
        [property: Longest(500), NoBlank] string? Answer = null,
        bool LooksFirst = false
    );

    public static void Map(IEndpointRouteBuilder cases) =>
        cases
            .MapPost(
                "/{caseId:guid}/transfer",
                async (Guid caseId, Command command, TransferCase feature, AnswerForms answers, Actor actor, CancellationToken ct) =>
                {
                    Input.Check(command);
                    if (command.LooksFirst)
                        await answers.Demand(AnswerKind.Transfer, caseId, command.Answer, command.To, actor, ct);
                    return await feature.Run(caseId, command, actor, ct);
                }
            )
            .WithSummary("转办 · Hand to another service");

    public async Task<MoveResult> Run(Guid caseId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var told = string.Join(" · ", new[] { CaseDesk.Text(command.To), CaseDesk.Text(command.TheirNo) }.OfType<string>());
        var said = CaseDesk.Text(command.Answer) is { } answer ? $"{answer}\n{told}" : told;
        subject.Transfer(desk.StepFor(Permission.File, subject, actor, command.Note) with { PublicText = said });
        return await desk.Save(subject, ct);
    }
}
