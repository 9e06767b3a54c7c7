#pragma warning disable CA1310 // StartsWith becomes LIKE; the database compares codes of digits
using Gezhi.Cases.CasePages;
using Gezhi.Cases.Centre;
using Gezhi.Cases.Emergencies;
using Gezhi.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Contract;

/// <summary>Open cases that are alike in place, state and unit. 实时单元</summary>
/// <param name="AreaCode">As fine as it is known: 17 digits for a micro-grid, 6 without a place.</param>
/// <param name="UnitCode">Lead unit; null before dispatch.</param>
/// <param name="Soon">Of these, the present stage ends within the hour.</param>
/// <param name="Late">Of these, it is over time.</param>
/// <param name="Urgent">Of these, urgent.</param>
/// <param name="SentBack">Of these, sent back twice or more.</param>
public sealed record LiveCell(string AreaCode, CaseState State, string? UnitCode, int Count, int Soon, int Late, int Urgent, int SentBack);

/// <summary>A case that came, was filed or was closed today. 今日案件</summary>
/// <param name="CreatedAt">UTC.</param>
/// <param name="FiledAt">UTC.</param>
/// <param name="ClosedAt">UTC.</param>
/// <param name="PartCode">Area of as many digits as were asked for; shorter without a place.</param>
/// <param name="CategoryKey">Empty until somebody chose one.</param>
public sealed record LiveDayCase(
    DateTime CreatedAt,
    DateTime? FiledAt,
    DateTime? ClosedAt,
    string PartCode,
    string CategoryKey,
    Channel Channel,
    string? UnitCode,
    LiveOutcome Outcome
);

/// <summary>One case of a live list. 实时案件行</summary>
/// <param name="CaseNo">Null until filed.</param>
/// <param name="Title">As the case list shows it; never shown on a wall.</param>
/// <param name="Kind">Status for colour and shape.</param>
/// <param name="State">Status in words.</param>
/// <param name="CategoryKey">Null until somebody chose one.</param>
/// <param name="UnitCode">Null before dispatch.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="Left">What is left of the limit, in words.</param>
/// <param name="UsedShare">Used part of the limit, 0 to 1 and more.</param>
/// <param name="BarClass">Colour of the bar.</param>
/// <param name="Sort">Order of the queue, as text.</param>
/// <param name="Reports">How many people reported it.</param>
public sealed record LiveLine(
    Guid CaseId,
    string? CaseNo,
    string Title,
    string Kind,
    string State,
    string? CategoryKey,
    string AreaCode,
    Channel Channel,
    string? UnitCode,
    DateTime CreatedAt,
    bool IsUrgent,
    string Left,
    double UsedShare,
    string BarClass,
    string Sort,
    int Reports
);

/// <summary>An alarm that sounds. 进行中警情</summary>
/// <param name="CaseId">Its case.</param>
/// <param name="Name">Kind in words.</param>
/// <param name="Severity">In words.</param>
/// <param name="RaisedAt">UTC.</param>
/// <param name="There">How many of those called have arrived.</param>
public sealed record LiveEmergency(
    Guid CaseId,
    string Name,
    string Severity,
    bool IsDrill,
    string AreaCode,
    DateTime RaisedAt,
    int Called,
    int There
);

/// <summary>Everything that is counted live, read together. 实时快照</summary>
/// <param name="At">UTC.</param>
/// <param name="Midnight">UTC instant at which the local day began.</param>
/// <param name="Seq">Feed position read before the counts: what came later may be in them already, nothing before is missing.</param>
/// <param name="Cells">Everything open.</param>
/// <param name="Queue">The first of the queue, in its order.</param>
/// <param name="Today">What came, was filed or was closed since midnight.</param>
/// <param name="Emergencies">Alarms that sound.</param>
public sealed record LiveMoment(
    DateTime At,
    DateTime Midnight,
    long Seq,
    IReadOnlyList<LiveCell> Cells,
    IReadOnlyList<LiveLine> Queue,
    IReadOnlyList<LiveDayCase> Today,
    IReadOnlyList<LiveEmergency> Emergencies
)
{
    /// <summary>A figure of the whole area; the list behind it is exactly as long.</summary>
    public int Count(LiveKey key) =>
        key switch
        {
            LiveKey.ReportedToday => Today.Count(c => c.CreatedAt >= Midnight),
            LiveKey.FiledToday => Today.Count(c => c.FiledAt >= Midnight),
            LiveKey.ClosedToday => Today.Count(c => c.ClosedAt >= Midnight),
            _ => Count(key, Cells),
        };

    /// <summary>A figure of open cases in some cells.</summary>
    public static int Count(LiveKey key, IEnumerable<LiveCell> cells)
    {
        var states = LiveConditions.StatesOf(key);
        return cells
            .Where(c => states.Contains(c.State))
            .Sum(c =>
                key switch
                {
                    LiveKey.Soon => c.Soon,
                    LiveKey.Late => c.Late,
                    LiveKey.Urgent => c.Urgent,
                    LiveKey.SentBack => c.SentBack,
                    _ => c.Count,
                }
            );
    }
}

