using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Timers;
using Gezhi.Registry.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Topics;

/// <summary>Confirmed households of the community say something, give their voice, object, rate. 居民参与议题</summary>
public sealed class SpeakOnTopic(CouncilDesk desk, TopicBook book)
{
    /// <summary>Comments of one household on one topic.</summary>
    public const int MostComments = 10;

    public sealed record Comment([property: Needed, Longest(TopicComment.Longest)] string Text);

    /// <summary>What a household says. 表态</summary>
    public enum Choice
    {
        Yes,
        No,
        Abstain,
    }

    public sealed record Voice([property: Needed] Choice? Choice);

    /// <param name="Code">As it is shown in the hall.</param>
    public sealed record SignIn([property: Needed, Longest(20)] string Code);

    /// <param name="Stars">1 to 5.</param>
    public sealed record Rating([property: Needed, Between(1, 5)] int? Stars);

    public static void Map(IEndpointRouteBuilder residents)
    {
        residents
            .MapPost(
                "/wishes",
                (TopicBook.Wish command, HttpRequest request, TopicBook feature, Actor actor, CancellationToken ct) =>
                    feature.Run(command, request.Headers["Idempotency-Key"].FirstOrDefault(), actor, ct)
            )
            .WithSummary("提出议题 · Wish that something is talked about");
        residents
            .MapPost(
                "/{topicId:guid}/comments",
                (Guid topicId, Comment command, HttpRequest request, SpeakOnTopic feature, Actor actor, CancellationToken ct) =>
                    feature.Say(topicId, command, request.Headers["Idempotency-Key"].FirstOrDefault(), actor, ct)
            )
            .WithSummary("发表意见 · Say something");
        residents
            .MapPost(
                "/{topicId:guid}/comments/{commentId:guid}/objection",
                (Guid topicId, Guid commentId, Comment command, SpeakOnTopic feature, Actor actor, CancellationToken ct) =>
                    feature.Object(topicId, commentId, command, actor, ct)
            )
            .WithSummary("对隐藏提出异议 · Object to the hiding, once");
        residents
            .MapPost(
                "/{topicId:guid}/voice",
                (Guid topicId, Voice command, SpeakOnTopic feature, Actor actor, CancellationToken ct) =>
                    feature.Vote(topicId, command, actor, ct)
            )
            .WithSummary("逐户表态 · The voice of a household");
        residents
            .MapPost(
                "/{topicId:guid}/attendance",
                (Guid topicId, SignIn command, SpeakOnTopic feature, Actor actor, CancellationToken ct) =>
                    feature.Attend(topicId, command, actor, ct)
            )
            .WithSummary("到会签到 · Sit in the hall");
        residents
            .MapPost(
                "/{topicId:guid}/objections",
                (Guid topicId, Comment command, HttpRequest request, SpeakOnTopic feature, Actor actor, CancellationToken ct) =>
                    feature.Protest(topicId, command, request.Headers["Idempotency-Key"].FirstOrDefault(), actor, ct)
            )
            .WithSummary("公示异议 · Object to the result");
        residents
            .MapPost(
                "/{topicId:guid}/rating",
                (Guid topicId, Rating command, SpeakOnTopic feature, Actor actor, CancellationToken ct) =>
                    feature.Rate(topicId, command, actor, ct)
            )
            .WithSummary("评议 · How it was");
    }

    /// <exception cref="RuleViolation"><c>topic.no-home</c>, <c>topic.other-community</c>, <c>topic.comments-closed</c>, <c>topic.many-comments</c>.</exception>
    public async Task<WrittenId> Say(Guid topicId, Comment command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var (topic, home) = await Enter(topicId, actor, ct);
        if (!TopicFlow.TakesComments(topic.State))
            throw new RuleViolation("topic.comments-closed");
        return await Once.Run(
            desk.Db,
            "topic-comment",
            Once.Bound(key, actor.AccountId, null),
            new { topicId, command },
            desk.Now,
            async () =>
            {
                var me = home.ResidentId;
                if (await desk.Db.Set<TopicComment>().CountAsync(c => c.TopicId == topicId && c.ResidentId == me, ct) >= MostComments)
                    throw new RuleViolation("topic.many-comments", MostComments);
                var comment = new TopicComment
                {
                    DistrictId = desk.Db.DistrictId,
                    Id = Ids.New(desk.Now),
                    TopicId = topicId,
                    From = home.BuildingLabel,
                    At = desk.Now,
                };
                comment.Say(me, PublicCases.WithoutNumbers(CouncilDesk.Needed(nameof(command.Text), command.Text)));
                desk.Db.Add(comment);
                return new WrittenId(comment.Id);
            },
            ct
        );
    }

