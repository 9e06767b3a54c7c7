using System.Collections.Frozen;
using Gezhi.Identity.SecondFactors;
using Gezhi.Platform.Actors;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Identity.Posts;

/// <summary>Roles that one security administrator alone does not give. 高权限岗位</summary>
/// <remarks>
/// <c>Posts:TwoPersonsFor</c>: names of roles, separated by spaces; when it is not there: the three administrators, ShiftLeader and Leader; empty: none.
/// An unknown name stops the start.
/// </remarks>
internal sealed class HighRights(IConfiguration configuration)
{
    private readonly FrozenSet<Role> roles = RoleNames.Read(
        configuration,
        "Posts:TwoPersonsFor",
        [.. Separation.Administrators, Role.ShiftLeader, Role.Leader]
    );

    /// <summary>Whether another security administrator must agree.</summary>
    public bool NeedTwo(Role role) => roles.Contains(role);
}