/// <summary>Counts and lists what is open and what happened today, from the cases themselves, by the conditions of <see cref="LiveKey"/>. 实时读取</summary>
public sealed class LiveWork
{
    private const int MostAlarms = 50;
    private readonly CaseDesk desk;
    private readonly StaffWords words;
    private readonly TimeWords times;
    private readonly EmergencyWords alarmWords;
    private readonly IStringLocalizer T;

    internal LiveWork(CaseDesk desk, StaffWords words, TimeWords times, EmergencyWords alarmWords, IStringLocalizer T) =>
        (this.desk, this.words, this.times, this.alarmWords, this.T) = (desk, words, times, alarmWords, T);

    /// <summary>UTC instant at which the local day began. 今日零时</summary>
    public DateTime Midnight => desk.Calendar.LocalMidnightUtc(desk.Calendar.LocalDay(desk.Now));

    /// <summary>UTC. 现在</summary>
    public DateTime Time => desk.Now;

    /// <summary>Local hour of the day, 0 to 23. 当前时</summary>
    public int HourOf(DateTime at) => desk.Calendar.Local(at).Hour;

    /// <summary>Local date. 本地日期</summary>
    public DateOnly DayOf(DateTime at) => desk.Calendar.LocalDay(at);

    /// <summary>Local date and time. 本地时间</summary>
    public DateTime Local(DateTime at) => desk.Calendar.Local(at);

    /// <summary>Feed position of the district; whoever has seen it has seen everything before. 动态位置</summary>
    public Task<long> Seq(CancellationToken ct) =>
        desk.Db.Set<FeedHead>().OrderBy(h => h.DistrictId).Select(h => h.LastSeq).FirstOrDefaultAsync(ct);

    /// <summary>How many, exactly as long as the list. 计数</summary>
    public Task<int> Count(LiveKey key, LiveAsk ask, CancellationToken ct) => Of(key, ask).CountAsync(ct);

    /// <summary>Newest first. 清单</summary>
    /// <param name="after">What the page before gave as next; null begins with the newest.</param>
    /// <returns>At most <paramref name="take"/>, and where the next page begins; null at the end.</returns>
    public async Task<(IReadOnlyList<LiveLine> Items, string? Next)> List(
        LiveKey key,
        LiveAsk ask,
        string? after,
        int take,
        CancellationToken ct
    )
    {
        var cases = Of(key, ask);
        if (CaseCursor.Read(after) is { } last)
            cases = cases.Where(c => c.CreatedAt < last.At || (c.CreatedAt == last.At && c.Id < last.Id));
        var rows = await cases
            .OrderByDescending(c => c.CreatedAt)
            .ThenByDescending(c => c.Id)
            .Take(take + 1)
            .Select(CaseLine.From)
            .ToListAsync(ct);
        var shown = rows.Count > take ? rows[..take] : rows;
        return (shown.ConvertAll(Line), rows.Count > take ? new CaseCursor(shown[^1].CreatedAt, shown[^1].Id).ToString() : null);
    }

    /// <summary>Everything of an area at once. 快照</summary>
    /// <param name="queue">Rows of the queue.</param>
    public async Task<LiveMoment> Now(LiveAsk ask, int queue, CancellationToken ct)
    {
        var (now, midnight, seq) = (desk.Now, Midnight, await Seq(ct));
        var open = Of(LiveKey.Open, ask);
        var hour = now.AddHours(1);
        var cells = await open.GroupBy(c => new
            {
                c.AreaCode,
                c.State,
                c.LeadUnitCode,
            })
            .Select(g => new LiveCell(
                g.Key.AreaCode,
                g.Key.State,
                g.Key.LeadUnitCode,
                g.Count(),
                g.Count(c => c.State != CaseState.Shelved && c.StageDueAt >= now && c.StageDueAt < hour),
                g.Count(c => c.State != CaseState.Shelved && c.StageDueAt < now),
                g.Count(c => c.IsUrgent),
                g.Count(c => c.SendBackCount >= LiveConditions.SentBackOften)
            ))
            .ToListAsync(ct);
        var rows = await open.OrderByDescending(c => c.IsUrgent)
            .ThenBy(c => c.StageDueAt == null)
            .ThenBy(c => c.StageDueAt)
            .ThenBy(c => c.Id)
            .Take(queue)
            .Select(CaseLine.From)
            .ToListAsync(ct);
        return new LiveMoment(now, midnight, seq, cells, rows.ConvertAll(Line), await Today(ask, now, midnight, ct), await Alarms(ask, ct));
    }

