using Gezhi.Community.Photos;
using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Platform.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Community.Activities;

/// <summary>Residents sign up, bring children, go back, ask, and say how it was. 报名、提问和评价</summary>
public sealed class JoinActivity(CommunityDesk desk, ConsentBook consents, ResidentPhones phones)
{
    /// <param name="Person">0: oneself; 1 to 3: a child.</param>
    /// <param name="Relation">What the resident is to the child; needed for one.</param>
    /// <param name="AgreesForChild">The guardian read the text of the purpose and agrees.</param>
    public sealed record Joining(
        [property: Between(0, Activity.MostChildren)] int Person = 0,
        GuardianRelation? Relation = null,
        bool AgreesForChild = false
    );

    /// <param name="Person">Null: oneself and all children.</param>
    public sealed record Leaving([property: Between(0, Activity.MostChildren)] int? Person = null);

    /// <param name="Stars">1 to 5.</param>
    public sealed record Rating(
        [property: Needed, Between(1, 5)] int? Stars,
        [property: Longest(ActivityRating.LongestWords)] string? Words = null
    );

    public sealed record Asking([property: Needed, Longest(TalkQuestion.LongestWords)] string Words);

    /// <param name="Before">How many wait before this one; 0 for who has a place.</param>
    public sealed record Stands(int No, PlaceState State, int Before);

    public sealed record Done(Guid ActivityId);

    public static void Map(IEndpointRouteBuilder residents)
    {
        residents
            .MapPost(
                "/{activityId:guid}/places",
                (Guid activityId, Joining command, JoinActivity feature, Actor actor, CancellationToken ct) =>
                    feature.Run(activityId, command, actor, ct)
            )
            .WithSummary("报名活动 · Sign up for an activity");
        residents
            .MapPost(
                "/{activityId:guid}/places/withdrawal",
                (Guid activityId, Leaving command, JoinActivity feature, Actor actor, CancellationToken ct) =>
                    feature.Leave(activityId, command, actor, ct)
            )
            .WithSummary("取消报名 · Give a place back");
        residents
            .MapPost(
                "/{activityId:guid}/rating",
                (Guid activityId, Rating command, JoinActivity feature, Actor actor, CancellationToken ct) =>
                    feature.Rate(activityId, command, actor, ct)
            )
            .WithSummary("评价活动 · Rate an activity one was at");
        residents
            .MapPost(
                "/{activityId:guid}/questions",
                (Guid activityId, Asking command, HttpRequest request, JoinActivity feature, Actor actor, CancellationToken ct) =>
                    feature.Ask(activityId, command, CommunityDesk.KeyOf(request), actor, ct)
            )
            .WithSummary("向专家提问 · Ask the experts of an online session");
    }

    /// <summary>Signs up; who is on the list already stays where they are.</summary>
    /// <exception cref="NotFound">Not there, or a draft.</exception>
    /// <exception cref="RuleViolation"><c>activity.sign-in</c>, <c>activity.closed</c>, <c>activity.no-sign-up</c>, <c>activity.no-children</c>, <c>activity.guardian</c>, <c>activity.adult-first</c>.</exception>
    public async Task<Stands> Run(Guid activityId, Joining command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var me = CommunityDesk.Resident(actor);
        Stands stands = null!;
        await desk.Db.Together(async () => stands = await Take(activityId, command, me, actor, ct), ct);
        return stands;
    }

    private async Task<Stands> Take(Guid activityId, Joining command, Guid me, Actor actor, CancellationToken ct)
    {
        var activity = await Hold(activityId, ct);
        if (activity.Seats is not { } seats)
            throw new RuleViolation("activity.no-sign-up");
        if (!activity.TakesSignUps(desk.Now))
            throw new RuleViolation("activity.closed");
        var list = desk.Db.Set<SignUp>().Where(s => s.ActivityId == activityId);
        var mine = await list.Where(s => s.ResidentId == me).ToListAsync(ct);
        var known = mine.Find(s => s.Person == command.Person);
        if (known is { State: not PlaceState.Withdrawn })
            return await Told(known, ct);
        if (command.Person > 0)
            await AgreeForChild(activity, command, mine, actor, ct);
        await MoveUp(activity, ct); // who waits comes before who comes new
        await desk.Db.Save(ct);
        var seated = await list.CountAsync(s => s.State == PlaceState.Seated, ct);
        var row =
            known
            ?? new SignUp
            {
                DistrictId = desk.Db.DistrictId,
                ActivityId = activityId,
                ResidentId = me,
                Person = command.Person,
            };
        row.Stand(activity.Turn, seated < seats, desk.Now);
        if (known is null)
            desk.Db.Add(row);
        desk.Db.Audit(actor, "activity.signed-up", activityId, activity.No, desk.Now);
        await desk.Db.Save(ct);
        return await Told(row, ct);
    }

