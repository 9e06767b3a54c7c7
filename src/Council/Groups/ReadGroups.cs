using Gezhi.Council.Files;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Registry.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Groups;

/// <summary>Reads groups, what was said there, and how long questions wait. 楼栋群查询</summary>
public sealed class ReadGroups(CouncilDesk desk, GroupScope scope, HomeBook homes, FieldCipher cipher)
{
    /// <summary>Threads of one page.</summary>
    public const int PageSize = 40;

    /// <summary>Days back over which time to answer is reckoned.</summary>
    public const int FigureDays = 90;

    /// <param name="Members">Confirmed residents of the building.</param>
    public sealed record Row(Guid Id, string Label, string AreaCode, string AreaName, int Members, AnswerFigures Figures);

    /// <param name="Code">12 digits.</param>
    public sealed record Community(string Code, string Name, AnswerFigures Figures, IReadOnlyList<Row> Groups);

    /// <param name="All">Of everything the reader sees.</param>
    /// <param name="Without">Buildings with confirmed residents and no group, where the reader is on duty.</param>
    public sealed record Board(AnswerFigures All, IReadOnlyList<Community> Communities, IReadOnlyList<HomeBuilding> Without);

    /// <param name="Text">Numbers covered for others; null when it is hidden or its time is over.</param>
    /// <param name="IsCovered">The author's own words hold a number that others do not see.</param>
    /// <param name="HiddenWhy">For the author and staff.</param>
    /// <param name="Photo">Hash of the photo, where the reader may see it.</param>
    /// <param name="IsPhotoHeld">A photo is there that neighbours do not see: nobody on duty looked at it yet, or somebody took it away.</param>
    public sealed record Shown(
        GroupMessage Of,
        string? Text,
        bool IsMine,
        bool IsCovered,
        string? HiddenWhy,
        string? Photo,
        bool IsPhotoHeld,
        IReadOnlyList<GroupClimb> Climbs,
        IReadOnlyList<Shown> Under
    );

    /// <param name="Older">Before which message the next page begins; null at the end.</param>
    public sealed record Page(
        BuildingGroup Group,
        IReadOnlyList<Shown> Threads,
        IReadOnlyList<GroupBridge> Bridges,
        AnswerFigures Figures,
        Guid? Older
    )
    {
        /// <summary>Position of the feed before the page was read: from there on the stream goes.</summary>
        public long Seq { get; init; }

        /// <summary>Hours in which no question climbs; null: it always climbs.</summary>
        public QuietHours? Quiet { get; init; }
    }

    /// <summary>What fetches the conversation anew, see <see cref="GroupStream"/>.</summary>
    internal const string OnMoved = "moved from:#live delay:400ms";

    /// <summary>Such a look does not keep anybody signed in.</summary>
    internal const string InBackground = """{"Gezhi-Background":"1"}""";

    internal static string Stream(Page page) => $"/building-groups/{page.Group.Id}/live?after={page.Seq}";

    /// <param name="Home">Null: not confirmed anywhere.</param>
    /// <param name="View">Null: no group yet, or left.</param>
    public sealed record Own(VerifiedHome? Home, BuildingGroup? Group, BuildingMember? Member, Page? View);

    public sealed record RowView(Guid Id, string Label, string AreaCode, int Questions, int Open, int? MedianMinutes, int? P90Minutes);

    public sealed record RowViews(IReadOnlyList<RowView> Items);

    public static void Map(IEndpointRouteBuilder groups) =>
        groups
            .MapGet(
                "",
                async (ReadGroups feature, Actor actor, CancellationToken ct) =>
                    new RowViews([
                        .. (await feature.All(actor, ct))
                            .Communities.SelectMany(c => c.Groups)
                            .Select(g => new RowView(
                                g.Id,
                                g.Label,
                                g.AreaCode,
                                g.Figures.Questions,
                                g.Figures.Open,
                                g.Figures.Median,
                                g.Figures.P90
                            )),
                    ])
            )
            .WithSummary("楼栋群 · Building groups with time to the first answer");

    /// <summary>Where a single message is read: its group; and the stream that says that a group moved.</summary>
    public static void MapPages(IEndpointRouteBuilder routes)
    {
        GroupStream.Map(routes);
        routes
            .MapGet(
                "/council/groups/messages/{messageId:guid}",
                async (Guid messageId, ReadGroups feature, Actor actor, CancellationToken ct) =>
                    Results.Redirect($"/council/groups/{await feature.GroupOf(messageId, actor, ct)}#m-{messageId:N}")
            )
            .RequirePermission(GroupFace.Readers)
            .ExcludeFromDescription();
    }

