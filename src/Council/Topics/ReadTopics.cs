using Gezhi.Council.Files;
using Gezhi.Council.Groups;
using Gezhi.Council.Votes;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Registry.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Topics;

/// <summary>Reads topics: for everybody, for those who took part, for staff. 议题查询</summary>
public sealed class ReadTopics(CouncilDesk desk, TopicBook book, HomeBook homes)
{
    public const int PageSize = 100;
    private const int MostBuildings = 2000;

    /// <param name="IsLate">The next step is past its limit.</param>
    public sealed record Row(Topic Of, string AreaName, bool IsLate);

    /// <param name="Tally">Null while it is not voted on.</param>
    /// <param name="Residents">Confirmed residents of the community: what the voices are to be seen against.</param>
    /// <param name="Vote">The owners' vote by law; null without.</param>
    /// <param name="Photos">Before and after; for everybody only those that somebody cleared.</param>
    /// <param name="SignedIn">Households that signed in at the hall.</param>
    public sealed record View(
        Row Row,
        IReadOnlyList<TopicStep> Steps,
        IReadOnlyList<TopicComment> Comments,
        IReadOnlyList<TopicObjection> Objections,
        TopicTally? Tally,
        int Residents,
        Vote? Vote,
        IReadOnlyList<CouncilFile> Photos,
        int SignedIn
    );

    /// <param name="Home">Null: not confirmed.</param>
    /// <param name="IsOfHere">Confirmed in the community of the topic.</param>
    /// <param name="HasVoted">Their household has, at this talk.</param>
    /// <param name="HasSignedIn">At the hall.</param>
    /// <param name="MayRate">Took part and has not rated.</param>
    public sealed record Reader(
        VerifiedHome? Home,
        bool IsOfHere,
        bool HasVoted,
        bool HasSignedIn,
        bool MayRate,
        IReadOnlyList<TopicComment> Own
    );

    /// <summary>A topic in lists of programs. 议题摘要</summary>
    public sealed record Line(Guid Id, string No, string Title, string State, string? Size, DateTime? DueAt, bool IsLate, int Version);

    public sealed record Lines(IReadOnlyList<Line> Items);

    public static void Map(IEndpointRouteBuilder topics) =>
        topics
            .MapGet(
                "",
                async (TopicState? state, TopicSize? size, bool? late, ReadTopics feature, Actor actor, CancellationToken ct) =>
                    new Lines([
                        .. (await feature.List(state, size, late == true, actor, ct)).Select(r => new Line(
                            r.Of.Id,
                            r.Of.No,
                            r.Of.Title,
                            r.Of.State.ToString(),
                            r.Of.Size?.ToString(),
                            r.Of.DueAt,
                            r.IsLate,
                            r.Of.Version
                        )),
                    ])
            )
            .WithSummary("议题列表 · Topics");

    /// <summary>Sorted ones, newest first.</summary>
    public async Task<IReadOnlyList<Row>> Public(CancellationToken ct) =>
        Rows(
            await desk
                .Db.Set<Topic>()
                .AsNoTracking()
                .Where(t => t.Size != null)
                .OrderByDescending(t => t.RaisedAt)
                .ThenBy(t => t.Id)
                .Take(PageSize)
                .ToListAsync(ct)
        );

    /// <exception cref="NotFound">Not there, or not sorted yet.</exception>
    public async Task<View> Public(string no, CancellationToken ct) =>
        await Told(
            await desk.Db.Set<Topic>().AsNoTracking().FirstOrDefaultAsync(t => t.No == no && t.Size != null, ct)
                ?? throw new NotFound("topic"),
            isPublic: true,
            ct
        );

    /// <exception cref="NotFound">Not there, or not where the actor leads.</exception>
    public async Task<View> One(Guid topicId, Actor actor, CancellationToken ct) =>
        await desk.Db.Set<Topic>().AsNoTracking().FirstOrDefaultAsync(t => t.Id == topicId, ct) is { } topic
        && actor.PostFor(Permission.LeadCouncil, topic.AreaCode) is not null
            ? await Told(topic, isPublic: false, ct)
            : throw new NotFound("topic");

    /// <summary>Of the actor's areas; what waits longest first.</summary>
    public async Task<IReadOnlyList<Row>> List(TopicState? state, TopicSize? size, bool isLate, Actor actor, CancellationToken ct)
    {
        var now = desk.Now;
        var found = Of(actor).AsNoTracking();
        if (state is { } one)
            found = found.Where(t => t.State == one);
        if (size is { } big)
            found = found.Where(t => t.Size == big);
        if (isLate)
            found = found.Where(t => t.DueAt < now);
        return Rows(await found.OrderBy(t => t.DueAt == null).ThenBy(t => t.DueAt).ThenBy(t => t.Id).Take(PageSize).ToListAsync(ct));
    }

    /// <summary>Topics of areas in which the actor leads.</summary>
    internal IQueryable<Topic> Of(Actor actor) =>
        desk
            .Db.Set<Topic>()
            .InAreas(WidestAreas.Of(actor.Posts.Where(p => RolePermissions.Has(p.Role, Permission.LeadCouncil))), t => t.AreaCode);

