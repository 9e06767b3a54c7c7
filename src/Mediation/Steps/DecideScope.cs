using Gezhi.Mediation.Disputes;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Mediation.Steps;

/// <summary>The committee takes a dispute, or says by which rule it may not. 受理审查</summary>
public sealed class DecideScope(DisputeDesk desk)
{
    /// <summary>人民调解工作若干规定 art. 33: within a month. 调解期限</summary>
    public const int Days = 30;

    /// <param name="Rule">Key of a <see cref="ScopeRule"/>; empty: it is taken.</param>
    /// <param name="Reason">For the party, when it is not taken.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Command(
        [property: Longest(24)] string? Rule = null,
        [property: Longest(1000)] string? Reason = null,
        int? Version = null
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/disputes/{disputeId:guid}/scope",
                (Guid disputeId, Command command, DecideScope feature, Actor actor, CancellationToken ct) =>
                    feature.Run(disputeId, command, actor, ct)
            )
            .WithSummary(
                "受理审查 · Take a dispute, or refuse it by a rule of scope (rule: reserved, taken, refused, not-civil, elsewhere)"
            );

    /// <exception cref="InvalidInput">No such rule, or no reason beside it.</exception>
    public Task Run(Guid disputeId, Command command, Actor actor, CancellationToken ct)
    {
        var isRefused = !string.IsNullOrEmpty(command?.Rule);
        return desk.Change(
            disputeId,
            command,
            command?.Version,
            isRefused ? DisputeAction.Refuse : DisputeAction.Accept,
            Seat.Head,
            actor,
            async (dispute, now) =>
            {
                if (isRefused)
                {
                    _ = ScopeRule.Find(command!.Rule) ?? throw new InvalidInput("Rule", "input.invalid");
                    if (string.IsNullOrWhiteSpace(command.Reason))
                        throw new InvalidInput("Reason", "input.required");
                    dispute.Reason = desk.Seal(Dispute.ReasonField, $"{command.Rule}\n{command.Reason}");
                    dispute.Finish(DisputeEnding.NotTaken, now);
                    await Answer(dispute, now, ct);
                    return;
                }
                var (year, serial) = await desk.NextNumber(dispute.CommitteeCode, ct);
                var due = desk.Today.AddDays(Days);
                dispute.Accept(year, serial, due, now);
                desk.SetDue(dispute, now);
                await Answer(dispute, now, ct);
            },
            ct
        );
    }

    /// <summary>Whoever applied learns that there is an answer; the other side is told by the mediator, in person.</summary>
    private async Task Answer(Dispute dispute, DateTime now, CancellationToken ct)
    {
        foreach (var party in (await desk.Parties(dispute.Id, ct)).Where(p => p.Side == Side.Applicant))
            await desk.TellParty(party, "mediation.answered", "您的调解申请有了答复。", now, ct);
    }
}

/// <summary>Timers of a dossier. 卷宗定时</summary>
internal static class DisputeTimerRows
{
    public const string Kind = "mediation.clock";

    private const int EarlyDays = 7;

    extension(DisputeDesk desk)
    {
        /// <summary>A week before the days are over, and on the morning after.</summary>
        public void SetDue(Dispute dispute, DateTime now)
        {
            var due = dispute.DueOn!.Value;
            desk.Set(dispute, "due", desk.Morning(due.AddDays(-EarlyDays)), now, due);
            desk.Set(dispute, "overdue", desk.Morning(due.AddDays(1)), now, due);
        }

        public void Set(Dispute dispute, string what, DateTime at, DateTime now, DateOnly? on = null, Guid? dutyId = null) =>
            desk.Db.SetTimer(Kind, dispute.Id, at > now ? at : now.AddMinutes(1), now, new DisputeClock(what, on, dutyId));
    }
}

/// <param name="What">due, overdue, duty, duty-over, court, follow-up, risk, forget.</param>
/// <param name="On">The day it was set for: a plan that changed since says nothing.</param>
internal sealed record DisputeClock(string What, DateOnly? On, Guid? DutyId);
