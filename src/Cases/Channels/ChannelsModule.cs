using Gezhi.Cases.Contract;
using Gezhi.Cases.Reporting;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Data;
using Gezhi.Platform.Outbox;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Cases.Channels;

/// <summary>Systems that send reports and hear the answers. 多网合一</summary>
internal static class ChannelsModule
{
    public static IServiceCollection AddChannels(this IServiceCollection services)
    {
        services.AddSingleton(provider => new SourceKeys(provider.GetRequiredService<TimeProvider>()));
        services.AddScoped(provider => new SourceIntake(
            provider.GetRequiredService<CaseDesk>(),
            provider.GetRequiredService<CreateReport>(),
            provider.GetRequiredService<FieldCipher>()
        ));
        services.AddScoped(provider => new SourceRegister(
            provider.GetRequiredService<GezhiDb>(),
            provider.GetRequiredService<FieldCipher>()
        ));
        services.AddScoped<KeepSources>();
        services.AddScoped<ReadSources>();
        services.AddScoped<SourceDoor>();
        services.AddScoped<DeviceAlarms>();
        services.AddScoped<TakeReception>();
        services.AddScoped<TakeInstruction>();
        services.AddSingleton<SourceSignatures>();
        foreach (var adapter in Adapters)
            services.AddSingleton(typeof(ChannelAdapter), adapter);
        services.AddSingleton<IEventHandler, PostAnswers>();
        services.AddLoop<ChannelSweep>();
        services.AddSingleton(new NavItem(15, "/centre/new", "代录", Permission.TakeReport) { Group = NavGroup.Intake });
        services.AddSingleton(new NavItem(91, "/admin/sources", "来源系统", Permission.ManageAccounts) { Group = NavGroup.Running });
        return services;
    }

    public static void MapChannels(this IEndpointRouteBuilder api)
    {
        KeepSources.Map(api);
        SourceDoor.Map(api);
        var taken = api.MapGroup("").RequirePermission(Permission.TakeReport);
        TakeReception.Map(taken);
        TakeInstruction.Map(taken);
    }

    /// <summary>Each adapter of this assembly: a new one is one file.</summary>
    private static IEnumerable<Type> Adapters =>
        typeof(ChannelAdapter).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(ChannelAdapter)) && !t.IsAbstract);
}
