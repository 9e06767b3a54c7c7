using Gezhi.Platform.Audit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Council;

/// <summary>Deciding together: meetings, projects, topics, votes. 议事协商模块</summary>
public static class CouncilModule
{
    public static IServiceCollection AddCouncil(this IServiceCollection services)
    {
        services.AddAuditWords(AuditActions.All);
        return services;
    }

    public static IEndpointRouteBuilder MapCouncil(this IEndpointRouteBuilder routes)
    {
        return routes;
    }
}
