using Gezhi.Council.Meetings;
using Gezhi.Council.Projects;
using Gezhi.Council.Receptions;
using Gezhi.Platform.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Council;

/// <summary>Deciding together: meetings, projects, topics, votes. 议事协商模块</summary>
public static class CouncilModule
{
    public static IServiceCollection AddCouncil(this IServiceCollection services)
    {
        services.AddAuditWords(AuditActions.All);
        services.AddScoped<CouncilDesk>();
        services.AddScoped<Contract.CouncilFill>();
        services.AddMeetings();
        services.AddProjects();
        services.AddReceptions();
        return services;
    }

    public static IEndpointRouteBuilder MapCouncil(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").WithTags("Council 会商");
        Files.ShowFile.Map(routes);
        api.MapMeetings();
        api.MapProjects();
        api.MapReceptions();
        return routes;
    }
}
