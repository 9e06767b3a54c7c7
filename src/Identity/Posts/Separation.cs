using Gezhi.Platform.Actors;

namespace Gezhi.Identity.Posts;

/// <summary>The three administrators are three people, and none of them works on cases. 三员分立</summary>
internal static class Separation
{
    public static IReadOnlyList<Role> Administrators { get; } = [Role.SystemAdmin, Role.SecurityAdmin, Role.AuditAdmin];

    public static bool IsAdministrator(Role role) => role is Role.SystemAdmin or Role.SecurityAdmin or Role.AuditAdmin;

    /// <summary>Whether one account may hold both roles at a time.</summary>
    public static bool MayHoldBoth(Role one, Role other) => one == other || (!IsAdministrator(one) && !IsAdministrator(other));
}
