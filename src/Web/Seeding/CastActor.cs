using Gezhi.Identity.Accounts;
using Gezhi.Identity.Posts;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Web.Seeding;

/// <summary>Somebody of the cast as the one who acts, with the posts they hold. 演示人员</summary>
internal static class CastActor
{
    public static async Task<Actor> Of(GezhiDb db, string userName, CancellationToken ct)
    {
        var account = await db.Set<Account>().AsNoTracking().FirstAsync(a => a.UserName == userName, ct);
        var posts = await db.Set<Post>().AsNoTracking().Where(p => p.AccountId == account.Id).ToListAsync(ct);
        return new Actor(
            db.DistrictId,
            ActorKind.Staff,
            account.Id,
            account.Name,
            [.. posts.Select(p => new ActorPost(p.Id, p.Role, p.AreaCode, p.UnitCode, p.Title))]
        );
    }
}
