using Gezhi.Field.Contract;
using Gezhi.Field.HomeService;
using Gezhi.Field.Verification;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Consents;
using Gezhi.Platform.Fieldwork;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Field.Visits;

/// <summary>Visits, verification, home service: what is done at doors. 走访上门</summary>
public static class VisitFace
{
    public static IServiceCollection AddVisits(this IServiceCollection services)
    {
        services.AddScoped<DoorScope>();
        services.AddSingleton<DoorWords>();
        services.AddScoped<SaveCampaign>();
        services.AddScoped<StartCampaign>();
        services.AddScoped<RecordVisit>();
        services.AddScoped<ReadCampaigns>();
        services.AddScoped<ReadToday>();
        services.AddScoped<CheckHousehold>();
        services.AddScoped<DecideCheck>();
        services.AddScoped<ReadChecks>();
        services.AddScoped<SaveServiceItem>();
        services.AddScoped<AskService>();
        services.AddScoped<BookVisit>();
        services.AddScoped<FinishVisit>();
        services.AddScoped<FindDue>();
        services.AddScoped<EntitlementDesk>();
        services.AddScoped<KeepEntitlement>();
        services.AddScoped<OpenEntitlement>();
        services.AddScoped<ImportEntitlements>();
        services.AddScoped<IKeptData, EntitlementsKept>();
        services.AddScoped<IConsentUse, ServiceConsent>();
        services.AddScoped<AgreeToService>();
        services.AddScoped<IConsentUse, VisitConsent>();
        services.AddSingleton(p => new EntitlementSettings(
            p.GetRequiredService<IConfiguration>().GetValue("Field:EntitlementKeepDays", 30)
        ));
        services.AddScoped<ReadServices>();
        services.AddScoped<VisitFill>();
        services.AddScoped<ISyncItems, VisitItems>();
        services.AddScoped<ISyncItems, CampaignItems>();
        services.AddScoped<ISyncItems, AppointmentItems>();
        services.AddScoped<ISyncItems, ServiceWordItems>();
        services.AddScoped<IEntryHandler, VisitEntries>();
        services.AddScoped<IEntryHandler, CheckEntries>();
        services.AddScoped<IEntryHandler, ServiceEntries>();
        services.AddLoop<TidyVisits>();
        return services.AddSingleton(
            new NavItem(62, "/visits", "走访上门", Permission.LeadVisits, Permission.KeepRegistry, Permission.Supervise)
            {
                Group = NavGroup.Grids,
            }
        );
    }

    public static void MapVisits(this IEndpointRouteBuilder routes)
    {
        var visits = routes
            .MapGroup("/api/visits")
            .WithTags("Visits 走访")
            .RequirePermission(Permission.KeepRegistry, Permission.LeadVisits, Permission.Supervise)
            .AddEndpointFilter<Unkept>();
        ReadCampaigns.Map(visits);
        var work = visits.MapGroup("").RequirePermission(Permission.KeepRegistry);
        ReadToday.Map(work);
        RecordVisit.Map(work);
        var lead = visits.MapGroup("").RequirePermission(Permission.LeadVisits);
        SaveCampaign.Map(lead);
        StartCampaign.Map(lead);
        var checks = routes
            .MapGroup("/api/verifications")
            .WithTags("Verification 人户核实")
            .RequirePermission(Permission.KeepRegistry, Permission.LeadVisits)
            .AddEndpointFilter<Unkept>();
        ReadChecks.Map(checks);
        CheckHousehold.Map(checks.MapGroup("").RequirePermission(Permission.KeepRegistry));
        DecideCheck.Map(checks.MapGroup("").RequirePermission(Permission.LeadVisits));
        var home = routes
            .MapGroup("/api/home-service")
            .WithTags("Home service 上门办")
            .RequirePermission(Permission.KeepRegistry, Permission.LeadVisits)
            .AddEndpointFilter<Unkept>();
        ReadServices.Map(home);
        var door = home.MapGroup("").RequirePermission(Permission.KeepRegistry);
        AskService.Map(door);
        BookVisit.Map(door);
        FinishVisit.Map(door);
        KeepEntitlement.Map(door);
        OpenEntitlement.Map(door);
        var leads = home.MapGroup("").RequirePermission(Permission.LeadVisits);
        SaveServiceItem.Map(leads);
        ImportEntitlements.Map(leads);
    }

    /// <summary>Doors are kept by no cache.</summary>
    private sealed class Unkept : IEndpointFilter
    {
        public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return next(context);
        }
    }
}
