using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Field.Visits;

/// <summary>Notes what came of a try at a door; what somebody asked for there becomes a report in the same change. 记录走访</summary>
public sealed class RecordVisit(DoorScope scope, DoorReports reports, ConsentBook consents)
{
    /// <param name="CardLeft">A card was left.</param>
    /// <param name="Answers">Number of the choice by question, from 0; −1 where nothing was answered. Only with consent.</param>
    /// <param name="HasConsented">They were told what is kept and for what, and agreed.</param>
    /// <param name="Demand">What they ask for; opens a case.</param>
    /// <param name="CategoryKey">The worker's guess about the demand.</param>
    /// <param name="Phone">For the answer to the demand; only with consent.</param>
    /// <param name="IsUrgent">The demand is about danger to life or property.</param>
    /// <param name="Version">The one the worker saw; null when not known.</param>
    /// <param name="DeviceAt">UTC, when it was noted without network; null means now.</param>
    public sealed record Command(
        [property: Needed] VisitResult? Result,
        bool CardLeft = false,
        IReadOnlyList<int>? Answers = null,
        bool HasConsented = false,
        [property: Longest(500)] string? Demand = null,
        [property: Longest(60)] string? CategoryKey = null,
        [property: Longest(20)] string? Phone = null,
        bool IsUrgent = false,
        int? Version = null,
        DateTime? DeviceAt = null
    );

    /// <summary>How it stands now. 走访后状态</summary>
    /// <param name="NextOn">Local day of the next try; null when there is none.</param>
    /// <param name="CaseId">The case of the demand; null for none.</param>
    public sealed record Noted(Guid TargetId, TargetState State, DateOnly? NextOn, int Version, Guid? CaseId);

    /// <param name="Version">The one the person saw; null when not known.</param>
    public sealed record TakeBack(int? Version = null);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/targets/{targetId:guid}/results",
                async (Guid targetId, Command command, RecordVisit feature, HttpRequest request, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(await feature.Run(targetId, command, request.Headers["Idempotency-Key"].FirstOrDefault(), actor, ct))
            )
            .WithSummary("记录走访 · Note what came of a visit");
        api.MapPost(
                "/targets/{targetId:guid}/undo",
                async (Guid targetId, TakeBack command, RecordVisit feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(await feature.Undo(targetId, command, actor, ct))
            )
            .WithSummary("撤回走访结果 · Take a result back on the same day");
    }

    /// <param name="key">Idempotency key; null when a repetition is another try.</param>
    /// <exception cref="NotFound">Not there, or not the actor's to know.</exception>
    /// <exception cref="RuleViolation">
    /// <c>visit.meanwhile</c>: somebody else noted something since; <c>visit.done</c>, <c>visit.refused</c>, <c>visit.ended</c>, <c>visit.consent</c>,
    /// <c>visit.not-met</c>: a demand of somebody who was not met.
    /// </exception>
    public async Task<Noted> Run(Guid targetId, Command command, string? key, Actor actor, CancellationToken ct)
    {
        Check(command);
        var noted = await Once.Run(
            scope.Db,
            "visit.result",
            key,
            new { targetId, command },
            scope.Now,
            () => Note(targetId, command, actor, ct),
            ct
        );
        if (noted.CaseId is not null)
            reports.Saved();
        return noted;
    }

    /// <summary>Takes the last result back on the day it was noted; the try stays as taken back. A case that it opened goes its own way.</summary>
    /// <exception cref="RuleViolation"><c>visit.nothing-to-undo</c>: no result of today by this person.</exception>
    public async Task<Noted> Undo(Guid targetId, TakeBack command, Actor actor, CancellationToken ct)
    {
        var (target, campaign, tries) = await Find(targetId, actor, ct);
        if (command.Version is { } seen && seen != target.Version)
            throw new StaleVersion(target.Version);
        var last = tries.LastOrDefault(t => t.UndoneAt is null);
        var isMine = last?.AccountId == actor.AccountId || actor.PostFor(Permission.LeadVisits, target.AreaCode) is not null;
        if (last is null || last.On != scope.Today || !isMine || !campaign.Takes(last.At))
            throw new RuleViolation("visit.nothing-to-undo");
        (last.UndoneAt, last.UndoneBy) = (scope.Now, actor.AccountId);
        target.Stand(tries, campaign.RetryDays, campaign.MostTries);
        scope.Db.Audit(actor, "visit.undone", target.Id, $"{last.Result}", scope.Now);
        await scope.Db.Save(ct);
        return new Noted(target.Id, target.State, target.NextOn, target.Version, null);
    }

