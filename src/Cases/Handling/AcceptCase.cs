using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Cases.Handling;

/// <summary>The unit takes the case. 接单</summary>
public sealed class AcceptCase(CaseDesk desk)
{
    /// <param name="Note">For colleagues.</param>
    /// <param name="Version">The version the person saw.</param>
    /// <param name="DeviceAt">Time of the device.</param>
    public sealed record Command([property: Longest(1000)] string? Note = null, int? Version = null, DateTime? DeviceAt = null);

    public static void Map(IEndpointRouteBuilder cases) =>
        cases
            .MapPost(
                "/{caseId:guid}/acceptance",
                (Guid caseId, Command command, AcceptCase feature, Actor actor, CancellationToken ct) =>
                    feature.Run(caseId, command, actor, ct)
            )
            .WithSummary("接单 · Accept");

    public async Task<MoveResult> Run(Guid caseId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        subject.Accept((await desk.WorkStep(subject, actor, command.Note, ct)) with { DeviceAt = command.DeviceAt });
        return await desk.Save(subject, ct);
    }
}
