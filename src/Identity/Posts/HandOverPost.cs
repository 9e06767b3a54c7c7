using Gezhi.Identity.Accounts;
using Gezhi.Identity.Contract;
using Gezhi.Identity.Sessions;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Posts;

/// <summary>A post ends and what hangs on it goes to a successor, in one move; nothing is left without owner. 岗位交接</summary>
internal sealed class HandOverPost(
    GezhiDb db,
    PostCover cover,
    FindPerson people,
    ReadAccounts accounts,
    Standings standings,
    StaffSnapshots staff,
    HighRights high,
    LocalDay day,
    Wake wake,
    TimeProvider clock
)
{
    /// <param name="UserName">Who takes over; null: whoever holds the same post, else the level above.</param>
    /// <param name="On">First local day of the successor; null or past: today.</param>
    /// <param name="Remark">Kept on the sheet.</param>
    /// <param name="Version">Version of the post as seen.</param>
    public sealed record Command(
        [property: Longest(40)] string? UserName = null,
        DateOnly? On = null,
        [property: Longest(100)] string? Remark = null,
        int? Version = null
    );

    /// <exception cref="NotFound">No such post.</exception>
    /// <exception cref="RuleViolation">
    /// <c>post.self</c>, <c>post.over</c>, <c>post.separation</c>; <c>handover.twice</c>; <c>handover.nobody</c>: name a successor;
    /// <c>handover.same-person</c>; <c>handover.two-persons</c>: the successor does not hold such a post yet.
    /// </exception>
    public async Task<Guid> Run(Guid postId, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var post = await db.Posts.FirstOrDefaultAsync(p => p.Id == postId, ct) ?? throw new NotFound("post");
        if (post.AccountId == actor.AccountId)
            throw new RuleViolation("post.self");
        if (command.Version is { } seen && seen != post.Version)
            throw new StaleVersion(post.Version);
        var today = day.Of(clock.UtcNow);
        if (post.ValidTo <= today)
            throw new RuleViolation("post.over");
        var on = command.On is { } asked && asked > today ? asked : today;
        var successor = await Successor(post, command.UserName, on, ct);
        if (successor == actor.AccountId)
            throw new RuleViolation("post.self"); // nobody gives a post to himself by handing it over either
        var sheet = await Arrange(post, successor, on, command.Remark, actor, ct);
        await Finish(sheet, ct);
        return sheet.Id;
    }

    /// <summary>Adds the sheet, the successor's post and, when the day has come, the move of the duties to the change that is being made.</summary>
    internal async Task<Handover> Arrange(Post post, Guid successor, DateOnly on, string? remark, Actor actor, CancellationToken ct)
    {
        var now = clock.UtcNow;
        if (await db.Handovers.AnyAsync(h => h.PostId == post.Id, ct))
            throw new RuleViolation("handover.twice");
        if (on < post.ValidFrom)
            on = post.ValidFrom;
        var given = await Give(post, successor, on, actor, now, ct);
        post.ValidTo = post.ValidTo < on ? post.ValidTo : on;
        var sheet = Sheet(post, successor, given?.Id, on, remark, actor, now);
        db.Add(sheet);
        db.Audit(actor, "post.handed-over", post.AccountId, $"{post.Role} {post.AreaCode ?? post.UnitCode} {on:O}", now);
        if (on <= day.Of(now))
            await Move(sheet, now, ct);
        else
            db.SetTimer(Handover.TimerKind, sheet.Id, day.StartOf(on), now);
        return sheet;
    }

    /// <summary>Writes what hangs on the post now onto the sheet and tells whoever keeps each matter.</summary>
    internal async Task Move(Handover sheet, DateTime now, CancellationToken ct)
    {
        if (sheet.MovedAt is not null)
            return;
        var post = new Post
        {
            AccountId = sheet.FromAccountId,
            Role = sheet.Role,
            AreaCode = sheet.AreaCode,
            UnitCode = sheet.UnitCode,
        };
        foreach (var duty in (await cover.Duties(post, ct)).DistinctBy(d => d.SubjectId))
        {
            db.Add(
                new HandoverItem
                {
                    DistrictId = sheet.DistrictId,
                    HandoverId = sheet.Id,
                    SubjectId = duty.SubjectId,
                    No = duty.No,
                    Kind = duty.Kind,
                    AreaCode = duty.AreaCode,
                    DueAt = duty.DueAt,
                }
            );
            db.Tell(
                DutyHandedOver.Kind,
                duty.SubjectId,
                duty.AreaCode,
                now,
                new DutyHandedOver(sheet.Id, sheet.FromAccountId, sheet.ToAccountId, sheet.Title)
            );
        }
        sheet.MovedAt = now;
    }

    private async Task Finish(Handover sheet, CancellationToken ct)
    {
        await db.Save(ct);
        standings.Drop(sheet.DistrictId, sheet.FromAccountId);
        standings.Drop(sheet.DistrictId, sheet.ToAccountId);
        staff.Drop(sheet.DistrictId);
        wake.Up();
    }

    private async Task<Guid> Successor(Post post, string? userName, DateOnly on, CancellationToken ct)
    {
        var account = string.IsNullOrWhiteSpace(userName)
            ? (await cover.Usual(post, on, ct))?.AccountId ?? throw new RuleViolation("handover.nobody")
            : await people.Run(userName, ct) ?? throw new InvalidInput(nameof(Command.UserName), "account.unknown");
        return account != post.AccountId ? account : throw new RuleViolation("handover.same-person");
    }

    /// <summary>The same post for the successor, unless one that reaches as far is held already.</summary>
    private async Task<Post?> Give(Post post, Guid successor, DateOnly on, Actor actor, DateTime now, CancellationToken ct)
    {
        var account = await accounts.One(successor, ct);
        if (account.DisabledAt is not null)
            throw new InvalidInput(nameof(Command.UserName), "handover.disabled");
        if (await cover.Holds(successor, post, on, ct))
            return null;
        if (high.NeedTwo(post.Role)) // a timer is no second person either: whoever ends a post early would choose the day and so the successor
            throw new RuleViolation("handover.two-persons");
        var given = new Post
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            AccountId = successor,
            Role = post.Role,
            AreaCode = post.AreaCode,
            UnitCode = post.UnitCode,
            Title = post.Title,
            ValidFrom = on,
        };
        PostRules.Check(given, await db.Posts.AsNoTracking().Where(p => p.AccountId == successor).ToListAsync(ct), account.Name);
        db.Add(given);
        db.Entry(account).State = EntityState.Modified; // its version counts, so that two posts given at once cannot pass the rules together
        return given;
    }

    private Handover Sheet(Post post, Guid successor, Guid? given, DateOnly on, string? remark, Actor actor, DateTime now) =>
        new()
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            PostId = post.Id,
            Role = post.Role,
            AreaCode = post.AreaCode,
            UnitCode = post.UnitCode,
            Title = post.Title,
            FromAccountId = post.AccountId,
            ToAccountId = successor,
            GivenPostId = given,
            On = on,
            Remark = PlainText.CleanLine(remark),
            ArrangedBy = actor.AccountId,
            ArrangedAt = now,
        };
}
