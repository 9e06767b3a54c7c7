using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Time;

namespace Gezhi.Web.Seeding.Reports;

/// <summary>Invents what happened to a report: most are closed in time, some take every other way the life cycle knows. 流转生成</summary>
internal sealed class LifePlan(WorkCalendar calendar, Words words, Sentences sentences, Dice dice, DateTime now)
{
    private const double StuckShare = 0.1;
    private const int StuckDays = 12;
    private const double RushMinutes = 80;

    public Life Make(Draft draft)
    {
        var life = new Life(draft.CreatedAt, now, StopAt(draft), draft.HoldAfter);
        if (draft.HoldAfter is not null)
            Work(draft, life);
        else if (draft.Original is { } original && TryJoin(draft, original, life))
            return life;
        else if (draft.Channel == Channel.GridPatrol && draft.MayBeSolvedOnSpot && dice.Falls(0.65))
            life.SolveOnSpot(Line("onSpot", draft));
        else if (draft.Channel is not (Channel.GridPatrol or Channel.DigitalCity) && EndsEarly(draft, life))
            return life;
        else if (dice.Falls(0.008))
            Void(draft, life);
        else
            Work(draft, life);
        return life;
    }

    /// <summary>Some cases of the last days lie where they are, past their limits.</summary>
    private DateTime StopAt(Draft draft)
    {
        if (draft.HoldAfter is not null)
            return now;
        var age = now - draft.CreatedAt;
        if (draft.IsUrgent && age > TimeSpan.FromHours(2.6) && age < TimeSpan.FromHours(10) && dice.Falls(0.5))
            return draft.CreatedAt.AddMinutes(50);
        return age > TimeSpan.FromHours(10) && age < TimeSpan.FromDays(StuckDays) && dice.Falls(StuckShare)
            ? draft.CreatedAt.AddMinutes(dice.Between(30, 900))
            : now;
    }

    private bool TryJoin(Draft draft, Draft original, Life life)
    {
        var at = draft.CreatedAt.AddMinutes(dice.Between(4, 40));
        if (dice.Falls(0.2) || original.Life is not { } first || !Cases.CaseFlow.OpenStates.Contains(first.StateAt(at)))
            return false;
        life.ThenAt(CaseAction.Join, at, Role.Operator, Line("join", draft));
        return true;
    }

    /// <summary>Withdrawn, not found, declined or handed to another body.</summary>
    private bool EndsEarly(Draft draft, Life life)
    {
        var chance = dice.Share();
        if (chance < 0.018 && draft.Channel == Channel.ResidentPage)
            life.Then(CaseAction.Withdraw, dice.Between(6, 90), null, Line("withdraw", draft));
        else if (chance < (draft.Topic.Emergency is null ? 0.024 : 0.05))
            Transfer(draft, life);
        else if (chance < 0.065)
            Decline(draft, life);
        else
            return false;
        return true;
    }

    private void Transfer(Draft draft, Life life)
    {
        var parts = Line(draft.Topic.Emergency is { } number ? $"transfer-{number}" : "transfer", draft).Split('|');
        life.Then(
            CaseAction.Transfer,
            dice.Between(2, 20),
            Role.Operator,
            parts[1],
            parts[0],
            $"{parts[0]}-{dice.Between(100_000, 999_999)}"
        );
    }

    private void Decline(Draft draft, Life life)
    {
        if (dice.Falls(0.4))
        {
            life.Then(CaseAction.SendToConfirm, dice.Between(2, 9), Role.Operator);
            life.Then(CaseAction.ConfirmNotFound, dice.Between(15, 60), Role.GridWorker, Line("notFound", draft));
        }
        var parts = Line(draft.Topic.Told ? "decline-told" : "decline", draft).Split('|');
        life.Then(CaseAction.Decline, dice.Between(5, 40), Role.Operator, parts[0], parts[1]);
    }

    private void Void(Draft draft, Life life)
    {
        life.Then(CaseAction.File, dice.Between(3, 14), Role.Operator);
        life.Then(CaseAction.AskApproval, dice.Between(10, 60), Role.Operator, Line("void", draft), wanted: CaseAction.Void);
        life.Then(CaseAction.Void, dice.Between(5, 40), Role.ShiftLeader);
    }

    private void Work(Draft draft, Life life)
    {
        Intake(draft, life);
        if (life.DispatchedAt is not { } dispatchedAt)
            return;
        var due = calendar.DueAt(dispatchedAt, draft.Condition.Limit);
        life.ThenAt(CaseAction.Accept, Awake(life.LastAt.AddMinutes(dice.Between(3, IsQuick(draft) ? 14 : 40)), draft), Role.Handler);
        if (dice.Falls(0.35))
            OnTheWay(draft, life);
        if (!draft.IsUrgent && dice.Falls(0.022))
            Shelve(draft, life);
        else if (!draft.IsUrgent && dice.Falls(0.02))
            Extend(draft, life);
        HandIn(draft, life, dispatchedAt, due);
        Check(draft, life);
        Close(draft, life);
        if (dice.Falls(0.012))
            Reopen(draft, life);
    }