    /// <exception cref="NotFound">Not there, or another's.</exception>
    /// <exception cref="RuleViolation"><c>comment.not-hidden</c>, <c>comment.objected</c>.</exception>
    public async Task<WrittenId> Object(Guid topicId, Guid commentId, Comment command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var comment =
            actor is { Kind: ActorKind.Resident, AccountId: { } me }
            && await desk
                .Db.Set<TopicComment>()
                .FirstOrDefaultAsync(c => c.Id == commentId && c.TopicId == topicId && c.ResidentId == me, ct)
                is { } own
                ? own
                : throw new NotFound("comment");
        comment.Object(PublicCases.WithoutNumbers(CouncilDesk.Needed(nameof(command.Text), command.Text)), desk.Now);
        var topic = await desk.Db.Set<Topic>().AsNoTracking().FirstAsync(t => t.Id == topicId, ct);
        TellKeeper(topic, "有居民对隐藏评论提出异议");
        await desk.Save(ct);
        return new WrittenId(comment.Id);
    }

    /// <summary>Signs in at the hall with the code that is shown there; once more changes nothing.</summary>
    /// <exception cref="RuleViolation"><c>topic.no-home</c>, <c>topic.other-community</c>, <c>topic.no-hall-now</c>, <c>topic.hall-code</c>.</exception>
    public async Task<WrittenId> Attend(Guid topicId, SignIn command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var (topic, home) = await Enter(topicId, actor, ct);
        if (!topic.TakesSignIns(desk.Now))
            throw new RuleViolation("topic.no-hall-now");
        if (HallCode.Read(command.Code) != topic.HallCode)
            throw new RuleViolation("topic.hall-code");
        var me = home.ResidentId;
        if (await desk.Db.Set<TopicAttendee>().AnyAsync(a => a.TopicId == topicId && a.ResidentId == me, ct))
            return new WrittenId(topicId);
        desk.Db.Add(
            new TopicAttendee
            {
                DistrictId = desk.Db.DistrictId,
                TopicId = topicId,
                ResidentId = me,
                DwellingId = home.DwellingId,
                At = desk.Now,
            }
        );
        try
        {
            await desk.Db.Save(ct);
        }
        catch (DuplicateKey)
        {
            desk.Db.Forget(); // pressed twice at once
        }
        return new WrittenId(topicId);
    }

    /// <exception cref="RuleViolation"><c>topic.no-home</c>, <c>topic.other-community</c>, <c>topic.not-voting</c>, <c>topic.voted</c>.</exception>
    public async Task<WrittenId> Vote(Guid topicId, Voice command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var (topic, home) = await Enter(topicId, actor, ct);
        if (topic.State != TopicState.Voting || topic.DueAt <= desk.Now)
            throw new RuleViolation("topic.not-voting");
        desk.Db.Append(
            new TopicBallot
            {
                DistrictId = desk.Db.DistrictId,
                TopicId = topicId,
                Round = topic.Round,
                DwellingId = home.DwellingId,
                ResidentId = home.ResidentId,
                IsYes = command.Choice switch
                {
                    Choice.Yes => true,
                    Choice.No => false,
                    _ => null,
                },
                At = desk.Now,
            }
        );
        try
        {
            await desk.Db.Save(ct);
        }
        catch (DuplicateKey)
        {
            throw new RuleViolation("topic.voted");
        }
        return new WrittenId(topicId);
    }