    private async Task<Noted> Note(Guid targetId, Command command, Actor actor, CancellationToken ct)
    {
        var (target, campaign, tries) = await Find(targetId, actor, ct);
        var at = command.DeviceAt is { } said && said.ToUniversalTime() < scope.Now ? said.ToUniversalTime() : scope.Now;
        MayNote(target, campaign, command, at, actor);
        var result = command.Result!.Value;
        var local = scope.Calendar.Local(at);
        var number = (tries.LastOrDefault()?.No ?? 0) + 1;
        var caseId =
            PlainText.Clean(command.Demand) is { Length: > 0 } demand && result == VisitResult.Met
                ? await reports.Stage(
                    Demand(target, command, demand, at, FieldNo.Of(DateOnly.FromDateTime(local), $"{target.Id:N}/{number}")),
                    actor,
                    ct
                )
                : (Guid?)null;
        var one = new VisitTry
        {
            DistrictId = scope.Db.DistrictId,
            TargetId = target.Id,
            No = number,
            Result = result,
            CardLeft = command.CardLeft && result == VisitResult.NotHome,
            Part = VisitRule.PartOf(local),
            Answers = result == VisitResult.Met ? Kept(command.Answers, campaign.Asked) : null,
            HasConsented = command.HasConsented && result == VisitResult.Met,
            At = at,
            On = DateOnly.FromDateTime(local),
            AccountId = actor.AccountId!.Value,
            CaseId = caseId,
        };
        scope.Db.Add(one);
        if (one.Answers is not null)
            await consents.Give(
                ConsentPurposes.VisitNotes,
                new ConsentSubject(ConsentSubjectKind.Household, target.HouseholdId),
                new ConsentSaid(ConsentChannel.HomeVisit, At: at, Post: actor.PostFor(Permission.KeepRegistry, target.AreaCode)?.Title),
                false,
                target.AreaCode,
                actor,
                ct
            );
        target.Stand([.. tries, one], campaign.RetryDays, campaign.MostTries);
        scope.Db.Audit(actor, "visit.noted", target.Id, $"{result}", scope.Now);
        return new Noted(target.Id, target.State, target.NextOn, target.Version + 1, caseId);
    }

    private static void Check(Command command)
    {
        Input.Check(command);
        var hasDemand = !string.IsNullOrWhiteSpace(command.Demand);
        if (hasDemand && command.Result != VisitResult.Met)
            throw new RuleViolation("visit.not-met");
        var hasAnswers = command.Answers?.Any(a => a >= 0) == true;
        if (
            !command.HasConsented
            && command.Result == VisitResult.Met
            && (hasAnswers || (hasDemand && !string.IsNullOrWhiteSpace(command.Phone)))
        )
            throw new RuleViolation("visit.consent");
    }

    private static void MayNote(VisitTarget target, VisitCampaign campaign, Command command, DateTime at, Actor actor)
    {
        if (!campaign.Takes(at))
            throw new RuleViolation("visit.ended");
        if (target.State == TargetState.Refused)
            throw new RuleViolation("visit.refused");
        if (command.Version is { } seen && seen != target.Version && target.LastBy != actor.AccountId)
            throw new RuleViolation("visit.meanwhile");
        if (target.State is TargetState.Met or TargetState.Moved)
            throw new RuleViolation("visit.done");
    }

    private static DoorReport Demand(VisitTarget target, Command command, string demand, DateTime at, string no) =>
        new(
            target.AreaCode,
            demand,
            target.Lon,
            target.Lat,
            target.Building,
            string.IsNullOrWhiteSpace(command.CategoryKey) ? null : command.CategoryKey,
            command.HasConsented && !string.IsNullOrWhiteSpace(command.Phone) ? command.Phone : null,
            command.IsUrgent,
            at,
            no
        );

    /// <exception cref="InvalidInput">More answers than questions, or a choice that is none.</exception>
    private static string? Kept(IReadOnlyList<int>? answers, IReadOnlyList<VisitQuestion> asked)
    {
        if (answers is null || !answers.Any(a => a >= 0))
            return null;
        if (answers.Count > asked.Count || answers.Where((a, i) => a >= asked[i].Choices.Count).Any())
            throw new InvalidInput(nameof(Command.Answers), "input.out-of-range");
        return string.Join(',', answers.Select(a => a < 0 ? "" : a.ToString(CultureInfo.InvariantCulture)));
    }

    private async Task<(VisitTarget, VisitCampaign, List<VisitTry>)> Find(Guid targetId, Actor actor, CancellationToken ct)
    {
        var target = await scope.Db.Set<VisitTarget>().FirstOrDefaultAsync(t => t.Id == targetId, ct) ?? throw new NotFound("target");
        DoorScope.NeedsWork(target.AreaCode, actor);
        var campaign = await scope.Db.Set<VisitCampaign>().AsNoTracking().FirstAsync(c => c.Id == target.CampaignId, ct);
        var tries = await scope.Db.Set<VisitTry>().Where(t => t.TargetId == targetId).OrderBy(t => t.No).ToListAsync(ct);
        return (target, campaign, tries);
    }
}
