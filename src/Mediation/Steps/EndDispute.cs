using Gezhi.Mediation.Disputes;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Mediation.Steps;

/// <summary>Ends a dispute with its reason, and binds the dossier. 结案与归档</summary>
public sealed class EndDispute(DisputeDesk desk, IConfiguration configuration)
{
    private const int UsualYears = 10;
    private const int DaysOfAYear = 365;

    /// <param name="Reason">What the parties are told.</param>
    /// <param name="WereTold">They were told of arbitration, administrative ways and the court (人民调解法 art. 26); needed where no agreement holds.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command(
        DisputeEnding Ending,
        [property: Needed, Longest(2000)] string Reason,
        bool WereTold = false,
        int? Version = null
    );

    /// <param name="Version">The version the person saw.</param>
    public sealed record Withdrawal([property: Longest(1000)] string? Reason = null, int? Version = null);

    /// <param name="Version">The version the person saw.</param>
    public sealed record Binding(int? Version = null);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/disputes/{disputeId:guid}/ending",
                (Guid disputeId, Command command, EndDispute feature, Actor actor, CancellationToken ct) =>
                    feature.Run(disputeId, command, actor, ct)
            )
            .WithSummary("结案 · End a dispute: Failed, PartyRefuses, PartyGone, HandedOn; with an agreement Fulfilled or Unfulfilled");
        api.MapPost(
                "/disputes/{disputeId:guid}/withdrawal",
                (Guid disputeId, Withdrawal command, EndDispute feature, Actor actor, CancellationToken ct) =>
                    feature.Withdraw(disputeId, command, actor, ct)
            )
            .WithSummary("撤回申请 · The applicant takes the application back");
        api.MapPost(
                "/disputes/{disputeId:guid}/archive",
                (Guid disputeId, Binding command, EndDispute feature, Actor actor, CancellationToken ct) =>
                    feature.Archive(disputeId, command, actor, ct)
            )
            .WithSummary("归档 · Bind the dossier; refused while a part that must be there is missing");
    }

    /// <exception cref="RuleViolation"><c>mediation.ending</c>, <c>mediation.duties-open</c>, <c>mediation.not-told</c>.</exception>
    public Task Run(Guid disputeId, Command command, Actor actor, CancellationToken ct) =>
        desk.Change(
            disputeId,
            command,
            command?.Version,
            DisputeAction.End,
            Seat.Mediator,
            actor,
            async (dispute, now) =>
            {
                if (!DisputeFlow.Endings(dispute.State).Contains(command!.Ending))
                    throw new RuleViolation("mediation.ending");
                if (dispute.AgreedAt is not null)
                {
                    var states = await desk.Db.Set<AgreedDuty>().Where(d => d.DisputeId == dispute.Id).Select(d => d.State).ToListAsync(ct);
                    if (
                        states.Contains(DutyState.Open)
                        || states.Contains(DutyState.NotDone) != (command.Ending == DisputeEnding.Unfulfilled)
                    )
                        throw new RuleViolation("mediation.duties-open");
                }
                if (command.Ending != DisputeEnding.Fulfilled && !command.WereTold)
                    throw new RuleViolation("mediation.not-told");
                dispute.Reason = desk.Seal(Dispute.ReasonField, command.Reason);
                await Close(dispute, command.Ending, now, ct);
            },
            ct
        );

    public Task Withdraw(Guid disputeId, Withdrawal command, Actor actor, CancellationToken ct) =>
        desk.Change(
            disputeId,
            command,
            command?.Version,
            DisputeAction.Withdraw,
            Seat.Mediator,
            actor,
            (dispute, now) => TakeBack(dispute, command!, now, ct),
            ct
        );

    internal Task TakeBack(Dispute dispute, Withdrawal command, DateTime now, CancellationToken ct)
    {
        dispute.Reason = desk.Seal(Dispute.ReasonField, command.Reason);
        return Close(dispute, DisputeEnding.Withdrawn, now, ct);
    }

    /// <exception cref="RuleViolation"><c>mediation.part-missing</c>.</exception>
    public Task Archive(Guid disputeId, Binding command, Actor actor, CancellationToken ct) =>
        desk.Change(
            disputeId,
            command,
            command?.Version,
            DisputeAction.Archive,
            Seat.Mediator,
            actor,
            async (dispute, now) =>
            {
                if (await Missing(dispute, ct) is { } part)
                    throw new RuleViolation("mediation.part-missing", part);
                var years = Math.Clamp(configuration.GetValue("Mediation:KeptYears", UsualYears), 1, 100);
                dispute.Bind(actor.AccountId!.Value, years, now);
                await desk.Db.DropTimers(DisputeTimerRows.Kind, dispute.Id, ct);
                desk.Set(dispute, "forget", now.AddDays(DaysOfAYear * years), now);
            },
            ct
        );

    /// <summary>Number of the first part that the law wants and that is not there; null: whole.</summary>
    private async Task<int?> Missing(Dispute dispute, CancellationToken ct)
    {
        if (dispute.Ending is DisputeEnding.NotTaken or DisputeEnding.Withdrawn)
            return null;
        var parties = await desk.Parties(dispute.Id, ct);
        if (parties.Exists(p => p.NoticeAt is null) && !IsOneSided(dispute))
            return 2;
        if (parties.Exists(p => p.IdentitySeenAt is null) && dispute.AgreedAt is not null)
            return 3;
        var kinds = await desk.Db.Set<DisputeRecord>().Where(r => r.DisputeId == dispute.Id).Select(r => r.Kind).Distinct().ToListAsync(ct);
        if (!IsOneSided(dispute) && !kinds.Exists(k => k is RecordKind.Apart or RecordKind.Together))
            return 7;
        return dispute.AgreedAt is not null && !kinds.Contains(RecordKind.FollowUp) ? 10 : null;
    }

    /// <summary>It ended before both could be spoken to.</summary>
    private static bool IsOneSided(Dispute dispute) => dispute.Ending is DisputeEnding.PartyRefuses or DisputeEnding.PartyGone;

    /// <summary>The colour goes, helpers go.</summary>
    private async Task Close(Dispute dispute, DisputeEnding ending, DateTime now, CancellationToken ct)
    {
        dispute.Finish(ending, now);
        foreach (var helper in await desk.Db.Set<Helper>().Where(h => h.DisputeId == dispute.Id && h.EndedAt == null).ToListAsync(ct))
            helper.EndedAt = now;
    }
}
