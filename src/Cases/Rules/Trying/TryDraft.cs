using Gezhi.Cases.Rules.Drafting;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Rules.Trying;

/// <summary>Asks for a draft to be replayed on a period, in the background. 试跑草案</summary>
public sealed class TryDraft(DraftDesk drafts, TrialRunner runner)
{
    /// <summary>Longest period.</summary>
    public const int MostDays = 3 * 366;

    /// <summary>No case is older: earlier days are mistyped.</summary>
    private static readonly DateOnly Earliest = new(2000, 1, 1);

    /// <param name="FromOn">First local day of reporting, from the year 2000 on.</param>
    /// <param name="ToOn">Last local day of reporting; today at the latest.</param>
    public sealed record Command(DateOnly FromOn, DateOnly ToOn);

    /// <param name="Total">Cases of the period; 0 until counted.</param>
    /// <param name="Done">Cases replayed.</param>
    /// <param name="Result">Null until done.</param>
    public sealed record View(Guid Id, Guid DraftId, TrialState State, int Total, int Done, TrialResult? Result);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/rule-drafts/{draftId:guid}/trials",
                (Guid draftId, Command command, TryDraft feature, Actor actor, CancellationToken ct) =>
                    feature.Run(draftId, command, actor, ct)
            )
            .WithSummary("试跑草案 · Try a draft on past cases");
        api.MapGet("/rule-trials/{trialId:guid}", (Guid trialId, TryDraft feature, CancellationToken ct) => feature.Read(trialId, ct))
            .WithSummary("试跑进度与结果 · Progress and result of a trial");
        api.MapPost(
                "/rule-trials/{trialId:guid}/cancellation",
                (Guid trialId, TryDraft feature, Actor actor, CancellationToken ct) => feature.Cancel(trialId, actor, ct)
            )
            .WithSummary("取消试跑 · Cancel a trial");
    }

    /// <exception cref="RuleViolation"><c>rule.trial-period</c>, <c>rule.trial-no-cases</c>, <c>rule.trial-running</c>, <c>draft.closed</c>, <c>draft.empty</c>.</exception>
    public async Task<View> Run(Guid draftId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (
            command.FromOn > command.ToOn
            || command.ToOn.DayNumber - command.FromOn.DayNumber > MostDays
            || command.FromOn < Earliest
            || command.ToOn > drafts.Cases.Calendar.LocalDay(drafts.Cases.Now)
        )
            throw new RuleViolation("rule.trial-period");
        if (!actor.Can(Permission.KeepRules))
            throw new Forbidden(Permission.KeepRules);
        var draft = await drafts.Find(draftId, null, ct);
        if (draft.State is DraftState.Approved or DraftState.Dropped)
            throw new RuleViolation("draft.closed");
        if ((await drafts.Changes(draftId, ct)).Count == 0)
            throw new RuleViolation("draft.empty");
        if (
            await drafts
                .Cases.Db.Set<RuleTrial>()
                .AnyAsync(t => t.DraftId == draftId && (t.State == TrialState.Waiting || t.State == TrialState.Running), ct)
        )
            throw new RuleViolation("rule.trial-running");
        if (await IsEmpty(command, ct))
            throw new RuleViolation("rule.trial-no-cases");
        var now = drafts.Cases.Now;
        var trial = new RuleTrial
        {
            DistrictId = draft.DistrictId,
            Id = Ids.New(now),
            DraftId = draftId,
            Revision = draft.Revision,
            Book = (await drafts.Cases.Rules(ct)).LastBook,
            FromOn = command.FromOn,
            ToOn = command.ToOn,
            AskedBy = actor.AccountId,
            AskedAt = now,
        };
        drafts.Cases.Db.Add(trial);
        await drafts.Cases.Db.Save(ct);
        runner.Ring();
        return Of(trial);
    }

    /// <summary>A period without cases proves nothing; only a district that never dispatched a case has no better one.</summary>
    private async Task<bool> IsEmpty(Command command, CancellationToken ct)
    {
        var (db, calendar) = (drafts.Cases.Db, drafts.Cases.Calendar);
        return !await PastCases
                .Of(db, calendar.LocalMidnightUtc(command.FromOn), calendar.LocalMidnightUtc(command.ToOn.AddDays(1)))
                .AnyAsync(ct) && await PastCases.Of(db, calendar.LocalMidnightUtc(Earliest), drafts.Cases.Now).AnyAsync(ct);
    }

    /// <exception cref="NotFound">No such trial.</exception>
    public async Task<View> Read(Guid trialId, CancellationToken ct) =>
        Of(
            await drafts.Cases.Db.Set<RuleTrial>().AsNoTracking().FirstOrDefaultAsync(t => t.Id == trialId, ct)
                ?? throw new NotFound("trial")
        );

    /// <summary>Stops it; one that has ended stays as it is.</summary>
    public async Task<View> Cancel(Guid trialId, Actor actor, CancellationToken ct)
    {
        if (!actor.Can(Permission.KeepRules))
            throw new Forbidden(Permission.KeepRules);
        var trial = await drafts.Cases.Db.Set<RuleTrial>().FirstOrDefaultAsync(t => t.Id == trialId, ct) ?? throw new NotFound("trial");
        if (trial.State is TrialState.Waiting or TrialState.Running)
        {
            (trial.State, trial.FinishedAt) = (TrialState.Cancelled, drafts.Cases.Now);
            await drafts.Cases.Db.Save(ct);
        }
        return Of(trial);
    }

    private static View Of(RuleTrial trial) => new(trial.Id, trial.DraftId, trial.State, trial.Total, trial.Done, trial.Outcome());
}
