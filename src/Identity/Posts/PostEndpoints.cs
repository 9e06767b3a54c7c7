using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Identity.Posts;

/// <summary>Posts over the API, for the security administrator. 岗位接口</summary>
internal static class PostEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        MapProposals(routes);
        var posts = routes.MapGroup("/api/posts").WithTags("Posts 岗位").RequirePermission(Permission.ManagePosts);
        posts
            .MapGet(
                "",
                (Guid? accountId, string? role, bool? withPast, Guid? after, ReadPosts read, CancellationToken ct) =>
                    read.Page(accountId, Of(role), withPast ?? false, after, ct)
            )
            .WithSummary("岗位列表 · List posts");
        posts.MapPost("", Give).WithSummary("授予岗位 · Give a post");
        posts.MapPost("/{postId:guid}/end", End).WithSummary("结束岗位 · End a post");
        posts.MapPost("/{postId:guid}/handover", HandOver).WithSummary("岗位交接 · Hand a post over");
        routes
            .MapPost(
                "/api/post-handovers/{handoverId:guid}/signature",
                async (Guid handoverId, SignHandover sign, Actor actor, CancellationToken ct) =>
                {
                    await sign.Run(handoverId, actor, ct);
                    return Results.NoContent();
                }
            )
            .WithTags("Posts 岗位")
            .WithSummary("交接签字 · Sign a handover")
            .RequireStaff();
        routes
            .MapPost(
                "/api/post-requests",
                async (RequestPost.Command command, RequestPost request, Actor actor, CancellationToken ct) =>
                    Results.Ok(new WrittenId(await request.Run(command, actor, ct)))
            )
            .WithTags("Posts 岗位")
            .WithSummary("申请岗位 · Ask for a post to be filled")
            .RequirePermission(Permission.SeeStaffing);
    }

    /// <summary>One name; a program that asks for what there is not must hear it.</summary>
    private static Role? Of(string? role) =>
        string.IsNullOrEmpty(role) ? null : Named.One<Role>(role) ?? throw new InvalidInput("role", "input.invalid");

    private static void MapProposals(IEndpointRouteBuilder routes)
    {
        var proposals = routes.MapGroup("/api/post-proposals").WithTags("Posts 岗位").RequirePermission(Permission.ManagePosts);
        proposals
            .MapGet("", (DecideProposal decide, CancellationToken ct) => decide.List(ct))
            .WithSummary("待第二人同意的岗位 · Posts of high rights that wait for a second person");
        proposals
            .MapPost(
                "/{proposalId:guid}/agreement",
                async (Guid proposalId, DecideProposal decide, Actor actor, CancellationToken ct) =>
                    Results.Ok(new WrittenId(await decide.Agree(proposalId, actor, ct)))
            )
            .WithSummary("同意 · Another security administrator agrees: the post is given");
        proposals
            .MapPost(
                "/{proposalId:guid}/refusal",
                async (Guid proposalId, DecideProposal.Answer answer, DecideProposal decide, Actor actor, CancellationToken ct) =>
                {
                    await decide.Refuse(proposalId, answer, actor, ct);
                    return Results.NoContent();
                }
            )
            .WithSummary("不同意或撤回 · Refuse; one's own is taken back by it");
    }

    private static async Task<IResult> Give(GivePost.Command command, GivePost give, Actor actor, CancellationToken ct)
    {
        var given = await give.Run(command, actor, ct);
        return given.Id is { } id ? Results.Created($"/api/posts/{id}", given) : Results.Accepted("/api/post-proposals", given);
    }

    private static async Task<IResult> HandOver(
        Guid postId,
        HandOverPost.Command command,
        HandOverPost feature,
        Actor actor,
        CancellationToken ct
    ) => Results.Ok(new WrittenId(await feature.Run(postId, command, actor, ct)));

    private static async Task<IResult> End(Guid postId, [FromBody] EndPost.Command? command, EndPost end, Actor actor, CancellationToken ct)
    {
        await end.Run(postId, command ?? new EndPost.Command(), actor, ct);
        return Results.NoContent();
    }
}
