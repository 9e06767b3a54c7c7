using System.Security.Cryptography;
using System.Text;

namespace Gezhi.Platform.Time;

/// <summary>Works out deadlines inside working time. 工作日历</summary>
/// <remarks>
/// Immutable. Instants are UTC (an unspecified kind is read as UTC). Working time is local wall time inside the windows of working
/// days; a deadline that falls on the end of a window stays there (18:00) and does not roll to the next opening.
/// A year without a notice follows the weekday rule and is reported by <see cref="IsBeyondNotice(DateOnly)"/>.
/// </remarks>
public sealed class WorkCalendar
{
    private readonly Dictionary<DateOnly, CalendarDay> _special;
    private readonly HashSet<int> _noticeYears;
    private readonly WorkingDays _days;
    private readonly WorkWindow[] _windows;
    private readonly long _dayTicks;

    /// <summary>Builds a calendar from notices; of two notices naming one date the later year's wins. 建立工作日历</summary>
    /// <param name="notices">Years in any order; a year without days counts as not yet published.</param>
    /// <param name="windows">Null: 08:00–12:00 and 14:00–18:00.</param>
    /// <param name="zone">Null: Asia/Shanghai.</param>
    public WorkCalendar(IEnumerable<HolidayNotice> notices, IEnumerable<WorkWindow>? windows = null, TimeZoneInfo? zone = null)
    {
        HolidayNotice[] published = [.. notices.Where(n => n.Days.Count > 0).OrderBy(n => n.Year)];
        _noticeYears = [.. published.Select(n => n.Year)];
        _special = [];
        foreach (var day in published.SelectMany(n => n.Days))
            _special[day.On] = day;
        _days = new WorkingDays(_special);
        Zone = zone ?? TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        _windows = WorkWindow.Checked(windows ?? WorkWindow.Default);
        _dayTicks = _windows.Sum(w => w.ToTicks - w.FromTicks);
        Version = Fingerprint();
    }

    private WorkCalendar(WorkCalendar like, Dictionary<DateOnly, CalendarDay> special, WorkWindow[] windows, bool isEveryDay)
    {
        IsEveryDay = isEveryDay;
        _noticeYears = like._noticeYears;
        Zone = like.Zone;
        _special = special;
        _days =
            ReferenceEquals(special, like._special) && isEveryDay == like.IsEveryDay ? like._days : new WorkingDays(special, isEveryDay);
        _windows = windows;
        _dayTicks = _windows.Sum(w => w.ToTicks - w.FromTicks);
        Version = Fingerprint();
    }

    /// <summary>China's notices of 2017 to 2026, default windows, Beijing time. 默认工作日历</summary>
    public static WorkCalendar China { get; } = new(HolidayNotice.Shipped());

    /// <summary>The shipped notices, with these instead of those of the same years: what a city took in later. 补充放假安排</summary>
    /// <param name="notices">The newest of each year; may be none.</param>
    /// <param name="zone">Null: Asia/Shanghai.</param>
    public static WorkCalendar ChinaWith(IReadOnlyCollection<HolidayNotice> notices, TimeZoneInfo? zone = null) =>
        notices.Count == 0 && (zone is null || zone.Id == China.Zone.Id)
            ? China
            : new(HolidayNotice.Shipped().Where(s => notices.All(n => n.Year != s.Year)).Concat(notices), zone: zone);

    /// <summary>Holidays and weekends are worked too. 全年无休</summary>
    public bool IsEveryDay { get; }

    /// <summary>Names this calendar; a different version means open deadlines must be worked out again. 日历版本</summary>
    /// <value>Last notice year and eight hex digits over days, windows and zone.</value>
    public string Version { get; }

    /// <summary>The zone of local days and windows. 时区</summary>
    public TimeZoneInfo Zone { get; }

    /// <summary>The windows of every working day, in order. 工作时段</summary>
    public IReadOnlyList<WorkWindow> Windows => _windows;

    /// <summary>Working minutes in one working day, 480 by default. 每工作日分钟数</summary>
    public int MinutesPerDay => (int)(_dayTicks / TimeSpan.TicksPerMinute);

