using Gezhi.Identity.Sessions;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Posts;

/// <summary>The security administrator ends a post, today or on a later day; what was done under it stays. 结束岗位</summary>
internal sealed class EndPost(GezhiDb db, PostCover cover, Standings standings, StaffSnapshots staff, LocalDay day, TimeProvider clock)
{
    /// <param name="On">First local day without the post; null or a day that has passed: today, which means at once.</param>
    /// <param name="Version">Version the administrator saw; null: whatever stands.</param>
    public sealed record Command(DateOnly? On = null, int? Version = null);

    /// <exception cref="NotFound">No such post.</exception>
    /// <exception cref="RuleViolation"><c>post.self</c>, <c>post.over</c>; <c>post.handover-needed</c>: open matters would be left without owner.</exception>
    /// <exception cref="InvalidInput">Later than the end that is set.</exception>
    public async Task Run(Guid postId, Command command, Actor actor, CancellationToken ct)
    {
        var post = await db.Posts.FirstOrDefaultAsync(p => p.Id == postId, ct) ?? throw new NotFound("post");
        if (post.AccountId == actor.AccountId)
            throw new RuleViolation("post.self");
        if (command.Version is { } seen && seen != post.Version)
            throw new StaleVersion(post.Version);
        var now = clock.UtcNow;
        var today = day.Of(now);
        if (post.ValidTo <= today)
            throw new RuleViolation("post.over");
        var on = command.On is { } asked && asked > today ? asked : today;
        if (post.ValidTo is { } set && on > set)
            throw new InvalidInput(nameof(command.On), "input.out-of-range"); // a post is only shortened here: longer is a grant
        if (on == today && await cover.LeftAlone(post, on, ct) is { Count: > 0 } alone)
            throw new RuleViolation("post.handover-needed", alone.Count);
        post.ValidTo = on > post.ValidFrom ? on : post.ValidFrom;
        if (on > today)
            db.SetTimer(PostEnds.TimerKind, post.Id, day.StartOf(on), now);
        db.Audit(actor, "post.ended", post.AccountId, $"{post.Role} {post.AreaCode ?? post.UnitCode} {post.ValidTo:O}", now);
        await db.Save(ct);
        standings.Drop(post.DistrictId, post.AccountId);
        staff.Drop(post.DistrictId);
    }
}
