using Gezhi.Cases.Contract;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Checking;

/// <summary>Somebody else than the handler looks whether it is done. 核查</summary>
/// <remarks>Not to be mixed up with confirming (核实) before filing.</remarks>
public sealed class CheckCase(CaseDesk desk)
{
    /// <summary>Rows by which somebody had a hand in the work.</summary>
    internal static IReadOnlyList<CaseAction> Work { get; } =
    [CaseAction.Accept, CaseAction.Depart, CaseAction.Arrive, CaseAction.ReportDone, CaseAction.AcceptTask, CaseAction.HandInTask];

    /// <param name="Passed">False: 返工, the same unit goes on with the same clock.</param>
    /// <param name="Note">What was seen; needed when it did not pass.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command([property: Needed] bool? Passed, [property: Longest(1000)] string? Note = null, int? Version = null);

    public static void Map(IEndpointRouteBuilder cases) =>
        cases
            .MapPost(
                "/{caseId:guid}/checks",
                async (Guid caseId, HttpRequest request, CheckCase feature, Actor actor, CancellationToken ct) =>
                {
                    var (command, photos) = await FormOrJson.Read<Command>(request, ct);
                    return await feature.Run(caseId, command, photos, actor, ct);
                }
            )
            .WithSummary("核查 · Check the result")
            .Accepts<Command>("application/json", "multipart/form-data");

    /// <exception cref="RuleViolation"><c>case.check-own-work</c>.</exception>
    public async Task<MoveResult> Run(Guid caseId, Command command, IReadOnlyList<IncomingFile> photos, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (command.Passed == false && CaseDesk.Text(command.Note) is null)
            throw new InvalidInput(nameof(command.Note), "input.required");
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var step = desk.StepFor(Permission.Check, subject, actor, command.Note);
        if (await HadAHand(subject.Id, actor, ct))
            throw new RuleViolation("case.check-own-work");
        var files = await desk.KeepFiles(subject, photos, EvidenceKind.Check, null, ct);
        subject.Check(
            command.Passed == true,
            step with
            {
                Evidence = [.. files.Select(f => f.Hash)],
            },
            desk.CalendarOf(subject),
            desk.Limits
        );
        return await desk.Save(subject, ct);
    }

    /// <summary>Since the case was opened or opened again: another dispatch does not undo what was done before.</summary>
    internal async Task<bool> HadAHand(Guid caseId, Actor actor, CancellationToken ct)
    {
        if (actor.AccountId is not { } me)
            return false;
        await foreach (var action in begun.For(desk.Db)(desk.Db, caseId, me).WithCancellation(ct))
            if (action == CaseAction.Reopen)
                return false;
            else if (Work.Contains(action))
                return true;
        return false;
    }

    /// <summary>What one person did on a case, and when it was opened again; newest first.</summary>
    private static readonly Prepared<Func<GezhiDb, Guid, Guid, IAsyncEnumerable<CaseAction>>> begun = new(() =>
        EF.CompileAsyncQuery(
            (GezhiDb db, Guid caseId, Guid accountId) =>
                db.Set<TimelineRow>()
                    .Where(t => t.CaseId == caseId && (t.Action == CaseAction.Reopen || t.AccountId == accountId))
                    .OrderByDescending(t => t.Sequence)
                    .Select(t => t.Action)
        )
    );
}