    /// <summary>The same days with other windows, for a unit with its own hours. 部门工作时段</summary>
    public WorkCalendar WithWindows(IEnumerable<WorkWindow> windows) => new(this, _special, WorkWindow.Checked(windows), IsEveryDay);

    /// <summary>The same windows on every day of the year, for crews that never rest. 全年无休</summary>
    public WorkCalendar OnEveryDay() => new(this, _special, _windows, true);

    /// <summary>The same calendar with local extra days (snow closure, local festival), which win over notices. 地方调整</summary>
    public WorkCalendar WithDays(IEnumerable<CalendarDay> days)
    {
        var special = new Dictionary<DateOnly, CalendarDay>(_special);
        foreach (var day in days)
            special[day.On] = day;
        return new WorkCalendar(this, special, _windows, IsEveryDay);
    }

    /// <summary>The instant a limit started at <paramref name="startUtc"/> ends. 截止时间</summary>
    /// <returns>UTC; the start itself for a limit of zero.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The limit is negative or leads beyond 2119.</exception>
    public DateTime DueAt(DateTime startUtc, TimeLimit limit) =>
        Add(startUtc, limit.MinutesIn(this) * TimeSpan.TicksPerMinute, limit.RunsOnWallClock);

    /// <summary>Working minutes between two instants, rounded down; 0 when they are in the wrong order. 工作分钟数</summary>
    public int WorkingMinutes(DateTime fromUtc, DateTime toUtc) => (int)(WorkingTicks(fromUtc, toUtc) / TimeSpan.TicksPerMinute);

    /// <summary>Whether limits run on this local date. 是否工作日</summary>
    public bool IsWorkingDay(DateOnly day) => _days.IsWorking(day);

    /// <summary>What the notice calls this date; null for a date it does not name. 节假日名称</summary>
    public CalendarDay? Named(DateOnly day) => _special.TryGetValue(day, out var named) ? named : null;

    /// <summary>Whether no notice is known for the date's year, so that its deadlines are provisional. 放假安排未公布</summary>
    public bool IsBeyondNotice(DateOnly day) => !_noticeYears.Contains(day.Year);

    /// <summary>As <see cref="IsBeyondNotice(DateOnly)"/>, for the local day of an instant. 放假安排未公布</summary>
    public bool IsBeyondNotice(DateTime utc) => IsBeyondNotice(LocalDay(utc));

    /// <summary>The last day of a civil limit: the day of receipt does not count, the Nth working day after it is the last. 民法期间</summary>
    /// <returns>Local date; the thing is due by its end.</returns>
    /// <remarks>Source: Civil Code articles 201 and 203, as the 12345 hotline counts.</remarks>
    public DateOnly CivilLastDay(DateTime receivedUtc, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        var received = LocalDay(receivedUtc);
        return workingDays == 0 ? received : _days.At(_days.CountBefore(received.DayNumber + 1) + workingDays - 1L);
    }

    /// <summary>The instant a civil limit ends: midnight after its last day. 民法期间届满时刻</summary>
    public DateTime CivilDueAt(DateTime receivedUtc, int workingDays) =>
        LocalMidnightUtc(CivilLastDay(receivedUtc, workingDays).AddDays(1));

    /// <summary>The local date of an instant. 当地日期</summary>
    public DateOnly LocalDay(DateTime utc) => DateOnly.FromDateTime(Local(utc));

