using Gezhi.Platform;
using Gezhi.Platform.Timers;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Cases.Anchors;

/// <summary>Daily anchors. 存证</summary>
internal static class AnchorsModule
{
    public static void AddAnchors(this IServiceCollection services)
    {
        services.AddScoped<ReadAnchors>();
        services.AddScoped<DrawAnchor>();
        services.AddScoped<ITimerHandler>(provider => provider.GetRequiredService<DrawAnchor>());
        services.AddLoop<FirstAnchor>();
    }
}
