using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Cases.Confirming;

/// <summary>The grid worker says whether the report is true. 核实</summary>
/// <remarks>Not to be mixed up with the check (核查) after the work.</remarks>
public sealed class ConfirmCase(CaseDesk desk)
{
    /// <param name="IsTrue">False: looked, found nothing; the operator decides what follows.</param>
    /// <param name="Note">What was seen; needed when nothing was found.</param>
    /// <param name="DeviceAt">Time of the device.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command(
        [property: Needed] bool? IsTrue,
        [property: Longest(1000)] string? Note = null,
        DateTime? DeviceAt = null,
        int? Version = null
    );

    public static void Map(IEndpointRouteBuilder cases) =>
        cases
            .MapPost(
                "/{caseId:guid}/confirmation",
                (Guid caseId, Command command, ConfirmCase feature, Actor actor, CancellationToken ct) =>
                    feature.Run(caseId, command, [], actor, ct)
            )
            .WithSummary("核实 · Confirm on site");

    public async Task<MoveResult> Run(Guid caseId, Command command, IReadOnlyList<IncomingFile> photos, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (command.IsTrue == false && CaseDesk.Text(command.Note) is null)
            throw new InvalidInput(nameof(command.Note), "input.required");
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var step = desk.StepFor(Permission.Confirm, subject, actor, command.Note) with { DeviceAt = command.DeviceAt };
        var files = await desk.KeepFiles(subject, photos, EvidenceKind.Confirm, null, ct);
        subject.Confirm(command.IsTrue == true, step with { Evidence = [.. files.Select(f => f.Hash)] }, desk.Limits);
        return await desk.Save(subject, ct);
    }
}
