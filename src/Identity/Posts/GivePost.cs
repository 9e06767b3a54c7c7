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

    /// <exception cref="RuleViolation"><c>post.self</c>, <c>post.separation</c>, <c>post.twice</c>, <c>post.unit-inactive</c>.</exception>
    public async Task<Guid> Run(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (command.AccountId == actor.AccountId)
            throw new RuleViolation("post.self");
        var account = await accounts.One(command.AccountId, ct);
        var now = clock.UtcNow;
        var post = Post(command, now);
        PostRules.Check(post, await db.Posts.AsNoTracking().Where(p => p.AccountId == account.Id).ToListAsync(ct), account.Name);
        if (post.UnitCode is not null && await units.Find(post.UnitCode, ct) is not { IsActive: true })
            throw new RuleViolation("post.unit-inactive");
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
