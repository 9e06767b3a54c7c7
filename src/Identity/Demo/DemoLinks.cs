using Gezhi.Platform.Actors;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;

namespace Gezhi.Identity.Demo;

/// <summary>Prints the demo links once the server listens; on the console, not in the log. 演示链接</summary>
internal sealed class DemoLinks(DemoKey key, IServer server, IHostApplicationLifetime lifetime) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Print);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Print()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        Console.WriteLine();
        Console.WriteLine("演示登录 Demo sign-in (this start only)");
        foreach (var role in Enum.GetValues<Role>())
            Console.WriteLine($"  {role, -20} {address}/demo/sign-in/{DemoSignIn.Name(role)}?key={key.Value}");
        Console.WriteLine($"  {"Resident", -20} {address}/");
        Console.WriteLine();
    }
}