    /// <exception cref="RuleViolation"><c>topic.no-home</c>, <c>topic.other-community</c>, <c>topic.not-public-yet</c>, <c>topic.objected</c>.</exception>
    public async Task<WrittenId> Protest(Guid topicId, Comment command, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var (topic, home) = await Enter(topicId, actor, ct);
        if (topic.State != TopicState.Publicity || topic.DueAt <= desk.Now)
            throw new RuleViolation("topic.not-public-yet");
        return await Once.Run(
            desk.Db,
            "topic-objection",
            Once.Bound(key, actor.AccountId, null),
            new { topicId, command },
            desk.Now,
            async () =>
            {
                var me = home.ResidentId;
                if (await desk.Db.Set<TopicObjection>().AnyAsync(o => o.TopicId == topicId && o.ResidentId == me && o.Answer == null, ct))
                    throw new RuleViolation("topic.objected");
                var row = new TopicObjection
                {
                    DistrictId = desk.Db.DistrictId,
                    Id = Ids.New(desk.Now),
                    TopicId = topicId,
                    ResidentId = me,
                    From = home.BuildingLabel,
                    Text = PublicCases.WithoutNumbers(CouncilDesk.Needed(nameof(command.Text), command.Text)),
                    At = desk.Now,
                };
                desk.Db.Add(row);
                TellKeeper(topic, "公示收到异议");
                return new WrittenId(row.Id);
            },
            ct
        );
    }

    /// <summary>By those who took part.</summary>
    /// <exception cref="RuleViolation"><c>topic.not-evaluating</c>, <c>topic.not-part</c>, <c>topic.rated</c>.</exception>
    public async Task<WrittenId> Rate(Guid topicId, Rating command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (actor is not { Kind: ActorKind.Resident, AccountId: { } me })
            throw new NotFound("resident");
        var topic = await Public(topicId, ct);
        if (topic.State != TopicState.Evaluating)
            throw new RuleViolation("topic.not-evaluating");
        if (!(await TopicNews.Participants(desk.Db, topic, ct)).Contains(me))
            throw new RuleViolation("topic.not-part");
        desk.Db.Append(
            new TopicRating
            {
                DistrictId = desk.Db.DistrictId,
                TopicId = topicId,
                ResidentId = me,
                Stars = command.Stars!.Value,
                At = desk.Now,
            }
        );
        try
        {
            await desk.Db.Save(ct);
        }
        catch (DuplicateKey)
        {
            throw new RuleViolation("topic.rated");
        }
        return new WrittenId(topicId);
    }

    private void TellKeeper(Topic topic, string what)
    {
        if (topic.KeeperId is { } keeper)
            desk.Db.TellCouncil([keeper], CouncilNewsKind.TopicWaits, topic.Id, topic.Title, topic.AreaCode, what, desk.Now);
    }

    private async Task<(Topic Topic, VerifiedHome Home)> Enter(Guid topicId, Actor actor, CancellationToken ct)
    {
        var home = await book.Home(actor, ct);
        var topic = await Public(topicId, ct);
        return home.CommunityCode == topic.AreaCode ? (topic, home) : throw new RuleViolation("topic.other-community");
    }

    private async Task<Topic> Public(Guid topicId, CancellationToken ct) =>
        await desk.Db.Set<Topic>().AsNoTracking().FirstOrDefaultAsync(t => t.Id == topicId && t.Size != null, ct)
        ?? throw new NotFound("topic");
}

/// <summary>Hides comments by the rules, answers objections to that and to results. 评论管理</summary>
public sealed class ModerateTopic(CouncilDesk desk)
{
    /// <param name="Version">The version the person saw.</param>
    public sealed record Hiding([property: Needed] CommentRule? Rule, int? Version = null);

