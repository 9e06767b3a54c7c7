using Gezhi.Cases.Joint;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Cases.Handling;

/// <summary>The unit says what was done; its clock stops. 处置反馈</summary>
public sealed class HandInCase(CaseDesk desk, JointParts joint)
{
    /// <param name="Result">What was done.</param>
    /// <param name="DeviceAt">Time of the device.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command([property: Needed, Longest(1000)] string Result, DateTime? DeviceAt = null, int? Version = null);

    public static void Map(IEndpointRouteBuilder cases) =>
        cases
            .MapPost(
                "/{caseId:guid}/hand-in",
                async (Guid caseId, HttpRequest request, HandInCase feature, Actor actor, CancellationToken ct) =>
                {
                    var (command, photos) = await FormOrJson.Read<Command>(request, ct);
                    return await feature.Run(caseId, command, photos, actor, ct);
                }
            )
            .WithSummary("处置反馈 · Hand in the result")
            .Accepts<Command>("application/json", "multipart/form-data");

    /// <exception cref="RuleViolation"><c>case.photo-needed</c> where the rule asks for one.</exception>
    public async Task<MoveResult> Run(Guid caseId, Command command, IReadOnlyList<IncomingFile> photos, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var step = (await desk.WorkStep(subject, actor, command.Result, ct)) with { DeviceAt = command.DeviceAt };
        if (photos.Count == 0 && subject.RuleId is not null && (await desk.Rules(ct)).Find(subject.RuleId) is { PhotoNeeded: true })
            throw new RuleViolation("case.photo-needed");
        await joint.Demand(caseId, ct);
        var files = await desk.KeepFiles(subject, photos, EvidenceKind.After, null, ct);
        subject.ReportDone(step with { Evidence = [.. files.Select(f => f.Hash)] }, desk.Limits);
        return await desk.Save(subject, ct);
    }
}
