using Gezhi.Cases.Contract;
using Gezhi.Cases.Reporting;
using Gezhi.Grids.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Emergencies;

/// <summary>One tap: opens or takes a case, calls the response group and the people on duty, starts the plan and the reports upward. 一键报警</summary>
public sealed class RaiseAlarm(
    EmergencyDesk desk,
    CaseDesk cases,
    CreateReport report,
    ReportPlace places,
    AlarmRound round,
    AreaExtent extent
)
{
    /// <param name="Kind">What happened.</param>
    /// <param name="Severity">1 特别重大 to 4 一般.</param>
    /// <param name="CaseId">The case it belongs to; null opens one.</param>
    /// <param name="Lon">WGS-84 degrees; null when the device does not say.</param>
    /// <param name="Lat">WGS-84 degrees.</param>
    /// <param name="PlaceText">In words; found by name when there is no point.</param>
    /// <param name="Note">What is seen.</param>
    /// <param name="IsDrill">演练.</param>
    /// <param name="DeviceAt">Time of the device.</param>
    public sealed record Command(
        [property: Needed] EmergencyKind? Kind = null,
        [property: Between(1, 4)] int Severity = 4,
        Guid? CaseId = null,
        [property: Between(-180, 180)] double? Lon = null,
        [property: Between(-90, 90)] double? Lat = null,
        [property: Longest(200)] string? PlaceText = null,
        [property: Longest(500)] string? Note = null,
        bool IsDrill = false,
        DateTime? DeviceAt = null
    );

    /// <param name="Called">People called.</param>
    /// <param name="IsNew">False: this alarm was raised before, by the same or another person.</param>
    public sealed record Raised(Guid EmergencyId, Guid CaseId, int Called, bool IsNew);

    public static void Map(IEndpointRouteBuilder emergencies) =>
        emergencies
            .MapPost(
                "",
                async (HttpRequest request, RaiseAlarm feature, Actor actor, CancellationToken ct) =>
                {
                    var (command, _) = await FormOrJson.Read<Command>(request, ct);
                    return TypedResults.Ok(await feature.Run(command, request.Headers["Idempotency-Key"].FirstOrDefault(), actor, ct));
                }
            )
            .RequirePermission(Permission.RaiseAlarm)
            .WithSummary("一键报警 · Raise an alarm")
            .Accepts<Command>("application/json", "multipart/form-data");

    /// <param name="key">Made by the client: two taps with the same key are one emergency. A key never refuses an alarm: a used one is ignored.</param>
    /// <exception cref="Forbidden">No post of the actor reaches the place.</exception>
    /// <exception cref="NotFound">The case is not there, or not for this person.</exception>
    /// <exception cref="RuleViolation"><c>emergency.drill-on-case</c>: a drill has a case of its own.</exception>
    public async Task<Raised> Run(Command command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (!Enum.IsDefined(command.Kind!.Value))
            throw new InvalidInput(nameof(command.Kind), "input.invalid");
        if (command is { IsDrill: true, CaseId: not null })
            throw new RuleViolation("emergency.drill-on-case");
        return await desk.Again(
            async () =>
            {
                var spot = command.CaseId is { } known ? SpotOf(await cases.Find(known, null, actor, ct)) : await Place(command, actor, ct);
                actor.Require(Permission.RaiseAlarm, spot.AreaCode);
                if (await Standing(command, spot.AreaCode, ct) is { } standing)
                    return standing;
                var raised = await Kept(command, spot, key, actor, ct) ?? await Tapped(command, spot, null, actor, ct);
                desk.Woken();
                return raised;
            },
            ct
        );
    }

    /// <summary>By the client's key; null when the key stands for something else, or for an emergency that has ended.</summary>
    private async Task<Raised?> Kept(Command command, Spot spot, string? key, Actor actor, CancellationToken ct)
    {
        if (key is not { Length: >= 8 and <= 64 })
            return null;
        try
        {
            var raised = await Tapped(command, spot, key, actor, ct);
            return await desk.Db.Set<Emergency>().AnyAsync(e => e.Id == raised.EmergencyId && e.EndedAt == null, ct) ? raised : null;
        }
        catch (RuleViolation e) when (e.Code == "once.other-content")
        {
            return null;
        }
    }

    private Task<Raised> Tapped(Command command, Spot spot, string? key, Actor actor, CancellationToken ct)
    {
        var content = new
        {
            command.Kind,
            command.CaseId,
            command.IsDrill,
        };
        return Once.Run(desk.Db, "emergency", key, content, desk.Now, () => Begin(command, spot, actor, ct), ct);
    }

    /// <summary>Case and emergency in one change: of two taps at the same moment only one leaves a case behind.</summary>
    private async Task<Raised> Begin(Command command, Spot spot, Actor actor, CancellationToken ct)
    {
        if (await Standing(command, spot.AreaCode, ct) is { } standing)
            return standing;
        var now = desk.Now;
        var subject = command.CaseId is { } known
            ? await desk.Db.Cases.FirstAsync(c => c.Id == known, ct)
            : await report.ForAlarm(Words(command, spot, actor), spot, actor, now, ct);
        var plan = await round.Plan(command.Kind!.Value, ct);
        var emergency = New(command, subject, plan, actor, now);
        desk.Db.Add(emergency);
        var calls = await round.Call(emergency, actor, now, ct);
        AlarmRound.StartPlan(desk.Db, emergency, plan);
        round.OweReport(emergency, FlashStage.First, 1, now.AddMinutes(desk.Limits.FirstReportMinutes), now);
        RemindCalled.Begin(desk, emergency, now);
        subject.Alarm(
            desk.StepBy(actor, subject.AreaCode, Told(command, emergency, calls.Count)) with
            {
                DeviceAt = command.DeviceAt?.ToUniversalTime(),
            },
            command.IsDrill
        );
        AlarmRound.Tell(desk.Db, emergency, subject, calls.Where(c => c.AcknowledgedAt is null), now);
        desk.Tell(emergency, EmergencyChange.Raised);
        desk.Stage(subject);
        return new Raised(emergency.Id, subject.Id, calls.Count, true);
    }

    private Emergency New(Command command, Case subject, PlanView? plan, Actor actor, DateTime now) =>
        new()
        {
            DistrictId = desk.Db.DistrictId,
            Id = Ids.New(now),
            CaseId = subject.Id,
            Kind = command.Kind!.Value,
            Severity = command.Severity,
            IsDrill = command.IsDrill,
            AreaCode = subject.AreaCode,
            Lon = subject.Lon,
            Lat = subject.Lat,
            PlaceText = subject.PlaceText,
            RaisedAt = now,
            RaisedBy = actor.AccountId,
            RaisedTitle = actor.Require(Permission.RaiseAlarm, subject.AreaCode).Title,
            PlanId = plan?.PlanId,
            PlanTitle = plan?.Title ?? "",
            PlanVersionNo = plan?.VersionNo,
            OpenKey = Emergency.KeyOf(command.Kind!.Value, subject.AreaCode, subject.Id, command.IsDrill),
        };

    /// <summary>The alarm that sounds already for this matter; null when none does.</summary>
    private async Task<Raised?> Standing(Command command, string areaCode, CancellationToken ct)
    {
        var caseId = command.CaseId ?? Guid.Empty;
        var openKey = Emergency.KeyOf(command.Kind!.Value, areaCode, caseId, command.IsDrill);
        var found = await desk
            .Db.Set<Emergency>()
            .AsNoTracking()
            .Where(e => e.OpenKey != null && e.IsDrill == command.IsDrill && (e.OpenKey == openKey || e.CaseId == caseId))
            .FirstOrDefaultAsync(ct);
        if (found is null)
            return null;
        var called = await desk.Db.Set<EmergencyCall>().CountAsync(c => c.EmergencyId == found.Id, ct);
        return new Raised(found.Id, found.CaseId, called, false);
    }

    private static Spot SpotOf(Case subject) => new(subject.AreaCode, subject.Lon, subject.Lat, subject.PlaceText);

    /// <summary>Where the device is, else the place in words, else the middle of the own area: an alarm never waits for a position.</summary>
    private async Task<Spot> Place(Command command, Actor actor, CancellationToken ct)
    {
        var spot = await places.Find(new CreateReport.Command(Lon: command.Lon, Lat: command.Lat, PlaceText: command.PlaceText), ct);
        if (spot.Lon is not null || Ground(actor) is not { } own)
            return spot;
        var words = spot.Text.Length > 0 ? spot.Text : "位置未定，按责任网格中心";
        if (
            extent.Box(own)?.Middle is { } middle
            && places.Inside(middle, words) is { } placed
            && placed.AreaCode.StartsWith(own, StringComparison.Ordinal)
        )
            return placed;
        return new Spot(own, null, null, words); // a crescent: its middle is somebody else's
    }

    /// <summary>The area of the post by which the actor raises alarms, the widest below the district.</summary>
    private static string? Ground(Actor actor) =>
        actor
            .Posts.Where(p => RolePermissions.Has(p.Role, Permission.RaiseAlarm) && p.AreaCode is { Length: >= 9 })
            .Select(p => p.AreaCode)
            .OrderBy(a => a!.Length)
            .FirstOrDefault();

    private static CreateReport.Command Words(Command command, Spot spot, Actor actor)
    {
        var kind = EmergencyWords.Name(command.Kind!.Value);
        return new CreateReport.Command(
            actor.Can(Permission.Confirm) ? Channel.GridPatrol : Channel.Leader,
            $"{(command.IsDrill ? "【演练】" : "")}{kind}{(command.Note is { Length: > 0 } note ? "：" + note : "警情")}",
            spot.Lon,
            spot.Lat,
            PlaceText: spot.Text,
            IsUrgent: !command.IsDrill
        );
    }

    private static string Told(Command command, Emergency emergency, int called) =>
        $"{(command.IsDrill ? "【演练】" : "")}{EmergencyWords.Name(command.Kind!.Value)}，{EmergencyWords.Level(command.Severity)}；呼叫 {called} 人"
        + (emergency.PlanTitle.Length > 0 ? $"；启动《{emergency.PlanTitle}》第 {emergency.PlanVersionNo} 版" : "；没有预案")
        + (command.Note is { Length: > 0 } note ? $"；{note}" : "");
}