    /// <param name="IsRight">Of a hidden comment: it is shown again. Of an objection to the result: it is talked about anew.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Answering(
        [property: Needed] bool? IsRight,
        [property: Needed, Longest(TopicComment.Longest)] string Answer,
        int? Version = null
    );

    public static void Map(IEndpointRouteBuilder topics)
    {
        topics
            .MapPost(
                "/{topicId:guid}/comments/{commentId:guid}/hiding",
                (Guid topicId, Guid commentId, Hiding command, ModerateTopic feature, Actor actor, CancellationToken ct) =>
                    feature.Hide(topicId, commentId, command, actor, ct)
            )
            .WithSummary("隐藏评论 · Hide a comment by a rule");
        topics
            .MapPost(
                "/{topicId:guid}/comments/{commentId:guid}/answer",
                (Guid topicId, Guid commentId, Answering command, ModerateTopic feature, Actor actor, CancellationToken ct) =>
                    feature.Reply(topicId, commentId, command, actor, ct)
            )
            .WithSummary("答复隐藏异议 · Answer who objects to the hiding");
        topics
            .MapPost(
                "/{topicId:guid}/objections/{objectionId:guid}/answer",
                (Guid topicId, Guid objectionId, Answering command, ModerateTopic feature, Actor actor, CancellationToken ct) =>
                    feature.Settle(topicId, objectionId, command, actor, ct)
            )
            .WithSummary("答复公示异议 · Answer an objection to the result");
    }

    /// <exception cref="RuleViolation"><c>comment.hidden</c>.</exception>
    public async Task<WrittenId> Hide(Guid topicId, Guid commentId, Hiding command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var topic = await Lead(topicId, actor, ct);
        var comment = await Comment(topicId, commentId, command.Version, ct);
        comment.Hide(command.Rule!.Value, desk.Now);
        desk.Db.Audit(actor, "topic.comment-hidden", topic.Id, topic.No, desk.Now);
        await desk.Save(ct);
        return new WrittenId(comment.Id);
    }

    /// <exception cref="RuleViolation"><c>comment.no-objection</c>.</exception>
    public async Task<WrittenId> Reply(Guid topicId, Guid commentId, Answering command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var topic = await Lead(topicId, actor, ct);
        var comment = await Comment(topicId, commentId, command.Version, ct);
        comment.Reply(command.IsRight == true, CouncilDesk.Needed(nameof(command.Answer), command.Answer));
        desk.Db.Audit(actor, "topic.hiding-answered", topic.Id, topic.No, desk.Now);
        await desk.Save(ct);
        return new WrittenId(comment.Id);
    }

    /// <summary>One that is right leads back to the talk; after the last answer the publicity ends when its days are over.</summary>
    /// <exception cref="RuleViolation"><c>topic.answered</c>, <c>topic.state</c>.</exception>
    public async Task<WrittenId> Settle(Guid topicId, Guid objectionId, Answering command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var topic = await Lead(topicId, actor, ct);
        var post = actor.Require(Permission.LeadCouncil, topic.AreaCode);
        var row =
            await desk.Db.Set<TopicObjection>().FirstOrDefaultAsync(o => o.Id == objectionId && o.TopicId == topicId, ct)
            ?? throw new NotFound("objection");
        CouncilDesk.Seen(row, command.Version);
        if (row.Answer is not null)
            throw new RuleViolation("topic.answered");
        (row.Answer, row.IsRight, row.AnsweredAt) = (
            PublicCases.WithoutNumbers(CouncilDesk.Needed(nameof(command.Answer), command.Answer)),
            command.IsRight,
            desk.Now
        );
        if (command.IsRight == true)
            desk.Note(topic, TopicAction.TalkAgain, row.Answer, post.Title, desk.Calendar.CivilDueAt(desk.Now, TopicBook.StepDays));
        else if (topic.State == TopicState.Publicity && topic.DueAt <= desk.Now)
            desk.Db.SetTimer(TopicTimer.Name, topic.Id, desk.Now, desk.Now);
        desk.Db.Audit(actor, "topic.objection-answered", topic.Id, topic.No, desk.Now);
        await desk.Save(ct);
        return new WrittenId(row.Id);
    }

    private async Task<TopicComment> Comment(Guid topicId, Guid commentId, int? version, CancellationToken ct)
    {
        var comment =
            await desk.Db.Set<TopicComment>().FirstOrDefaultAsync(c => c.Id == commentId && c.TopicId == topicId, ct)
            ?? throw new NotFound("comment");
        CouncilDesk.Seen(comment, version);
        return comment;
    }

    private async Task<Topic> Lead(Guid topicId, Actor actor, CancellationToken ct) =>
        await desk.Db.Set<Topic>().FirstOrDefaultAsync(t => t.Id == topicId, ct) is { } topic
        && actor.PostFor(Permission.LeadCouncil, topic.AreaCode) is not null
            ? topic
            : throw new NotFound("topic");
}
