using Gezhi.Cases.Contract;
using Gezhi.Cases.Reporting;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Joining;

/// <summary>What a resident who signed in follows: where it stands, and no longer. 我关注的</summary>
public sealed class MyFollows(GezhiDb db, FieldCipher cipher, ResidentPhones phones, PushBook browsers)
{
    /// <summary>Shown at most; who follows more sees the newest.</summary>
    public const int Most = 50;

    /// <param name="AreaCode">Of the community; what residents see of a matter near them.</param>
    /// <param name="Medium">sms or push.</param>
    /// <param name="At">UTC; since when.</param>
    public sealed record Row(Guid FollowId, string? CategoryKey, string AreaCode, CaseState State, string Medium, DateTime At);

    public static void Map(IEndpointRouteBuilder api)
    {
        var mine = api.MapGroup("/my/follows").RequireResident();
        mine.MapGet("", (MyFollows f, Actor actor, CancellationToken ct) => f.Run(actor, ct)).WithSummary("我关注的 · What I follow");
        mine.MapDelete(
                "/{followId:guid}",
                async (Guid followId, MyFollows f, Actor actor, CancellationToken ct) =>
                {
                    await f.Drop(followId, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("不再关注 · Follow it no longer");
    }

    /// <summary>The newest first; nothing for who did not sign in by phone.</summary>
    public async Task<IReadOnlyList<Row>> Run(Actor actor, CancellationToken ct)
    {
        var indexes = await Indexes(actor, ct);
        if (indexes.Length == 0)
            return [];
        return await db.Set<Follow>()
            .AsNoTracking()
            .Where(f => indexes.Contains(f.ContactIndex))
            .OrderByDescending(f => f.Id)
            .Take(Most)
            .Join(
                db.Cases,
                f => f.CaseId,
                c => c.Id,
                (f, c) =>
                    new Row(f.Id, c.CategoryKey, c.AreaCode.Length > 12 ? c.AreaCode.Substring(0, 12) : c.AreaCode, c.State, f.Medium, f.At)
            )
            .ToListAsync(ct);
    }

    /// <exception cref="NotFound">Not there, or somebody else's.</exception>
    public async Task Drop(Guid followId, Actor actor, CancellationToken ct)
    {
        var indexes = await Indexes(actor, ct);
        var row = await db.Set<Follow>().FirstOrDefaultAsync(f => f.Id == followId && indexes.Contains(f.ContactIndex), ct);
        db.Remove(row ?? throw new NotFound("follow"));
        await db.Save(ct);
    }

    /// <summary>The own phone of a resident who signed in and has a browser that is told; null: has none.</summary>
    public async Task<string?> PhoneHeardByBrowser(Actor actor, CancellationToken ct) =>
        actor is { Kind: ActorKind.Resident, AccountId: { } resident } && await browsers.IsHeardBy(resident, ct)
            ? await phones.Of(actor, ct)
            : null;

    private async Task<byte[][]> Indexes(Actor actor, CancellationToken ct) =>
        cipher.Indexes(db.DistrictId, ContactFields.Reporter, await phones.Of(actor, ct));
}
