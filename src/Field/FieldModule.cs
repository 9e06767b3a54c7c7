using Gezhi.Field.Blobs;
using Gezhi.Field.Devices;
using Gezhi.Field.Entries;
using Gezhi.Field.Inspections;
using Gezhi.Field.Patrols;
using Gezhi.Field.Syncing;
using Gezhi.Field.Visits;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Desks;
using Gezhi.Platform.Fieldwork;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Field;

/// <summary>The server's side of work without network: devices, what they keep, what they send. 离线作业模块</summary>
public static class FieldModule
{
    public static IServiceCollection AddFieldSync(this IServiceCollection services)
    {
        services.AddAuditWords(AuditActions.All);
        services.AddSingleton<ReceiptKey>();
        services.AddSingleton<Areas.AreaChoices>();
        services.AddSingleton<PartialFiles>();
        services.AddScoped<EnrolDevice>();
        services.AddScoped<RevokeDevice>();
        services.AddScoped<ReadDevices>();
        services.AddScoped<PutBlob>();
        services.AddScoped<Sync>();
        services.AddScoped<TakeEntry>();
        services.AddScoped<TakeEntries>();
        services.AddScoped<DropEntry>();
        services.AddScoped<ReadHeld>();
        services.AddScoped<DecideHeld>();
        services.AddScoped<ReadRefused>();
        services.AddScoped<ISyncItems, DecidedItems>();
        services.AddLoop<TidyField>();
        services.AddInspections();
        services.AddVisits();
        services.AddPatrols();
        services.AddScoped<IDeskList, DeskLists.HazardsToRecheck>();
        services.AddScoped<IDeskList, DeskLists.HazardsPastDay>();
        services.AddScoped<IDeskList, DeskLists.PatrolsMissed>();
        services.AddSingleton(new NavItem(47, "/held", "待决的现场记录", Permission.Supervise) { Group = NavGroup.FollowUp });
        services.AddSingleton(new NavItem(84, "/admin/devices", "现场设备", Permission.ManageAccounts));
        return services;
    }

    public static IEndpointRouteBuilder MapFieldSync(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/field").WithTags("Field 离线作业").RequireStaff().AddEndpointFilter<Unkept>();
        EnrolDevice.Map(api);
        RevokeDevice.Map(api);
        var devices = api.MapGroup("").AddEndpointFilter<DeviceGate>();
        PutBlob.Map(devices);
        Sync.Map(devices);
        TakeEntries.Map(devices);
        DropEntry.Map(devices);
        var supervised = api.MapGroup("").RequirePermission(Permission.Supervise);
        ReadHeld.Map(supervised);
        DecideHeld.Map(supervised);
        ReadRefused.Map(supervised);
        routes.MapInspections();
        routes.MapVisits();
        routes.MapPatrols();
        return routes;
    }

    /// <summary>No cache keeps what a device was told.</summary>
    private sealed class Unkept : IEndpointFilter
    {
        public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return next(context);
        }
    }
}