    private void Intake(Draft draft, Life life)
    {
        var isBacklog = (now - draft.CreatedAt).TotalMinutes < RushMinutes && !draft.IsUrgent;
        if (
            draft.NeedsConfirm
            || draft.HoldAfter is CaseAction.SendToConfirm or CaseAction.Confirm
            || (draft.Channel == Channel.ResidentPage && dice.Falls(0.2))
        )
        {
            life.Then(CaseAction.SendToConfirm, dice.Between(2, isBacklog ? 25 : 9), Role.Operator);
            life.Then(CaseAction.Confirm, dice.Between(8, 45), Role.GridWorker, Line("confirm", draft));
        }
        life.Then(
            CaseAction.File,
            isBacklog ? dice.Between(15, 90)
                : dice.Falls(0.08) ? dice.Between(18, 70)
                : dice.Between(2, 13),
            Role.Operator
        );
        life.Then(CaseAction.Dispatch, isBacklog ? dice.Between(4, 30) : dice.Between(1, 12), Role.Dispatcher);
        if (!dice.Falls(0.04))
            return;
        life.Then(CaseAction.SendBack, dice.Between(15, 120), Role.Handler, Line("sendBack", draft));
        life.Then(CaseAction.Dispatch, dice.Between(4, 25), Role.Dispatcher);
    }

    private void OnTheWay(Draft draft, Life life)
    {
        life.ThenAt(CaseAction.Depart, Awake(life.LastAt.AddMinutes(dice.Between(2, IsQuick(draft) ? 7 : 30)), draft), Role.Handler);
        life.Then(CaseAction.Arrive, dice.Between(6, IsQuick(draft) ? 18 : 40), Role.Handler);
    }

    private bool IsQuick(Draft draft) => draft.Condition.Limit.MinutesIn(calendar) <= 240;

    private void Shelve(Draft draft, Life life)
    {
        var until = life.LastAt.AddDays(dice.Between(7, 45));
        var reason = Line("shelve", draft);
        life.Then(CaseAction.AskApproval, dice.Between(20, 200), Role.Handler, reason, wanted: CaseAction.Shelve, until: until);
        life.Then(CaseAction.Shelve, dice.Between(10, 120), Role.Dispatcher, reason, until: until);
        life.ThenAt(CaseAction.Resume, until, null);
    }

    private void Extend(Draft draft, Life life)
    {
        life.Then(CaseAction.AskApproval, dice.Between(20, 90), Role.Handler, Line("extend", draft), wanted: CaseAction.Extend);
        life.Then(CaseAction.Extend, dice.Between(10, 60), Role.Dispatcher);
    }

    /// <summary>Nineteen in twenty within the limit, most long before it.</summary>
    private void HandIn(Draft draft, Life life, DateTime dispatchedAt, DateTime due)
    {
        var share = dice.Falls(0.95) ? 0.08 + 0.86 * Math.Pow(dice.Share(), 1.7) : 1.05 + dice.Share() * 0.9;
        var at = dispatchedAt + (due - dispatchedAt) * share;
        if (at < life.LastAt.AddMinutes(8))
            at = life.LastAt.AddMinutes(dice.Between(8, 45));
        if (share > 1 && dice.Falls(0.6))
            life.ThenAt(CaseAction.Supervise, due - (due - dispatchedAt) * 0.1, Role.ShiftLeader, Line("supervise", draft));
        life.ThenAt(CaseAction.ReportDone, at > life.LastAt ? at : life.LastAt.AddMinutes(10), Role.Handler, Done(draft));
    }

    private void Check(Draft draft, Life life)
    {
        if (dice.Falls(0.05))
        {
            life.ThenAt(CaseAction.Fail, Awake(life.LastAt.AddMinutes(dice.Between(15, 160)), draft), Role.Checker, Line("fail", draft));
            life.ThenAt(CaseAction.ReportDone, Awake(life.LastAt.AddMinutes(dice.Between(30, 240)), draft), Role.Handler, Done(draft));
        }
        life.ThenAt(CaseAction.Pass, Awake(life.LastAt.AddMinutes(dice.Between(12, 150)), draft), Role.Checker, Line("pass", draft));
    }

    private void Close(Draft draft, Life life) => life.Then(CaseAction.Close, dice.Between(6, 90), Role.Operator, Line("close", draft));

    private void Reopen(Draft draft, Life life)
    {
        life.ThenAt(CaseAction.Reopen, Awake(life.LastAt.AddHours(dice.Between(20, 80)), draft), Role.ShiftLeader, Line("reopen", draft));
        life.Then(CaseAction.Dispatch, dice.Between(3, 20), Role.Dispatcher);
        life.ThenAt(CaseAction.Accept, Awake(life.LastAt.AddMinutes(dice.Between(5, 40)), draft), Role.Handler);
        life.ThenAt(CaseAction.ReportDone, Awake(life.LastAt.AddHours(dice.Between(2, 9)), draft), Role.Handler, Done(draft));
        life.ThenAt(CaseAction.Pass, Awake(life.LastAt.AddMinutes(dice.Between(20, 150)), draft), Role.Checker, Line("pass", draft));
        Close(draft, life);
    }

    /// <summary>Units and checkers sleep from 20:30 to 7:30, unless it is urgent or the limit runs through the night.</summary>
    private DateTime Awake(DateTime at, Draft draft)
    {
        var local = calendar.Local(at);
        if (
            draft.IsUrgent
            || draft.Condition.Limit.RunsOnWallClock
            || (local.TimeOfDay >= TimeSpan.FromHours(7.5) && local.TimeOfDay < TimeSpan.FromHours(20.5))
        )
            return at;
        var day = local.TimeOfDay < TimeSpan.FromHours(7.5) ? local.Date : local.Date.AddDays(1);
        return calendar.Utc(day.AddHours(7.5).AddMinutes(dice.Between(0, 80)));
    }

    private string Done(Draft draft) => draft.Done ??= sentences.Line(draft.Topic.Done, draft);

    private string Line(string kind, Draft draft) => sentences.Line(words.Moves[kind], draft);
}
