using Gezhi.Cases.Contract;
using Gezhi.Cases.Timelines;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Field;

/// <summary>What others did lately with the cases of a grid worker. 消息</summary>
public sealed class ReadMessages(GezhiDb db, GroundUnits grounds)
{
    /// <summary>How far back messages are shown.</summary>
    public const int Days = 14;
    private const int Most = 60;

    /// <summary>Steps that concern the worker; ratings are not among them, they stay with the resident.</summary>
    private static readonly CaseAction[] Told =
    [
        CaseAction.SendToConfirm,
        CaseAction.Dispatch,
        CaseAction.Reassign,
        CaseAction.Decline,
        CaseAction.Transfer,
        CaseAction.Join,
        CaseAction.Pass,
        CaseAction.Fail,
        CaseAction.Close,
        CaseAction.Reopen,
        CaseAction.Void,
        CaseAction.Extend,
        CaseAction.Shelve,
        CaseAction.Resume,
        CaseAction.RefuseApproval,
        CaseAction.Supervise,
        CaseAction.Urge,
        CaseAction.Note,
        CaseAction.Assist,
    ];

    /// <param name="Note">For colleagues; null when none.</param>
    public sealed record Message(Guid CaseId, string Title, CaseAction Action, string PostTitle, DateTime At, string? Note)
    {
        /// <summary>Made of the reporter's words: numbers of people in it are hidden.</summary>
        public string Title { get; init; } = Answers.PhonesInText.Hide(Title);
    }

    /// <summary>Newest first, the last one of each case: steps by others on cases that the worker took part in or should work on.</summary>
    public async Task<IReadOnlyList<Message>> Run(Actor actor, DateTime now, CancellationToken ct)
    {
        var rows = await Rows(actor, now.AddDays(-Days), ct);
        var messages = await rows.OrderByDescending(m => m.Step.At)
            .ThenByDescending(m => m.Step.Sequence)
            .Take(Most)
            .Select(m => new Message(
                m.Step.CaseId,
                m.Title,
                m.Step.Action,
                m.Step.PostTitle,
                m.Step.At,
                db.Set<TimelineText>()
                    .Where(x => x.CaseId == m.Step.CaseId && x.Sequence == m.Step.Sequence)
                    .Select(x => x.Note)
                    .FirstOrDefault()
            ))
            .ToListAsync(ct);
        return [.. messages.DistinctBy(m => m.CaseId)];
    }

    /// <summary>Cases with something new after the worker last looked.</summary>
    public async Task<int> Unread(Actor actor, DateTime since, CancellationToken ct) =>
        await (await Rows(actor, since, ct)).Select(m => m.Step.CaseId).Distinct().CountAsync(ct);

    private async Task<IQueryable<Row>> Rows(Actor actor, DateTime since, CancellationToken ct)
    {
        var areas = FieldAreas.Of(actor);
        var units = await grounds.Around(areas, ct);
        var me = actor.AccountId;
        return from subject in db.Cases.AsNoTracking().VisibleTo(actor, db).Inside(areas)
            join step in db.Timeline.AsNoTracking() on subject.Id equals step.CaseId
            where step.At > since && (step.AccountId == null || step.AccountId != me) && Told.Contains(step.Action)
            where
                step.Action == CaseAction.SendToConfirm
                || units.Contains(subject.LeadUnitCode!)
                || db.Set<TimelineRow>().Any(mine => mine.CaseId == subject.Id && mine.AccountId == me)
            select new Row { Step = step, Title = subject.Title };
    }

    private sealed class Row
    {
        public required TimelineRow Step { get; init; }

        public required string Title { get; init; }
    }
}
