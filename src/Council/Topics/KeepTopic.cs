using Gezhi.Cases;
using Gezhi.Cases.Contract;
using Gezhi.Council.Files;
using Gezhi.Council.Votes;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Council.Topics;

/// <summary>Leads a topic from the sorting to its end. 议题办理</summary>
public sealed class KeepTopic(CouncilDesk desk, TopicNews news, FileIntake intake, IConfiguration settings)
{
    /// <summary>People in one hall besides the households that signed in.</summary>
    public const int MostOthers = 2000;

    /// <param name="Why">Public.</param>
    /// <param name="Title">Public title; null keeps what was said.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Sorting(
        [property: Needed] TopicSize? Size,
        [property: Needed, Longest(Topic.LongestNote)] string Why,
        [property: Longest(Topic.LongestTitle)] string? Title = null,
        [property: Longest(Topic.LongestWords)] string? Words = null,
        int? Version = null
    );

    /// <param name="Ground">By which rule it is lawful, or not; public.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Judging(
        [property: Needed] bool? IsLawful,
        [property: Needed, Longest(Topic.LongestNote)] string Ground,
        int? Version = null
    );

    /// <param name="HallAt">UTC.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Calling(
        [property: Needed] DateTime? HallAt,
        [property: Needed, Longest(Topic.LongestPlace)] string Place,
        int? Version = null
    );

    /// <param name="Came">Groups and numbers, no names.</param>
    /// <param name="Others">People who came and did not sign in: no confirmed home, or no phone with them.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Recording(
        [property: Needed, Longest(Topic.LongestNote)] string Came,
        [property: Needed, Longest(Topic.LongestRecord)] string Said,
        [property: Between(0, MostOthers)] int Others = 0,
        int? Version = null
    );

    /// <summary>How it is decided. 形成结果</summary>
    public enum How
    {
        /// <summary>协商意见.</summary>
        Opine,

        /// <summary>发起逐户表态.</summary>
        OpenVote,

        /// <summary>结束表态并计票.</summary>
        CloseVote,

        /// <summary>关联业主表决.</summary>
        LinkVote,
    }

    /// <param name="Opinion">For an opinion, and when it is counted; public.</param>
    /// <param name="VoteId">Of an owners' vote in the same community.</param>
    /// <param name="Days">For which households can say yes or no.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Deciding(
        [property: Needed] How? How,
        [property: Longest(Topic.LongestWords)] string? Opinion = null,
        bool? IsAdopted = null,
        Guid? VoteId = null,
        [property: Between(1, 30)] int? Days = null,
        int? Version = null
    );

    /// <param name="Version">The version the person saw.</param>
    public sealed record Publishing(int? Version = null);

    /// <param name="Doer">As the public reads it.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Giving(
        [property: Needed, Longest(TopicRoute.LongestLead)] string Doer,
        DateOnly? DoBy = null,
        int? Version = null
    );

    /// <param name="PlaceText">Where it is; null when it is not said.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record ToCase([property: Longest(100)] string? PlaceText = null, int? Version = null);

    /// <param name="Result">What was done; public.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Ending([property: Needed, Longest(Topic.LongestWords)] string Result, int? Version = null);

    /// <param name="IsAfter">Photos of afterwards; else of before.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Showing(bool IsAfter = false, int? Version = null);

    public sealed record Kept(Guid Id, string No, TopicState State, DateTime? DueAt, int Version);

    public static void Map(IEndpointRouteBuilder topics)
    {
        topics
            .MapPost(
                "",
                (TopicBook.Command command, HttpRequest request, TopicBook feature, Actor actor, CancellationToken ct) =>
                    feature.Run(command, request.Headers["Idempotency-Key"].FirstOrDefault(), actor, ct)
            )
            .WithSummary("提出议题 · Make a topic");
        topics
            .MapPost(
                "/{topicId:guid}/size",
                (Guid topicId, Sorting command, KeepTopic feature, Actor actor, CancellationToken ct) =>
                    feature.Sort(topicId, command, actor, ct)
            )
            .WithSummary("三事分流 · Sort a topic");
        topics
            .MapPost(
                "/{topicId:guid}/legality",
                (Guid topicId, Judging command, KeepTopic feature, Actor actor, CancellationToken ct) =>
                    feature.Judge(topicId, command, actor, ct)
            )
            .WithSummary("合法性审查 · Say whether it is lawful");
        topics
            .MapPost(
                "/{topicId:guid}/notice",
                (Guid topicId, Calling command, KeepTopic feature, Actor actor, CancellationToken ct) =>
                    feature.Call(topicId, command, actor, ct)
            )
            .WithSummary("公告协商 · Give notice of the hall");
        topics
            .MapPost(
                "/{topicId:guid}/record",
                (Guid topicId, Recording command, KeepTopic feature, Actor actor, CancellationToken ct) =>
                    feature.Record(topicId, command, actor, ct)
            )
            .WithSummary("协商记录 · Write down what was said");
        topics
            .MapPost(
                "/{topicId:guid}/decision",
                (Guid topicId, Deciding command, KeepTopic feature, Actor actor, CancellationToken ct) =>
                    feature.Decide(topicId, command, actor, ct)
            )
            .WithSummary("形成结果 · Opinion or vote");
        topics
            .MapPost(
                "/{topicId:guid}/publicity",
                (Guid topicId, Publishing command, KeepTopic feature, Actor actor, CancellationToken ct) =>
                    feature.Publish(topicId, command, actor, ct)
            )
            .WithSummary("公示 · Hang out the result");
        topics
            .MapPost(
                "/{topicId:guid}/work",
                (Guid topicId, Giving command, KeepTopic feature, Actor actor, CancellationToken ct) =>
                    feature.Give(topicId, command, actor, ct)
            )
            .WithSummary("交办落实 · Say who does it until when");
        topics
            .MapPost(
                "/{topicId:guid}/case",
                (Guid topicId, ToCase command, KeepTopic feature, Actor actor, CancellationToken ct) =>
                    feature.OpenCase(topicId, command, actor, ct)
            )
            .WithSummary("大事转案件 · Open a case for a big topic");
        topics
            .MapPost(
                "/{topicId:guid}/result",
                (Guid topicId, Ending command, KeepTopic feature, Actor actor, CancellationToken ct) =>
                    feature.Finish(topicId, command, actor, ct)
            )
            .WithSummary("落实完成 · It is done");
        topics
            .MapPost(
                "/{topicId:guid}/photos",
                async (Guid topicId, HttpRequest request, KeepTopic feature, Actor actor, CancellationToken ct) =>
                {
                    var (command, files) = await FormOrJson.Read<Showing>(request, ct);
                    return await feature.Show(topicId, command, files, actor, ct);
                }
            )
            .WithSummary("落实前后照片 · Photos of before and after")
            .DisableAntiforgery();
    }

    /// <summary>Sorts it, or changes the sorting once; personal matters are answered at once.</summary>
    /// <exception cref="RuleViolation"><c>topic.state</c>, <c>topic.sorted-twice</c>, <c>topic.same-size</c>.</exception>
    public async Task<Kept> Sort(Guid topicId, Sorting command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var (topic, post) = await Find(topicId, command.Version, actor, ct);
        var size = command.Size!.Value;
        var why = Clean(nameof(command.Why), command.Why);
        var isAgain = topic.Size is not null;
        var action =
            size == TopicSize.Personal ? TopicAction.Advise
            : isAgain ? TopicAction.SortAgain
            : TopicAction.Sort;
        if (!TopicFlow.Table.Allows(topic.State, action))
            throw new RuleViolation("topic.state");
        if (!isAgain)
        {
            topic.Title = CouncilDesk.Text(command.Title) is { } title ? PublicCases.WithoutNumbers(title) : topic.Title;
            topic.Words = CouncilDesk.Text(command.Words) is { } words ? PublicCases.WithoutNumbers(words) : topic.Words;
        }
        var route = (await TopicRoutes.Of(desk.Db, topic.AreaCode, ct)).Single(r => r.Size == size);
        topic.SortAs(size, why, route, actor.AccountId);
        if (size == TopicSize.Personal)
            topic.End(route.Advice.Length > 0 ? route.Advice : why);
        desk.Note(
            topic,
            action,
            why,
            post.Title,
            size == TopicSize.Personal
                ? null
                : desk.Calendar.CivilDueAt(desk.Now, topic.LimitDays > 0 ? topic.LimitDays : TopicBook.StepDays)
        );
        return await Keep(topic, actor, isAgain ? "topic.sorted-again" : "topic.sorted", ct);
    }

    /// <exception cref="RuleViolation"><c>topic.state</c>.</exception>
    public async Task<Kept> Judge(Guid topicId, Judging command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var (topic, post) = await Find(topicId, command.Version, actor, ct);
        var ground = Clean(nameof(command.Ground), command.Ground);
        var isLawful = command.IsLawful == true;
        desk.Note(topic, isLawful ? TopicAction.FindLawful : TopicAction.FindUnlawful, ground, post.Title, isLawful ? Limit(topic) : null);
        topic.Judge(ground);
        if (!isLawful)
            topic.End(ground);
        return await Keep(topic, actor, isLawful ? "topic.lawful" : "topic.unlawful", ct);
    }

    /// <exception cref="RuleViolation"><c>topic.notice-short</c>, <c>topic.state</c>.</exception>
    public async Task<Kept> Call(Guid topicId, Calling command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var (topic, post) = await Find(topicId, command.Version, actor, ct);
        var at = command.HallAt!.Value.ToUniversalTime().CutToMilliseconds();
        if (at > desk.Now.AddYears(1))
            throw new InvalidInput(nameof(command.HallAt), "meeting.time");
        var place = Clean(nameof(command.Place), command.Place);
        Demand(topic, TopicAction.Notify);
        topic.Call(at, desk.Calendar.LocalDay(at), place, HallCode.New(), desk.Today, desk.Now);
        desk.Note(
            topic,
            TopicAction.Notify,
            $"{desk.Calendar.Local(at):yyyy-MM-dd HH:mm} {place}",
            post.Title,
            Limit(topic, desk.Calendar.CivilDueAt(at, TopicBook.StepDays))
        );
        return await Keep(topic, actor, "topic.noticed", ct);
    }

    /// <exception cref="RuleViolation"><c>topic.not-yet-held</c>, <c>topic.state</c>.</exception>
    public async Task<Kept> Record(Guid topicId, Recording command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var (topic, post) = await Find(topicId, command.Version, actor, ct);
        Demand(topic, TopicAction.Hold);
        if (topic.HallAt > desk.Now)
            throw new RuleViolation("topic.not-yet-held");
        var homes = await desk.Db.Set<TopicAttendee>().Where(a => a.TopicId == topicId).Select(a => a.DwellingId).Distinct().CountAsync(ct);
        topic.Record(Clean(nameof(command.Came), command.Came), homes, command.Others, Clean(nameof(command.Said), command.Said));
        desk.Note(topic, TopicAction.Hold, topic.Came!, post.Title, Limit(topic));
        return await Keep(topic, actor, "topic.recorded", ct);
    }

    /// <exception cref="RuleViolation"><c>topic.vote-unknown</c>, <c>topic.vote-open</c>, <c>topic.state</c>.</exception>
    public async Task<Kept> Decide(Guid topicId, Deciding command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var (topic, post) = await Find(topicId, command.Version, actor, ct);
        switch (command.How!.Value)
        {
            case How.Opine:
                var opinion = Clean(nameof(command.Opinion), command.Opinion);
                if (command.IsAdopted is not { } isAdopted)
                    throw new InvalidInput(nameof(command.IsAdopted), "input.required");
                await DemandVoteOver(topic, ct);
                desk.Note(topic, TopicAction.Opine, opinion, post.Title, Limit(topic));
                topic.Decide(opinion, isAdopted);
                break;
            case How.OpenVote:
                if (command.Days is not { } days)
                    throw new InvalidInput(nameof(command.Days), "input.required");
                var until = desk.EndOf(desk.Today.AddDays(days));
                desk.Note(topic, TopicAction.OpenVote, TopicSteps.Day(desk.Today.AddDays(days)), post.Title, until);
                break;
            case How.CloseVote:
                if (topic.State == TopicState.Voting && topic.DueAt > desk.Now)
                    throw new RuleViolation("topic.vote-open");
                desk.Note(topic, TopicAction.CloseVote, "", post.Title, Limit(topic));
                await CountVote(desk, topic, ct);
                break;
            default:
                Demand(topic, TopicAction.LinkVote);
                var vote = command.VoteId is { } id
                    ? await desk.Db.Set<Vote>().AsNoTracking().FirstOrDefaultAsync(v => v.Id == id && v.CalledAt != null, ct)
                    : null;
                if (vote is null || !vote.AreaCode.StartsWith(topic.AreaCode, StringComparison.Ordinal))
                    throw new RuleViolation("topic.vote-unknown");
                desk.Note(topic, TopicAction.LinkVote, vote.Title, post.Title, desk.Calendar.CivilDueAt(vote.ClosesAt, 15));
                topic.Link(vote.Id);
                break;
        }
        return await Keep(topic, actor, "topic.decided", ct);
    }

    /// <summary>What households said of this talk, as the decision.</summary>
    internal static async Task CountVote(CouncilDesk desk, Topic topic, CancellationToken ct)
    {
        var tally = await TallyOf(desk, topic, ct);
        topic.Count(tally, tally.IsPassed ? TopicTexts.Passed : TopicTexts.NotPassed);
    }

    internal static async Task<TopicTally> TallyOf(CouncilDesk desk, Topic topic, CancellationToken ct)
    {
        var (id, round) = (topic.Id, topic.Round);
        var said = await desk
            .Db.Set<TopicBallot>()
            .Where(b => b.TopicId == id && b.Round == round)
            .GroupBy(b => b.IsYes)
            .Select(g => new { IsYes = g.Key, Count = g.Count() })
            .ToListAsync(ct);
        int Of(bool? yes) => said.Where(s => s.IsYes == yes).Sum(s => s.Count);
        return new TopicTally(Of(true), Of(false), Of(null));
    }

    private async Task DemandVoteOver(Topic topic, CancellationToken ct)
    {
        if (
            topic.VoteId is { } id
            && !await desk.Db.Set<Vote>().AnyAsync(v => v.Id == id && (v.State == VoteState.Confirmed || v.State == VoteState.Annulled), ct)
        )
            throw new RuleViolation("topic.vote-open");
    }

    /// <exception cref="RuleViolation"><c>topic.state</c>.</exception>
    public async Task<Kept> Publish(Guid topicId, Publishing command, Actor actor, CancellationToken ct)
    {
        var (topic, post) = await Find(topicId, command.Version, actor, ct);
        var last = desk.Today.AddDays(topic.PublicityDays);
        desk.Note(topic, TopicAction.Publish, TopicSteps.Day(last), post.Title, desk.EndOf(last));
        return await Keep(topic, actor, "topic.published", ct);
    }

    /// <exception cref="RuleViolation"><c>topic.state</c>, <c>topic.needs-talk</c>, <c>topic.big</c>.</exception>
    public async Task<Kept> Give(Guid topicId, Giving command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var (topic, post) = await Find(topicId, command.Version, actor, ct);
        Demand(topic, TopicAction.Assign);
        if (topic.Size == TopicSize.Big)
            throw new RuleViolation("topic.big");
        if (topic is { State: TopicState.Checked, Size: TopicSize.Medium })
            throw new RuleViolation("topic.needs-talk");
        // Of a small topic the days run from the sorting, whatever day is written here.
        var limit = topic is { Size: TopicSize.Small, State: TopicState.Checked, LimitDays: > 0, DueAt: { } until }
            ? until.AddMilliseconds(-1)
            : (DateTime?)null;
        var by = command.DoBy ?? (limit is { } at ? desk.Calendar.LocalDay(at) : null);
        if (by is not { } day || (day < desk.Today && command.DoBy is not null) || day > desk.Today.AddYears(3))
            throw new InvalidInput(nameof(command.DoBy), "obligation.day");
        var due = limit < desk.EndOf(day) ? limit.Value : desk.EndOf(day);
        var doer = Clean(nameof(command.Doer), command.Doer);
        desk.Note(topic, TopicAction.Assign, $"{doer} {TopicSteps.Day(desk.Calendar.LocalDay(due))}", post.Title, due);
        topic.Give(doer, desk.Calendar.LocalDay(due), null);
        return await Keep(topic, actor, "topic.given", ct);
    }

    /// <exception cref="RuleViolation"><c>topic.not-big</c>, <c>topic.state</c>.</exception>
    /// <exception cref="Forbidden">No post of the actor takes reports there.</exception>
    public async Task<Kept> OpenCase(Guid topicId, ToCase command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var (topic, post) = await Find(topicId, command.Version, actor, ct);
        if (topic.Size != TopicSize.Big)
            throw new RuleViolation("topic.not-big");
        Demand(topic, TopicAction.OpenCase);
        var caseId =
            topic.Source == TopicSource.Case && topic.SourceId is { } same
                ? same
                : await desk.Cases.OpenFromTopic(
                    $"{topic.Title}\n{topic.Words}",
                    topic.AreaCode,
                    CouncilDesk.Text(command.PlaceText),
                    topic.No,
                    actor,
                    ct
                );
        desk.Note(topic, TopicAction.OpenCase, topic.Lead ?? "", post.Title, null);
        topic.Give(topic.Lead ?? "", null, caseId);
        return await Keep(topic, actor, "topic.became-case", ct);
    }

    /// <exception cref="RuleViolation"><c>topic.state</c>, <c>topic.by-case</c>.</exception>
    public async Task<Kept> Finish(Guid topicId, Ending command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var (topic, post) = await Find(topicId, command.Version, actor, ct);
        Demand(topic, TopicAction.Finish);
        if (topic.CaseId is not null)
            throw new RuleViolation("topic.by-case");
        if (topic.DueAt < desk.Now)
            topic.Miss(desk.Now);
        topic.End(Clean(nameof(command.Result), command.Result));
        desk.Note(topic, TopicAction.Finish, topic.Result!, post.Title, EvaluateUntil(desk));
        return await Keep(topic, actor, "topic.finished", ct);
    }

    /// <exception cref="RuleViolation"><c>file.*</c>, <c>topic.state</c>, <c>project.no-photos</c>.</exception>
    public async Task<Kept> Show(Guid topicId, Showing command, IReadOnlyList<IncomingFile> files, Actor actor, CancellationToken ct)
    {
        var (topic, post) = await Find(topicId, command.Version, actor, ct);
        if (!topic.TakesPhotos)
            throw new RuleViolation("topic.state");
        if (files.Count == 0)
            throw new RuleViolation("project.no-photos");
        await intake.Keep(desk, topic.Id, files, command.IsAfter ? CouncilFileKind.After : CouncilFileKind.Before, post.Title, ct);
        desk.Db.Audit(actor, "topic.photos-added", topic.Id, $"{topic.No} {files.Count}", desk.Now);
        await desk.Save(ct);
        return new Kept(topic.Id, topic.No, topic.State, topic.DueAt, topic.Version);
    }

    /// <summary>Somebody looked: no faces, no plates; or takes the photo back.</summary>
    /// <exception cref="NotFound">No such photo, or not where the actor leads.</exception>
    public async Task Clear(Guid topicId, string hash, bool isClear, Actor actor, CancellationToken ct)
    {
        var (topic, _) = await Find(topicId, null, actor, ct);
        var row =
            await desk.Db.Set<CouncilFile>().FirstOrDefaultAsync(f => f.SubjectId == topicId && f.FileHash == hash, ct)
            ?? throw new NotFound("photo");
        (row.ClearedAt, row.ClearedBy) = (isClear ? desk.Now : null, isClear ? actor.AccountId : null);
        desk.Db.Audit(actor, isClear ? "topic.photo-cleared" : "topic.photo-hidden", topic.Id, topic.No, desk.Now);
        await desk.Save(ct);
    }

    internal static DateTime EvaluateUntil(CouncilDesk desk) => desk.EndOf(desk.Today.AddDays(Topic.EvaluationDays));

    /// <summary>Of a small topic the days of the route run from the sorting until it is done; else each step has its own.</summary>
    private DateTime Limit(Topic topic, DateTime? usual = null) =>
        topic is { Size: TopicSize.Small, LimitDays: > 0, State: TopicState.Sorted, DueAt: { } due }
            ? due
            : usual ?? desk.Calendar.CivilDueAt(desk.Now, TopicBook.StepDays);

    private static void Demand(Topic topic, TopicAction action)
    {
        if (!TopicFlow.Table.Allows(topic.State, action))
            throw new RuleViolation("topic.state");
    }

    /// <summary>Everybody reads it: numbers of phones are hidden.</summary>
    private static string Clean(string field, string? text) => PublicCases.WithoutNumbers(CouncilDesk.Needed(field, text));

    /// <exception cref="NotFound">Not there, or not where the actor leads.</exception>
    private async Task<(Topic Topic, ActorPost Post)> Find(Guid topicId, int? version, Actor actor, CancellationToken ct)
    {
        var topic = await desk.Db.Set<Topic>().FirstOrDefaultAsync(t => t.Id == topicId, ct);
        if (topic is null || actor.PostFor(Permission.LeadCouncil, topic.AreaCode) is not { } post)
            throw new NotFound("topic");
        CouncilDesk.Seen(topic, version);
        return (topic, post);
    }

    private async Task<Kept> Keep(Topic topic, Actor actor, string action, CancellationToken ct)
    {
        desk.Db.Audit(actor, action, topic.Id, topic.No, desk.Now);
        if (TopicFlow.IsOver(topic.State))
            TopicForget.Later(desk.Db, topic, settings, desk.Now);
        await news.Tell(desk.Db, topic, desk.Now, ct);
        await desk.Save(ct);
        return new Kept(topic.Id, topic.No, topic.State, topic.DueAt, topic.Version);
    }
}
