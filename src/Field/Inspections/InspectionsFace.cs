using Gezhi.Field.Campaigns;
using Gezhi.Field.RecordPages;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Fieldwork;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Timers;
using Gezhi.Platform.Ui.Shells;
using Gezhi.Registry.Contract;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Field.Inspections;

/// <summary>Checklists, inspections, hazards, notices, special campaigns. 检查与专项行动</summary>
public static class InspectionsFace
{
    public static IServiceCollection AddInspections(this IServiceCollection services)
    {
        services.AddScoped<InspectionScope>();
        services.AddScoped<Contract.InspectionFill>();
        services.AddSingleton<InspectionTexts>();
        services.AddScoped<KeepChecklist>();
        services.AddScoped<ReadChecklists>();
        services.AddScoped<RecordInspection>();
        services.AddScoped<RecheckHazard>();
        services.AddScoped<VoidInspection>();
        services.AddScoped<ReadInspections>();
        services.AddScoped<ReadDue>();
        services.AddScoped<KeepNoticeWords>();
        services.AddScoped<InspectionPhotos>();
        services.AddScoped<StartCampaign>();
        services.AddScoped<EndCampaign>();
        services.AddScoped<LeaveOut>();
        services.AddScoped<ReadCampaigns>();
        services.AddScoped<IEntryHandler, InspectEntries>();
        services.AddScoped<ISyncItems, PlaceItems>();
        services.AddScoped<ISyncItems, ChecklistItems>();
        services.AddSingleton<IEventHandler, FollowHazards>();
        services.AddScoped<ITimerHandler, CampaignEnds>();
        services.AddScoped<ReadRecordInset>(provider => provider.GetRequiredService<ReadInspections>().Inset);
        services.AddScoped<RecordMatters>();
        services.AddScoped<ReadRecordInset>(provider => provider.GetRequiredService<RecordMatters>().Hazards);
        services.AddScoped<ReadRecordInset>(provider => provider.GetRequiredService<RecordMatters>().Demands);
        services.AddScoped<ReadRecordInset>(provider => provider.GetRequiredService<RecordMatters>().Visits);
        services.AddScoped<ReadRecordInset>(provider => provider.GetRequiredService<RecordMatters>().Services);
        services.AddScoped<ReadRecordUses>(provider => provider.GetRequiredService<RecordMatters>().Uses);
        return services.AddSingleton(new NavItem(59, "/inspections", "检查与隐患", Permission.SeeInspections) { Group = NavGroup.Grids });
    }

    public static void MapInspections(this IEndpointRouteBuilder routes)
    {
        var api = routes
            .MapGroup("/api")
            .WithTags("Inspections 检查与专项")
            .RequirePermission(Permission.SeeInspections)
            .AddEndpointFilter<Unkept>();
        ReadInspections.Map(api);
        ReadDue.Map(api);
        ReadChecklists.Map(api);
        ReadCampaigns.Map(api);
        KeepNoticeWords.MapRead(api);
        VoidInspection.Map(api);
        var inspect = api.MapGroup("").RequirePermission(Permission.Inspect);
        RecordInspection.Map(inspect);
        RecheckHazard.Map(inspect);
        var keep = api.MapGroup("").RequirePermission(Permission.KeepInspections);
        KeepChecklist.Map(keep);
        KeepNoticeWords.Map(keep);
        StartCampaign.Map(keep);
        EndCampaign.Map(keep);
        LeaveOut.Map(keep);
        var files = routes.MapGroup("").RequirePermission(Permission.SeeInspections);
        InspectionPhotos.Map(files);
        ReadCampaigns.MapFile(files);
    }

    /// <summary>Where something is dangerous is nothing for a cache.</summary>
    private sealed class Unkept : IEndpointFilter
    {
        public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return next(context);
        }
    }
}
