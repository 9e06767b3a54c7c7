using Gezhi.Identity.Accounts;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Identity.Posts;

/// <summary>One post in the administrator's list. 岗位条目</summary>
internal sealed record PostRow(
    Guid Id,
    Guid AccountId,
    string UserName,
    string Name,
    Role Role,
    string? AreaCode,
    string? UnitCode,
    string Title,
    DateOnly ValidFrom,
    DateOnly? ValidTo,
    int Version
);

/// <summary>A page of posts, newest first. 岗位列表</summary>
/// <param name="Next">Id after which the next page begins; null at the end.</param>
internal sealed record PostPage(IReadOnlyList<PostRow> Rows, Guid? Next);

/// <summary>Reads posts. 查岗位</summary>
internal sealed class ReadPosts(GezhiDb db, LocalDay day)
{
    private const int PageLength = 50;

    /// <param name="accountId">Of one account; null for all.</param>
    /// <param name="role">Of one role; null for all.</param>
    /// <param name="withPast">Posts that are over as well.</param>
    /// <param name="after">Where the last page ended.</param>
    public async Task<PostPage> Page(Guid? accountId, Role? role, bool withPast, Guid? after, CancellationToken ct)
    {
        var today = day.Today;
        var posts = db.Posts.AsNoTracking();
        if (accountId is { } account)
            posts = posts.Where(p => p.AccountId == account);
        if (role is { } only)
            posts = posts.Where(p => p.Role == only);
        if (!withPast)
            posts = posts.Where(p => p.ValidTo == null || p.ValidTo > today);
        if (after is { } last)
            posts = posts.Where(p => p.Id < last);
        var rows = await posts
            .OrderByDescending(p => p.Id)
            .Take(PageLength + 1)
            .Join(
                db.Accounts,
                p => p.AccountId,
                a => a.Id,
                (p, a) =>
                    new
                    {
                        Post = p,
                        a.UserName,
                        a.Name,
                    }
            )
            .OrderByDescending(r => r.Post.Id)
            .Select(r => new PostRow(
                r.Post.Id,
                r.Post.AccountId,
                r.UserName,
                r.Name,
                r.Post.Role,
                r.Post.AreaCode,
                r.Post.UnitCode,
                r.Post.Title,
                r.Post.ValidFrom,
                r.Post.ValidTo,
                r.Post.Version
            ))
            .ToListAsync(ct);
        return new PostPage([.. rows.Take(PageLength)], rows.Count > PageLength ? rows[PageLength - 1].Id : null);
    }
}
