using System.Globalization;
using System.Text.Json;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Deadlines;

/// <summary>Takes in a holiday notice or local days; every open case is worked out again. 更新工作日历</summary>
public sealed class KeepCalendar(CaseDesk desk, Timetables timetables)
{
    /// <summary>Most days one version may name.</summary>
    public const int MostDays = 120;

    /// <param name="Kind">A year's notice takes the place of the one before; local days are added.</param>
    /// <param name="Title">Where it comes from.</param>
    /// <param name="Days">The days.</param>
    public sealed record Command(CalendarKind Kind, [property: Needed, Longest(100)] string Title, IReadOnlyList<CalendarDay> Days);

    /// <summary>A day that would change. 变化的日子</summary>
    public sealed record Change(DateOnly On, string Name, bool WasWorking, bool IsWorking);

    /// <summary>What a command would do. 预览</summary>
    /// <param name="OpenCases">Cases that will be worked out again.</param>
    public sealed record Preview(IReadOnlyList<Change> Changes, int OpenCases);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPost("/calendar/preview", (Command command, KeepCalendar feature, CancellationToken ct) => feature.Look(command, ct))
            .WithSummary("日历预览 · What a calendar version would change");
        routes
            .MapPost(
                "/calendar",
                (Command command, KeepCalendar feature, Actor actor, CancellationToken ct) => feature.Run(command, actor, ct)
            )
            .WithSummary("更新日历 · Take in a holiday notice or local days");
    }

    public async Task<Preview> Look(Command command, CancellationToken ct)
    {
        Check(command);
        var (before, after) = (desk.Calendar, await With(command, ct));
        var days = command.Days.Select(d => d.On);
        if (command.Kind == CalendarKind.Notice)
            days = days.Concat(AllOf(YearOf(command)));
        var changes = days.Distinct()
            .Order()
            .Where(day => before.IsWorkingDay(day) != after.IsWorkingDay(day))
            .Select(day => new Change(day, after.Named(day)?.Name ?? "", before.IsWorkingDay(day), after.IsWorkingDay(day)));
        return new Preview([.. changes], await desk.Db.Cases.CountAsync(c => CaseFlow.OpenStates.Contains(c.State), ct));
    }

    /// <returns>Number of the new version.</returns>
    public async Task<int> Run(Command command, Actor actor, CancellationToken ct)
    {
        Check(command);
        desk.RequireDistrict(Permission.KeepDeadlines, actor);
        var (db, now) = (desk.Db, desk.Now);
        var no = (await db.Set<CalendarVersion>().MaxAsync(v => (int?)v.No, ct) ?? 0) + 1;
        db.Add(Row(command, no, actor.AccountId));
        RecomputeHandler.Begin(db, $"工作日历第 {no} 版（{command.Title.Trim()}）", null, now);
        db.Audit(actor, "calendar.changed", null, $"{command.Kind} {no} {command.Title.Trim()}", now);
        await db.Save(ct);
        await timetables.Load(db, ct);
        desk.Woken();
        return no;
    }

    private async Task<WorkCalendar> With(Command command, CancellationToken ct)
    {
        var versions = await desk.Db.Set<CalendarVersion>().AsNoTracking().ToListAsync(ct);
        return Timetable.Build(versions.Append(Row(command, versions.Count + 1, null)), desk.Calendar.Zone);
    }

    private CalendarVersion Row(Command command, int no, Guid? by) =>
        new()
        {
            DistrictId = desk.Db.DistrictId,
            No = no,
            Kind = command.Kind,
            Year = YearOf(command),
            Title = command.Title.Trim(),
            Days = JsonSerializer.Serialize(command.Days),
            At = desk.Now,
            By = by,
        };

    /// <summary>A notice may also name days of the December before: most of its days lie in its year.</summary>
    private static int YearOf(Command command) => command.Days.GroupBy(d => d.On.Year).MaxBy(g => g.Count())!.Key;

    private static IEnumerable<DateOnly> AllOf(int year)
    {
        for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
            yield return day;
    }

    private static void Check(Command command)
    {
        Input.Check(command);
        if (!Enum.IsDefined(command.Kind) || command.Days is not { Count: > 0 and <= MostDays })
            throw new InvalidInput(nameof(command.Days), "calendar.no-days");
        if (command.Days.Any(d => d.On.Year is < 2000 or > 2100 || d.Name is not { Length: > 0 and <= 20 }))
            throw new InvalidInput(nameof(command.Days), "calendar.day");
        if (command.Days.GroupBy(d => d.On).Any(g => g.Count() > 1))
            throw new InvalidInput(nameof(command.Days), "calendar.twice");
    }
}

/// <summary>Reads days as people have them: a holiday file, a table, or typed lines. 读取日历</summary>
internal static class CalendarInput
{
    /// <summary>Days of a file: holiday-cn JSON, else a table with date, name and 上班/放假.</summary>
    /// <exception cref="InvalidInput">Neither, or a row is wrong; the row is named.</exception>
    public static IReadOnlyList<CalendarDay> Read(Stream file, string fileName)
    {
        try
        {
            if (fileName.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
                return HolidayNotice.Read(file).Days;
        }
        catch (JsonException)
        {
            throw new InvalidInput("File", "calendar.json");
        }
        return
        [
            .. Platform
                .Tables.SheetReader.Rows(file, KeepCalendar.MostDays)
                .Where(r => !r.IsEmpty)
                .Select(r =>
                    Day(r.Any("日期", "date"), r.Any("名称", "name"), r.Any("安排", "上班或放假", "kind"))
                    ?? throw new RuleViolation("calendar.row", r.RowNo)
                ),
        ];
    }

    /// <summary>The days a preview sent along.</summary>
    /// <exception cref="InvalidInput">They are not what a preview writes.</exception>
    public static IReadOnlyList<CalendarDay> Sent(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<List<CalendarDay>>(json) ?? [];
        }
        catch (JsonException)
        {
            throw new InvalidInput(nameof(KeepCalendar.Command.Days), "calendar.no-days");
        }
    }

    /// <summary>Lines such as <c>2026-12-31 大雪 放假</c>.</summary>
    /// <exception cref="RuleViolation"><c>calendar.row</c> with the number of the line.</exception>
    public static IReadOnlyList<CalendarDay> Read(string typed)
    {
        var days = new List<CalendarDay>();
        foreach (var (line, index) in typed.Split('\n').Select((l, i) => (l.Trim(), i)))
        {
            if (line.Length == 0)
                continue;
            var parts = line.Split([' ', '\t', '　', ',', '，'], StringSplitOptions.RemoveEmptyEntries);
            days.Add((parts.Length == 3 ? Day(parts[0], parts[1], parts[2]) : null) ?? throw new RuleViolation("calendar.row", index + 1));
        }
        return days;
    }

    private static CalendarDay? Day(string date, string name, string kind)
    {
        string[] formats = ["yyyy-MM-dd", "yyyy/M/d", "yyyy-M-d", "yyyy.M.d", "yyyyMMdd"];
        bool? isWorking = kind switch
        {
            "上班" or "work" or "调休上班" => true,
            "放假" or "off" or "休" or "休息" => false,
            _ => null,
        };
        return
            isWorking is { } working
            && name.Length > 0
            && DateOnly.TryParseExact(date.Split(' ')[0], formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
            ? new CalendarDay(on, name, working)
            : null;
    }
}
