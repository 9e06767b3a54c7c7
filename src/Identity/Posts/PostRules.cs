using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;

namespace Gezhi.Identity.Posts;

/// <summary>Which posts can stand beside each other, and what a post needs. 岗位规则</summary>
internal static class PostRules
{
    /// <summary>Whether the role works for a unit instead of an area. Police and mediators never get an area: they open only what they are called to.</summary>
    public static bool IsOfUnit(Role role) => role is Role.Handler or Role.Police or Role.Mediator;

    /// <param name="post">The new post.</param>
    /// <param name="others">The account's posts, past and future ones included.</param>
    /// <param name="accountName">The title is public and must not name the person.</param>
    /// <exception cref="InvalidInput">Area, unit, days or title do not fit the role.</exception>
    /// <exception cref="RuleViolation"><c>post.separation</c>, <c>post.twice</c>.</exception>
    public static void Check(Post post, IEnumerable<Post> others, string accountName)
    {
        if (post.ValidTo <= post.ValidFrom)
            throw new InvalidInput("ValidTo", "post.days");
        if (accountName != "" && post.Title.Contains(accountName, StringComparison.OrdinalIgnoreCase))
            throw new InvalidInput("Title", "post.title-names-person");
        CheckPlace(post);
        var atTheSameTime = others.Where(p => p.Id != post.Id && p.Meets(post.ValidFrom, post.ValidTo)).ToList();
        if (atTheSameTime.Any(p => !Separation.MayHoldBoth(p.Role, post.Role)))
            throw new RuleViolation("post.separation");
        if (atTheSameTime.Any(p => p.Role == post.Role && p.AreaCode == post.AreaCode && p.UnitCode == post.UnitCode))
            throw new RuleViolation("post.twice");
    }

    private static void CheckPlace(Post post)
    {
        if (IsOfUnit(post.Role))
        {
            if (post.UnitCode is null || post.AreaCode is not null)
                throw new InvalidInput("UnitCode", "post.needs-unit");
            return;
        }
        if (post.UnitCode is not null || !AreaCode.TryParse(post.AreaCode, out var area) || area.DistrictId != post.DistrictId)
            throw new InvalidInput("AreaCode", "post.needs-area");
        if (Separation.IsAdministrator(post.Role) && area.Level != AreaLevel.District)
            throw new InvalidInput("AreaCode", "post.administrator-area");
    }
}
