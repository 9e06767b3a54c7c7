using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Deadlines;

/// <summary>Changes stage limits, rungs of the ladder and hours of units. 维护时限规则</summary>
public sealed class KeepTimetable(CaseDesk desk, Timetables timetables, UnitDirectory units)
{
    /// <param name="Minutes">From now on; stages that have begun keep theirs.</param>
    /// <param name="InWorkingTime">False: by the wall clock.</param>
    public sealed record Limit(Stage Stage, [property: Between(1, 60_000)] int Minutes, bool InWorkingTime);

    /// <param name="Id">Null adds a rung.</param>
    /// <param name="Percent">Of the limit, 0–400; 100 is the deadline.</param>
    /// <param name="MoreMinutes">After that, by the same clock.</param>
    public sealed record Rung(
        Guid? Id,
        [property: Needed] Stage? Stage,
        [property: Needed] LadderLevel? Level,
        [property: Needed, Between(0, 400)] int? Percent,
        [property: Between(0, 60_000)] int MoreMinutes = 0,
        [property: Longest(60)] string? CategoryPrefix = null,
        bool? IsUrgent = null,
        bool Climbs = false,
        bool IsActive = true,
        int? Version = null
    );

    /// <param name="Windows">"08:00-12:00,14:00-18:00"; empty: the district's.</param>
    /// <param name="IsEveryDay">Holidays and weekends too.</param>
    public sealed record Hours([property: Needed, Longest(32)] string UnitCode, [property: Longest(100)] string? Windows, bool IsEveryDay);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes
            .MapPut("/deadlines/stages", (Limit command, KeepTimetable f, Actor actor, CancellationToken ct) => f.Set(command, actor, ct))
            .WithSummary("环节时限 · Set the limit of a stage");
        routes
            .MapPost("/deadlines/rungs", (Rung command, KeepTimetable f, Actor actor, CancellationToken ct) => f.Set(command, actor, ct))
            .WithSummary("升级阶梯 · Add or change a rung");
        routes
            .MapPut("/deadlines/hours", (Hours command, KeepTimetable f, Actor actor, CancellationToken ct) => f.Set(command, actor, ct))
            .WithSummary("部门工作时段 · Set the hours of a unit");
    }

    public async Task<bool> Set(Limit command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        desk.RequireDistrict(Permission.KeepDeadlines, actor);
        if (!Enum.IsDefined(command.Stage) || command.Stage == Stage.Handle)
            throw new InvalidInput(nameof(command.Stage), "input.invalid");
        var row = await desk.Db.Set<StageLimit>().FirstOrDefaultAsync(l => l.Stage == command.Stage, ct);
        if (row is null)
            desk.Db.Add(row = new StageLimit { DistrictId = desk.Db.DistrictId, Stage = command.Stage });
        (row.Minutes, row.InWorkingTime) = (command.Minutes, command.InWorkingTime);
        return await Keep(actor, "stage-limit.changed", $"{command.Stage} {command.Minutes} {command.InWorkingTime}", ct);
    }

    /// <exception cref="StaleVersion">Somebody else changed the rung.</exception>
    public async Task<bool> Set(Rung command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        desk.RequireDistrict(Permission.KeepDeadlines, actor);
        var (stage, level) = (command.Stage!.Value, command.Level!.Value);
        if (!Enum.IsDefined(stage) || stage == Stage.Decide || !Enum.IsDefined(level))
            throw new InvalidInput(nameof(command.Stage), "input.invalid");
        var row = command.Id is { } id
            ? await desk.Db.Set<LadderRung>().FirstOrDefaultAsync(r => r.Id == id, ct) ?? throw new NotFound("rung")
            : new LadderRung { DistrictId = desk.Db.DistrictId, Id = Ids.New(desk.Now) };
        if (command.Version is { } seen && seen != row.Version)
            throw new StaleVersion(row.Version);
        if (command.Id is null)
            desk.Db.Add(row);
        (row.Stage, row.Level, row.Percent, row.MoreMinutes) = (stage, level, command.Percent!.Value, command.MoreMinutes);
        (row.CategoryPrefix, row.IsUrgent) = (command.CategoryPrefix?.Trim() ?? "", command.IsUrgent);
        (row.Climbs, row.IsActive) = (command.Climbs, command.IsActive);
        RecomputeHandler.Begin(desk.Db, "升级阶梯有变", null, desk.Now); // every open case plans its next rung anew
        return await Keep(actor, "ladder.changed", $"{row.Id} {row.Stage} {row.Percent}+{row.MoreMinutes} {row.Level} {row.IsActive}", ct);
    }

    /// <exception cref="RuleViolation"><c>hours.unreadable</c>.</exception>
    public async Task<bool> Set(Hours command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        desk.RequireDistrict(Permission.KeepDeadlines, actor);
        var unit = await units.Find(command.UnitCode, ct) ?? throw new InvalidInput(nameof(command.UnitCode), "unit.unknown");
        var windows = Windows(command.Windows);
        var no = await desk.Db.Set<UnitHours>().Where(h => h.UnitCode == unit.Code).MaxAsync(h => (int?)h.No, ct) ?? 0;
        desk.Db.Add(
            new UnitHours
            {
                DistrictId = desk.Db.DistrictId,
                UnitCode = unit.Code,
                No = no + 1,
                Windows = windows,
                IsEveryDay = command.IsEveryDay,
                At = desk.Now,
                By = actor.AccountId,
            }
        );
        RecomputeHandler.Begin(desk.Db, $"{unit.NameZh}工作时段调整", unit.Code, desk.Now);
        return await Keep(actor, "unit-hours.changed", $"{unit.Code} {windows} {command.IsEveryDay}", ct);
    }

    private static string Windows(string? text)
    {
        var parts = (text ?? "").Split([',', '，', ' ', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length == 0)
            return "";
        try
        {
            var windows = parts.Select(WorkWindow.Parse).ToList();
            _ = WorkCalendar.China.WithWindows(windows);
            return string.Join(',', windows);
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            throw new InvalidInput("Windows", "hours.unreadable");
        }
    }

    private async Task<bool> Keep(Actor actor, string action, string detail, CancellationToken ct)
    {
        desk.Db.Audit(actor, action, null, detail, desk.Now);
        await desk.Db.Save(ct);
        await timetables.Load(desk.Db, ct);
        desk.Woken();
        return true;
    }
}
