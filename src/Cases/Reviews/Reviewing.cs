using Gezhi.Cases.Checking;
using Gezhi.Cases.Contract;
using Gezhi.Cases.Messages;
using Gezhi.Cases.Rating;
using Gezhi.Cases.Timelines;
using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;
using Gezhi.Platform.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Reviews;

/// <summary>Opens a review for a bad rating, with an owner by rule, and lets it be decided: reopen, or stand with a reason. 复核</summary>
public sealed class Reviewing(CaseDesk desk, Staffing staffing, FollowUpSettings settings)
{
    /// <param name="Reopens">True: 重办; false: the closing stands.</param>
    /// <param name="Reason">For the record; what was looked at.</param>
    /// <param name="Answer">Told to the reporter, in plain words.</param>
    /// <param name="Version">Of the review, as the person saw it.</param>
    public sealed record Command(
        [property: Needed] bool? Reopens,
        [property: Needed, Longest(1000)] string Reason,
        [property: Needed, Longest(500)] string Answer,
        int? Version = null
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/reviews/{reviewId:guid}/decision",
                (Guid reviewId, Command command, Reviewing feature, Actor actor, CancellationToken ct) =>
                    feature.Decide(reviewId, command, actor, ct)
            )
            .WithSummary("复核 · Decide on a bad rating");

    /// <summary>Whether a rating needs somebody to look again.</summary>
    internal bool IsNeeded(bool isSolved, int satisfaction) => !isSolved || satisfaction < settings.ContentFrom;

    /// <summary>Adds the review of a rating just given to the change that is being made.</summary>
    internal async Task Open(Case subject, Report report, DateTime now, CancellationToken ct)
    {
        var owner = await Owner(subject, ct);
        var calendar = desk.Calendar;
        var due = calendar.DueAt(now, settings.ReviewLimit).CutToMilliseconds();
        var review = new Review
        {
            DistrictId = subject.DistrictId,
            Id = Ids.New(now),
            CaseId = subject.Id,
            ReportId = report.Id,
            IsSolved = report.IsSolved == true,
            Satisfaction = report.Satisfaction ?? 1,
            Words = report.RatingText,
            UnitCode = subject.LeadUnitCode,
            AskedAt = now,
            OwnerId = owner?.AccountId,
            OwnerTitle = owner?.Title ?? "值班长",
            DueAt = due,
        };
        desk.Db.Add(review);
        var warn = calendar.DueAt(now, new TimeLimit(settings.ReviewMinutes * 0.8 / 60, LimitUnit.WorkHour)).CutToMilliseconds();
        desk.Db.SetTimer(ReviewTimer.Name, review.Id, warn < due ? warn : due, now);
        if (owner is not null)
            desk.Db.Tell([owner.AccountId], MessageKind.ReviewGiven, subject, "居民不满意或认为没有解决", now);
    }

    /// <exception cref="RuleViolation"><c>review.decided</c>, <c>review.own-work</c>.</exception>
    public async Task<MoveResult> Decide(Guid reviewId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var review = await desk.Db.Set<Review>().FirstOrDefaultAsync(r => r.Id == reviewId, ct) ?? throw new NotFound("review");
        var subject = await desk.Find(review.CaseId, null, actor, ct);
        if (command.Version is { } seen && seen != review.Version)
            throw new StaleVersion(review.Version);
        if (review.DecidedAt is not null)
            throw new RuleViolation("review.decided");
        var (reason, answer) = (CaseDesk.Text(command.Reason), CaseDesk.Text(command.Answer));
        if (reason is null || answer is null)
            throw new InvalidInput(reason is null ? nameof(command.Reason) : nameof(command.Answer), "input.required");
        var step = desk.StepFor(Permission.Reopen, subject, actor, reason);
        if (await desk.Db.HadAHand(subject.Id, actor, ct) || HoldsUnit(actor, review.UnitCode))
            throw new RuleViolation("review.own-work");
        if (command.Reopens == true)
            await Reopen(subject, review, step, answer, ct);
        else
        {
            subject.Remark(CaseAction.Uphold, step);
            review.Decide(ReviewOutcome.Upheld, answer, subject.Sequence, actor.AccountId, step.Now);
        }
        return await desk.Save(subject, ct);
    }

    private async Task Reopen(Case subject, Review review, Step step, string answer, CancellationToken ct)
    {
        subject.Reopen(step, desk.Limits);
        review.Decide(ReviewOutcome.Reopened, answer, subject.Sequence, step.Actor.AccountId, step.Now);
        await OpenReviews.End(desk.Db, subject, answer, step.Actor.AccountId, step.Now, ct);
    }

    /// <summary>The shift leader around the place who has the fewest open reviews; never who did the work or belongs to the unit.</summary>
    private async Task<StaffView?> Owner(Case subject, CancellationToken ct)
    {
        var leaders = await staffing.Nearest(subject.AreaCode, Role.ShiftLeader, ct);
        var crew = subject.LeadUnitCode is { } unit ? (await staffing.PostsOf(unit, ct)).Select(p => p.AccountId).ToHashSet() : [];
        List<StaffView> able = [.. leaders.Where(l => l.AccountId != subject.HandledBy && !crew.Contains(l.AccountId))];
        if (able.Count < 2)
            return able.FirstOrDefault();
        var accounts = able.ConvertAll(l => (Guid?)l.AccountId);
        var load = await desk
            .Db.Set<Review>()
            .Where(r => r.DecidedAt == null && accounts.Contains(r.OwnerId))
            .GroupBy(r => r.OwnerId!.Value)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        return able.OrderBy(l => load.GetValueOrDefault(l.AccountId)).ThenBy(l => l.PostId).First();
    }

    internal static bool HoldsUnit(Actor actor, string? unitCode) => unitCode is not null && actor.Posts.Any(p => p.UnitCode == unitCode);
}
