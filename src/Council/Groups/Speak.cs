using Gezhi.Council.Files;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Groups;

/// <summary>A confirmed resident says or asks something, writes under a thread, takes a question back, leaves, chooses the digest. 楼栋群发言</summary>
public sealed class Speak(CouncilDesk desk, GroupScope scope, FieldCipher cipher, FileIntake intake, ClimbLadder ladder)
{
    /// <param name="Text">At most 500 characters; numbers of people are covered for others.</param>
    /// <param name="IsQuestion">It must be answered.</param>
    /// <param name="ThreadId">Under which message; null begins a thread.</param>
    public sealed record Command(
        [property: Needed, Longest(GroupMessage.Longest)] string Text,
        bool IsQuestion = false,
        Guid? ThreadId = null
    );

    /// <param name="IsCovered">A number was in it, which others do not see.</param>
    public sealed record Said(Guid Id, bool IsCovered);

    /// <exception cref="RuleViolation"><c>group.unverified</c>, <c>group.none</c>, <c>group.left</c>, <c>group.closed</c>, <c>group.too-often</c>, <c>file.*</c>.</exception>
    /// <exception cref="NotFound">The thread is not of this building.</exception>
    public async Task<Said> Run(Command command, IReadOnlyList<IncomingFile> photos, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (photos.Count > 1)
            throw new RuleViolation("group.one-photo");
        var text = CouncilDesk.Needed(nameof(command.Text), command.Text);
        return await Once.Run(
            desk.Db,
            "group",
            Once.Bound(key, actor.AccountId, null),
            new
            {
                Print = Convert.ToHexString(cipher.Mark(desk.Db.DistrictId, GroupMessage.TextField, text)),
                command.IsQuestion,
                command.ThreadId,
            },
            desk.Now,
            () => Say(command, text, photos, actor, ct),
            ct
        );
    }

    private async Task<Said> Say(Command command, string text, IReadOnlyList<IncomingFile> photos, Actor actor, CancellationToken ct)
    {
        var (home, group, member) = await scope.ToSpeak(actor, ct);
        var since = desk.Now.AddHours(-1);
        if (await desk.Db.Set<GroupMessage>().CountAsync(m => m.DwellingId == home.DwellingId && m.At > since, ct) >= scope.MostAnHour)
            throw new RuleViolation("group.too-often", scope.MostAnHour);
        if (command.ThreadId is { } threadId)
            await Thread(desk.Db, group.Id, threadId, ct);
        var message = new GroupMessage
        {
            DistrictId = desk.Db.DistrictId,
            Id = Ids.New(desk.Now),
            GroupId = group.Id,
            ThreadId = command.ThreadId,
            Author = AuthorKind.Resident,
            Kind =
                command.ThreadId is not null ? SaidKind.Reply
                : command.IsQuestion ? SaidKind.Question
                : SaidKind.Word,
            ByLine = $"{home.Unit} {member.Tag}",
            HasPhoto = photos.Count > 0,
            At = desk.Now,
        };
        message.Say(cipher.Seal(desk.Db.DistrictId, GroupMessage.TextField, text), home.ResidentId, home.DwellingId);
        desk.Db.Add(message);
        OnlyPhotos(await intake.Keep(desk, message.Id, photos, CouncilFileKind.Evidence, "", ct));
        if (message.State == AskState.Open)
            await ladder.Begin(message, group, ct);
        desk.Db.SetTimer(GroupForget.Name, message.Id, desk.Now.AddDays(scope.KeepDays), desk.Now);
        desk.Db.Audit(actor, "building.said", message.Id, message.Kind.ToString(), desk.Now);
        desk.Db.TellGroup(group, desk.Now);
        return new Said(message.Id, NumberMask.Covers(text));
    }

    /// <summary>Films and voices of neighbours have no place here: nobody can cover a face in them.</summary>
    /// <exception cref="RuleViolation"><c>group.photo-only</c>.</exception>
    internal static void OnlyPhotos(IReadOnlyList<StoredFile> files)
    {
        if (files.Any(f => f.Kind != FileKind.Photo))
            throw new RuleViolation("group.photo-only");
    }

    /// <summary>The message under which something can still be said.</summary>
    /// <exception cref="NotFound">Not there, or of another group.</exception>
    /// <exception cref="RuleViolation"><c>group.closed</c>.</exception>
    /// <param name="alsoHidden">For who is on duty: an asker is answered also where neighbours no longer read the question.</param>
    internal static async Task<GroupMessage> Thread(GezhiDb db, Guid groupId, Guid threadId, CancellationToken ct, bool alsoHidden = false)
    {
        var thread =
            await db.Set<GroupMessage>().FirstOrDefaultAsync(m => m.Id == threadId && m.GroupId == groupId && m.ThreadId == null, ct)
            ?? throw new NotFound("message");
        return thread.ClosedAt is null && (alsoHidden || thread.Hidden is null) ? thread : throw new RuleViolation("group.closed");
    }

    /// <summary>The asker takes the question back.</summary>
    /// <exception cref="NotFound">Not there, or another's.</exception>
    /// <exception cref="RuleViolation"><c>group.closed</c>.</exception>
    public async Task Withdraw(Guid messageId, int? version, Actor actor, CancellationToken ct)
    {
        var me = actor is { Kind: ActorKind.Resident, AccountId: { } id } ? id : throw new NotFound("message");
        var message =
            await desk.Db.Set<GroupMessage>().FirstOrDefaultAsync(m => m.Id == messageId && m.ResidentId == me, ct)
            ?? throw new NotFound("message");
        CouncilDesk.Seen(message, version);
        message.Withdraw(desk.Now);
        desk.Db.Audit(actor, "building.withdrawn", message.Id, "", desk.Now);
        desk.Db.TellGroup(await desk.Db.Set<BuildingGroup>().AsNoTracking().FirstAsync(g => g.Id == message.GroupId, ct), desk.Now);
        await desk.Save(ct);
    }

    /// <summary>Leaves the group, or comes back; what was said stays under the tag.</summary>
    public async Task Leave(bool leaves, Actor actor, CancellationToken ct)
    {
        var (home, group, member) = await scope.Mine(actor, ct);
        if (home is null || group is null)
            throw new RuleViolation("group.unverified");
        if (member is null)
        {
            if (!leaves)
                return; // never left
            (_, _, member) = await scope.ToSpeak(actor, ct);
        }
        (member.LeftAt, member.WantsDigest) = (leaves ? member.LeftAt ?? desk.Now : null, !leaves && member.WantsDigest);
        await desk.Save(ct);
    }

    /// <summary>Asks for the daily digest, or mutes it.</summary>
    public async Task Digest(bool wants, Actor actor, CancellationToken ct)
    {
        var (_, group, member) = await scope.ToSpeak(actor, ct);
        member.WantsDigest = wants;
        if (wants)
            await GroupDigest.Arm(desk.Db, group.Id, scope, desk.Now, ct);
        await desk.Save(ct);
    }
}
