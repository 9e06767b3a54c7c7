namespace Gezhi.Platform.Time;

/// <summary>The clock of one case: when it is due, how much is used, and why. 处置时限</summary>
/// <param name="Calendar">Days and windows in force.</param>
/// <param name="StartedAt">UTC, usually the dispatch.</param>
/// <param name="Limit">The limit of the filing condition.</param>
/// <remarks>
/// Running time is spent on the limit first, then on each extension in order; a pause spends nothing. So an extension is added to the
/// deadline of its moment, whatever its unit, and a pause only ever moves the deadline back.
/// </remarks>
public sealed record DeadlineClock(WorkCalendar Calendar, DateTime StartedAt, TimeLimit Limit)
{
    /// <summary>Stretches in which the clock stands; they may overlap. 挂账等暂停</summary>
    public IReadOnlyList<ClockPause> Pauses { get; init; } = [];

    /// <summary>Approved extensions, oldest first. 延期</summary>
    public IReadOnlyList<TimeLimit> Extensions { get; init; } = [];

    /// <summary>UTC instant of the hand-in; null while the clock goes on. 停表时间</summary>
    public DateTime? StoppedAt { get; init; }

    /// <summary>Share of the minutes after which the light turns, 0–100. 预警比例</summary>
    public int WarningPercent { get; init; } = 80;

    /// <summary>UTC instant of the deadline; null while a pause without end holds it off. 截止时间</summary>
    public DateTime? DueAt => WhenUsed(LimitTicks);

    /// <summary>UTC instant at which the light turns to warning; null while a pause without end holds it off. 预警时间</summary>
    public DateTime? WarningAt => WhenUsed(WarningTicks);

    /// <summary>UTC instant at which so much of limit and extensions is used, and then so many minutes more by the same clock. 用时到点</summary>
    /// <param name="percent">100 is the deadline; more lies behind it.</param>
    /// <param name="moreMinutes">Minutes of this clock after that.</param>
    /// <returns>Null while a pause without end holds it off.</returns>
    public DateTime? At(int percent, int moreMinutes = 0) =>
        WhenUsed((LimitTicks / 100 * percent) + (moreMinutes * TimeSpan.TicksPerMinute));

    /// <summary>Minutes of limit and extensions together. 总时限</summary>
    public int LimitMinutes => (int)(LimitTicks / TimeSpan.TicksPerMinute);

    private long LimitTicks => Phases.Sum(TicksOf);

    private long WarningTicks => LimitTicks / 100 * WarningPercent;

    private IEnumerable<TimeLimit> Phases => Extensions.Prepend(Limit);

    /// <summary>Minutes the clock has run, rounded down; it goes on past the deadline. 已用时</summary>
    public int UsedMinutes(DateTime now) => (int)(Stretches(EndOf(now)).Sum(TicksOf) / TimeSpan.TicksPerMinute);

    /// <summary>Minutes left, rounded up. 剩余处置时限</summary>
    /// <returns>Negative when overdue; 0 also in the night after a deadline at the close of work, where only the light tells.</returns>
    public int RemainingMinutes(DateTime now) => LimitMinutes - UsedMinutes(now);

    /// <summary>The light at this moment, or at the hand-in when that came first. 时限灯</summary>
    public DeadlineLight Light(DateTime now)
    {
        var end = EndOf(now);
        return end > DueAt ? DeadlineLight.Overdue
            : end >= WarningAt ? DeadlineLight.Warning
            : DeadlineLight.Normal;
    }