    /// <summary>A child comes with who signed up before it, and with the guardian's recorded consent.</summary>
    private async Task AgreeForChild(Activity activity, Joining command, List<SignUp> mine, Actor actor, CancellationToken ct)
    {
        if (!activity.AdmitsChildren)
            throw new RuleViolation("activity.no-children");
        if (!mine.Exists(s => s.Person == 0 && s.State != PlaceState.Withdrawn))
            throw new RuleViolation("activity.adult-first");
        if (!command.AgreesForChild || command.Relation is null)
            throw new RuleViolation("activity.guardian");
        var subject = new ConsentSubject(ConsentSubjectKind.Phone, null, await phones.Of(actor, ct));
        var said = new ConsentSaid(ConsentChannel.Page, ConsentGiver.Guardian, command.Relation);
        await consents.Give(ConsentPurposes.ActivityChild, subject, said, true, null, actor, ct);
    }

    /// <summary>Gives places back; who waits longest moves up and is told. Who was let in already stays. Twice is once.</summary>
    /// <exception cref="NotFound">Not there, or a draft.</exception>
    /// <exception cref="RuleViolation"><c>activity.sign-in</c>.</exception>
    public async Task<Done> Leave(Guid activityId, Leaving command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var me = CommunityDesk.Resident(actor);
        await desk.Db.Together(
            async () =>
            {
                var activity = await Hold(activityId, ct);
                var all = command.Person is null or 0; // children do not stay without who brought them
                await Vacate(
                    activity,
                    await desk
                        .Db.Set<SignUp>()
                        .Where(s => s.ActivityId == activityId && s.ResidentId == me && (all || s.Person == command.Person))
                        .ToListAsync(ct),
                    ct
                );
                desk.Db.Audit(actor, "activity.left", activityId, activity.No, desk.Now);
                await desk.Db.Save(ct);
            },
            ct
        );
        return new Done(activityId);
    }

    /// <summary>Takes them off the list in the change that is being made, and lets others move up; the row of the activity is held by the caller.</summary>
    internal async Task Vacate(Activity activity, IReadOnlyList<SignUp> places, CancellationToken ct)
    {
        foreach (var place in places.Where(p => p.CheckedInAt is null))
            place.Leave();
        await desk.Db.Save(ct);
        await MoveUp(activity, ct);
    }

    /// <summary>Fills free places from the waiting list, in its order, and tells who has one now; the row of the activity is held by the caller.</summary>
    internal async Task MoveUp(Activity activity, CancellationToken ct)
    {
        if (activity.Seats is not { } seats || activity.State != ActivityState.Announced || desk.Now >= activity.EndsAt)
            return;
        var list = desk.Db.Set<SignUp>().Where(s => s.ActivityId == activity.Id);
        var free = seats - await list.CountAsync(s => s.State == PlaceState.Seated, ct);
        if (free <= 0)
            return;
        var next = await list.Where(s => s.State == PlaceState.Waiting).OrderBy(s => s.No).Take(free).ToListAsync(ct);
        foreach (var place in next)
            place.MoveUp();
        var whom = next.Where(p => p.Person == 0).Select(p => p.ResidentId).Distinct().ToList();
        var text = $"您候补的活动“{activity.Title}”有名额了。来不了请在「我的活动」里取消，让给后面的人。";
        await desk.Tell(whom, "activity.moved-up", activity.Id, text, ct);
    }

