using Gezhi.Platform.Actors;

namespace Gezhi.Identity.Me;

/// <summary>The page on which somebody begins. 首页</summary>
internal static class Home
{
    private static readonly (Role Role, string Path)[] Pages =
    [
        (Role.Operator, "/centre"),
        (Role.ShiftLeader, "/centre"),
        (Role.Dispatcher, "/centre"),
        (Role.Leader, "/centre"),
        (Role.CommunitySecretary, "/centre"),
        (Role.GridLead, "/centre"),
        (Role.Checker, "/check"),
        (Role.GridWorker, "/field"),
        (Role.Handler, "/unit"),
        (Role.Police, "/partner"),
        (Role.Mediator, "/partner"),
        (Role.SystemAdmin, "/admin/accounts"),
        (Role.SecurityAdmin, "/admin/posts"),
        (Role.AuditAdmin, "/admin/audit"),
    ];

    /// <summary>By the first post that has a page; without posts the own account.</summary>
    public static string Of(Actor actor) => Of(actor.Posts.Select(p => p.Role));

    public static string Of(IEnumerable<Role> roles)
    {
        var held = roles.ToHashSet();
        return Pages.FirstOrDefault(p => held.Contains(p.Role)).Path ?? "/me";
    }

    /// <summary>The path asked for when it is one of this site, else the fallback.</summary>
    public static string Or(string? returnUrl, string fallback) =>
        returnUrl is ['/', .. var rest] && (rest.Length == 0 || rest[0] is not ('/' or '\\')) && !returnUrl.Any(char.IsControl)
            ? returnUrl
            : fallback;
}