    /// <summary>Every stretch from the start to now, counted or not, and why; the minutes add up to <see cref="UsedMinutes"/>. 时限说明</summary>
    public IReadOnlyList<ClockLine> Explain(DateTime now)
    {
        List<CalendarPiece> pieces = [];
        foreach (var piece in Stretches(EndOf(now)).SelectMany(PiecesOf))
        {
            if (pieces.Count > 0 && pieces[^1].Reason == piece.Reason && pieces[^1].ToAt == piece.FromAt)
                pieces[^1] = pieces[^1] with { ToAt = piece.ToAt, CountedTicks = pieces[^1].CountedTicks + piece.CountedTicks };
            else
                pieces.Add(piece);
        }
        long ticks = 0,
            minutes = 0;
        return pieces.ConvertAll(piece =>
        {
            ticks += piece.CountedTicks;
            var counted = ticks / TimeSpan.TicksPerMinute - minutes;
            minutes += counted;
            return new ClockLine(piece.FromAt, piece.ToAt, (int)counted, piece.Reason);
        });
    }

    private DateTime EndOf(DateTime now) => StoppedAt < now ? StoppedAt.Value : now;

    private long TicksOf(TimeLimit limit) => limit.MinutesIn(Calendar) * TimeSpan.TicksPerMinute;

    private long TicksOf(Stretch stretch) =>
        stretch switch
        {
            { PauseReason: not null } => 0,
            { OnWallClock: true } => (stretch.ToAt - stretch.FromAt).Ticks,
            _ => Calendar.WorkingTicks(stretch.FromAt, stretch.ToAt),
        };

    private IEnumerable<CalendarPiece> PiecesOf(Stretch stretch) =>
        stretch switch
        {
            { PauseReason: { } reason } => [new(stretch.FromAt, stretch.ToAt, 0, reason)],
            { OnWallClock: true } => [new(stretch.FromAt, stretch.ToAt, TicksOf(stretch), ClockReason.WallClock)],
            _ => Calendar.Pieces(stretch.FromAt, stretch.ToAt),
        };

    /// <summary>The instant at which this much has run; null when it is never reached.</summary>
    private DateTime? WhenUsed(long ticks)
    {
        if (Pauses.Count == 0 && Extensions.Count == 0)
            return Calendar.Add(StartedAt, ticks, Limit.RunsOnWallClock);
        if (ticks == 0)
            return StartedAt;
        foreach (var stretch in Stretches(DateTime.MaxValue))
        {
            if (stretch.PauseReason is not null)
                continue;
            var end = Calendar.Add(stretch.FromAt, ticks, stretch.OnWallClock);
            if (end <= stretch.ToAt)
                return end;
            ticks -= TicksOf(stretch);
        }
        return null;
    }

    /// <summary>Runs and pauses from the start to the end, in order, runs cut where the limit passes to the next extension.</summary>
    private IEnumerable<Stretch> Stretches(DateTime end)
    {
        var at = StartedAt;
        var phases = new Queue<TimeLimit>(Phases);
        var left = TicksOf(phases.Peek());
        foreach (var pause in Pauses.OrderBy(p => p.FromAt).Append(new ClockPause(end, end)))
        {
            var runUntil = pause.FromAt < end ? pause.FromAt : end;
            while (at < runUntil)
            {
                var phase = phases.Peek();
                var phaseEnd = phases.Count > 1 ? Calendar.Add(at, left, phase.RunsOnWallClock) : DateTime.MaxValue;
                var run = new Stretch(at, phaseEnd < runUntil ? phaseEnd : runUntil, phase.RunsOnWallClock, null);
                if (run.ToAt > run.FromAt)
                    yield return run;
                at = run.ToAt;
                if (phaseEnd <= runUntil)
                {
                    phases.Dequeue();
                    left = TicksOf(phases.Peek());
                }
                else
                    left -= phases.Count > 1 ? TicksOf(run) : 0;
            }
            var pauseUntil = pause.ToAt < end ? pause.ToAt.Value : end;
            if (pauseUntil <= at)
                continue;
            yield return new Stretch(at, pauseUntil, false, pause.Reason);
            at = pauseUntil;
        }
    }

    private readonly record struct Stretch(DateTime FromAt, DateTime ToAt, bool OnWallClock, string? PauseReason);
}