    /// <summary>Local wall time of an instant, for display. 当地时间</summary>
    public DateTime Local(DateTime utc) =>
        utc.Kind == DateTimeKind.Local
            ? throw new ArgumentException("Instants are UTC.", nameof(utc))
            : TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);

    /// <summary>The instant at which a local date begins. 当地零点</summary>
    public DateTime LocalMidnightUtc(DateOnly day) => Utc(day.ToDateTime(TimeOnly.MinValue));

    /// <summary>The instant of a local wall time; a time skipped by summer time is read with the offset before the change. 当地时间转UTC</summary>
    public DateTime Utc(DateTime local) =>
        new(local.Ticks - Zone.GetUtcOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified)).Ticks, DateTimeKind.Utc);

    /// <summary>The end of the same working time as by another calendar; the same instant where the days between are the same. 换历重算</summary>
    /// <param name="startUtc">Start of the stretch.</param>
    /// <param name="dueUtc">Its end by the other calendar.</param>
    public DateTime DueAgain(DateTime startUtc, DateTime dueUtc, WorkCalendar before)
    {
        var ticks = before.WorkingTicks(startUtc, dueUtc);
        return WorkingTicks(startUtc, dueUtc) == ticks ? dueUtc : Add(startUtc, ticks, onWallClock: false);
    }

    internal DateTime Add(DateTime startUtc, long ticks, bool onWallClock)
    {
        if (ticks == 0 || onWallClock)
            return DateTime.SpecifyKind(startUtc.AddTicks(ticks), DateTimeKind.Utc);
        var target = Position(Local(startUtc)) + ticks;
        var index = (target - 1) / _dayTicks;
        var rest = target - index * _dayTicks;
        var day = _days.At(index).ToDateTime(TimeOnly.MinValue);
        foreach (var window in _windows)
        {
            var length = window.ToTicks - window.FromTicks;
            if (rest <= length)
                return Utc(day.AddTicks(window.FromTicks + rest));
            rest -= length;
        }
        throw new InvalidOperationException("The windows of a day are shorter than the day.");
    }

    internal long WorkingTicks(DateTime fromUtc, DateTime toUtc) =>
        toUtc <= fromUtc ? 0 : Position(Local(toUtc)) - Position(Local(fromUtc));

    /// <summary>Cuts a stretch of time at every change between counted and not counted. 逐段说明</summary>
    internal IEnumerable<CalendarPiece> Pieces(DateTime fromUtc, DateTime toUtc)
    {
        var end = Local(toUtc);
        for (var at = Local(fromUtc); at < end; )
        {
            var (until, reason, counts) = PieceAt(at);
            if (until > end)
                until = end;
            yield return new CalendarPiece(Utc(at), Utc(until), counts ? (until - at).Ticks : 0, reason);
            at = until;
        }
    }

    private (DateTime Until, string Reason, bool Counts) PieceAt(DateTime local)
    {
        var day = DateOnly.FromDateTime(local);
        var named = Named(day);
        if (!IsWorkingDay(day))
            return (local.Date.AddDays(1), named is { } off ? ClockReason.Holiday(off.Name) : ClockReason.Weekend, false);
        foreach (var window in _windows)
        {
            if (local < local.Date.AddTicks(window.FromTicks))
                return (local.Date.AddTicks(window.FromTicks), window == _windows[0] ? ClockReason.Night : ClockReason.Lunch, false);
            if (local < local.Date.AddTicks(window.ToTicks))
                return (
                    local.Date.AddTicks(window.ToTicks),
                    named is { IsWorking: true } ? ClockReason.AdjustedWorkday : ClockReason.Working,
                    true
                );
        }
        return (local.Date.AddDays(1), ClockReason.Night, false);
    }

    /// <summary>Working ticks from the first day of the table to a local time.</summary>
    private long Position(DateTime local)
    {
        var day = DateOnly.FromDateTime(local).DayNumber;
        var before = _days.CountBefore(day);
        var position = before * _dayTicks;
        if (_days.CountBefore(day + 1) == before)
            return position;
        foreach (var window in _windows)
            position += Math.Clamp(local.TimeOfDay.Ticks - window.FromTicks, 0, window.ToTicks - window.FromTicks);
        return position;
    }

    private string Fingerprint()
    {
        var text = new StringBuilder(Zone.Id).AppendJoin(',', _windows).Append(IsEveryDay ? "*" : "");
        foreach (var day in _special.Values.OrderBy(d => d.On))
            text.Append(day.On.DayNumber).Append(day.IsWorking ? '+' : '-').Append(day.Name);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        return $"{(_noticeYears.Count > 0 ? _noticeYears.Max() : 0)}-{hash[..8]}";
    }
}
