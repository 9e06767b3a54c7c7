using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Platform.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Community.Activities;

/// <summary>Plans festivals and activities, leads them to their result, answers the questions of online sessions. 活动组织</summary>
public sealed class KeepActivity(CommunityDesk desk, JoinActivity joining, IConfiguration settings)
{
    /// <summary>Days after the end for which it is kept who signed up.</summary>
    public const int KeepDays = 180;

    /// <param name="AreaCode">Where it is for.</param>
    /// <param name="Words">What it is about, for everybody.</param>
    public sealed record SeriesSaid(
        [property: Needed, Longest(ActivitySeries.LongestTitle)] string Title,
        [property: Needed, Longest(17)] string AreaCode,
        [property: Longest(ActivitySeries.LongestWords)] string? Words = null,
        int? Version = null
    );

    /// <param name="BeginsAt">UTC.</param>
    /// <param name="Seats">Null: everybody may come without signing up.</param>
    /// <param name="SignUpUntil">UTC; null: until it begins.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Said(
        [property: Needed] ActivityKind? Kind,
        [property: Needed, Longest(ActivitySeries.LongestTitle)] string Title,
        [property: Needed, Longest(17)] string AreaCode,
        [property: Needed, Longest(Activity.LongestPlace)] string Place,
        [property: Needed] DateTime? BeginsAt,
        [property: Needed] DateTime? EndsAt,
        [property: Longest(ActivitySeries.LongestWords)] string? Words = null,
        [property: Between(1, Activity.MostSeats)] int? Seats = null,
        DateTime? SignUpUntil = null,
        bool AdmitsChildren = false,
        Guid? SeriesId = null,
        int? Version = null
    );

    /// <param name="LineId">Null adds one.</param>
    /// <param name="Version">Of the line that the person saw.</param>
    public sealed record Line(
        [property: Needed] PlanKind? Kind,
        [property: Needed, Longest(PlanLine.LongestWords)] string Words,
        Guid? LineId = null,
        [property: Longest(PlanLine.LongestWho)] string? Who = null,
        DateTime? BeginsAt = null,
        DateTime? EndsAt = null,
        [property: Between(1, 100_000)] int? Count = null,
        [property: Between(0, Money.Most)] long? PlannedFen = null,
        [property: Between(0, Money.Most)] long? SpentFen = null,
        int? Version = null
    );

    /// <summary>What happens with a line. 筹备操作</summary>
    public enum LineAct
    {
        /// <summary>打勾.</summary>
        Tick,

        /// <summary>取消打勾.</summary>
        Untick,

        /// <summary>删除.</summary>
        Out,
    }

    public sealed record LineDoing([property: Needed] LineAct? Act, int? Version = null);

    /// <summary>活动操作.</summary>
    public enum Act
    {
        /// <summary>发布.</summary>
        Announce,

        /// <summary>取消.</summary>
        CallOff,

        /// <summary>总结.</summary>
        Report,

        /// <summary>删除草稿.</summary>
        Discard,
    }

    /// <param name="Words">Why it is called off, or what came of it.</param>
    /// <param name="Came">People who came; needed for the report.</param>
    public sealed record Doing(
        [property: Needed] Act? Act,
        [property: Longest(ActivitySeries.LongestWords)] string? Words = null,
        [property: Between(0, 1_000_000)] int? Came = null,
        int? Version = null
    );

    /// <param name="PublicWords">The question as everybody reads it, without personal data; null answers the asker alone.</param>
    public sealed record Answering(
        [property: Needed, Longest(TalkQuestion.LongestAnswer)] string Answer,
        [property: Needed, Longest(PlanLine.LongestWho)] string Expert,
        [property: Longest(TalkQuestion.LongestWords)] string? PublicWords = null,
        int? Version = null
    );

    public sealed record Kept(Guid Id, int Version);

    public static void Map(IEndpointRouteBuilder staff)
    {
        staff
            .MapPost(
                "/series",
                (SeriesSaid command, HttpRequest request, KeepActivity feature, Actor actor, CancellationToken ct) =>
                    feature.Begin(command, CommunityDesk.KeyOf(request), actor, ct)
            )
            .WithSummary("建系列活动 · Begin a series, such as a festival");
        staff
            .MapPost(
                "/series/{seriesId:guid}",
                (Guid seriesId, SeriesSaid command, KeepActivity feature, Actor actor, CancellationToken ct) =>
                    feature.ChangeSeries(seriesId, command, actor, ct)
            )
            .WithSummary("修改系列活动 · Change a series");
        staff
            .MapPost(
                "/activities",
                (Said command, HttpRequest request, KeepActivity feature, Actor actor, CancellationToken ct) =>
                    feature.Plan(command, CommunityDesk.KeyOf(request), actor, ct)
            )
            .WithSummary("筹备活动 · Plan an activity");
        staff
            .MapPost(
                "/activities/{activityId:guid}",
                (Guid activityId, Said command, KeepActivity feature, Actor actor, CancellationToken ct) =>
                    feature.Change(activityId, command, actor, ct)
            )
            .WithSummary("修改活动 · Change an activity");
        staff
            .MapPost(
                "/activities/{activityId:guid}/lines",
                (Guid activityId, Line command, HttpRequest request, KeepActivity feature, Actor actor, CancellationToken ct) =>
                    feature.Write(activityId, command, CommunityDesk.KeyOf(request), actor, ct)
            )
            .WithSummary("筹备事项 · A stall, slot, shift, equipment, sum or safety check");
        staff
            .MapPost(
                "/activities/{activityId:guid}/lines/{lineId:guid}",
                (Guid activityId, Guid lineId, LineDoing command, KeepActivity feature, Actor actor, CancellationToken ct) =>
                    feature.DoLine(activityId, lineId, command, actor, ct)
            )
            .WithSummary("打勾或删除筹备事项 · Tick a line or take it out");
        staff
            .MapPost(
                "/activities/{activityId:guid}/acts",
                (Guid activityId, Doing command, KeepActivity feature, Actor actor, CancellationToken ct) =>
                    feature.Do(activityId, command, actor, ct)
            )
            .WithSummary("发布、取消、总结活动 · Announce, call off, report");
        staff
            .MapPost(
                "/activities/{activityId:guid}/questions/{questionId:guid}",
                (Guid activityId, Guid questionId, Answering command, KeepActivity feature, Actor actor, CancellationToken ct) =>
                    feature.Answer(activityId, questionId, command, actor, ct)
            )
            .WithSummary("回答提问 · Answer a question of an online session");
    }

    /// <exception cref="Forbidden">No post of the actor leads there.</exception>
    public async Task<Kept> Begin(SeriesSaid command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var area = desk.Area(nameof(command.AreaCode), command.AreaCode);
        actor.Require(Permission.KeepActivities, area);
        return await Once.Run(
            desk.Db,
            "activity-series",
            Once.Bound(key, actor.AccountId, null),
            command,
            desk.Now,
            () =>
            {
                var series = new ActivitySeries
                {
                    DistrictId = desk.Db.DistrictId,
                    Id = Ids.New(desk.Now),
                    AreaCode = area,
                    Title = PlainText.CleanLine(command.Title),
                    Words = PlainText.Clean(command.Words),
                    CreatedAt = desk.Now,
                };
                CommunityDesk.Needed(nameof(command.Title), series.Title);
                desk.Db.Add(series);
                desk.Db.Audit(actor, "activity.series-kept", series.Id, series.Title, desk.Now);
                return Task.FromResult(new Kept(series.Id, series.Version));
            },
            ct
        );
    }

    /// <exception cref="NotFound">Not there, or not the actor's.</exception>
    public async Task<Kept> ChangeSeries(Guid seriesId, SeriesSaid command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var series = await Series(seriesId, actor, ct);
        CommunityDesk.Seen(series, command.Version);
        (series.Title, series.Words) = (
            CommunityDesk.Needed(nameof(command.Title), PlainText.CleanLine(command.Title)),
            PlainText.Clean(command.Words)
        );
        desk.Db.Audit(actor, "activity.series-kept", series.Id, series.Title, desk.Now);
        await desk.Db.Save(ct);
        return new Kept(series.Id, series.Version);
    }

    /// <exception cref="NotFound">No such series.</exception>
    /// <exception cref="Forbidden">No post of the actor leads there.</exception>
    /// <exception cref="InvalidInput"><c>activity.times</c>, <c>activity.sign-up-time</c>.</exception>
    public async Task<Kept> Plan(Said command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var area = desk.Area(nameof(command.AreaCode), command.AreaCode);
        actor.Require(Permission.KeepActivities, area);
        if (command.SeriesId is { } seriesId)
            await Series(seriesId, actor, ct);
        return await Once.Run(
            desk.Db,
            "activity",
            Once.Bound(key, actor.AccountId, null),
            command,
            desk.Now,
            () =>
            {
                var activity = new Activity
                {
                    DistrictId = desk.Db.DistrictId,
                    Id = Ids.New(desk.Now),
                    No = desk.NewNo(),
                    AreaCode = area,
                    SeriesId = command.SeriesId,
                    CreatedAt = desk.Now,
                };
                Take(activity, command);
                desk.Db.Add(activity);
                desk.Db.Audit(actor, "activity.planned", activity.Id, activity.Title, desk.Now);
                return Task.FromResult(new Kept(activity.Id, activity.Version));
            },
            ct
        );
    }

    private static void Take(Activity activity, Said command)
    {
        activity.Say(
            command.Kind!.Value,
            CommunityDesk.Needed(nameof(command.Title), PlainText.CleanLine(command.Title)),
            PlainText.Clean(command.Words),
            CommunityDesk.Needed(nameof(command.Place), PlainText.CleanLine(command.Place)),
            Utc(command.BeginsAt!.Value),
            Utc(command.EndsAt!.Value),
            command.SignUpUntil is { } until ? Utc(until) : null
        );
        activity.Admit(command.Seats, command.AdmitsChildren && command.Seats is not null);
    }

    private static DateTime Utc(DateTime at) =>
        at.Kind == DateTimeKind.Local ? at.ToUniversalTime() : DateTime.SpecifyKind(at, DateTimeKind.Utc);

    /// <summary>More places let those who wait move up; another time or place is told to who signed up.</summary>
    /// <exception cref="NotFound">Not there, or not the actor's.</exception>
    /// <exception cref="RuleViolation"><c>activity.over</c>, <c>activity.kind-fixed</c>, <c>activity.limit-fixed</c>, <c>activity.seats-taken</c>, <c>activity.past</c>.</exception>
    public async Task<Kept> Change(Guid activityId, Said command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        await Find(activityId, command.Version, actor, ct);
        desk.Db.Forget();
        Kept kept = null!;
        await desk.Db.Together(
            async () =>
            {
                var isAnnounced = await IsHeld(activityId, ct);
                var activity = await Find(activityId, command.Version, actor, ct);
                var before = (activity.BeginsAt, activity.EndsAt, activity.Place);
                Take(activity, command);
                if (isAnnounced)
                    await Moved(activity, before, ct);
                desk.Db.Audit(actor, "activity.changed", activity.Id, activity.Title, desk.Now);
                await desk.Db.Save(ct);
                if (isAnnounced)
                    await joining.MoveUp(activity, ct);
                await desk.Db.Save(ct);
                kept = new Kept(activity.Id, activity.Version);
            },
            ct
        );
        return kept;
    }

    /// <summary>Whether it was announced; then its row is held until the change is done.</summary>
    private async Task<bool> IsHeld(Guid activityId, CancellationToken ct)
    {
        try
        {
            await joining.Hold(activityId, ct);
            return true;
        }
        catch (NotFound)
        {
            return false; // a draft has no list
        }
    }

    private async Task Moved(Activity activity, (DateTime Begins, DateTime Ends, string Place) before, CancellationToken ct)
    {
        if (activity.EndsAt <= desk.Now)
            throw new RuleViolation("activity.past");
        var seated = await desk.Db.Set<SignUp>().CountAsync(s => s.ActivityId == activity.Id && s.State == PlaceState.Seated, ct);
        if (activity.Seats < seated)
            throw new RuleViolation("activity.seats-taken", seated);
        if (before == (activity.BeginsAt, activity.EndsAt, activity.Place))
            return;
        Forget(activity);
        var text = $"您报名的活动“{activity.Title}”有变动：{desk.Span(activity.BeginsAt, activity.EndsAt)}，{activity.Place}。";
        await desk.Tell(await Listed(activity.Id, ct), "activity.moved", activity.Id, text, ct);
    }

    private async Task<List<Guid>> Listed(Guid activityId, CancellationToken ct) =>
        await desk
            .Db.Set<SignUp>()
            .Where(s => s.ActivityId == activityId && s.State != PlaceState.Withdrawn && s.Person == 0)
            .Select(s => s.ResidentId)
            .ToListAsync(ct);

    private void Forget(Activity activity) =>
        desk.Db.SetTimer(
            ActivityForget.Name,
            activity.Id,
            activity.EndsAt.AddDays(Math.Max(1, settings.GetValue("Community:KeepDays", KeepDays))),
            desk.Now
        );

    /// <exception cref="RuleViolation"><c>activity.over</c>, <c>activity.too-many-lines</c>.</exception>
    /// <exception cref="InvalidInput"><c>activity.times</c>.</exception>
    public async Task<Kept> Write(Guid activityId, Line command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (command is { BeginsAt: { } from, EndsAt: { } to } && to <= from)
            throw new InvalidInput(nameof(command.EndsAt), "activity.times");
        return command.LineId is { } lineId
            ? await Mend(activityId, lineId, command, actor, ct)
            : await Once.Run(
                desk.Db,
                "activity-line",
                Once.Bound(key, actor.AccountId, null),
                new { activityId, command },
                desk.Now,
                () => Add(activityId, command, actor, ct),
                ct
            );
    }

    private async Task<Kept> Add(Guid activityId, Line command, Actor actor, CancellationToken ct)
    {
        var activity = await Find(activityId, null, actor, ct);
        activity.DemandOpen();
        var kind = command.Kind!.Value;
        if (kind == PlanKind.Round && activity.Kind != ActivityKind.Contest)
            throw new RuleViolation("contest.none");
        var numbers = await desk
            .Db.Set<PlanLine>()
            .Where(l => l.ActivityId == activityId && l.Kind == kind)
            .Select(l => l.No)
            .ToListAsync(ct);
        if (numbers.Count >= PlanLine.Most)
            throw new RuleViolation("activity.too-many-lines", PlanLine.Most);
        var line = new PlanLine
        {
            DistrictId = desk.Db.DistrictId,
            ActivityId = activityId,
            Id = Ids.New(desk.Now),
            Kind = kind,
            No = numbers.Count == 0 ? 1 : numbers.Max() + 1,
        };
        Take(line, command);
        desk.Db.Add(line);
        desk.Db.Audit(actor, "activity.line-kept", activityId, activity.No, desk.Now);
        return new Kept(line.Id, line.Version);
    }

    private async Task<Kept> Mend(Guid activityId, Guid lineId, Line command, Actor actor, CancellationToken ct)
    {
        var line = await LineOf(activityId, lineId, command.Version, actor, ct);
        Take(line, command);
        await desk.Db.Save(ct);
        return new Kept(line.Id, line.Version);
    }

    private static void Take(PlanLine line, Line command)
    {
        line.Words = CommunityDesk.Needed(nameof(command.Words), PlainText.CleanLine(command.Words));
        line.Who = PlainText.CleanLine(command.Who);
        if (line.Kind is PlanKind.Slot or PlanKind.Job or PlanKind.Round)
            (line.BeginsAt, line.EndsAt) = (command.BeginsAt is { } from ? Utc(from) : null, command.EndsAt is { } to ? Utc(to) : null);
        if (line.Kind is PlanKind.Job or PlanKind.Gear or PlanKind.Prize)
            line.Count = command.Count;
        if (line.Kind is PlanKind.Cost or PlanKind.Prize)
            (line.PlannedFen, line.SpentFen) = (command.PlannedFen, command.SpentFen);
    }

    /// <exception cref="RuleViolation"><c>activity.over</c>.</exception>
    public async Task<Kept> DoLine(Guid activityId, Guid lineId, LineDoing command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var line = await LineOf(activityId, lineId, command.Version, actor, ct);
        var activity = await Find(activityId, null, actor, ct);
        if (command.Act == LineAct.Out)
        {
            if (line.Kind == PlanKind.Round && await desk.Db.Set<ContestScore>().AnyAsync(s => s.LineId == lineId, ct))
                throw new RuleViolation("contest.round-scored");
            desk.Db.Remove(line);
        }
        else if (command.Act == LineAct.Tick)
            (line.DoneAt, line.DoneByTitle) = (desk.Now, actor.Require(Permission.KeepActivities, activity.AreaCode).Title);
        else
            (line.DoneAt, line.DoneByTitle) = (null, null);
        desk.Db.Audit(
            actor,
            command.Act == LineAct.Tick ? "activity.line-ticked" : "activity.line-kept",
            activityId,
            activity.No,
            desk.Now
        );
        await desk.Db.Save(ct);
        return new Kept(line.Id, line.Version);
    }

    private async Task<PlanLine> LineOf(Guid activityId, Guid lineId, int? version, Actor actor, CancellationToken ct)
    {
        (await Find(activityId, null, actor, ct)).DemandOpen();
        var line =
            await desk.Db.Set<PlanLine>().FirstOrDefaultAsync(l => l.ActivityId == activityId && l.Id == lineId, ct)
            ?? throw new NotFound("line");
        CommunityDesk.Seen(line, version);
        return line;
    }

    /// <exception cref="RuleViolation"><c>activity.not-draft</c>, <c>activity.past</c>, <c>activity.no-safety</c>, <c>activity.not-announced</c>, <c>activity.not-ended</c>, <c>activity.safety-open</c>, <c>activity.questions-open</c>.</exception>
    public async Task<Kept> Do(Guid activityId, Doing command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var activity = await Find(activityId, command.Version, actor, ct);
        var safety = await desk.Db.Set<PlanLine>().Where(l => l.ActivityId == activityId && l.Kind == PlanKind.Safety).ToListAsync(ct);
        switch (command.Act)
        {
            case Act.Announce:
                activity.Announce(safety.Count > 0, desk.Now);
                Forget(activity);
                return await Save(activity, actor, "activity.announced", ct);
            case Act.CallOff:
                activity.CallOff(CommunityDesk.Needed(nameof(command.Words), PlainText.CleanLine(command.Words)));
                if (activity.CalledOffWhy!.Length > PlanLine.LongestWords)
                    throw new InvalidInput(nameof(command.Words), "input.too-long");
                var text = $"您报名的活动“{activity.Title}”取消了：{activity.CalledOffWhy}";
                await desk.Tell(await Listed(activityId, ct), "activity.called-off", activityId, text, ct);
                return await Save(activity, actor, "activity.called-off", ct);
            case Act.Report:
                var words = CommunityDesk.Needed(nameof(command.Words), command.Words);
                var came =
                    command.Came
                    ?? (activity.Kind == ActivityKind.Delivery ? 0 : throw new InvalidInput(nameof(command.Came), "input.required"));
                if (await desk.Db.Set<TalkQuestion>().AnyAsync(q => q.ActivityId == activityId && q.AnsweredAt == null, ct))
                    throw new RuleViolation("activity.questions-open");
                if (activity.Kind == ActivityKind.Delivery)
                    came = await Delivered(activity, ct);
                activity.Report(words, came, safety.TrueForAll(l => l.DoneAt is not null), desk.Now);
                return await Save(activity, actor, "activity.reported", ct);
            default:
                if (activity.State != ActivityState.Draft)
                    throw new RuleViolation("activity.not-draft");
                desk.Db.Remove(activity);
                return await Save(activity, actor, "activity.discarded", ct);
        }
    }

    /// <summary>Counts who got theirs; the list itself goes later, the numbers stay.</summary>
    /// <exception cref="RuleViolation"><c>delivery.open</c>.</exception>
    private async Task<int> Delivered(Activity activity, CancellationToken ct)
    {
        var states = await desk.Db.Set<DeliveryRecipient>().Where(r => r.ActivityId == activity.Id).Select(r => r.State).ToListAsync(ct);
        if (states.Contains(DeliveryState.Planned))
            throw new RuleViolation("delivery.open");
        activity.Miss(states.Count(s => s == DeliveryState.NotMet));
        return states.Count(s => s == DeliveryState.Delivered);
    }

    /// <summary>Answers for everybody, or the asker alone; again mends it.</summary>
    /// <exception cref="NotFound">Not there, or not the actor's.</exception>
    public async Task<Kept> Answer(Guid activityId, Guid questionId, Answering command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var activity = await Find(activityId, null, actor, ct);
        var question =
            await desk.Db.Set<TalkQuestion>().FirstOrDefaultAsync(q => q.ActivityId == activityId && q.Id == questionId, ct)
            ?? throw new NotFound("question");
        CommunityDesk.Seen(question, command.Version);
        if (question.AnsweredAt is null && question.ResidentId is { } asker)
            await desk.Tell(
                [asker],
                "activity.answered",
                activityId,
                $"您在“{activity.Title}”里的提问有答复了，请在「我的活动」里查看。",
                ct
            );
        (question.Answer, question.Expert, question.AnsweredAt) = (
            CommunityDesk.Needed(nameof(command.Answer), command.Answer),
            CommunityDesk.Needed(nameof(command.Expert), PlainText.CleanLine(command.Expert)),
            desk.Now
        );
        question.PublicWords = PlainText.Clean(command.PublicWords);
        question.IsPrivate = question.PublicWords.Length == 0;
        desk.Db.Audit(actor, "activity.answered", activityId, activity.No, desk.Now);
        await desk.Db.Save(ct);
        return new Kept(question.Id, question.Version);
    }

    private async Task<Kept> Save(Activity activity, Actor actor, string action, CancellationToken ct)
    {
        desk.Db.Audit(actor, action, activity.Id, activity.Title, desk.Now);
        await desk.Db.Save(ct);
        return new Kept(activity.Id, activity.Version);
    }

    private async Task<ActivitySeries> Series(Guid seriesId, Actor actor, CancellationToken ct)
    {
        var series = await desk.Db.Set<ActivitySeries>().FirstOrDefaultAsync(s => s.Id == seriesId, ct);
        return series is not null && actor.PostFor(Permission.KeepActivities, series.AreaCode) is not null
            ? series
            : throw new NotFound("series");
    }

    private async Task<Activity> Find(Guid activityId, int? version, Actor actor, CancellationToken ct)
    {
        var activity = await desk.Db.Set<Activity>().FirstOrDefaultAsync(a => a.Id == activityId, ct);
        if (activity is null || actor.PostFor(Permission.KeepActivities, activity.AreaCode) is null)
            throw new NotFound("activity");
        CommunityDesk.Seen(activity, version);
        return activity;
    }
}
