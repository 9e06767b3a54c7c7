using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Posts;

/// <summary>The two people of a handover sign it, each for themselves. 签交接单</summary>
internal sealed class SignHandover(GezhiDb db, TimeProvider clock)
{
    /// <exception cref="NotFound">No such sheet, or the actor is neither of the two.</exception>
    /// <exception cref="RuleViolation"><c>handover.not-yet</c>: the day has not come; <c>handover.signed</c>.</exception>
    public async Task Run(Guid handoverId, Actor actor, CancellationToken ct)
    {
        var sheet =
            await db.Handovers.FirstOrDefaultAsync(
                h => h.Id == handoverId && (h.FromAccountId == actor.AccountId || h.ToAccountId == actor.AccountId),
                ct
            ) ?? throw new NotFound("handover");
        if (sheet.MovedAt is null)
            throw new RuleViolation("handover.not-yet");
        var now = clock.UtcNow;
        var isFrom = sheet.FromAccountId == actor.AccountId;
        if ((isFrom ? sheet.FromSignedAt : sheet.ToSignedAt) is not null)
            throw new RuleViolation("handover.signed");
        if (isFrom)
            sheet.FromSignedAt = now;
        else
            sheet.ToSignedAt = now;
        db.Audit(actor, "handover.signed", sheet.Id, isFrom ? "from" : "to", now);
        await db.Save(ct);
    }
}
