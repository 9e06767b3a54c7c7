using Gezhi.Grids.Contract;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Grids.Readiness;

/// <summary>Rosters, groups, plans, drills, stock, segments: who and what stands ready. 值守与预案</summary>
public static class ReadinessFace
{
    public static IServiceCollection AddReadiness(this IServiceCollection services)
    {
        services.AddScoped<DutyBook>();
        services.AddScoped<ReadinessScope>();
        services.AddScoped<ReadDuty>();
        services.AddScoped<KeepDuty>();
        services.AddScoped<SwapDuty>();
        services.AddScoped<HandOverDuty>();
        services.AddScoped<KeepGroup>();
        services.AddScoped<KeepPlan>();
        services.AddScoped<KeepStock>();
        services.AddScoped<KeepRecords>();
        services.AddScoped<RevealPhone>();
        services.AddSingleton<ReadinessWords>();
        return services.AddSingleton(
            new NavItem(65, "/readiness", "值守", Permission.SeeStaffing, Permission.RaiseAlarm) { Group = NavGroup.Grids }
        );
    }

    public static void MapReadiness(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/readiness").WithTags("Readiness 值守").RequirePermission(Permission.RaiseAlarm);
        ReadDuty.Map(api);
        SwapDuty.Map(api);
        HandOverDuty.Map(api);
        var keep = api.MapGroup("").RequirePermission(Permission.KeepReadiness);
        KeepDuty.Map(keep);
        KeepGroup.Map(keep);
        KeepPlan.Map(keep);
        KeepStock.Map(keep);
        KeepRecords.Map(keep);
    }
}
