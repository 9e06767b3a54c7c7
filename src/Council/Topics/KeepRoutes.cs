using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Topics;

/// <summary>Says which way topics of a size go in a district or street. 维护分流路径</summary>
public sealed class KeepRoutes(CouncilDesk desk)
{
    public const int StreetLength = 9;

    /// <param name="AreaCode">6 digits: district; 9: street.</param>
    /// <param name="NoticeDays">Of medium topics at least 3.</param>
    /// <param name="LimitDays">Working days; of small topics 1 to 3.</param>
    /// <param name="Version">The version the person saw; null for one that was shipped and not yet kept.</param>
    public sealed record Command(
        [property: Needed, Longest(StreetLength)] string AreaCode,
        [property: Needed] TopicSize? Size,
        [property: Needed, Longest(TopicRoute.LongestLead)] string Lead,
        [property: Longest(TopicRoute.LongestInvite)] string? Invite,
        [property: Needed, Between(0, 30)] int? NoticeDays,
        [property: Needed] TopicForm? Form,
        [property: Needed, Between(3, 7)] int? PublicityDays,
        [property: Needed, Between(0, 60)] int? LimitDays,
        [property: Longest(TopicRoute.LongestInvite)] string? Advice = null,
        int? Version = null
    );

    public sealed record Kept(string AreaCode, TopicSize Size, int Version);

    public static void Map(IEndpointRouteBuilder routes) =>
        routes
            .MapPost("", (Command command, KeepRoutes feature, Actor actor, CancellationToken ct) => feature.Run(command, actor, ct))
            .WithSummary("分流路径 · Keep a route of topics");

    /// <summary>District or street whose routes the actor keeps; null for a post of a community.</summary>
    public static string? AreaOf(Actor actor) =>
        actor
            .Posts.Where(p => p.AreaCode is { Length: 6 or StreetLength } && RolePermissions.Has(p.Role, Permission.LeadCouncil))
            .Select(p => p.AreaCode)
            .OrderBy(a => a!.Length)
            .FirstOrDefault();

    /// <summary>Those that apply in an area.</summary>
    public Task<IReadOnlyList<TopicRoute>> All(string areaCode, CancellationToken ct) => TopicRoutes.Of(desk.Db, areaCode, ct);

    /// <exception cref="Forbidden">The actor leads no council of this district or street.</exception>
    public async Task<Kept> Run(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var area = desk.Area(nameof(command.AreaCode), command.AreaCode);
        if (area.Length is not (6 or StreetLength))
            throw new InvalidInput(nameof(command.AreaCode), "input.invalid");
        actor.Require(Permission.LeadCouncil, area);
        var size = command.Size!.Value;
        if (size == TopicSize.Medium && command.NoticeDays < 3)
            throw new InvalidInput(nameof(command.NoticeDays), "input.out-of-range");
        if (size == TopicSize.Small && command.LimitDays is not (>= 1 and <= 3))
            throw new InvalidInput(nameof(command.LimitDays), "input.out-of-range");
        var row = await desk.Db.Set<TopicRoute>().FirstOrDefaultAsync(r => r.AreaCode == area && r.Size == size, ct);
        if (row is not null)
            CouncilDesk.Seen(row, command.Version);
        else
            desk.Db.Add(
                row = new TopicRoute
                {
                    DistrictId = desk.Db.DistrictId,
                    AreaCode = area,
                    Size = size,
                }
            );
        (row.Lead, row.Invite, row.Advice) = (
            PlainText.CleanLine(command.Lead),
            CouncilDesk.Text(command.Invite) ?? "",
            CouncilDesk.Text(command.Advice) ?? ""
        );
        (row.NoticeDays, row.Form, row.PublicityDays, row.LimitDays) = (
            command.NoticeDays!.Value,
            command.Form!.Value,
            command.PublicityDays!.Value,
            command.LimitDays!.Value
        );
        desk.Db.Audit(actor, "topic.route-kept", null, $"{area} {size}", desk.Now);
        await desk.Save(ct);
        return new Kept(area, size, row.Version);
    }
}
