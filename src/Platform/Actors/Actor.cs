using System.Reflection;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Platform.Actors;

/// <summary>A person's post today: role × area or unit. 岗位</summary>
/// <param name="Id">The post.</param>
/// <param name="Role">What the post is for.</param>
/// <param name="AreaCode">Everything below this area code; null for a unit's post.</param>
/// <param name="UnitCode">The unit (处置部门) the post belongs to; null for an area post.</param>
/// <param name="Title">What the public sees instead of a name, e.g. "Z3 网格员".</param>
public sealed record ActorPost(Guid Id, Role Role, string? AreaCode, string? UnitCode, string Title)
{
    /// <summary>Whether the post reaches a matter that lies in <paramref name="areaCode"/> and is led by <paramref name="unitCode"/>.</summary>
    public bool Reaches(string areaCode, string? unitCode) =>
        (AreaCode is not null && areaCode.StartsWith(AreaCode, StringComparison.Ordinal))
        || (UnitCode is not null && string.Equals(UnitCode, unitCode, StringComparison.Ordinal));
}

/// <summary>Who asks. Passed by hand to everything that decides; never ambient. 操作人</summary>
/// <param name="DistrictId">6-digit administrative code of the district (tenant).</param>
/// <param name="Kind">Staff, resident, machine channel or the system itself.</param>
/// <param name="AccountId">Staff account or resident; null for an anonymous resident and the system.</param>
/// <param name="Name">Shown to colleagues, never to the public.</param>
/// <param name="Posts">Today's posts; empty for everyone but staff.</param>
public sealed record Actor(int DistrictId, ActorKind Kind, Guid? AccountId, string Name, IReadOnlyList<ActorPost> Posts)
{
    /// <summary>应急授权: the urgent grant that runs now; every audit row says so. Null: none.</summary>
    public Guid? UrgentGrantId { get; init; }

    /// <summary>A resident who gave no name. 匿名居民</summary>
    public static Actor Anonymous(int districtId) => new(districtId, ActorKind.Resident, null, "", []);

    /// <summary>The program itself: rules, timers, imports. 系统</summary>
    public static Actor System(int districtId) => new(districtId, ActorKind.System, null, "系统", []);

    /// <summary>The actor of the request, so that a minimal API handler just asks for an <c>Actor</c>.</summary>
    /// <exception cref="InvalidOperationException">The host does not say <c>UseIdentity()</c>.</exception>
    public static ValueTask<Actor?> BindAsync(HttpContext context, ParameterInfo parameter) =>
        new(context.Features.Get<Actor>() ?? throw new InvalidOperationException($"nobody bound the actor for {parameter.Name}"));

    /// <summary>Whether any post holds the permission, anywhere.</summary>
    public bool Can(Permission permission) => Posts.Any(p => RolePermissions.Has(p.Role, permission));

    /// <summary>The post by which the actor may do this here; null when none reaches.</summary>
    public ActorPost? PostFor(Permission permission, string areaCode, string? unitCode = null) =>
        Posts
            .Where(p => RolePermissions.Has(p.Role, permission) && p.Reaches(areaCode, unitCode))
            .OrderBy(p => p.AreaCode?.Length ?? 0)
            .ThenBy(p => p.Title, StringComparer.Ordinal)
            .FirstOrDefault();

    /// <summary>The post by which the actor may do this here.</summary>
    /// <exception cref="Forbidden">The actor holds the permission nowhere that reaches this matter.</exception>
    public ActorPost Require(Permission permission, string areaCode, string? unitCode = null) =>
        PostFor(permission, areaCode, unitCode) ?? throw new Forbidden(permission);
}

/// <summary>Kinds of actors. 操作人类别</summary>
public enum ActorKind
{
    Staff,
    Resident,
    Channel,
    System,
}
