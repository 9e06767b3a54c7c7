using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Timers;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Posts;

/// <summary>On the day of an arranged handover the duties go over. 到日交接</summary>
internal sealed class HandoverDay(HandOverPost handOver) : ITimerHandler
{
    public string Kind => Handover.TimerKind;

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        if (await db.Handovers.FirstOrDefaultAsync(h => h.Id == timer.SubjectId, ct) is { } sheet)
            await handOver.Move(sheet, now, ct);
    }
}

/// <summary>
/// On the day a post ends without a handover, what would be left alone goes to the usual successor: whoever holds the same post, else the level
/// above. 到期自动交接
/// </summary>
internal sealed class PostEnds(HandOverPost handOver, PostCover cover, HighRights high, StaffSnapshots staff, LocalDay day) : ITimerHandler
{
    /// <summary>Kind of the timer, set with the end of a post.</summary>
    public const string TimerKind = "identity.post-ends";

    public string Kind => TimerKind;

    public async Task Fire(TimerRow timer, GezhiDb db, DateTime now, CancellationToken ct)
    {
        var today = day.Of(now);
        if (
            await db.Posts.FirstOrDefaultAsync(p => p.Id == timer.SubjectId, ct) is not { } post
            || post.ValidTo is null
            || post.ValidTo > today
        )
            return; // the end was put off
        if (await db.Handovers.AnyAsync(h => h.PostId == post.Id, ct) || (await cover.LeftAlone(post, today, ct)).Count == 0)
            return;
        if (await cover.Usual(post, today, ct) is not { } successor)
            return; // nobody in the whole district: the vacancy stands on the staffing page
        if (high.NeedTwo(post.Role) && !successor.HoldsIt)
        {
            db.Audit(Actor.System(db.DistrictId), "post.left-vacant", post.AccountId, $"{post.Role} {post.AreaCode ?? post.UnitCode}", now);
            return; // a post of high rights takes two persons: it stands vacant until they have given it
        }
        await handOver.Arrange(post, successor.AccountId, today, "", Actor.System(db.DistrictId), ct);
        staff.Drop(db.DistrictId);
    }
}
