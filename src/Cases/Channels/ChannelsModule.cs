using Gezhi.Cases.Contract;
using Gezhi.Cases.Reporting;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Ui.Shells;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Cases.Channels;

/// <summary>Systems that send reports and hear the answers. 多网合一</summary>
internal static class ChannelsModule
{
    public static IServiceCollection AddChannels(this IServiceCollection services)
    {
        services.AddSingleton<CallbackAddress>();
        services.AddSingleton(provider => new SourceKeys(provider.GetRequiredService<TimeProvider>()));
        services.AddScoped(provider => new SourceIntake(
            provider.GetRequiredService<CaseDesk>(),
            provider.GetRequiredService<CreateReport>(),
            provider.GetRequiredService<FieldCipher>()
        ));
        services.AddScoped<KeepSources>();
        services.AddScoped<ReadSources>();
        services.AddSingleton(new NavItem(91, "/admin/sources", "来源系统", Permission.ManageAccounts));
        return services;
    }

    public static void MapChannels(this IEndpointRouteBuilder api) => KeepSources.Map(api);
}
