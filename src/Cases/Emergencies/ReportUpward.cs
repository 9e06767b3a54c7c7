using Gezhi.Cases.Contract;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Emergencies;

/// <summary>First report, follow-ups, final report; the receiver acknowledges. 快报报送与签收</summary>
public sealed class ReportUpward(EmergencyDesk desk, AlarmRound round, Staffing staff)
{
    /// <param name="ReportId">The report that is owed.</param>
    /// <param name="Text">What happened, what is done, what is needed.</param>
    /// <param name="To">Receiver in words.</param>
    public sealed record Send(
        Guid ReportId,
        [property: Needed, Longest(FlashReport.LongestText)] string Text,
        [property: Needed, Longest(60)] string To
    );

    /// <param name="ReportId">The report that arrived.</param>
    public sealed record Receive(Guid ReportId);

    /// <param name="IsLate">Sent after its limit.</param>
    public sealed record Result(Guid ReportId, FlashStage Stage, DateTime? SentAt, DateTime? ReceivedAt, bool IsLate);

    public static void Map(IEndpointRouteBuilder emergencies)
    {
        emergencies
            .MapPost(
                "/{emergencyId:guid}/reports",
                (Guid emergencyId, Send command, ReportUpward feature, Actor actor, CancellationToken ct) =>
                    feature.Run(emergencyId, command, actor, ct)
            )
            .WithSummary("快报报送 · Report upward");
        emergencies
            .MapPost(
                "/{emergencyId:guid}/receipts",
                (Guid emergencyId, Receive command, ReportUpward feature, Actor actor, CancellationToken ct) =>
                    feature.Sign(emergencyId, command, actor, ct)
            )
            .WithSummary("快报签收 · Acknowledge a report");
    }

    /// <exception cref="RuleViolation"><c>flash.sent</c>.</exception>
    public Task<Result> Run(Guid emergencyId, Send command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        return desk.Again(
            async () =>
            {
                var (emergency, report) = await Find(emergencyId, command.ReportId, actor, ct);
                await desk.NeedsCommand(emergency, actor, ct);
                report.Send(CaseDesk.Text(command.Text) ?? "", CaseDesk.Text(command.To) ?? "", actor.AccountId, desk.Now);
                if (emergency.IsOpen)
                {
                    var count = await desk.Db.Set<FlashReport>().CountAsync(r => r.EmergencyId == emergencyId, ct);
                    round.OweReport(emergency, FlashStage.FollowUp, count + 1, desk.Now.AddMinutes(desk.Limits.FollowUpMinutes), desk.Now);
                }
                return await Keep(emergency, report, $"{EmergencyWords.Stage(report.Stage)}报送{report.SentTo}", actor, ct);
            },
            ct
        );
    }

    /// <summary>By somebody above: a post that commands here over a wider area than the sender's; at the top, by the leader.</summary>
    /// <exception cref="RuleViolation"><c>flash.not-sent</c>, <c>flash.received</c>, <c>flash.own</c>, <c>flash.peer</c>.</exception>
    public Task<Result> Sign(Guid emergencyId, Receive command, Actor actor, CancellationToken ct) =>
        desk.Again(
            async () =>
            {
                var (emergency, report) = await Find(emergencyId, command.ReportId, actor, ct);
                actor.Require(Permission.ClearAlarm, emergency.AreaCode);
                report.Receive(actor.AccountId, desk.Now);
                if (!await IsAbove(actor, report, emergency, ct))
                    throw new RuleViolation("flash.peer");
                return await Keep(emergency, report, $"{EmergencyWords.Stage(report.Stage)}已签收", actor, ct);
            },
            ct
        );

    private async Task<bool> IsAbove(Actor actor, FlashReport report, Emergency emergency, CancellationToken ct)
    {
        var sender = (await staff.Below(emergency.AreaCode[..6], int.MaxValue, ct))
            .Where(p => p.AccountId == report.SentBy && emergency.AreaCode.StartsWith(p.AreaCode!, StringComparison.Ordinal))
            .Select(p => (p.AreaCode!.Length, p.Role == Role.Leader))
            .ToList();
        var (top, isLeader) = sender.Count == 0 ? (int.MaxValue, false) : (sender.Min(s => s.Length), sender.Exists(s => s.Item2));
        return actor.Posts.Any(p =>
            p.AreaCode is { } own
            && RolePermissions.Has(p.Role, Permission.ClearAlarm)
            && emergency.AreaCode.StartsWith(own, StringComparison.Ordinal)
            && (own.Length < top || (own.Length == 6 && p.Role == Role.Leader && !isLeader))
        );
    }

    private async Task<(Emergency, FlashReport)> Find(Guid emergencyId, Guid reportId, Actor actor, CancellationToken ct)
    {
        var emergency = await desk.Find(emergencyId, actor, ct);
        var report = await desk.Db.Set<FlashReport>().FirstOrDefaultAsync(r => r.EmergencyId == emergencyId && r.Id == reportId, ct);
        return (emergency, report ?? throw new NotFound("flash-report"));
    }

    private async Task<Result> Keep(Emergency emergency, FlashReport report, string note, Actor actor, CancellationToken ct)
    {
        await desk.Save(await desk.Record(emergency, CaseAction.FlashReport, EmergencyChange.Went, actor, note, ct), ct);
        return new Result(report.Id, report.Stage, report.SentAt, report.ReceivedAt, report.SentAt > report.DueAt);
    }
}
