using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Council.Groups;

/// <summary>The door for messages that the owner of an outside group chose: one bridge, one key, nothing is fetched. 外部群消息接口</summary>
/// <remarks>Anonymous for the browser's sign-in: the key of a connected system of the channel 楼栋群 says who it is. It reads nothing of the group.</remarks>
internal sealed class BridgeDoor(GezhiDb db, SourceKeys keys, HandleGroup handling, ProblemMapper problems, Districts districts)
{
    /// <param name="No">Its number in the outside group: the same comes in once.</param>
    /// <param name="Text">As it was chosen; numbers of people are covered for readers.</param>
    public sealed record Command([property: Needed, Longest(64)] string No, [property: Needed, Longest(GroupMessage.Longest)] string Text);

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/channels/building-group/{bridgeId:guid}/messages",
                (Guid bridgeId, Command command, HttpContext http, BridgeDoor door, CancellationToken ct) =>
                    door.Run(bridgeId, command, http, ct)
            )
            .AllowAnonymous()
            .WithSummary("外部群消息 · A message chosen by the owner of an outside group");

    private async Task<IResult> Run(Guid bridgeId, Command command, HttpContext http, CancellationToken ct)
    {
        Input.Check(command);
        var key = http.Request.Headers["X-Gezhi-Key"].ToString();
        if (SourceKeys.DistrictOf(key) is { } district && districts.All.Contains(district))
            db.In(district);
        var source = await keys.Find(db, key, Channel.BuildingGroup, ct);
        if ((source is null ? keys.Stranger(http) : keys.Wait(source)) is { } wait)
        {
            http.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            await problems.Refuse(http, StatusCodes.Status429TooManyRequests, "source.busy");
            return Results.Empty;
        }
        if (source is null)
        {
            await problems.Refuse(http, StatusCodes.Status401Unauthorized, "source.key");
            return Results.Empty;
        }
        return Results.Ok(
            await handling.Pass(bridgeId, source, command.No.Trim(), CouncilDesk.Needed(nameof(command.Text), command.Text), ct)
        );
    }
}
