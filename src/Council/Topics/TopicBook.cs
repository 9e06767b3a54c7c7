using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Council.Receptions;
using Gezhi.Council.Suggestions;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Platform.Timers;
using Gezhi.Registry.Contract;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Topics;

/// <summary>The one door by which anything becomes a topic. 议题登记</summary>
public sealed class TopicBook(CouncilDesk desk, HomeBook homes, Groups.GroupScope groups)
{
    private const int CommunityLength = 12;

    /// <summary>Working days in which staff sort it, and take each next step.</summary>
    public const int StepDays = 3;

    /// <summary>Wishes of one resident that wait at the same time.</summary>
    public const int MostWishes = 5;

    /// <param name="AreaCode">Of the community, 12 digits or more.</param>
    /// <param name="Source">Of a case, matter, message or suggestion: which; the actor must be allowed to see it.</param>
    public sealed record Command(
        [property: Needed, Longest(Topic.LongestTitle)] string Title,
        [property: Needed, Longest(Topic.LongestWords)] string Words,
        [property: Longest(17)] string? AreaCode = null,
        TopicSource Source = TopicSource.Staff,
        Guid? SourceId = null
    );

    public sealed record Wish(
        [property: Needed, Longest(Topic.LongestTitle)] string Title,
        [property: Needed, Longest(Topic.LongestWords)] string Words
    );

    public sealed record Opened(Guid Id, string No, int Version);

    /// <summary>Adds a topic to the change that is being made; whoever calls has checked that it may be made from this source.</summary>
    /// <param name="source">From where it came.</param>
    /// <param name="sourceId">The case, matter, message or suggestion; null for what was typed.</param>
    /// <param name="title">Public once it is sorted; no personal data.</param>
    /// <param name="words">Public once it is sorted; numbers of phones in it are hidden.</param>
    /// <param name="areaCode">12 digits or more; the community counts.</param>
    /// <param name="from">Label of the home, 锦绣苑3号楼; null without.</param>
    /// <param name="residentId">Who wished for it or said what it is made from, and hears of it; null without.</param>
    /// <param name="byTitle">Post of the member of staff; the label of the home for a resident.</param>
    public Topic Open(
        TopicSource source,
        Guid? sourceId,
        string title,
        string words,
        string areaCode,
        string? from,
        Guid? residentId,
        string byTitle,
        Actor actor
    )
    {
        var now = desk.Now;
        var topic = new Topic
        {
            DistrictId = desk.Db.DistrictId,
            Id = Ids.New(now),
            No = desk.NewNo(),
            AreaCode = areaCode[..CommunityLength],
            Source = source,
            SourceId = sourceId,
            RaisedFrom = from,
            RaisedAt = now,
        };
        topic.Title = PublicCases.WithoutNumbers(PlainText.CleanLine(title));
        topic.Words = PublicCases.WithoutNumbers(PlainText.Clean(words));
        topic.From(residentId);
        desk.Db.Add(topic);
        desk.Note(topic, TopicAction.Raise, "", byTitle, desk.Calendar.CivilDueAt(now, StepDays));
        desk.Db.Audit(actor, "topic.raised", topic.Id, topic.No, now);
        return topic;
    }

    /// <summary>A member of staff makes one, typed or from a case, matter, message or suggestion; who said it is told how it goes on.</summary>
    /// <exception cref="NotFound">What it is made from is not the actor's to see.</exception>
    /// <exception cref="Forbidden">The actor leads no council there.</exception>
    /// <exception cref="RuleViolation"><c>topic.from-twice</c>, <c>matter.only-desk</c>, <c>suggestion.no-topic</c>.</exception>
    public async Task<Opened> Run(Command command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        return await Once.Run(
            desk.Db,
            "topic",
            Once.Bound(key, actor.AccountId, null),
            command,
            desk.Now,
            async () =>
            {
                var (place, saidBy) = await SourceOf(command, actor, ct);
                var area = place is { Length: >= CommunityLength } ? place : desk.Area(nameof(command.AreaCode), command.AreaCode);
                if (area.Length < CommunityLength)
                    throw new InvalidInput(nameof(command.AreaCode), "topic.community");
                var post = actor.Require(Permission.LeadCouncil, area);
                if (
                    command.SourceId is { } from
                    && await desk.Db.Set<Topic>().AnyAsync(t => t.SourceId == from && t.Source == command.Source, ct)
                )
                    throw new RuleViolation("topic.from-twice");
                var topic = Open(command.Source, command.SourceId, command.Title, command.Words, area, null, saidBy, post.Title, actor);
                if (command is { Source: TopicSource.Case, SourceId: { } caseId })
                    await desk.Cases.Note(caseId, $"转为议题 {topic.No}：{topic.Title}", null, [], actor, post, ct);
                if (command is { Source: TopicSource.Matter, SourceId: { } matterId })
                    await MatterFollow.Link(desk, matterId, FollowKind.Topic, topic.Id, actor, ct);
                if (command is { Source: TopicSource.Group, SourceId: { } messageId })
                    (await Said(messageId, actor, ct)).Message.GoOnAs(Groups.AskState.Topic, topic.Id, null, desk.Now);
                if (command is { Source: TopicSource.Suggestion, SourceId: { } suggestionId })
                    (await new SuggestionScope(desk).ToKeep(suggestionId, null, actor, ct)).Discuss(topic.Id);
                return new Opened(topic.Id, topic.No, topic.Version);
            },
            ct
        );
    }

