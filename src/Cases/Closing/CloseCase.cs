using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Cases.Closing;

/// <summary>Closes a checked case with an answer to everyone who reported it. 结案</summary>
public sealed class CloseCase(CaseDesk desk)
{
    /// <param name="Answer">In plain words; told to every reporter in their own channel.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command([property: Needed, Longest(1000)] string Answer, int? Version = null);

    public static void Map(IEndpointRouteBuilder cases) =>
        cases
            .MapPost(
                "/{caseId:guid}/closure",
                (Guid caseId, Command command, CloseCase feature, Actor actor, CancellationToken ct) =>
                    feature.Run(caseId, command, actor, ct)
            )
            .WithSummary("结案 · Close with an answer");

    public async Task<MoveResult> Run(Guid caseId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        subject.Close(desk.StepFor(Permission.Close, subject, actor) with { PublicText = CaseDesk.Text(command.Answer) });
        return await desk.Save(subject, ct);
    }
}
