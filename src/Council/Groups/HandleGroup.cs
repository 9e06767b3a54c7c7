using Gezhi.Cases.Contract;
using Gezhi.Council.Files;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Gezhi.Platform.Timers;
using Gezhi.Registry.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Groups;

/// <summary>Who is on duty opens a group, posts notices, answers, hides, lets a message go on as a report; keeps ladder and bridges. 楼栋群办理</summary>
public sealed class HandleGroup(
    CouncilDesk desk,
    GroupScope scope,
    HomeBook homes,
    FieldCipher cipher,
    FileIntake intake,
    SourceRegister sources
)
{
    /// <param name="BuildingId">Of the registry, with confirmed residents.</param>
    public sealed record Opening([property: Needed] Guid? BuildingId);

    /// <param name="ThreadId">Under which message; null: a notice.</param>
    public sealed record Saying([property: Needed, Longest(GroupMessage.Longest)] string Text, Guid? ThreadId = null);

    /// <param name="Rule">Everybody reads it.</param>
    /// <param name="Why">The author reads it.</param>
    /// <param name="Version">The version the person saw.</param>
    public sealed record Hiding(
        [property: Needed] HideRule? Rule,
        [property: Needed, Longest(200)] string Why,
        [property: Needed] int? Version
    );

    /// <param name="Version">The version the person saw.</param>
    public sealed record ToReport([property: Needed] int? Version);

    /// <param name="IsShown">True: somebody looked at it, no face, plate or door number is on it, neighbours may see it; false: they may not any more.</param>
    /// <param name="Version">Of the message, as the person saw it.</param>
    public sealed record Showing([property: Needed] bool? IsShown, [property: Needed] int? Version);

    /// <param name="Minutes">0: this one is not asked.</param>
    /// <param name="Version">The version the person saw; 0 while it is as shipped.</param>
    public sealed record Stepping(
        [property: Needed] Duty? Duty,
        [property: Needed, Between(0, 10_080)] int? Minutes,
        [property: Needed] int? Version
    );

    /// <param name="Name">Of the outside group.</param>
    /// <param name="Owner">Office of who chooses the messages, as members read it.</param>
    /// <param name="AnnouncedOn">Local day on which it was announced over there; without it there is no bridge.</param>
    /// <param name="SourceId">The connected system whose key posts.</param>
    public sealed record Bridging(
        [property: Needed, Longest(60)] string Name,
        [property: Needed, Longest(60)] string Owner,
        DateOnly? AnnouncedOn,
        [property: Needed] Guid? SourceId
    );

    /// <param name="ReceiptNo">Of a report; null for anything else.</param>
    public sealed record Moved(Guid Id, AskState State, string? ReceiptNo, int Version);

    public static void Map(IEndpointRouteBuilder groups)
    {
        groups
            .MapPost("", (Opening command, HandleGroup feature, Actor actor, CancellationToken ct) => feature.Open(command, actor, ct))
            .WithSummary("开通楼栋群 · Open the group of a building");
        groups
            .MapPost(
                "/{groupId:guid}/messages",
                async (Guid groupId, Saying command, HttpRequest request, HandleGroup feature, Actor actor, CancellationToken ct) =>
                    await feature.Say(groupId, command, [], request.Headers["Idempotency-Key"].FirstOrDefault(), actor, ct)
            )
            .WithSummary("通知或答复 · A notice, or an answer");
        groups
            .MapPost(
                "/messages/{messageId:guid}/hiding",
                (Guid messageId, Hiding command, HandleGroup feature, Actor actor, CancellationToken ct) =>
                    feature.Hide(messageId, command, actor, ct)
            )
            .WithSummary("隐藏消息 · Hide a message, by a rule");
        groups
            .MapPost(
                "/messages/{messageId:guid}/report",
                (Guid messageId, ToReport command, HandleGroup feature, Actor actor, CancellationToken ct) =>
                    feature.Report(messageId, command, actor, ct)
            )
            .WithSummary("转为上报 · A message goes on as a report");
        groups
            .MapPost(
                "/messages/{messageId:guid}/photo",
                (Guid messageId, Showing command, HandleGroup feature, Actor actor, CancellationToken ct) =>
                    feature.ShowPhoto(messageId, command, actor, ct)
            )
            .WithSummary("照片给邻居看或撤下 · Show the photo of a message to neighbours, or not any more");
        groups
            .MapPost(
                "/{groupId:guid}/bridges",
                async (Guid groupId, Bridging command, HandleGroup feature, Actor actor, CancellationToken ct) =>
                    new WrittenId(await feature.Bridge(groupId, command, actor, ct))
            )
            .WithSummary("接入外部群 · An outside group whose chosen messages come in");
    }

    /// <exception cref="NotFound">No such building, or not in the actor's areas.</exception>
    public async Task<WrittenId> Open(Opening command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var building = await homes.Building(command.BuildingId!.Value, ct);
        if (building is null || GroupScope.DutyPost(actor, building.AreaCode) is null)
            throw new NotFound("building");
        if (await desk.Db.Set<BuildingGroup>().AsNoTracking().FirstOrDefaultAsync(g => g.BuildingId == building.Id, ct) is { } known)
            return new WrittenId(known.Id);
        var group = new BuildingGroup
        {
            DistrictId = desk.Db.DistrictId,
            Id = Ids.New(desk.Now),
            BuildingId = building.Id,
            Label = building.Label,
            AreaCode = building.AreaCode,
            OpenedAt = desk.Now,
        };
        desk.Db.Add(group);
        desk.Db.Audit(actor, "building.opened", group.Id, group.Label, desk.Now);
        await desk.Save(ct);
        return new WrittenId(group.Id);
    }

    /// <exception cref="RuleViolation"><c>group.not-duty</c>, <c>group.closed</c>, <c>group.one-photo</c>.</exception>
    public async Task<WrittenId> Say(
        Guid groupId,
        Saying command,
        IReadOnlyList<IncomingFile> photos,
        string? key,
        Actor actor,
        CancellationToken ct
    )
    {
        Input.Check(command);
        if (photos.Count > 1)
            throw new RuleViolation("group.one-photo");
        var text = CouncilDesk.Needed(nameof(command.Text), command.Text);
        await scope.ToAnswer(groupId, actor, ct);
        return await Once.Run(
            desk.Db,
            "group",
            Once.Bound(key, actor.AccountId, null),
            new
            {
                groupId,
                Print = Convert.ToHexString(cipher.Mark(desk.Db.DistrictId, GroupMessage.TextField, text)),
                command.ThreadId,
            },
            desk.Now,
            async () =>
            {
                var (group, post) = await scope.ToAnswer(groupId, actor, ct);
                var thread = command.ThreadId is { } id ? await Speak.Thread(desk.Db, group.Id, id, ct, alsoHidden: true) : null;
                var message = Add(
                    group,
                    thread?.Id,
                    AuthorKind.Staff,
                    thread is null ? SaidKind.Notice : SaidKind.Reply,
                    post.Title,
                    text,
                    photos.Count > 0
                );
                Speak.OnlyPhotos(await intake.Keep(desk, message.Id, photos, CouncilFileKind.Evidence, post.Title, ct, actor.AccountId));
                thread?.Answer(desk.Now);
                desk.Db.Audit(actor, thread is null ? "building.noticed" : "building.answered", message.Id, "", desk.Now);
                return new WrittenId(message.Id);
            },
            ct
        );
    }

    /// <summary>Adds a message and tells the pages that show the group.</summary>
    private GroupMessage Add(
        BuildingGroup group,
        Guid? threadId,
        AuthorKind author,
        SaidKind kind,
        string byLine,
        string text,
        bool hasPhoto = false,
        GroupBridge? bridge = null,
        string? bridgeNo = null
    )
    {
        var message = new GroupMessage
        {
            DistrictId = group.DistrictId,
            Id = Ids.New(desk.Now),
            GroupId = group.Id,
            ThreadId = threadId,
            Author = author,
            Kind = kind,
            ByLine = byLine,
            HasPhoto = hasPhoto,
            At = desk.Now,
            BridgeId = bridge?.Id,
            BridgeNo = bridgeNo,
        };
        message.Say(cipher.Seal(group.DistrictId, GroupMessage.TextField, text), null, null);
        desk.Db.Add(message);
        desk.Db.SetTimer(GroupForget.Name, message.Id, desk.Now.AddDays(scope.KeepDays), desk.Now);
        desk.Db.TellGroup(group, desk.Now);
        return message;
    }

    /// <exception cref="RuleViolation"><c>group.not-duty</c>, <c>group.closed</c>.</exception>
    public async Task<Moved> Hide(Guid messageId, Hiding command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var (message, group, post) = await Find(messageId, command.Version, actor, ct);
        if (message.Author == AuthorKind.Staff)
            throw new RuleViolation("group.own-words");
        message.Hide(
            command.Rule!.Value,
            cipher.Seal(message.DistrictId, GroupMessage.ReasonField, CouncilDesk.Needed(nameof(command.Why), command.Why)),
            post.Title
        );
        return await Kept(message, group, "building.hidden", command.Rule.Value.ToString(), actor, ct);
    }

    /// <summary>A resident's photo is for the resident and who is on duty until somebody on duty looked at it; it can be taken away again.</summary>
    /// <exception cref="RuleViolation"><c>group.not-duty</c>, <c>group.closed</c>: it is hidden with its words.</exception>
    /// <exception cref="NotFound">No photo is there.</exception>
    public async Task<Moved> ShowPhoto(Guid messageId, Showing command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var (message, group, _) = await Find(messageId, command.Version, actor, ct);
        var photo = await desk.Db.Set<CouncilFile>().FirstOrDefaultAsync(f => f.SubjectId == message.Id, ct) ?? throw new NotFound("photo");
        var isShown = command.IsShown!.Value;
        if (isShown && message.Hidden is not null)
            throw new RuleViolation("group.closed");
        (photo.ClearedAt, photo.ClearedBy) = (isShown ? desk.Now : null, isShown ? actor.AccountId : null);
        return await Kept(message, group, isShown ? "building.photo-shown" : "building.photo-held", "", actor, ct);
    }

    /// <summary>Opens a case with the words as others read them, numbers covered; no phone goes along.</summary>
    /// <exception cref="RuleViolation"><c>group.not-duty</c>, <c>group.closed</c>.</exception>
    /// <exception cref="Forbidden">No post of the actor takes reports there.</exception>
    public async Task<Moved> Report(Guid messageId, ToReport command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var (message, group, _) = await Find(messageId, command.Version, actor, ct);
        if (message.ClosedAt is not null || message.Hidden is not null || message.ThreadId is not null || Text(message) is not { } text)
            throw new RuleViolation("group.closed");
        var (caseId, receiptNo) = await desk.Cases.OpenFromGroup(
            NumberMask.Of(text),
            group.AreaCode,
            group.Label,
            message.Id.ToString("N"),
            actor,
            ct
        );
        message.GoOnAs(AskState.Reported, caseId, receiptNo, desk.Now);
        return await Kept(message, group, "building.reported", "", actor, ct);
    }

    /// <summary>For who keeps the deadlines of the district.</summary>
    /// <exception cref="Forbidden">Does not keep them.</exception>
    /// <exception cref="StaleVersion">Somebody else was faster.</exception>
    public async Task Step(Stepping command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        actor.Require(Permission.KeepDeadlines, desk.District);
        if (command.Duty == Duty.Leader)
            throw new InvalidInput(nameof(command.Duty), "group.top");
        var step = await desk.Db.Set<GroupStep>().FirstOrDefaultAsync(s => s.Duty == command.Duty, ct);
        if ((step?.Version ?? 0) != command.Version)
            throw new StaleVersion(step?.Version ?? 0);
        if (step is null)
            desk.Db.Add(step = new GroupStep { DistrictId = desk.Db.DistrictId, Duty = command.Duty!.Value });
        step.Minutes = command.Minutes!.Value;
        desk.Db.Audit(actor, "building.step-kept", Guid.Empty, $"{command.Duty} {command.Minutes}", desk.Now);
        await desk.Save(ct);
    }

    /// <summary>Connected systems that may be the key of a bridge.</summary>
    public Task<IReadOnlyList<(Guid Id, string Name)>> Sources(CancellationToken ct) => sources.Of(Channel.BuildingGroup, ct);

    /// <exception cref="InvalidInput"><c>group.unannounced</c>: no day of the announcement, or one to come; <c>group.source</c>: no such system.</exception>
    public async Task<Guid> Bridge(Guid groupId, Bridging command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var (group, _) = await scope.ToAnswer(groupId, actor, ct);
        if (command.AnnouncedOn is not { } on || on > desk.Today)
            throw new InvalidInput(nameof(command.AnnouncedOn), "group.unannounced");
        if ((await Sources(ct)).All(s => s.Id != command.SourceId))
            throw new InvalidInput(nameof(command.SourceId), "group.source");
        var bridge = new GroupBridge
        {
            DistrictId = group.DistrictId,
            Id = Ids.New(desk.Now),
            GroupId = group.Id,
            Name = PlainText.CleanLine(command.Name),
            Owner = PlainText.CleanLine(command.Owner),
            OwnerId = actor.AccountId!.Value,
            AnnouncedOn = on,
            SourceId = command.SourceId!.Value,
            Since = desk.Now,
        };
        desk.Db.Add(bridge);
        desk.Db.Audit(actor, "building.bridged", bridge.Id, bridge.Name, desk.Now);
        desk.Db.TellGroup(group, desk.Now);
        await desk.Save(ct);
        return bridge.Id;
    }

    /// <summary>By the owner, or by who leads meetings there.</summary>
    /// <exception cref="NotFound">Not there, or not the actor's to end.</exception>
    public async Task EndBridge(Guid bridgeId, Actor actor, CancellationToken ct)
    {
        var bridge = await desk.Db.Set<GroupBridge>().FirstOrDefaultAsync(b => b.Id == bridgeId, ct) ?? throw new NotFound("bridge");
        var group = await scope.Find(bridge.GroupId, actor, ct);
        if (bridge.OwnerId != actor.AccountId && !actor.Posts.Any(p => p.Role != Role.GridWorker && p.Reaches(group.AreaCode, null)))
            throw new NotFound("bridge");
        bridge.EndedAt ??= desk.Now;
        desk.Db.Audit(actor, "building.unbridged", bridge.Id, bridge.Name, desk.Now);
        desk.Db.TellGroup(group, desk.Now);
        await desk.Save(ct);
    }

    /// <summary>A message that the owner of a bridge chose; the same number comes in once.</summary>
    /// <param name="no">Its number in the outside group.</param>
    /// <exception cref="RuleViolation"><c>group.bridge-ended</c>.</exception>
    /// <exception cref="NotFound">No bridge of this system.</exception>
    internal async Task<WrittenId> Pass(Guid bridgeId, Source source, string no, string text, CancellationToken ct)
    {
        var bridge =
            await desk.Db.Set<GroupBridge>().AsNoTracking().FirstOrDefaultAsync(b => b.Id == bridgeId && b.SourceId == source.Id, ct)
            ?? throw new NotFound("bridge");
        if (bridge.EndedAt is not null)
            throw new RuleViolation("group.bridge-ended");
        var known = await desk
            .Db.Set<GroupMessage>()
            .Where(m => m.BridgeId == bridge.Id && m.BridgeNo == no)
            .Select(m => (Guid?)m.Id)
            .FirstOrDefaultAsync(ct);
        if (known is { } id)
            return new WrittenId(id);
        var group = await desk.Db.Set<BuildingGroup>().FirstAsync(g => g.Id == bridge.GroupId, ct);
        var message = Add(group, null, AuthorKind.Bridge, SaidKind.Word, bridge.Name, text, bridge: bridge, bridgeNo: no);
        desk.Db.Audit(source.Actor, "building.passed-on", message.Id, bridge.Name, desk.Now);
        await desk.Save(ct);
        return new WrittenId(message.Id);
    }

    private string? Text(GroupMessage message) => cipher.Open(message.DistrictId, GroupMessage.TextField, message.TextSealed);

    private async Task<(GroupMessage Message, BuildingGroup Group, ActorPost Post)> Find(
        Guid messageId,
        int? version,
        Actor actor,
        CancellationToken ct
    )
    {
        var message = await desk.Db.Set<GroupMessage>().FirstOrDefaultAsync(m => m.Id == messageId, ct) ?? throw new NotFound("message");
        var (group, post) = await scope.ToAnswer(message.GroupId, actor, ct);
        CouncilDesk.Seen(message, version);
        return (message, group, post);
    }

    private async Task<Moved> Kept(
        GroupMessage message,
        BuildingGroup group,
        string action,
        string detail,
        Actor actor,
        CancellationToken ct
    )
    {
        desk.Db.TellGroup(group, desk.Now);
        desk.Db.Audit(actor, action, message.Id, detail, desk.Now);
        await desk.Save(ct);
        return new Moved(message.Id, message.State, message.ReceiptNo, message.Version);
    }
}
