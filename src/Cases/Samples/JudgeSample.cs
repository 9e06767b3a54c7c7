using Gezhi.Cases.Checking;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Deadlines;
using Gezhi.Cases.Messages;
using Gezhi.Cases.Reviews;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Samples;

/// <summary>A drawn case is looked at by somebody who neither did nor checked the work; what fails is opened again. 抽查</summary>
public sealed class JudgeSample(CaseDesk desk, TellPeople people)
{
    /// <param name="Passed">False: the case is worked on again.</param>
    /// <param name="Note">What was seen; needed when it failed.</param>
    /// <param name="Version">Of the drawn entry, as the person saw it.</param>
    public sealed record Command([property: Needed] bool? Passed, [property: Longest(1000)] string? Note = null, int? Version = null);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/draws/{drawId:guid}/cases/{caseId:guid}/result",
                async (Guid drawId, Guid caseId, HttpRequest request, JudgeSample feature, Actor actor, CancellationToken ct) =>
                {
                    var (command, photos) = await FormOrJson.Read<Command>(request, ct);
                    return await feature.Run(drawId, caseId, command, photos, actor, ct);
                }
            )
            .WithSummary("抽查 · What a re-check of a drawn case found")
            .Accepts<Command>("application/json", "multipart/form-data");

    /// <exception cref="RuleViolation"><c>sample.judged</c>, <c>sample.own-work</c>, <c>sample.reopened</c>.</exception>
    public async Task<MoveResult> Run(
        Guid drawId,
        Guid caseId,
        Command command,
        IReadOnlyList<IncomingFile> photos,
        Actor actor,
        CancellationToken ct
    )
    {
        Input.Check(command);
        var note = CaseDesk.Text(command.Note);
        if (command.Passed == false && note is null)
            throw new InvalidInput(nameof(command.Note), "input.required");
        var entry =
            await desk.Db.Set<DrawEntry>().FirstOrDefaultAsync(e => e.DrawId == drawId && e.CaseId == caseId && e.IsDrawn, ct)
            ?? throw new NotFound("sample");
        var subject = await desk.Find(caseId, null, actor, ct);
        if (command.Version is { } seen && seen != entry.Version)
            throw new StaleVersion(entry.Version);
        var step = desk.StepFor(Permission.Check, subject, actor, note);
        if (entry.CheckedAt is not null)
            throw new RuleViolation("sample.judged");
        if (await desk.Db.HadAHand(caseId, actor, ct, orJudged: true) || Reviewing.HoldsUnit(actor, subject.LeadUnitCode))
            throw new RuleViolation("sample.own-work");
        if (subject.State != CaseState.Closed)
            throw new RuleViolation("sample.reopened");
        var files = await desk.KeepFiles(subject, photos, EvidenceKind.Check, null, ct);
        subject.Remark(
            CaseAction.Recheck,
            step with
            {
                Note = Said(command.Passed == true, note),
                Evidence = [.. files.Select(f => f.Hash)],
            }
        );
        entry.Judge(command.Passed == true, note, actor.AccountId, step.Now);
        if (command.Passed == false)
            await Reopen(subject, step, ct);
        return await desk.Save(subject, ct);
    }

    /// <summary>By rule, so that nobody has to be asked: the shift leaders are told.</summary>
    private async Task Reopen(Case subject, Step seen, CancellationToken ct)
    {
        var leaders = await people.At(LadderLevel.District, Stage.Decide, subject, ct);
        subject.Reopen(new Step(Actor.System(subject.DistrictId), null, seen.Now) { Note = $"抽查不合格：{seen.Note}" }, desk.Limits);
        await OpenReviews.End(desk.Db, subject, null, null, seen.Now, ct);
        desk.Db.Tell(leaders, MessageKind.SampleFailed, subject, seen.Note ?? "", seen.Now);
    }

    private static string Said(bool passed, string? note) => (passed ? "抽查合格" : "抽查不合格") + (note is null ? "" : $"：{note}");
}
