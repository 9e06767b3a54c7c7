using Gezhi.Platform.Actors;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Cases.Units;

/// <summary>The face of the units: worklist by deadline, accept, return, hand in; and of those who check. 部门端与核查端</summary>
internal static class UnitFace
{
    public static IServiceCollection AddUnits(this IServiceCollection services)
    {
        services.AddScoped<ReadWorklist>();
        services.AddScoped<CountWork>();
        services.AddScoped<AcceptMany>();
        services.AddScoped<Checking.ReadChecks>();
        services.AddSingleton(new NavItem(40, "/check", "核查", Permission.Check));
        return services.AddSingleton(new NavItem(30, "/unit", "台账", Permission.Handle));
    }

    public static void MapUnits(this IEndpointRouteBuilder api) =>
        AcceptMany.Map(api.MapGroup("/cases").RequirePermission(Permission.Handle));
}
