using Gezhi.Cases.Contract;
using Gezhi.Mediation.Contract;
using Gezhi.Mediation.Disputes;
using Gezhi.Mediation.Own;
using Gezhi.Mediation.Printing;
using Gezhi.Mediation.Reading;
using Gezhi.Mediation.Register;
using Gezhi.Mediation.Steps;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Timers;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Mediation;

/// <summary>Disputes and their dossiers, closed to everybody but their mediators and committee. 人民调解模块</summary>
public static class MediationModule
{
    public static IServiceCollection AddMediation(this IServiceCollection services)
    {
        services.AddAuditWords(AuditActions.All);
        services.AddScoped<DisputeDesk>();
        services.AddScoped<DisputeWords>();
        services.AddScoped<TakeApplication>();
        services.AddScoped<DecideScope>();
        services.AddScoped<AppointMediator>();
        services.AddScoped<KeepParties>();
        services.AddScoped<KeepRecords>();
        services.AddScoped<KeepScans>();
        services.AddScoped<KeepHelpers>();
        services.AddScoped<SetRisk>();
        services.AddScoped<ExtendMediation>();
        services.AddScoped<KeepAgreement>();
        services.AddScoped<EndDispute>();
        services.AddScoped<ReadDossier>();
        services.AddScoped<ReadWorkload>();
        services.AddScoped<ReadStatistics>();
        services.AddScoped<KeepMediators>();
        services.AddScoped<ReadOwn>();
        services.AddScoped<DossierParts>();
        services.AddScoped<DisputeFill>();
        services.AddScoped<HandedOver>();
        services.AddScoped<IKeptData, DisputesKept>();
        services.AddScoped<ITimerHandler, DisputeTimers>();
        services.AddScoped<ReadCasePanel>(p => p.GetRequiredService<HandedOver>().Of);
        services.AddSingleton(new NavItem(36, "/mediation", "人民调解", Permission.Mediate));
        services.AddSingleton(new NavItem(48, "/mediation/new", "登记调解申请", Permission.TakeReport) { Group = NavGroup.Intake });
        services.AddSingleton(new NavItem(37, "/mediation/workload", "调解工作量", Permission.Mediate));
        services.AddSingleton(new NavItem(45, "/mediation/statistics", "调解统计", Permission.Supervise) { Group = NavGroup.FollowUp });
        services.AddSingleton(new NavItem(58, "/mediation/mediators", "调解员名册", Permission.KeepStaffing) { Group = NavGroup.Grids });
        return services;
    }

    public static IEndpointRouteBuilder MapMediation(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup("/api/mediation").WithTags("Mediation 人民调解").AddEndpointFilter<Unkept>();
        TakeApplication.Map(all);
        ReadStatistics.Map(all);
        KeepMediators.Map(all.MapGroup("").RequirePermission(Permission.KeepStaffing));
        ReadWorkload.Map(all.MapGroup("").RequirePermission(Permission.Mediate));
        // Police and units open what they are called to: whoever sees cases may ask, and the desk answers 404 to all who do not sit at it.
        var dossiers = all.MapGroup("").RequirePermission(Permission.SeeCases);
        ReadDossier.Map(dossiers);
        DecideScope.Map(dossiers);
        AppointMediator.Map(dossiers);
        KeepParties.Map(dossiers);
        KeepRecords.Map(dossiers);
        KeepScans.Map(dossiers);
        KeepHelpers.Map(dossiers);
        SetRisk.Map(dossiers);
        ExtendMediation.Map(dossiers);
        KeepAgreement.Map(dossiers);
        EndDispute.Map(dossiers);
        ReadOwn.Map(routes.MapGroup("/api/my/mediation").WithTags("Mediation 人民调解").RequireResident().AddEndpointFilter<Unkept>());
        return routes;
    }

    /// <summary>A dossier is nothing for a cache.</summary>
    private sealed class Unkept : IEndpointFilter
    {
        public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return next(context);
        }
    }
}
