using Gezhi.Cases.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Cases.Oversight;

/// <summary>Asks another unit to help; the lead unit stays responsible. 协办</summary>
public sealed class AssistCase(CaseDesk desk, UnitDirectory units)
{
    /// <param name="UnitCode">The helper.</param>
    /// <param name="Note">What it should do.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command(
        [property: Needed, Longest(32)] string UnitCode,
        [property: Needed, Longest(1000)] string Note,
        int? Version = null
    );

    public static void Map(IEndpointRouteBuilder cases) =>
        cases
            .MapPost(
                "/{caseId:guid}/helpers",
                (Guid caseId, Command command, AssistCase feature, Actor actor, CancellationToken ct) =>
                    feature.Run(caseId, command, actor, ct)
            )
            .WithSummary("协办 · Ask another unit to help");

    public async Task<MoveResult> Run(Guid caseId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var step = desk.StepFor(Permission.Dispatch, subject, actor, command.Note) with { UnitCode = command.UnitCode };
        if (await units.Find(command.UnitCode, ct) is not { IsActive: true } || command.UnitCode == subject.LeadUnitCode)
            throw new InvalidInput(nameof(command.UnitCode), "unit.unknown");
        subject.Remark(CaseAction.Assist, step);
        if (await desk.Db.FindAsync<CaseHelper>([subject.DistrictId, subject.Id, command.UnitCode], ct) is null)
            desk.Db.Add(
                new CaseHelper
                {
                    DistrictId = subject.DistrictId,
                    CaseId = subject.Id,
                    UnitCode = command.UnitCode,
                    At = step.Now,
                }
            );
        return await desk.Save(subject, ct);
    }
}