    /// <summary>Whether the actor reads this group now: staff by area, residents by their home, unless they left. 能否看本群</summary>
    public async Task<bool> Reads(Guid groupId, Actor actor, CancellationToken ct)
    {
        if (actor.Kind == ActorKind.Staff)
            return await scope.Visible(actor).AnyAsync(g => g.Id == groupId, ct);
        var (_, group, member) = await scope.Mine(actor, ct);
        return group?.Id == groupId && member?.LeftAt is null;
    }

    /// <exception cref="NotFound">Not there, or not in the actor's areas.</exception>
    private async Task<Guid> GroupOf(Guid messageId, Actor actor, CancellationToken ct)
    {
        var groupId = await desk.Db.Set<GroupMessage>().Where(m => m.Id == messageId).Select(m => (Guid?)m.GroupId).FirstOrDefaultAsync(ct);
        return (await scope.Find(groupId ?? Guid.Empty, actor, ct)).Id;
    }

    /// <summary>Groups of the actor's areas, by community.</summary>
    public async Task<Board> All(Actor actor, CancellationToken ct)
    {
        var now = desk.Now;
        var groups = await scope.Visible(actor).AsNoTracking().OrderBy(g => g.AreaCode).ThenBy(g => g.Id).Take(500).ToListAsync(ct);
        var asked = await Asked(groups.ConvertAll(g => g.Id), ct);
        var residents = await homes.CountsOf(groups.ConvertAll(g => g.BuildingId), ct);
        var rows = groups.ConvertAll(group => new Row(
            group.Id,
            group.Label,
            group.AreaCode,
            desk.AreaName(group.AreaCode),
            residents.GetValueOrDefault(group.BuildingId),
            AnswerFigures.Of([.. asked[group.Id]], now)
        ));
        var known = groups.Select(g => g.BuildingId).ToHashSet();
        var without = new List<HomeBuilding>();
        foreach (var area in GroupScope.AreasOf(actor))
            without.AddRange(
                (await homes.Buildings(area, 200, ct)).Where(b =>
                    !known.Contains(b.Id) && GroupScope.DutyPost(actor, b.AreaCode) is not null
                )
            );
        return new Board(
            AnswerFigures.Of([.. asked.SelectMany(a => a)], now),
            [
                .. rows.GroupBy(r => r.AreaCode[..12])
                    .Select(c => new Community(
                        c.Key,
                        desk.AreaName(c.Key),
                        AnswerFigures.Of([.. c.SelectMany(r => asked[r.Id])], now),
                        [.. c.OrderByDescending(r => r.Figures.Open).ThenBy(r => r.Label, StringComparer.Ordinal)]
                    )),
            ],
            [.. without.DistinctBy(b => b.Id)]
        );
    }

    /// <summary>Time to the first answer over all groups that the actor reads.</summary>
    public async Task<AnswerFigures> Figures(Actor actor, CancellationToken ct) =>
        AnswerFigures.Of([.. (await Asked(scope.Visible(actor).Select(g => g.Id), ct)).SelectMany(a => a)], desk.Now);

    private Task<ILookup<Guid, AskedOnce>> Asked(List<Guid> groupIds, CancellationToken ct) =>
        Asked(desk.Db.Set<BuildingGroup>().Where(g => groupIds.Contains(g.Id)).Select(g => g.Id), ct);

    private async Task<ILookup<Guid, AskedOnce>> Asked(IQueryable<Guid> groupIds, CancellationToken ct)
    {
        var since = desk.Now.AddDays(-FigureDays);
        var rows = await desk
            .Db.Set<GroupMessage>()
            .AsNoTracking()
            .Where(m => groupIds.Contains(m.GroupId) && m.Kind == SaidKind.Question && (m.At > since || m.State == AskState.Open))
            .Select(m => new
            {
                m.GroupId,
                m.At,
                m.AnsweredAt,
                m.ClosedAt,
            })
            .ToListAsync(ct);
        return rows.ToLookup(r => r.GroupId, r => new AskedOnce(r.At, r.AnsweredAt, r.AnsweredAt is null ? r.ClosedAt : null));
    }

    /// <summary>For staff; what hides stays readable for them, with the rule.</summary>
    /// <exception cref="NotFound">Not there, or not in the actor's areas.</exception>
    public async Task<Page> One(Guid groupId, Guid? before, Actor actor, CancellationToken ct)
    {
        var group = await scope.Find(groupId, actor, ct);
        desk.Db.Audit(actor, "building.read", group.Id, "", desk.Now);
        await desk.Save(ct);
        return await Of(group, null, true, before, ct);
    }