    /// <summary>Counts the activity's turn: who does this holds its row until the end of the transaction, so that the list moves one by one on both databases.</summary>
    /// <exception cref="NotFound">Not there, or a draft.</exception>
    internal async Task<Activity> Hold(Guid activityId, CancellationToken ct)
    {
        var held = await desk
            .Db.Set<Activity>()
            .Where(a => a.Id == activityId && a.State != ActivityState.Draft)
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.Turn, x => x.Turn + 1), ct);
        return held == 1
            ? await desk.Db.Set<Activity>().AsNoTracking().FirstAsync(a => a.Id == activityId, ct)
            : throw new NotFound("activity");
    }

    private async Task<Stands> Told(SignUp place, CancellationToken ct) =>
        new(
            place.No,
            place.State,
            place.State == PlaceState.Waiting
                ? await desk
                    .Db.Set<SignUp>()
                    .CountAsync(s => s.ActivityId == place.ActivityId && s.State == PlaceState.Waiting && s.No < place.No, ct)
                : 0
        );

    /// <summary>Who was let in says how it was; again changes it.</summary>
    /// <exception cref="RuleViolation"><c>activity.sign-in</c>, <c>activity.not-there</c>.</exception>
    public async Task<Done> Rate(Guid activityId, Rating command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var me = CommunityDesk.Resident(actor);
        return await desk.Db.Again(
            async () =>
            {
                var wasThere = await desk
                    .Db.Set<SignUp>()
                    .AnyAsync(s => s.ActivityId == activityId && s.ResidentId == me && s.CheckedInAt != null, ct);
                if (!wasThere)
                    throw new RuleViolation("activity.not-there");
                var row = await desk
                    .Db.Set<ActivityRating>()
                    .FirstOrDefaultAsync(r => r.ActivityId == activityId && r.ResidentId == me, ct);
                if (row is null)
                    desk.Db.Add(
                        row = new ActivityRating
                        {
                            DistrictId = desk.Db.DistrictId,
                            ActivityId = activityId,
                            ResidentId = me,
                            At = desk.Now,
                        }
                    );
                (row.Stars, row.Words) = (command.Stars!.Value, PlainText.Clean(command.Words));
                await Save(ct);
                return new Done(activityId);
            },
            ct
        );
    }

    /// <exception cref="NotFound">Not there, a draft, or no online session.</exception>
    /// <exception cref="RuleViolation"><c>activity.sign-in</c>, <c>activity.closed</c>, <c>activity.questions</c>.</exception>
    public async Task<Done> Ask(Guid activityId, Asking command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var me = CommunityDesk.Resident(actor);
        return await Once.Run(
            desk.Db,
            "activity-question",
            Once.Bound(key, actor.AccountId, null),
            new { activityId, command },
            desk.Now,
            async () =>
            {
                var activity = await desk
                    .Db.Set<Activity>()
                    .FirstOrDefaultAsync(a => a.Id == activityId && a.State != ActivityState.Draft && a.Kind == ActivityKind.Talk, ct);
                if (activity is null)
                    throw new NotFound("talk");
                if (!activity.TakesSignUps(desk.Now))
                    throw new RuleViolation("activity.closed");
                var asked = await desk.Db.Set<TalkQuestion>().CountAsync(q => q.ActivityId == activityId && q.ResidentId == me, ct);
                if (asked >= TalkQuestion.MostOfOne)
                    throw new RuleViolation("activity.questions", TalkQuestion.MostOfOne);
                var question = new TalkQuestion
                {
                    DistrictId = desk.Db.DistrictId,
                    ActivityId = activityId,
                    Id = Ids.New(desk.Now),
                    At = desk.Now,
                };
                question.Say(me, CommunityDesk.Needed(nameof(command.Words), command.Words));
                desk.Db.Add(question);
                return new Done(activityId);
            },
            ct
        );
    }

    private async Task Save(CancellationToken ct)
    {
        try
        {
            await desk.Db.Save(ct);
        }
        catch (DuplicateKey)
        {
            throw new StaleVersion(); // sent twice at once: the second finds the first
        }
    }
}

/// <summary>A guardian takes back the consent: the children come off the lists of what has not begun. 孩子参加活动的同意</summary>
internal sealed class ChildConsent(CommunityDesk desk, ResidentPhones phones) : IConsentUse
{
    public string Purpose => ConsentPurposes.ActivityChild;

    public async Task<int> Stop(ConsentSubject subject, CancellationToken ct)
    {
        if (subject.Phone is null || await phones.IdOf(subject.Phone, ct) is not { } resident)
            return 0;
        var now = desk.Now;
        var places = await desk
            .Db.Set<SignUp>()
            .Where(s => s.ResidentId == resident && s.Person > 0 && s.State != PlaceState.Withdrawn && s.CheckedInAt == null)
            .Where(s => desk.Db.Set<Activity>().Any(a => a.Id == s.ActivityId && a.EndsAt > now))
            .ToListAsync(ct);
        foreach (var place in places)
            place.Leave();
        foreach (var activityId in places.Select(p => p.ActivityId).Distinct())
            MoveUpTimer.Soon(desk.Db, activityId, now); // holds no row of an activity while other modules stop what is theirs
        return places.Count;
    }
}

/// <summary>Places came free outside a resident's own step: who waits moves up. 候补递补</summary>
internal sealed class MoveUpTimer(JoinActivity joining) : ITimerHandler
{
    public const string Name = "community.move-up";

    public string Kind => Name;

    /// <summary>With the change that is being made; fired right after it.</summary>
    internal static void Soon(GezhiDb db, Guid activityId, DateTime now) => db.SetTimer(Name, activityId, now, now);

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct) =>
        await db.Together(async () => await joining.MoveUp(await joining.Hold(timer.SubjectId, ct), ct), ct);
}

/// <summary>The time for which it is kept who came is over: the list goes, numbers stay. 活动名单到期删除</summary>
internal sealed class ActivityForget : ITimerHandler
{
    public const string Name = "community.forget";

    public string Kind => Name;

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        db.RemoveRange(await db.Set<SignUp>().Where(s => s.ActivityId == timer.SubjectId).ToListAsync(ct));
        var ratings = await db.Set<ActivityRating>().Where(r => r.ActivityId == timer.SubjectId).ToListAsync(ct);
        (await db.Set<Activity>().FirstOrDefaultAsync(a => a.Id == timer.SubjectId, ct))?.Sum(ratings.Count, ratings.Sum(r => r.Stars));
        db.RemoveRange(ratings);
        db.RemoveRange(await db.Set<DeliveryRecipient>().Where(r => r.ActivityId == timer.SubjectId).ToListAsync(ct));
        db.RemoveRange(await db.Set<CommunityPhoto>().Where(p => p.SubjectId == timer.SubjectId && p.ClearedAt == null).ToListAsync(ct));
        foreach (var question in await db.Set<TalkQuestion>().Where(q => q.ActivityId == timer.SubjectId).ToListAsync(ct))
            if (question.PublicWords.Length == 0)
                db.Remove(question);
            else
                question.Forget();
    }
}
