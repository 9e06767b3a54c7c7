using Gezhi.Cases.Contract;
using Gezhi.Cases.Deadlines;
using Gezhi.Cases.Messages;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;
using Gezhi.Platform.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Cases.Oversight;

/// <summary>Urges, supervises, instructs, calls back: said on the record, the state stays. 催办、督办、批示、回访</summary>
public sealed class RemarkCase(CaseDesk desk, TellPeople people)
{
    /// <param name="Action">Urge, Supervise, Note, or CallBack after the closing.</param>
    /// <param name="Note">What is asked, or what the reporter said.</param>
    /// <param name="AnswerBy">UTC; until when a supervision or note must be answered; null: one working day.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command(
        CaseAction Action,
        [property: Needed, Longest(1000)] string Note,
        DateTime? AnswerBy = null,
        int? Version = null
    );

    public static void Map(IEndpointRouteBuilder cases) =>
        cases
            .MapPost(
                "/{caseId:guid}/remarks",
                (Guid caseId, Command command, RemarkCase feature, Actor actor, CancellationToken ct) =>
                    feature.Run(caseId, command, actor, ct)
            )
            .WithSummary("催办、督办、批示、回访 · Urge, supervise, instruct, call back");

    public Task<MoveResult> Run(Guid caseId, Command command, Actor actor, CancellationToken ct) => Run(caseId, command, [], actor, ct);

    /// <param name="photos">What somebody else took on the spot.</param>
    internal async Task<MoveResult> Run(Guid caseId, Command command, IReadOnlyList<IncomingFile> photos, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (command.Action is not (CaseAction.Urge or CaseAction.Supervise or CaseAction.Note or CaseAction.CallBack))
            throw new InvalidInput(nameof(command.Action), "input.invalid");
        var subject = await desk.Find(caseId, command.Version, actor, ct);
        var permission = command.Action == CaseAction.CallBack ? Permission.Close : Permission.Supervise;
        var step = desk.StepFor(permission, subject, actor, command.Note);
        if (command.AnswerBy?.ToUniversalTime() <= step.Now)
            throw new InvalidInput(nameof(command.AnswerBy), "input.past");
        var files = await desk.KeepFiles(subject, photos, EvidenceKind.Confirm, null, ct);
        subject.Remark(command.Action, step with { Evidence = [.. files.Select(f => f.Hash)] });
        if (command.Action is CaseAction.Supervise or CaseAction.Note)
            Demand(subject, command.Action, actor.AccountId, command.AnswerBy, step);
        if (command.Action == CaseAction.CallBack)
            await CallBacks.CallBacks.End(desk.Db, subject.Id, CallBacks.CallBackState.Reached, actor.AccountId, step.Now, ct);
        else
            desk.Db.Tell(
                await people.At(LadderLevel.Holder, StageOf(subject), subject, ct),
                MessageKind.OrderGiven,
                subject,
                step.Note!,
                step.Now
            );
        return await desk.Save(subject, ct);
    }

    /// <summary>Somebody must answer by a date, and is reminded.</summary>
    /// <param name="givenBy">Who is answered.</param>
    /// <param name="answerBy">UTC; null: one working day.</param>
    internal void Demand(Case subject, CaseAction action, Guid? givenBy, DateTime? answerBy, Timelines.Step step)
    {
        var by = answerBy?.ToUniversalTime().CutToMilliseconds() ?? desk.Calendar.DueAt(step.Now, new TimeLimit(1, LimitUnit.WorkDay));
        desk.Db.Add(
            new Order
            {
                DistrictId = subject.DistrictId,
                CaseId = subject.Id,
                No = subject.Sequence,
                Action = action,
                GivenBy = givenBy,
                GivenAt = step.Now,
                AnswerBy = by,
            }
        );
        desk.Db.SetTimer(OrderTimer.Name, subject.Id, by, step.Now, new TimerNo(subject.Sequence));
    }

    /// <summary>Who holds the case now.</summary>
    internal static Stage StageOf(Case subject) =>
        subject.State switch
        {
            CaseState.Reported or CaseState.Confirmed => Stage.File,
            CaseState.Filed => Stage.Dispatch,
            CaseState.Handled => Stage.Check,
            CaseState.Checked => Stage.Close,
            _ => Stage.Handle,
        };
}
