using Gezhi.Cases.Contract;
using Gezhi.Cases.Joint;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Joining;

/// <summary>The same matter came twice: its reports follow the other case, everyone is still answered. 并单、拆单</summary>
/// <remarks>
/// A case whose co-handlers still owe a part is not joined: they were promised an end, and the case that goes on has parts of its own. The
/// dispatcher releases them with a reason first.
/// </remarks>
public sealed class JoinCase(CaseDesk desk, JointParts joint)
{
    /// <param name="ToCaseId">The case that goes on.</param>
    /// <param name="Note">Why it is the same.</param>
    /// <param name="Version">The version the person saw of the case that ends.</param>
    public sealed record Command(Guid ToCaseId, [property: Longest(1000)] string? Note = null, int? Version = null);

    /// <param name="Reason">Why it is not the same.</param>
    /// <param name="Version">The version the person saw of the joined case.</param>
    public sealed record Undo([property: Needed, Longest(1000)] string Reason, int? Version = null);

    public static void Map(IEndpointRouteBuilder cases)
    {
        cases
            .MapPost(
                "/{caseId:guid}/join",
                (Guid caseId, Command command, JoinCase feature, Actor actor, CancellationToken ct) =>
                    feature.Run(caseId, command, actor, ct)
            )
            .WithSummary("并单 · Join to another case");
        cases
            .MapDelete(
                "/{caseId:guid}/join",
                (Guid caseId, [Microsoft.AspNetCore.Mvc.FromBody] Undo command, JoinCase feature, Actor actor, CancellationToken ct) =>
                    feature.Split(caseId, command, actor, ct)
            )
            .WithSummary("拆单 · Undo a join");
    }

    /// <exception cref="RuleViolation"><c>case.join-self</c>, <c>case.join-ended</c>, <c>joint.missing</c>, <c>case.move-not-allowed</c>.</exception>
    public async Task<MoveResult> Run(Guid caseId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var other = await desk.Find(command.ToCaseId, null, actor, ct);
        var step = desk.StepFor(Permission.File, subject, actor, command.Note);
        actor.Require(Permission.File, other.AreaCode);
        if (!CaseFlow.OpenStates.Contains(other.State))
            throw new RuleViolation("case.join-ended");
        await joint.Demand(caseId, ct);
        subject.JoinTo(other, step);
        await MoveReports(subject.Id, other.Id, null, ct);
        desk.Stage(other);
        return await desk.Save(subject, ct);
    }

    /// <summary>Undoes a join: the case comes back as it was, with the reports that it had.</summary>
    public async Task<MoveResult> Split(Guid caseId, Undo command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        if (subject.JoinedToId is not { } otherId)
            throw new RuleViolation("case.move-not-allowed", subject.State, CaseAction.Split);
        var other = await desk.Find(otherId, null, actor, ct);
        var step = desk.StepFor(Permission.File, subject, actor, command.Reason);
        subject.SplitFrom(other, step);
        await MoveReports(other.Id, subject.Id, await FamilyOf(subject.Id, ct), ct);
        desk.Stage(other);
        return await desk.Save(subject, ct);
    }

    /// <summary>The case and all that were joined to it before: their reports belong together.</summary>
    private async Task<IReadOnlyCollection<Guid>> FamilyOf(Guid caseId, CancellationToken ct)
    {
        var family = new HashSet<Guid> { caseId };
        for (var next = new List<Guid> { caseId }; next.Count > 0; )
        {
            next = await desk
                .Db.Cases.Where(c => c.JoinedToId != null && next.Contains(c.JoinedToId.Value))
                .Select(c => c.Id)
                .ToListAsync(ct);
            next.RemoveAll(id => !family.Add(id));
        }
        return family;
    }

    private async Task MoveReports(Guid fromId, Guid toId, IReadOnlyCollection<Guid>? own, CancellationToken ct)
    {
        foreach (
            var report in await desk.Db.Reports.Where(r => r.CaseId == fromId && (own == null || own.Contains(r.OwnCaseId))).ToListAsync(ct)
        )
            report.CaseId = toId;
        var reports = desk.Db.Reports.Local.Select(r => (Guid?)r.Id).ToList();
        foreach (var evidence in await desk.Db.Evidence.Where(e => e.CaseId == fromId && reports.Contains(e.ReportId)).ToListAsync(ct))
            evidence.CaseId = toId;
    }
}
