using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Centre;

/// <summary>One case that came in, was filed or was closed today. 今日案件</summary>
/// <param name="IsLate">Closed after its deadline, or open and over time.</param>
internal sealed record DayRow(DateTime CreatedAt, DateTime? FiledAt, DateTime? ClosedAt, Channel Channel, CaseState State, bool IsLate);

/// <summary>Today by the hour, beside the mean of the last four weeks, and where today's cases came from and went. 今日分时与流向</summary>
public sealed class DayFigures(CaseDesk desk, RecentFigures recent)
{
    private const int Weeks = 4;
    private static readonly TimeSpan TodayLife = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PastLife = TimeSpan.FromHours(1);

    /// <param name="FiledToday">今日受理: filed since local midnight.</param>
    /// <param name="FiledThen">Filed a week ago until the same time of day.</param>
    /// <param name="Filed">By local hour; null for hours that have not begun.</param>
    /// <param name="Closed">By local hour; null for hours that have not begun.</param>
    /// <param name="Usual">Mean filed per hour over the last four weeks.</param>
    /// <param name="Reported">Reports by local half hour; null for what has not come.</param>
    /// <param name="Flow">Of the cases filed today: channel, what became of them, how many.</param>
    public sealed record Day(
        int FiledToday,
        int FiledThen,
        IReadOnlyList<double?> Filed,
        IReadOnlyList<double?> Closed,
        IReadOnlyList<double?> Usual,
        IReadOnlyList<double?> Reported,
        IReadOnlyList<FlowPart> Flow
    );

    /// <summary>What became of a filed case.</summary>
    public enum Outcome
    {
        /// <summary>按时办结.</summary>
        DoneOnTime,

        /// <summary>处置中, in time.</summary>
        Doing,

        /// <summary>超时, done or not.</summary>
        Late,

        /// <summary>作废、并案 and whatever else ended without work.</summary>
        Ended,
    }

    public sealed record FlowPart(Channel Channel, Outcome Outcome, int Count);

    public async Task<Day> Run(Scope scope, Actor actor, CancellationToken ct)
    {
        var now = desk.Now;
        var midnight = desk.Calendar.LocalMidnightUtc(desk.Calendar.LocalDay(now));
        var today = await recent.Get("day", scope.Key, TodayLife, now, () => Today(midnight, actor, ct));
        var past = await recent.Get($"past {midnight:yyyyMMdd}", scope.Key, PastLife, now, () => Past(midnight, actor, ct));
        var filed = today.Where(r => r.FiledAt >= midnight).ToList();
        return new Day(
            filed.Count,
            past.Count(at => at >= midnight.AddDays(-7) && at < now.AddDays(-7)),
            Hours(filed.Select(r => r.FiledAt!.Value), midnight, now),
            Hours(today.Where(r => r.ClosedAt >= midnight).Select(r => r.ClosedAt!.Value), midnight, now),
            Mean(past),
            Slots(today.Where(r => r.CreatedAt >= midnight).Select(r => r.CreatedAt), midnight, now, 48),
            [.. filed.GroupBy(r => (r.Channel, Outcome: OutcomeOf(r))).Select(g => new FlowPart(g.Key.Channel, g.Key.Outcome, g.Count()))]
        );
    }

    internal static Outcome OutcomeOf(CaseState state, bool isClosed, bool isLate) =>
        state != CaseState.Closed && CaseFlow.Ends.Contains(state) ? Outcome.Ended
        : isLate ? Outcome.Late
        : isClosed ? Outcome.DoneOnTime
        : Outcome.Doing;

    private static Outcome OutcomeOf(DayRow row) => OutcomeOf(row.State, row.ClosedAt is not null, row.IsLate);

    private Task<List<DayRow>> Today(DateTime midnight, Actor actor, CancellationToken ct)
    {
        var (now, since) = (desk.Now, midnight.AddDays(-CasePages.ListCases.Days));
        return desk
            .Db.Cases.VisibleTo(actor, desk.Db)
            .Where(c => c.CreatedAt >= since && (c.CreatedAt >= midnight || c.FiledAt >= midnight || c.ClosedAt >= midnight))
            .Select(c => new DayRow(
                c.CreatedAt,
                c.FiledAt,
                c.ClosedAt,
                c.Channel,
                c.State,
                c.ClosedAt != null
                    ? c.DueAt != null && c.HandledAt > c.DueAt
                    : c.State != CaseState.Shelved && c.StageDueAt != null && c.StageDueAt < now
            ))
            .ToListAsync(ct);
    }

    /// <summary>Instants of filing in the four weeks before today.</summary>
    private Task<List<DateTime>> Past(DateTime midnight, Actor actor, CancellationToken ct)
    {
        var from = midnight.AddDays(-7 * Weeks);
        var since = from.AddDays(-CasePages.ListCases.Days);
        return desk
            .Db.Cases.VisibleTo(actor, desk.Db)
            .Where(c => c.CreatedAt >= since && c.FiledAt >= from && c.FiledAt < midnight)
            .Select(c => c.FiledAt!.Value)
            .ToListAsync(ct);
    }

    private double?[] Mean(List<DateTime> past)
    {
        var hours = new double?[24];
        Array.Fill(hours, past.Count == 0 ? null : 0d);
        foreach (var at in past)
            hours[desk.Calendar.Local(at).Hour] += 1d / (7 * Weeks);
        return hours;
    }

    /// <summary>Whole hours only: the one that runs would always look like a fall.</summary>
    private static double?[] Hours(IEnumerable<DateTime> instants, DateTime midnight, DateTime now)
    {
        var hours = Slots(instants, midnight, now, 24);
        var running = (int)(now - midnight).TotalHours;
        if (running is > 0 and < 24)
            hours[running] = null;
        return hours;
    }

    private static double?[] Slots(IEnumerable<DateTime> instants, DateTime midnight, DateTime now, int count)
    {
        var slots = new double?[count];
        var length = TimeSpan.FromDays(1) / count;
        for (var i = 0; i < count && midnight + (i * length) <= now; i++)
            slots[i] = 0;
        foreach (var at in instants)
            if ((int)((at - midnight) / length) is >= 0 and var slot && slot < count)
                slots[slot] = (slots[slot] ?? 0) + 1;
        return slots;
    }
}