    /// <summary>Instants of filing on the same weekday of so many weeks before today, one list a week, the latest week first. 往周同日受理</summary>
    public async Task<IReadOnlyList<IReadOnlyList<DateTime>>> FiledOnThisWeekday(LiveAsk ask, int weeks, CancellationToken ct)
    {
        var today = desk.Calendar.LocalDay(desk.Now);
        var found = new List<IReadOnlyList<DateTime>>(weeks);
        for (var week = 1; week <= weeks; week++)
        {
            var day = today.AddDays(-7 * week);
            var (from, to) = (desk.Calendar.LocalMidnightUtc(day), desk.Calendar.LocalMidnightUtc(day.AddDays(1)));
            var since = from.AddDays(-ListCases.Days);
            found.Add(
                await Inside(ask)
                    .Where(c => c.CreatedAt >= since && c.FiledAt >= from && c.FiledAt < to)
                    .Select(c => c.FiledAt!.Value)
                    .ToListAsync(ct)
            );
        }
        return found;
    }

    /// <summary>Open cases of one figure by lead unit; those without a unit are left out. 按主办单位</summary>
    public async Task<IReadOnlyDictionary<string, int>> ByUnit(LiveKey key, LiveAsk ask, CancellationToken ct) =>
        await Of(key, ask)
            .Where(c => c.LeadUnitCode != null)
            .GroupBy(c => c.LeadUnitCode!)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);

    /// <summary>What was open where at an instant of the past, by area: the record of moves is walked back. 回看未结</summary>
    public async Task<IReadOnlyDictionary<string, int>> OpenAt(LiveAsk ask, DateTime at, CancellationToken ct) =>
        await Of(LiveKey.Open, ask with { OpenAt = at })
            .GroupBy(c => c.AreaCode)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);

    private async Task<IReadOnlyList<LiveDayCase>> Today(LiveAsk ask, DateTime now, DateTime midnight, CancellationToken ct)
    {
        var (since, length) = (midnight.AddDays(-ListCases.Days), ask.PartLength);
        var rows = await Inside(ask)
            .Where(c => c.CreatedAt >= since && (c.CreatedAt >= midnight || c.FiledAt >= midnight || c.ClosedAt >= midnight))
            .Select(c => new
            {
                c.CreatedAt,
                c.FiledAt,
                c.ClosedAt,
                Part = c.AreaCode.Substring(0, length),
                c.CategoryKey,
                c.Channel,
                c.LeadUnitCode,
                c.State,
                IsLate = c.ClosedAt != null
                    ? c.DueAt != null && c.HandledAt > c.DueAt
                    : c.State != CaseState.Shelved && c.StageDueAt != null && c.StageDueAt < now,
            })
            .ToListAsync(ct);
        return rows.ConvertAll(r => new LiveDayCase(
            r.CreatedAt,
            r.FiledAt,
            r.ClosedAt,
            r.Part,
            r.CategoryKey ?? "",
            r.Channel,
            r.LeadUnitCode,
            r.State != CaseState.Closed && CaseFlow.Ends.Contains(r.State) ? LiveOutcome.Ended
                : r.IsLate ? LiveOutcome.Late
                : r.ClosedAt is not null ? LiveOutcome.DoneOnTime
                : LiveOutcome.Doing
        ));
    }

    /// <summary>By the case, not by who was called: everybody who looks at the same area sees the same.</summary>
    private async Task<IReadOnlyList<LiveEmergency>> Alarms(LiveAsk ask, CancellationToken ct)
    {
        var visible = Inside(ask);
        var open = await desk
            .Db.Set<Emergency>()
            .AsNoTracking()
            .Where(e => e.EndedAt == null && visible.Any(c => c.Id == e.CaseId))
            .OrderBy(e => e.RaisedAt)
            .ThenBy(e => e.Id)
            .Take(MostAlarms)
            .ToListAsync(ct);
        if (open.Count == 0)
            return [];
        var ids = open.ConvertAll(e => e.Id);
        var calls = (
            await desk
                .Db.Set<EmergencyCall>()
                .AsNoTracking()
                .Where(c => ids.Contains(c.EmergencyId))
                .Select(c => new { c.EmergencyId, IsThere = c.ArrivedAt != null })
                .ToListAsync(ct)
        ).ToLookup(c => c.EmergencyId, c => c.IsThere);
        return open.ConvertAll(e => new LiveEmergency(
            e.CaseId,
            alarmWords.Kind(e.Kind),
            alarmWords.Severity(e.Severity),
            e.IsDrill,
            e.AreaCode,
            e.RaisedAt,
            calls[e.Id].Count(),
            calls[e.Id].Count(there => there)
        ));
    }

    /// <summary>What the person may see of the area.</summary>
    private IQueryable<Case> Inside(LiveAsk ask)
    {
        var cases = desk.Db.Cases.AsNoTracking().VisibleTo(ask.Actor, desk.Db);
        return ask.Area is { Length: > 6 } area ? cases.Where(c => c.AreaCode.StartsWith(area)) : cases;
    }

    private IQueryable<Case> Of(LiveKey key, LiveAsk ask)
    {
        var (now, midnight) = (desk.Now, Midnight);
        var cases = ask.OpenAt is { } at && key == LiveKey.Open ? WereOpen(Inside(ask), at) : Inside(ask).That(key, now, midnight);
        if (ask.Hour is { } hour)
            cases = cases.Between(key, midnight.AddHours(hour), midnight.AddHours(hour + 1));
        if (ask.Parts is { Count: > 0 } parts)
        {
            var length = ask.PartLength;
            cases = cases.Where(c => parts.Contains(c.AreaCode.Substring(0, length)));
        }
        if (ask.Categories is [var category])
            cases = cases.Where(c => c.CategoryKey!.StartsWith(category));
        else if (ask.Categories is { Count: > 0 } categories)
            cases = cases.Where(c => categories.Contains(c.CategoryKey!));
        if (ask.Channels is { Count: > 0 } channels)
            cases = cases.Where(c => channels.Contains(c.Channel));
        if (ask.Units is { Count: > 0 } units)
        {
            var without = units.Contains(LiveAsk.NoUnit);
            cases = cases.Where(c => c.LeadUnitCode == null ? without : units.Contains(c.LeadUnitCode));
        }
        return ask.Outcome is { } outcome ? With(cases, outcome, now) : cases;
    }

    private static IQueryable<Case> With(IQueryable<Case> cases, LiveOutcome outcome, DateTime now)
    {
        var ends = CaseFlow.Ends.Where(s => s != CaseState.Closed).ToList();
        if (outcome == LiveOutcome.Ended)
            return cases.Where(c => ends.Contains(c.State));
        cases = cases.Where(c => !ends.Contains(c.State));
        return outcome switch
        {
            LiveOutcome.Late => cases.Where(c =>
                c.ClosedAt != null
                    ? c.DueAt != null && c.HandledAt != null && c.HandledAt > c.DueAt
                    : c.State != CaseState.Shelved && c.StageDueAt != null && c.StageDueAt < now
            ),
            LiveOutcome.DoneOnTime => cases.Where(c =>
                c.ClosedAt != null && !(c.DueAt != null && c.HandledAt != null && c.HandledAt > c.DueAt)
            ),
            _ => cases.Where(c => c.ClosedAt == null && !(c.State != CaseState.Shelved && c.StageDueAt != null && c.StageDueAt < now)),
        };
    }

    /// <summary>Open now and not moved since, or moved since and open before the first of these moves.</summary>
    private IQueryable<Case> WereOpen(IQueryable<Case> cases, DateTime at)
    {
        var open = CaseFlow.OpenStates;
        var moves = desk.Db.Timeline.Where(m => m.At > at && m.From != m.To);
        return cases.Where(c =>
            c.CreatedAt <= at
            && (
                (open.Contains(c.State) && !moves.Any(m => m.CaseId == c.Id))
                || (
                    (open.Contains(c.State) || c.StageAt > at)
                    && moves.Any(m =>
                        m.CaseId == c.Id && open.Contains(m.From) && !moves.Any(e => e.CaseId == c.Id && e.Sequence < m.Sequence)
                    )
                )
            )
        );
    }

    private LiveLine Line(CaseLine row)
    {
        var now = desk.Now;
        return new LiveLine(
            row.Id,
            row.CaseNo,
            QueueWords.Brief(row.Title, row.PlaceText),
            StaffWords.Kind(row.State, row.IsLate(now)),
            words.State(row.State),
            row.CategoryKey,
            row.AreaCode,
            row.Channel,
            row.LeadUnitCode,
            row.CreatedAt,
            row.IsUrgent,
            row.Left(now, times, T),
            row.UsedShare(now),
            row.BarClass(now),
            Queue.Sort(row),
            row.ReportCount
        );
    }
}
