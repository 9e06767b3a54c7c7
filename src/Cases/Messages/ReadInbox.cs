using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Messages;

/// <summary>What a person was told, and how much of it was not read. 消息收件箱</summary>
public sealed class ReadInbox(GezhiDb db)
{
    /// <summary>More are not counted: the red number says 99.</summary>
    private const int Most = 100;

    /// <summary>The newest ones, marked as read from now on; as returned they still say whether they were new.</summary>
    public async Task<List<Message>> Open(Guid account, int most, DateTime now, CancellationToken ct)
    {
        var messages = await db.Set<Message>()
            .AsNoTracking()
            .Where(m => m.AccountId == account)
            .OrderByDescending(m => m.Id)
            .Take(most)
            .ToListAsync(ct);
        if (messages.Exists(m => m.ReadAt is null))
            await db.Together(
                () =>
                    db.Set<Message>()
                        .Where(m => m.AccountId == account && m.ReadAt == null)
                        .ExecuteUpdateAsync(m => m.SetProperty(x => x.ReadAt, now), ct),
                ct
            );
        return messages;
    }

    /// <param name="Unread">At most 100.</param>
    internal sealed record Count(int Unread);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/messages/unread", Unread).RequirePermission(Permission.SeeCases).ExcludeFromDescription();

    private static async Task<Ok<Count>> Unread(GezhiDb db, Actor actor, HttpContext http, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        var mine = db.Set<Message>().Where(m => m.AccountId == actor.AccountId && m.ReadAt == null);
        return TypedResults.Ok(new Count(await mine.OrderBy(m => m.Id).Take(Most).CountAsync(ct)));
    }
}
