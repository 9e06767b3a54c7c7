using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Cases.Handling;

/// <summary>Somebody sets out, somebody is there: the reporter sees the post, never the name. 出发、到场</summary>
public sealed class GoToCase(CaseDesk desk)
{
    /// <param name="DeviceAt">Time of the device.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command(DateTime? DeviceAt = null, int? Version = null);

    public static void Map(IEndpointRouteBuilder cases)
    {
        cases
            .MapPost(
                "/{caseId:guid}/departure",
                (Guid caseId, Command command, GoToCase feature, Actor actor, CancellationToken ct) =>
                    feature.Depart(caseId, command, actor, ct)
            )
            .WithSummary("出发 · Set out");
        cases
            .MapPost(
                "/{caseId:guid}/arrival",
                async (Guid caseId, HttpRequest request, GoToCase feature, Actor actor, CancellationToken ct) =>
                {
                    var (command, photos) = await FormOrJson.Read<Command>(request, ct);
                    return await feature.Arrive(caseId, command, photos, actor, ct);
                }
            )
            .WithSummary("到场 · Arrive")
            .Accepts<Command>("application/json", "multipart/form-data");
    }

    public Task<MoveResult> Depart(Guid caseId, Command command, Actor actor, CancellationToken ct) =>
        Go(caseId, command, [], actor, (c, step) => c.Depart(step), ct);

    /// <param name="photos">How it looked before the work (处置前); may be empty.</param>
    public Task<MoveResult> Arrive(Guid caseId, Command command, IReadOnlyList<IncomingFile> photos, Actor actor, CancellationToken ct) =>
        Go(caseId, command, photos, actor, (c, step) => c.Arrive(step), ct);

    private async Task<MoveResult> Go(
        Guid caseId,
        Command command,
        IReadOnlyList<IncomingFile> photos,
        Actor actor,
        Action<Case, Timelines.Step> move,
        CancellationToken ct
    )
    {
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var step = desk.StepFor(Permission.Handle, subject, actor) with { DeviceAt = command.DeviceAt };
        var files = await desk.KeepFiles(subject, photos, EvidenceKind.Before, null, ct);
        move(subject, step with { Evidence = [.. files.Select(f => f.Hash)] });
        return await desk.Save(subject, ct);
    }
}