    /// <summary>For a resident: the own building alone.</summary>
    public async Task<Own> Mine(Guid? before, Actor actor, CancellationToken ct)
    {
        var (home, group, member) = await scope.Mine(actor, ct);
        return new Own(
            home,
            group,
            member,
            home is null || group is null || member?.LeftAt is not null ? null : await Of(group, home.ResidentId, false, before, ct)
        );
    }

    private async Task<Page> Of(BuildingGroup group, Guid? me, bool isStaff, Guid? before, CancellationToken ct)
    {
        var db = desk.Db;
        var seq = await db.Set<FeedHead>().OrderBy(h => h.DistrictId).Select(h => h.LastSeq).FirstOrDefaultAsync(ct);
        var heads = await db.Set<GroupMessage>()
            .AsNoTracking()
            .Where(m => m.GroupId == group.Id && m.ThreadId == null && (before == null || m.Id < before))
            .OrderByDescending(m => m.Id)
            .Take(PageSize + 1)
            .ToListAsync(ct);
        var older = heads.Count > PageSize ? heads[PageSize - 1].Id : (Guid?)null;
        heads = [.. heads.Take(PageSize)];
        var ids = heads.ConvertAll(h => h.Id);
        var under = (
            await db.Set<GroupMessage>()
                .AsNoTracking()
                .Where(m => m.GroupId == group.Id && m.ThreadId != null && ids.Contains(m.ThreadId.Value))
                .OrderBy(m => m.Id)
                .ToListAsync(ct)
        ).ToLookup(m => m.ThreadId!.Value);
        var climbs = (await db.Set<GroupClimb>().AsNoTracking().Where(c => ids.Contains(c.MessageId)).ToListAsync(ct)).ToLookup(c =>
            c.MessageId
        );
        var pictured = heads.Concat(under.SelectMany(u => u)).Where(m => m.HasPhoto).Select(m => m.Id).ToList();
        var photos = (await db.Set<CouncilFile>().AsNoTracking().Where(f => pictured.Contains(f.SubjectId)).ToListAsync(ct))
            .DistinctBy(f => f.SubjectId)
            .ToDictionary(f => f.SubjectId);
        Shown Show(GroupMessage m)
        {
            var isMine = me is not null && m.ResidentId == me;
            var text = cipher.Open(m.DistrictId, GroupMessage.TextField, m.TextSealed);
            var isShown = m.Hidden is null || isMine || isStaff;
            var photo = photos.GetValueOrDefault(m.Id);
            return new Shown(
                m,
                !isShown || text is null ? null
                    : isMine ? text
                    : NumberMask.Of(text),
                isMine,
                isMine && text is not null && NumberMask.Covers(text),
                isMine || isStaff ? cipher.Open(m.DistrictId, GroupMessage.ReasonField, m.HiddenWhy) : null,
                isShown && (isMine || isStaff || photo?.ClearedAt is not null) ? photo?.FileHash : null,
                photo is { ClearedAt: null },
                [.. climbs[m.Id].OrderBy(c => c.At)],
                [.. under[m.Id].Select(Show)]
            );
        }
        return new Page(
            group,
            [.. heads.Select(Show)],
            await db.Set<GroupBridge>()
                .AsNoTracking()
                .Where(b => b.GroupId == group.Id && b.EndedAt == null)
                .OrderBy(b => b.Id)
                .ToListAsync(ct),
            AnswerFigures.Of([.. (await Asked([group.Id], ct))[group.Id]], desk.Now),
            older
        )
        {
            Seq = seq,
            Quiet = scope.Quiet,
        };
    }

    /// <summary>Whether the actor may see the photo of a message.</summary>
    internal async Task<bool?> SeesPhoto(Guid messageId, Actor actor, CancellationToken ct)
    {
        var message = await desk.Db.Set<GroupMessage>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == messageId, ct);
        if (message is null)
            return null;
        if (actor.Kind == ActorKind.Staff)
            return await scope.Visible(actor).AnyAsync(g => g.Id == message.GroupId, ct);
        var (_, group, member) = await scope.Mine(actor, ct);
        if (group?.Id != message.GroupId || member?.LeftAt is not null)
            return false;
        return message.ResidentId == actor.AccountId
            || (
                message.Hidden is null
                && await desk.Db.Set<CouncilFile>().AnyAsync(f => f.SubjectId == messageId && f.ClearedAt != null, ct)
            );
    }
}
