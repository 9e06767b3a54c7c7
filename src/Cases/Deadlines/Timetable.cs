using System.Collections.Concurrent;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gezhi.Cases.Deadlines;

/// <summary>By what the deadlines of a district are reckoned: calendar, stage limits, hours of units, ladder. 时限依据</summary>
/// <param name="CalendarNo">Newest calendar version; 0: as shipped.</param>
/// <param name="Hours">Units with windows of their own.</param>
/// <param name="Ladder">All rungs, those switched off among them.</param>
public sealed record Timetable(
    WorkCalendar Calendar,
    int CalendarNo,
    StageLimits Limits,
    IReadOnlyDictionary<string, UnitHours> Hours,
    IReadOnlyList<LadderRung> Ladder
)
{
    private readonly ConcurrentDictionary<string, WorkCalendar> ofUnits = new(StringComparer.Ordinal);

    /// <summary>The calendar by which a unit's deadlines run; the district's for null and for units without hours of their own. 部门日历</summary>
    public WorkCalendar CalendarOf(string? unitCode) =>
        unitCode is not null && Hours.TryGetValue(unitCode, out var hours)
            ? ofUnits.GetOrAdd(unitCode, static (_, made) => Made(made.Calendar, made.hours), (Calendar, hours))
            : Calendar;

    private static WorkCalendar Made(WorkCalendar calendar, UnitHours hours)
    {
        var windowed = hours.Windows.Length == 0 ? calendar : calendar.WithWindows(hours.Windows.Split(',').Select(WorkWindow.Parse));
        return hours.IsEveryDay ? windowed.OnEveryDay() : windowed;
    }

    internal static WorkCalendar Build(IEnumerable<CalendarVersion> versions, TimeZoneInfo zone)
    {
        var all = versions.OrderBy(v => v.No).ToList();
        var notices = all.Where(v => v.Kind == CalendarKind.Notice)
            .GroupBy(v => v.Year)
            .Select(g => new HolidayNotice(g.Key, g.Last().Read()))
            .ToList();
        var local = all.Where(v => v.Kind == CalendarKind.LocalDays).SelectMany(v => v.Read()).ToList();
        var calendar = WorkCalendar.ChinaWith(notices, zone);
        return local.Count == 0 ? calendar : calendar.WithDays(local);
    }
}

/// <summary>Keeps each district's timetable in memory; a change on this node shows at once, one on another node within 30 s. 时限依据缓存</summary>
public sealed class Timetables(
    IServiceScopeFactory scopes,
    Districts districts,
    IConfiguration configuration,
    WorkCalendar calendarAsShipped,
    TimeProvider clock,
    ILogger<Timetables> log
) : Loop(clock, log), IHostedLifecycleService
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<int, Timetable> known = new();
    private readonly Timetable shipped = new(
        calendarAsShipped,
        0,
        new StageLimits(configuration) { Calendar = calendarAsShipped },
        new Dictionary<string, UnitHours>(StringComparer.Ordinal),
        []
    );

    /// <summary>What holds now; before the first reading, what the product ships.</summary>
    public Timetable Of(int districtId) => known.GetValueOrDefault(districtId, shipped);

    /// <summary>Reads the context's district anew: after a change, and again and again for those of other nodes.</summary>
    public async Task<Timetable> Load(GezhiDb db, CancellationToken ct)
    {
        var versions = await db.Set<CalendarVersion>().AsNoTracking().ToListAsync(ct);
        var rows = await db.Set<StageLimit>().AsNoTracking().ToListAsync(ct);
        var hours = (await db.Set<UnitHours>().AsNoTracking().ToListAsync(ct))
            .GroupBy(h => h.UnitCode)
            .Select(g => g.MaxBy(h => h.No)!)
            .Where(h => h.Windows.Length > 0 || h.IsEveryDay)
            .ToDictionary(h => h.UnitCode, StringComparer.Ordinal);
        var ladder = await db.Set<LadderRung>().AsNoTracking().ToListAsync(ct);
        var calendar = Timetable.Build(versions, calendarAsShipped.Zone);
        var limits = rows.Aggregate(
            new StageLimits(configuration) { Calendar = calendar },
            (all, row) => all.With(row.Stage, row.Minutes, row.InWorkingTime)
        );
        return known[db.DistrictId] = new Timetable(
            calendar,
            versions.Count == 0 ? 0 : versions.Max(v => v.No),
            limits,
            hours,
            [.. ladder.OrderBy(r => r.Stage).ThenBy(r => r.Percent).ThenBy(r => r.MoreMinutes).ThenBy(r => r.Level)]
        );
    }

    /// <summary>Read before anything rings or answers: by an unread ladder the next rung of a case would be none, and it would be skipped.</summary>
    public Task StartingAsync(CancellationToken cancellationToken) => Round(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task<TimeSpan?> Round(CancellationToken ct)
    {
        foreach (var district in districts.All)
        {
            await using var scope = scopes.CreateAsyncScope();
            await Load(scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district), ct);
        }
        return Again;
    }
}
