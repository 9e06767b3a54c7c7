using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Ui.Shells;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Cases.Joining;

/// <summary>Joining one, joining many, joining oneself. 并单</summary>
internal static class JoiningModule
{
    public static void AddJoining(this IServiceCollection services)
    {
        services.AddScoped<Joins>();
        services.AddScoped<JoinRound>();
        services.AddScoped<JoinMany>();
        services.AddScoped<ReadBatches>();
        services.AddScoped<AlsoMe>();
        services.AddScoped<MyFollows>();
        services.AddLoop<JoinLoop>();
        services.AddSingleton(new NavItem(26, "/joins", "集中并单", Permission.File) { Group = NavGroup.Intake });
    }
}
