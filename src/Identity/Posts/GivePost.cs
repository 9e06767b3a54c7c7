using Gezhi.Identity.Accounts;
using Gezhi.Identity.Contract;
using Gezhi.Identity.Sessions;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Posts;

/// <summary>The security administrator gives an account a post from a day on. 授予岗位</summary>
internal sealed class GivePost(
    GezhiDb db,
    ReadAccounts accounts,
    UnitDirectory units,
    Standings standings,
    StaffSnapshots staff,
    HighRights high,
    LocalDay day,
    TimeProvider clock
)
{
    /// <param name="AreaCode">For all roles but Handler.</param>
    /// <param name="UnitCode">For the role Handler.</param>
    /// <param name="Title">Shown to the public; names no person.</param>
    /// <param name="ValidFrom">First local day; null: today.</param>
    /// <param name="ValidTo">First local day without the post; null: until further notice.</param>
    /// <param name="RequestId">The request that is answered by it; null when nobody asked.</param>
    public sealed record Command(
        Guid AccountId,
        [property: Needed] Role? Role,
        [property: Longest(17)] string? AreaCode,
        [property: Longest(40)] string? UnitCode,
        [property: Needed, Longest(30)] string Title,
        DateOnly? ValidFrom = null,
        DateOnly? ValidTo = null,
        Guid? RequestId = null
    );

    /// <param name="Id">The post; null when it waits for a second person.</param>
    /// <param name="ProposalId">What waits for another security administrator; null when the post is given.</param>
    public sealed record Given(Guid? Id, Guid? ProposalId);

    /// <exception cref="RuleViolation">
    /// <c>post.self</c>, <c>post.separation</c>, <c>post.twice</c>, <c>post.unit-inactive</c>; <c>proposal.twice</c>: the same waits already.
    /// </exception>
    public async Task<Given> Run(Command command, Actor actor, CancellationToken ct)
    {
        var (account, post) = await Checked(command, actor, ct);
        return high.NeedTwo(post.Role)
            ? new Given(null, await Propose(command, account, post, actor, ct))
            : new Given(await Give(command, account, post, actor, ct), null);
    }

    /// <summary>Another security administrator has agreed: the rules are asked once more, with what stands today.</summary>
    internal async Task<Guid> Agreed(PostProposal proposal, Actor actor, CancellationToken ct)
    {
        var (account, post) = await Checked(proposal.Command(day.Of(clock.UtcNow)), actor, ct);
        proposal.Decide(actor.AccountId!.Value, isAgreed: true, "", post.Id, clock.UtcNow);
        return await Give(proposal.Command(post.ValidFrom), account, post, actor, ct);
    }

    private async Task<(Account Account, Post Post)> Checked(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (command.AccountId == actor.AccountId)
            throw new RuleViolation("post.self");
        var account = await accounts.One(command.AccountId, ct);
        var post = Post(command, clock.UtcNow);
        PostRules.Check(post, await db.Posts.AsNoTracking().Where(p => p.AccountId == account.Id).ToListAsync(ct), account.Name);
        if (post.UnitCode is not null && await units.Find(post.UnitCode, ct) is not { IsActive: true })
            throw new RuleViolation("post.unit-inactive");
        return (account, post);
    }

    private async Task<Guid> Propose(Command command, Account account, Post post, Actor actor, CancellationToken ct)
    {
        var now = clock.UtcNow;
        var waits = PostProposal
            .Waiting(db, now)
            .Where(p => p.AccountId == account.Id && p.Role == post.Role && p.AreaCode == post.AreaCode);
        if (await waits.AnyAsync(ct))
            throw new RuleViolation("proposal.twice");
        var proposal = PostProposal.Of(post, command.RequestId, actor.AccountId!.Value, now);
        db.Add(proposal);
        db.Entry(account).State = EntityState.Modified; // its version counts, so that the same is not proposed twice at once
        db.Audit(actor, "post.proposed", account.Id, $"{post.Role} {post.AreaCode ?? post.UnitCode} {post.ValidFrom:O}", now);
        await db.Save(ct);
        return proposal.Id;
    }

    private async Task<Guid> Give(Command command, Account account, Post post, Actor actor, CancellationToken ct)
    {
        var now = clock.UtcNow;
        db.Add(post);
        if (post.ValidTo is { } end)
            db.SetTimer(PostEnds.TimerKind, post.Id, day.StartOf(end), now);
        if (
            command.RequestId is { } asked
            && await db.Set<PostRequest>().FirstOrDefaultAsync(r => r.Id == asked && r.DecidedAt == null, ct) is { } request
        )
            (request.DecidedAt, request.PostId) = (now, post.Id);
        db.Entry(account).State = EntityState.Modified; // its version counts, so that two posts given at once cannot pass the rules together
        db.Audit(actor, "post.given", account.Id, $"{post.Role} {post.AreaCode ?? post.UnitCode} {post.ValidFrom:O}", now);
        await db.Save(ct);
        standings.Drop(db.DistrictId, account.Id);
        staff.Drop(db.DistrictId);
        return post.Id;
    }

    private Post Post(Command command, DateTime now) =>
        new()
        {
            DistrictId = db.DistrictId,
            Id = Ids.New(now),
            AccountId = command.AccountId,
            Role = command.Role is { } role && Enum.IsDefined(role) ? role : throw new InvalidInput("Role", "input.invalid"),
            AreaCode = Code(command.AreaCode),
            UnitCode = Code(command.UnitCode),
            Title = PlainText.CleanLine(command.Title),
            ValidFrom = command.ValidFrom ?? day.Of(now),
            ValidTo = command.ValidTo,
        };

    private static string? Code(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : PlainText.Normalise(typed).Trim();
}
