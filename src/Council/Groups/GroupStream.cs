using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Council.Groups;

/// <summary>Says to an open page that its group moved; the page fetches itself anew. 楼栋群实时</summary>
/// <remarks>The stream carries the group and nothing of what was said. Who moved away or left hears nothing more.</remarks>
internal static class GroupStream
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/building-groups/{groupId:guid}/live", Live).AllowAnonymous().ExcludeFromDescription();

    /// <exception cref="Platform.Problems.NotFound">Not there, or not the actor's to read.</exception>
    private static async Task<ServerSentEventsResult<string>> Live(
        Guid groupId,
        long? after,
        Actor actor,
        ReadGroups groups,
        LiveFeed feed,
        GezhiDb db,
        SessionWatch session,
        HttpContext http
    )
    {
        if (!await groups.Reads(groupId, actor, http.RequestAborted))
            throw new Platform.Problems.NotFound("group");
        var last = long.TryParse(http.Request.Headers["Last-Event-ID"], out var seen) ? seen : after;
        Actor? reader = null;
        var all = feed.Read(db, last, async ct => reader = await session.Present(http, ct), http.RequestAborted, GroupMoved.Kind);
        return TypedResults.ServerSentEvents(
            Of(groupId, all, async ct => reader is { } now && await StillReads(now, ct), http.RequestAborted)
        );

        async Task<bool> StillReads(Actor now, CancellationToken ct)
        {
            db.Forget(); // what was read an hour ago says nothing of today
            return await groups.Reads(groupId, now, ct);
        }
    }

    private static async IAsyncEnumerable<SseItem<string>> Of(
        Guid groupId,
        IAsyncEnumerable<SseItem<string>> all,
        Func<CancellationToken, Task<bool>> mayRead,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await foreach (var item in all.WithCancellation(ct))
            if (item.EventType != "moved")
                yield return item;
            else if (
                JsonSerializer.Deserialize<FeedItem>(item.Data, JsonSerializerOptions.Web) is { Kind: GroupMoved.Kind } moved
                && moved.Id == groupId
            )
            {
                if (!await mayRead(ct))
                    yield break;
                yield return item;
            }
    }
}