    /// <summary>What was said in a building group the actor is on duty for.</summary>
    private async Task<(Groups.GroupMessage Message, string AreaCode)> Said(Guid messageId, Actor actor, CancellationToken ct)
    {
        var message =
            await desk.Db.Set<Groups.GroupMessage>().FirstOrDefaultAsync(m => m.Id == messageId, ct) ?? throw new NotFound("message");
        return (message, (await groups.ToAnswer(message.GroupId, actor, ct)).Group.AreaCode);
    }

    /// <summary>Where it lies as far as that is known, and who said it.</summary>
    private async Task<(string? AreaCode, Guid? SaidBy)> SourceOf(Command command, Actor actor, CancellationToken ct)
    {
        switch (command.Source, command.SourceId)
        {
            case (TopicSource.Staff, null):
                return (null, null);
            case (TopicSource.Case, { } id):
                return ((await desk.Cases.Of([id], actor, ct)).SingleOrDefault()?.AreaCode ?? throw new NotFound("case"), null);
            case (TopicSource.Matter, { } id):
                var matter = await new MatterScope(desk).ToKeep(id, null, actor, ct);
                return (matter.AreaCode, matter.ResidentId);
            case (TopicSource.Group, { } id):
                var (message, area) = await Said(id, actor, ct);
                return (area, message.ResidentId);
            case (TopicSource.Suggestion, { } id):
                var suggestion = await new SuggestionScope(desk).ToKeep(id, null, actor, ct);
                return (suggestion.AreaCode, suggestion.ResidentId);
            default:
                throw new InvalidInput(nameof(command.Source), "input.invalid");
        }
    }

    /// <summary>A resident wishes that something is talked about.</summary>
    /// <exception cref="RuleViolation"><c>topic.no-home</c>, <c>topic.many-wishes</c>.</exception>
    public async Task<Opened> Run(Wish command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var home = await Home(actor, ct);
        return await Once.Run(
            desk.Db,
            "topic-wish",
            Once.Bound(key, actor.AccountId, null),
            command,
            desk.Now,
            async () =>
            {
                var me = home.ResidentId;
                if (
                    await desk
                        .Db.Set<Topic>()
                        .CountAsync(t => t.ResidentId == me && t.Source == TopicSource.Resident && t.State == TopicState.Raised, ct)
                    >= MostWishes
                )
                    throw new RuleViolation("topic.many-wishes", MostWishes);
                var topic = Open(
                    TopicSource.Resident,
                    null,
                    command.Title,
                    command.Words,
                    home.CommunityCode,
                    home.BuildingLabel,
                    me,
                    home.BuildingLabel,
                    actor
                );
                return new Opened(topic.Id, topic.No, topic.Version);
            },
            ct
        );
    }

    /// <summary>The confirmed home of a resident.</summary>
    /// <exception cref="NotFound">Not a resident who signed in.</exception>
    /// <exception cref="RuleViolation"><c>topic.no-home</c>.</exception>
    public async Task<VerifiedHome> Home(Actor actor, CancellationToken ct) =>
        actor is not { Kind: ActorKind.Resident, AccountId: { } me }
            ? throw new NotFound("resident")
            : await homes.Of(me, ct) ?? throw new RuleViolation("topic.no-home");

    /// <summary>The same; null when there is none.</summary>
    public async Task<VerifiedHome?> HomeOf(Actor actor, CancellationToken ct) =>
        actor is { Kind: ActorKind.Resident, AccountId: { } me } ? await homes.Of(me, ct) : null;
}

/// <summary>Steps of topics on their record, with the timer of the next limit. 议题经过登记</summary>
internal static class TopicSteps
{
    /// <param name="note">Public.</param>
    /// <param name="dueAt">UTC; null: nothing runs.</param>
    /// <exception cref="RuleViolation"><c>topic.state</c>.</exception>
    public static void Note(this CouncilDesk desk, Topic topic, TopicAction action, string note, string byTitle, DateTime? dueAt)
    {
        desk.Db.Append(topic.Move(action, note, byTitle, desk.Now, dueAt));
        if (dueAt is { } at)
            desk.Db.SetTimer(TopicTimer.Name, topic.Id, at, desk.Now);
    }

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
