using Gezhi.Community.Activities;
using Gezhi.Community.Funds;
using Gezhi.Community.Partners;
using Gezhi.Platform.Audit;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Community;

/// <summary>Living together: festivals, activities, who comes and what came of it. 共建共享模块</summary>
public static class CommunityModule
{
    public static IServiceCollection AddCommunity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddAuditWords(AuditActions.All);
        services.AddScoped<CommunityDesk>();
        services.AddScoped<Contract.ActivityFill>();
        services.AddScoped<Contract.FundFill>();
        return services.AddActivities().AddPartners().AddFunds(configuration);
    }

    public static IEndpointRouteBuilder MapCommunity(this IEndpointRouteBuilder routes)
    {
        routes.MapActivities();
        routes.MapPartners();
        routes.MapFunds();
        return routes;
    }
}
