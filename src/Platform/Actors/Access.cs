using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Platform.Actors;

/// <summary>Says on a page or a route group which permission opens it; one of several is enough. 访问权限</summary>
/// <remarks>Where the permission reaches (area, unit) is asked by the feature itself: <see cref="Actor.Require"/>.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequiresPermissionAttribute(params Permission[] anyOf)
    : Attribute,
        IAuthorizationRequirement,
        IAuthorizationRequirementData
{
    /// <summary>Any of these is enough.</summary>
    public IReadOnlyList<Permission> AnyOf { get; } = anyOf;

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

/// <summary>Opens a page or group to staff with any post or none, e.g. the own account. 工作人员</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequiresStaffAttribute : Attribute, IAuthorizationRequirement, IAuthorizationRequirementData
{
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

/// <summary>Opens a page or group to residents who signed in by phone. 已登录居民</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RequiresResidentAttribute : Attribute, IAuthorizationRequirement, IAuthorizationRequirementData
{
    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

/// <summary>Rights stated once, on the group. 访问控制</summary>
public static class Access
{
    extension<TBuilder>(TBuilder routes)
        where TBuilder : IEndpointConventionBuilder
    {
        /// <summary>Only who holds one of the permissions in any post.</summary>
        public TBuilder RequirePermission(params Permission[] anyOf) => routes.WithMetadata(new RequiresPermissionAttribute(anyOf));

        /// <summary>Only staff.</summary>
        public TBuilder RequireStaff() => routes.WithMetadata(new RequiresStaffAttribute());

        /// <summary>Only residents who signed in by phone.</summary>
        public TBuilder RequireResident() => routes.WithMetadata(new RequiresResidentAttribute());
    }

    /// <summary>The actor bound to this request; null before <c>UseIdentity()</c>.</summary>
    public static Actor? Actor(this HttpContext context) => context.Features.Get<Actor>();

    /// <summary>Rights by post. Whatever says neither a right nor AllowAnonymous is closed to everybody but staff.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services
            .AddAuthorizationBuilder()
            .SetDefaultPolicy(new AuthorizationPolicy([new Known()], []))
            .SetFallbackPolicy(new AuthorizationPolicy([new StaffUnlessSaid()], []));
        services.AddSingleton<IAuthorizationHandler, ByPost>();
        return services;
    }

    private sealed class Known : IAuthorizationRequirement;

    private sealed class StaffUnlessSaid : IAuthorizationRequirement;

    private sealed class ByPost : IAuthorizationHandler
    {
        public Task HandleAsync(AuthorizationHandlerContext context)
        {
            if (context.Resource is not HttpContext http || http.Actor() is not { } actor)
                return Task.CompletedTask;
            foreach (var requirement in context.PendingRequirements.ToList())
                if (Meets(requirement, actor, http))
                    context.Succeed(requirement);
            return Task.CompletedTask;
        }

        private static bool Meets(IAuthorizationRequirement requirement, Actor actor, HttpContext http) =>
            requirement switch
            {
                RequiresPermissionAttribute needs => needs.AnyOf.Any(actor.Can),
                RequiresStaffAttribute => actor.Kind == ActorKind.Staff,
                RequiresResidentAttribute => actor is { Kind: ActorKind.Resident, AccountId: not null },
                Known => actor.AccountId is not null,
                StaffUnlessSaid => actor.Kind == ActorKind.Staff || http.GetEndpoint() is not { } endpoint || IsForResidents(endpoint),
                _ => false,
            };

        private static bool IsForResidents(Endpoint endpoint) => endpoint.Metadata.GetMetadata<RequiresResidentAttribute>() is not null;
    }
}
