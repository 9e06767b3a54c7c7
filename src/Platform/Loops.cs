using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Gezhi.Platform;

/// <summary>Starts every <see cref="Loop"/> when the server listens and has had a moment for the first people at its door. 后台总管</summary>
/// <remarks>What is owed waits in rows, so a moment more after a start loses nothing; until then both processors belong to the start itself.</remarks>
internal sealed class Loops(IEnumerable<Loop> all, IHostApplicationLifetime lifetime, IConfiguration configuration) : BackgroundService
{
    private readonly Loop[] all = [.. all];

    /// <summary>How long the loops leave a server alone that has just begun to listen.</summary>
    public static readonly TimeSpan FirstRest = TimeSpan.FromSeconds(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var listening = new TaskCompletionSource();
        await using var started = lifetime.ApplicationStarted.Register(listening.SetResult);
        await listening.Task.WaitAsync(stoppingToken);
        await Task.Delay(configuration.GetValue("Loops:FirstRest", FirstRest), stoppingToken);
        foreach (var loop in all)
            await loop.StartAsync(stoppingToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(all.Select(loop => loop.StopAsync(cancellationToken)));
    }
}

/// <summary>Registers what is done again and again.</summary>
public static class LoopRegistration
{
    /// <summary>The loop as a singleton that others may ask for, started with all the others.</summary>
    public static IServiceCollection AddLoop<T>(this IServiceCollection services)
        where T : Loop
    {
        services.TryAddSingleton<T>();
        return services.AddSingleton<Loop>(provider => provider.GetRequiredService<T>());
    }
}
