using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;

namespace Gezhi.Web.Seeding.Reports;

/// <summary>Collects the moves of one case; the product's own life-cycle table says which are possible. 流转记录</summary>
internal sealed class Life
{
    private readonly List<SeedMove> _moves = [];
    private readonly DateTime _now;
    private readonly DateTime _stopAt;
    private readonly CaseAction? _holdAfter;
    private DateTime _at;

    /// <param name="stopAt">Nothing happens after it: the case got stuck; never after <paramref name="now"/>.</param>
    /// <param name="holdAfter">It waits after this move; null: it goes on.</param>
    public Life(DateTime createdAt, DateTime now, DateTime stopAt, CaseAction? holdAfter = null)
    {
        _holdAfter = holdAfter;
        (_at, _now, _stopAt) = (createdAt, now, stopAt < now ? stopAt : now);
        State = CaseFlow.Table.Start;
        _moves.Add(new SeedMove(CaseAction.Report, createdAt, 0, null));
    }

    public IReadOnlyList<SeedMove> Moves => _moves;

    public CaseState State { get; private set; }

    /// <summary>Whether time has run out; later moves are dropped.</summary>
    public bool IsOver { get; private set; }

    public DateTime LastAt => _at;

    public DateTime? DispatchedAt { get; private set; }

    public DateTime? HandedInAt { get; private set; }

    /// <summary>Cut off at "now" rather than ended.</summary>
    public bool IsOpen => CaseFlow.OpenStates.Contains(State);

    /// <summary>State at an instant.</summary>
    public CaseState StateAt(DateTime instant)
    {
        var state = _moves[0].Action == CaseAction.SolveOnSpot ? CaseState.Closed : CaseFlow.Table.Start;
        foreach (var move in _moves.Skip(1).TakeWhile(m => m.At <= instant))
            state = CaseFlow.Table.Next(state, move.Action);
        return state;
    }

    /// <summary>Replaces the first row: found and fixed in one go.</summary>
    public void SolveOnSpot(string text)
    {
        _moves[0] = new SeedMove(CaseAction.SolveOnSpot, _at, 0, Role.GridWorker, text);
        State = CaseFlow.Table.Next(State, CaseAction.SolveOnSpot);
    }

    /// <summary>The next move, so many minutes after the last.</summary>
    public void Then(
        CaseAction action,
        double minutes,
        Role? by,
        string? text = null,
        string? detail = null,
        string? theirNo = null,
        CaseAction? wanted = null,
        DateTime? until = null
    ) => ThenAt(action, _at.AddMinutes(minutes), by, text, detail, theirNo, wanted, until);

    public void ThenAt(
        CaseAction action,
        DateTime at,
        Role? by,
        string? text = null,
        string? detail = null,
        string? theirNo = null,
        CaseAction? wanted = null,
        DateTime? until = null
    )
    {
        if (IsOver)
            return;
        at = new DateTime(at.Ticks - at.Ticks % TimeSpan.TicksPerSecond, DateTimeKind.Utc);
        if (at > _stopAt || at > _now)
        {
            IsOver = true;
            return;
        }
        State = CaseFlow.Table.Next(State, action);
        _moves.Add(new SeedMove(action, at, (int)(at - _at).TotalMinutes, by, text, detail, theirNo, wanted, until));
        _at = at;
        IsOver = action == _holdAfter;
        if (action == CaseAction.Dispatch)
            DispatchedAt ??= at;
        if (action == CaseAction.ReportDone)
            HandedInAt = at;
    }
}