    /// <summary>Made from this case, matter or message, or handled as this case.</summary>
    public async Task<IReadOnlyList<Row>> About(Guid id, CancellationToken ct) =>
        Rows(
            await desk
                .Db.Set<Topic>()
                .AsNoTracking()
                .Where(t => t.SourceId == id || t.CaseId == id)
                .OrderBy(t => t.RaisedAt)
                .ThenBy(t => t.Id)
                .Take(PageSize)
                .ToListAsync(ct)
        );

    /// <summary>Those in which the resident took part, newest first.</summary>
    public async Task<IReadOnlyList<Row>> Mine(Actor actor, CancellationToken ct)
    {
        if (actor is not { Kind: ActorKind.Resident, AccountId: { } me })
            return [];
        return Rows(
            await TopicKept
                .PartsOf(desk.Db, me)
                .AsNoTracking()
                .OrderByDescending(t => t.RaisedAt)
                .ThenBy(t => t.Id)
                .Take(PageSize)
                .ToListAsync(ct)
        );
    }

    /// <summary>What the reader may do here; null for everybody but a resident who signed in.</summary>
    public async Task<Reader?> For(View view, Actor actor, CancellationToken ct)
    {
        if (actor is not { Kind: ActorKind.Resident, AccountId: { } me })
            return null;
        var (topic, db) = (view.Row.Of, desk.Db);
        var home = await book.HomeOf(actor, ct);
        var isOfHere = home?.CommunityCode == topic.AreaCode;
        return new Reader(
            home,
            isOfHere,
            isOfHere
                && await db.Set<TopicBallot>()
                    .AnyAsync(b => b.TopicId == topic.Id && b.Round == topic.Round && b.DwellingId == home!.DwellingId, ct),
            await db.Set<TopicAttendee>().AnyAsync(a => a.TopicId == topic.Id && a.ResidentId == me, ct),
            topic.State == TopicState.Evaluating
                && (await TopicNews.Participants(db, topic, ct)).Contains(me)
                && !await db.Set<TopicRating>().AnyAsync(r => r.TopicId == topic.Id && r.ResidentId == me, ct),
            [.. view.Comments.Where(c => c.ResidentId == me)]
        );
    }

    /// <summary>Page of what a topic was made from, for who leads it; null for what was typed or wished.</summary>
    public async Task<string?> SourceOf(Topic topic, CancellationToken ct) =>
        topic switch
        {
            { Source: TopicSource.Case, SourceId: { } id } => $"/cases/{id}",
            { Source: TopicSource.Matter, SourceId: { } id } => $"/reception-days/matters/{id}",
            { Source: TopicSource.Suggestion, SourceId: { } id } => $"/council/suggestions/{id}",
            { Source: TopicSource.Group, SourceId: { } id } => await desk
                .Db.Set<GroupMessage>()
                .Where(m => m.Id == id)
                .Select(m => (Guid?)m.GroupId)
                .FirstOrDefaultAsync(ct)
                is { } group
                ? $"/council/groups/{group}"
                : null,
            _ => null,
        };

    private async Task<View> Told(Topic topic, bool isPublic, CancellationToken ct)
    {
        var (db, id) = (desk.Db, topic.Id);
        TopicTally? tally =
            topic is { Yes: { } yes, NoCount: { } no, Abstain: { } abstain } ? new TopicTally(yes, no, abstain)
            : topic.State == TopicState.Voting ? await KeepTopic.TallyOf(desk, topic, ct)
            : null;
        return new View(
            Rows([topic])[0],
            await db.Set<TopicStep>().AsNoTracking().Where(s => s.TopicId == id).OrderBy(s => s.No).ToListAsync(ct),
            await db.Set<TopicComment>().AsNoTracking().Where(c => c.TopicId == id).OrderBy(c => c.At).ThenBy(c => c.Id).ToListAsync(ct),
            await db.Set<TopicObjection>().AsNoTracking().Where(o => o.TopicId == id).OrderBy(o => o.At).ThenBy(o => o.Id).ToListAsync(ct),
            tally,
            tally is not null ? (await homes.Buildings(topic.AreaCode, MostBuildings, ct)).Sum(b => b.Verified) : 0,
            topic.VoteId is { } voteId ? await db.Set<Vote>().AsNoTracking().FirstOrDefaultAsync(v => v.Id == voteId, ct) : null,
            await db.Set<CouncilFile>()
                .AsNoTracking()
                .Where(f => f.SubjectId == id && (!isPublic || f.ClearedAt != null))
                .OrderBy(f => f.At)
                .ThenBy(f => f.FileHash)
                .ToListAsync(ct),
            topic.CameHomes ?? await db.Set<TopicAttendee>().Where(a => a.TopicId == id).Select(a => a.DwellingId).Distinct().CountAsync(ct)
        );
    }

    private List<Row> Rows(List<Topic> topics) =>
        topics.ConvertAll(t => new Row(t, desk.AreaName(t.AreaCode), t.DueAt < desk.Now && TopicFlow.Waiting.Contains(t.State)));
}
